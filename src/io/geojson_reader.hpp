// GeoJSON text to one FeatureTable in a single pass: FeatureCollection, Feature, bare geometry, newline-delimited
// GeoJSON and RFC 8142 sequences. Members may come in any order. Private to the room; vector_reader.hpp is the door.
// One reader a text; not to be shared between threads.
#pragma once

#include "core/progress.hpp"
#include "geometry/feature_table.hpp"
#include "io/crs_member.hpp"
#include "io/geojson_geometry.hpp"
#include "io/geojson_properties.hpp"
#include "io/issue_log.hpp"
#include "io/json_scanner.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace geju {

struct GeoJsonOutcome {
    std::optional<FeatureTable> table;
    std::vector<Issue> issues;
    bool isSequence = false;
    std::string otherFormat;    ///< "TopoJSON" or "ESRIJSON" when the text is that: nothing was read
    std::string legacyEncoding; ///< when the text is not UTF-8 but in this encoding: nothing was read
};

struct GeoJsonRequest {
    std::string file;        ///< for issues
    std::string layerName;   ///< where the text has no name of its own
    bool isSequence = false; ///< the file's name says so: a broken record does not end it
    Progress* progress = nullptr;
};

/// "a JSON array", "null", …: what a value is that begins with this byte.
std::string describeJsonValue(char first);

class GeoJsonReader {
  public:
    GeoJsonReader(std::string_view text, GeoJsonRequest request);
    GeoJsonOutcome read();

  private:
    enum class Root { Read, NotGeoJson, Other, Fault };

    void readRecords();
    Root readRoot();
    Root classifyUntyped(std::size_t start, const std::vector<std::string>& members);
    bool readFeatures(bool isFirstRecord);
    bool readFeature(bool isRoot);
    bool readBareGeometry(std::size_t start);
    bool readCrs();
    void reportTolerated(std::optional<std::int64_t> feature);
    void reportFault();
    bool goOnBehindFault(std::size_t recordStart);
    void notGeoJson(std::size_t offset, std::string what);
    bool shouldStop();
    void finish(GeoJsonOutcome& outcome);
    std::optional<Crs> statedCrs();

    std::string_view text_;
    GeoJsonRequest request_;
    JsonScanner scanner_;
    IssueLog log_;
    TableBuilder builder_;
    GeoJsonGeometryReader geometry_;
    GeoJsonProperties properties_;
    std::string name_;
    std::optional<CrsMember> crs_;
    std::size_t crsOffset_ = 0;
    std::size_t recordCount_ = 0;
    bool isSequence_ = false;
    bool isSeparated_ = false; ///< by the record separators of RFC 8142
    bool stopped_ = false;
    std::string otherFormat_;
    std::string legacyEncoding_;
    bool encodingChecked_ = false;
};

} // namespace geju
