// The patterns that come with Geju: what fill-pattern and background-pattern may name. Outlines in a square cell that
// is repeated on a grid; the grid is anchored in the world, so that patterns neither swim while panning nor break
// between features. Pure functions of built-in data, any thread.
#pragma once

#include "core/box.hpp"
#include "drawing/picture.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace geju {

/// Names of the planners' patterns, in alphabetical order. Beside them every pictogram is a pattern: its sign,
/// repeated.
std::span<const std::string_view> patternNames();
std::optional<PatternId> findPattern(std::string_view name);
std::string_view patternName(PatternId pattern);

/// What is repeated. Rings without their first corner repeated, to be filled even–odd, all cells at once: where a
/// stroke goes on in the next cell, its outlines end at the cell's edge.
struct PatternCell {
    double side = 8;                       ///< style pixels, at scale 1
    std::vector<std::vector<Point>> rings; ///< within 0 and `side`, x right, y down
};
const PatternCell& patternCell(PatternId pattern);

/// Rings of all cells that touch the box. Frame: the box's, y up; the corners of the cells are at whole multiples of
/// the cell's side from its origin.
std::vector<std::vector<Point>> patternRings(const PatternStyle& style, double unitsPerStylePixel, const Box& box);

/// For painters of pixels: exact coverage of rectangles of a repeated cell, from sums over a fine grid.
class PatternMask {
  public:
    PatternMask(PatternId pattern, double cellPixels);

    /// Squares of the fine grid along a cell, and along a pixel.
    int squares() const { return squares_; }
    double squaresPerPixel() const { return squaresPerPixel_; }
    /// Where the top left corner of a view lies in its cell, in squares: 0 … squares(), right and down.
    Point phase(Point topLeftWorld, double unitsPerPixel) const;
    /// How much of a pixel is covered, 0…1; its corner in pixels from the corner that `phase` is of.
    double coverage(int x, int y, Point phase) const;
    /// For each column and row of the grid's corners, by rows of squares() + 1: what is covered above and to the left,
    /// in squares.
    const std::vector<float>& sums() const { return sums_; }

  private:
    double sum(int right, int down) const;

    double cellPixels_;
    int squares_;
    double squaresPerPixel_;
    std::vector<float> sums_;
};

/// Made once for a while and shared.
std::shared_ptr<const PatternMask> patternMask(const PatternStyle& style, double pixelRatio);

} // namespace geju
