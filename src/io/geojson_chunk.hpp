// A stretch of a "features" array, read by itself and by a thread of its own from where a feature seems to begin. It
// counts only when the reading before it ended exactly at its start: then it is what reading on would have given.
// Whatever is out of the ordinary (a JSON fault, text in another encoding) makes it give up; the reader of the whole
// text reads the stretch itself then, and tells what there is to tell. Private to the room.
#pragma once

#include "core/progress.hpp"
#include "io/geojson_feature.hpp"

#include <atomic>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace geju {

class GeoJsonChunk final : public GeoJsonFeatureReader {
  public:
    GeoJsonChunk(std::string_view text, const std::string& file)
      : GeoJsonFeatureReader(text, file, {}) {}

    struct Task {
        std::size_t start = 0; ///< of a feature's object
        std::size_t limit = 0; ///< reads until a feature begins here or later
        bool wantsExtent = false;
        bool encodingChecked = false; ///< bytes that are not UTF-8 are no reason to give up
        const Progress* progress = nullptr;
        const std::atomic<bool>* isOver = nullptr; ///< nobody needs the rest
    };
    /// Forgets what was read before.
    void read(const Task& task);

    bool isGood() const { return isGood_; }
    std::size_t start() const { return start_; }
    std::size_t end() const { return scanner_.offset(); } ///< where the next feature begins, or behind the array
    bool isClosed() const { return isClosed_; }           ///< the array ended here
    std::size_t elementCount() const { return elements_; }
    const TextExtent& extent() const { return extent_; } ///< from start() to end(), where it was wanted

    const TableBuilder& features() const { return builder_; }
    const GeoJsonGeometryReader& geometry() const { return geometry_; }
    IssueLog& log() { return log_; }

  private:
    bool readRootCrs() override { return false; }
    bool isForeignText() override { return true; }
    bool readElements(const Task& task);

    std::size_t start_ = 0;
    std::size_t elements_ = 0;
    TextExtent extent_;
    bool isGood_ = false;
    bool isClosed_ = false;
};

/// Where features probably begin: the first place in each stretch of `bytes` bytes behind `from` that looks like the
/// feature at `sample`.
std::vector<std::size_t> probableFeatureStarts(std::string_view text, std::size_t sample, std::size_t from,
                                               std::size_t bytes);

} // namespace geju
