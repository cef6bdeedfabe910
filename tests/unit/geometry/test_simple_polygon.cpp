// The quick proof of validity against GEOS: it may be unsure, never wrong.
#include "geometry/shape.hpp"
#include "geometry/simple_polygon.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <random>

using namespace geju;

namespace {

using Rings = std::vector<std::vector<Point>>;

FeatureTable tableOf(const std::vector<std::vector<Rings>>& features) {
    TableBuilder builder;
    for (const auto& polygons : features) {
        for (const Rings& rings : polygons) {
            builder.beginPart(PartKind::Polygon);
            for (const auto& ring : rings) {
                builder.beginRing();
                for (const Point p : ring) builder.addPoint(p);
            }
        }
        builder.endFeature();
    }
    return builder.build("test", Crs::wgs84());
}

bool geosValid(const FeatureTable& table, std::size_t row) {
    return !Shape::fromFeature(table, row).invalidity();
}

std::vector<Point> square(double x, double y, double size) {
    return {{x, y}, {x + size, y}, {x + size, y + size}, {x, y + size}, {x, y}};
}

} // namespace

TEST_CASE("ordinary polygons are surely valid, others never", "[valid]") {
    const std::vector<std::vector<Rings>> features{
        {{square(0, 0, 10)}},
        {{square(0, 0, 10), square(2, 2, 2), square(6, 6, 2)}},
        {{square(0, 0, 1)}, {square(5, 5, 1)}},
        {{{{0, 0}, {10, 0}, {10, 10}, {5, 5}, {0, 10}, {0, 0}}}},
        // Not valid.
        {{{{0, 0}, {1, 1}, {1, 0}, {0, 1}, {0, 0}}}},                      // bow-tie
        {{square(0, 0, 10), square(20, 20, 2)}},                           // hole outside
        {{square(0, 0, 10), square(2, 2, 6), square(3, 3, 2)}},            // hole in a hole
        {{square(0, 0, 10)}, {square(2, 2, 2)}},                           // part in a part
        {{square(0, 0, 10)}, {square(5, 5, 10)}},                          // parts that cross
        {{{{0, 0}, {10, 0}, {10, 10}, {10, 4}, {0, 10}, {0, 0}}}},         // a spike back along an edge
        {{{{0, 0}, {10, 0}, {10, 10}, {0, 10}, {5, 0}, {0, 10}, {0, 0}}}}, // touches itself
        {{{{0, 0}, {10, 0}, {5, 0}, {0, 0}}}},                             // flat
        {{{{0, 0}, {10, 0}, {10, NAN}, {0, 10}, {0, 0}}}},
        {{{{0, 0}, {10, 0}, {10, 10}}}}, // open
    };
    const FeatureTable table = tableOf(features);
    for (std::size_t row = 0; row < table.size(); ++row) {
        INFO("feature " << row);
        CHECK(isSurelyValid(table, row) == (row < 4));
    }
}

TEST_CASE("what is surely valid is valid by GEOS", "[valid]") {
    std::mt19937 random(9);
    // On a small grid of whole numbers corners touch edges and edges lie on each other all the time.
    std::size_t sure = 0;
    std::size_t valid = 0;
    for (int round = 0; round < 20000; ++round) {
        const int side = 2 + round % 12;
        const auto corner = [&] {
            return Point{static_cast<double>(std::uniform_int_distribution<int>(0, side)(random)),
                         static_cast<double>(std::uniform_int_distribution<int>(0, side)(random))};
        };
        std::vector<Rings> polygons(1 + static_cast<std::size_t>(round % 2));
        for (Rings& rings : polygons) {
            rings.resize(1 + static_cast<std::size_t>(round % 3 == 0));
            for (auto& ring : rings) {
                const int corners = 3 + static_cast<int>(random() % 4);
                for (int i = 0; i < corners; ++i) ring.push_back(corner());
                ring.push_back(ring.front());
            }
        }
        const FeatureTable table = tableOf({polygons});
        const bool isValid = geosValid(table, 0);
        valid += isValid;
        if (!isSurelyValid(table, 0)) continue;
        ++sure;
        CHECK(isValid);
    }
    CHECK(sure > 1000);
    CHECK(valid >= sure);
}
