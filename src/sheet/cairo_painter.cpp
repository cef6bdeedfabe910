#include "sheet/cairo_painter.hpp"

#include "drawing/hatch.hpp"
#include "drawing/pictograms.hpp"
#include "drawing/raster_sampling.hpp"
#include "drawing/stroke.hpp"
#include "geometry/spatial_index.hpp"
#include "sheet/cairo_fonts.hpp"
#include "sheet/cairo_symbols.hpp"
#include "sheet/page_frame.hpp"

#include <cairo.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <span>

namespace geju {

namespace {

/// Vertices closer than this on paper are one: finer than any printer, and files stay small.
constexpr double kSmallestStepMillimeters = 0.01;
/// What print needs of photographs at the least.
constexpr double kLeastImageDpi = 200;

class PicturePainter {
  public:
    PicturePainter(cairo_t* cairo, const Picture& picture, const View& view, const PageBox& frame)
      : cairo_(cairo)
      , picture_(picture)
      , view_(view)
      , page_(view, frame) {}

    void draw() {
        for (const auto& layer : picture_.layers) {
            if (layer.opacity <= 0) continue;
            if (layer.raster) {
                drawRaster(layer);
                continue;
            }
            const double reach = reachWorld(layer);
            visible_ = view_.extent().grown(reach);
            for (std::size_t i = 0; i < layer.rows->size(); ++i) {
                const std::uint32_t row = (*layer.rows)[i];
                const Box& envelope = layer.table->envelope(row);
                if (envelope.empty() || !envelope.intersects(visible_)) continue;
                drawFeature(layer, row, layer.symbolOf[i]);
            }
        }
    }

  private:
    /// How far symbols reach beyond their geometry.
    double reachWorld(const PictureLayer& layer) const {
        const double stylePixel = view_.unitsPerStylePixel();
        const double meter = 1 / picture_.metersPerUnit;
        double reach = 2 * stylePixel;
        for (const auto& line : layer.lines) {
            const double head = line.arrow ? std::max(line.arrow->headWidth, 1.0) : 1.0;
            reach = std::max(reach, line.width * head * (line.widthInMeters ? meter : stylePixel) +
                                        (std::abs(line.offset) + line.gapWidth) * stylePixel);
        }
        for (const auto& circle : layer.circles) {
            reach = std::max(reach, circle.radius * (circle.radiusInMeters ? meter : stylePixel) +
                                        circle.strokeWidth * stylePixel);
        }
        return reach;
    }

    std::vector<Point> onPage(std::span<const Point> path) const {
        std::vector<Point> points;
        points.reserve(path.size());
        for (std::size_t i = 0; i < path.size(); ++i) {
            const Point p = page_.toPage(path[i]);
            const bool near = !points.empty() && std::abs(p.x - points.back().x) < kSmallestStepMillimeters &&
                              std::abs(p.y - points.back().y) < kSmallestStepMillimeters;
            if (!near || i + 1 == path.size()) points.push_back(p);
        }
        return points;
    }

    void drawFeature(const PictureLayer& layer, std::uint32_t row, std::uint32_t symbol) {
        switch (layer.kind) {
        case PictureKind::Fill:
            drawFill(layer, row, layer.fills[symbol]);
            break;
        case PictureKind::Line:
            drawLine(layer, row, layer.lines[symbol]);
            break;
        case PictureKind::Circle:
            drawCircles(layer, row, layer.circles[symbol]);
            break;
        case PictureKind::Symbol:
        case PictureKind::Raster: // has no features to draw
            break;
        }
    }

    void drawFill(const PictureLayer& layer, std::uint32_t row, const FillSymbol& symbol) {
        const FeatureTable& table = *layer.table;
        for (const std::uint32_t part : table.parts(row)) {
            if (table.kind(part) != PartKind::Polygon) continue;
            std::vector<std::vector<Point>> rings;
            std::vector<std::span<const Point>> world;
            for (const std::uint32_t ring : table.rings(part)) {
                world.push_back(table.points(ring));
                rings.push_back(onPage(world.back()));
            }
            drawFillSymbol(cairo_, symbol, rings, layer.opacity);
            if (symbol.hatch) drawHatch(world, *symbol.hatch, layer.opacity);
        }
    }

