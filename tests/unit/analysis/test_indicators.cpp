#include "analysis/indicators.hpp"
#include "cells.hpp"
#include "core/translate.hpp"

#include <cmath>

using namespace geju;
using namespace geju::test;

namespace {

std::shared_ptr<const FeatureTable> shared(FeatureTable table) {
    return std::make_shared<const FeatureTable>(std::move(table));
}

void addSource(Document& document, const std::string& id, FeatureTable table) {
    LoadedSource source;
    source.source = shared(std::move(table));
    source.world = source.source;
    document.sources[id] = source;
    SourceReference reference;
    reference.id = id;
    document.project.sources.push_back(reference);
}

/// A zone of 10 × 10 cells; parks on 30 of them, 10 of these twice; a road of 1500 m; one park outside.
Document document() {
    Document made;
    made.crs = planeCrs();
    TableBuilder land;
    const auto block = [](int x0, int y0, int x1, int y1) {
        Cells cells;
        for (int x = x0; x < x1; ++x) {
            for (int y = y0; y < y1; ++y) cells.insert({x, y});
        }
        return cells;
    };
    const auto add = [&](const Cells& cells, const char* code) {
        addShape(land, outline(cells));
        land.set("code", std::string_view(code));
        land.endFeature();
    };
    add(block(0, 0, 2, 10), "1401");
    add(block(1, 0, 3, 10), "1402");
    add(block(5, 0, 10, 10), "0701");
    add(block(20, 0, 21, 1), "1401");
    addSource(made, "land", land.build("land", planeCrs()));
    TableBuilder zone;
    addShape(zone, outline(block(0, 0, 10, 10)));
    zone.endFeature();
    addSource(made, "zone", zone.build("zone", planeCrs()));
    TableBuilder roads;
    for (const char* kind : {"main", "side"}) {
        roads.beginPart(PartKind::Line);
        roads.beginRing();
        roads.addPoint(kGridOrigin);
        roads.addPoint({kGridOrigin.x + 900, kGridOrigin.y + 1200});
        roads.set("kind", std::string_view(kind));
        roads.endFeature();
    }
    addSource(made, "roads", roads.build("roads", planeCrs()));
    return made;
}

Indicator indicator(const std::string& unit, std::optional<double> base, std::optional<double> target) {
    Indicator made;
    made.id = "i";
    made.unit = {{}, unit};
    if (base) made.base = YearValue{2020, *base};
    if (target) made.target = YearValue{2025, *target};
    return made;
}

IndicatorComputation ofParks(IndicatorComputation::Kind kind) {
    IndicatorComputation computation;
    computation.kind = kind;
    computation.source = "land";
    computation.classField = "code";
    computation.codes = {"14"};
    computation.boundarySource = "zone";
    return computation;
}

IndicatorFigure figure(Indicator wanted) {
    Document made = document();
    made.project.indicators.push_back(std::move(wanted));
    MeasureOptions options;
    options.measure = Measure::Planar;
    const auto figures = computeIndicators(made, options);
    REQUIRE(figures);
    REQUIRE(figures->rows.size() == 1);
    return figures->rows[0];
}

} // namespace

TEST_CASE("a share counts overlaps once and the ground inside the boundary only") {
    setLanguage("en");
    Indicator wanted = indicator("%", 25, 35);
    wanted.computation = ofParks(IndicatorComputation::Kind::ClassShare);
    const IndicatorFigure made = figure(wanted);
    REQUIRE(made.computed);
    CHECK(*made.computed == Approx(30));
    CHECK(made.numeratorSquareMeters == Approx(300000));
    CHECK(made.denominatorSquareMeters == Approx(1e6));
    CHECK(made.features == std::vector<std::uint32_t>{0, 1});
    CHECK(*made.missing == Approx(5));
    CHECK(*made.missingSquareMeters == Approx(50000)); // 75 mu
    CHECK(made.distanceText() == "short by 75.0 亩");
    CHECK_FALSE(made.reached());
    REQUIRE(made.issues.size() == 1);
    CHECK(made.issues[0].code == "overlap");
    CHECK(made.issues[0].message.find("100000.000") != std::string::npos);
}

TEST_CASE("areas in the unit of the indicator") {
    Indicator wanted = indicator("ha", std::nullopt, 20);
    wanted.computation = ofParks(IndicatorComputation::Kind::ClassArea);
    const IndicatorFigure made = figure(wanted);
    CHECK(*made.computed == Approx(30));
    CHECK(*made.missing == Approx(-10));
    CHECK(made.reached());
    CHECK(made.distanceText() == "reached, 150.0 亩 above");
    wanted.unit = {"亩", {}};
    CHECK(*figure(wanted).computed == Approx(450));
    // One language that is known is enough; the other is for people.
    for (const LocalText& unit : {LocalText{"万平方米", "myriad square metres"}, LocalText{"公顷数", "ha"}}) {
        wanted.unit = unit;
        CHECK(*figure(wanted).computed == Approx(30));
    }
    wanted.unit = {{}, "furlong"};
    const IndicatorFigure unknown = figure(wanted);
    CHECK_FALSE(unknown.computed);
    CHECK(unknown.issues.back().code == "unknown-unit");
}

