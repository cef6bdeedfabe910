// Every format but GeoJSON, through GDAL: all vector layers of one local file. No format that reaches the network, a
// server or other files by name is allowed. GDAL's own messages become issues and are never printed. Any thread.
#pragma once

#include "io/vector_reader.hpp"

#include <filesystem>
#include <string>

namespace geju {

/// `onlyDriver` names one GDAL driver ("TopoJSON") where the format is known already; else all local ones are tried.
/// `mayReadByColumns`: by GDAL's faster way where a format has one; the outcome is the same.
Result<DataSet> readWithGdal(const std::filesystem::path& path, const ReadOptions& options,
                             const std::string& onlyDriver = {}, bool mayReadByColumns = true);

/// Whether a driver other than the JSON ones claims the file.
bool isKnownToGdal(const std::filesystem::path& path);

} // namespace geju
