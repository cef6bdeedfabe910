// The main job in the window, from outside: move, zoom, click, measure, count, export, in both languages.
#include "driver.hpp"
#include "geometry/picking.hpp"
#include "geometry/shape.hpp"
#include "io/vector_reader.hpp"
#include "render/png_file.hpp"
#include "support/catch.hpp"
#include "support/earth.hpp"

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <thread>

using namespace geju;
using namespace geju::test;
using Json = nlohmann::json;

namespace {

std::string geodata(const std::string& name) {
    return std::string(GEJU_SOURCE_DIR) + "/geodata/" + name;
}
std::string plan() {
    return geodata("kunshan.geju.json");
}

/// Says why and gives true where the tools are missing.
bool skipped() {
    static const std::string missing = missingTools();
    if (!missing.empty()) std::cerr << "SKIPPED: window tests: " << missing << "\n";
    return !missing.empty();
}

Point middleOf(const Json& state, const std::string& place) {
    INFO("place " << place);
    REQUIRE(state["places"].contains(place));
    const auto& box = state["places"][place];
    return {(box[0].get<double>() + box[2].get<double>()) / 2, (box[1].get<double>() + box[3].get<double>()) / 2};
}

Point centerOf(const Json& state) {
    return {state["map"]["center_world"][0], state["map"]["center_world"][1]};
}

bool near(double a, double b, double tolerance) {
    return std::fabs(a - b) <= tolerance;
}

std::function<bool(const Json&)> scaled(double units) {
    return [units](const Json& s) { return near(s["map"]["units_per_pixel"].get<double>(), units, 1e-6 * units); };
}

std::string textOf(const FeatureTable& table, std::size_t row, std::string_view column) {
    return toText(table.value(row, column));
}

} // namespace

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

