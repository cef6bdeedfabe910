#include "drawing/patterns.hpp"

#include "drawing/outlines.hpp"
#include "drawing/pictograms.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace geju {

namespace {

struct Drawing {
    std::string_view name;
    double side; ///< of the cell, style pixels
    std::string_view path;
};

/// See parseOutlines(). Signs stand wholly inside their cell; strokes that go on end at its edge.
constexpr Drawing kDrawings[] = {
    {"brick", 12,
     "M 0 2.6 L 12 2.6 12 3.4 0 3.4 M 0 8.6 L 12 8.6 12 9.4 0 9.4 M 2.6 3.4 L 3.4 3.4 3.4 8.6 2.6 8.6 "
     "M 8.6 0 L 9.4 0 9.4 2.6 8.6 2.6 M 8.6 9.4 L 9.4 9.4 9.4 12 8.6 12"},
    {"checker", 8, "M 0 0 L 4 0 4 4 0 4 M 4 4 L 8 4 8 8 4 8"},
    {"circles", 12, "E 3 3 2.2 2.2 E 3 3 1.4 1.4 E 9 9 2.2 2.2 E 9 9 1.4 1.4"},
    {"conifers", 20,
     "M 5 0.8 L 8.2 5.4 6.6 5.4 8.8 8.4 5.5 8.4 5.5 9.6 4.5 9.6 4.5 8.4 1.2 8.4 3.4 5.4 1.8 5.4 "
     "M 15 10.8 L 18.2 15.4 16.6 15.4 18.8 18.4 15.5 18.4 15.5 19.6 14.5 19.6 14.5 18.4 11.2 18.4 13.4 15.4 11.8 15.4"},
    {"cross-hatch", 8,
     "M 0 0 L 8 0 8 8 0 8 M 0.6 0 L 7.4 0 4 3.4 M 0.6 8 L 4 4.6 7.4 8 M 0 0.6 L 3.4 4 0 7.4 M 8 0.6 L 8 7.4 4.6 4"},
    {"crosses", 12,
     "M 2.6 1 L 3.4 1 3.4 2.6 5 2.6 5 3.4 3.4 3.4 3.4 5 2.6 5 2.6 3.4 1 3.4 1 2.6 2.6 2.6 "
     "M 8.6 7 L 9.4 7 9.4 8.6 11 8.6 11 9.4 9.4 9.4 9.4 11 8.6 11 8.6 9.4 7 9.4 7 8.6 8.6 8.6"},
    {"diagonal", 8, "M 0 7.4 L 7.4 0 8 0 8 0.6 0.6 8 0 8 M 0 0 L 0.6 0 0 0.6 M 8 8 L 7.4 8 8 7.4"},
    {"diagonal-down", 8, "M 0 0 L 0.6 0 8 7.4 8 8 7.4 8 0 0.6 M 7.4 0 L 8 0 8 0.6 M 0 7.4 L 0.6 8 0 8"},
    {"dots", 8, "E 2 2 1 1 E 6 6 1 1"},
    {"dry-field", 16,
     "M 2.7 2 L 3.5 2 3.5 5.2 4.5 5.2 4.5 2 5.3 2 5.3 5.2 6.5 5.2 6.5 6 1.5 6 1.5 5.2 2.7 5.2 "
     "M 10.7 10 L 11.5 10 11.5 13.2 12.5 13.2 12.5 10 13.3 10 13.3 13.2 14.5 13.2 14.5 14 9.5 14 9.5 13.2 10.7 13.2"},
    {"grass", 16,
     "M 3.6 6.4 Q 3.2 4 1 2.6 Q 3.6 3.2 4 4.6 Q 3.9 2.6 4 1 Q 4.1 2.6 4 4.6 Q 4.4 3.2 7 2.6 Q 4.8 4 4.4 6.4 "
     "M 11.6 14.4 Q 11.2 12 9 10.6 Q 11.4 11 11.7 12.2 Q 11.6 10.4 12 8.8 Q 12.4 10.4 12.3 12.2 "
     "Q 12.6 11 15 10.6 Q 12.8 12 12.4 14.4"},
    {"grid", 8, "M 0 0 L 8 0 8 8 0 8 M 0.4 0.4 L 0.4 7.6 7.6 7.6 7.6 0.4"},
    {"horizontal", 8, "M 0 3.6 L 8 3.6 8 4.4 0 4.4"},
    {"orchard", 12, "E 6 5 2.6 2.6 E 6 5 1.8 1.8 M 5.6 7.5 L 6.4 7.5 6.4 10 5.6 10"},
    {"paddy", 16,
     "M 3.6 1 L 4.4 1 4.4 5 5.7 3.7 6.3 4.3 4 6.6 1.7 4.3 2.3 3.7 3.6 5 "
     "M 11.6 9 L 12.4 9 12.4 13 13.7 11.7 14.3 12.3 12 14.6 9.7 12.3 10.3 11.7 11.6 13"},
    {"sand", 16,
     "E 2.1 1.9 0.6 0.6 E 6.3 3.4 0.5 0.5 E 11.2 1.6 0.6 0.6 E 14.4 4.9 0.5 0.5 E 3.6 6.6 0.5 0.5 E 9.1 6.1 0.6 0.6 "
     "E 12.3 8.4 0.5 0.5 E 1.4 10.4 0.6 0.6 E 6.2 9.8 0.5 0.5 E 9.7 11.6 0.6 0.6 E 14.6 11.9 0.6 0.6 "
     "E 3.9 13.7 0.5 0.5 E 7.6 14.7 0.5 0.5 E 12.2 15 0.5 0.5"},
    {"squares", 12, "M 1.2 1.2 L 4.8 1.2 4.8 4.8 1.2 4.8 M 7.2 7.2 L 10.8 7.2 10.8 10.8 7.2 10.8"},
    {"stones", 20,
     "M 2 3 L 5 1.6 8 2.6 8.4 5.2 5.6 6.8 2.4 5.8 M 3 3.6 L 3.3 5.2 5.5 5.9 7.5 4.8 7.2 3.3 5.1 2.6 "
     "M 12 9 L 15.6 7.8 18.2 9.8 17.4 12.4 13.8 13 M 12.9 9.6 L 14.3 12.1 16.8 11.7 17.2 10.1 15.4 8.8 "
     "M 3 13.4 L 6 12 8.6 14 7.8 17 4.4 17.6 2.2 15.8 M 3.8 13.9 L 3.2 15.6 4.7 16.7 7.2 16.2 7.7 14.3 5.9 13 "
     "M 13.2 2.4 L 15.8 1.8 16.8 3.8 14.4 4.8 M 13.6 17 L 16.6 15.8 18 17.8 15.4 18.8"},
    {"trees", 20,
     "E 5 3.8 2.9 2.9 E 5 3.8 2.1 2.1 M 4.6 6.6 L 5.4 6.6 5.4 9.2 7 9.2 7 9.8 4.6 9.8 "
     "E 15 13.8 2.9 2.9 E 15 13.8 2.1 2.1 M 14.6 16.6 L 15.4 16.6 15.4 19.2 17 19.2 17 19.8 14.6 19.8"},
    {"triangles", 12, "M 3 0.8 L 5.6 5.2 0.4 5.2 M 9 6.8 L 11.6 11.2 6.4 11.2"},
    {"vertical", 8, "M 3.6 0 L 4.4 0 4.4 8 3.6 8"},
    {"waves", 16,
     "M 0 3.6 Q 4 0.4 8 3.6 Q 12 6.8 16 3.6 L 16 4.4 Q 12 7.6 8 4.4 Q 4 1.2 0 4.4 "
     "M 0 11.6 Q 4 14.8 8 11.6 Q 12 8.4 16 11.6 L 16 12.4 Q 12 9.2 8 12.4 Q 4 15.6 0 12.4"},
    {"wetland", 20,
     "M 1 6.6 L 9 6.6 9 7.4 1 7.4 M 2.6 8.4 L 7.4 8.4 7.4 9.2 2.6 9.2 M 4.6 5.8 Q 4.4 4 2.6 2.6 Q 4.6 3.2 4.7 4.2 "
     "Q 4.6 2.4 5 1 Q 5.4 2.4 5.3 4.2 Q 5.4 3.2 7.4 2.6 Q 5.6 4 5.4 5.8 "
     "M 11 16.6 L 19 16.6 19 17.4 11 17.4 M 12.6 18.4 L 17.4 18.4 17.4 19.2 12.6 19.2 M 14.6 15.8 Q 14.4 14 12.6 12.6 "
     "Q 14.6 13.2 14.7 14.2 Q 14.6 12.4 15 11 Q 15.4 12.4 15.3 14.2 Q 15.4 13.2 17.4 12.6 Q 15.6 14 15.4 15.8"},
};
constexpr std::size_t kCount = std::size(kDrawings);

/// A pictogram's sign twice in a cell, in every other square of it.
constexpr double kSignCell = 40;
constexpr double kSignSide = 18;

std::vector<PatternCell> makeCells() {
    std::vector<PatternCell> cells;
    for (const Drawing& drawing : kDrawings) cells.push_back({drawing.side, parseOutlines(drawing.path)});
    for (PictogramId sign = 0; sign < pictogramNames().size(); ++sign) {
        PatternCell cell{kSignCell, {}};
        for (const double middle : {kSignCell / 4, kSignCell * 3 / 4}) {
            for (std::vector<Point> ring : pictogramRings(sign)) {
                for (Point& point : ring) point = {middle + point.x * kSignSide, middle + point.y * kSignSide};
                cell.rings.push_back(std::move(ring));
            }
        }
        cells.push_back(std::move(cell));
    }
    return cells;
}

} // namespace

