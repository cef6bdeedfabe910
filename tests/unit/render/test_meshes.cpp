#include "geometry/triangulation.hpp"
#include "render/meshes.hpp"
#include "support/catch.hpp"
#include "support/synthetic_picture.hpp"

#include <cmath>
#include <random>

using namespace geju;
using namespace geju::test;

namespace {

const Point kFar{40'520'000, 3'470'000}; // an easting with its zone's prefix

std::vector<std::uint32_t> allRows(const FeatureTable& table) {
    std::vector<std::uint32_t> rows(table.size());
    std::iota(rows.begin(), rows.end(), 0U);
    return rows;
}

Ring moved(Ring ring, Point by) {
    for (Point& p : ring) p = {p.x + by.x, p.y + by.y};
    return ring;
}

} // namespace

TEST_CASE("quanta keep corners within a tenth of a millimetre over a city") {
    const QuantaFrame frame = QuantaFrame::of({kFar.x, kFar.y, kFar.x + 50'000, kFar.y + 30'000});
    // 2^-29 of 25 km, rounded up to a power of two.
    CHECK(frame.unitsPerQuantum == std::exp2(-14));
    std::mt19937 random(1);
    std::uniform_real_distribution<double> x(kFar.x, kFar.x + 50'000);
    std::uniform_real_distribution<double> y(kFar.y, kFar.y + 30'000);
    for (int i = 0; i < 1000; ++i) {
        const Point world{x(random), y(random)};
        const Point back = frame.toWorld(frame.toQuanta(world));
        CHECK(std::abs(back.x - world.x) <= 0.5 * std::exp2(-14));
        CHECK(std::abs(back.y - world.y) <= 0.5 * std::exp2(-14));
    }
    // Far outside stays inside 32 bits, differences included.
    CHECK(frame.toQuanta({1e12, -1e12}) == Quanta{1 << 29, -(1 << 29)});
    CHECK(QuantaFrame::of({5, 5, 5, 5}).unitsPerQuantum > 0);
}

TEST_CASE("the triangles of a mesh have the polygons' area") {
    Sketch sketch;
    sketch.polygon({moved(rectangle(0, 0, 100, 50), kFar), moved(rectangle(10, 10, 20, 20), kFar)});
    sketch.polygon({moved(rectangle(200, 0, 210, 10), kFar)});
    const auto layer = sketch.layer(PictureKind::Fill);
    const FillMesh mesh = fillMesh(*layer.table, *layer.rows);
    double area = 0;
    for (std::size_t i = 0; i < mesh.indices.size(); i += 3) {
        const auto& a = mesh.corners[mesh.indices[i]].position;
        const auto& b = mesh.corners[mesh.indices[i + 1]].position;
        const auto& c = mesh.corners[mesh.indices[i + 2]].position;
        area += 0.5 * std::abs((double(b.x) - a.x) * (double(c.y) - a.y) - (double(b.y) - a.y) * (double(c.x) - a.x));
    }
    area *= mesh.frame.unitsPerQuantum * mesh.frame.unitsPerQuantum;
    CHECK(area == Approx(100.0 * 50 - 100 + 100).epsilon(1e-6));
}

TEST_CASE("pieces in view come in drawing order and cover what the envelopes touch") {
    std::mt19937 random(2);
    std::uniform_real_distribution<double> place(0, 1000);
    Sketch sketch;
    for (int i = 0; i < 2000; ++i) {
        const Point at{place(random), place(random)};
        sketch.polygon({moved(circleRing(at, 3, 40), {0, 0})});
    }
    const auto layer = sketch.layer(PictureKind::Fill);
    const FillMesh mesh = fillMesh(*layer.table, allRows(*layer.table));
    const Box area{400, 400, 520, 450};
    const auto ranges = mesh.pieces.in(area);
    std::vector<bool> drawn(layer.table->size());
    std::uint32_t last = 0;
    for (const auto& range : ranges) {
        CHECK(range.first >= last);
        last = range.last;
        for (std::uint32_t i = range.first; i < range.last; ++i) drawn[mesh.corners[mesh.indices[i]].feature] = true;
    }
    std::size_t needed = 0;
    for (std::size_t row = 0; row < layer.table->size(); ++row) {
        if (!layer.table->envelope(row).intersects(area)) continue;
        ++needed;
        CHECK(drawn[row]);
    }
    CHECK(needed > 5);
    CHECK(static_cast<std::size_t>(std::count(drawn.begin(), drawn.end(), true)) < needed + 60);
    CHECK(mesh.pieces.in({2000, 2000, 3000, 3000}).empty());
    CHECK(mesh.pieces.in(layer.table->extent()).size() == 1);
}

TEST_CASE("paths carry their neighbours, distances and no empty segments") {
    Sketch sketch;
    sketch.line({{0, 0}, {3, 4}, {3, 4}, {3, 10}});
    sketch.polygon({rectangle(20, 0, 30, 10)});
    sketch.line({{50, 50}, {50, 50}});
    sketch.point({1, 1});
    const auto layer = sketch.layer(PictureKind::Line);
    const PathMesh mesh = pathMesh(*layer.table, *layer.rows);
    const double unit = mesh.frame.unitsPerQuantum;
    // before, three corners, after; before, five corners, after
    REQUIRE(mesh.texels.size() == 5 + 7);
    CHECK(mesh.texels[0].position == mesh.texels[1].position);
    CHECK(mesh.texels[4].position == mesh.texels[3].position);
    CHECK(mesh.texels[0].feature == -1);
    CHECK(mesh.texels[1].feature == 0);
    CHECK(mesh.texels[2].feature == 0);
    CHECK(mesh.texels[3].feature == -1);
    CHECK(mesh.texels[2].distanceQuanta * unit == Approx(5).epsilon(1e-6));
    CHECK(mesh.texels[3].distanceQuanta * unit == Approx(11).epsilon(1e-6));
    // The ring joins its ends.
    CHECK(mesh.texels[5].position == mesh.texels[9].position);
    CHECK(mesh.texels[11].position == mesh.texels[7].position);
    CHECK(mesh.texels[9].feature == 1);
    CHECK(mesh.texels[10].feature == -1);
    CHECK(mesh.texels[10].distanceQuanta * unit == Approx(40).epsilon(1e-6));
}

TEST_CASE("points of every kind, a ring's closing corner once") {
    Sketch sketch;
    sketch.point({1, 2}).line({{0, 0}, {5, 5}}).polygon({rectangle(0, 0, 1, 1)});
    const auto layer = sketch.layer(PictureKind::Circle);
    const PointMesh mesh = pointMesh(*layer.table, *layer.rows);
    CHECK(mesh.texels.size() == 1 + 2 + 4);
    CHECK(mesh.texels.back().feature == 2);
}
