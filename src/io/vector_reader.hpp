// Vector files and databases into FeatureTables. GeoJSON (FeatureCollection, Feature, bare geometry, newline-delimited,
// RFC 8142 sequences, gzip) goes through our own strict scanner, which knows line and column of every fault;
// everything else through GDAL. What is good in a file is given back; every fault is an issue that names file, layer,
// feature and position, and says what was done. Nothing throws; any thread.
#pragma once

#include "core/progress.hpp"
#include "core/result.hpp"
#include "geometry/feature_table.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace geju {

struct ReadOptions {
    std::string layer;            ///< only the layer of that name; empty: all
    std::string encoding;         ///< of attribute text where the format has no own; empty: declared or sniffed
    Progress* progress = nullptr; ///< reported to and cancelled through; a cancelled read is an error "cancelled"
    /// Called a few times while a large GeoJSON file is read, with the shapes read so far, without attributes and in
    /// the CRS as far as it is known. On a thread that reads, which waits.
    std::function<void(FeatureTable)> preview = {};
};

struct DataSet {
    std::string path;                 ///< as the user gave it
    std::string driver;               ///< "GeoJSON", "GPKG", "ESRI Shapefile", …
    std::vector<FeatureTable> layers; ///< in the file's own CRS
};

Result<DataSet> readVector(const std::filesystem::path& path, const ReadOptions& options = {});
/// GeoJSON text that is already in memory; `name` stands for the file in issues.
Result<DataSet> readGeoJson(std::string_view text, const std::string& name, const ReadOptions& options = {});

/// The table in another CRS; coordinates that cannot be transformed leave their feature without geometry and a warning.
Result<FeatureTable> reproject(const FeatureTable& table, const Crs& target);

} // namespace geju
