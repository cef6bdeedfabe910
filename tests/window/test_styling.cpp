// Styling a layer in a real window: the panel, the picture, undo, saving, and the file opened again.
#include "core/files.hpp"
#include "support/catch.hpp"
#include "window_steps.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdlib>
#include <fstream>

using namespace geju;
using namespace geju::test;

namespace {

/// A red square with numbers and kinds, in a folder of its own.
struct Plan {
    std::filesystem::path folder =
        std::filesystem::temp_directory_path() / ("geju-window-styling-" + std::to_string(getpid()));

    Plan() {
        std::filesystem::remove_all(folder);
        std::filesystem::create_directories(folder);
        std::ofstream data(folder / "land.geojson");
        data << "{\"type\": \"FeatureCollection\", \"features\": [";
        for (int i = 0; i < 6; ++i) {
            const double west = 121 + 0.01 * i;
            const double east = west + 0.01;
            data << (i ? "," : "") << "{\"type\": \"Feature\", \"properties\": {\"kind\": \""
                 << (i % 2 ? "park" : "road") << "\", \"floors\": " << i * i
                 << "}, \"geometry\": {\"type\": \"Polygon\", \"coordinates\": [[[" << west << ",31],[" << east
                 << ",31],[" << east << ",31.04],[" << west << ",31.04],[" << west << ",31]]]}}";
        }
        data << "]}";
        std::ofstream(file())
            << "{\n  \"version\": 8,\n  \"sources\": {\"land\": {\"type\": \"geojson\", \"data\": "
               "\"land.geojson\"}},\n  \"layers\": [\n    {\"id\": \"land\", \"type\": \"fill\", "
               "\"source\": \"land\", \"paint\": {\"fill-color\": \"#ff0000\"},\n     \"metadata\": "
               "{\"geju:name\": {\"en\": \"Land\", \"zh\": \"土地\"}}},\n    {\"id\": \"edge\", \"type\": "
               "\"line\", \"source\": \"land\", \"filter\": [\"==\", [\"get\", \"floors\"], 25], \"paint\": "
               "{\"line-width\": 3}}\n  ]\n}\n";
    }
    ~Plan() { std::filesystem::remove_all(folder); }
    std::filesystem::path file() const { return folder / "plan.geju.json"; }
    std::string text() const { return *readFile(file()).value; }
};

std::function<bool(const Json&)> has(const std::string& place) {
    return [place](const Json& s) { return s["places"].contains(place); };
}

std::array<int, 3> pixelAt(Window& window, Point screen) {
    const Image image = window.screenshot();
    const auto* p = image.pixel(static_cast<int>(screen.x), static_cast<int>(screen.y));
    return {p[0], p[1], p[2]};
}

/// The middle of the sample before a layer's name in the legend.
Point sampleInLegend(const Json& state, const std::string& name) {
    const Point row = middleOf(state, "legend-" + name);
    return {state["places"]["legend-" + name][0].get<double>() + 14, row.y};
}

/// On the map.
bool isUnlike(const Image& a, const Image& b, const Json& state) {
    const Json& map = state["map"]["pixels"];
    for (int y = map[1]; y < map[3]; ++y) {
        const auto width = static_cast<std::ptrdiff_t>(4) * (map[2].get<int>() - map[0].get<int>());
        if (!std::equal(a.pixel(map[0], y), a.pixel(map[0], y) + width, b.pixel(map[0], y))) return true;
    }
    return false;
}

bool isRed(std::array<int, 3> c) {
    return c[0] > 245 && c[1] < 10 && c[2] < 10;
}
bool isPale(std::array<int, 3> c) {
    return c[0] > 235 && c[1] > 200 && c[2] > 200;
}

} // namespace

