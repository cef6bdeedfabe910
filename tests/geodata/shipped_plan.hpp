// The shipped plans, opened once, and what the tests ask of them. All coordinates are in degrees on WGS 84.
#pragma once

#include "app/open_document.hpp"
#include "geometry/shape.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <string>
#include <string_view>

namespace geju::testing {

inline std::string describeAll(const std::vector<Issue>& issues) {
    std::string text;
    for (const auto& issue : issues) text += describe(issue) + "\n";
    return text;
}

/// A project under geodata/; opened at the first call and kept.
inline const Document& plan(std::string_view path) {
    static std::map<std::string, Document, std::less<>> opened;
    if (const auto found = opened.find(path); found != opened.end()) return found->second;
    const std::filesystem::path file = std::filesystem::path(GEJU_SOURCE_DIR) / "geodata" / path;
    auto document = openDocument(std::span(&file, 1));
    INFO(describeAll(document.issues));
    REQUIRE(document);
    return opened.emplace(std::string(path), std::move(*document)).first->second;
}

inline const Document& kunshan() {
    return plan("kunshan.geju.json");
}

inline const FeatureTable& table(const Document& document, std::string_view source) {
    INFO("source " << source);
    const LoadedSource* loaded = document.source(source);
    REQUIRE(loaded);
    REQUIRE(loaded->source);
    return *loaded->source;
}

inline std::string text(const FeatureTable& features, std::size_t row, std::string_view field) {
    return toText(features.value(row, field));
}

inline std::size_t rowOf(const FeatureTable& features, std::string_view id) {
    for (std::size_t row = 0; row < features.size(); ++row) {
        if (text(features, row, "id") == id) return row;
    }
    FAIL("no feature " << id << " in " << features.name());
    return 0;
}

/// The union of all features of a table.
inline Shape unionOf(const FeatureTable& features) {
    std::vector<Shape> shapes;
    for (std::size_t row = 0; row < features.size(); ++row) shapes.push_back(Shape::fromFeature(features, row));
    std::vector<const Shape*> pointers;
    for (const auto& shape : shapes) pointers.push_back(&shape);
    auto whole = Shape::unionOf(pointers);
    REQUIRE(whole);
    return std::move(*whole);
}

/// Where a line crosses a parallel or a meridian: the other coordinate of the first crossing, NaN without one.
inline double crossing(const FeatureTable& lines, std::size_t row, double at, bool parallel) {
    for (const std::uint32_t part : lines.parts(row)) {
        for (const std::uint32_t ring : lines.rings(part)) {
            const auto points = lines.points(ring);
            for (std::size_t i = 1; i < points.size(); ++i) {
                const double a = parallel ? points[i - 1].y : points[i - 1].x;
                const double b = parallel ? points[i].y : points[i].x;
                if (a == b || (at - a) * (at - b) > 0) continue;
                const double t = (at - a) / (b - a);
                return parallel ? points[i - 1].x + t * (points[i].x - points[i - 1].x)
                                : points[i - 1].y + t * (points[i].y - points[i - 1].y);
            }
        }
    }
    return std::nan("");
}

} // namespace geju::testing
