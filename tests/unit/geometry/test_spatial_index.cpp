#include "geometry/spatial_index.hpp"
#include "random_polygons.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <limits>

using namespace geju;

namespace {

std::vector<std::uint32_t> plainQuery(const std::vector<Box>& boxes, const Box& area) {
    std::vector<std::uint32_t> found;
    for (std::uint32_t i = 0; i < boxes.size(); ++i) {
        if (!boxes[i].empty() && boxes[i].intersects(area)) found.push_back(i);
    }
    return found;
}

std::vector<std::uint32_t> sorted(std::vector<std::uint32_t> list) {
    std::sort(list.begin(), list.end());
    return list;
}

} // namespace

TEST_CASE("the index finds what a plain search finds", "[index]") {
    geju::test::RandomPolygons random(11);
    for (const int count : {0, 1, 2, 15, 16, 17, 255, 256, 257, 5000}) {
        std::vector<Box> boxes;
        for (int i = 0; i < count; ++i) {
            if (i % 7 == 3) {
                boxes.emplace_back(); // a feature without geometry
                continue;
            }
            const double x = random.real(-180, 180), y = random.real(-90, 90);
            const double size = i % 50 == 0 ? 100 : 2;
            boxes.push_back({x, y, x + random.real(0, size), y + random.real(0, size)});
        }
        const SpatialIndex index(boxes);
        CHECK(index.size() == static_cast<std::size_t>(count - (count + 3) / 7));
        for (int query = 0; query < 200; ++query) {
            const double x = random.real(-200, 200), y = random.real(-100, 100);
            const Box area{x, y, x + random.real(0, 60), y + random.real(0, 60)};
            REQUIRE(sorted(index.query(area)) == plainQuery(boxes, area));
            REQUIRE(index.meets(area) == !plainQuery(boxes, area).empty());
        }
        CHECK(sorted(index.query(Box{-1e9, -1e9, 1e9, 1e9})) == plainQuery(boxes, {-1e9, -1e9, 1e9, 1e9}));
        CHECK(index.query(Box{}).empty());
    }
}

TEST_CASE("boxes all alike, on a line, huge or infinite", "[index]") {
    const std::vector<Box> alike(1000, Box{1, 1, 1, 1});
    CHECK(SpatialIndex(alike).query(Box{1, 1, 1, 1}).size() == 1000); // touching counts
    CHECK(SpatialIndex(alike).query(Box{1.1, 1, 2, 2}).empty());

    std::vector<Box> line;
    for (int i = 0; i < 1000; ++i) line.push_back({static_cast<double>(i), 0, static_cast<double>(i), 0});
    CHECK(SpatialIndex(line).query(Box{10, -1, 19, 1}).size() == 10);

    constexpr double kMost = std::numeric_limits<double>::max();
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    std::vector<Box> wide{{-kMost, -kMost, kMost, kMost}, {0, 0, 1, 1}, {-kInfinity, 0, kInfinity, 1}};
    CHECK(sorted(SpatialIndex(wide).query(Box{0, 0, 1, 1})) == std::vector<std::uint32_t>{0, 1});
}

TEST_CASE("boxes are selected by what is said of boxes about them", "[index]") {
    geju::test::RandomPolygons random(12);
    for (const int count : {0, 1, 16, 17, 300, 5000}) {
        std::vector<Box> boxes;
        for (int i = 0; i < count; ++i) {
            const double x = random.real(0, 100), y = random.real(0, 100);
            boxes.push_back({x, y, x + random.real(0, 2), y + random.real(0, 2)});
        }
        const SpatialIndex index(boxes);
        const Box wanted{20, 30, 70, 90};
        std::size_t asked = 0;
        const auto cover = [&](const Box& box) {
            ++asked;
            if (!box.intersects(wanted)) return SpatialIndex::Cover::Apart;
            return wanted.contains(box) ? SpatialIndex::Cover::Inside : SpatialIndex::Cover::Mixed;
        };
        for (const std::size_t least : {1u, 2u, 16u, 100u, 100000u}) {
            const auto nodes = index.nodes(least);
            CHECK(nodes.size() >= std::min<std::size_t>(least, boxes.size()));
            std::vector<std::uint32_t> inside, mixed;
            for (const SpatialIndex::Node node : nodes) {
                index.select(node, cover, [&](std::uint32_t i, bool all) { (all ? inside : mixed).push_back(i); });
            }
            for (const std::uint32_t i : inside) CHECK(wanted.contains(boxes[i]));
            for (const std::uint32_t i : mixed) CHECK(!wanted.contains(boxes[i]));
            inside.insert(inside.end(), mixed.begin(), mixed.end());
            CHECK(sorted(inside) == plainQuery(boxes, wanted));
            if (least == 1 && count == 5000) CHECK(asked < boxes.size() / 2);
            if (least == 1) asked = 0;
        }
        std::vector<std::uint32_t> order(index.inOrder().begin(), index.inOrder().end());
        CHECK(sorted(order) == plainQuery(boxes, {-1, -1, 200, 200}));
    }
}
