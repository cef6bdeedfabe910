// What the tests in the window share: the plan that is opened, places of its controls, comparisons of its state.
#pragma once

#include "driver.hpp"
#include "geometry/feature_table.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <functional>
#include <iostream>
#include <string>

namespace geju::test {

using Json = nlohmann::json;

inline std::string geodata(const std::string& name) {
    return std::string(GEJU_SOURCE_DIR) + "/geodata/" + name;
}
inline std::string plan() {
    return geodata("kunshan.geju.json");
}

/// Says why and gives true where the tools are missing.
inline bool skipped() {
    static const std::string missing = missingTools();
    if (!missing.empty()) std::cerr << "SKIPPED: window tests: " << missing << "\n";
    return !missing.empty();
}

inline Point middleOf(const Json& state, const std::string& place) {
    INFO("place " << place);
    REQUIRE(state["places"].contains(place));
    const auto& box = state["places"][place];
    return {(box[0].get<double>() + box[2].get<double>()) / 2, (box[1].get<double>() + box[3].get<double>()) / 2};
}

inline Point centerOf(const Json& state) {
    return {state["map"]["center_world"][0], state["map"]["center_world"][1]};
}

inline bool near(double a, double b, double tolerance) {
    return std::fabs(a - b) <= tolerance;
}

inline std::function<bool(const Json&)> scaled(double units) {
    return [units](const Json& s) { return near(s["map"]["units_per_pixel"].get<double>(), units, 1e-6 * units); };
}

inline std::string textOf(const FeatureTable& table, std::size_t row, std::string_view column) {
    return toText(table.value(row, column));
}

} // namespace geju::test
