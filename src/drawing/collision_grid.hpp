// Which screen boxes are taken: a grid of cells over the view, each with the boxes that reach into it. Boxes outside
// the grid are kept in its border cells. Screen pixels; one thread.
#pragma once

#include "core/box.hpp"

#include <algorithm>
#include <span>
#include <vector>

namespace geju {

class CollisionGrid {
  public:
    CollisionGrid(double widthPixels, double heightPixels, double cellPixels)
      : cellsPerPixel_(1 / cellPixels)
      , columns_(std::max(1, static_cast<int>(widthPixels / cellPixels) + 1))
      , rows_(std::max(1, static_cast<int>(heightPixels / cellPixels) + 1))
      , cells_(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_)) {}

    void insert(const Box& box) {
        const Range range = cellsOf(box);
        for (int row = range.firstRow; row <= range.lastRow; ++row) {
            for (int column = range.firstColumn; column <= range.lastColumn; ++column) {
                cells_[cellAt(column, row)].push_back(box);
            }
        }
    }
    /// Touching counts.
    bool isTaken(const Box& box) const {
        const Range range = cellsOf(box);
        for (int row = range.firstRow; row <= range.lastRow; ++row) {
            for (int column = range.firstColumn; column <= range.lastColumn; ++column) {
                for (const Box& taken : cells_[cellAt(column, row)]) {
                    if (taken.intersects(box)) return true;
                }
            }
        }
        return false;
    }
    bool isTaken(std::span<const Box> boxes) const {
        return std::any_of(boxes.begin(), boxes.end(), [&](const Box& box) { return isTaken(box); });
    }

  private:
    struct Range {
        int firstColumn, lastColumn, firstRow, lastRow;
    };
    Range cellsOf(const Box& box) const {
        const auto cellOf = [&](double pixels, int count) {
            return static_cast<int>(std::clamp(pixels * cellsPerPixel_, 0.0, count - 1.0));
        };
        return {cellOf(box.minX, columns_), cellOf(box.maxX, columns_), cellOf(box.minY, rows_),
                cellOf(box.maxY, rows_)};
    }
    std::size_t cellAt(int column, int row) const {
        return static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) + static_cast<std::size_t>(column);
    }

    double cellsPerPixel_;
    int columns_;
    int rows_;
    std::vector<std::vector<Box>> cells_;
};

} // namespace geju
