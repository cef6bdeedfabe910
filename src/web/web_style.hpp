// A document as a MapLibre style that needs none of Geju's extras: hatches and patterns are pictures, arrows and the
// places of labels are features, metres are widths that double with the zoom. What cannot be said is a warning that
// names layer and property. One thread.
#pragma once

#include "drawing/picture.hpp"
#include "plan/document.hpp"
#include "render/image.hpp"
#include "web/ground_scale.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace geju {

struct WebSource {
    std::string id;
    std::string file; ///< relative to the style
    std::shared_ptr<const FeatureTable> table;
};

struct WebPicture {
    std::string file; ///< relative to the style
    Image image;
};

struct WebHatch {
    std::string name; ///< in the sprite
    HatchStyle hatch;
};

/// A pattern in one colour.
struct WebPattern {
    std::string name;    ///< in the sprite
    std::string pattern; ///< as fill-pattern names it
    PatternStyle style;
};

/// Picture of an arrow's head.
struct WebHead {
    std::string name; ///< in the sprite
    double lengthPixels = 24;
    double widthPixels = 24;
};

/// A layer of the style and the project's layer that it draws, alone or with others.
struct WebLayer {
    std::string id;
    std::string drawn;   ///< id in the project
    bool visible = true; ///< as the project says
};

struct WebStyle {
    nlohmann::ordered_json style;
    std::vector<WebLayer> layers; ///< as in the style
    /// Ids of the style's layers that are visible in these states.
    std::vector<std::string> shownLayers(const LayerStates& states) const;
    std::vector<WebSource> sources;
    std::vector<WebPicture> pictures;
    std::vector<WebHatch> hatches;
    std::vector<WebPattern> patterns;
    std::vector<WebHead> heads;
    bool pictograms = false; ///< the sprite needs them
    bool hasSprite() const { return !hatches.empty() || !patterns.empty() || !heads.empty() || pictograms; }
    double zoom = 0;                                           ///< of the style; pictures have their true size there
    std::map<std::string, std::set<std::uint32_t>> characters; ///< that each font letters
    std::vector<Issue> issues;
};

struct WebStyleRequest {
    LayerStates states; ///< layers that are absent are as the project says
    Box extentLonLat;   ///< shown at first; empty: everything
    std::string title;
    std::string baseUrl; ///< before every path in the style; empty: they are relative to it
};

WebStyle makeWebStyle(const Document& document, const WebStyleRequest& request);

} // namespace geju
