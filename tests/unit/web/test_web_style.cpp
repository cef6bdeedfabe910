// A document as a MapLibre style: what Geju has beyond MapLibre becomes what MapLibre has, or a warning.
#include "drawing/patterns.hpp"
#include "support/catch.hpp"
#include "web/derived_tables.hpp"
#include "web/web_page.hpp"
#include "web/web_patterns.hpp"
#include "web/web_style.hpp"

#include <cmath>
#include <numbers>

using namespace geju;
using json = nlohmann::ordered_json;

namespace {

/// Metres of a pixel: the definition of MapLibre's zoom.
double metersPerPixel(double zoom, double latitude) {
    return 40075016.686 * std::cos(latitude * std::numbers::pi / 180) / (512 * std::exp2(zoom));
}

/// What an "interpolate" of base 2 between zooms 0 and 24 gives.
double atZoom(const json& curve, double zoom) {
    const double low = curve[4];
    const double high = curve[6];
    return low + (high - low) * (std::exp2(zoom) - 1) / (std::exp2(24) - 1);
}

FeatureTable table() {
    TableBuilder builder;
    builder.beginPart(PartKind::Polygon);
    builder.beginRing();
    for (const Point p : {Point{120, 30}, Point{120.1, 30}, Point{120.1, 30.1}, Point{120, 30.1}, Point{120, 30}}) {
        builder.addPoint(p);
    }
    builder.set("name", std::string_view("公园 A"));
    builder.set("unused", std::int64_t{1});
    builder.endFeature();
    builder.beginPart(PartKind::Line);
    builder.beginRing();
    builder.addPoint({120, 30.05});
    builder.addPoint({120.1, 30.05});
    builder.set("name", std::string_view("路"));
    builder.endFeature();
    return builder.build("land", Crs::wgs84());
}

Document documentWith(const std::string& layers) {
    const std::string text =
        R"({"version": 8, "sources": {"land": {"type": "geojson", "data": "land.geojson"}}, "layers": )" + layers + "}";
    auto project = parseProject(text, "plan.geju.json");
    for (const auto& issue : project.issues) UNSCOPED_INFO(issue.message);
    REQUIRE(project);
    Document document;
    document.project = std::move(*project);
    const auto shared = std::make_shared<const FeatureTable>(table());
    document.sources["land"] = {shared, shared};
    return document;
}

const json& layerNamed(const WebStyle& made, const std::string& id) {
    for (const json& layer : made.style["layers"]) {
        if (layer["id"] == id) return layer;
    }
    FAIL("no layer " << id);
    return made.style;
}

std::string issueText(const WebStyle& made) {
    std::string text;
    for (const Issue& issue : made.issues) text += issue.layer + " " + issue.message + "\n";
    return text;
}

} // namespace

TEST_CASE("a width in metres keeps them at every zoom", "[web][style]") {
    for (const double zoom : {0.0, 8.0, 11.37, 16.0, 22.5}) {
        const double pixels = atZoom(metersAsPixels(340, 31.4), zoom);
        CHECK(pixels * metersPerPixel(zoom, 31.4) == Approx(340).epsilon(1e-5));
    }
    const json byFeature = metersAsPixels(json::array({"get", "w"}), 31.4);
    CHECK(byFeature[4][1] == json::array({"get", "w"}));
    CHECK(byFeature[4][2].get<double>() * metersPerPixel(0, 31.4) == Approx(1));
}

TEST_CASE("a view fits the box it was made for", "[web][style]") {
    const MapPlace whole = fitLonLat({-180, -85.0511287798066, 180, 85.0511287798066}, 512, 512);
    CHECK(whole.zoom == Approx(0).margin(0.001)); // the world's square is 512 pixels at zoom 0
    const MapPlace place = fitLonLat({120, 31, 120.2, 31.1}, 1000, 2000);
    CHECK(0.2 / 360 * 512 * std::exp2(place.zoom) == Approx(1000));
    CHECK(place.centerLonLat.x == Approx(120.1));
}

TEST_CASE("hatches become patterns over their fill", "[web][style]") {
    const Document document = documentWith(R"([{"id": "park", "type": "fill", "source": "land",
        "paint": {"fill-color": "#cfe3b4"}, "metadata": {"geju:hatch": {"angle": 30, "color": "#336633"}}}])");
    const WebStyle made = makeWebStyle(document, {});
    REQUIRE(made.hatches.size() == 1);
    CHECK(made.hatches[0].hatch.angleDegrees == 30);
    CHECK(layerNamed(made, "park")["paint"]["fill-color"] == "#cfe3b4");
    CHECK(layerNamed(made, "park:hatch")["paint"]["fill-pattern"] == made.hatches[0].name);
    CHECK(made.style["sprite"] == "sprite");
    CHECK(issueText(made).empty());
}

