// One GDAL layer to a FeatureTable. Private to the room.
#pragma once

#include "io/issue_log.hpp"
#include "io/vector_reader.hpp"

#include <filesystem>
#include <optional>
#include <string>

class OGRLayer;

namespace geju {

struct GdalLayerRequest {
    std::string driver;
    std::filesystem::path path;
    const ReadOptions& options;
    double progressFrom = 0; ///< the layer's share of the whole
    double progressSpan = 1;
    bool mayReadByColumns = true; ///< where that is faster; the outcome is the same
};

/// Nothing when cancelled, or when not one feature could be read; the log says why.
std::optional<FeatureTable> readGdalLayer(OGRLayer& layer, const GdalLayerRequest& request, IssueLog& log);

} // namespace geju
