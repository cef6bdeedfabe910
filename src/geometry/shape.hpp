// Areal geometry for overlays: validity, repair, union, intersection, buffer. The only file that reaches GEOS
// (OverlayNG). A Shape is a value that owns its geometry, in the frame of the table that it came from; it may be
// moved between threads but not used by two at once.
//
// Failure: what makes a shape gives a Result, and a failure of GEOS (an overlay of an invalid shape, coordinates that
// are not finite) is its error "overlay-failed", never an empty shape. Overlay repaired shapes. Predicates stay on the
// safe side when GEOS fails: "intersects" answers true and "covers" false, so that the overlay that follows reports it.
#pragma once

#include "core/box.hpp"
#include "core/result.hpp"
#include "geometry/feature_table.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace geju {

/// Why a geometry is not valid (OGC Simple Features), and where.
struct Invalidity {
    std::string code; ///< kebab-case: "self-intersection", "hole-outside-shell", "nested-shells", "too-few-points", …
    std::string reason; ///< GEOS's words, translated where known
    Point position;     ///< in the frame of the geometry
};

class Shape {
  public:
    Shape(); ///< empty
    Shape(Shape&&) noexcept;
    Shape& operator=(Shape&&) noexcept;
    ~Shape();

    /// The polygons of a feature (lines and points are left out), exactly as they are: possibly invalid. Rings that
    /// are open are closed, as GEOS must have them.
    static Shape fromFeature(const FeatureTable& table, std::size_t row);
    /// One polygon of rings (shell first).
    static Shape fromRings(std::span<const std::vector<Point>> rings);
    static Shape fromBox(const Box& box);
    static Result<Shape> unionOf(std::span<const Shape* const> shapes);

    bool empty() const;
    Shape clone() const;
    std::optional<Invalidity> invalidity() const;
    /// Valid geometry with the same even–odd interior: loops that cross become parts or holes.
    Result<Shape> repaired() const;

    Result<Shape> intersection(const Shape& other) const;
    Result<Shape> difference(const Shape& other) const;
    Result<Shape> united(const Shape& other) const;
    /// The part inside a box, faster than an intersection. Where the outline touches the box's sides GEOS may get it
    /// wrong: compare its area with that of BoxClip, and look at its validity.
    Result<Shape> clipped(const Box& box) const;
    Result<Shape> buffered(double distance, int segmentsPerQuarter = 16) const;

    bool intersects(const Shape& other) const;
    bool covers(const Shape& other) const;
    bool contains(Point point) const;
    /// A point inside, for labels: the pole of inaccessibility of the largest polygon, to 1 % of the distance that is
    /// the largest possible; nothing when empty.
    std::optional<Point> interiorPoint() const;

    Box envelope() const;
    double planarArea() const;      ///< in squared units of the frame
    std::size_t pointCount() const; ///< corners of all rings
    /// Every polygon of the shape: rings closed, shell first.
    void forEachPolygon(const std::function<void(std::span<const std::span<const Point>>)>& visit) const;

    struct Data;
    const Data& data() const { return *data_; }

  private:
    explicit Shape(std::unique_ptr<Data> data);
    friend class PreparedShape;
    std::unique_ptr<Data> data_;
};

/// The same for one shape against many: an index over its edges. Refers to the shape, which must outlive it;
/// not to be shared between threads.
class PreparedShape {
  public:
    explicit PreparedShape(const Shape& shape);
    PreparedShape(PreparedShape&&) noexcept;
    PreparedShape& operator=(PreparedShape&&) noexcept;
    ~PreparedShape();

    bool intersects(const Shape& other) const;
    bool containsProperly(const Shape& other) const;
    bool covers(const Shape& other) const;
    bool contains(Point point) const;

  private:
    struct Data;
    std::unique_ptr<Data> data_;
};

/// Validity of one feature's polygons straight from the table; nothing when it has none or they are valid.
std::optional<Invalidity> invalidity(const FeatureTable& table, std::size_t row);

} // namespace geju