TEST_CASE("patterns become pictures in their colours", "[web][style]") {
    const Document one = documentWith(R"([{"id": "park", "type": "fill", "source": "land",
        "paint": {"fill-color": "#206030", "fill-pattern": "trees", "fill-opacity": 0.5}}])");
    const WebStyle made = makeWebStyle(one, {});
    REQUIRE(made.patterns.size() == 1);
    CHECK(made.patterns[0].name == "trees 1 32 96 48 255");
    const json& over = layerNamed(made, "park:pattern");
    CHECK(over["paint"]["fill-pattern"] == made.patterns[0].name);
    CHECK(over["paint"]["fill-opacity"] == 0.5);
    CHECK_FALSE(over["paint"].contains("fill-color"));
    CHECK(over["filter"].dump() == R"(["in","trees",["literal",["trees"]]])");
    CHECK(layerNamed(made, "park")["filter"].dump() == R"(["!",["in","trees",["literal",["trees"]]]])");
    CHECK(made.style["sprite"] == "sprite");
    CHECK(issueText(made).empty());

    // One picture for each pattern and colour that there are; the expression puts its name together.
    const Document over2 = documentWith(R"([{"id": "park", "type": "fill", "source": "land",
        "paint": {"fill-color": "#206030", "fill-pattern": ["case", ["has", "nothing"], "dots", "grass"]},
        "metadata": {"geju:pattern-color": ["case", ["has", "nothing"], "#000000", "#ff8000"],
                     "geju:pattern-scale": 1.5}}])");
    const WebStyle coloured = makeWebStyle(over2, {});
    REQUIRE(coloured.patterns.size() == 1);
    CHECK(coloured.patterns[0].name == "grass 1.5 255 128 0 255");
    CHECK(layerNamed(coloured, "park")["paint"]["fill-color"] == "#206030");
    CHECK_FALSE(layerNamed(coloured, "park").contains("filter"));
    const json& image = layerNamed(coloured, "park:pattern")["paint"]["fill-pattern"];
    CHECK(image[0] == "concat");
    CHECK(image[2] == " 1.5");
    CHECK(image[4][1][1][0] == "at");
}

TEST_CASE("patterns of backgrounds are those of MapLibre", "[web][style]") {
    const WebStyle bare = makeWebStyle(documentWith(R"([{"id": "ground", "type": "background",
        "paint": {"background-color": "#206030", "background-pattern": "waves", "background-opacity": 0.5}}])"),
                                       {});
    REQUIRE(bare.patterns.size() == 1);
    CHECK(bare.patterns[0].name == "waves 1 32 96 48 255");
    REQUIRE(bare.style["layers"].size() == 1);
    CHECK(layerNamed(bare, "ground")["paint"].dump() ==
          R"({"background-opacity":0.5,"background-pattern":"waves 1 32 96 48 255"})");
    CHECK(bare.style["sprite"] == "sprite");

    const WebStyle over = makeWebStyle(documentWith(R"([{"id": "ground", "type": "background",
        "paint": {"background-color": "#206030", "background-pattern": "waves"},
        "metadata": {"geju:pattern-color": "#ff8000", "geju:pattern-scale": 2}}])"),
                                       {});
    REQUIRE(over.style["layers"].size() == 2);
    CHECK(layerNamed(over, "ground")["paint"].dump() == R"({"background-color":"#206030"})");
    CHECK(layerNamed(over, "ground:pattern")["paint"].dump() == R"({"background-pattern":"waves 2 255 128 0 255"})");

    const WebStyle unknown = makeWebStyle(documentWith(R"([{"id": "ground", "type": "background",
        "paint": {"background-color": "#206030", "background-pattern": "nonsense"}}])"),
                                          {});
    CHECK(layerNamed(unknown, "ground")["paint"].dump() == R"({"background-color":"#206030"})");
    CHECK(unknown.patterns.empty());
}