TEST_CASE("a click names the zone and measures it; the highlight is on the map") {
    if (skipped()) return;
    Window window(1600, 1000, {plan(), "--scene", "landuse"});
    Json state = window.settled();
    const auto landuse = readVector(geodata("landuse.geojson"));
    REQUIRE(landuse);
    const FeatureTable& table = landuse->layers.front();
    // The largest parcel with a place well inside the map, and inside the parcel for pixels around: a click lands on
    // a whole pixel, and a road may be narrower than that.
    const Json pixels = state["map"]["pixels"];
    std::size_t chosen = table.size();
    Point place;
    double largest = 0;
    for (std::size_t row = 0; row < table.size(); ++row) {
        const Point lonLat = table.envelope(row).center();
        const Point screen = screenOf(state, worldOf(lonLat));
        const bool clear = screen.x > pixels[0].get<double>() + 60 && screen.x < pixels[2].get<double>() - 320 &&
                           screen.y > pixels[1].get<double>() + 150 && screen.y < pixels[3].get<double>() - 150;
        const double size = table.envelope(row).width() * table.envelope(row).height();
        if (!clear || size <= largest || textOf(table, row, "name").empty()) continue;
        constexpr double kRoomPixels = 3;
        bool inside = true;
        for (const Point off : {Point{-kRoomPixels, -kRoomPixels}, Point{kRoomPixels, -kRoomPixels},
                                Point{-kRoomPixels, kRoomPixels}, Point{kRoomPixels, kRoomPixels}, Point{0, 0}}) {
            inside = inside && contains(table, row, lonLatOf(worldAt(state, {screen.x + off.x, screen.y + off.y})));
        }
        if (inside) {
            largest = size;
            chosen = row;
            place = screen;
        }
    }
    REQUIRE(chosen < table.size());
    window.click(place);
    state = window.until("a feature", [](const Json& s) { return s["feature"].is_object(); });
    CHECK(state["section"] == "feature");
    // What lies over the parcel may come first; further clicks reach it.
    for (int i = 0; i < 6 && state["feature"]["row"] != chosen; ++i) {
        window.click(place);
        state = window.settled();
    }
    CHECK(state["feature"]["row"] == chosen);
    CHECK(state["feature"]["other_name"] == textOf(table, chosen, "name"));
    CHECK(state["feature"]["name"] == textOf(table, chosen, "name_en"));
    CHECK(state["feature"]["precision"] == "schematic");
    CHECK(state["feature"]["source"] == textOf(table, chosen, "source"));

    const auto rings = table.rings(*table.parts(chosen).begin());
    if (table.parts(chosen).size() == 1 && rings.size() == 1) {
        std::vector<Point> world;
        for (const Point p : table.points(*rings.begin())) world.push_back(worldOf(p));
        world.pop_back();
        const double expected = ellipsoidalArea(world);
        CHECK(state["feature"]["area_m2"]["ellipsoidal"].get<double>() == Approx(expected).epsilon(2e-6));
        double planar = 0;
        for (std::size_t i = 0; i < world.size(); ++i) {
            const Point a = world[i];
            const Point b = world[(i + 1) % world.size()];
            planar += (a.x - world[0].x) * (b.y - world[0].y) - (b.x - world[0].x) * (a.y - world[0].y);
        }
        CHECK(state["feature"]["area_m2"]["planar"].get<double>() == Approx(std::fabs(planar) / 2).epsilon(1e-9));
    }

    // The mark's red lies on the map where the feature is, and is gone after Esc.
    const auto marked = [&](const Image& image) {
        std::size_t count = 0;
        for (int y = static_cast<int>(pixels[1]); y < static_cast<int>(pixels[3]); ++y) {
            for (int x = static_cast<int>(pixels[0]); x < static_cast<int>(pixels[2]); ++x) {
                const auto* p = image.pixel(x, y);
                if (std::abs(p[0] - 226) < 3 && std::abs(p[1] - 74) < 3 && std::abs(p[2] - 51) < 3) ++count;
            }
        }
        return count;
    };
    CHECK(marked(window.screenshot()) > 40);

    // Parcels of a coverage touch each other; a click on the first neighbour goes there.
    CHECK(state["feature"]["touching"] >= state["feature"]["neighbours"].size());
    REQUIRE_FALSE(state["feature"]["neighbours"].empty());
    const std::string neighbour = state["feature"]["neighbours"][0];
    window.click(middleOf(state, "neighbour-0"));
    state = window.until("the neighbour",
                         [&](const Json& s) { return s["feature"].is_object() && s["feature"]["row"] != chosen; });
    CHECK(state["feature"]["name"] == neighbour);
    window.settled();
    window.key("Escape");
    state = window.until("no feature", [](const Json& s) { return s["feature"].is_null(); });
    CHECK(marked(window.screenshot()) < 10);
}

