// Pictures made of a few features by hand, for tests of painters.
#pragma once

#include "drawing/picture.hpp"
#include "geometry/feature_table.hpp"

#include <cmath>
#include <memory>
#include <numeric>
#include <utility>
#include <vector>

namespace geju::test {

using Ring = std::vector<Point>;

inline Ring rectangle(double minX, double minY, double maxX, double maxY) {
    return {{minX, minY}, {maxX, minY}, {maxX, maxY}, {minX, maxY}, {minX, minY}};
}

inline Ring circleRing(Point center, double radius, int corners) {
    Ring ring;
    for (int i = 0; i <= corners; ++i) {
        const double angle = 2 * 3.14159265358979323846 * (i % corners) / corners;
        ring.push_back({center.x + radius * std::cos(angle), center.y + radius * std::sin(angle)});
    }
    return ring;
}

/// Features in a plan frame of metres, one call each.
class Sketch {
  public:
    Sketch& polygon(const std::vector<Ring>& rings) { return feature(PartKind::Polygon, rings); }
    Sketch& line(const Ring& path) { return feature(PartKind::Line, {path}); }
    Sketch& point(Point place) { return feature(PartKind::Points, {{place}}); }

    /// A layer of all features, symbol 0 for each. Fills, lines, circles are for the caller to set.
    PictureLayer layer(PictureKind kind) {
        PictureLayer layer;
        layer.id = "sketch";
        layer.kind = kind;
        layer.table = std::make_shared<const FeatureTable>(builder_.build("sketch", Crs::wgs84()));
        auto rows = std::make_shared<std::vector<std::uint32_t>>(layer.table->size());
        std::iota(rows->begin(), rows->end(), 0U);
        layer.rows = rows;
        layer.symbolOf.assign(rows->size(), 0);
        return layer;
    }

  private:
    Sketch& feature(PartKind kind, const std::vector<Ring>& rings) {
        builder_.beginPart(kind);
        for (const Ring& ring : rings) {
            builder_.beginRing();
            for (const Point& point : ring) builder_.addPoint(point);
        }
        builder_.endFeature();
        return *this;
    }
    TableBuilder builder_;
};

inline PictureLayer fillLayer(Sketch& sketch, std::vector<FillSymbol> symbols) {
    PictureLayer layer = sketch.layer(PictureKind::Fill);
    layer.fills = std::move(symbols);
    return layer;
}
inline PictureLayer lineLayer(Sketch& sketch, std::vector<LineSymbol> symbols) {
    PictureLayer layer = sketch.layer(PictureKind::Line);
    layer.lines = std::move(symbols);
    return layer;
}
inline PictureLayer circleLayer(Sketch& sketch, std::vector<CircleSymbol> symbols) {
    PictureLayer layer = sketch.layer(PictureKind::Circle);
    layer.circles = std::move(symbols);
    return layer;
}

} // namespace geju::test
