#include "sheet/grid.hpp"
#include "sheet/page_frame.hpp"
#include "support/catch.hpp"
#include "support/earth.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>
#include <set>

using namespace geju;

namespace {

constexpr double kRadian = std::numbers::pi / 180;
/// What the issue asks of a line on paper.
constexpr double kMostAsideMillimeters = 0.1;

Crs crsOf(const char* definition) {
    const auto crs = Crs::from(definition);
    REQUIRE(crs);
    return *crs;
}

struct Paper {
    PageBox frame{20, 30, 380, 240};
    double unit = 1;
    View view;

    /// At a scale of metres (or degrees) of the world a millimetre.
    Paper(Point center, double unitsPerMillimeter) {
        view.centerWorld = center;
        view.pixelRatio = 1;
        view.unitsPerPixel = unitsPerMillimeter * kMillimetersPerStylePixel;
        view.widthPixels = static_cast<int>(frame.width / kMillimetersPerStylePixel);
        view.heightPixels = static_cast<int>(frame.height / kMillimetersPerStylePixel);
    }
    Point worldOf(Point page) const { return PageFrame(view, frame).toWorld(page); }
    double unitsPerMillimeter() const { return PageFrame(view, frame).unitsPerMillimeter(); }
};

/// Vertices, and the middles of the chords between them.
template <typename Check>
void alongLine(const GridLine& line, const Check& check) {
    for (const PageLine& path : line.paths) {
        for (std::size_t i = 0; i < path.size(); ++i) {
            check(path[i]);
            if (i > 0) check({(path[i - 1].x + path[i].x) / 2, (path[i - 1].y + path[i].y) / 2});
        }
    }
}

void checkLabels(const SheetGrid& grid, const PageBox& frame, double unit) {
    const double height = grid.lettering.sizeMillimeters * 1.2;
    const PageBox outer{frame.x - kGridBand * unit, frame.y - kGridBand * unit, frame.width + 2 * kGridBand * unit,
                        frame.height + 2 * kGridBand * unit};
    for (std::size_t i = 0; i < grid.labels.size(); ++i) {
        INFO(grid.labels[i].text);
        const PageBox box = grid.labels[i].box(height);
        CHECK(outer.contains(box));
        CHECK_FALSE(frame.intersects(box));
        for (std::size_t k = 0; k < i; ++k) CHECK_FALSE(box.intersects(grid.labels[k].box(height)));
    }
}

/// The ellipsoidal polar stereographic projection, by Snyder, Map Projections: A Working Manual (USGS 1395), equations
/// 15-9, 14-15 and 21-34: the distance from the pole of a parallel, with true scale at 71° N on WGS 84 (EPSG:3995).
double polarRadius(double latitudeDegrees) {
    const double f = 1 / 298.257223563;
    const double e = std::sqrt(f * (2 - f));
    const auto t = [&](double phi) {
        const double s = e * std::sin(phi);
        return std::tan(std::numbers::pi / 4 - phi / 2) / std::pow((1 - s) / (1 + s), e / 2);
    };
    const double standard = 71 * kRadian;
    const double m = std::cos(standard) / std::sqrt(1 - e * e * std::sin(standard) * std::sin(standard));
    return 6378137.0 * m * t(latitudeDegrees * kRadian) / t(standard);
}

} // namespace

