// Random areas made of unit cells of a grid, where every figure is a count of cells: an oracle that needs no geometry.
#pragma once

#include "analysis/areas.hpp"
#include "geometry/feature_table.hpp"
#include "geometry/shape.hpp"
#include "support/catch.hpp"

#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace geju::test {

using Cells = std::set<std::pair<int, int>>;

inline constexpr double kCellMeters = 100;
inline constexpr double kCellSquareMeters = kCellMeters * kCellMeters;
/// Inside the domain of EPSG:4549; multiples of the cell, so that coordinates are exact.
inline constexpr Point kGridOrigin{500000, 3400000};

inline Crs planeCrs() {
    auto crs = Crs::from("EPSG:4549");
    REQUIRE(crs);
    return *crs;
}

/// A connected patch of at most `most` cells within a square of `side` cells.
inline Cells randomPatch(std::mt19937& random, int side, int most) {
    std::uniform_int_distribution<int> place(0, side - 1);
    std::uniform_int_distribution<int> count(1, most);
    Cells cells{{place(random), place(random)}};
    for (int i = count(random); i > 1; --i) {
        auto from = cells.begin();
        std::advance(from, std::uniform_int_distribution<std::size_t>(0, cells.size() - 1)(random));
        const int steps[4][2] = {{1, 0}, {-1, 0}, {0, 1}, {0, -1}};
        const auto& step = steps[std::uniform_int_distribution<int>(0, 3)(random)];
        const std::pair<int, int> cell{from->first + step[0], from->second + step[1]};
        if (cell.first >= 0 && cell.second >= 0 && cell.first < side && cell.second < side) cells.insert(cell);
    }
    return cells;
}

/// The outline of the cells: polygons with holes, corners only where `everyCorner` or the outline turns.
inline Shape outline(const Cells& cells) {
    std::vector<Shape> boxes;
    std::vector<const Shape*> pointers;
    for (const auto& [x, y] : cells) {
        const Point corner{kGridOrigin.x + x * kCellMeters, kGridOrigin.y + y * kCellMeters};
        boxes.push_back(Shape::fromBox({corner.x, corner.y, corner.x + kCellMeters, corner.y + kCellMeters}));
    }
    for (const Shape& box : boxes) pointers.push_back(&box);
    auto united = Shape::unionOf(pointers);
    REQUIRE(united);
    return std::move(*united);
}

inline void addShape(TableBuilder& builder, const Shape& shape) {
    shape.forEachPolygon([&](std::span<const std::span<const Point>> rings) {
        builder.beginPart(PartKind::Polygon);
        for (const auto& ring : rings) {
            builder.beginRing();
            for (const Point point : ring) builder.addPoint(point);
        }
    });
}

/// Rings given as corners, not closed; one polygon.
inline void addPolygon(TableBuilder& builder, const std::vector<std::vector<Point>>& rings) {
    builder.beginPart(PartKind::Polygon);
    for (const auto& ring : rings) {
        builder.beginRing();
        for (const Point point : ring) builder.addPoint(point);
        builder.addPoint(ring.front());
    }
}

inline std::size_t common(const Cells& a, const Cells& b) {
    std::size_t count = 0;
    for (const auto& cell : a) count += b.count(cell);
    return count;
}

inline MeasureOptions planar() {
    MeasureOptions options;
    options.measure = Measure::Planar;
    return options;
}

} // namespace geju::test
