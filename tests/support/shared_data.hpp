// Where the optional large test data lies. Tests that need it skip, saying so, when it is absent.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <optional>
#include <string>

namespace geju::test {

inline std::filesystem::path fixture(const std::string& name) {
    return std::filesystem::path(GEJU_SOURCE_DIR) / "tests" / "fixtures" / name;
}

/// The path below the shared data folder (GEJU_SHARED_DATA, or ../shared/data beside the project); nothing, with a
/// line on standard error, when it is absent.
inline std::optional<std::filesystem::path> sharedData(const std::string& relative) {
    const char* named = std::getenv("GEJU_SHARED_DATA");
    const std::filesystem::path root =
        named ? std::filesystem::path(named) : std::filesystem::path(GEJU_SOURCE_DIR) / ".." / "shared" / "data";
    const auto path = root / relative;
    if (std::filesystem::exists(path)) return path;
    std::cerr << "SKIPPED: needs " << relative << " of the shared data, which is not here\n";
    return std::nullopt;
}

} // namespace geju::test
