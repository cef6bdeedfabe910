// Corridors against closed forms and against plain overlays of everything with everything.
#include "analysis/corridor.hpp"
#include "analysis/land_use_balance.hpp"
#include "cells.hpp"
#include "geometry/linework.hpp"
#include "geometry/measure.hpp"

#include <cmath>
#include <numbers>
#include <random>

using namespace geju;
using namespace geju::test;

namespace {

void addLine(TableBuilder& builder, const std::vector<Point>& path) {
    builder.beginPart(PartKind::Line);
    builder.beginRing();
    for (const Point point : path) builder.addPoint(point);
    builder.endFeature();
}

Point at(double x, double y) {
    return {kGridOrigin.x + x, kGridOrigin.y + y};
}

/// Of the regular polygon of 64 corners that stands for a disc.
double discArea(double radius) {
    return 32 * radius * radius * std::sin(2 * std::numbers::pi / 64);
}

double planarArea(const FeatureTable& table) {
    MeasureOptions options;
    options.measure = Measure::Planar;
    const auto areas = measureAreas(table, options);
    REQUIRE(areas);
    return areas->totalSquareMeters;
}

} // namespace

TEST_CASE("a corridor of many lines is the plain union of their buffers", "[corridor]") {
    std::mt19937 random(9);
    std::uniform_real_distribution<double> place(0, 2000);
    TableBuilder builder;
    std::vector<Shape> buffers;
    std::vector<const Shape*> pointers;
    for (int i = 0; i < 30; ++i) {
        const std::vector<Point> path{at(place(random), place(random)), at(place(random), place(random)),
                                      at(place(random), place(random))};
        addLine(builder, path);
        auto buffer = groundNear(path, 30, 16);
        REQUIRE(buffer);
        buffers.push_back(std::move(*buffer));
    }
    for (const Shape& buffer : buffers) pointers.push_back(&buffer);
    const FeatureTable lines = builder.build("lines", planeCrs());
    CorridorRequest request;
    request.lines = &lines;
    request.widthMeters = 60;
    request.frame = planeCrs();
    request.name = "axes";
    const auto corridor = corridorOf(request);
    REQUIRE(corridor);
    CHECK(planarArea(*corridor) == Approx(Shape::unionOf(pointers)->planarArea()).epsilon(1e-12));

    TableBuilder above;
    for (int i = 0; i < 12; ++i) addLine(above, {at(0, 100 * i), at(1000, 100 * i)});
    const FeatureTable parallels = above.build("parallels", planeCrs());
    request.lines = &parallels;
    const auto ladder = corridorOf(request);
    REQUIRE(ladder);
    CHECK(planarArea(*ladder) == Approx(12 * (1000 * 60 + discArea(30))).epsilon(1e-9));
}

TEST_CASE("a corridor is its lines' buffers, once only", "[corridor]") {
    TableBuilder builder;
    addLine(builder, {at(0, 500), at(1000, 500)});
    CorridorRequest request;
    request.widthMeters = 100;
    request.frame = planeCrs();
    request.name = "axes";
    const FeatureTable one = builder.build("one", planeCrs());
    request.lines = &one;
    const auto single = corridorOf(request);
    REQUIRE(single);
    CHECK(single->size() == 1);
    CHECK(toText(single->value(0, "name")) == "axes");
    CHECK(planarArea(*single) == Approx(1000 * 100 + discArea(50)).epsilon(1e-9));

    TableBuilder crossing;
    addLine(crossing, {at(0, 500), at(1000, 500)});
    addLine(crossing, {at(500, 0), at(500, 1000)});
    const FeatureTable two = crossing.build("two", planeCrs());
    request.lines = &two;
    const auto both = corridorOf(request);
    REQUIRE(both);
    CHECK(planarArea(*both) == Approx(2 * (1000 * 100 + discArea(50)) - 100 * 100).epsilon(1e-9));

    const FeatureTable none = TableBuilder().build("none", planeCrs());
    request.lines = &none;
    const auto missing = corridorOf(request);
    CHECK_FALSE(missing);
    REQUIRE_FALSE(missing.issues.empty());
    CHECK(missing.issues[0].code == "no-lines");
}

TEST_CASE("a corridor of lon/lat lines has its width on the ground", "[corridor]") {
    TableBuilder builder;
    addLine(builder, {{121, 31}, {121.1, 31.05}});
    const FeatureTable lines = builder.build("lines", Crs::wgs84());
    CorridorRequest request;
    request.lines = &lines;
    request.widthMeters = 400;
    request.name = "line";
    for (const bool named : {false, true}) {
        if (named) request.plane = planeCrs();
        const auto corridor = corridorOf(request);
        REQUIRE(corridor);
        const auto areas = measureAreas(*corridor);
        REQUIRE(areas);
        const Measurer measurer(lines, Measure::Ellipsoidal);
        const double length = measurer.lengthOfFeature(0);
        // The scale of either plane is within 4e-4 of 1 here; lengths and widths both take it.
        CHECK(areas->totalSquareMeters == Approx(length * 400 + discArea(200)).epsilon(1e-3));
    }
}

TEST_CASE("areas by class inside a corridor agree with plain overlays", "[corridor]") {
    std::mt19937 random(31);
    std::uniform_real_distribution<double> place(0, 800);
    for (int round = 0; round < 25; ++round) {
        TableBuilder builder;
        for (int y = 0; y < 8; ++y) {
            for (int x = 0; x < 8; ++x) {
                addShape(builder, outline({{x, y}}));
                const std::string code = std::to_string((x * 3 + y) % 4);
                builder.set("code", Value(std::string_view(code)));
                builder.endFeature();
            }
        }
        const FeatureTable table = builder.build("cells", planeCrs());
        TableBuilder paths;
        std::vector<Shape> buffers;
        for (int i = 0; i < 3; ++i) {
            const std::vector<Point> path{at(place(random), place(random)), at(place(random), place(random)),
                                          at(place(random), place(random))};
            addLine(paths, path);
            auto buffer = groundNear(path, 30);
            REQUIRE(buffer);
            buffers.push_back(std::move(*buffer));
        }
        const FeatureTable lines = paths.build("lines", planeCrs());
        CorridorRequest request;
        request.lines = &lines;
        request.widthMeters = 60;
        request.frame = planeCrs();
        request.name = "corridor";
        const auto corridor = corridorOf(request);
        REQUIRE(corridor);
        BalanceRequest counted;
        counted.table = &table;
        counted.classField = "code";
        counted.districts = &*corridor;
        counted.options.measure = Measure::Planar;
        const auto balanced = balance(counted);
        REQUIRE(balanced);

        auto ground = buffers[0].united(buffers[1]);
        REQUIRE(ground);
        ground = ground->united(buffers[2]);
        REQUIRE(ground);
        for (const BalanceRow& row : balanced->rows) {
            double expected = 0;
            for (std::size_t i = 0; i < table.size(); ++i) {
                if (toText(table.value(i, "code")) != row.code.value()) continue;
                const auto part = Shape::fromFeature(table, i).intersection(*ground);
                REQUIRE(part);
                expected += part->planarArea();
            }
            CHECK(row.squareMeters == Approx(expected).epsilon(1e-9));
            CHECK(row.within == "corridor");
        }
    }
}
