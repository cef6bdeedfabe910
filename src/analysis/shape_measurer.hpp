// Areas of shapes that overlays made, by the same methods as the features of tables. Immutable, any thread.
#pragma once

#include "core/result.hpp"
#include "core/units.hpp"
#include "crs/crs.hpp"
#include "crs/transform.hpp"
#include "geometry/shape.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace geju {

class ShapeMeasurer {
  public:
    /// Of shapes in `frame`. Fails when the measure has no meaning there (planar in degrees, no ellipsoid).
    static Result<ShapeMeasurer> make(const Crs& frame, Measure measure);

    double squareMeters(const Shape& shape) const; ///< of a valid shape
    /// Sum of the rings' signed areas: of ground on the left of its rings.
    double squareMeters(std::span<const std::vector<Point>> rings) const;
    double perimeterMeters(const Shape& shape) const; ///< holes included
    /// What lies between sides that are straight in the frame and the same sides as they are measured, from corner to
    /// corner: geodesics bend away from them, the more the longer they are. That much the area of a shape depends on
    /// where its sides have corners, as they get new ones where something else is cut along them.
    double bendSquareMeters(const Shape& shape) const;
    /// The place in degrees on the frame's datum, as issues name it: "120.95431, 31.37762".
    std::string describePlace(Point place) const;
    std::optional<Point> lonLat(Point place) const;
    /// Points of the frame in metres east and north of the first one, on the ground: for widths, not for areas.
    std::vector<Point> localMeters(std::span<const Point> points) const;

  private:
    ShapeMeasurer(const Crs& frame, Measure measure);

    /// Signed: positive counter-clockwise. `scratch` keeps its memory between calls.
    double ringSquareMeters(std::span<const Point> ring, std::vector<Point>& scratch) const;

    Measure measure_;
    double metersPerUnit_ = 1;
    Ellipsoid ellipsoid_;
    std::optional<Transform> toLonLat_; ///< nothing when the frame is in lon/lat already
    bool hasLonLat_ = true;
};

} // namespace geju
