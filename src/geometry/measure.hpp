// Lengths and areas of features, planar in the table's CRS, or on its ellipsoid: geodesic, areas also as land surveys
// do. Areas take even–odd sense from `overlay` only for invalid polygons; a valid polygon is shell minus holes whatever
// the ring direction. Pure functions, any thread.
#pragma once

#include "core/units.hpp"
#include "geometry/feature_table.hpp"

#include <span>

namespace geju {

/// Signed shoelace area of a closed or open ring, in squared units of the coordinates, positive counter-clockwise, to
/// 1e-12 relative: neither large offsets nor thin shapes cost digits.
double ringArea(std::span<const Point> ring);
double pathLength(std::span<const Point> path);

/// Measures of tables in any CRS. Ellipsoidal and survey: coordinates of projected tables are taken to lon/lat on the
/// table's own datum first, all at once on the first call. Planar: in the plane of the table's CRS, scaled to metres.
/// NaN says that there is no such figure: planar of lon/lat coordinates (degrees are no lengths; reproject first),
/// the others of a CRS without an ellipsoid, coordinates that are not finite or leave the CRS's domain.
/// One Measurer serves one table, which must outlive it; calls may come from several threads.
class Measurer {
  public:
    Measurer(const FeatureTable& table, Measure measure);
    Measurer(FeatureTable&& table, Measure measure) = delete;

    double areaSquareMeters(std::span<const Point> ring) const; ///< unsigned, one ring
    double areaOfPart(std::uint32_t part) const;                ///< shell − holes; 0 for lines and points
    double areaOfFeature(std::size_t row) const;                ///< sum of parts, taken as valid
    double lengthMeters(std::span<const Point> path, bool closed) const;
    double lengthOfFeature(std::size_t row) const; ///< lines; polygons: perimeter with holes

  private:
    const FeatureTable& table_;
    Measure measure_;
    bool measurable_ = true;
    double metersPerUnit_ = 1;
    Ellipsoid ellipsoid_;
    std::shared_ptr<const class LonLatSource> lonLat_; ///< null when the table is in lon/lat already
};

} // namespace geju
