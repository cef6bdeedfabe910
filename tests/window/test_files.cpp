// Files in the window, from outside: exported, opened, dropped, and pictures that lead back.
#include "geometry/picking.hpp"
#include "geometry/shape.hpp"
#include "io/vector_reader.hpp"
#include "render/png_file.hpp"
#include "support/earth.hpp"
#include "window_steps.hpp"

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <thread>

using namespace geju;
using namespace geju::test;

TEST_CASE("what is seen is exported, whole or alone, under a Chinese name") {
    if (skipped()) return;
    Window window(1600, 1000, {plan()}, "zh_CN.UTF-8");
    Json state = window.settled();
    CHECK(state["language"] == "zh");
    window.move({mapCenter(state).x, 20});
    const auto shot = window.screenshot();

    window.key("ctrl+e");
    state = window.until("the dialog", [](const Json& s) { return s["dialog"] == 2; });
    window.key("ctrl+a BackSpace");
    const auto bare = window.folder() / "bare.png";
    window.type(bare.string());
    state = window.settled();
    window.click(middleOf(state, "map-only"));
    state = window.settled();
    window.click(middleOf(state, "accept"));
    state = window.until("the file", [&](const Json& s) { return s["last_export"] == bare.string(); });
    const auto image = readPng(bare);
    REQUIRE(image);
    const Json pixels = state["map"]["pixels"];
    const int left = pixels[0].get<int>();
    const int top = pixels[1].get<int>();
    CHECK(image->width == pixels[2].get<int>() - left);
    CHECK(image->height == pixels[3].get<int>() - top);
    // The window shows the same, but for the furniture over it and labels that keep out of its way.
    std::size_t same = 0;
    std::size_t compared = 0;
    for (int y = 150; y < image->height - 150; ++y) {
        for (int x = 20; x < image->width - 320; ++x) {
            const auto* a = image->pixel(x, y);
            const auto* b = shot.pixel(x + left, y + top);
            ++compared;
            if (std::abs(a[0] - b[0]) < 12 && std::abs(a[1] - b[1]) < 12 && std::abs(a[2] - b[2]) < 12) ++same;
        }
    }
    CHECK(static_cast<double>(same) / static_cast<double>(compared) > 0.97);

    window.key("ctrl+e");
    state = window.until("the dialog", [](const Json& s) { return s["dialog"] == 2; });
    window.click(middleOf(state, "map-only"));
    window.key("Return");
    // The name offered is the scene's title, in Chinese, in the folder where the program runs.
    state = window.until(
        "the sheet", [&](const Json& s) { return s["last_export"] != bare.string(); }, 40);
    const std::filesystem::path sheet = state["last_export"].get<std::string>();
    CHECK(sheet.filename().string() == state["map"]["title"].get<std::string>() + ".png");
    const auto page = readPng(sheet);
    REQUIRE(page);
    CHECK(page->width > image->width);
    std::filesystem::remove(sheet);

    // The same by a template: its paper, 297 mm × 420 mm at 300 dots an inch of 25.4 mm.
    window.key("ctrl+e");
    state = window.until("the dialog", [](const Json& s) { return s["dialog"] == 2; });
    window.click(middleOf(state, "sheet"));
    state = window.until("the templates", [](const Json& s) { return s["places"].contains("sheet-indicator-page"); });
    window.click(middleOf(state, "sheet-indicator-page"));
    window.settled();
    window.key("Return");
    window.until(
        "the page", [&](const Json&) { return std::filesystem::exists(sheet); }, 60);
    const auto paper = readPng(sheet);
    REQUIRE(paper);
    CHECK(paper->width == 3508);
    CHECK(paper->height == 4961);
    std::filesystem::remove(sheet);
}

