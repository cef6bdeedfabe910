// Reading and counting in the window, from outside: inspect, measure, balance.
#include "geometry/picking.hpp"
#include "io/vector_reader.hpp"
#include "render/png_file.hpp"
#include "support/earth.hpp"
#include "window_steps.hpp"

#include <algorithm>
#include <cmath>

using namespace geju;
using namespace geju::test;

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
    CHECK(state["feature"]["source"] == textOf(table, chosen, "source_en"));

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

TEST_CASE("a click on a head sorts the balance by that column, and again the other way round") {
    if (skipped()) return;
    Window window(1600, 1000, {plan(), "--scene", "landuse"});
    window.settled();
    window.key("r"); // not the balance's own panel first
    window.key("v");
    Json state = window.settled();
    window.click(middleOf(state, "section-1"));
    state = window.until("a balance", [](const Json& s) { return s["places"].contains("sort-area"); });
    CHECK(state["balance"]["sort"]["column"] == "class");
    window.click(middleOf(state, "fold"));
    state = window.until("first-level classes", [](const Json& s) { return s["balance"]["folded"] == true; });

    const auto areas = [](const Json& s) {
        std::vector<double> values;
        for (const auto& row : s["balance"]["rows"]) values.push_back(row["area_m2"]);
        return values;
    };
    // Rows stand on the screen in the order of the state: places are of what is seen.
    const auto drawnInOrder = [](const Json& s) {
        double last = 0;
        std::size_t seen = 0;
        for (const auto& row : s["balance"]["rows"]) {
            const std::string name = "class-" + row["class"].get<std::string>();
            if (!s["places"].contains(name)) continue;
            if (s["places"][name][1].get<double>() <= last) return false;
            last = s["places"][name][1];
            ++seen;
        }
        return seen > 3;
    };
    CHECK(drawnInOrder(state));
    window.click(middleOf(state, "sort-area"));
    state = window.until("largest first", [](const Json& s) { return s["balance"]["sort"]["descending"] == true; });
    std::vector<double> values = areas(state);
    CHECK(std::is_sorted(values.rbegin(), values.rend()));
    CHECK(drawnInOrder(state));
    window.click(middleOf(state, "sort-area"));
    state = window.until("least first", [](const Json& s) { return s["balance"]["sort"]["descending"] == false; });
    values = areas(state);
    CHECK(std::is_sorted(values.begin(), values.end()));
    CHECK(drawnInOrder(state));
    window.click(middleOf(state, "sort-count"));
    state = window.until("most first", [](const Json& s) { return s["balance"]["sort"]["column"] == "count"; });
    CHECK(state["balance"]["rows"][0]["count"] >= state["balance"]["rows"][1]["count"]);

    // Unfolded, second-level classes stay below their first-level one.
    window.click(middleOf(state, "fold"));
    state = window.until("all classes", [](const Json& s) { return s["balance"]["folded"] == false; });
    std::vector<std::string> order;
    for (const auto& row : state["balance"]["rows"]) {
        const std::string group = row["class"].get<std::string>().substr(0, 2);
        if (!order.empty() && order.back() == group) continue;
        CHECK(std::find(order.begin(), order.end(), group) == order.end());
        order.push_back(group);
    }
    CHECK(drawnInOrder(state));

    // The order stays while the map moves under the balance of the view.
    window.click(middleOf(state, "district"));
    state = window.until("the choices", [](const Json& s) { return s["places"].contains("balance-view"); });
    window.click(middleOf(state, "balance-view"));
    state = window.until("the view", [](const Json& s) {
        return s["balance"]["in_view"] == true && s["balance"]["approximate"] == false;
    });
    const Point middle = mapCenter(state);
    window.drag(middle, {middle.x - 150, middle.y + 20});
    state = window.settled();
    CHECK(state["balance"]["sort"]["column"] == "count");
    CHECK(drawnInOrder(state));
}
