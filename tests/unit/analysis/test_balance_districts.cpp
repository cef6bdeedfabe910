// Which features a balance by district looks at, and features that are large or lie in odd places.
#include "analysis/land_use_balance.hpp"
#include "cells.hpp"
#include "unit/geometry/random_polygons.hpp"

using namespace geju;
using namespace geju::test;

TEST_CASE("what lies apart from all districts is not looked at") {
    TableBuilder builder;
    addShape(builder, outline({{0, 0}, {1, 0}}));
    builder.endFeature();
    const Point far{kGridOrigin.x + 50000, kGridOrigin.y};
    addPolygon(builder, {{far, {far.x + 10, far.y + 10}, {far.x + 10, far.y}, {far.x, far.y + 10}}}); // a bow-tie
    builder.endFeature();
    const FeatureTable table = builder.build("parcels", planeCrs());
    TableBuilder zone;
    addShape(zone, outline({{0, 0}, {0, 1}}));
    zone.endFeature();
    const FeatureTable districts = zone.build("zone", planeCrs());
    BalanceRequest request;
    request.table = &table;
    request.options = planar();
    const auto all = balance(request);
    REQUIRE(all);
    CHECK(all.issues.size() == 1);
    request.districts = &districts;
    const auto within = balance(request);
    REQUIRE(within);
    CHECK(within.issues.empty());
    REQUIRE(within->rows.size() == 1);
    CHECK(within->rows[0].squareMeters == Approx(kCellSquareMeters));
}

TEST_CASE("what lies between the arms of a district is not looked at, exactly") {
    // An L of cells, a bow-tie in its inner corner, one that the L's outline crosses, and one in the L.
    const auto bowTie = [](double x, double y) {
        const Point at{kGridOrigin.x + x, kGridOrigin.y + y};
        return std::vector<std::vector<Point>>{{at, {at.x + 10, at.y + 10}, {at.x + 10, at.y}, {at.x, at.y + 10}}};
    };
    TableBuilder builder;
    addShape(builder, outline({{0, 0}, {1, 1}, {2, 2}}));
    builder.endFeature();
    for (const auto& [x, y] : {std::pair{250.0, 250.0}, {95.0, 250.0}, {50.0, 50.0}}) {
        addPolygon(builder, bowTie(x, y));
        builder.endFeature();
    }
    const FeatureTable table = builder.build("parcels", planeCrs());
    TableBuilder zone;
    addShape(zone, outline({{0, 0}, {0, 1}, {0, 2}, {1, 0}, {2, 0}}));
    zone.endFeature();
    const FeatureTable districts = zone.build("zone", planeCrs());
    BalanceRequest request;
    request.table = &table;
    request.districts = &districts;
    const auto within = balance(request);
    REQUIRE(within);
    std::vector<std::int64_t> looked;
    for (const Issue& issue : within.issues) {
        if (issue.code == "self-intersection") looked.push_back(issue.feature.value());
    }
    CHECK(looked == std::vector<std::int64_t>{2, 3});
    REQUIRE(within->rows.size() == 1);
    CHECK(within->rows[0].features == std::vector<std::uint32_t>{0, 2, 3});
}

TEST_CASE("a feature of thousands of corners over many others and many districts, against GEOS") {
    RandomPolygons random(79);
    TableBuilder builder;
    const auto add = [&](const std::vector<std::vector<Point>>& rings) {
        std::vector<std::vector<Point>> placed = rings;
        for (auto& ring : placed) {
            for (Point& p : ring) p = {kGridOrigin.x + p.x, kGridOrigin.y + p.y};
        }
        addPolygon(builder, placed);
        builder.endFeature();
    };
    add(random.starWithHoles({0, 0}, 1000, 6000, 3));
    for (int i = 0; i < 60; ++i) add({random.star({random.real(-900, 900), random.real(-900, 900)}, 20, 150, 9)});
    const FeatureTable table = builder.build("parcels", planeCrs());
    TableBuilder zones;
    std::vector<Shape> grounds;
    for (int i = 0; i < 16; ++i) {
        const Point at{kGridOrigin.x - 1000 + i % 4 * 500, kGridOrigin.y - 1000 + i / 4 * 500};
        grounds.push_back(Shape::fromBox({at.x, at.y, at.x + 500, at.y + 500}));
        addShape(zones, grounds.back());
        zones.set("name", Value(std::string_view(std::to_string(i))));
        zones.endFeature();
    }
    const FeatureTable districts = zones.build("zones", planeCrs());
    BalanceRequest request;
    request.table = &table;
    request.districts = &districts;
    request.options = planar();
    const auto result = balance(request);
    REQUIRE(result);
    REQUIRE(result->rows.size() == 16);
    std::vector<Shape> shapes;
    std::vector<const Shape*> pointers;
    for (std::size_t row = 0; row < table.size(); ++row) shapes.push_back(Shape::fromFeature(table, row));
    for (const Shape& shape : shapes) pointers.push_back(&shape);
    const auto all = Shape::unionOf(pointers);
    REQUIRE(all);
    for (std::size_t i = 0; i < 16; ++i) {
        const auto inside = all->intersection(grounds[i]);
        REQUIRE(inside);
        CHECK(result->rows[i].squareMeters == Approx(inside->planarArea()).epsilon(1e-10));
        double parts = 0;
        for (const Shape& shape : shapes) parts += shape.intersection(grounds[i])->planarArea();
        CHECK(result->rows[i].overlapSquareMeters == Approx(parts - inside->planarArea()).epsilon(1e-8).margin(1e-3));
        CHECK(result->ledgers[i].closes());
    }
}
