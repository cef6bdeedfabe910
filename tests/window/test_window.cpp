// The window from outside: it moves, shows scenes and layers in both languages, and rests.
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

TEST_CASE("the test's own Earth agrees with published figures") {
    // Karney's transverse Mercator is its own inverse to a micrometre here.
    const Point place{120.98, 31.38};
    const Point back = lonLatOf(worldOf(place));
    CHECK(back.x == Approx(place.x).margin(1e-11));
    CHECK(back.y == Approx(place.y).margin(1e-11));
    // Northing on the central meridian is the meridian arc: 45° of GRS 80 is 4 984 944.378 m (Moritz 2000, quadrant
    // 10 001 965.729 m; Deakin and Hunter 2008 give the arc).
    CHECK(worldOf({120, 45}).y == Approx(4984944.378).margin(0.01));
    // One degree of longitude on the equator.
    CHECK(geodesicMeters({0, 0}, {1, 0}) == Approx(6378137.0 * 3.14159265358979 / 180).margin(1e-3));
    // A one-kilometre square of the projection 93 km east of the meridian is smaller by the square of its scale,
    // 1 + x²/2R².
    const double x = 93000;
    const double k = 1 + x * x / (2 * 6366000.0 * 6366000.0);
    const double area = ellipsoidalArea({{500000 + x - 500, 3470000},
                                         {500000 + x + 500, 3470000},
                                         {500000 + x + 500, 3471000},
                                         {500000 + x - 500, 3471000}});
    CHECK(area == Approx(1e6 / (k * k)).epsilon(1e-6));
}

TEST_CASE("the plan opens, and dragging, wheel, box and keys move the view") {
    if (skipped()) return;
    Window window(1600, 1000, {plan()});
    Json state = window.settled();
    CHECK(state["issues"] == 0);
    CHECK(state["map"]["title"] != "");
    const Point middle = mapCenter(state);

    SECTION("the map follows the hand, pixel for pixel") {
        const Point before = centerOf(state);
        const double units = state["map"]["units_per_pixel"];
        window.drag({middle.x, middle.y - 100}, {middle.x - 120, middle.y - 30});
        state = window.until("the map to follow",
                             [&](const Json& s) { return near(centerOf(s).x, before.x + 120 * units, units); });
        CHECK(near(centerOf(state).x, before.x + 120 * units, units * 0.51));
        CHECK(near(centerOf(state).y, before.y + 70 * units, units * 0.51));
        CHECK(state["map"]["units_per_pixel"] == units);
        window.key("alt+Left");
        state = window.until("the way back", [](const Json& s) { return s["map"]["can_go_back"] == false; });
        CHECK(near(centerOf(state).x, before.x, units));
        CHECK(state["map"]["can_go_forward"] == true);
        window.key("alt+Right");
        state = window.until("the way forward", [](const Json& s) { return s["map"]["can_go_forward"] == false; });
        CHECK(near(centerOf(state).x, before.x + 120 * units, units));
    }
    SECTION("the wheel zooms at the cursor: two notches are a factor of two") {
        const Point cursor{middle.x - 150, middle.y + 80};
        const Point world = worldAt(state, cursor);
        const double units = state["map"]["units_per_pixel"];
        window.wheel(cursor, 2);
        state = window.until("twice the scale", scaled(units / 2));
        const Point now = worldAt(state, cursor);
        CHECK(near(now.x, world.x, units * 0.05));
        CHECK(near(now.y, world.y, units * 0.05));
        window.wheel(cursor, -2);
        state = window.until("the scale again", scaled(units));
    }
    SECTION("a double click zooms in where it points") {
        const Point cursor{middle.x + 60, middle.y - 40};
        const Point world = worldAt(state, cursor);
        const double units = state["map"]["units_per_pixel"];
        window.doubleClick(cursor);
        state = window.until("twice the scale", scaled(units / 2));
        CHECK(near(worldAt(state, cursor).x, world.x, units * 0.05));
    }
    SECTION("a box fills the window") {
        const Point from{middle.x - 100, middle.y - 60};
        const Point to{middle.x + 60, middle.y + 40};
        const Point a = worldAt(state, from);
        const Point b = worldAt(state, to);
        const double units = state["map"]["units_per_pixel"];
        window.drag(from, to, true);
        state = window.until("a closer view", [&](const Json& s) { return s["map"]["units_per_pixel"] < units; });
        const Json pixels = state["map"]["pixels"];
        const double width = pixels[2].get<double>() - pixels[0].get<double>();
        const double height = pixels[3].get<double>() - pixels[1].get<double>();
        const double fitted = std::max((b.x - a.x) / width, (a.y - b.y) / height);
        CHECK(state["map"]["units_per_pixel"].get<double>() == Approx(fitted).epsilon(1e-6));
        CHECK(near(centerOf(state).x, (a.x + b.x) / 2, fitted));
        CHECK(near(centerOf(state).y, (a.y + b.y) / 2, fitted));
        CHECK(state["tool"] == "pan");
    }
    SECTION("keys") {
        window.key("Home");
        Json whole = window.settled();
        const double units = whole["map"]["units_per_pixel"];
        window.key("equal");
        state = window.until("twice the scale", scaled(units / 2));
        const Point before = centerOf(state);
        window.key("Right");
        state = window.until("the east", [&](const Json& s) { return centerOf(s).x > before.x; });
        CHECK(centerOf(state).y == Approx(before.y));
        window.key("minus");
        window.until("the scale again", scaled(units));
        window.key("b");
        window.until("the box", [](const Json& s) { return s["tool"] == "box-zoom"; });
        window.key("Escape");
        window.until("the ordinary tool", [](const Json& s) { return s["tool"] == "pan"; });
    }
}

