#include "render/pixel_paths.hpp"
#include "render/software_painter.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <memory>
#include <numbers>
#include <numeric>
#include <random>
#include <vector>

using namespace geju;

namespace {

double lengthOf(std::span<const Point> path) {
    double length = 0;
    for (std::size_t i = 1; i < path.size(); ++i)
        length += std::hypot(path[i].x - path[i - 1].x, path[i].y - path[i - 1].y);
    return length;
}

/// A quilt of polygons with shared winding edges over [0, 1000]², far from the origin as in a plan's CRS.
std::shared_ptr<const FeatureTable> quilt(Point origin) {
    constexpr int kAcross = 10;
    std::mt19937 random(3);
    std::uniform_real_distribution<double> jitter(-25, 25);
    std::vector<Point> nodes;
    for (int j = 0; j <= kAcross; ++j) {
        for (int i = 0; i <= kAcross; ++i) {
            const bool border = i == 0 || j == 0 || i == kAcross || j == kAcross;
            nodes.push_back({origin.x + i * 100 + (border ? 0 : jitter(random)),
                             origin.y + j * 100 + (border ? 0 : jitter(random))});
        }
    }
    TableBuilder builder;
    const auto node = [&](int i, int j) { return nodes[static_cast<std::size_t>(j * (kAcross + 1) + i)]; };
    for (int j = 0; j < kAcross; ++j) {
        for (int i = 0; i < kAcross; ++i) {
            builder.beginPart(PartKind::Polygon);
            builder.beginRing();
            for (const Point p : {node(i, j), node(i + 1, j), node(i + 1, j + 1), node(i, j + 1), node(i, j)})
                builder.addPoint(p);
            builder.endFeature();
        }
    }
    return std::make_shared<FeatureTable>(builder.build("quilt", Crs::wgs84()));
}

std::shared_ptr<const std::vector<std::uint32_t>> allRows(const FeatureTable& table) {
    std::vector<std::uint32_t> rows(table.size());
    std::iota(rows.begin(), rows.end(), 0u);
    return std::make_shared<const std::vector<std::uint32_t>>(std::move(rows));
}

Picture quiltPicture(Point origin) {
    Picture picture;
    PictureLayer fill;
    fill.kind = PictureKind::Fill;
    fill.table = quilt(origin);
    fill.rows = allRows(*fill.table);
    for (std::size_t i = 0; i < fill.table->size(); ++i) fill.symbolOf.push_back(static_cast<std::uint32_t>(i % 3));
    fill.fills = {{{200, 30, 30, 255}, {}, {}}, {{30, 200, 30, 255}, {}, {}}, {{30, 30, 200, 160}, {0, 0, 0, 255}, {}}};
    HatchStyle hatch;
    hatch.color = {255, 255, 255, 255};
    fill.fills[1].hatch = hatch;
    picture.layers.push_back(fill);
    PictureLayer line;
    line.kind = PictureKind::Line;
    line.table = fill.table;
    line.rows = fill.rows;
    line.symbolOf.assign(fill.table->size(), 0);
    LineSymbol symbol;
    symbol.color = {40, 40, 40, 180};
    symbol.width = 3;
    line.lines = {symbol};
    picture.layers.push_back(line);
    return picture;
}

} // namespace

TEST_CASE("dashes draw their share of a path and keep their phase through corners") {
    std::vector<Point> path;
    for (int i = 0; i <= 400; ++i) path.push_back({0.5 * i, 30 * std::sin(0.05 * i)});
    const double pattern[] = {7, 3};
    double drawn = 0;
    std::size_t pieces = 0;
    splitDashes(path, false, pattern, {-10, -100, 300, 100}, [&](std::span<const Point> piece) {
        drawn += lengthOf(piece);
        ++pieces;
        CHECK(lengthOf(piece) < 7.0001);
    });
    const double length = lengthOf(path);
    const double whole = std::floor(length / 10);
    CHECK(drawn == Approx(7 * whole + std::min(7.0, length - 10 * whole)));
    CHECK(pieces == static_cast<std::size_t>(std::ceil(length / 10)));
}

TEST_CASE("dashes far outside the view are skipped without losing the phase") {
    const std::vector<Point> path{{-100003, 5}, {-50, 5}, {50, 5}};
    const double pattern[] = {4, 6};
    std::vector<double> starts;
    splitDashes(path, false, pattern, {-60, 0, 100, 10}, [&](std::span<const Point> piece) {
        if (piece.front().x > -40) starts.push_back(piece.front().x);
    });
    REQUIRE_FALSE(starts.empty());
    for (const double x : starts) CHECK(std::fmod(x + 100003, 10) == Approx(0).margin(1e-6));
}

TEST_CASE("a path moved sideways keeps its distance") {
    const std::vector<Point> path{{0, 0}, {100, 0}, {100, 50}};
    const auto moved = offsetPath(path, false, 10);
    CHECK(moved[0].y == Approx(10)); // right of eastward is down on the screen
    CHECK(moved[1].x == Approx(90));
    CHECK(moved[1].y == Approx(10));
    CHECK(moved[2].x == Approx(90));
}

TEST_CASE("tiles join without seams: four tiles are the whole, byte for byte") {
    const Point origin{40500000.0, 3470000.0};
    const Picture picture = quiltPicture(origin);
    View whole;
    whole.unitsPerPixel = 4;
    whole.widthPixels = 256;
    whole.heightPixels = 256;
    whole.centerWorld = {origin.x + 496, origin.y + 504}; // whole pixels: tiles lie on the same grid
    SoftwarePainter painter;
    const Image expected = painter.paint(picture, whole);
    for (const int row : {0, 1}) {
        for (const int column : {0, 1}) {
            View tile = whole;
            tile.widthPixels = tile.heightPixels = 128;
            tile.centerWorld = whole.toWorld({64.0 + 128 * column, 64.0 + 128 * row});
            const Image got = painter.paint(picture, tile);
            int different = 0;
            for (int y = 0; y < 128; ++y) {
                for (int x = 0; x < 128; ++x) {
                    for (int c = 0; c < 4; ++c) {
                        different += got.pixel(x, y)[c] != expected.pixel(x + 128 * column, y + 128 * row)[c];
                    }
                }
            }
            CHECK(different == 0);
        }
    }
}

TEST_CASE("shared edges of an opaque coverage let nothing of the ground through") {
    Picture picture = quiltPicture({0, 0});
    picture.background = {255, 255, 255, 0};
    picture.layers.resize(1);
    picture.layers[0].fills.assign(3, FillSymbol{{10, 10, 10, 255}, {}, {}});
    View view;
    view.unitsPerPixel = 2.7;
    view.widthPixels = 300;
    view.heightPixels = 300;
    view.centerWorld = {500, 500};
    SoftwarePainter painter;
    const Image image = painter.paint(picture, view);
    // All pixels whose square lies inside the quilt.
    int see = 0;
    for (int y = 0; y < 300; ++y) {
        for (int x = 0; x < 300; ++x) {
            const Point a = view.toWorld({double(x), double(y)});
            const Point b = view.toWorld({x + 1.0, y + 1.0});
            if (a.x > 0 && b.y > 0 && b.x < 1000 && a.y < 1000) see += image.pixel(x, y)[3] != 255;
        }
    }
    CHECK(see == 0);
}
