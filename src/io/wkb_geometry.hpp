// Well-known binary (OGC 06-103r4, section 8; ISO 13249-3) straight into a TableBuilder, by the rules of
// geometry_writer: points, lines, polygons, their multiples and collections, little-endian. Z and M are left out. What
// else a source may hold (curves, surfaces, other byte orders, broken bytes) is said to be unusual and left to GDAL.
// Private to the room; not to be shared between threads.
#pragma once

#include "io/geometry_writer.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace geju {

class WkbGeometryWriter {
  public:
    explicit WkbGeometryWriter(TableBuilder& builder)
      : builder_(&builder)
      , writer_(builder) {}

    enum class Outcome {
        Written, ///< perhaps nothing, for an empty geometry
        Fault,   ///< checks() says which; the geometry is dropped
        Unusual, ///< nothing was written
    };
    /// `swapAxes`: the coordinates come as northing, easting.
    Outcome write(std::span<const std::uint8_t> bytes, bool swapAxes);
    const GeometryWriter& checks() const { return writer_; }
    std::size_t featuresWithHeights() const { return featuresWithHeights_; }

  private:
    struct Header {
        std::uint32_t type = 0; ///< 1 point … 7 collection
        bool hasZ = false;
        std::size_t stride = 0; ///< bytes of a position
    };
    bool readHeader(Header& header);
    bool readCount(std::uint32_t& count, std::size_t leastBytesEach);
    bool readPoints(std::uint32_t count, const Header& header);
    bool writeGeometry(const Header& header, int depth);
    bool writePolygon(const Header& header);
    bool writeMany(const Header& header, int depth);
    /// False after a fault, which is not unusual.
    bool check(bool isGood);

    TableBuilder* builder_;
    GeometryWriter writer_;
    const std::uint8_t* at_ = nullptr;
    const std::uint8_t* end_ = nullptr;
    bool swapAxes_ = false;
    bool isFaulty_ = false;
    std::vector<Point> points_;
    std::size_t featuresWithHeights_ = 0;
};

} // namespace geju
