#include "core/files.hpp"
#include "drawing/patterns.hpp"
#include "drawing/pictograms.hpp"
#include "drawing/symbolizer.hpp"
#include "plans.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

using namespace geju;
using namespace geju::test;

namespace {

PatternId idOf(std::string_view name) {
    return findPattern(name).value();
}

/// By counting points: 1 where an odd number of rings is about them.
double shareByPoints(const PatternCell& cell) {
    constexpr int kPoints = 400;
    int inside = 0;
    for (int row = 0; row < kPoints; ++row) {
        for (int column = 0; column < kPoints; ++column) {
            const Point p{(column + 0.5) * cell.side / kPoints, (row + 0.5) * cell.side / kPoints};
            bool odd = false;
            for (const std::vector<Point>& ring : cell.rings) {
                for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
                    const Point& a = ring[i];
                    const Point& b = ring[j];
                    if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (b.x - a.x) * (p.y - a.y) / (b.y - a.y)) odd = !odd;
                }
            }
            inside += odd ? 1 : 0;
        }
    }
    return inside / double{kPoints} / kPoints;
}

double meanCoverage(const PatternMask& mask, int side, Point phase) {
    double sum = 0;
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) sum += mask.coverage(x, y, phase);
    }
    return sum / side / side;
}

StyleLayer layerOf(const std::string& paint, const std::string& metadata = "{}") {
    const auto document =
        documentOf(PlanTable().square(0, 0, 10).build(), R"([{"id":"f","type":"fill","source":"plan","paint":{)" +
                                                             paint + R"(},"metadata":)" + metadata + "}]");
    REQUIRE(document);
    return document->project.layers.front();
}

} // namespace

TEST_CASE("patterns are found by name, pictograms too, and keep to their cell") {
    const auto names = patternNames();
    CHECK(std::is_sorted(names.begin(), names.end()));
    CHECK(std::adjacent_find(names.begin(), names.end()) == names.end());
    std::vector<std::string_view> all(names.begin(), names.end());
    all.insert(all.end(), pictogramNames().begin(), pictogramNames().end());
    for (const std::string_view name : all) {
        CAPTURE(name);
        const PatternId id = idOf(name);
        CHECK(patternName(id) == name);
        const PatternCell& cell = patternCell(id);
        REQUIRE_FALSE(cell.rings.empty());
        for (const std::vector<Point>& ring : cell.rings) {
            CHECK(ring.size() >= 3);
            for (const Point& point : ring) CHECK(Box{0, 0, cell.side, cell.side}.grown(1e-9).contains(point));
        }
    }
    for (const std::string_view name : names) CHECK_FALSE(findPictogram(name).has_value()); // one name, one meaning
    CHECK_FALSE(findPattern("").has_value());
    CHECK_FALSE(findPattern("nonsense").has_value());
}

TEST_CASE("strokes of patterns go on in the next cell") {
    // What touches the right edge touches the left one at the same heights; the same from top to bottom.
    for (const std::string_view name : patternNames()) {
        if (name == "checker") continue; // its squares end there
        const PatternCell& cell = patternCell(idOf(name));
        const auto touching = [&](bool across, double edge) {
            std::vector<double> places;
            for (const std::vector<Point>& ring : cell.rings) {
                for (const Point& p : ring)
                    if (std::abs((across ? p.x : p.y) - edge) < 1e-9) places.push_back(across ? p.y : p.x);
            }
            std::sort(places.begin(), places.end());
            places.erase(std::unique(places.begin(), places.end()), places.end());
            return places;
        };
        CAPTURE(name);
        for (const bool across : {true, false}) {
            const auto first = touching(across, 0);
            const auto last = touching(across, cell.side);
            REQUIRE(first.size() == last.size());
            for (std::size_t i = 0; i < first.size(); ++i) CHECK(first[i] == Approx(last[i]));
        }
    }
}

TEST_CASE("a mask covers as much as its outlines, at any size and place") {
    CHECK(shareByPoints(patternCell(idOf("checker"))) == Approx(0.5).margin(0.005));
    CHECK(shareByPoints(patternCell(idOf("dots"))) == Approx(2 * std::numbers::pi / 64).margin(0.002));
    for (const std::string_view name : {"checker", "dots", "brick", "waves", "wetland", "stones", "park", "hospital"}) {
        CAPTURE(name);
        const double share = shareByPoints(patternCell(idOf(name)));
        for (const double cellPixels : {16.0, 17.3, 40.0, 125.0}) {
            const PatternMask mask(idOf(name), cellPixels);
            const int side = static_cast<int>(std::lround(cellPixels * 10)); // ten cells, or nearly
            CHECK(meanCoverage(mask, side, {0, 0}) == Approx(share).margin(0.006));
            CHECK(meanCoverage(mask, side, {0.37 * mask.squares(), 0.81 * mask.squares()}) ==
                  Approx(share).margin(0.006));
        }
    }
}

