// GDAL's geometries into a TableBuilder: curves become lines, surfaces become polygons, Z and M are left out.
// Private to the room.
#pragma once

#include "io/geometry_writer.hpp"

#include <cstddef>
#include <vector>

class OGRGeometry;

namespace geju {

class GdalGeometryWriter {
  public:
    explicit GdalGeometryWriter(TableBuilder& builder)
      : builder_(&builder)
      , writer_(builder) {}

    /// `swapAxes`: the coordinates come as northing, easting. False after a fault, with the geometry dropped.
    bool write(const OGRGeometry& geometry, bool swapAxes);
    const GeometryWriter& checks() const { return writer_; }

    std::size_t curvedFeatures() const { return curvedFeatures_; }
    std::size_t featuresWithHeights() const { return featuresWithHeights_; }

  private:
    bool writeParts(const OGRGeometry& geometry);
    bool writeRing(PartKind kind, const OGRGeometry& path);

    TableBuilder* builder_;
    GeometryWriter writer_;
    std::vector<Point> points_;
    bool swapAxes_ = false;
    std::size_t curvedFeatures_ = 0;
    std::size_t featuresWithHeights_ = 0;
};

} // namespace geju
