// The window's parts that need no window: picking, layer items, folders, tasks, keys.
#include "app/feature_picker.hpp"
#include "app/folder_listing.hpp"
#include "app/key_map.hpp"
#include "app/layer_items.hpp"
#include "app/overlay_picture.hpp"
#include "app/task.hpp"
#include "support/catch.hpp"

#include <chrono>
#include <cstdlib>
#include <fstream>

using namespace geju;

namespace {

void addSquare(TableBuilder& builder, double x, double y, double side, const char* name) {
    builder.beginPart(PartKind::Polygon);
    builder.beginRing();
    for (const Point p : {Point{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}}) builder.addPoint(p);
    builder.set("name", std::string_view(name));
    builder.endFeature();
}

Crs plane() {
    auto crs = Crs::from("EPSG:4549");
    REQUIRE(crs);
    return *crs;
}

PictureLayer layerOf(const char* id, PictureKind kind, std::shared_ptr<const FeatureTable> table,
                     std::vector<std::uint32_t> rows) {
    PictureLayer layer;
    layer.id = id;
    layer.kind = kind;
    layer.table = std::move(table);
    layer.symbolOf.assign(rows.size(), 0);
    layer.rows = std::make_shared<const std::vector<std::uint32_t>>(std::move(rows));
    return layer;
}

View viewOf(Point center) {
    View view;
    view.centerWorld = center;
    view.unitsPerPixel = 1;
    view.widthPixels = 400;
    view.heightPixels = 400;
    return view;
}

} // namespace

TEST_CASE("picking gives what lies topmost, by exact geometry, and what lies below it") {
    TableBuilder builder;
    addSquare(builder, 600000, 3470000, 100, "low");
    addSquare(builder, 600050, 3470050, 100, "high");
    addSquare(builder, 600060, 3470060, 10, "hidden by the filter");
    builder.beginPart(PartKind::Line);
    builder.beginRing();
    builder.addPoint({600000, 3470075});
    builder.addPoint({600200, 3470075});
    builder.endFeature();
    const auto table = std::make_shared<const FeatureTable>(builder.build("t", plane()));

    Picture picture;
    picture.layers.push_back(layerOf("areas", PictureKind::Fill, table, {0, 1}));
    picture.layers.back().fills.push_back({Rgba{10, 20, 30, 255}, {}, {}});
    picture.layers.push_back(layerOf("lines", PictureKind::Line, table, {3}));
    picture.layers.back().lines.push_back({});

    FeaturePicker picker;
    const View view = viewOf({600075, 3470075});
    const auto at = [&](double x, double y) { return picker.pick(picture, view, {}, view.toScreen({x, y})); };

    const auto all = at(600075, 3470076); // a pixel beside the line
    REQUIRE(all.size() == 3);
    CHECK(all[0].layer == "lines");
    CHECK(all[0].row == 3);
    CHECK(all[1].row == 1); // drawn after row 0
    CHECK(all[2].row == 0);
    const auto corner = at(600020, 3470020);
    REQUIRE(corner.size() == 1);
    CHECK(corner[0].row == 0);
    CHECK(at(600145, 3470020).empty());     // in the box of both, in neither
    CHECK(at(600075, 3470110).size() == 1); // off the line and above the lower square

    picture.layers[0].opacity = 0;
    CHECK(at(600020, 3470020).empty());
}

TEST_CASE("an outline without a fill is picked by its edge; a label before all else") {
    TableBuilder builder;
    addSquare(builder, 0, 0, 100, "ring");
    const auto table = std::make_shared<const FeatureTable>(builder.build("t", plane()));
    Picture picture;
    picture.layers.push_back(layerOf("ring", PictureKind::Fill, table, {0}));
    picture.layers.back().fills.push_back({Rgba{0, 0, 0, 0}, Rgba{0, 0, 0, 255}, {}});
    FeaturePicker picker;
    const View view = viewOf({50, 50});
    CHECK(picker.pick(picture, view, {}, view.toScreen({50, 50})).empty());
    CHECK(picker.pick(picture, view, {}, view.toScreen({1, 50})).size() == 1);

    PlacedLabel label;
    label.boxes.push_back({190, 190, 210, 210});
    const auto hit = picker.pick(picture, view, {label}, {200, 200});
    REQUIRE(hit.size() == 1);
    CHECK(hit[0].row == 0);
}

