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
        {{square(0, 0, 10), square(1, 1, 8)}, {square(2, 2, 6), square(3, 3, 4)}, {square(4, 4, 2)}}, // islands
        {{{{0, 0}, {0, 0}, {9, 0}, {9, 9}, {9, 9}, {9, 9}, {0, 0}, {0, 0}}}}, // corners given twice
        // Not valid.
        {{{{0, 0}, {0, 0}, {9, 0}, {9, 0}, {0, 0}}}},                                // flat, corners given twice
        {{{{0, 0}, {0, 0}, {9, 0}, {9, 9}, {9, 9}, {9, 1}, {0, 9}, {0, 0}}}},        // a spike at a corner given twice
        {{{{0, 0}, {1, 1}, {1, 0}, {0, 1}, {0, 0}}}},                                // bow-tie
        {{square(0, 0, 10), square(20, 20, 2)}},                                     // hole outside
        {{square(0, 0, 10), square(2, 2, 6), square(3, 3, 2)}},                      // hole in a hole
        {{square(0, 0, 10)}, {square(2, 2, 2)}},                                     // part in a part
        {{square(0, 0, 10)}, {square(5, 5, 10)}},                                    // parts that cross
        {{square(0, 0, 10)}, {square(0, 0, 10)}},                                    // a part twice
        {{square(0, 0, 9), square(1, 1, 7), square(2, 2, 5), square(3, 3, 3)}},      // a hole in a hole in a hole
        {{square(2, 2, 2), square(0, 0, 10)}},                                       // the shell in its hole
        {{square(2, 2, 2), square(0, 0, 10), square(1, 1, 8)}},                      // and in two
        {{square(0, 0, 10), square(1, 1, 8)}, {square(2, 2, 6)}, {square(3, 3, 4)}}, // an island in an island
        {{{{0, 0}, {10, 0}, {10, 10}, {10, 4}, {0, 10}, {0, 0}}}},                   // a spike back along an edge
        {{{{0, 0}, {10, 0}, {10, 10}, {0, 10}, {5, 0}, {0, 10}, {0, 0}}}},           // touches itself
        {{{{0, 0}, {10, 0}, {5, 0}, {0, 0}}}},                                       // flat
        {{{{0, 0}, {10, 0}, {10, NAN}, {0, 10}, {0, 0}}}},
        {{{{0, 0}, {10, 0}, {10, 10}}}}, // open
    };
    const FeatureTable table = tableOf(features);
    for (std::size_t row = 0; row < table.size(); ++row) {
        INFO("feature " << row);
        CHECK(isSurelyValid(table, row) == (row < 6));
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

namespace {

/// A ring of very many corners about a centre: simple where the radii are above 0.
std::vector<Point> ragged(Point center, double least, double most, int corners, std::mt19937& random) {
    std::vector<Point> ring;
    for (int i = 0; i < corners; ++i) {
        const double angle = 2 * M_PI * i / corners;
        const double radius = std::uniform_real_distribution<double>(least, most)(random);
        ring.push_back({center.x + radius * std::cos(angle), center.y + radius * std::sin(angle)});
    }
    ring.push_back(ring.front());
    return ring;
}

} // namespace

TEST_CASE("polygons of very many corners are surely valid, and never where one corner is moved across", "[valid]") {
    std::mt19937 random(10);
    std::size_t sure = 0;
    for (int round = 0; round < 60; ++round) {
        const int corners = 40 << (round % 7);
        Rings rings{ragged({0, 0}, 90, 100, corners, random)};
        for (int hole = 0; hole < round % 5; ++hole) {
            rings.push_back(ragged({30.0 * (hole - 2), 10}, 5, 12, corners / 4, random));
        }
        const FeatureTable good = tableOf({{rings}});
        CHECK(isSurelyValid(good, 0));
        sure += geosValid(good, 0);
        // One corner anywhere: sometimes still valid, mostly not.
        auto& ring = rings[random() % rings.size()];
        ring[1 + random() % (ring.size() - 2)] = {std::uniform_real_distribution<double>(-100, 100)(random),
                                                  std::uniform_real_distribution<double>(-100, 100)(random)};
        const FeatureTable moved = tableOf({{rings}});
        CHECK((!isSurelyValid(moved, 0) || geosValid(moved, 0)));
        CHECK((isSurelyValid(moved, 0) || !geosValid(moved, 0)));
    }
    CHECK(sure == 60);
}
