// Where everything of a map sheet stands on its page: map frame, title, legend, scale bar, north arrow, credits. Page
// frame, millimetres; sizes grow with the page, so that A0 reads from farther away than A4.
//
//   landscape                              portrait
//   title                    schematic     title            schematic
//   ┌──────────────────────┬─────────┐     ┌────────────────────────┐
//   │                      │ text    │     │                        │
//   │         map          │ legend  │     │          map           │
//   │                      │         │     │                        │
//   │                      │ N scale │     ├────────┬───────┬───────┤
//   └──────────────────────┴─────────┘     │ text   │legend │N scale│
//   credits                      facts     └────────┴───────┴───────┘
#pragma once

#include "sheet/legend_layout.hpp"
#include "sheet/lettering.hpp"
#include "sheet/page.hpp"

#include <optional>
#include <string>
#include <vector>

namespace geju {

/// What is written on a sheet, in the language of the interface. Empty texts take no room.
struct SheetContent {
    std::string title;
    std::string subtitle;
    std::string description;
    std::string descriptionSource;
    std::string note; ///< that the map is schematic; framed, beside the title
    std::string credits;
    std::string facts; ///< CRS, date, program
    std::string legendTitle;
    std::vector<LegendRow> legend;
    bool northArrow = true;
    bool scaleBar = true;
};

struct SheetLayout {
    Page page;
    double unit = 1; ///< millimetres of a layout unit; 1 on A3
    PageBox border;  ///< round map and panel
    PageBox frame;   ///< the map; its edges lie on device pixels
    PageBox panel;   ///< beside or below the map, without padding
    std::vector<TextBlock> texts;
    std::optional<PageBox> noteBox;
    LegendLayout legend;
    std::optional<PageBox> northArrow;
    std::optional<PageBox> scaleBar; ///< ratio above, bar below; the bar begins at its left edge

    struct Rule {
        double x1, y1, x2, y2;
    };
    std::vector<Rule> rules; ///< hairlines
};

SheetLayout layoutSheet(const Page& page, const SheetContent& content, const Letterer& letterer);

} // namespace geju
