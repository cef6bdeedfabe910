// Measuring by clicking: the points set so far, the one that hangs on the cursor, undo, end. Pure state in the world
// frame; the figures are made by analysis (measurePath) from path().
#pragma once

#include "core/box.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace geju {

enum class MeasureKind { Distance, Area };

class MeasureTool {
  public:
    void start(MeasureKind kind); ///< forgets what was measured
    MeasureKind kind() const { return kind_; }

    /// A click. After an end it begins anew. A point where the last one is adds nothing.
    void addPoint(Point world);
    void hover(std::optional<Point> world) { hover_ = world; }
    /// Takes back the last point; false when there was none. After an end it takes the end back first.
    bool undo();
    /// The second click of a double click, or Esc: the points stay, the cursor lets go.
    void finish();
    void clear();

    bool empty() const { return points_.empty(); }
    bool finished() const { return finished_; }
    const std::vector<Point>& points() const { return points_; }
    /// The points and, while measuring, the cursor.
    std::vector<Point> path() const;
    /// Counts what changes the figures: the same number, the same figures.
    std::size_t revision() const { return revision_; }

  private:
    MeasureKind kind_ = MeasureKind::Distance;
    std::vector<Point> points_;
    std::optional<Point> hover_;
    bool finished_ = false;
    std::size_t revision_ = 0;
};

} // namespace geju
