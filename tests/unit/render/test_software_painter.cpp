#include "render/software_painter.hpp"
#include "support/catch.hpp"

#include <memory>
#include <numeric>
#include <random>
#include <vector>

using namespace geju;

namespace {

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