TEST_CASE("area per head") {
    Indicator wanted = indicator("m²", std::nullopt, 12);
    wanted.computation = ofParks(IndicatorComputation::Kind::ClassAreaPerHead);
    wanted.computation->population = 30000;
    const IndicatorFigure made = figure(wanted);
    CHECK(*made.computed == Approx(10));
    CHECK(*made.missingSquareMeters == Approx(60000));
    wanted.computation->population = 0;
    CHECK_FALSE(figure(wanted).computed);
}

TEST_CASE("lengths and areas of filtered features") {
    Indicator wanted = indicator("km", std::nullopt, 2);
    IndicatorComputation computation;
    computation.kind = IndicatorComputation::Kind::Length;
    computation.source = "roads";
    computation.where = *Expression::parse(R"(["==","kind","main"])", Expression::Use::Filter);
    wanted.computation = computation;
    const IndicatorFigure made = figure(wanted);
    CHECK(*made.computed == Approx(1.5));
    CHECK(*made.missing == Approx(0.5));
    CHECK(made.features == std::vector<std::uint32_t>{0});
    CHECK(made.distanceText() == "short by 0.50 km");

    computation.kind = IndicatorComputation::Kind::Area;
    computation.source = "land";
    computation.where = *Expression::parse(R"(["==",["get","code"],"0701"])", Expression::Use::Filter);
    wanted.computation = computation;
    wanted.unit = {{}, "km²"};
    CHECK(*figure(wanted).computed == Approx(0.5));
}

TEST_CASE("figures that are carried are compared by their base") {
    CHECK(*figure(indicator("亿元", 1595.14, 2250)).missing == Approx(654.86));
    CHECK_FALSE(figure(indicator("亿元", 1595.14, 2250)).missingSquareMeters);
    const IndicatorFigure ceiling = figure(indicator("吨", 10, 8));
    CHECK(*ceiling.missing == Approx(2));
    CHECK(ceiling.distanceText() == "over by 2.00 吨");
    CHECK(figure(indicator("%", 0.0031, 0.0030)).distanceText() == "over by 0.0001 percentage points");
    CHECK(figure(indicator("吨", 5, 5)).distanceText() == "reached");
    CHECK(figure(indicator("亿元", std::nullopt, 8)).distanceText() == "–");
    CHECK_FALSE(figure(indicator("亿元", 3, std::nullopt)).missing);
}

namespace {

/// Homes on a square of 4 km, and what serves them: a large park and a small one, a stop, a street.
Document servedHomes() {
    Document made;
    made.crs = planeCrs();
    const auto square = [](double x, double y, double side) {
        const Point corner{kGridOrigin.x + x, kGridOrigin.y + y};
        return std::vector<Point>{
            corner, {corner.x + side, corner.y}, {corner.x + side, corner.y + side}, {corner.x, corner.y + side}};
    };
    TableBuilder homes;
    addPolygon(homes, {square(0, 0, 4000)});
    homes.set("code", std::string_view("0701"));
    homes.endFeature();
    addSource(made, "homes", homes.build("homes", planeCrs()));
    TableBuilder parks;
    for (const auto& [x, side] : {std::pair{1000.0, 200.0}, std::pair{3000.0, 50.0}}) {
        addPolygon(parks, {square(x, 1000, side)});
        parks.set("code", std::string_view("1401"));
        parks.endFeature();
    }
    addSource(made, "parks", parks.build("parks", planeCrs()));
    TableBuilder stops;
    for (const double x : {2000.0, 2600.0}) {
        stops.beginPart(PartKind::Points);
        stops.beginRing();
        stops.addPoint({kGridOrigin.x + x, kGridOrigin.y + 3000});
        stops.endFeature();
    }
    addSource(made, "stops", stops.build("stops", planeCrs()));
    TableBuilder streets;
    streets.beginPart(PartKind::Line);
    streets.beginRing();
    streets.addPoint({kGridOrigin.x + 1000, kGridOrigin.y + 2500});
    streets.addPoint({kGridOrigin.x + 2000, kGridOrigin.y + 2500});
    streets.endFeature();
    addSource(made, "streets", streets.build("streets", planeCrs()));
    TableBuilder zone;
    addPolygon(zone, {square(0, 0, 3000)});
    zone.endFeature();
    addSource(made, "zone", zone.build("zone", planeCrs()));
    return made;
}

IndicatorFigure served(const std::string& unit, IndicatorComputation::Kind kind, std::vector<ServiceReach> near,
                       const std::string& boundary = {}) {
    Document made = servedHomes();
    Indicator wanted = indicator(unit, std::nullopt, 50);
    IndicatorComputation computation;
    computation.kind = kind;
    computation.source = "homes";
    computation.classField = "code";
    computation.codes = {"07"};
    computation.boundarySource = boundary;
    computation.near = std::move(near);
    wanted.computation = std::move(computation);
    made.project.indicators.push_back(std::move(wanted));
    MeasureOptions options;
    options.measure = Measure::Planar;
    const auto figures = computeIndicators(made, options);
    REQUIRE(figures);
    return figures->rows.at(0);
}

ServiceReach reach(const std::string& source, double meters, double least = 0) {
    ServiceReach made;
    made.source = source;
    made.distanceMeters = meters;
    made.leastSquareMeters = least;
    return made;
}

constexpr double kPi = 3.14159265358979323846;
constexpr double kArcs = 2e-4; // circles are polygons of 256 corners, inside them

} // namespace

