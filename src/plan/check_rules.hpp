// The rules that a project sets for its checks, "geju:checks" in the metadata (docs/project.md). Read apart from the
// project, as only checks need them. Pure data; what is wrong in the list is a warning and left out.
#pragma once

#include "core/result.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace geju {

/// Features of some classes must not lie within the features of another source.
struct ConflictRule {
    std::string source;
    std::string classField;
    std::vector<std::string> codes;  ///< prefixes
    std::string within;              ///< source
    std::vector<std::string> except; ///< prefixes of codes counted apart: linear works, municipal facilities
};

/// What every feature of some sources must say of itself.
struct PropertyRule {
    std::vector<std::string> sources; ///< empty: all
    std::vector<std::string> required;
    std::map<std::string, std::vector<std::string>> values; ///< allowed, by property
    std::vector<std::string> unique;                        ///< differ from feature to feature of a source
};

struct CheckRules {
    std::vector<ConflictRule> conflicts;
    std::vector<PropertyRule> properties;
    std::vector<std::string> coverages; ///< sources that tile their ground without gap or overlap
};

Result<CheckRules> parseCheckRules(std::string_view json, const std::string& file);
Result<CheckRules> loadCheckRules(const std::filesystem::path& project);

} // namespace geju
