#include "program.hpp"
#include "support/catch.hpp"

#include <gdal.h>

#include <cmath>

using namespace geju::test;

TEST_CASE("a project is exported as plain MapLibre", "[command][export]") {
    const Folder folder;
    const std::string out = folder.path("网页");
    const Ended ended = run({"export", plan(), "--scene", "landuse", "-o", out});
    CHECK(ended.status == 0);
    CHECK(ended.out.empty());
    const auto style = nlohmann::json::parse(readAll(out + "/style.json"));
    CHECK(style["version"] == 8);
    CHECK(style.dump().find("geju:") == std::string::npos);
    const auto project = nlohmann::json::parse(readAll(plan()));
    std::vector<std::string> visible;
    for (const auto& scene : project["metadata"]["geju:scenes"]) {
        if (scene["id"] == "landuse") visible = scene["layers"].get<std::vector<std::string>>();
    }
    REQUIRE_FALSE(visible.empty());
    for (const auto& layer : style["layers"]) {
        const bool hidden = layer.contains("layout") && layer["layout"].value("visibility", "") == "none";
        const bool listed = std::find(visible.begin(), visible.end(), layer["id"]) != visible.end();
        INFO(layer["id"]);
        CHECK(hidden != (listed || layer["type"] == "background"));
    }
    // Every image that it names is in the sprite, to be coloured.
    const auto sprite = nlohmann::json::parse(readAll(out + "/sprite.json"));
    int icons = 0;
    for (const auto& layer : style["layers"]) {
        if (layer["type"] != "symbol" || !layer["layout"].contains("icon-image")) continue;
        const auto& image = layer["layout"]["icon-image"];
        if (!image.is_string()) continue;
        ++icons;
        INFO(image);
        CHECK(sprite.at(image.get<std::string>())["sdf"] == true);
    }
    CHECK(icons > 0);
    // Every file that the style names is there and is what it should be for another program.
    GDALAllRegister();
    for (const auto& [id, source] : style["sources"].items()) {
        INFO(id);
        if (source["type"] == "image") { // of fills with soft edges or gradients
            CHECK(readAll(out + "/" + source["url"].get<std::string>()).starts_with("\x89PNG"));
            for (const auto& corner : source["coordinates"]) {
                CHECK(std::abs(corner[0].get<double>() - 121) < 1);
                CHECK(std::abs(corner[1].get<double>() - 31) < 1);
            }
            continue;
        }
        const std::string path = out + "/" + source["data"].get<std::string>();
        GDALDatasetH dataset = GDALOpenEx(path.c_str(), GDAL_OF_VECTOR, nullptr, nullptr, nullptr);
        REQUIRE(dataset);
        OGREnvelope extent;
        REQUIRE(OGR_L_GetExtent(GDALDatasetGetLayer(dataset, 0), &extent, TRUE) == OGRERR_NONE);
        CHECK(extent.MinX > 120);
        CHECK(extent.MaxX < 122);
        CHECK(extent.MinY > 30);
        CHECK(extent.MaxY < 32);
        GDALClose(dataset);
    }
    for (const char* name : {"/index.html", "/sprite.json", "/sprite.png", "/sprite@2x.json", "/sprite@2x.png",
                             "/glyphs/Noto Sans CJK SC Regular/0-255.pbf"}) {
        INFO(name);
        CHECK_FALSE(readAll(out + name).empty());
    }
}

TEST_CASE("an export speaks the language asked for and names what is wrong", "[command][export]") {
    const Folder folder;
    const auto fieldIn = [&](const std::string& language) {
        REQUIRE(run({"--lang", language, "export", plan(), "-o", folder.path(language)}).status == 0);
        const auto style = nlohmann::json::parse(readAll(folder.path(language) + "/style.json"));
        for (const auto& layer : style["layers"]) {
            if (layer["id"] == "label-cores") return layer["layout"]["text-field"].dump();
        }
        return std::string();
    };
    CHECK(fieldIn("en").find("name_en") != std::string::npos);
    CHECK(fieldIn("zh").find("name_en") == std::string::npos);
    const Ended unknown = run({"export", plan(), "--scene", "nowhere", "-o", folder.path("x")});
    CHECK(unknown.status == 1);
    CHECK(unknown.err.find("nowhere") != std::string::npos);
    CHECK(run({"export", plan()}).status == 2);
}