TEST_CASE("fill and outline of one thing are one item; labels follow their source") {
    Document document;
    const auto add = [&](const char* id, LayerType type, const char* source, const char* name, const char* group,
                         bool labels) {
        StyleLayer layer;
        layer.id = id;
        layer.type = type;
        layer.source = source;
        layer.name = {"", name};
        layer.group = group;
        layer.groupName = {"", group};
        layer.labelsOnly = labels;
        document.project.layers.push_back(std::move(layer));
    };
    add("lakes", LayerType::Fill, "lakes", "Lakes", "Base", false);
    add("zone-fill", LayerType::Fill, "zone", "Zone", "Plan", false);
    add("roads", LayerType::Line, "roads", "Roads", "Base", false);
    add("zone-line", LayerType::Line, "zone", "Zone", "Plan", false);
    document.project.layers[3].legend.shown = false;
    add("zone-label", LayerType::Symbol, "zone", "", "Plan", true);

    auto items = layerItems(document, 1);
    REQUIRE(items.size() == 3);
    CHECK(items[0].id == "zone-fill"); // it is the one in the legend
    CHECK(items[0].followers == std::vector<std::string>{"zone-line"});
    CHECK(items[1].name == "Roads"); // groups together, topmost first
    CHECK(items[2].name == "Lakes");

    LayerStates states;
    setVisible(states, document.project, {"zone-fill", "zone-line"}, false);
    CHECK_FALSE(states.at("zone-label").visible);
    setVisible(states, document.project, {"zone-line"}, true);
    CHECK(states.at("zone-label").visible);
    refreshItems(items, document.project, states, 12);
    CHECK_FALSE(items[0].visible);
    CHECK(items[1].visible);
}

