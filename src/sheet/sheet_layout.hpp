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
// Figures (tables, charts) stand above north arrow and scale bar.
#pragma once

#include "sheet/figure_table.hpp"
#include "sheet/legend_layout.hpp"
#include "sheet/lettering.hpp"
#include "sheet/page.hpp"

#include <optional>
#include <string>
#include <vector>

namespace geju {

/// What is written on a sheet, in the language of the interface. Empty texts take no room.
struct SheetContent {
    bool heading = true; ///< title and subtitle are laid
    std::string title;
    std::string subtitle;
    std::string description;
    std::string descriptionSource;
    std::string note; ///< that the map is schematic; framed, beside the title
    std::string credits;
    std::string facts; ///< CRS, date, program
    std::string legendTitle;
    std::vector<LegendRow> legend;
    std::string text; ///< free, below the description
    std::vector<FigureTable> figures;
    bool northArrow = true;
    bool scaleBar = true;
    bool grid = false;                       ///< leaves room round the frame for its figures
    std::optional<bool> panelBelow;          ///< nothing: by the paper's shape
    double logoShape = 0;                    ///< width ÷ height; 0: none
    std::optional<double> marginMillimeters; ///< nothing: grows with the paper
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

    std::optional<PageBox> logo;
    std::vector<FigureLayout> figures;
    bool figuresComplete = true; ///< false: one does not fit and is left out

    using Rule = FigureLayout::Rule;
    std::vector<Rule> rules; ///< hairlines
};

SheetLayout layoutSheet(const Page& page, const SheetContent& content, const Letterer& letterer);

} // namespace geju