    void drawHatch(std::span<const std::span<const Point>> rings, const HatchStyle& hatch, double opacity) {
        setColor(cairo_, hatch.color, opacity);
        cairo_set_dash(cairo_, nullptr, 0, 0);
        cairo_set_line_cap(cairo_, CAIRO_LINE_CAP_BUTT);
        cairo_set_line_width(cairo_, hatch.width * kMillimetersPerStylePixel);
        for (const auto& segment : hatchSegments(rings, hatch, view_.unitsPerStylePixel(), visible_)) {
            const Point from = page_.toPage(segment.from);
            const Point to = page_.toPage(segment.to);
            cairo_move_to(cairo_, from.x, from.y);
            cairo_line_to(cairo_, to.x, to.y);
        }
        cairo_stroke(cairo_);
    }

    void drawLineHatch(const LineSymbol& symbol, std::span<const Point> path, std::span<const Point> world, double unit,
                       double opacity) {
        if (path.size() < 2 || !(symbol.width * unit > 0)) return;
        Box box;
        for (const Point point : world) box.extend(point);
        const double reach =
            symbol.width * unit * page_.unitsPerMillimeter() + std::abs(symbol.offset) * view_.unitsPerStylePixel();
        box = box.grown(reach);
        const std::vector<Point> corners{
            {box.minX, box.minY}, {box.maxX, box.minY}, {box.maxX, box.maxY}, {box.minX, box.maxY}};
        const std::array<std::span<const Point>, 1> rings{corners};
        cairo_save(cairo_);
        clipToLine(cairo_, symbol, path, unit);
        drawHatch(rings, *symbol.hatch, opacity);
        cairo_restore(cairo_);
    }

    double unitMillimeters(bool inMeters) const {
        return inMeters ? 1 / (picture_.metersPerUnit * page_.unitsPerMillimeter()) : kMillimetersPerStylePixel;
    }

    void drawLine(const PictureLayer& layer, std::uint32_t row, const LineSymbol& symbol) {
        const FeatureTable& table = *layer.table;
        for (const std::uint32_t part : table.parts(row)) {
            if (table.kind(part) == PartKind::Points) continue;
            for (const std::uint32_t ring : table.rings(part)) {
                const auto path = onPage(table.points(ring));
                const double unit = unitMillimeters(symbol.widthInMeters);
                drawLineSymbol(cairo_, symbol, path, unit, layer.opacity);
                if (symbol.hatch) drawLineHatch(symbol, path, table.points(ring), unit, layer.opacity);
            }
        }
    }

    /// As an image of the page's resolution; of a page for the screen finer, as far as the raster has more to show.
    void drawRaster(const PictureLayer& layer) {
        const Raster& raster = *layer.raster;
        const double wanted = kLeastImageDpi / (96 * view_.pixelRatio);
        const double useful = view_.unitsPerPixel * raster.width() / raster.extent().width();
        const int finer = std::max(1, static_cast<int>(std::ceil(std::min(wanted, useful))));
        View view = view_;
        view.unitsPerPixel /= finer;
        view.widthPixels *= finer;
        view.heightPixels *= finer;
        RasterPatch patch = sampleRaster(raster, layer.rasterSymbol, view);
        if (patch.rgba.empty()) return;
        for (std::size_t i = 0; i < patch.rgba.size(); i += 4) {
            const std::uint32_t argb = std::uint32_t{patch.rgba[i + 3]} << 24 | std::uint32_t{patch.rgba[i]} << 16 |
                                       std::uint32_t{patch.rgba[i + 1]} << 8 | patch.rgba[i + 2];
            std::memcpy(patch.rgba.data() + i, &argb, sizeof argb); // cairo's pixels are words of the machine
        }
        cairo_surface_t* image = cairo_image_surface_create_for_data(patch.rgba.data(), CAIRO_FORMAT_ARGB32,
                                                                     patch.width, patch.height, patch.width * 4);
        const Point corner = page_.toPage(view.toWorld({double(patch.left), double(patch.top)}));
        const double millimetersPerPixel = view.unitsPerPixel / page_.unitsPerMillimeter();
        cairo_save(cairo_);
        cairo_translate(cairo_, corner.x, corner.y);
        cairo_scale(cairo_, millimetersPerPixel, millimetersPerPixel);
        cairo_set_source_surface(cairo_, image, 0, 0);
        const bool nearest = layer.rasterSymbol.nearest;
        cairo_pattern_set_filter(cairo_get_source(cairo_), nearest ? CAIRO_FILTER_NEAREST : CAIRO_FILTER_GOOD);
        cairo_paint_with_alpha(cairo_, layer.opacity * layer.rasterSymbol.opacity);
        cairo_restore(cairo_);
        cairo_surface_finish(image); // what still needs its pixels takes a copy now
        cairo_surface_destroy(image);
    }

