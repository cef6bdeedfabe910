// Land use of a ground that is chosen in the window: selected polygons, a corridor, a district.
#include "geometry/picking.hpp"
#include "geometry/shape.hpp"
#include "io/vector_reader.hpp"
#include "render/png_file.hpp"
#include "support/cut_plan.hpp"
#include "support/earth.hpp"
#include "window_steps.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>

using namespace geju;
using namespace geju::test;

TEST_CASE("a box selects polygons, and their balance is the command line's of the same ones") {
    if (skipped()) return;
    Window window(1600, 1000, {plan(), "--scene", "landuse"});
    window.settled();
    window.key("r");
    Json state = window.until("the tool", [](const Json& s) { return s["tool"] == "box-select"; });
    const auto landuse = readVector(geodata("landuse.geojson"));
    REQUIRE(landuse);
    const FeatureTable& table = landuse->layers.front();
    // A box of the screen in the frame of the file, its sides moved outwards by metres. They bend by centimetres on the
    // way: boxes are sought of which no parcel is so near that it matters.
    const auto boxOf = [&](Point from, Point to, double meters) {
        const double pixels = meters / state["map"]["units_per_pixel"].get<double>();
        std::vector<Point> corners;
        for (const Point p : {Point{from.x - pixels, from.y - pixels}, Point{to.x + pixels, from.y - pixels},
                              Point{to.x + pixels, to.y + pixels}, Point{from.x - pixels, to.y + pixels},
                              Point{from.x - pixels, from.y - pixels}}) {
            corners.push_back(lonLatOf(worldAt(state, p)));
        }
        return Shape::fromRings({&corners, 1});
    };
    std::vector<std::size_t> rows;
    const auto drag = [&](Point from, double width, double height, bool shift) {
        for (int moved = 0; moved < 20; ++moved, from.y += 1) {
            const Point to{from.x + width, from.y + height};
            const Shape larger = boxOf(from, to, 0.5);
            const Shape smaller = boxOf(from, to, -0.5);
            std::vector<std::size_t> touched;
            bool clear = true;
            for (std::size_t row = 0; row < table.size(); ++row) {
                const Shape shape = Shape::fromFeature(table, row);
                const bool touches = shape.intersects(smaller);
                if (touches) touched.push_back(row);
                clear = clear && touches == shape.intersects(larger);
            }
            if (!clear) continue;
            rows.insert(rows.end(), touched.begin(), touched.end());
            return window.drag(from, to, shift);
        }
        FAIL("no box that parcels are clearly in or out of");
    };
    const Point middle = mapCenter(state);
    drag({middle.x - 60, middle.y - 40}, 120, 80, false);
    const auto counted = [](const Json& s) {
        return s["settled"] == true && s["balance"]["ground"].is_string() && !s["balance"]["rows"].empty();
    };
    state = window.until("a selection", counted);
    CHECK(state["section"] == "balance");
    const std::size_t first = state["feature"]["gathered"];
    REQUIRE(first > 1);
    const Json view = state["map"]["center_world"];
    drag({middle.x + 80, middle.y - 40}, 80, 80, true);
    state = window.until(
        "more", [&](const Json& s) { return counted(s) && s["feature"]["gathered"].get<std::size_t>() > first; });
    CHECK(state["map"]["center_world"] == view); // with this tool Shift adds, it does not zoom

    // The same polygons by a script, found by a way of the test's own.
    std::string ids;
    std::map<std::string, double> areas;
    for (const auto& row : state["balance"]["rows"]) {
        const std::string code = row["class"];
        areas[code] = row["area_m2"];
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    for (const std::size_t row : rows) ids += (ids.empty() ? "\"" : ",\"") + textOf(table, row, "id") + "\"";
    CHECK(state["feature"]["gathered"] == rows.size());
    const std::string command = std::string(GEJU_PROGRAM) + " stats " + plan() +
                                " --format csv --where '[\"in\",[\"get\",\"id\"],[\"literal\",[" + ids + "]]]'";
    FILE* pipe = popen(command.c_str(), "r");
    REQUIRE(pipe);
    std::size_t read = 0;
    char text[512];
    while (std::fgets(text, sizeof text, pipe)) {
        const std::string line = text;
        const auto comma = line.find(',', 1);
        const std::string code = line.substr(1, comma - 1);
        if (!areas.contains(code)) continue;
        ++read;
        CHECK(std::stod(line.substr(comma + 1)) == Approx(areas[code]).epsilon(1e-12));
    }
    CHECK(pclose(pipe) == 0);
    CHECK(read == areas.size());

    window.key("Escape");
    window.until("the ordinary tool", [](const Json& s) { return s["tool"] == "pan"; });
    window.key("Escape");
    window.until("nothing selected", [](const Json& s) { return s["feature"].is_null(); });
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
    double width = state["balance"]["corridor_m"];
    CHECK(state["balance"]["total_m2"].get<double>() > narrow * 2);

    // A handle on the map does the same: dragged away from the axis it widens the corridor, without moving the map.
    REQUIRE(state["corridor_handles"].size() == 2);
    const Point handle{state["corridor_handles"][0][0], state["corridor_handles"][0][1]};
    const Point other{state["corridor_handles"][1][0], state["corridor_handles"][1][1]};
    const Point center = centerOf(state);
    const double before = state["balance"]["corridor_m"];
    CHECK(std::hypot(handle.x - other.x, handle.y - other.y) * state["map"]["units_per_pixel"].get<double>() ==
          Approx(before).epsilon(0.01));
    const Point outward{handle.x + (handle.x - other.x) / 4, handle.y + (handle.y - other.y) / 4};
    window.drag(handle, outward);
    state = window.until("the wider one by hand", [&](const Json& s) {
        return counted(s) && s["balance"]["corridor_m"].get<double>() > before * 1.2;
    });
    width = state["balance"]["corridor_m"];
    // By whole pixels: from the middle to the hand is half the width.
    CHECK(width == Approx(before * 1.5).margin(4 * state["map"]["units_per_pixel"].get<double>()));
    CHECK(near(centerOf(state).x, center.x, 1e-6));

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

TEST_CASE("a figure of a district lights as much ground as it counts, no more") {
    if (skipped()) return;
    const CutPlan plan;
    Window window(1400, 900, {plan.file().string()});
    Json state = window.settled();
    window.click(middleOf(state, "section-1"));
    state = window.until("a balance", [](const Json& s) { return s["places"].contains("district"); });
    window.click(middleOf(state, "district"));
    state = window.until("the choices", [](const Json& s) { return s["places"].contains("district-west"); });
    window.click(middleOf(state, "district-west"));
    state = window.until("the district", [](const Json& s) {
        return s["balance"]["within"] == "west" && s["places"].contains("class-1401");
    });
    const Image before = window.screenshot();
    window.click(middleOf(state, "class-1401"));
    state = window.until("the class", [](const Json& s) {
        return s["balance"]["highlighted"] == "1401" && s["places"].contains("part-0");
    });
    const Image after = window.screenshot();
    const Json pixels = state["map"]["pixels"];
    const double unit = state["map"]["units_per_pixel"];
    std::size_t lit = 0;
    Box around;
    for (int y = static_cast<int>(pixels[1]); y < static_cast<int>(pixels[3]); ++y) {
        for (int x = static_cast<int>(pixels[0]); x < static_cast<int>(pixels[2]); ++x) {
            const auto* a = before.pixel(x, y);
            const auto* b = after.pixel(x, y);
            if (std::abs(a[1] - b[1]) < 20) continue; // red over white takes away green
            ++lit;
            around.extend(Point{x + 0.5, y + 0.5});
        }
    }
    // The outline is a pixel wide on each side of the border, and the projection's scale is within 1e-3 here.
    const double area = state["balance"]["rows"][0]["area_m2"];
    CHECK(static_cast<double>(lit) * unit * unit == Approx(area).epsilon(0.04));
    CHECK(lonLatOf(worldAt(state, {around.maxX, around.center().y})).x ==
          Approx(121.02).margin(3 * unit / 95000)); // metres a degree

    // The part under the pointer is lit alone, and the list says what of the polygon it is.
    CHECK(state["balance"]["hovered_part"].is_null());
    window.move(middleOf(state, "part-0"));
    state = window.until("the part", [](const Json& s) { return s["balance"]["hovered_part"] == 0; });
    const Json part = state["balance"]["parts"][0];
    CHECK(part["area_m2"].get<double>() / part["uncut_m2"].get<double>() == Approx(0.5).epsilon(1e-6));
    window.move({middleOf(state, "part-0").x, middleOf(state, "district").y});
    window.until("no part", [](const Json& s) { return s["balance"]["hovered_part"].is_null(); });
}