std::span<const std::string_view> patternNames() {
    static const auto names = [] {
        std::array<std::string_view, kCount> all;
        std::transform(std::begin(kDrawings), std::end(kDrawings), all.begin(),
                       [](const Drawing& drawing) { return drawing.name; });
        return all;
    }();
    return names;
}

std::optional<PatternId> findPattern(std::string_view name) {
    const auto names = patternNames();
    const auto found = std::lower_bound(names.begin(), names.end(), name);
    if (found != names.end() && *found == name) return static_cast<PatternId>(found - names.begin());
    if (const auto sign = findPictogram(name)) return static_cast<PatternId>(kCount + *sign);
    return std::nullopt;
}

std::string_view patternName(PatternId pattern) {
    return pattern < kCount ? patternNames()[pattern] : pictogramNames()[pattern - kCount];
}

const PatternCell& patternCell(PatternId pattern) {
    static const std::vector<PatternCell> cells = makeCells();
    return cells.at(pattern);
}

std::vector<std::vector<Point>> patternRings(const PatternStyle& style, double unitsPerStylePixel, const Box& box) {
    std::vector<std::vector<Point>> rings;
    const PatternCell& cell = patternCell(style.pattern);
    const double unit = style.scale * unitsPerStylePixel;
    const double side = cell.side * unit;
    if (box.empty() || !(side > 0)) return rings;
    for (double row = std::floor(box.minY / side) + 1; (row - 1) * side < box.maxY; ++row) {
        for (double column = std::floor(box.minX / side); column * side < box.maxX; ++column) {
            for (const std::vector<Point>& ring : cell.rings) {
                std::vector<Point>& placed = rings.emplace_back();
                placed.reserve(ring.size());
                Box bounds;
                for (const Point& point : ring) {
                    placed.push_back({column * side + point.x * unit, row * side - point.y * unit});
                    bounds.extend(placed.back());
                }
                if (!bounds.intersects(box)) rings.pop_back();
            }
        }
    }
    return rings;
}

} // namespace geju
