// Pictures of small plans whose layers are texts.
#pragma once

#include "drawing/labels.hpp"
#include "plans.hpp"
#include "support/catch.hpp"

#include <memory>
#include <string>

namespace geju::test {

inline std::shared_ptr<const Picture> pictureOf(const std::shared_ptr<const FeatureTable>& table,
                                                const std::string& layers, const View& view) {
    const auto document = documentOf(table, layers);
    REQUIRE(document);
    PictureBuilder builder(document);
    return builder.build({}, view);
}

inline std::string symbolLayer(const std::string& layout, const std::string& id = "names") {
    return R"({"id":")" + id + R"(","type":"symbol","source":"plan","layout":{"text-field":["get","name"])" +
           (layout.empty() ? "" : "," + layout) + "}}";
}

/// Overlaps of boxes of different labels.
inline int overlaps(const std::vector<PlacedLabel>& labels) {
    int count = 0;
    for (std::size_t a = 0; a < labels.size(); ++a) {
        for (std::size_t b = a + 1; b < labels.size(); ++b) {
            for (const Box& one : labels[a].boxes) {
                for (const Box& other : labels[b].boxes) count += one.intersects(other) ? 1 : 0;
            }
        }
    }
    return count;
}

} // namespace geju::test