TEST_CASE("a pattern's tile repeats and has its size", "[web][style]") {
    const PatternStyle dots{findPattern("dots").value(), 2, {10, 20, 30, 255}};
    const Image tile = drawPatternTile(dots, 1);
    CHECK(tile.width == 16);
    CHECK(tile.height == 16);
    double ink = 0;
    for (int y = 0; y < 16; ++y)
        for (int x = 0; x < 16; ++x) ink += tile.pixel(x, y)[3] / 255.0;
    CHECK(ink == Approx(2 * 3.14159265 * 4).epsilon(0.02)); // two dots of radius 2
    CHECK(tile.pixel(4, 4)[0] == 10);
    CHECK(drawPatternTile(dots, 0.7).width == 11);
}

TEST_CASE("arrows become polygons as wide as their metres", "[web][style]") {
    const Document document = documentWith(R"([{"id": "axis", "type": "line", "source": "land",
        "paint": {"line-color": "#d7301f", "line-opacity": 0.5},
        "metadata": {"geju:line-width-meters": 400, "geju:arrow": {"end": "arrow", "width": 2}}}])");
    const WebStyle made = makeWebStyle(document, {});
    const json& axis = layerNamed(made, "axis");
    CHECK(axis["type"] == "fill");
    CHECK(axis["paint"]["fill-color"] == "#d7301f");
    CHECK(axis["paint"]["fill-opacity"] == 0.5);
    REQUIRE(made.sources.size() == 1);
    REQUIRE(made.sources[0].table->size() == 1);
    // The head is twice as wide as the line: 800 m, and a degree of latitude is 111.3 km.
    CHECK(made.sources[0].table->extent().height() == Approx(800 / 111319.49).epsilon(0.001));
    CHECK(issueText(made).empty());
}

TEST_CASE("a hatched band is a pattern over its line, as wide as the line", "[web][style]") {
    const Document document = documentWith(R"([{"id": "belt", "type": "line", "source": "land",
        "filter": ["==", ["geometry-type"], "LineString"],
        "metadata": {"geju:line-width-meters": 600, "geju:hatch": {"angle": 45}}}])");
    const WebStyle made = makeWebStyle(document, {});
    CHECK(layerNamed(made, "belt")["type"] == "line");
    const json& hatch = layerNamed(made, "belt:hatch");
    CHECK(hatch["paint"]["fill-pattern"] == "hatch-1");
    CHECK(hatch["source"] == "bands-belt");
    REQUIRE(made.sources.size() == 2);
    CHECK(made.sources[1].table->extent().height() == Approx(600 / 111319.49).epsilon(0.001));
    CHECK(issueText(made).empty());
}

TEST_CASE("arrows along a line become symbols of its colour, as long as its width asks for", "[web][style]") {
    const Document document = documentWith(R"([{"id": "flow", "type": "line", "source": "land",
        "filter": ["==", ["geometry-type"], "LineString"],
        "paint": {"line-color": "#2b6cb0", "line-width": ["interpolate", ["linear"], ["zoom"], 8, 2, 14, 5]},
        "metadata": {"geju:arrows-along": {"spacing-mm": 25.4, "length": 4, "width": 2}}},
       {"id": "belt", "type": "line", "source": "land",
        "metadata": {"geju:line-width-meters": 600,
                     "geju:arrows-along": {"spacing-meters": 3000, "length": 1, "width": 1, "color": "#ffffff"}}}])");
    const WebStyle made = makeWebStyle(document, {});
    CHECK(issueText(made).empty());
    const json& arrows = layerNamed(made, "flow:arrows");
    CHECK(arrows["type"] == "symbol");
    CHECK(arrows["layout"]["symbol-placement"] == "line");
    CHECK(arrows["layout"]["symbol-spacing"] == Approx(96));
    CHECK(arrows["layout"]["icon-image"] == "arrow-1");
    CHECK(arrows["paint"]["icon-color"] == "#2b6cb0");
    CHECK(arrows.contains("filter"));
    // The picture shows a head of 24 pixels; at zoom 14 it is to be 4 widths of 5 pixels long.
    REQUIRE(made.heads.size() == 2);
    CHECK(made.heads[0].lengthPixels == 24);
    CHECK(made.heads[0].widthPixels == 12);
    const json& size = arrows["layout"]["icon-size"];
    CHECK(size[0] == "interpolate");
    CHECK(size[6].get<double>() * 24 == Approx(20));
    CHECK(made.style["sprite"] == "sprite");

    const json& heads = layerNamed(made, "belt:arrows");
    CHECK(heads["paint"]["icon-color"] == "#ffffff");
    const double latitude = 30.05;
    CHECK(atZoom(heads["layout"]["symbol-spacing"], 13) * metersPerPixel(13, latitude) == Approx(3000));
    CHECK(atZoom(heads["layout"]["icon-size"], 13) * 24 * metersPerPixel(13, latitude) == Approx(600));
}