TEST_CASE("the report of the plan is saved from the window") {
    if (skipped()) return;
    Window window(1600, 1000, {plan()});
    window.settled();
    window.key("ctrl+e");
    window.until("the dialog", [](const Json& s) { return s["dialog"] == 2; });
    window.key("ctrl+a BackSpace");
    const auto path = window.folder() / "report.xlsx";
    window.type(path.string());
    window.key("Return");
    window.until(
        "the file", [&](const Json& s) { return s["last_export"] == path.string(); }, 60);
    CHECK(std::filesystem::file_size(path) > 50'000);
}

TEST_CASE("data files open, bad ones are explained and lose nothing, the scale can be typed") {
    if (skipped()) return;
    Window window(1280, 800, {geodata("roads.geojson")});
    Json state = window.settled();
    CHECK(state["document"] == "roads");
    CHECK(state["balance"]["available"] == false);

    window.key("ctrl+o");
    window.until("the dialog", [](const Json& s) { return s["dialog"] == 1; });
    const auto broken = window.folder() / "坏.geojson";
    std::ofstream(broken) << "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\"";
    state = window.state();
    window.click(middleOf(state, "##folder"));
    window.key("ctrl+a");
    window.type((window.folder()).string());
    window.key("Return");
    const std::string entry = "entry-" + broken.filename().string();
    state = window.until("the folder's list", [&](const Json& s) { return s["places"].contains(entry); });
    window.click(middleOf(state, entry));
    state = window.settled();
    window.click(middleOf(state, "accept"));
    state = window.until("issues", [](const Json& s) { return s["issues"].get<int>() > 0; });
    CHECK(state["section"] == "issues");

    window.click(middleOf(state, "##scale"));
    window.key("ctrl+a");
    window.type("12500");
    window.key("Return");
    window.until("the scale", [](const Json& s) { return near(s["map"]["scale"].get<double>(), 12500, 12); });
}

TEST_CASE("files dropped on the window open, by any name; a bad one is explained and what was open stays") {
    if (skipped()) return;
    Window window(1280, 800, {plan()});
    Json state = window.settled();
    const Point middle = mapCenter(state);
    const auto parcels = window.folder() / "地块 100%.geojson";
    std::ofstream(parcels) << R"({"type":"Polygon","coordinates":[[[120.9,31.3],[121,31.3],[121,31.4],[120.9,31.3]]]})";
    const std::string before = state["document"];
    window.drop({parcels, geodata("roads.geojson")}, middle);
    state = window.until("both files", [&](const Json& s) { return s["document"] != before; });
    CHECK(state["document"] == "地块 100%");
    const auto shows = [&](const std::string& name) {
        const Json& layers = state["layers"];
        return std::any_of(layers.begin(), layers.end(), [&](const Json& layer) {
            return layer["name"].get<std::string>().find(name) != std::string::npos;
        });
    };
    CHECK(shows("地块 100%"));
    CHECK(shows("roads"));

    const auto broken = window.folder() / "broken.geojson";
    std::ofstream(broken) << "{\"type\":\"FeatureCollection\",\"features\":[";
    window.drop({broken}, middle);
    state = window.until("issues", [](const Json& s) { return s["issues"].get<int>() > 0; });
    CHECK(state["section"] == "issues");

    window.drop({plan()}, middle);
    window.until("the plan", [](const Json& s) { return s["scene"] != "" && s["issues"] == 0; });
}

TEST_CASE("a picture takes the window back to its scene, place and scale, at the start and when it is dropped") {
    if (skipped()) return;
    Window before(1280, 800, {plan()}); // for its folder
    const auto shot = [&](const std::string& name, const std::string& options) {
        const auto path = before.folder() / name;
        const std::string command = std::string(GEJU_PROGRAM) + " snapshot " + plan() + " -o '" + path.string() + "' " +
                                    options + " 2>/dev/null";
        REQUIRE(std::system(command.c_str()) == 0);
        return path;
    };
    const auto first = shot("图 1.pdf", "--scene a2 --extent 120.90,31.30,121.00,31.40 --scale 30000 --paper A3");
    const auto second = shot("图 2.png", "--scene a5 --extent 120.98,31.36,121.02,31.40 --scale 12500 --size 900x700");
    const auto shows = [](const Json& state, const std::string& scene, Point lonLat, double scale) {
        CHECK(state["scene"] == scene);
        CHECK(state["issues"] == 0);
        CHECK(state["map"]["scale"].get<double>() == Approx(scale).epsilon(1e-3));
        // The middle of an extent in degrees is that of its box in the plan CRS to some metres.
        const Point middle = lonLatOf(centerOf(state));
        CHECK(geodesicMeters(middle, lonLat) < 20);
    };
    {
        Window window(1280, 800, {first});
        shows(window.settled(), "a2", {120.95, 31.35}, 30000);
    }
    Json state = before.settled();
    before.drop({second}, mapCenter(state));
    state = before.until("the second picture", [](const Json& s) { return s["scene"] == "a5"; });
    shows(state, "a5", {121.00, 31.38}, 12500);
}
