#include "sheet/cairo_painter.hpp"

#include "core/parallel.hpp"
#include "drawing/pictograms.hpp"
#include "drawing/raster_sampling.hpp"
#include "sheet/cairo_canvas.hpp"
#include "sheet/cairo_fonts.hpp"
#include "sheet/page_frame.hpp"
#include "sheet/pdf_forms.hpp"
#include "sheet/vector_painter.hpp"
#include "sheet/vector_symbols.hpp"

#include <cairo.h>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace geju {

namespace {

/// What print needs of photographs at the least.
constexpr double kLeastImageDpi = 200;
/// Of features in a piece of a PDF's form: a few hundred kilobytes of operators.
constexpr std::size_t kRowsInPiece = 2048;

/// As an image of the page's resolution; of a page for the screen finer, as far as the raster has more to show.
void drawRaster(cairo_t* cairo, const PictureLayer& layer, const View& page, const PageBox& frame) {
    const Raster& raster = *layer.raster;
    const double wanted = kLeastImageDpi / (96 * page.pixelRatio);
    const double useful = page.unitsPerPixel * raster.width() / raster.extent().width();
    const int finer = std::max(1, static_cast<int>(std::ceil(std::min(wanted, useful))));
    View view = page;
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
    cairo_surface_t* image = cairo_image_surface_create_for_data(patch.rgba.data(), CAIRO_FORMAT_ARGB32, patch.width,
                                                                 patch.height, patch.width * 4);
    const PageFrame place(page, frame);
    const Point corner = place.toPage(view.toWorld({double(patch.left), double(patch.top)}));
    const double millimetersPerPixel = view.unitsPerPixel / place.unitsPerMillimeter();
    cairo_save(cairo);
    cairo_translate(cairo, corner.x, corner.y);
    cairo_scale(cairo, millimetersPerPixel, millimetersPerPixel);
    cairo_set_source_surface(cairo, image, 0, 0);
    const bool nearest = layer.rasterSymbol.nearest;
    cairo_pattern_set_filter(cairo_get_source(cairo), nearest ? CAIRO_FILTER_NEAREST : CAIRO_FILTER_GOOD);
    cairo_paint_with_alpha(cairo, layer.opacity * layer.rasterSymbol.opacity);
    cairo_restore(cairo);
    cairo_surface_finish(image); // what still needs its pixels takes a copy now
    cairo_surface_destroy(image);
}

/// By cairo also in a PDF.
bool isDrawnApart(const PictureLayer& layer) {
    return needsShading(layer) || !(layer.translate == Point{});
}

/// Layers from `first` to before `last`, none of them a raster, as one form.
void placeForm(cairo_t* cairo, PdfForms& forms, const VectorPainter& painter, const Picture& picture,
               const PageBox& frame, std::size_t first, std::size_t last) {
    struct Piece {
        const PictureLayer* layer;
        std::size_t begin; ///< of its rows; their number for the heads along its lines
    };
    std::vector<Piece> pieces;
    for (std::size_t i = first; i < last; ++i) {
        const PictureLayer& layer = picture.layers[i];
        for (std::size_t row = 0; row < layer.rows->size(); row += kRowsInPiece) pieces.push_back({&layer, row});
        pieces.push_back({&layer, layer.rows->size()});
    }
    std::vector<PdfContent> contents(pieces.size());
    parallelFor(pieces.size(), 1, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            PdfCanvas canvas({frame.x, frame.y});
            const auto [layer, row] = pieces[i];
            if (row < layer->rows->size()) {
                painter.draw(canvas, *layer, row, std::min(row + kRowsInPiece, layer->rows->size()));
            } else {
                painter.drawHeadsAlong(canvas, *layer);
            }
            contents[i] = canvas.take();
        }
    });
    std::erase_if(contents, [](const PdfContent& content) { return content.operators.empty(); });
    if (!contents.empty()) forms.place(cairo, frame, std::move(contents));
}

} // namespace

void drawPicture(cairo_t* cairo, const Picture& picture, const View& view, const PageBox& frame, PdfForms* forms) {
    cairo_save(cairo);
    cairo_rectangle(cairo, frame.x, frame.y, frame.width, frame.height);
    cairo_clip(cairo);
    setColor(cairo, picture.background);
    cairo_paint(cairo);
    const VectorPainter painter(picture, view, frame);
    CairoCanvas canvas(cairo);
    painter.drawBackgroundPatterns(canvas);
    const std::size_t count = picture.layers.size();
    for (std::size_t i = 0; i < count;) {
        const PictureLayer& layer = picture.layers[i];
        if (layer.raster) {
            if (layer.opacity > 0) drawRaster(cairo, layer, view, frame);
            ++i;
            continue;
        }
        if (!forms || isDrawnApart(layer)) {
            cairo_save(cairo);
            cairo_translate(cairo, layer.translate.x * kMillimetersPerStylePixel,
                            layer.translate.y * kMillimetersPerStylePixel);
            painter.draw(canvas, layer, 0, layer.rows->size());
            painter.drawHeadsAlong(canvas, layer);
            cairo_restore(cairo);
            ++i;
            continue;
        }
        std::size_t last = i;
        while (last < count && !picture.layers[last].raster && !isDrawnApart(picture.layers[last])) ++last;
        placeForm(cairo, *forms, painter, picture, frame, i, last);
        i = last;
    }
    cairo_restore(cairo);
}

void drawLabels(cairo_t* cairo, const std::vector<PlacedLabel>& labels, const View& view, const PageBox& frame,
                CairoFonts& fonts) {
    const double millimetersPerPixel = kMillimetersPerStylePixel / view.pixelRatio;
    cairo_save(cairo);
    cairo_rectangle(cairo, frame.x, frame.y, frame.width, frame.height);
    cairo_clip(cairo);
    CairoCanvas canvas(cairo);
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
            drawPictogram(canvas, glyph, center, label.sizePixels * millimetersPerPixel,
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
            drawLineSymbol(canvas, line, path, millimetersPerPixel, 1);
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
