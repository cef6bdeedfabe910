// Which screen boxes are taken: a grid of cells over the view, each with the boxes that reach into it. Boxes outside
// the grid are kept in its border cells. Screen pixels; one thread.
#pragma once

#include "core/box.hpp"

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace geju {

class CollisionGrid {
  public:
    CollisionGrid(double widthPixels, double heightPixels, double cellPixels)
      : cellPixels_(cellPixels)
      , columns_(std::max(1, static_cast<int>(widthPixels / cellPixels) + 1))
      , rows_(std::max(1, static_cast<int>(heightPixels / cellPixels) + 1))
      , cells_(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_)) {}

    void insert(const Box& box) {
        const auto index = static_cast<std::uint32_t>(boxes_.size());
        boxes_.push_back(box);
        forEachCell(box, [&](std::vector<std::uint32_t>& cell) {
            cell.push_back(index);
            return false;
        });
    }
    /// Touching counts.
    bool isTaken(const Box& box) const {
        return forEachCell(box, [&](const std::vector<std::uint32_t>& cell) {
            return std::any_of(cell.begin(), cell.end(),
                               [&](std::uint32_t index) { return boxes_[index].intersects(box); });
        });
    }
    bool isTaken(std::span<const Box> boxes) const {
        return std::any_of(boxes.begin(), boxes.end(), [&](const Box& box) { return isTaken(box); });
    }

  private:
    template <typename Cells, typename Visit>
    static bool visitCells(Cells& cells, const CollisionGrid& grid, const Box& box, const Visit& visit) {
        const auto cellOf = [&](double pixels, int count) {
            return static_cast<int>(std::clamp(pixels / grid.cellPixels_, 0.0, count - 1.0));
        };
        const int lastColumn = cellOf(box.maxX, grid.columns_);
        const int lastRow = cellOf(box.maxY, grid.rows_);
        for (int row = cellOf(box.minY, grid.rows_); row <= lastRow; ++row) {
            for (int column = cellOf(box.minX, grid.columns_); column <= lastColumn; ++column) {
                if (visit(cells[static_cast<std::size_t>(row) * grid.columns_ + column])) return true;
            }
        }
        return false;
    }
    template <typename Visit>
    bool forEachCell(const Box& box, const Visit& visit) {
        return visitCells(cells_, *this, box, visit);
    }
    template <typename Visit>
    bool forEachCell(const Box& box, const Visit& visit) const {
        return visitCells(cells_, *this, box, visit);
    }

    double cellPixels_;
    int columns_;
    int rows_;
    std::vector<std::vector<std::uint32_t>> cells_;
    std::vector<Box> boxes_;
};

} // namespace geju