TEST_CASE("a colour picked in the panel is on the map at once, undone, and saved") {
    if (skipped()) return;
    const Plan plan;
    {
        Window window(1600, 1000, {plan.file().string()});
        Json state = window.settled();
        const Point middle = mapCenter(state);
        CHECK(isRed(pixelAt(window, middle)));
        CHECK(isRed(pixelAt(window, sampleInLegend(state, "Land"))));
        window.doubleClick(middleOf(state, "layer-land"));
        state = window.until("the style", [](const Json& s) { return s["section"] == "style"; });
        CHECK(state["style"]["layer"] == "land");
        window.click(middleOf(state, "style-paint/fill-color"));
        state = window.until("the picker", has("style-picker"));
        const Json picker = state["places"]["style-picker"];
        // The upper left corner of the picker's field is white.
        window.click({picker[0].get<double>() + 4, picker[1].get<double>() + 4});
        state = window.until("the edit", [](const Json& s) { return s["edit"]["unsaved"] == true; });
        CHECK(isPale(pixelAt(window, middle)));
        window.click({middleOf(state, "layer-land").x, state["map"]["pixels"][3].get<double>() - 20}); // picker away
        window.key("ctrl+z");
        state = window.until("the edit undone", [](const Json& s) { return s["edit"]["unsaved"] == false; });
        CHECK(isRed(pixelAt(window, middle)));
        window.key("ctrl+shift+z");
        state = window.until("the edit again", [](const Json& s) { return s["edit"]["unsaved"] == true; });
        CHECK(isPale(pixelAt(window, middle)));
        state = window.settled();
        CHECK(isPale(pixelAt(window, sampleInLegend(state, "Land"))));
        CHECK(plan.text().find("#ff0000") != std::string::npos);
        window.key("ctrl+s");
        state = window.until("saved", [](const Json& s) { return s["edit"]["unsaved"] == false; });
        CHECK(plan.text().find("#ff0000") == std::string::npos);
    }
    Window again(1600, 1000, {plan.file().string()});
    const Json state = again.settled();
    CHECK(state["issues"] == 0);
    CHECK(isPale(pixelAt(again, mapCenter(state))));
}

TEST_CASE("soft edges, gradients and arrows are switched on in the panel, seen, and undone") {
    if (skipped()) return;
    const Plan plan;
    Window window(1600, 1000, {plan.file().string()});
    Json state = window.settled();
    const Point middle = mapCenter(state);
    const auto isUnsaved = [](bool unsaved) {
        return [unsaved](const Json& s) { return s["edit"]["unsaved"] == unsaved; };
    };
    const auto switchOn = [&](const std::string& control, const auto& isSeen) {
        INFO(control);
        state = window.until(control, has(control));
        window.click(middleOf(state, control));
        window.until("the edit", isUnsaved(true));
        state = window.settled();
        CHECK(isSeen());
        window.key("ctrl+z");
        window.until("the edit undone", isUnsaved(false));
        state = window.settled();
        CHECK_FALSE(isSeen());
    };
    window.doubleClick(middleOf(state, "layer-land"));
    // Squares side by side, whose middle is an edge of two: soft, and with a gradient pale and red beside each other.
    CHECK(isRed(pixelAt(window, middle)));
    switchOn("style-soft-edge", [&] { return isPale(pixelAt(window, middle)); });
    switchOn("style-gradient", [&] { return !isRed(pixelAt(window, {middle.x + 3, middle.y})); });
    window.doubleClick(middleOf(state, "layer-edge"));
    state = window.until("the line's style", [](const Json& s) { return s["style"]["layer"] == "edge"; });
    for (const char* control : {"style-gradient", "style-arrows-along"}) {
        const Image before = window.screenshot();
        switchOn(control, [&] { return isUnlike(window.screenshot(), before, state); });
    }
}

TEST_CASE("colours by class are made in the panel; closing asks about them") {
    if (skipped()) return;
    const Plan plan;
    Window window(1600, 1000, {plan.file().string()});
    Json state = window.settled();
    window.doubleClick(middleOf(state, "layer-land"));
    state = window.until("the style", has("style-classes"));
    window.click(middleOf(state, "style-classes"));
    state = window.until("the fields", has("style-field"));
    window.click(middleOf(state, "style-field"));
    state = window.until("the list of numbers", has("style-field-0"));
    CHECK_FALSE(state["places"].contains("style-field-1")); // "kind" is no number
    window.click(middleOf(state, "style-field-0"));
    state = window.until("the classes", [](const Json& s) { return s["style"]["counts"].size() == 6; });
    std::size_t sum = 0;
    for (const auto& count : state["style"]["counts"]) sum += count.get<std::size_t>();
    CHECK(sum == 6);
    CHECK_FALSE(isRed(pixelAt(window, mapCenter(state))));
    window.key("ctrl+q");
    state = window.until("the question", has("unsaved-discard"));
    window.click(middleOf(state, "unsaved-cancel"));
    state = window.until("no question", [](const Json& s) { return s["dialog"] == 0; });
    window.key("ctrl+q");
    state = window.until("the question again", has("unsaved-discard"));
    window.click(middleOf(state, "unsaved-discard"));
    CHECK(window.program().wait(10) == 0);
    CHECK(plan.text().find("#ff0000") != std::string::npos);
}