TEST_CASE("distances and areas by clicking agree with a second Earth") {
    if (skipped()) return;
    Window window(1600, 1000, {plan()});
    Json state = window.settled();
    const Point middle = mapCenter(state);
    const std::vector<Point> clicks{{middle.x - 200, middle.y - 150},
                                    {middle.x + 60, middle.y - 140},
                                    {middle.x + 40, middle.y + 100},
                                    {middle.x - 180, middle.y + 110}};
    std::vector<Point> world;
    for (const Point p : clicks) world.push_back(worldAt(state, p));

    SECTION("distance: running total, undo, end, leave") {
        window.key("d");
        window.until("the tool", [](const Json& s) { return s["tool"] == "distance"; });
        for (const Point p : clicks) window.click(p);
        state = window.until("four points", [](const Json& s) { return s["measure"]["points"] == 4; });
        double expected = 0;
        for (std::size_t i = 1; i < world.size(); ++i) {
            expected += geodesicMeters(lonLatOf(world[i - 1]), lonLatOf(world[i]));
        }
        CHECK(state["measure"]["length_m"].get<double>() == Approx(expected).epsilon(1e-7));
        CHECK(state["section"] == "measure");

        window.key("BackSpace");
        state = window.until("three points", [](const Json& s) { return s["measure"]["points"] == 3; });
        window.click(clicks[3], 3); // a right click takes back another one
        state = window.until("two points", [](const Json& s) { return s["measure"]["points"] == 2; });
        window.key("Escape");
        state = window.until("the end", [](const Json& s) { return s["measure"]["finished"] == true; });
        CHECK(state["measure"]["length_m"].get<double>() ==
              Approx(geodesicMeters(lonLatOf(world[0]), lonLatOf(world[1]))).epsilon(1e-7));
        window.key("Escape");
        window.until("the ordinary tool", [](const Json& s) { return s["tool"] == "pan"; });
    }
    SECTION("area: ellipsoidal and planar") {
        window.key("a");
        for (std::size_t i = 0; i + 1 < clicks.size(); ++i) window.click(clicks[i]);
        window.doubleClick(clicks.back());
        state = window.until("the end", [](const Json& s) { return s["measure"]["finished"] == true; });
        CHECK(state["measure"]["points"] == 4);
        // Geodesics between corners differ from the plane's straight lines by centimetres here.
        CHECK(state["measure"]["area_m2"].get<double>() == Approx(ellipsoidalArea(world)).epsilon(2e-5));
        double planar = 0;
        for (std::size_t i = 0; i < world.size(); ++i) {
            const Point a = world[i];
            const Point b = world[(i + 1) % world.size()];
            planar += (a.x - world[0].x) * (b.y - world[0].y) - (b.x - world[0].x) * (a.y - world[0].y);
        }
        CHECK(state["measure"]["planar_area_m2"].get<double>() == Approx(std::fabs(planar) / 2).epsilon(1e-9));
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

TEST_CASE("the balance of what is in view follows the view and becomes exact at rest") {
    if (skipped()) return;
    Window window(1600, 1000, {plan(), "--scene", "landuse"});
    Json state = window.settled();
    state = window.until("a balance", [](const Json& s) { return !s["balance"]["rows"].empty(); });
    const double whole = state["balance"]["total_m2"];
    window.click(middleOf(state, "district"));
    state = window.until("the choices", [](const Json& s) { return s["places"].contains("balance-view"); });
    window.click(middleOf(state, "balance-view"));
    const auto exact = [](const Json& s) {
        return s["balance"]["in_view"] == true && s["balance"]["approximate"] == false &&
               s["balance"]["running"] == false && !s["balance"]["rows"].empty();
    };
    state = window.until("the view's balance", exact);
    CHECK(state["balance"]["total_m2"].get<double>() <= whole * (1 + 1e-7));

    // Deep inside the zone all ground is land of some class: the total is the area of the map's rectangle.
    const Point middle = mapCenter(state);
    window.wheel({middle.x, middle.y - 60}, 6);
    window.settled();
    state = window.until("exact figures", exact);
    const Json pixels = state["map"]["pixels"];
    std::vector<Point> corners;
    for (const auto& [x, y] : {std::pair{0, 3}, {2, 3}, {2, 1}, {0, 1}}) {
        corners.push_back(worldAt(state, {pixels[x].get<double>(), pixels[y].get<double>()}));
    }
    const double area = ellipsoidalArea(corners);
    CHECK(area < whole / 4);
    CHECK(state["balance"]["total_m2"].get<double>() == Approx(area).epsilon(1e-5));

    // While the hand moves the map the figures move along, and say that they are approximate.
    window.drag(middle, {middle.x - 200, middle.y + 30});
    const double before = state["balance"]["rows"][0]["area_m2"];
    state = window.until("the next place", [&](const Json& s) {
        return exact(s) && s["balance"]["rows"][0]["area_m2"].get<double>() != before;
    });
}

TEST_CASE("land use along a line follows the width that is dragged, and is the command line's figure") {
    if (skipped()) return;
    Window window(1600, 1000, {plan()});
    Json state = window.settled();
    const auto axes = readVector(geodata("a1_axes.geojson"));
    REQUIRE(axes);
    const FeatureTable& table = axes->layers.front();
    REQUIRE(table.geometryType(0) == "LineString");
    // A click on the axis, away from labels: somewhere along it it is on top.
    const auto points = table.points(*table.rings(*table.parts(0).begin()).begin());
    const std::string name = textOf(table, 0, "name_en");
    for (int i = 1; i < 20 && (!state["feature"].is_object() || state["feature"]["name"] != name); ++i) {
        const Point a = points[0];
        const Point b = points[points.size() - 1];
        const double t = i / 20.0;
        window.click(screenOf(state, worldOf({a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t})));
        state = window.settled();
    }
    REQUIRE(state["feature"].is_object());
    REQUIRE(state["feature"]["name"] == name);
    window.click(middleOf(state, "land-use"));
    const auto counted = [&](const Json& s) {
        return s["balance"]["ground"] == name && s["balance"]["approximate"] == false && !s["balance"]["rows"].empty();
    };
    state = window.until("the corridor's land use", counted);
    CHECK(state["section"] == "balance");
    CHECK(state["balance"]["corridor_m"] == 200);
    const double narrow = state["balance"]["total_m2"];

    const Json slider = state["places"]["corridor-width"];
    const double y = (slider[1].get<double>() + slider[3].get<double>()) / 2;
    const auto along = [&](double t) {
        return Point{slider[0].get<double>() + (slider[2].get<double>() - slider[0].get<double>()) * t, y};
    };
    window.drag(along(0.5), along(0.75));
    state = window.until("a wider one",
                         [&](const Json& s) { return counted(s) && s["balance"]["corridor_m"].get<double>() > 500; });
    const double width = state["balance"]["corridor_m"];
    CHECK(state["balance"]["total_m2"].get<double>() > narrow * 2);

    // The same line as a file, by a script.
    const auto line = window.folder() / "line.geojson";
    {
        std::ofstream file(line);
        file.precision(17);
        file << R"({"type":"LineString","coordinates":[)";
        for (std::size_t i = 0; i < points.size(); ++i)
            file << (i ? "," : "") << "[" << points[i].x << "," << points[i].y << "]";
        file << "]}";
    }
    const std::string command = std::string(GEJU_PROGRAM) + " stats " + plan() + " --format csv --corridor " +
                                line.string() + " --width " + std::to_string(width);
    FILE* pipe = popen(command.c_str(), "r");
    REQUIRE(pipe);
    std::map<std::string, double> areas;
    char text[512];
    while (std::fgets(text, sizeof text, pipe)) {
        std::vector<std::string> cells{""};
        for (const char* c = text; *c && *c != '\n'; ++c) {
            if (*c == ',')
                cells.emplace_back();
            else
                cells.back() += *c;
        }
        if (cells.size() > 2 && cells[1] != "class") areas[cells[1]] = std::stod(cells[2]);
    }
    CHECK(pclose(pipe) == 0);
    REQUIRE(areas.size() == state["balance"]["rows"].size());
    for (const auto& row : state["balance"]["rows"]) {
        CHECK(row["area_m2"].get<double>() == Approx(areas[row["class"].get<std::string>()]).epsilon(1e-9));
    }
}

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

TEST_CASE("two scenes are compared with a swipe, and their difference is counted") {
    if (skipped()) return;
    Window window(1600, 1000, {plan(), "--scene", "y2020"});
    Json state = window.settled();
    window.move({mapCenter(state).x, 20});
    const Image alone = window.screenshot();
    window.click(middleOf(state, "compare"));
    state = window.until("the scenes", [](const Json& s) { return s["places"].contains("compare-y2025"); });
    window.click(middleOf(state, "compare-y2025"));
    state = window.until("both", [](const Json& s) {
        return s["compare"].is_object() && s["compare"]["scene"] == "y2025" && !s["compare"]["rows"].empty();
    });
    window.move({mapCenter(state).x, 20});
    window.settled();
    const Image both = window.screenshot();
    const Json pixels = state["map"]["pixels"];
    const auto middle = static_cast<int>(mapCenter(state).x);
    // Left of the line the map is as it was; on its right another one. Labels keep out of the way of titles.
    const auto changed = [&](int from, int to) {
        int count = 0;
        for (int y = pixels[1].get<int>() + 150; y < pixels[3].get<int>() - 150; ++y) {
            for (int x = from; x < to; ++x) {
                const auto* a = alone.pixel(x, y);
                const auto* b = both.pixel(x, y);
                count += std::abs(a[0] - b[0]) + std::abs(a[1] - b[1]) + std::abs(a[2] - b[2]) > 24;
            }
        }
        return count;
    };
    CHECK(changed(pixels[0].get<int>() + 20, middle - 30) < 400);
    CHECK(changed(middle + 30, pixels[2].get<int>() - 320) > 2000);
    bool more = false;
    for (const auto& row : state["compare"]["rows"]) {
        more = more || row["right"].get<double>() > row["left"].get<double>();
    }
    CHECK(more);
    // The line follows the hand.
    const Point line{mapCenter(state).x, mapCenter(state).y + 100};
    window.drag(line, {line.x + 200, line.y});
    state = window.until("the line", [](const Json& s) { return s["compare"]["split"].get<double>() > 0.6; });
}

TEST_CASE("a name in either language leads to its feature") {
    if (skipped()) return;
    Window window(1600, 1000, {plan()}, "zh_CN.UTF-8");
    window.settled();
    window.key("ctrl+f");
    window.settled();
    window.type("huangpu park");
    Json state = window.until("results", [](const Json& s) { return !s["search"]["found"].empty(); });
    CHECK(state["search"]["found"][0][1] == "黄浦公园");
    window.key("Return");
    state = window.until("the park", [](const Json& s) { return s["feature"].is_object(); });
    CHECK(state["feature"]["name"] == "黄浦公园");
    CHECK(state["feature"]["other_name"] == "Huangpu Park");
    // Where the data have it.
    const auto read = readVector(geodata(state["search"]["found"][0][0].get<std::string>() + ".geojson"));
    REQUIRE(read);
    const FeatureTable& table = read->layers.front();
    const Point place = worldOf(table.envelope(state["feature"]["row"].get<std::size_t>()).center());
    CHECK(near(centerOf(state).x, place.x, 5));
    CHECK(near(centerOf(state).y, place.y, 5));
    window.key("ctrl+f");
    window.type("nowhere at all");
    window.until("nothing", [](const Json& s) { return s["search"]["found"].empty(); });
}

TEST_CASE("checks run in the window and lead through what they find") {
    if (skipped()) return;
    const auto folder = std::filesystem::temp_directory_path() / ("geju-checks-" + std::to_string(getpid()));
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "parcels.geojson") << R"json({"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"code":"0701"},"geometry":{"type":"Polygon","coordinates":
            [[[120.9,31.3],[120.91,31.3],[120.91,31.31],[120.9,31.31],[120.9,31.3]]]}},
        {"type":"Feature","properties":{"code":"1401"},"geometry":{"type":"Polygon","coordinates":
            [[[120.909,31.3],[120.92,31.3],[120.92,31.31],[120.909,31.31],[120.909,31.3]]]}},
        {"type":"Feature","properties":{"code":"9999"},"geometry":{"type":"Polygon","coordinates":
            [[[120.92,31.3],[120.93,31.3],[120.93,31.31],[120.92,31.31],[120.92,31.3]]]}}]})json";
    std::ofstream(folder / "p.geju.json") << R"json({"version":8,"name":"checks",
        "sources":{"parcels":{"type":"geojson","data":"parcels.geojson"}},
        "layers":[{"id":"parcels","type":"fill","source":"parcels","paint":{"fill-color":"#88aa55"}}],
        "metadata":{"geju:crs":"EPSG:4549","geju:landuse":{"source":"parcels","class":"code"}}})json";
    Window window(1280, 800, {(folder / "p.geju.json").string()});
    Json state = window.settled();
    window.click(middleOf(state, "section-4"));
    state = window.until("the panel", [](const Json& s) { return s["places"].contains("run-checks"); });
    window.click(middleOf(state, "run-checks"));
    state = window.until("findings", [](const Json& s) {
        return s["checks"]["running"] == false && s["checks"]["findings"].size() == 2;
    });
    CHECK(state["checks"]["features"] == 3);
    CHECK(state["checks"]["findings"][0] == "overlap");
    CHECK(state["checks"]["findings"][1] == "unknown-code");
    window.click(middleOf(state, "finding-next"));
    state = window.until("the place", [](const Json& s) { return s["checks"]["shown"] == 0; });
    const Point place = lonLatOf(centerOf(state));
    CHECK(place.x == Approx(120.9095).margin(0.0005));
    CHECK(place.y == Approx(31.305).margin(0.005));
    std::filesystem::remove_all(folder);
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