TEST_CASE("the ground that services reach, against closed forms") {
    using Kind = IndicatorComputation::Kind;
    // A square of side s with what lies within r of it: s² + 4 s r + π r².
    const auto around = [](double side, double r) { return side * side + 4 * side * r + kPi * r * r; };
    const double large = around(200, 500);
    const double small = around(50, 300);
    CHECK(*served("m²", Kind::ServiceArea, {reach("parks", 500, 10000)}).computed == Approx(large).epsilon(kArcs));
    CHECK(*served("m²", Kind::ServiceArea, {reach("parks", 500, 10000), reach("parks", 300, 2000)}).computed ==
          Approx(large + small).epsilon(kArcs));
    const IndicatorFigure share = served("%", Kind::ServiceShare, {reach("parks", 500, 10000)});
    CHECK(*share.computed == Approx(large / 16e6 * 100).epsilon(kArcs));
    CHECK(share.denominatorSquareMeters == Approx(16e6));
    CHECK(*share.missingSquareMeters == Approx(8e6 - large).epsilon(kArcs));
    CHECK(share.features == std::vector<std::uint32_t>{0});

    // Two circles of radius r, d apart: the lens 2 r² acos(d / 2r) − d/2 √(4 r² − d²) counts once.
    const double r = 500;
    const double d = 600;
    const double lens = 2 * r * r * std::acos(d / (2 * r)) - d / 2 * std::sqrt(4 * r * r - d * d);
    CHECK(*served("m²", Kind::ServiceArea, {reach("stops", r)}).computed ==
          Approx(2 * kPi * r * r - lens).epsilon(kArcs));
    // A stadium about the street.
    CHECK(*served("ha", Kind::ServiceArea, {reach("streets", 300)}).computed ==
          Approx((2 * 300 * 1000 + kPi * 300 * 300) / 1e4).epsilon(kArcs));
    // Half of the stops' ground lies beyond the boundary, which also cuts the homes.
    const IndicatorFigure inside = served("%", Kind::ServiceShare, {reach("stops", r)}, "zone");
    CHECK(inside.numeratorSquareMeters ==
          Approx((2 * kPi * r * r - lens) / 2 -
                 [&] {
                     // East of the boundary at 3000: the half segment of the circle about 2600.
                     return (r * r * std::acos(400 / r) - 400 * std::sqrt(r * r - 400 * 400)) / 2;
                 }())
              .epsilon(kArcs));
    CHECK(inside.denominatorSquareMeters == Approx(9e6));
}

TEST_CASE("services say that they are straight lines, and reach nobody where there are none") {
    using Kind = IndicatorComputation::Kind;
    const IndicatorFigure none = served("%", Kind::ServiceShare, {reach("parks", 500, 1e6)});
    CHECK(none.computed == 0.0);
    REQUIRE(none.issues.size() == 1);
    CHECK(none.issues[0].code == "straight-line");
    CHECK(none.issues[0].severity == Severity::Notice);
    CHECK(served("%", Kind::ServiceShare, {reach("moon", 500)}).issues.at(0).code == "missing-source");
    CHECK(served("furlong", Kind::ServiceArea, {reach("parks", 500)}).issues.at(0).code == "unknown-unit");
}

TEST_CASE("what stands in the way of a figure is said") {
    Indicator wanted = indicator("%", std::nullopt, 35);
    wanted.computation = ofParks(IndicatorComputation::Kind::ClassShare);
    wanted.computation->classField = "klasse";
    CHECK(figure(wanted).issues.at(0).code == "missing-field");
    wanted.computation = ofParks(IndicatorComputation::Kind::ClassShare);
    wanted.computation->source = "sea";
    CHECK(figure(wanted).issues.at(0).code == "missing-source");
    wanted.computation = ofParks(IndicatorComputation::Kind::ClassShare);
    wanted.computation->boundarySource.clear();
    const IndicatorFigure made = figure(wanted);
    CHECK_FALSE(made.computed);
    CHECK(made.issues.back().code == "missing-boundary");
}