TEST_CASE("meridians and parallels of a transverse Mercator map are where they are on the Earth", "[sheet][grid]") {
    FontBook fonts;
    const Letterer letterer(fonts);
    // A city at 1 : 45 000, and a region where meridians are visibly bent.
    const double metersPerMillimeter = GENERATE(45.0, 1200.0);
    const Paper paper(test::worldOf({121.02, 31.36}), metersPerMillimeter);
    const SheetGrid grid = makeGraticule(crsOf("EPSG:4549"), paper.view, paper.frame, paper.unit, letterer, {});
    INFO(metersPerMillimeter);
    REQUIRE(grid.lines.size() >= 6);
    const double metersPerDegree = 111e3;
    for (const GridLine& line : grid.lines) {
        INFO((line.upright ? "longitude " : "latitude ") << line.value);
        alongLine(line, [&](Point page) {
            CHECK(paper.frame.contains({page.x, page.y, 0, 0}, 1e-6));
            const Point lonLat = test::lonLatOf(paper.worldOf(page));
            const double degrees =
                line.upright ? (lonLat.x - line.value) * std::cos(lonLat.y * kRadian) : lonLat.y - line.value;
            // Ten times closer than asked for: chords leave the curve by a hundredth of a millimetre.
            REQUIRE(std::abs(degrees) * metersPerDegree / metersPerMillimeter < kMostAsideMillimeters / 5);
        });
    }
    checkLabels(grid, paper.frame, paper.unit);
}

TEST_CASE("every line of the step is there, from edge to edge", "[sheet][grid]") {
    FontBook fonts;
    const Letterer letterer(fonts);
    const Paper paper(test::worldOf({121.02, 31.36}), 45);
    const SheetGrid grid = makeGraticule(crsOf("EPSG:4549"), paper.view, paper.frame, 1, letterer, {});
    // 380 × 240 mm at 1 : 45 000: 17 100 m × 10 800 m, 2′ being 3 171 m and 3 697 m.
    std::map<bool, std::set<long>> minutes;
    for (const GridLine& line : grid.lines) {
        CHECK(line.paths.size() == 1);
        minutes[line.upright].insert(std::lround(line.value * 60));
        const Point first = line.paths[0].front();
        const Point last = line.paths[0].back();
        const double span = line.upright ? std::abs(last.y - first.y) : std::abs(last.x - first.x);
        CHECK(span > (line.upright ? paper.frame.height : paper.frame.width) - 1);
    }
    const Point southWest = test::lonLatOf(paper.worldOf({paper.frame.x, paper.frame.bottom()}));
    const Point northEast = test::lonLatOf(paper.worldOf({paper.frame.right(), paper.frame.y}));
    const auto expected = [](double from, double to) {
        std::set<long> all;
        const long last = std::lround(std::floor(to * 60));
        for (long minute = 2 * std::lround(std::ceil(from * 30)); minute <= last; minute += 2) all.insert(minute);
        return all;
    };
    CHECK(minutes[true] == expected(southWest.x, northEast.x));
    CHECK(minutes[false] == expected(southWest.y, northEast.y));
    // The figures at the lower edge name the meridians that meet it, from west to east.
    std::vector<std::string> below;
    for (const GridLabel& label : grid.labels) {
        if (label.center.y > paper.frame.bottom()) below.push_back(label.text);
    }
    CHECK(below == std::vector<std::string>{"120°56′E", "120°58′E", "121°00′E", "121°02′E", "121°04′E", "121°06′E"});
}

TEST_CASE("about a pole meridians are rays and parallels are circles", "[sheet][grid]") {
    FontBook fonts;
    const Letterer letterer(fonts);
    const double metersPerMillimeter = 20000;
    const Paper paper({0, 0}, metersPerMillimeter);
    const SheetGrid grid = makeGraticule(crsOf("EPSG:3995"), paper.view, paper.frame, 1, letterer, {});
    const Point pole{paper.frame.x + paper.frame.width / 2, paper.frame.y + paper.frame.height / 2};
    std::set<long> meridians;
    std::size_t parallels = 0;
    for (const GridLine& line : grid.lines) {
        INFO((line.upright ? "longitude " : "latitude ") << line.value);
        if (line.upright) {
            CHECK(meridians.insert(std::lround(std::remainder(line.value, 360) * 10)).second); // none twice
        } else {
            ++parallels;
        }
        alongLine(line, [&](Point page) {
            const double dx = page.x - pole.x;
            const double dy = page.y - pole.y;
            if (line.upright) {
                // Longitude 0 points down, 90° E to the right (Snyder, equations 21-30 and 21-31, λ0 = 0).
                const double aside = dx * std::cos(line.value * kRadian) - dy * std::sin(line.value * kRadian);
                REQUIRE(std::abs(aside) < kMostAsideMillimeters);
            } else {
                REQUIRE(std::hypot(dx, dy) * metersPerMillimeter ==
                        Approx(polarRadius(line.value)).margin(kMostAsideMillimeters * metersPerMillimeter));
            }
        });
    }
    CHECK(meridians.size() >= 4);
    CHECK(parallels >= 2);
    checkLabels(grid, paper.frame, 1);
}

