// The page that opens an exported map: the map, and beside it title, scenes, legend and credits, which the page reads
// from page.json. It loads MapLibre GL JS from beside itself, where the user puts it, and says so when it is missing.
// Pure functions.
#pragma once

#include "core/box.hpp"
#include "drawing/picture.hpp"
#include "render/image.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace geju {

struct WebLegendRow {
    std::string label;
    bool heading = false;
    Image sample; ///< of what is no heading: kWebSampleFineness pixels for one of the page's
};
inline constexpr int kWebSampleFineness = 2;

struct WebScene {
    std::string id; ///< empty where the project has no scenes: everything
    std::string title;
    std::string text;
    Box extentLonLat; ///< shown at first; empty: as the style says
    LayerStates states;
    std::vector<WebLegendRow> legend;
};

struct WebPage {
    std::string title;
    std::string subtitle;
    std::string note; ///< how far to trust the map
    std::string credits;
    std::vector<WebScene> scenes; ///< at least one
    std::size_t first = 0;        ///< of them, shown at first
};

/// index.html.
std::string webPageHtml(std::string_view title);

/// What page.json says of a page. `sampleFiles` are the names of the samples' pictures, in the order of scenes and
/// rows; `shownLayers` for each scene the ids of the style's layers that it shows.
std::string webPageJson(const WebPage& page, const std::vector<std::string>& sampleFiles,
                        const std::vector<std::vector<std::string>>& shownLayers);

} // namespace geju
