// What reads GeoJSON features one after another, whatever stands around them: the base of the reader of a whole text
// and of the readers of its parts, so that both read a feature by the same code. Private to the room; not to be shared
// between threads.
#pragma once

#include "geometry/feature_table.hpp"
#include "io/geojson_geometry.hpp"
#include "io/geojson_properties.hpp"
#include "io/issue_log.hpp"
#include "io/json_scanner.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace geju {

/// "a JSON array", "null", …: what a value is that begins with this byte.
std::string describeJsonValue(char first);

class GeoJsonFeatureReader {
  public:
    GeoJsonFeatureReader(const GeoJsonFeatureReader&) = delete;
    GeoJsonFeatureReader& operator=(const GeoJsonFeatureReader&) = delete;

  protected:
    /// `logText` is what the log works positions out from; empty where another log takes its issues over.
    GeoJsonFeatureReader(std::string_view text, const std::string& file, std::string_view logText);
    virtual ~GeoJsonFeatureReader() = default;

    /// Reads an element of a "features" array, or a feature that is a text by itself (`isRoot`). False after a JSON
    /// fault or when stopped_.
    bool readFeature(bool isRoot);
    /// Tells the faults that the scanner stepped over.
    void reportTolerated(std::optional<std::int64_t> feature);

    /// Reads the "crs" member of a feature that is a text by itself. False after a JSON fault or when stopped_.
    virtual bool readRootCrs() = 0;
    /// Asked at the first bytes that are not UTF-8: whether to stop, because the text is in another encoding.
    virtual bool isForeignText() = 0;

    std::string_view text_;
    JsonScanner scanner_;
    IssueLog log_;
    TableBuilder builder_;
    GeoJsonGeometryReader geometry_;
    GeoJsonProperties properties_;
    bool stopped_ = false;
    bool encodingChecked_ = false;
};

} // namespace geju
