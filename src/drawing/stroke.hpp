// Lines as painters need them: clipped, dashed, shifted to the side, and as broad arrows. Points and lengths share one
// frame, world or screen; "left" and "right" are those of a frame with y up (exchange them where y goes down).
// Pure functions, any thread. Coordinates must be finite; repeated points are allowed.
#pragma once

#include "core/box.hpp"
#include "plan/style.hpp"

#include <optional>
#include <span>
#include <vector>

namespace geju {

/// A stretch of a longer path.
struct PathPiece {
    std::vector<Point> points;
    double startDistance = 0; ///< along the whole path, so that dashes and labels keep their places
};

/// The part of a segment inside the box, as fractions of the segment; nothing when it lies outside.
struct SegmentRange {
    double first = 0;
    double last = 1;
};
std::optional<SegmentRange> clipSegment(Point from, Point to, const Box& box);

/// The stretches of a path inside the box, in order. A path may leave and enter again at the same place.
std::vector<PathPiece> clipPath(std::span<const Point> path, const Box& box);

/// The dashes of a path. `pattern` alternates dash and gap; an odd count is taken twice, as in SVG. An empty pattern
/// or one without length gives the path itself. `startDistance` is how far along the pattern the path begins.
std::vector<std::vector<Point>> dashPath(std::span<const Point> path, std::span<const double> pattern,
                                         double startDistance = 0);

/// The parallel at `distance` to the right (negative: left). Corners are mitred up to twice the distance, then cut.
/// A closed path (first point repeated at the end) gives a closed one.
std::vector<Point> offsetPath(std::span<const Point> path, double distance);

/// Of a path, between two distances from its start.
struct PathRange {
    double first = 0;
    double last = 0;
};

/// What an arrow's heads leave of a path of that length to its shaft.
PathRange arrowShaft(double length, double width, const ArrowStyle& style);

/// A broad arrow along a path, cut across at each of its corners.
struct ArrowSection {
    Point right;
    Point left;
    double progress = 0; ///< of the path, 0…1
};

/// The shape of arrowOutline() from start to end: the ring is the right sides forward and the left sides back.
std::vector<ArrowSection> arrowSections(std::span<const Point> path, double width, const ArrowStyle& style);

/// A broad arrow along a path as one closed ring, for the non-zero fill rule. The shaft is as wide as `width` where it
/// meets a head and narrows evenly to tailWidth · width at an end without one; with a head at both ends, or at none,
/// it does not narrow. Heads are triangles from the shaft's end to the path's. On a path shorter than its heads, the
/// heads share nine tenths of it. Empty when the path has no length.
std::vector<Point> arrowOutline(std::span<const Point> path, double width, const ArrowStyle& style);

/// Point and unit direction at a distance along a path, both clamped to its ends.
class PathMeter {
  public:
    explicit PathMeter(std::span<const Point> path);
    double length() const { return distances_.empty() ? 0 : distances_.back(); }
    double distanceOf(std::size_t vertex) const { return distances_[vertex]; }
    Point at(double distance) const;
    /// Of the segment that holds the distance; of two, the earlier one.
    Point directionAt(double distance) const;
    /// First vertex that lies beyond the distance; the number of vertices when none does.
    std::size_t firstBeyond(double distance) const;

  private:
    friend class PathWalker;
    Point onSegment(std::size_t segment, double distance) const;
    std::size_t segmentAt(double distance) const;
    std::span<const Point> path_;
    std::vector<double> distances_; ///< of each vertex from the start
};

/// Points at distances that lie near one another, one after the other: found without a search. The meter outlives it.
class PathWalker {
  public:
    explicit PathWalker(const PathMeter& meter)
      : meter_(meter) {}
    Point at(double distance);

  private:
    const PathMeter& meter_;
    std::optional<std::size_t> segment_;
};

/// The stretch of a path between two distances.
std::vector<Point> subPath(std::span<const Point> path, const PathMeter& meter, double from, double to);

} // namespace geju
