#include "app/shipped_plan.hpp"

#include <algorithm>
#include <system_error>
#include <vector>

namespace geju {

namespace {

std::optional<std::filesystem::path> firstProject(const std::filesystem::path& folder) {
    std::error_code error;
    std::vector<std::filesystem::path> found;
    for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error)) {
        if (entry->path().filename().string().ends_with(".geju.json")) found.push_back(entry->path());
    }
    if (found.empty()) return std::nullopt;
    return *std::min_element(found.begin(), found.end());
}

} // namespace

std::optional<std::filesystem::path> shippedPlan() {
    std::error_code error;
    const auto executable = std::filesystem::read_symlink("/proc/self/exe", error);
    std::vector<std::filesystem::path> folders;
    if (!error) {
        folders.push_back(executable.parent_path().parent_path() / "share" / "geju" / "geodata");
        constexpr int kLevels = 4; // build/PRESET/geju lies two below the source tree
        auto folder = executable.parent_path();
        for (int level = 0; level < kLevels && folder.has_parent_path(); ++level) {
            folders.push_back(folder / "geodata");
            folder = folder.parent_path();
        }
    }
#ifdef GEJU_GEODATA_DIR
    folders.emplace_back(GEJU_GEODATA_DIR);
#endif
    for (const auto& folder : folders) {
        if (auto project = firstProject(folder)) return project;
    }
    return std::nullopt;
}

} // namespace geju