TEST_CASE("longitudes go on beyond 180°", "[sheet][grid]") {
    FontBook fonts;
    const Letterer letterer(fonts);
    const Crs crs = crsOf("+proj=merc +lon_0=180 +datum=WGS84");
    const Paper paper({0, 0}, 1000);
    std::vector<std::string> below;
    for (const GridLabel& label : makeGraticule(crs, paper.view, paper.frame, 1, letterer, {}).labels) {
        if (label.center.y > paper.frame.bottom()) below.push_back(label.text);
    }
    CHECK(below ==
          std::vector<std::string>{"178°30′E", "179°00′E", "179°30′E", "180°00′", "179°30′W", "179°00′W", "178°30′W"});
}

TEST_CASE("a map in degrees has a graticule of straight lines", "[sheet][grid]") {
    FontBook fonts;
    const Letterer letterer(fonts);
    const Paper paper({10, 50}, 0.01);
    const SheetGrid grid = makeGraticule(Crs::wgs84(), paper.view, paper.frame, 1, letterer, {});
    REQUIRE(grid.lines.size() > 4);
    for (const GridLine& line : grid.lines) {
        alongLine(line, [&](Point page) {
            const Point world = paper.worldOf(page);
            CHECK((line.upright ? world.x : world.y) == Approx(line.value).margin(1e-9));
        });
    }
    CHECK(makeMetricGrid(Crs::wgs84(), paper.view, paper.frame, 1, letterer, {}).lines.empty());
}

TEST_CASE("the metric grid stands on round kilometres of the plan's CRS", "[sheet][grid]") {
    FontBook fonts;
    const Letterer letterer(fonts);
    const Paper paper({595000, 3470000}, 45);
    const SheetGrid grid = makeMetricGrid(crsOf("EPSG:4549"), paper.view, paper.frame, 1, letterer, {});
    std::set<double> eastings;
    for (const GridLine& line : grid.lines) {
        REQUIRE(line.paths.size() == 1);
        for (const Point page : line.paths[0]) {
            const Point world = paper.worldOf(page);
            CHECK((line.upright ? world.x : world.y) == Approx(line.value).margin(1e-3));
        }
        if (line.upright) eastings.insert(line.value);
    }
    // 17.1 km wide about 595 km.
    CHECK(eastings == std::set<double>{588000, 590000, 592000, 594000, 596000, 598000, 600000, 602000});
    std::set<std::string> texts;
    for (const GridLabel& label : grid.labels) texts.insert(label.text);
    CHECK(texts.contains("596 km"));
    CHECK(texts.contains("3470 km"));
    checkLabels(grid, paper.frame, 1);

    // Feet: the lines are metric all the same. New York Long Island (ftUS), 1 ftUS = 1200/3937 m.
    const Crs feet = crsOf("EPSG:2263");
    const Paper inFeet({1000000, 200000}, 45);
    const SheetGrid metric = makeMetricGrid(feet, inFeet.view, inFeet.frame, 1, letterer, {});
    REQUIRE_FALSE(metric.lines.empty());
    for (const GridLine& line : metric.lines) {
        const Point world = inFeet.worldOf(line.paths[0].front());
        CHECK((line.upright ? world.x : world.y) * 1200 / 3937 == Approx(line.value).margin(1e-3));
        CHECK(std::fmod(line.value, 500) == 0);
    }
}