TEST_CASE("samples in lists are drawn by all symbols of the map, as sharp as the screen") {
    Document document;
    StyleLayer road;
    road.id = "road";
    road.name = {"", "Roads"};
    document.project.layers.push_back(road);
    const Rgba red{255, 0, 0, 255};
    const auto line = [](Rgba color, double width) {
        LineSymbol symbol;
        symbol.color = color;
        symbol.width = width;
        LegendEntry entry;
        entry.layer = "road";
        entry.label = "Roads";
        entry.kind = PictureKind::Line;
        entry.symbol = symbol;
        return entry;
    };
    const auto sampleOf = [&](std::vector<LegendEntry> parts, double pixelRatio) {
        const auto items = legendItems(document, {parts.back()}, {SheetSwatch{parts}}, pixelRatio, 10'000);
        REQUIRE(items.size() == 1);
        CHECK(items[0].text == "Roads");
        REQUIRE(items[0].swatch.picture);
        return *items[0].swatch.picture;
    };
    const auto at = [](const SwatchPicture& picture, int x, int y) {
        const auto* p = picture.rgba.data() + static_cast<std::ptrdiff_t>(4) * (y * picture.width + x);
        return Rgba{p[0], p[1], p[2], p[3]};
    };
    for (const int ratio : {1, 2}) {
        CAPTURE(ratio);
        // The casing shows beside the body.
        const auto picture = sampleOf({line({0, 0, 0, 255}, 9), line(red, 3)}, ratio);
        CHECK(picture.width == 28 * ratio);
        CHECK(picture.height == 13 * ratio);
        const int x = picture.width / 2;
        CHECK(at(picture, x, picture.height / 2) == red);
        CHECK(at(picture, x, picture.height / 2 - 3 * ratio) == Rgba{0, 0, 0, 255});
        CHECK(at(picture, x, picture.height / 2 + 3 * ratio) == Rgba{0, 0, 0, 255});
        CHECK(at(picture, x, 0).a == 0);
    }
    // White would not be seen on a white list.
    const auto white = sampleOf({line({255, 255, 255, 255}, 3)}, 1);
    CHECK(at(white, 14, 6) == Rgba{255, 255, 255, 255});
    CHECK(at(white, 14, 0).a == 255);
    CHECK(at(white, 14, 0).r < 200);
}

TEST_CASE("an overlay has something to draw only when there is something") {
    CHECK_FALSE(overlayPicture({}, {}, plane(), 1));
    Sketch sketch;
    sketch.pathWorld = {{0, 0}, {10, 0}, {10, 10}};
    sketch.setPoints = 2;
    sketch.area = true;
    const auto picture = overlayPicture({}, sketch, plane(), 1);
    REQUIRE(picture);
    std::size_t points = 0;
    for (const auto& layer : picture->layers) {
        if (layer.kind == PictureKind::Circle) points += layer.rows->size();
    }
    CHECK(points == 2);
    const auto again = overlayPicture({}, sketch, plane(), 1);
    CHECK(again->revision != picture->revision);
}

TEST_CASE("folders are listed by name, numbers by value, with Chinese names") {
    const auto folder = std::filesystem::temp_directory_path() / "geju-test-listing";
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder / "目录");
    for (const char* name :
         {"plan10.geojson", "plan2.geojson", "规划.geojson", "图.png", "图.pdf", "notes.txt", ".hidden.geojson"}) {
        std::ofstream(folder / name) << "{}";
    }
    const auto entries = listFolder(folder);
    REQUIRE(entries);
    std::vector<std::string> names;
    for (const auto& entry : *entries) names.push_back(entry.name);
    CHECK(names ==
          std::vector<std::string>{"目录", "plan2.geojson", "plan10.geojson", "图.pdf", "图.png", "规划.geojson"});
    CHECK(entries->front().folder);
    CHECK((*entries)[1].bytes == 2);
    std::filesystem::remove_all(folder);
    const auto missing = listFolder(folder);
    CHECK_FALSE(missing);
    REQUIRE(missing.issues.size() == 1);
    CHECK(missing.issues[0].file == folder.string());
}

TEST_CASE("a task gives its result once, and cancelling reaches the work") {
    Task<int> task;
    std::atomic<int> woken{0};
    task.start(
        [](Progress& progress) {
            progress.report(0.5);
            return 42;
        },
        [&] { ++woken; });
    std::optional<int> result;
    while (!(result = task.take())) std::this_thread::yield();
    CHECK(*result == 42);
    CHECK_FALSE(task.running());
    CHECK_FALSE(task.take());
    CHECK(woken == 1);

    task.start(
        [](Progress& progress) {
            while (!progress.cancelled()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
            return -1;
        },
        {});
    task.cancel();
    while (!(result = task.take())) std::this_thread::yield();
    CHECK(*result == -1);
}

TEST_CASE("keys mean commands") {
    // Numbers of GLFW 3: 268 Home, 263 Left, 259 Backspace; modifiers 1 Shift, 2 Control, 4 Alt.
    REQUIRE(commandForKey(268, 0));
    CHECK(std::holds_alternative<command::FitAll>(*commandForKey(268, 0)));
    CHECK(std::holds_alternative<command::PanBy>(*commandForKey(263, 0)));
    CHECK(std::holds_alternative<command::GoBack>(*commandForKey(263, 4)));
    CHECK(std::get<command::ShowDialog>(*commandForKey('O', 2)).dialog == Dialog::Open);
    CHECK(std::holds_alternative<command::Undo>(*commandForKey('Z', 2)));
    CHECK(std::holds_alternative<command::Redo>(*commandForKey('Z', 3)));
    CHECK(std::holds_alternative<command::SaveProject>(*commandForKey('S', 2)));
    CHECK_FALSE(commandForKey('O', 0));
    CHECK_FALSE(commandForKey(259, 0));
}
