#include "app/input_files.hpp"

#include "core/hash.hpp"
#include "core/translate.hpp"

#include <nlohmann/json.hpp>

#include <system_error>

namespace geju {

namespace {

InputFile inputFile(std::string source, const std::filesystem::path& path, const FeatureTable& table) {
    InputFile file;
    file.source = std::move(source);
    file.path = path;
    file.features = table.size();
    file.crs = table.crs().identifier().empty() ? table.crs().name() : table.crs().identifier();
    if (const auto hash = hashOfFile(path)) {
        std::error_code unknown;
        file.bytes = std::filesystem::file_size(path, unknown);
        file.hash = hashText(*hash);
    }
    return file;
}

} // namespace

std::vector<InputFile> inputFiles(const Document& document) {
    std::vector<InputFile> files;
    for (const SourceReference& reference : document.project.sources) {
        const LoadedSource* loaded = document.source(reference.id);
        if (!loaded || !loaded->source) continue;
        files.push_back(inputFile(reference.id, reference.path, *loaded->source));
        files.back().attribution = reference.attribution;
    }
    return files;
}

std::vector<InputFile> inputFiles(const InputTables& input) {
    if (input.project) return inputFiles(*input.project);
    std::vector<InputFile> files;
    for (const auto& named : input.tables) files.push_back(inputFile(named.name, input.path, *named.table));
    return files;
}

DataTable inputTable(const std::vector<InputFile>& files) {
    DataTable table;
    table.name = tr("Data");
    table.columns = {{tr("source")},         {tr("file")},         {tr("features"), true, 0},
                     {tr("bytes"), true, 0}, {tr("hash (XXH64)")}, {tr("coordinate system")},
                     {tr("attribution")}};
    for (const InputFile& file : files) {
        table.rows.push_back({file.source, file.path.filename().string(), static_cast<double>(file.features),
                              file.bytes ? DataTable::Cell(static_cast<double>(*file.bytes)) : DataTable::Cell(),
                              file.bytes ? DataTable::Cell(file.hash) : DataTable::Cell(), file.crs, file.attribution});
    }
    return table;
}

nlohmann::ordered_json toJson(const std::vector<InputFile>& files) {
    auto json = nlohmann::ordered_json::array();
    for (const InputFile& file : files) {
        json.push_back({{"source", file.source},
                        {"file", file.path.filename().string()},
                        {"features", file.features},
                        {"bytes", file.bytes ? nlohmann::ordered_json(*file.bytes) : nullptr},
                        {"xxh64", file.bytes ? nlohmann::ordered_json(file.hash) : nullptr},
                        {"crs", file.crs}});
    }
    return json;
}

} // namespace geju
