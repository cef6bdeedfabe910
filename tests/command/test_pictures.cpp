// What a picture carries along, and the way back from it to the plan.
#include "program.hpp"
#include "samples.hpp"
#include "support/catch.hpp"

#include <cstdio>
#include <cstdlib>
#include <filesystem>

using namespace geju::test;
using Json = nlohmann::json;

namespace {

Json describe(const std::string& path) {
    const Ended ended = run({"info", path, "--json"});
    REQUIRE(ended.status == 0);
    return ended.json()["files"][0];
}

} // namespace

TEST_CASE("PNG and PDF say which plan, scene, place and scale they show", "[command][picture]") {
    const Folder folder;
    for (const char* name : {"图 a.png", "图 a.pdf"}) {
        INFO(name);
        const std::string path = folder.path(name);
        REQUIRE(run({"snapshot", plan(), "-o", path, "--scene", "a2", "--extent", "120.9,31.3,121.0,31.4"}).status ==
                0);
        const Json file = describe(path);
        CHECK(file["driver"] == "Geju picture");
        const Json& picture = file["picture"];
        CHECK(picture["scene"] == "a2");
        CHECK(picture["crs"] == "EPSG:4549");
        CHECK(picture["program"].get<std::string>().starts_with("Geju "));
        CHECK(picture["hash"].get<std::string>().size() == 16);
        CHECK(picture["scale"].get<double>() > 10000);
        CHECK(picture["center_lonlat"][0].get<double>() == Approx(120.95).margin(1e-3));
        CHECK(picture["center_lonlat"][1].get<double>() == Approx(31.35).margin(1e-3));
        CHECK(picture["extent_lonlat"][0].get<double>() < 120.9);
        CHECK(picture["extent_lonlat"][3].get<double>() > 31.4);
        REQUIRE(picture["files"].size() == 1);
        CHECK(std::filesystem::equivalent(picture["files"][0].get<std::string>(), plan()));
        CHECK(run({"info", path}).out.find("a2") != std::string::npos);
    }
    CHECK(describe(folder.path("图 a.png"))["picture"]["hash"] == describe(folder.path("图 a.pdf"))["picture"]["hash"]);
}

TEST_CASE("the PDF's texts are what poppler finds in it", "[command][picture]") {
    if (std::system("command -v pdfinfo >/dev/null 2>&1") != 0) {
        std::puts("SKIPPED: needs pdfinfo (package poppler-utils)");
        return;
    }
    const Folder folder;
    const std::string data = folder.write("甲 乙.geojson", kHalves);
    const std::string path = folder.path("a.pdf");
    REQUIRE(run({"snapshot", data, "-o", path}).status == 0);
    REQUIRE(std::system(("pdfinfo -enc UTF-8 '" + path + "' > '" + folder.path("said") + "'").c_str()) == 0);
    const std::string said = readAll(folder.path("said"));
    const Json picture = describe(path)["picture"];
    CHECK(said.find("geju:data=甲%20乙.geojson") != std::string::npos);
    CHECK(said.find("geju:hash=" + picture["hash"].get<std::string>()) != std::string::npos);
    CHECK(said.find("Creator:         " + picture["program"].get<std::string>()) != std::string::npos);
    CHECK(picture["data"] == Json({"甲 乙.geojson"}));
    CHECK(picture["project"].is_null());
}

TEST_CASE("a picture whose plan is not there says what was looked for, without opening a window",
          "[command][picture]") {
    const Folder folder;
    const std::string data = folder.write("halves.geojson", kHalves);
    REQUIRE(run({"snapshot", data, "-o", folder.path("a.png"), "--size", "300x200"}).status == 0);
    std::filesystem::remove(data);
    const Ended ended = run({"view", folder.path("a.png")});
    CHECK(ended.status == 1);
    CHECK(ended.err.find(data) != std::string::npos);
    const Ended info = run({"info", folder.path("a.png"), "--json"});
    CHECK(info.json()["files"][0]["picture"]["files"].empty());
    CHECK(info.json()["problems"][0]["code"] == "origin-missing");
}

TEST_CASE("a picture of others and a damaged one are refused with the reason", "[command][picture]") {
    const Folder folder;
    const std::string data = folder.write("halves.geojson", kHalves);
    REQUIRE(run({"snapshot", data, "-o", folder.path("a.png"), "--size", "300x200"}).status == 0);
    const std::string bytes = readAll(folder.path("a.png"));
    const Ended cut = run({"view", folder.write("cut.png", bytes.substr(0, 60))});
    CHECK(cut.status == 1);
    CHECK(cut.err.find("cut off") != std::string::npos);
    // Header and end of a PNG, nothing between.
    const Ended foreign =
        run({"view", folder.write("foreign.png", bytes.substr(0, 33) + bytes.substr(bytes.size() - 12))});
    CHECK(foreign.status == 1);
    CHECK(foreign.err.find("which plan") != std::string::npos);
}
