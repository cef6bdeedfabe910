// A plan made up for tests: a coverage of winding parcels, roads, rivers and places, far from the origin.
#pragma once

#include "drawing/labels.hpp"
#include "support/synthetic_picture.hpp"

#include <cmath>
#include <random>
#include <string>

namespace geju::test {

/// across × across parcels over [0, 10 000]² about `center`, neighbours sharing winding edges, five classes.
inline PictureLayer parcels(Point center, int across, int cornersPerEdge) {
    const double step = 10'000.0 / across;
    // A corner of the lattice moved by a smooth field, so that equal corners stay equal.
    const auto warp = [&](double x, double y) {
        return Point{center.x - 5'000 + x + 0.28 * step * std::sin(x / step * 1.7 + y / step * 0.9),
                     center.y - 5'000 + y + 0.28 * step * std::cos(x / step * 1.1 - y / step * 1.9)};
    };
    Sketch sketch;
    for (int j = 0; j < across; ++j) {
        for (int i = 0; i < across; ++i) {
            Ring ring;
            const auto edge = [&](double x0, double y0, double x1, double y1) {
                for (int k = 0; k < cornersPerEdge; ++k) {
                    const double t = double(k) / cornersPerEdge;
                    ring.push_back(warp((x0 + (x1 - x0) * t) * step, (y0 + (y1 - y0) * t) * step));
                }
            };
            edge(i, j, i + 1, j);
            edge(i + 1, j, i + 1, j + 1);
            edge(i + 1, j + 1, i, j + 1);
            edge(i, j + 1, i, j);
            ring.push_back(ring.front());
            sketch.polygon({ring});
        }
    }
    PictureLayer layer = sketch.layer(PictureKind::Fill);
    for (const Rgba color : {Rgba{247, 221, 150, 255}, Rgba{196, 120, 110, 255}, Rgba{150, 200, 120, 255},
                             Rgba{200, 180, 220, 255}, Rgba{130, 180, 230, 255}})
        layer.fills.push_back({color, {110, 110, 110, 255}, {}});
    for (std::size_t i = 0; i < layer.symbolOf.size(); ++i)
        layer.symbolOf[i] = static_cast<std::uint32_t>((i * 7 + i / 13) % layer.fills.size());
    return layer;
}

inline PictureLayer roads(Point center, int count) {
    Sketch sketch;
    for (int r = 0; r < count; ++r) {
        Ring path;
        for (int k = 0; k <= 120; ++k) {
            const double t = -5'000 + 10'000.0 * k / 120;
            const double s = -5'000 + 10'000.0 * (r / 2 + 0.5) / (count / 2.0) + 90 * std::sin(t / 600 + r);
            path.push_back(r % 2 ? Point{center.x + s, center.y + t} : Point{center.x + t, center.y + s});
        }
        sketch.line(path);
    }
    LineSymbol casing;
    casing.color = {255, 255, 255, 255};
    casing.width = 5;
    casing.join = LineJoin::Round;
    LineSymbol rail = casing;
    rail.color = {60, 60, 60, 255};
    rail.width = 2;
    rail.dash = {4, 2};
    PictureLayer layer = lineLayer(sketch, {casing, rail});
    for (std::size_t i = 0; i < layer.symbolOf.size(); ++i) layer.symbolOf[i] = i % 5 == 0 ? 1 : 0;
    return layer;
}

inline std::shared_ptr<const Picture> syntheticPlan(Point center, int across) {
    Picture picture;
    picture.layers.push_back(parcels(center, across, 8));
    picture.layers.push_back(roads(center, 40));
    Sketch places;
    std::mt19937 random(5);
    std::uniform_real_distribution<double> spread(-5'000, 5'000);
    for (int i = 0; i < 200; ++i) places.point({center.x + spread(random), center.y + spread(random)});
    CircleSymbol circle;
    circle.color = {200, 40, 40, 255};
    circle.strokeColor = {255, 255, 255, 255};
    circle.strokeWidth = 1.5;
    picture.layers.push_back(circleLayer(places, {circle}));
    Sketch zone;
    zone.polygon({circleRing(center, 3'000, 200)});
    FillSymbol veil;
    veil.color = {255, 0, 0, 60};
    veil.outline = {160, 0, 0, 255};
    picture.layers.push_back(fillLayer(zone, {veil}));
    picture.revision = 1;
    return std::make_shared<const Picture>(std::move(picture));
}

/// One line of text with its middle at a place on the screen.
inline PlacedLabel label(FontBook& fonts, const std::string& text, Point middle, double size, double angle = 0) {
    PlacedLabel label;
    label.text = text;
    label.sizePixels = size;
    label.haloPixels = 1.5;
    label.color = {30, 30, 30, 255};
    label.haloColor = {255, 255, 255, 255};
    const auto glyphs = fonts.shape(text, "Noto Sans CJK SC Regular", size);
    double width = 0;
    for (const ShapedGlyph& glyph : glyphs) width += glyph.advance;
    double along = -width / 2;
    for (const ShapedGlyph& glyph : glyphs) {
        const double x = along + glyph.offsetX;
        const double y = size * 0.35 - glyph.offsetY;
        label.glyphs.push_back({glyph.face,
                                glyph.glyph,
                                {middle.x + x * std::cos(angle) + y * std::sin(angle),
                                 middle.y - x * std::sin(angle) + y * std::cos(angle)},
                                angle});
        along += glyph.advance;
    }
    return label;
}

} // namespace geju::test
