#include "program.hpp"
#include "samples.hpp"
#include "support/catch.hpp"

#include <set>

using namespace geju::test;

TEST_CASE("info describes a file", "[command][info]") {
    const Folder folder;
    const std::string path = folder.write("钻石.geojson", kDiamond);
    const Ended ended = run({"info", path, "--json"});
    CHECK(ended.status == 0);
    const auto json = ended.json();
    REQUIRE(json["files"].size() == 1);
    CHECK(json["files"][0]["path"] == path);
    CHECK(json["files"][0]["driver"] == "GeoJSON");
    CHECK(json["scenes"].empty());
    CHECK(json["problems"].empty());
    const auto& layer = json["files"][0]["layers"].at(0);
    CHECK(layer["features"] == 2);
    CHECK(layer["vertices"] == 6);
    CHECK(layer["geometry"] == nlohmann::json({{"Point", 1}, {"Polygon", 1}}));
    CHECK(layer["extent_lonlat"] == nlohmann::json({-1.0, -1.0, 3.0, 3.0}));
    CHECK(layer["crs"]["name"].get<std::string>().find("WGS 84") != std::string::npos);
    REQUIRE(layer["fields"].size() == 3);
    CHECK(layer["fields"][0] == nlohmann::json({{"name", "class"}, {"type", "text"}, {"nulls", 1}, {"distinct", 1}}));
    CHECK(layer["fields"][2] == nlohmann::json({{"name", "rank"}, {"type", "integer"}, {"nulls", 0}, {"distinct", 2}}));

    const Ended text = run({"info", path});
    CHECK(text.status == 0);
    CHECK(text.err.empty());
    for (const char* word : {"钻石", "rank", "integer", "-1.000000, -1.000000, 3.000000, 3.000000"}) {
        CHECK(text.out.find(word) != std::string::npos);
    }
}

TEST_CASE("info finds what is wrong", "[command][info]") {
    const Folder folder;
    const auto json = run({"info", folder.write("bow.geojson", kBowTie), "--json"}).json();
    REQUIRE(json["problems"].size() == 1);
    CHECK(json["problems"][0]["code"] == "self-intersection");
    CHECK(json["problems"][0]["feature"] == 0);
    CHECK(json["files"][0]["layers"][0]["invalid"] == 1);
}

TEST_CASE("a pictogram that does not exist is named with its layer", "[command][info]") {
    const Folder folder;
    folder.write("halves.geojson", kHalves);
    const std::string project = folder.write("p.geju.json", R"json({"version":8,
        "sources":{"a":{"type":"geojson","data":"halves.geojson"}},
        "layers":[{"id":"marks","type":"symbol","source":"a","layout":{"icon-image":"unicorn"}},
                  {"id":"stars","type":"symbol","source":"a","layout":{"icon-image":"star"}}]})json");
    const auto json = run({"info", project, "--json"}).json();
    REQUIRE(json["problems"].size() == 1);
    CHECK(json["problems"][0]["code"] == "unknown-image");
    CHECK(json["problems"][0]["severity"] == "warning");
    CHECK(json["problems"][0]["layer"] == "marks");
    CHECK(json["problems"][0]["message"].get<std::string>().find("unicorn") != std::string::npos);
}

TEST_CASE("info describes several files and what it could not read", "[command][info]") {
    const Folder folder;
    const Ended ended = run({"info", folder.write("a.geojson", kHalves), folder.path("missing.gpkg"), "--json"});
    CHECK(ended.status == 1);
    const auto json = ended.json();
    REQUIRE(json["files"].size() == 2);
    CHECK(json["files"][0]["layers"].size() == 1);
    CHECK(json["files"][1]["layers"].empty());
    REQUIRE_FALSE(json["problems"].empty());
    CHECK(json["problems"][0]["severity"] == "error");
}

TEST_CASE("info lists the scenes of a project", "[command][info]") {
    const Ended ended = run({"info", plan(), "--json"});
    CHECK(ended.status == 0);
    const auto json = ended.json();
    REQUIRE_FALSE(json["scenes"].empty());
    std::set<std::string> layers;
    for (const auto& layer : json["files"][0]["style_layers"]) layers.insert(layer["id"].get<std::string>());
    std::set<std::string> ids;
    for (const auto& scene : json["scenes"]) {
        INFO(scene["id"]);
        CHECK(ids.insert(scene["id"].get<std::string>()).second);
        CHECK_FALSE(scene["title"].get<std::string>().empty());
        REQUIRE_FALSE(scene["layers"].empty());
        for (const auto& layer : scene["layers"]) CHECK(layers.count(layer.get<std::string>()) == 1);
    }
    for (const char* id : {"zone", "landuse", "a1", "a2"}) CHECK(ids.count(id) == 1);
    CHECK(json["files"][0]["schematic"] == true);
    CHECK(json["files"][0]["crs"]["id"] == "EPSG:4549");
    for (const auto& layer : json["files"][0]["layers"]) CHECK(layer["features"].get<int>() > 0);
}
