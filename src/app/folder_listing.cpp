#include "app/folder_listing.hpp"

#include "core/translate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>
#include <system_error>

namespace geju {

namespace {

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

/// Order of names in which "2" comes before "10".
bool comesBefore(const std::string& a, const std::string& b) {
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < a.size() && j < b.size()) {
        if (isDigit(a[i]) && isDigit(b[j])) {
            const auto number = [](const std::string& text, std::size_t& at) {
                while (at < text.size() && text[at] == '0') ++at;
                const std::size_t start = at;
                while (at < text.size() && isDigit(text[at])) ++at;
                return std::string_view(text).substr(start, at - start);
            };
            const auto first = number(a, i);
            const auto second = number(b, j);
            if (first.size() != second.size()) return first.size() < second.size();
            if (first != second) return first < second;
            continue;
        }
        const int x = std::tolower(static_cast<unsigned char>(a[i]));
        const int y = std::tolower(static_cast<unsigned char>(b[j]));
        if (x != y) return x < y;
        ++i;
        ++j;
    }
    return a.size() - i < b.size() - j;
}

std::string endingOf(const std::filesystem::path& file) {
    std::string ending = file.extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return ending;
}

} // namespace

bool canOpen(const std::filesystem::path& file) {
    constexpr std::array<std::string_view, 25> kEndings{
        ".json", ".geojson", ".geojsonl", ".geojsons", ".ndjson", ".gz",   ".gpkg",   ".shp", ".fgb",
        ".kml",  ".gml",     ".gpx",      ".tab",      ".mif",    ".dxf",  ".csv",    ".zip", ".parquet",
        ".png",  ".pdf",     ".tif",      ".tiff",     ".jpg",    ".jpeg", ".mbtiles"};
    return std::find(kEndings.begin(), kEndings.end(), endingOf(file)) != kEndings.end();
}

bool isNamedProject(const std::filesystem::path& file) {
    return file.filename().string().ends_with(".geju.json");
}

bool isPicture(const std::filesystem::path& file) {
    const std::string ending = endingOf(file);
    return ending == ".png" || ending == ".pdf" || ending == ".svg";
}

bool isTable(const std::filesystem::path& file) {
    const std::string ending = endingOf(file);
    return ending == ".csv" || ending == ".xlsx";
}

Result<std::vector<FolderEntry>> listFolder(const std::filesystem::path& folder, FilesWanted wanted) {
    std::error_code failed;
    std::filesystem::directory_iterator at(folder, failed);
    if (failed) {
        return failure<std::vector<FolderEntry>>(
            "folder", fmt::format(fmt::runtime(tr("the folder cannot be listed: {}")), failed.message()),
            folder.string());
    }
    std::vector<FolderEntry> entries;
    for (; at != std::filesystem::directory_iterator(); at.increment(failed)) {
        if (failed) break;
        FolderEntry entry;
        entry.name = at->path().filename().string();
        if (entry.name.starts_with(".")) continue;
        std::error_code unknown;
        entry.folder = at->is_directory(unknown);
        const bool fits = wanted == FilesWanted::ToOpen     ? canOpen(at->path())
                          : wanted == FilesWanted::Projects ? isNamedProject(at->path())
                          : wanted == FilesWanted::Tables   ? isTable(at->path())
                                                            : isPicture(at->path());
        if (!entry.folder && (!fits || !at->is_regular_file(unknown))) continue;
        if (!entry.folder) entry.bytes = at->file_size(unknown);
        if (unknown) entry.bytes = 0;
        entries.push_back(std::move(entry));
    }
    std::sort(entries.begin(), entries.end(), [](const FolderEntry& a, const FolderEntry& b) {
        return a.folder != b.folder ? a.folder : comesBefore(a.name, b.name);
    });
    return {std::move(entries), {}};
}

} // namespace geju