TEST_CASE("spacing is the same on every paper and scale, within what round steps allow", "[sheet][grid]") {
    FontBook fonts;
    const Letterer letterer(fonts);
    for (double metersPerMillimeter = 0.5; metersPerMillimeter < 1500; metersPerMillimeter *= 2.3) {
        INFO(metersPerMillimeter);
        const Paper paper(test::worldOf({120.3, 31.36}), metersPerMillimeter);
        for (const auto& grid : {makeGraticule(crsOf("EPSG:4549"), paper.view, paper.frame, 1, letterer, {}),
                                 makeMetricGrid(crsOf("EPSG:4549"), paper.view, paper.frame, 1, letterer, {})}) {
            const auto upright =
                std::count_if(grid.lines.begin(), grid.lines.end(), [](const GridLine& line) { return line.upright; });
            const auto level = static_cast<std::ptrdiff_t>(grid.lines.size()) - upright;
            CHECK(upright >= 2);
            CHECK(upright <= 11);
            CHECK(level >= 2);
            CHECK(level <= 8);
        }
    }
}

TEST_CASE("the figures of a graticule have as many parts as its step", "[sheet][grid]") {
    CHECK(graticuleText(121, true, 3600) == "121°E");
    CHECK(graticuleText(-121.5, true, 1800) == "121°30′W");
    CHECK(graticuleText(31.3666666667, false, 60) == "31°22′N");
    CHECK(graticuleText(-31.0083333333, false, 30) == "31°00′30″S");
    CHECK(graticuleText(59.9999999999, false, 60) == "60°00′N");
    CHECK(graticuleText(0, true, 3600) == "0°");
    CHECK(graticuleText(180, true, 3600) == "180°");
    CHECK(graticuleText(181, true, 3600) == "179°W");
}

TEST_CASE("lines keep out of boxes and end at the frame", "[sheet][grid]") {
    std::vector<Point> crossings;
    const PageBox frame{0, 0, 10, 10};
    const auto inside = insideOf({{-5, 5}, {5, 5}, {5, 20}}, frame, crossings);
    CHECK(inside == std::vector<PageLine>{{{0, 5}, {5, 5}, {5, 10}}});
    CHECK(crossings == std::vector<Point>{{0, 5}, {5, 10}});
    CHECK(insideOf({{-5, -5}, {-1, 20}}, frame, crossings).empty());

    const std::array<PageBox, 3> boxes{PageBox{2, 4, 2, 2}, PageBox{3, 4, 2, 2}, PageBox{2, 7, 1, 1}};
    CHECK(outsideOf({{0, 5}, {10, 5}}, boxes) == std::vector<PageLine>{{{0, 5}, {2, 5}}, {{5, 5}, {10, 5}}});
    CHECK(outsideOf({{0, 9}, {10, 9}}, boxes) == std::vector<PageLine>{{{0, 9}, {10, 9}}});
    CHECK(outsideOf({{2.5, 5}, {3.5, 5}}, boxes).empty());
}

TEST_CASE("a curve is traced to a hundredth of a millimetre and interrupted where it has no place", "[sheet][grid]") {
    const auto circle = [](double angle) -> std::optional<Point> {
        if (angle > 4 && angle < 5) return std::nullopt;
        return Point{100 * std::cos(angle), 100 * std::sin(angle)};
    };
    const auto lines = traceCurve(circle, 0, 2 * std::numbers::pi);
    REQUIRE(lines.size() == 2);
    for (const PageLine& line : lines) {
        for (std::size_t i = 1; i < line.size(); ++i) {
            const double middle = std::hypot(line[i - 1].x + line[i].x, line[i - 1].y + line[i].y) / 2;
            CHECK(middle == Approx(100).margin(0.011));
        }
    }
    CHECK(std::atan2(lines[0].back().y, lines[0].back().x) + 2 * std::numbers::pi == Approx(4).margin(1e-3));
    CHECK(std::atan2(lines[1].front().y, lines[1].front().x) + 2 * std::numbers::pi == Approx(5).margin(1e-3));
    const auto jump = [](double t) -> std::optional<Point> { return Point{t < 0.3 ? 0.0 : 100.0, t}; };
    CHECK(traceCurve(jump, 0, 1).size() == 2);
}
