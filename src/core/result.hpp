// What a room gives back instead of throwing: a value, if one could be made, and every issue met on the way.
// An issue names file, feature and position, and what was done about it. Issues are data: they reach the user in
// the result itself (window, JSON, CSV), never only in a log.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace geju {

enum class Severity { Notice, Warning, Error };

struct Issue {
    Severity severity = Severity::Warning;
    std::string code;                    ///< stable kebab-case name for scripts, e.g. "self-intersection"
    std::string message;                 ///< what is wrong, in the language of the interface
    std::string remedy;                  ///< what was done about it, or what the user can do; may be empty
    std::string file;                    ///< path as the user gave it; may be empty
    std::string layer;                   ///< layer within the file; may be empty
    std::optional<std::int64_t> feature; ///< 0-based index of the feature in its layer
    std::string position;                ///< "line 3, column 17" or "120.95431, 31.37762"; may be empty
};

/// One line: "warning: roads.geojson: feature 12 (line 3, column 17): message; remedy".
std::string describe(const Issue& issue);

template <typename T>
struct Result {
    std::optional<T> value;
    std::vector<Issue> issues;

    explicit operator bool() const { return value.has_value(); }
    T& operator*() { return *value; }
    const T& operator*() const { return *value; }
    T* operator->() { return &*value; }
    const T* operator->() const { return &*value; }
};

/// A result without a value and with one error.
template <typename T>
Result<T> failure(std::string code, std::string message, std::string file = {}, std::string position = {}) {
    Result<T> result;
    Issue issue;
    issue.severity = Severity::Error;
    issue.code = std::move(code);
    issue.message = std::move(message);
    issue.file = std::move(file);
    issue.position = std::move(position);
    result.issues.push_back(std::move(issue));
    return result;
}

/// Appends the issues of `from` to `to`.
void append(std::vector<Issue>& to, const std::vector<Issue>& from);

bool hasErrors(const std::vector<Issue>& issues);

} // namespace geju
