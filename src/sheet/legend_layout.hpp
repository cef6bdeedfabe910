// Where the entries of a legend stand: in columns, under headings, as large as the space allows. Page frame.
#pragma once

#include "drawing/legend.hpp"
#include "sheet/lettering.hpp"
#include "sheet/page.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace geju {

/// A line of the legend before it is placed: a heading, or an entry by its index in the list of entries.
struct LegendRow {
    std::string label;
    bool heading = false;
    std::size_t entry = 0;
};

/// Headings are the groups of the layers; a layer that has an entry a value stands under its own name.
/// Classified layers come first, then what the fewest scenes of the project show: the theme before the base map that
/// all of them share. Among equals the upper layer leads.
std::vector<LegendRow> legendRows(const Document& document, const std::vector<LegendEntry>& entries);

struct LegendPlacement {
    TextBlock label;
    bool heading = false;
    std::size_t entry = 0;
    PageBox swatch; ///< of entries
};

struct LegendLayout {
    std::vector<LegendPlacement> placements;
    int columns = 1;
    double scale = 1; ///< of the lettering, against the size asked for
    double width = 0;
    double height = 0;
    bool complete = true; ///< false: it does not fit at the smallest size that can be read, the rest is left out
};

struct LegendSpace {
    double x = 0;
    double y = 0;
    double maxWidth = 0;
    double maxHeight = 0;
    double unit = 1; ///< millimetres of one layout unit: sizes grow with the sheet
    int maxColumns = 3;
    bool wide = false; ///< fill the width with columns of equal height (below the map), not one column after the other
};

/// Few columns first, then smaller lettering.
LegendLayout layoutLegend(const std::vector<LegendRow>& rows, const LegendSpace& space, const Letterer& letterer);

} // namespace geju
