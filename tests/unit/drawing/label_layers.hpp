// Pictures of small plans whose layers are texts.
#pragma once

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

} // namespace geju::test
