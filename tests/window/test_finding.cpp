// Finding one's way in the window, from outside: compare, search, check.
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