TEST_CASE("scenes, layers, balance and language") {
    if (skipped()) return;
    Window window(1600, 1000, {plan()});
    Json state = window.settled();
    const std::string first = state["scene"];
    const std::string title = state["map"]["title"];

    window.key("Next");
    state = window.until("another scene", [&](const Json& s) { return s["scene"] != first; });
    CHECK(state["map"]["title"] != title);
    window.key("Prior");
    state = window.until("the first scene", [&](const Json& s) { return s["scene"] == first; });

    // A layer's box hides it, on the map too.
    std::string layer;
    for (const auto& item : state["layers"]) {
        const std::string place = "layer-visible-" + item["id"].get<std::string>();
        if (item["visible"] == true && state["places"].contains(place)) layer = item["id"];
    }
    REQUIRE_FALSE(layer.empty());
    const auto visible = [&](const Json& s) -> bool {
        for (const auto& item : s["layers"]) {
            if (item["id"] == layer) return item["visible"];
        }
        return false;
    };
    window.click(middleOf(state, "layer-visible-" + layer));
    state = window.until("hidden", [&](const Json& s) { return !visible(s); });
    window.click(middleOf(state, "layer-visible-" + layer));
    state = window.until("shown", visible);

    // Balance of the whole: rows sum to the total, which is the coverage's own area.
    window.click(middleOf(state, "section-1"));
    state = window.until("a balance", [](const Json& s) {
        return s["section"] == "balance" && !s["balance"]["rows"].empty() && s["balance"]["running"] == false;
    });
    const auto landuse = readVector(geodata("landuse.geojson"));
    REQUIRE(landuse);
    const FeatureTable& table = landuse->layers.front();
    double expected = 0;
    for (std::size_t row = 0; row < table.size(); ++row) {
        for (const auto part : table.parts(row)) {
            double sign = 1;
            for (const auto ring : table.rings(part)) {
                std::vector<Point> world;
                for (const Point p : table.points(ring)) world.push_back(worldOf(p));
                world.pop_back();
                expected += sign * ellipsoidalArea(world, 4); // edges of some hundred metres at most
                sign = -1;
            }
        }
    }
    double sum = 0;
    double shares = 0;
    for (const auto& row : state["balance"]["rows"]) {
        sum += row["area_m2"].get<double>();
        shares += row["share"].get<double>();
    }
    CHECK(state["balance"]["total_m2"].get<double>() == Approx(expected).epsilon(2e-6));
    CHECK(sum == Approx(expected).epsilon(1e-4)); // classes may overlap by slivers, counted once in the total
    CHECK(shares == Approx(1).epsilon(1e-4));
    CHECK(state["balance"]["closes"] == true);

    // A class shows its polygons.
    const std::string code = state["balance"]["rows"][0]["class"];
    window.click(middleOf(state, "class-" + code));
    state = window.until("a class", [&](const Json& s) { return s["balance"]["highlighted"] == code; });

    // They add up to its figure, and a click shows one of them.
    double parts = 0;
    for (const auto& part : state["balance"]["parts"]) parts += part["area_m2"].get<double>();
    CHECK(parts == Approx(state["balance"]["rows"][0]["area_m2"].get<double>()).epsilon(1e-9));
    const int part = state["balance"]["parts"][0]["row"];
    window.click(middleOf(state, "part-" + std::to_string(part)));
    state = window.until("the polygon",
                         [&](const Json& s) { return s["feature"].is_object() && s["feature"]["row"] == part; });
    CHECK(state["section"] == "balance");
    const auto box = table.envelope(static_cast<std::size_t>(part));
    CHECK(near(centerOf(state).x, worldOf(box.center()).x, 50));
    CHECK(near(centerOf(state).y, worldOf(box.center()).y, 50));

    // The language changes at once, names included.
    const std::string english = state["map"]["title"];
    window.click(middleOf(state, "switch-language"));
    state = window.until("Chinese", [](const Json& s) { return s["language"] == "zh"; });
    CHECK(state["map"]["title"] != english);
    window.key("ctrl+q");
    const auto status = window.program().wait(5);
    REQUIRE(status);
    CHECK(*status == 0);
}

