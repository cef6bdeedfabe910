// A small plan to compose sheets of.
#pragma once

#include "core/translate.hpp"
#include "crs/transform.hpp"
#include "sheet/sheet.hpp"
#include "support/catch.hpp"

#include <filesystem>
#include <memory>
#include <string_view>

namespace geju::test {

inline constexpr const char* kProject = R"json({
  "version": 8, "name": "test",
  "metadata": {
    "geju:crs": "EPSG:4549",
    "geju:title": {"zh": "甲地规划", "en": "Plan of A"},
    "geju:credits": {"zh": "绘制者", "en": "The maker"},
    "geju:precision": "schematic",
    "geju:precision-note": {"zh": "示意图", "en": "Not surveyed"},
    "geju:home": "all",
    "geju:scenes": [
      {"id": "all", "title": {"zh": "全部", "en": "Everything"}, "text": {"zh": "", "en": "What it says."},
       "source": {"zh": "第一章", "en": "Chapter 1"}, "extent": [120.9, 31.3, 121.1, 31.4], "layers": ["paper", "areas", "road-casing", "road", "names"]},
      {"id": "few", "title": {"zh": "少", "en": "Few"}, "extent": [120.9, 31.3, 121.1, 31.4], "layers": ["paper", "road"]}
    ]
  },
  "sources": {
    "areas": {"type": "geojson", "data": "areas.geojson"},
    "roads": {"type": "geojson", "data": "roads.geojson"}
  },
  "layers": [
    {"id": "paper", "type": "background", "paint": {"background-color": "#fdfdf8"}},
    {"id": "areas", "type": "fill", "source": "areas", "paint": {"fill-color": ["match", ["get", "class"], "a", "#ff0000", "#00ff00"]},
     "metadata": {"geju:name": {"zh": "地块", "en": "Areas"}, "geju:group": {"zh": "用地", "en": "Land"}, "geju:legend": {"property": "class"}}},
    {"id": "road-casing", "type": "line", "source": "roads", "paint": {"line-color": "#777777", "line-width": 6},
     "metadata": {"geju:name": {"zh": "道路", "en": "Roads"}, "geju:group": {"zh": "交通", "en": "Transport"}, "geju:legend": false}},
    {"id": "road", "type": "line", "source": "roads", "paint": {"line-color": "#ffffff", "line-width": 4},
     "metadata": {"geju:name": {"zh": "道路", "en": "Roads"}, "geju:group": {"zh": "交通", "en": "Transport"}}},
    {"id": "names", "type": "symbol", "source": "areas", "layout": {"text-field": ["get", "class"], "text-size": 20},
     "paint": {"text-color": "#000000", "text-halo-color": "#ffffff", "text-halo-width": 2}}
  ]
})json";

inline LoadedSource loaded(TableBuilder& builder, const std::string& name, const Crs& world) {
    auto table = std::make_shared<FeatureTable>(builder.build(name, Crs::wgs84()));
    std::vector<Point> moved = table->coordinates();
    const auto transform = Transform::between(Crs::wgs84(), world);
    REQUIRE(transform);
    transform->forward(std::span(moved));
    return {table, std::make_shared<FeatureTable>(table->withCoordinates(world, std::move(moved)))};
}

inline void addSquare(TableBuilder& builder, double west, const char* name) {
    builder.beginPart(PartKind::Polygon);
    builder.beginRing();
    const double east = west + 0.05;
    for (const Point p : {Point{west, 31.32}, {east, 31.32}, {east, 31.38}, {west, 31.38}, {west, 31.32}}) {
        builder.addPoint(p);
    }
    builder.set("class", std::string_view(name));
    builder.endFeature();
}

inline std::shared_ptr<const Document> makeDocument(std::string_view json = kProject) {
    auto project = parseProject(json, "/nowhere/test.geju.json");
    REQUIRE(project);
    Document document;
    document.project = std::move(*project);
    document.crs = *Crs::from("EPSG:4549");
    TableBuilder areas;
    addSquare(areas, 120.92, "a");
    addSquare(areas, 121.0, "b");
    addSquare(areas, 122.5, "far"); // outside every scene
    document.sources["areas"] = loaded(areas, "areas", document.crs);
    TableBuilder roads;
    roads.beginPart(PartKind::Line);
    roads.beginRing();
    roads.addPoint({120.91, 31.35});
    roads.addPoint({121.09, 31.35});
    roads.endFeature();
    document.sources["roads"] = loaded(roads, "roads", document.crs);
    return std::make_shared<const Document>(std::move(document));
}

inline Sheet compose(const SheetRequest& request, FontBook& fonts) {
    auto sheet = composeSheet(makeDocument(), request, fonts);
    for (const auto& issue : sheet.issues) UNSCOPED_INFO(describe(issue));
    REQUIRE(sheet);
    return std::move(*sheet);
}

inline std::filesystem::path temporaryFile(const char* name) {
    const auto folder = std::filesystem::temp_directory_path() / "geju-test-sheet";
    std::filesystem::create_directories(folder);
    return folder / name;
}

struct English {
    English() { setLanguage("en"); }
};

} // namespace geju::test
