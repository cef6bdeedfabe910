// What figures were made from: the files that were read, with their hashes, coordinate systems and counts. For the
// results themselves, so that a figure can be traced to its data.
#pragma once

#include "app/input_tables.hpp"
#include "core/data_table.hpp"
#include "plan/document.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace geju {

struct InputFile {
    std::string source; ///< id in the project, or layer of the file
    std::filesystem::path path;
    std::size_t features = 0;
    std::optional<std::size_t> bytes; ///< nothing where the file cannot be read as bytes (a folder, a database)
    std::string hash;                 ///< 16 hexadecimal digits of XXH64: tells versions apart, not forgeries
    std::string crs;                  ///< "EPSG:4326"; its name where it has no identifier
    std::string attribution;
};

std::vector<InputFile> inputFiles(const Document& document);
/// Of a project all of its sources, of a data file its layers.
std::vector<InputFile> inputFiles(const InputTables& input);

DataTable inputTable(const std::vector<InputFile>& files);
/// [{"source", "file", "features", "bytes", "xxh64", "crs"}].
nlohmann::ordered_json toJson(const std::vector<InputFile>& files);

} // namespace geju