TEST_CASE("widths in millimetres are pixels of paper", "[web][style]") {
    const Document document =
        documentWith(R"([{"id": "edge", "type": "line", "source": "land", "metadata": {"geju:line-width-mm": 0.5}}])");
    const WebStyle made = makeWebStyle(document, {});
    CHECK(layerNamed(made, "edge")["paint"]["line-width"] == Approx(0.5 / 25.4 * 96));
}

TEST_CASE("colours along a line stay as they are, their source telling how far along it is", "[web][style]") {
    const std::string gradient =
        R"("line-gradient": ["interpolate", ["linear"], ["line-progress"], 0, "#ff0000", 1, "#0000ff"])";
    const Document document =
        documentWith(R"([{"id": "belt", "type": "line", "source": "land", "paint": {)" + gradient +
                     R"(}}, {"id": "axis", "type": "line", "source": "land", "paint": {)" + gradient +
                     R"(}, "metadata": {"geju:line-width-meters": 100, "geju:arrow": {}}}])");
    const WebStyle made = makeWebStyle(document, {});
    const json& belt = layerNamed(made, "belt");
    CHECK(belt["paint"]["line-gradient"].dump() ==
          R"(["interpolate",["linear"],["line-progress"],0,"#ff0000",1,"#0000ff"])");
    CHECK(made.style["sources"]["land"]["lineMetrics"] == true);
    CHECK(layerNamed(made, "axis")["type"] == "fill");
    CHECK(issueText(made).find("axis \"line-gradient\"") != std::string::npos);
}

TEST_CASE("fills with a gradient or a soft edge become a picture where they lie", "[web][style]") {
    // A tenth of a degree at 30° N, fading from nothing in the west to red in the east; 500 m of soft edge.
    const Document document = documentWith(R"([{"id": "belt", "type": "fill", "source": "land",
        "filter": ["==", ["geometry-type"], "Polygon"], "metadata": {"geju:fill-gradient": {"direction": 0,
        "colors": ["interpolate", ["linear"], ["line-progress"], 0, "#ff000000", 1, "#ff0000"]}}},
        {"id": "soft", "type": "fill", "source": "land", "paint": {"fill-color": "#0000ff"},
        "metadata": {"geju:soft-edge": {"width-meters": 500}}}])");
    const WebStyle made = makeWebStyle(document, {});
    const json& belt = layerNamed(made, "belt");
    CHECK(belt["type"] == "raster");
    CHECK_FALSE(belt.contains("filter"));
    const json& source = made.style["sources"][std::string(belt["source"])];
    CHECK(source["type"] == "image");
    REQUIRE(made.pictures.size() == 2);
    CHECK(source["url"] == made.pictures[0].file);
    const json& corners = source["coordinates"]; // from the top left one clockwise, in lon/lat
    CHECK(double(corners[0][0]) == Approx(120).margin(1e-3));
    CHECK(double(corners[0][1]) == Approx(30.1).margin(1e-3));
    CHECK(double(corners[2][0]) == Approx(120.1).margin(1e-3));
    CHECK(double(corners[2][1]) == Approx(30).margin(1e-3));
    const Image& fading = made.pictures[0].image;
    for (const double part : {0.25, 0.5, 0.75}) {
        const std::uint8_t* pixel = fading.pixel(static_cast<int>(fading.width * part), fading.height / 2);
        CHECK(int(pixel[0]) > 250); // straight colour
        CHECK(int(pixel[3]) == Approx(255 * part).margin(3));
    }
    // 250 m inside the western edge half of the blue is left; a degree of longitude is 111.32 km · cos φ.
    const Image& soft = made.pictures[1].image;
    const double meters = 0.1 * 111'320 * std::cos(30.05 * std::numbers::pi / 180);
    const std::uint8_t* half = soft.pixel(static_cast<int>(soft.width * 250 / meters), soft.height / 2);
    CHECK(int(half[2]) > 250);
    CHECK(int(half[3]) == Approx(127.5).margin(4));
    CHECK(int(soft.pixel(soft.width / 2, soft.height / 2)[3]) == 255);
    const std::string issues = issueText(made);
    CHECK(issues.find("belt \"geju:fill-gradient\"") != std::string::npos);
    CHECK(issues.find("soft \"geju:soft-edge\"") != std::string::npos);
}