TEST_CASE("the window rests when nothing changes, and draws when it moves") {
    if (skipped()) return;
    Window window(1600, 1000, {plan()});
    Json state = window.settled();
    std::this_thread::sleep_for(std::chrono::seconds(1));
    const long before = window.ticks();
    const auto frames = window.state()["frames"]["count"];
    constexpr int kSeconds = 5;
    std::this_thread::sleep_for(std::chrono::seconds(kSeconds));
    const double share =
        static_cast<double>(window.ticks() - before) / (kSeconds * static_cast<double>(sysconf(_SC_CLK_TCK)));
    CHECK(share < 0.01);
    CHECK(window.state()["frames"]["count"] == frames);

    const Point middle = mapCenter(state);
    for (int i = 0; i < 4; ++i) {
        window.drag({middle.x - 150, middle.y}, {middle.x + 150, middle.y + 40});
        window.wheel(middle, i % 2 ? -2 : 2);
        window.drag({middle.x + 150, middle.y}, {middle.x - 150, middle.y - 40});
    }
    state = window.settled();
    const Json times = state["moving_frames"];
    std::cerr << "window: " << state["renderer"].get<std::string>() << ": first picture after "
              << state["first_picture_s"] << " s; " << times["count"] << " moving frames, p50 " << times["p50_ms"]
              << " ms, p95 " << times["p95_ms"] << " ms, p99 " << times["p99_ms"] << " ms; idle " << share * 100
              << " % of a core\n";
    // How long frames may take is for bench/window_bench to say: a test machine may be busy.
    CHECK(times["count"].get<int>() > 10);
}

TEST_CASE("without a display the program says so and fails") {
    Child program({GEJU_PROGRAM, "view", plan()}, {"DISPLAY=:987", "WAYLAND_DISPLAY=", "LANG=en_US.UTF-8"});
    const auto status = program.wait(20);
    REQUIRE(status);
    CHECK(*status == 1);
}
