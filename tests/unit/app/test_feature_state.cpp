// What the window says of a feature, in the language of the window.
#include "app/feature_state.hpp"
#include "core/translate.hpp"
#include "support/catch.hpp"

#include <algorithm>

using namespace geju;

namespace {

/// One axis, lettered by a layer without a name, in a plan that names fields and kinds.
Document axisPlan() {
    Document document;
    const auto project = parseProject(R"({"version":8,
      "metadata":{"geju:sources":{"axes":{"name":{"zh":"轴线图","en":"The axes"}}},
        "geju:fields":{"kind":{"values":{"axis":{"zh":"轴线","en":"Axis"}}},
          "role":{"name":{"zh":"作用","en":"Role"}},"rank":{"name":"Rank","values":{"1":{"zh":"首要","en":"first"}}}}},
      "sources":{"axes":{"type":"geojson","data":"axes.geojson"}},
      "layers":[{"id":"letters","type":"symbol","source":"axes"},
        {"id":"lines","type":"line","source":"axes","metadata":{"geju:name":{"zh":"两轴","en":"Two axes"}}}]})",
                                      "/plan/p.geju.json");
    REQUIRE(project);
    document.project = *project;
    TableBuilder builder;
    builder.beginPart(PartKind::Line);
    builder.beginRing();
    builder.addPoint({600000, 3470000});
    builder.addPoint({601000, 3470000});
    for (const auto& [field, value] : {std::pair{"name", "甲轴"},
                                       {"name_en", "Axis A"},
                                       {"kind", "axis"},
                                       {"role", "展示"},
                                       {"role_en", "display"},
                                       {"source", "第六章"},
                                       {"source_en", "Chapter 6"},
                                       {"rank", "1"},
                                       {"note_en", "alone"}}) {
        builder.set(field, std::string_view(value));
    }
    builder.endFeature();
    const auto crs = Crs::from("EPSG:4549");
    REQUIRE(crs);
    const auto table = std::make_shared<const FeatureTable>(builder.build("axes", *crs));
    document.sources["axes"] = {table, table};
    return document;
}

using Attribute = std::pair<std::string, std::string>;

} // namespace

TEST_CASE("a feature is described in the language of the window") {
    const Document document = axisPlan();
    const PickedFeature picked{"lines", document.source("axes")->world, 0};
    setLanguage("zh");
    auto state = featureState(document, picked);
    REQUIRE(state);
    CHECK(state->layerName == "两轴");
    CHECK(state->name == "甲轴");
    CHECK(state->otherName == "Axis A");
    CHECK(state->kind == "轴线");
    CHECK(state->source == "第六章");
    CHECK(state->attributes == std::vector<Attribute>{{"作用", "展示"}, {"Rank", "首要"}, {"note_en", "alone"}});
    setLanguage("en");
    state = featureState(document, picked);
    REQUIRE(state);
    CHECK(state->layerName == "Two axes");
    CHECK(state->kind == "Axis");
    CHECK(state->source == "Chapter 6");
    CHECK(state->attributes == std::vector<Attribute>{{"Role", "display"}, {"Rank", "first"}, {"note_en", "alone"}});
}

TEST_CASE("a layer that only letters is called after its source") {
    const Document document = axisPlan();
    setLanguage("en");
    const auto state = featureState(document, {"letters", document.source("axes")->world, 0});
    REQUIRE(state);
    CHECK(state->layerName == "The axes");
}