TEST_CASE("an arrow in pixels is told to be one of the ground", "[web][style]") {
    const Document document = documentWith(R"([{"id": "axis", "type": "line", "source": "land",
        "paint": {"line-width": 6, "line-dasharray": [2, 1]}, "metadata": {"geju:arrow": {"end": "arrow"}}}])");
    const std::string issues = issueText(makeWebStyle(document, {}));
    CHECK(issues.find("axis \"geju:arrow\"") != std::string::npos);
    CHECK(issues.find("axis \"line-dasharray\"") != std::string::npos);
}

TEST_CASE("labels of polygons stand once, at their place", "[web][style]") {
    const Document document = documentWith(R"([{"id": "name", "type": "symbol", "source": "land",
        "filter": ["==", ["geometry-type"], "Polygon"], "layout": {"text-field": "{name}"}}])");
    const WebStyle made = makeWebStyle(document, {});
    REQUIRE(made.sources.size() == 1);
    const FeatureTable& places = *made.sources[0].table;
    REQUIRE(places.size() == 1);
    CHECK(places.geometryType(0) == "Point");
    CHECK(places.coordinates()[0].x == Approx(120.05).margin(0.001));
    CHECK(places.column("name"));
    CHECK_FALSE(places.column("unused"));
    const json& name = layerNamed(made, "name");
    CHECK_FALSE(name.contains("filter")); // the features have passed it
    CHECK(name["layout"]["text-font"] == json::array({"Noto Sans CJK SC Regular"}));
    const auto& letters = made.characters.at("Noto Sans CJK SC Regular");
    for (const std::uint32_t letter : {0x20u, 0x41u, 0x516cu, 0x56edu}) CHECK(letters.contains(letter));
    CHECK_FALSE(letters.contains(0x8def)); // of the line, which the layer does not show
    CHECK(letters.contains(0xfe35));       // a bracket on a line that runs down
}

TEST_CASE("a scene hides layers, and paths may name a server", "[web][style]") {
    const Document document = documentWith(R"([{"id": "a", "type": "fill", "source": "land"},
        {"id": "b", "type": "line", "source": "land"}])");
    WebStyleRequest request;
    request.states["a"] = {false, 1};
    request.baseUrl = "https://example.org/plan/";
    const WebStyle made = makeWebStyle(document, request);
    CHECK(layerNamed(made, "a")["layout"]["visibility"] == "none");
    CHECK_FALSE(layerNamed(made, "b").contains("layout"));
    CHECK(made.style["sources"]["land"]["data"] == "https://example.org/plan/data/land.geojson");
}

TEST_CASE("what MapLibre cannot say is a warning that names layer and property", "[web][style]") {
    const Document document = documentWith(R"([{"id": "road", "type": "line", "source": "land",
        "layout": {"line-cap": ["match", ["get", "name"], "路", "round", "butt"]},
        "paint": {"line-width": ["*", ["zoom"], 0.5]}},
        {"id": "names", "type": "symbol", "source": "land", "layout": {"text-field": ["get", "name"]},
         "metadata": {"geju:leader": {}}}])");
    const WebStyle made = makeWebStyle(document, {});
    const std::string issues = issueText(made);
    CHECK(issues.find("road \"line-cap\"") != std::string::npos);
    CHECK(issues.find("road \"line-width\"") != std::string::npos);
    CHECK(issues.find("names \"geju:leader\"") != std::string::npos);
    const json& road = layerNamed(made, "road");
    CHECK_FALSE(road.contains("layout"));
    CHECK(road["paint"]["line-width"] == json::array({"*", made.zoom, 0.5}));
}

TEST_CASE("a title cannot break out of the page", "[web][page]") {
    const std::string page = webPageHtml("</title><script>alert(1)</script>");
    CHECK(page.find("<script>alert") == std::string::npos);
    CHECK(page.find("http") == page.find("http.server")); // names no place on the network
}

