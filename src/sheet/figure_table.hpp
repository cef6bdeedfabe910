// A table of figures or a chart of bars on a sheet: what it says, and where its cells stand. Cells are text, ready for
// people; whoever has the figures fills it in. Page frame, millimetres.
#pragma once

#include "plan/color.hpp"
#include "sheet/lettering.hpp"
#include "sheet/page.hpp"

#include <optional>
#include <string>
#include <vector>

namespace geju {

struct FigureTable {
    struct Column {
        std::string heading;
        bool number = false; ///< to the right, never broken
        bool bar = false;    ///< a bar of the row's share and colour, in the room that is left
    };
    struct Row {
        std::vector<std::string> cells; ///< a cell a column; of a bar ""
        std::optional<Rgba> color;      ///< swatch before the first cell, and of the bar
        double share = 0;               ///< length of the bar, 1: the longest
        bool strong = false;            ///< a total
    };
    std::string title;
    std::vector<Column> columns;
    std::vector<Row> rows;
    std::string note;
    bool alarming = false; ///< the note is a warning
};

struct FigureLayout {
    struct Swatch {
        PageBox box;
        Rgba color;
    };
    std::vector<TextBlock> texts;
    std::vector<Swatch> swatches; ///< bars too
    struct Rule {
        double x1, y1, x2, y2;
    };
    std::vector<Rule> rules; ///< hairlines
    double width = 0;
    double height = 0;
    double scale = 1;    ///< of the lettering, against the size asked for
    bool broken = false; ///< a cell has more than one line

    void move(double dx, double dy);
};

/// With its top left corner at (0, 0), at most so wide; `unit` is the millimetres of a layout unit. Nothing where it
/// does not fit into the height at the smallest size that can be read.
std::optional<FigureLayout> layoutFigures(const FigureTable& table, double maxWidth, double maxHeight, double unit,
                                          const Letterer& letterer);

} // namespace geju
