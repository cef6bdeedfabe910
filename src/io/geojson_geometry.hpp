// GeoJSON geometry objects (RFC 7946, section 3.1) into a TableBuilder, members in any order. A geometry with a fault
// leaves nothing behind: the fault is told, the reader goes on behind the object. Not to be shared between threads.
#pragma once

#include "io/geojson_coordinates.hpp"
#include "io/geometry_writer.hpp"
#include "io/issue_log.hpp"
#include "io/json_scanner.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace geju {

/// "Point" … "GeometryCollection".
bool isGeometryType(std::string_view type);
/// The name of RFC 7946 that `type` is but for upper and lower case; "" when there is none.
std::string_view correctedTypeName(std::string_view type);
/// A member's name; `scratch` holds it where it has escapes.
std::string_view memberName(const JsonString& key, std::string& scratch);

class GeoJsonGeometryReader {
  public:
    GeoJsonGeometryReader(TableBuilder& builder, IssueLog& log)
      : builder_(&builder)
      , writer_(builder)
      , log_(&log) {}

    /// Reads the value of a "geometry" member, or a bare geometry, into the builder's open feature. False after a
    /// JSON fault. Geometry written for the feature before is replaced.
    bool read(JsonScanner& scanner, std::int64_t feature, bool isBare = false);
    /// Whether the last one read had a fault (told in the log, geometry dropped).
    bool isFaulty() const { return !faultCode_.empty(); }

    /// Checks a "bbox" member, which is otherwise ignored. False after a JSON fault.
    bool readBbox(JsonScanner& scanner, std::int64_t feature);
    void reportDuplicate(std::string_view member, std::int64_t feature, std::size_t offset);

    /// One notice for each harmless property of the file.
    void reportNotices();
    /// Counts what another reader of the same file noticed as if it had been read here.
    void addNotices(const GeoJsonGeometryReader& other);
    void forgetNotices();

  private:
    bool readObject(JsonScanner& scanner, std::size_t depth);
    bool readGeometries(JsonScanner& scanner, std::size_t depth);
    void write(std::string_view type, std::size_t offset);
    void writeChecked(std::string_view type);
    void setFault(std::string code, std::string message, std::size_t offset, std::string remedy = {});

    TableBuilder* builder_;
    GeometryWriter writer_;
    IssueLog* log_;
    GeoJsonCoordinates coordinates_;
    std::string faultCode_;
    std::string faultMessage_;
    std::string faultRemedy_;
    std::size_t faultOffset_ = 0;
    std::int64_t feature_ = 0;
    std::size_t featuresWithHeights_ = 0;
    std::size_t featuresWithMoreNumbers_ = 0;
    std::size_t featuresWithClockwiseShells_ = 0;
    bool hasHeights_ = false;
    bool hasMoreNumbers_ = false;
};

} // namespace geju
