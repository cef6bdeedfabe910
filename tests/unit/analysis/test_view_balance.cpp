// What follows the view against what is exact.
#include "analysis/view_balance.hpp"
#include "cells.hpp"
#include "geometry/box_clip.hpp"
#include "geometry/measure.hpp"

#include <map>

using namespace geju;
using namespace geju::test;

TEST_CASE("a ring's area inside a box is that of GEOS's intersection", "[view]") {
    std::mt19937 random(11);
    const auto between = [&](double low, double high) {
        return std::uniform_real_distribution<double>(low, high)(random);
    };
    for (int i = 0; i < 500; ++i) {
        // A star: as concave as rings get, and it falls apart at the sides of boxes.
        std::vector<Point> ring;
        const int corners = 5 + i % 40;
        for (int k = 0; k < corners; ++k) {
            const double angle = 2 * 3.14159265358979 * k / corners;
            const double radius = between(5, 100);
            ring.push_back({radius * std::cos(angle), radius * std::sin(angle)});
        }
        ring.push_back(ring.front());
        const Point at{between(-120, 100), between(-120, 100)};
        const Box box{at.x, at.y, at.x + between(1, 150), at.y + between(1, 150)};
        BoxClip clip(box);
        const std::vector<std::vector<Point>> rings{ring};
        const auto part = Shape::fromRings(rings).intersection(Shape::fromBox(box));
        REQUIRE(part);
        CHECK(clip.ringArea(ring) == Approx(part->planarArea()).epsilon(1e-9).margin(1e-9));
        BoxClip all(Box{-200, -200, 200, 200});
        CHECK(all.ringArea(ring) == Approx(std::fabs(ringArea(ring))).epsilon(1e-12));
    }
}

TEST_CASE("land use in view is the exact balance within the view, to a millionth", "[view]") {
    std::mt19937 random(5);
    // A coverage: every cell of the grid once, in patches of classes.
    std::map<std::pair<int, int>, int> ofCell;
    constexpr int kSide = 30;
    std::vector<Cells> patches(60);
    for (int x = 0; x < kSide; ++x) {
        for (int y = 0; y < kSide; ++y) {
            patches[static_cast<std::size_t>((x / 5) * 6 + y / 5)].insert({x, y});
        }
    }
    TableBuilder builder;
    const char* codes[] = {"0701", "1401", "1402"};
    for (std::size_t i = 0; i < patches.size(); ++i) {
        if (patches[i].empty()) continue;
        addShape(builder, outline(patches[i]));
        if (i % 4 < 3) builder.set("code", std::string_view(codes[i % 4]));
        builder.endFeature();
    }
    const FeatureTable table = builder.build("parcels", planeCrs());
    BalanceRequest request;
    request.table = &table;
    request.classField = "code";
    const auto view = ViewBalance::prepare(request, std::make_shared<const FeatureTable>(table));
    REQUIRE(view);
    const auto between = [&](double low, double high) {
        return std::uniform_real_distribution<double>(low, high)(random);
    };
    for (int round = 0; round < 40; ++round) {
        const double size = kSide * kCellMeters;
        const Point at{kGridOrigin.x + between(-0.5, 0.9) * size, kGridOrigin.y + between(-0.5, 0.9) * size};
        const Box box{at.x, at.y, at.x + between(0.1, 2) * size, at.y + between(0.1, 2) * size};
        const FeatureTable district = viewDistrict(box, planeCrs());
        request.districts = &district;
        request.nameField = "name";
        const auto exact = balance(request);
        REQUIRE(exact);
        const auto rows = view->inside(box);
        REQUIRE(rows.size() == exact->rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            CHECK(rows[i].code == exact->rows[i].code);
            CHECK(rows[i].count == exact->rows[i].count);
            CHECK(rows[i].squareMeters == Approx(exact->rows[i].squareMeters).epsilon(1e-6).margin(1e-3));
        }
    }
}