    void drawCircles(const PictureLayer& layer, std::uint32_t row, const CircleSymbol& symbol) {
        for (const Point point : layer.table->pointsOf(row)) {
            if (!visible_.contains(point)) continue;
            drawCircleSymbol(cairo_, symbol, page_.toPage(point), unitMillimeters(symbol.radiusInMeters),
                             layer.opacity);
        }
    }

    cairo_t* cairo_;
    const Picture& picture_;
    const View& view_;
    PageFrame page_;
    Box visible_;
};

} // namespace

void drawPicture(cairo_t* cairo, const Picture& picture, const View& view, const PageBox& frame) {
    cairo_save(cairo);
    cairo_rectangle(cairo, frame.x, frame.y, frame.width, frame.height);
    cairo_clip(cairo);
    setColor(cairo, picture.background);
    cairo_paint(cairo);
    PicturePainter(cairo, picture, view, frame).draw();
    cairo_restore(cairo);
}

void drawLabels(cairo_t* cairo, const std::vector<PlacedLabel>& labels, const View& view, const PageBox& frame,
                CairoFonts& fonts) {
    const double millimetersPerPixel = kMillimetersPerStylePixel / view.pixelRatio;
    cairo_save(cairo);
    cairo_rectangle(cairo, frame.x, frame.y, frame.width, frame.height);
    cairo_clip(cairo);
    const auto forEachGlyph = [&](const PlacedLabel& label, const auto& draw) {
        for (const auto& placed : label.glyphs) {
            cairo_save(cairo);
            cairo_translate(cairo, frame.x + placed.pen.x * millimetersPerPixel,
                            frame.y + placed.pen.y * millimetersPerPixel);
            cairo_rotate(cairo, -placed.angleRadians);
            fonts.select(cairo, placed.face, label.sizePixels * millimetersPerPixel);
            const cairo_glyph_t glyph{placed.glyph, 0, 0};
            draw(glyph);
            cairo_restore(cairo);
        }
    };
    for (const auto& label : labels) {
        if (!label.glyphs.empty() && label.glyphs.front().face == kPictogramFace) {
            const PlacedGlyph& glyph = label.glyphs.front();
            const Point center{frame.x + glyph.pen.x * millimetersPerPixel,
                               frame.y + glyph.pen.y * millimetersPerPixel};
            drawPictogram(cairo, glyph, center, label.sizePixels * millimetersPerPixel,
                          label.haloPixels * millimetersPerPixel, label.color, label.haloColor);
            continue;
        }
        if (label.leader) {
            const auto toPage = [&](Point screen) {
                return Point{frame.x + screen.x * millimetersPerPixel, frame.y + screen.y * millimetersPerPixel};
            };
            LineSymbol line;
            line.color = label.leader->color;
            line.width = label.leader->widthPixels;
            const std::array path{toPage(label.leader->from), toPage(label.leader->to)};
            drawLineSymbol(cairo, line, path, millimetersPerPixel, 1);
        }
        if (label.haloPixels > 0 && label.haloColor.a > 0) {
            setColor(cairo, label.haloColor);
            cairo_set_dash(cairo, nullptr, 0, 0);
            cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
            cairo_set_line_width(cairo, 2 * label.haloPixels * millimetersPerPixel);
            forEachGlyph(label, [&](const cairo_glyph_t& glyph) {
                cairo_glyph_path(cairo, &glyph, 1);
                cairo_stroke(cairo);
            });
        }
        setColor(cairo, label.color);
        forEachGlyph(label, [&](const cairo_glyph_t& glyph) { cairo_show_glyphs(cairo, &glyph, 1); });
    }
    cairo_restore(cairo);
}

} // namespace geju
