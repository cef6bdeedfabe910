#include "app/project_copy.hpp"

#include "core/translate.hpp"
#include "plan/layer_edits.hpp"

#include <fmt/format.h>

#include <map>
#include <system_error>
#include <vector>

namespace geju {

namespace {

namespace fs = std::filesystem;

/// The file and what is read with it.
std::vector<fs::path> partsOf(const fs::path& file) {
    static const std::map<std::string, std::vector<const char*>> kParts{
        {".shp", {".shx", ".dbf", ".prj", ".cpg"}},  {".tab", {".dat", ".map", ".id", ".ind"}},  {".mif", {".mid"}},
        {".png", {".pgw", ".pngw", ".wld", ".prj"}}, // pictures and where they lie
        {".jpg", {".jgw", ".jpgw", ".wld", ".prj"}}, {".tif", {".tfw", ".tifw", ".wld", ".prj"}}};
    std::vector<fs::path> parts{file};
    const auto known = kParts.find(file.extension().string());
    if (known == kParts.end()) return parts;
    for (const char* ending : known->second) {
        fs::path part = file;
        part.replace_extension(ending);
        std::error_code error;
        if (fs::exists(part, error)) parts.push_back(part);
    }
    return parts;
}

fs::path placeIn(const fs::path& target, const fs::path& file, const fs::path& folder) {
    const fs::path relative = folder.empty() ? fs::path() : file.lexically_relative(folder);
    return target / (relative.empty() || *relative.begin() == ".." ? file.filename() : relative);
}

Result<std::string> cannotCopy(const fs::path& file, const std::string& reason) {
    return failure<std::string>("cannot-copy", fmt::format(fmt::runtime(tr("cannot be copied: {}")), reason),
                                file.string());
}

} // namespace

Result<std::string> copyProjectData(const Project& project, std::string text, const fs::path& target) {
    const fs::path folder = project.path.parent_path();
    for (const SourceReference& source : project.sources) {
        const fs::path place = placeIn(target, source.path, folder);
        std::error_code error;
        for (const fs::path& part : partsOf(source.path)) {
            const fs::path copy = placeIn(target, part, folder);
            if (fs::equivalent(part, copy, error)) continue;
            fs::create_directories(copy.parent_path(), error);
            // Several sources may be layers of one file, which was copied for the first of them.
            const bool there = fs::exists(copy, error);
            if (there && fs::file_size(copy, error) == fs::file_size(part, error) &&
                fs::last_write_time(copy, error) >= fs::last_write_time(part, error)) {
                continue;
            }
            if (there) return cannotCopy(copy, tr("another file is there already"));
            fs::copy_file(part, copy, error);
            if (error) return cannotCopy(part, error.message());
        }
        const std::string named = place.lexically_relative(target).generic_string();
        const auto pointer = sourceFilePointer(text, source.id);
        if (const auto change = changeFor(text, {ProjectEdit::Kind::Set, pointer, jsonText(named), 0}))
            applyChange(text, *change);
    }
    Result<std::string> result;
    result.value = std::move(text);
    return result;
}

} // namespace geju
