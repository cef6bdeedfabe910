// Projects written out in a test, and what parsing them says.
#pragma once

#include "plan/project.hpp"
#include "support/catch.hpp"

#include <string>

namespace geju::test {

inline std::string document(const std::string& layers, const std::string& metadata = "{}",
                            const std::string& sources = R"({"land":{"type":"geojson","data":"land.geojson"}})") {
    std::string text = R"({"version":8,"name":"Plan","sources":)";
    text.append(sources)
        .append(R"(,"metadata":)")
        .append(metadata)
        .append(R"(,"layers":[)")
        .append(layers)
        .append("]}");
    return text;
}

inline Result<Project> parsed(const std::string& json) {
    return parseProject(json, "/plans/test/plan.geju.json");
}

/// The one issue there is.
inline Issue only(const Result<Project>& result) {
    for (const auto& issue : result.issues) UNSCOPED_INFO(describe(issue));
    REQUIRE(result.issues.size() == 1);
    return result.issues[0];
}

inline bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

} // namespace geju::test
