// The value of a GeoJSON "coordinates" member, read whatever its nesting and before its geometry's type is known:
// positions in a flat array and the ends of the lists around them. Buffers are reused from feature to feature.
//
//   [[[a,b],[c,d]],[[e,f]]]  →  points a,b c,d e,f;  listEnds (2, depth 1) (3, depth 1) (3, depth 0)
#pragma once

#include "core/box.hpp"
#include "io/json_scanner.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace geju {

class GeoJsonCoordinates {
  public:
    struct ListEnd {
        std::size_t pointCount; ///< positions read when the list closed
        std::uint32_t depth;    ///< 0: the outermost list
    };

    void clear();
    /// Reads one value. False after a JSON fault; a value that is JSON but not coordinates sets faultCode().
    bool read(JsonScanner& scanner);

    const std::vector<Point>& points() const { return points_; }
    const std::vector<ListEnd>& listEnds() const { return listEnds_; }
    /// Lists around each position: 0 for a single position, 3 for a MultiPolygon. Meaningless without points.
    std::uint32_t depth() const { return depth_; }

    const std::string& faultCode() const { return faultCode_; }
    const std::string& faultMessage() const { return faultMessage_; }
    std::size_t faultOffset() const { return faultOffset_; }
    bool hasThirdNumber() const { return hasThirdNumber_; }
    bool hasMoreNumbers() const { return hasMoreNumbers_; } ///< a position of four numbers or more

  private:
    bool readPosition(JsonScanner& scanner, std::uint32_t depth);
    void readPlainPositions(JsonScanner& scanner, std::uint32_t depth);
    void addPoint(Point point, std::uint32_t depth, std::size_t offset);
    void setFault(const char* code, std::string message, std::size_t offset);

    std::vector<Point> points_;
    std::vector<ListEnd> listEnds_;
    std::uint32_t depth_ = 0;
    std::string faultCode_;
    std::string faultMessage_;
    std::size_t faultOffset_ = 0;
    bool hasThirdNumber_ = false;
    bool hasMoreNumbers_ = false;
};

} // namespace geju
