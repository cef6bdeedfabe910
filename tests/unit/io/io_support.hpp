// What the tests of this room share: texts read in one line, issues found by code, a folder for written files.
#pragma once

#include "io/vector_reader.hpp"
#include "support/shared_data.hpp"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <string>

namespace geju::test {

inline Result<DataSet> readText(const std::string& text, const std::string& name = "test.geojson") {
    return readGeoJson(text, name);
}

/// The layer of a text that must have one.
inline FeatureTable layerOf(const std::string& text) {
    return readGeoJson(text, "test.geojson").value.value().layers.front();
}

inline std::size_t countOf(const std::vector<Issue>& issues, const std::string& code) {
    return static_cast<std::size_t>(
        std::count_if(issues.begin(), issues.end(), [&](const Issue& issue) { return issue.code == code; }));
}

inline const Issue* issueOf(const std::vector<Issue>& issues, const std::string& code) {
    for (const Issue& issue : issues) {
        if (issue.code == code) return &issue;
    }
    return nullptr;
}

inline std::string allOf(const std::vector<Issue>& issues) {
    std::string text;
    for (const Issue& issue : issues) text += "[" + issue.code + "] " + describe(issue) + "\n";
    return text;
}

/// A feature of one geometry and no attributes, in a collection.
inline std::string collection(const std::string& geometry, const std::string& properties = "{}") {
    return R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":)" + properties +
           R"(,"geometry":)" + geometry + "}]}";
}

/// An own folder, removed at the end.
class TemporaryFolder {
  public:
    TemporaryFolder() {
        static int count = 0;
        path_ = std::filesystem::temp_directory_path() /
                ("geju-io-" + std::to_string(getpid()) + "-" + std::to_string(count++));
        std::filesystem::create_directories(path_);
    }
    ~TemporaryFolder() {
        std::error_code error;
        std::filesystem::remove_all(path_, error);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

  private:
    std::filesystem::path path_;
};

} // namespace geju::test