TEST_CASE("a pattern stays where it is in the world while the view moves") {
    const PatternMask mask(idOf("trees"), 27.5);
    const double unitsPerPixel = 3.7;
    const Point corner{520'123.4, 3'470'456.7};
    const Point here = mask.phase(corner, unitsPerPixel);
    const Point moved = mask.phase({corner.x + 11 * unitsPerPixel, corner.y - 5 * unitsPerPixel}, unitsPerPixel);
    for (int y = 0; y < 60; ++y) {
        for (int x = 0; x < 60; ++x)
            CHECK(mask.coverage(x + 11, y + 5, here) == Approx(mask.coverage(x, y, moved)).margin(0.13));
    }
    // The corner of a cell lies on whole multiples of its side.
    const Point atOrigin = mask.phase({0, 0}, unitsPerPixel);
    CHECK(atOrigin.x == 0);
    CHECK(atOrigin.y == 0);
}

TEST_CASE("a pattern's rings are those of the cells that a box touches") {
    const PatternStyle style{idOf("dots"), 2, {}};
    const double unit = 1.5; // units a style pixel: a cell is 8 · 2 · 1.5 = 24 wide
    const Box box{1000.5, -240, 1240.5, 240};
    const auto rings = patternRings(style, unit, box);
    for (const std::vector<Point>& ring : rings) {
        Box bounds;
        for (const Point& point : ring) bounds.extend(point);
        CHECK(bounds.intersects(box));
        CHECK(bounds.width() == Approx(6));
        // Dots have their middles a quarter and three quarters into the cell.
        const double cells = bounds.center().x / 24;
        const double place = cells - std::floor(cells);
        CHECK((std::abs(place - 0.25) < 1e-6 || std::abs(place - 0.75) < 1e-6));
        const double down = -bounds.center().y / 24;
        CHECK(down - std::floor(down) == Approx(place)); // both dots lie on the way from top left to bottom right
    }
    CHECK(static_cast<double>(rings.size()) == Approx(2 * 10 * 20).epsilon(0.1));
    CHECK(patternRings(style, unit, {}).empty());
}

TEST_CASE("a pattern takes the place of the fill's colour, or stands over it") {
    PlanTable table;
    for (const char* kind : {"park", "field", "town"}) table.square(0, 0, 10, {{"kind", std::string(kind)}});
    const auto rows = table.build();
    const auto symbolOf = [&](const StyleLayer& layer, std::size_t row) {
        return fillSymbol(layer, {&*rows, row, 12});
    };
    const std::string pattern = R"("fill-color":"#ff0000","fill-opacity":0.5,
        "fill-pattern":["match",["get","kind"],"park","trees","field","nonsense",""])";
    const StyleLayer bare = layerOf(pattern);
    const FillSymbol park = symbolOf(bare, 0);
    REQUIRE(park.pattern);
    CHECK(park.pattern->pattern == idOf("trees"));
    CHECK(park.pattern->color == Rgba{255, 0, 0, 128});
    CHECK(park.color.a == 0);
    for (const std::size_t row : {1U, 2U}) {
        CHECK_FALSE(symbolOf(bare, row).pattern);
        CHECK(symbolOf(bare, row).color == Rgba{255, 0, 0, 128});
    }
    CHECK(unknownImages(bare, rows.get(), 12) == std::vector<std::string>{"nonsense"});
    CHECK(symbolKey(park) != symbolKey(symbolOf(bare, 1)));

    const StyleLayer over =
        layerOf(pattern, R"({"geju:pattern-color":["match",["get","kind"],"park","#00ff00","#0000ff"],
                             "geju:pattern-scale":2})");
    CHECK(symbolOf(over, 0).color == Rgba{255, 0, 0, 128});
    CHECK(symbolOf(over, 0).pattern->color == Rgba{0, 255, 0, 128});
    CHECK(symbolOf(over, 0).pattern->scale == 2);
}

TEST_CASE("an unknown pattern of the background is named though it has no features") {
    StyleLayer layer;
    layer.type = LayerType::Background;
    const auto named = [&](const char* pattern) {
        layer.paint.insert_or_assign("background-pattern", Expression::constant(StyleValue{std::string(pattern)}));
        return unknownImages(layer, nullptr, 12);
    };
    CHECK(named("nonsense") == std::vector<std::string>{"nonsense"});
    CHECK(named("dots").empty());
    CHECK(named("").empty());
}

TEST_CASE("the documentation shows every pattern by its name") {
    const auto picture = readFile(std::filesystem::path(GEJU_SOURCE_DIR) / "docs/images/patterns.svg");
    REQUIRE(picture);
    for (const std::string_view name : patternNames())
        CHECK(picture->find(">" + std::string(name) + "<") != std::string::npos);
}