TEST_CASE("a page lists its scenes with their layers and legends", "[web][page]") {
    WebPage page;
    page.title = "Plan";
    page.first = 1;
    page.scenes.push_back({"all", "Everything", "", {}, {}, {{"Base", true, {}}, {"Park", false, Image(72, 36)}}});
    page.scenes.push_back({"part", "A part", "Said of it", {120, 30, 121, 31}, {}, {{"Road", false, Image(72, 36)}}});
    const json made = json::parse(webPageJson(page, {"legend/1.png", "legend/2.png"}, {{"a", "b"}, {"b"}}));
    CHECK(made["first"] == 1);
    const json& all = made["scenes"][0];
    CHECK_FALSE(all.contains("extent"));
    CHECK(all["layers"] == json({"a", "b"}));
    CHECK(all["legend"][0] == json({{"heading", "Base"}}));
    CHECK(all["legend"][1] == json({{"label", "Park"}, {"sample", "legend/1.png"}, {"width", 36}, {"height", 18}}));
    CHECK(made["scenes"][1]["extent"] == json({120, 30, 121, 31}));
    CHECK(made["scenes"][1]["legend"][0]["sample"] == "legend/2.png");
}

TEST_CASE("a scene shows the layers of the style that draw its layers", "[web][page]") {
    const Document document = documentWith(R"([
        {"id": "a", "type": "fill", "source": "land", "metadata": {"geju:hatch": {"spacing": 8}}},
        {"id": "b", "type": "line", "source": "land", "layout": {"visibility": "none"}}])");
    const WebStyle made = makeWebStyle(document, {});
    CHECK(made.shownLayers({}) == std::vector<std::string>{"a", "a:hatch"});
    LayerStates turned;
    turned["a"].visible = false;
    turned["b"].visible = true;
    CHECK(made.shownLayers(turned) == std::vector<std::string>{"b"});
}

TEST_CASE("labels along lines stand on pieces of them, as often as their spacing says", "[web][style]") {
    // MapLibre counts the spacing anew in every tile: with 2000 pixels it would letter no line that leaves a tile.
    const Document document = documentWith(R"([{"id": "names", "type": "symbol", "source": "land",
        "filter": ["==", ["geometry-type"], "LineString"],
        "layout": {"text-field": ["get", "name"], "symbol-placement": "line", "symbol-spacing": 200,
                   "text-size": ["interpolate", ["linear"], ["zoom"], 0, 0, 22, 22]}}])");
    const WebStyle made = makeWebStyle(document, {});
    const json& layer = layerNamed(made, "names");
    CHECK(layer["layout"]["symbol-placement"] == "line-center");
    CHECK_FALSE(layer["layout"].contains("symbol-spacing"));
    CHECK(layer["layout"]["text-size"].get<double>() == Approx(made.zoom)); // MapLibre would measure it at zoom 18
    CHECK(made.style["sources"]["labels-names"]["buffer"] == 512);
    REQUIRE(made.sources.size() == 1);
    const FeatureTable& pieces = *made.sources[0].table;
    // A tenth of a degree at latitude 30, in pixels of 1/256 of a world 2^zoom · 2 tiles wide.
    const double linePixels = 0.1 / 360 * 512 * std::exp2(made.zoom);
    const auto count = static_cast<std::size_t>(linePixels / 200);
    REQUIRE(count >= 2);
    REQUIRE(pieces.size() == count);
    for (std::size_t i = 0; i < count; ++i) {
        const auto points = pieces.pointsOf(i);
        const double middle = (points.front().x + points.back().x) / 2;
        CHECK(middle == Approx(120 + 0.1 * (double(i) + 0.5) / double(count)).epsilon(1e-9));
    }
}

TEST_CASE("a line as long as its label has room for it where MapLibre asks, at the whole zoom below", "[web][style]") {
    DerivedScale scale;
    scale.zoom = 10.9;
    scale.unitsPerPixel = 0.1 / 110; // the line has 110 pixels, the label of one letter at most 100
    const Document document = documentWith(R"([{"id": "names", "type": "symbol", "source": "land",
        "filter": ["==", ["geometry-type"], "LineString"],
        "layout": {"text-field": ["get", "name"], "symbol-placement": "line", "text-size": 100}}])");
    const FeatureTable pieces = labelLineTable(document.project.layers[0], *document.sources.at("land").world, scale);
    REQUIRE(pieces.size() == 1);
    const auto points = pieces.pointsOf(0);
    const double pixels = (points.back().x - points.front().x) / scale.unitsPerPixel;
    CHECK(pixels / std::exp2(0.9) >= Approx(100));
    CHECK((points.back().x + points.front().x) / 2 == Approx(120.05));
}
