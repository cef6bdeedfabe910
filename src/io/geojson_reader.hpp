// GeoJSON text to one FeatureTable in a single pass: FeatureCollection, Feature, bare geometry, newline-delimited
// GeoJSON and RFC 8142 sequences. Members may come in any order. The features of a large collection are read in pieces
// by several threads, with the same outcome to the last bit and issue as by one. Private to the room;
// vector_reader.hpp is the door. One reader a text; not to be shared between threads.
#pragma once

#include "core/progress.hpp"
#include "geometry/feature_table.hpp"
#include "io/crs_member.hpp"
#include "io/geojson_feature.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace geju {

struct GeoJsonOutcome {
    std::optional<FeatureTable> table;
    std::vector<Issue> issues;
    bool isSequence = false;
    std::string otherFormat;     ///< "TopoJSON" or "ESRIJSON" when the text is that: nothing was read
    std::string legacyEncoding;  ///< when the text is not UTF-8 but in this encoding: nothing was read
    bool needsWholeText = false; ///< could not be read after parts of the text were forgotten: read without `forget`
};

struct GeoJsonRequest {
    std::string file;        ///< for issues
    std::string layerName;   ///< where the text has no name of its own
    bool isSequence = false; ///< the file's name says so: a broken record does not end it
    Progress* progress = nullptr;
    std::size_t chunkBytes = std::size_t{1} << 20; ///< length of the pieces read side by side; 0: only one thread
    std::size_t threads = 0;                       ///< 0: as the machine has
    /// Called for stretches (from, to) of the text that are not needed any more; their bytes may change from then on.
    std::function<void(std::size_t, std::size_t)> forget = {};
    std::function<void(FeatureTable)> preview = {};                                       ///< see ReadOptions
    std::vector<std::size_t> previewBytes{std::size_t{48} << 20, std::size_t{256} << 20}; ///< of the text, ascending
};

class GeoJsonChunk;

class GeoJsonReader final : private GeoJsonFeatureReader {
  public:
    GeoJsonReader(std::string_view text, GeoJsonRequest request);
    GeoJsonOutcome read();

  private:
    enum class Root { Read, NotGeoJson, Other, Fault };

    void readRecords();
    Root readRoot();
    Root classifyUntyped(std::size_t start, const std::vector<std::string>& members);
    enum class AfterElements { More, Closed, Broken }; ///< of an array; Broken: after a fault, or stopped_
    bool readFeatures(bool isFirstRecord);
    bool readElement();
    AfterElements readElementsUntil(std::size_t limit);
    AfterElements readInChunks(std::size_t firstElement);
    bool takeChunk(GeoJsonChunk& chunk);
    void leaveBehind(std::size_t from, const GeoJsonChunk* chunk);
    void showSoFar();
    bool readBareGeometry(std::size_t start);
    bool readCrs();
    bool readRootCrs() override { return readCrs(); }
    bool isForeignText() override;
    void reportFault();
    bool goOnBehindFault(std::size_t recordStart);
    void notGeoJson(std::size_t offset, std::string what);
    bool shouldStop();
    void finish(GeoJsonOutcome& outcome);
    std::optional<Crs> statedCrs();

    GeoJsonRequest request_;
    std::string name_;
    std::optional<CrsMember> crs_;
    std::string crsPosition_;
    std::size_t recordCount_ = 0;
    std::size_t elementCount_ = 0; ///< of the "features" array being read
    bool isSequence_ = false;
    bool isSeparated_ = false;  ///< by the record separators of RFC 8142
    bool isForgetting_ = false; ///< parts of the text are not what they were
    std::size_t previewsShown_ = 0;
    bool needsWholeText_ = false;
    std::string otherFormat_;
    std::string legacyEncoding_;
};

} // namespace geju
