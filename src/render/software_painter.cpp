#include "render/software_painter.hpp"

#include "drawing/arrow_heads.hpp"
#include "drawing/fill_gradient.hpp"
#include "drawing/patterns.hpp"
#include "drawing/raster_sampling.hpp"
#include "drawing/stroke.hpp"
#include "geometry/spatial_index.hpp"
#include "render/pixel_paths.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>
#include <unordered_map>

namespace geju {

namespace {

constexpr std::uint32_t kNowhere = 0xffffffffu;

/// Where each feature of a table stands in a layer's rows.
struct RowPositions {
    std::shared_ptr<const std::vector<std::uint32_t>> rows;
    std::vector<std::uint32_t> positionOf;
};

double coverageOfHatch(double distance, double spacing, double width) {
    const double across = std::fabs(distance - spacing * std::nearbyint(distance / spacing));
    return std::clamp(width / 2 + 0.5 - across, 0.0, std::min(1.0, width));
}

/// One colour over another, both straight: "over" of Porter and Duff, "Compositing digital images" (1984).
Rgba over(Rgba top, double coverage, Rgba under) {
    const double a = top.a / 255.0 * coverage;
    const double b = under.a / 255.0 * (1 - a);
    if (a + b <= 0) return {0, 0, 0, 0};
    const auto mixed = [&](std::uint8_t above, std::uint8_t below) {
        return static_cast<std::uint8_t>(std::lround((above * a + below * b) / (a + b)));
    };
    return {mixed(top.r, under.r), mixed(top.g, under.g), mixed(top.b, under.b),
            static_cast<std::uint8_t>(std::lround((a + b) * 255))};
}

} // namespace

struct SoftwarePainter::Data {
    std::unique_ptr<SampleCanvas> samples;
    std::unique_ptr<StrokeCanvas> strokes;
    std::unordered_map<const void*, RowPositions> positions;
    std::vector<std::uint32_t> visible; ///< positions in the rows of the layer at hand, in drawing order

    // Of the call at hand.
    const Picture* picture = nullptr;
    View view;
    Image image;

    void prepare(const Picture& pictureNow, const View& viewNow);
    void selectVisible(const PictureLayer& layer, double marginPixels);
    void paintBackgroundPatterns();
    void paintFills(const PictureLayer& layer);
    /// Polygon by polygon: those of `visible`.
    void paintShadedFills(const PictureLayer& layer);
    void paintShaded(const PictureLayer& layer, std::uint32_t part, const FillSymbol& symbol, PixelPaths& paths);
    /// Coverage of the hatch's strokes by pixel.
    std::function<double(int, int)> hatchPattern(const HatchStyle& hatch) const;
    std::function<double(int, int)> coverageOf(const PatternStyle& pattern) const;
    void compositeLine(const LineSymbol& symbol, double opacity);
    void paintOutlines(const PictureLayer& layer);
    void paintLines(const PictureLayer& layer);
    void addLine(const FeatureTable& table, std::uint32_t part, const LineSymbol& symbol, double width,
                 PixelPaths& paths);
    void paintArrow(const FeatureTable& table, std::uint32_t part, const LineSymbol& symbol, double width,
                    double opacity, PixelPaths& paths);
    /// Colours the arrow that the samples hold by the symbol's gradient.
    void shadeArrow(const FeatureTable& table, std::uint32_t part, const LineSymbol& symbol, double width,
                    double opacity, PixelPaths& paths);
    /// Over the layer's lines, those of `visible`.
    void paintHeads(const PictureLayer& layer);
    void paintCircles(const PictureLayer& layer);
    void paintRaster(const PictureLayer& layer);

    FrameLengths worldLengths() const { return {view.unitsPerStylePixel(), 1 / picture->metersPerUnit}; }
    double pixelsPerMeter() const { return 1 / (picture->metersPerUnit * view.unitsPerPixel); }
    double linePixels(const LineSymbol& symbol) const {
        return symbol.width * (symbol.widthInMeters ? pixelsPerMeter() : view.pixelRatio);
    }
    double softPixels(const FillSymbol& symbol) const {
        return symbol.softEdge * (symbol.softEdgeInMeters ? pixelsPerMeter() : view.pixelRatio);
    }
    double circlePixels(const CircleSymbol& symbol) const {
        return symbol.radius * (symbol.radiusInMeters ? pixelsPerMeter() : view.pixelRatio);
    }
};

SoftwarePainter::SoftwarePainter()
  : data_(std::make_unique<Data>()) {}
SoftwarePainter::~SoftwarePainter() = default;
SoftwarePainter::SoftwarePainter(SoftwarePainter&&) noexcept = default;
SoftwarePainter& SoftwarePainter::operator=(SoftwarePainter&&) noexcept = default;

void SoftwarePainter::Data::prepare(const Picture& pictureNow, const View& viewNow) {
    picture = &pictureNow;
    view = viewNow;
    if (!samples || samples->width() != view.widthPixels || samples->height() != view.heightPixels) {
        samples = std::make_unique<SampleCanvas>(view.widthPixels, view.heightPixels);
        strokes = std::make_unique<StrokeCanvas>(view.widthPixels, view.heightPixels);
    }
    image = Image(view.widthPixels, view.heightPixels);
    const Rgba under = picture->background;
    const auto premultiplied = [&](unsigned value) { return static_cast<std::uint8_t>((value * under.a + 127) / 255); };
    const std::uint8_t pixel[4] = {premultiplied(under.r), premultiplied(under.g), premultiplied(under.b), under.a};
    for (std::size_t i = 0; i < image.rgba.size(); i += 4)
        std::copy(pixel, pixel + 4, image.rgba.begin() + static_cast<std::ptrdiff_t>(i));
}

void SoftwarePainter::Data::selectVisible(const PictureLayer& layer, double marginPixels) {
    visible.clear();
    const Box area = view.extent().grown(marginPixels * view.unitsPerPixel);
    const auto& rows = *layer.rows;
    if (area.contains(layer.table->extent())) {
        visible.resize(rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i) visible[i] = static_cast<std::uint32_t>(i);
        return;
    }
    RowPositions& known = positions[layer.rows.get()];
    if (known.rows != layer.rows) {
        known.rows = layer.rows;
        known.positionOf.assign(layer.table->size(), kNowhere);
        for (std::size_t i = 0; i < rows.size(); ++i) known.positionOf[rows[i]] = static_cast<std::uint32_t>(i);
    }
    layer.table->index().query(area, [&](std::uint32_t row) {
        if (known.positionOf[row] != kNowhere) visible.push_back(known.positionOf[row]);
    });
    std::sort(visible.begin(), visible.end());
}

void SoftwarePainter::Data::paintBackgroundPatterns() {
    const double width = view.widthPixels;
    const double height = view.heightPixels;
    const Point corners[] = {{0, 0}, {width, 0}, {width, height}, {0, height}};
    for (const PatternStyle& pattern : picture->backgroundPatterns) {
        samples->clear();
        samples->beginPolygon();
        samples->addRing(corners);
        samples->fill(1);
        samples->resolvePattern(1, pattern.color, 1, coverageOf(pattern), image);
    }
}

void SoftwarePainter::Data::paintFills(const PictureLayer& layer) {
    selectVisible(layer, 1);
    if (visible.empty()) return;
    if (hasShadedFills(layer)) return paintShadedFills(layer);
    constexpr std::size_t kMostSymbols = 0xfffe;
    PixelPaths paths(view);
    const FeatureTable& table = *layer.table;
    // A canvas can tell 65 534 symbols apart; the style of a plan has a few dozen.
    for (std::size_t base = 0; base < layer.fills.size(); base += kMostSymbols) {
        const std::size_t end = std::min(layer.fills.size(), base + kMostSymbols);
        samples->clear();
        for (const std::uint32_t position : visible) {
            const std::uint32_t symbol = layer.symbolOf[position];
            if (symbol < base || symbol >= end) continue;
            const auto number = static_cast<SampleCanvas::Symbol>(symbol - base + 1);
            for (const std::uint32_t part : table.parts((*layer.rows)[position])) {
                if (table.kind(part) != PartKind::Polygon) continue;
                samples->beginPolygon();
                for (const std::uint32_t ring : table.rings(part)) samples->addRing(paths.project(table.points(ring)));
                samples->fill(number);
            }
        }
        std::vector<Rgba> colors(end - base + 1);
        for (std::size_t i = base; i < end; ++i) colors[i - base + 1] = layer.fills[i].color;
        samples->resolve(colors, layer.opacity, image, 0, 0);
        for (std::size_t i = base; i < end; ++i) {
            if (layer.fills[i].hatch) {
                const HatchStyle& hatch = *layer.fills[i].hatch;
                samples->resolvePattern(static_cast<SampleCanvas::Symbol>(i - base + 1), hatch.color, layer.opacity,
                                        hatchPattern(hatch), image);
            }
            if (const auto& pattern = layer.fills[i].pattern) {
                samples->resolvePattern(static_cast<SampleCanvas::Symbol>(i - base + 1), pattern->color, layer.opacity,
                                        coverageOf(*pattern), image);
            }
        }
    }
    paintOutlines(layer);
}

void SoftwarePainter::Data::paintShadedFills(const PictureLayer& layer) {
    PixelPaths paths(view);
    for (const std::uint32_t position : visible) {
        const FillSymbol& symbol = layer.fills[layer.symbolOf[position]];
        if (symbol.color.a == 0 && symbol.gradient.empty()) continue;
        for (const std::uint32_t part : layer.table->parts((*layer.rows)[position])) {
            if (layer.table->kind(part) == PartKind::Polygon) paintShaded(layer, part, symbol, paths);
        }
    }
    paintOutlines(layer);
}

void SoftwarePainter::Data::paintShaded(const PictureLayer& layer, std::uint32_t part, const FillSymbol& symbol,
                                        PixelPaths& paths) {
    const FeatureTable& table = *layer.table;
    const double soft = softPixels(symbol);
    Stroke edge; // its coverage is what the fill lacks
    edge.width = 2 * soft;
    edge.blur = soft;
    edge.join = LineJoin::Round;
    samples->clear();
    samples->beginPolygon();
    for (const std::uint32_t ring : table.rings(part)) {
        const auto path = paths.project(table.points(ring));
        samples->addRing(path);
        if (soft > 0) strokes->addPath(path, true, edge);
    }
    samples->fill(1);
    const bool graded = !symbol.gradient.empty() && layer.gradientSpans;
    const GradientSpan span = graded ? (*layer.gradientSpans)[part] : GradientSpan{};
    const auto shade = [&](int x, int y) {
        const Rgba color =
            graded ? colorAt(symbol.gradient, span.progressAt(view.toWorld({x + 0.5, y + 0.5}))) : symbol.color;
        return withOpacity(color, (255 - strokes->coverageAt(x, y)) / 255.0);
    };
    samples->resolveEach(1, shade, layer.opacity, image);
    strokes->discard();
}

std::function<double(int, int)> SoftwarePainter::Data::hatchPattern(const HatchStyle& hatch) const {
    const double angle = hatch.angleDegrees * std::numbers::pi / 180;
    const double spacing = hatch.spacing * view.pixelRatio;
    const double width = hatch.width * view.pixelRatio;
    // Distances are taken from the world's origin, so that lines stay where they are while the view moves.
    const Point origin{view.extent().minX / view.unitsPerPixel, view.extent().maxY / view.unitsPerPixel};
    return [=, cross = hatch.cross](int x, int y) {
        const double east = origin.x + x + 0.5;
        const double north = origin.y - y - 0.5;
        double covered = coverageOfHatch(north * std::cos(angle) - east * std::sin(angle), spacing, width);
        if (cross) {
            covered =
                std::max(covered, coverageOfHatch(east * std::cos(angle) + north * std::sin(angle), spacing, width));
        }
        return covered;
    };
}

std::function<double(int, int)> SoftwarePainter::Data::coverageOf(const PatternStyle& pattern) const {
    const auto mask = patternMask(pattern, view.pixelRatio);
    const Point phase = mask->phase({view.extent().minX, view.extent().maxY}, view.unitsPerPixel);
    return [mask, phase](int x, int y) { return mask->coverage(x, y, phase); };
}

void SoftwarePainter::Data::compositeLine(const LineSymbol& symbol, double opacity) {
    if (!symbol.gradient.empty()) {
        const auto colorHere = [&](int x, int y) { return colorAt(symbol.gradient, strokes->progressAt(x, y)); };
        strokes->composite(colorHere, opacity, image, 0, 0);
        return;
    }
    if (!symbol.hatch) {
        strokes->composite(symbol.color, opacity, image, 0, 0);
        return;
    }
    const auto pattern = hatchPattern(*symbol.hatch);
    const auto hatched = [&](int x, int y) { return over(symbol.hatch->color, pattern(x, y), symbol.color); };
    strokes->composite(hatched, opacity, image, 0, 0);
}

void SoftwarePainter::Data::paintOutlines(const PictureLayer& layer) {
    const FeatureTable& table = *layer.table;
    PixelPaths paths(view);
    Stroke stroke;
    stroke.width = view.pixelRatio;
    std::optional<Rgba> color;
    for (const std::uint32_t position : visible) {
        const Rgba outline = layer.fills[layer.symbolOf[position]].outline;
        if (outline.a == 0) continue;
        if (color && !(*color == outline)) strokes->composite(*color, layer.opacity, image, 0, 0);
        color = outline;
        for (const std::uint32_t part : table.parts((*layer.rows)[position])) {
            if (table.kind(part) != PartKind::Polygon) continue;
            for (const std::uint32_t ring : table.rings(part))
                strokes->addPath(paths.projectThinned(table.points(ring)), true, stroke);
        }
    }
    if (color) strokes->composite(*color, layer.opacity, image, 0, 0);
}

void SoftwarePainter::Data::addLine(const FeatureTable& table, std::uint32_t part, const LineSymbol& symbol,
                                    double width, PixelPaths& paths) {
    const double unit = symbol.widthInMeters ? pixelsPerMeter() : view.pixelRatio;
    const bool closed = table.kind(part) == PartKind::Polygon;
    Stroke stroke;
    stroke.width = width;
    stroke.blur = symbol.blur * unit;
    stroke.cap = symbol.cap;
    stroke.join = symbol.join;
    stroke.miterLimit = symbol.miterLimit;
    stroke.graded = !symbol.gradient.empty();
    std::vector<double> pattern;
    for (const double length : symbol.dash) pattern.push_back(length * width);
    const Box keep = Box{0, 0, double(view.widthPixels), double(view.heightPixels)}.grown(2 * width + 2);

    const auto draw = [&](std::span<const Point> path) {
        if (pattern.empty()) {
            strokes->addPath(path, closed, stroke);
            return;
        }
        for (const PathPiece& piece : clipPath(path, keep)) {
            for (const auto& dash : dashPath(piece.points, pattern, piece.startDistance)) {
                strokes->addPath(dash, false, stroke);
            }
        }
    };
    for (const std::uint32_t ring : table.rings(part)) {
        // Dashes are measured along the path as it is.
        const auto path =
            pattern.empty() ? paths.projectThinned(table.points(ring)) : paths.project(table.points(ring));
        const double right = -symbol.offset * unit; // the helpers' right is the screen's left: y goes down here
        if (symbol.gapWidth > 0) {
            const double apart = (symbol.gapWidth * unit + width) / 2;
            draw(offsetPath(path, right + apart));
            draw(offsetPath(path, right - apart));
        } else if (right != 0) {
            draw(offsetPath(path, right));
        } else {
            draw(path);
        }
    }
}

void SoftwarePainter::Data::paintArrow(const FeatureTable& table, std::uint32_t part, const LineSymbol& symbol,
                                       double width, double opacity, PixelPaths& paths) {
    samples->clear();
    for (const std::uint32_t ring : table.rings(part)) {
        const auto outline = arrowOutline(table.points(ring), width * view.unitsPerPixel, *symbol.arrow);
        samples->beginPolygon();
        samples->addRing(paths.project(outline));
        samples->fill(1, SampleCanvas::Rule::NonZero);
    }
    if (!symbol.gradient.empty()) return shadeArrow(table, part, symbol, width, opacity, paths);
    const Rgba colors[] = {{}, symbol.color};
    samples->resolve(colors, opacity, image, 0, 0);
}

void SoftwarePainter::Data::shadeArrow(const FeatureTable& table, std::uint32_t part, const LineSymbol& symbol,
                                       double width, double opacity, PixelPaths& paths) {
    Stroke everywhere;
    everywhere.width = 2 * std::max(1.0, symbol.arrow->headWidth) * width;
    everywhere.cap = LineCap::Square;
    everywhere.join = LineJoin::Round;
    everywhere.graded = true;
    for (const std::uint32_t ring : table.rings(part))
        strokes->addPath(paths.project(table.points(ring)), false, everywhere);
    const auto colorHere = [&](int x, int y) { return colorAt(symbol.gradient, strokes->progressAt(x, y)); };
    samples->resolveEach(1, colorHere, opacity, image);
    strokes->discard();
}

void SoftwarePainter::Data::paintLines(const PictureLayer& layer) {
    double widest = 1;
    for (const LineSymbol& symbol : layer.lines) {
        const double unit = symbol.widthInMeters ? pixelsPerMeter() : view.pixelRatio;
        widest = std::max(widest, linePixels(symbol) + (symbol.gapWidth + std::fabs(symbol.offset)) * unit);
        if (symbol.arrow) widest = std::max(widest, linePixels(symbol) * symbol.arrow->headWidth);
        widest = std::max(widest, headReach(symbol, worldLengths()) / view.unitsPerPixel);
    }
    selectVisible(layer, widest + 2);
    const FeatureTable& table = *layer.table;
    PixelPaths paths(view);
    std::uint32_t current = kNowhere;
    const auto flush = [&] {
        if (current != kNowhere) compositeLine(layer.lines[current], layer.opacity);
    };
    for (const std::uint32_t position : visible) {
        const std::uint32_t number = layer.symbolOf[position];
        const LineSymbol& symbol = layer.lines[number];
        const double width = linePixels(symbol);
        if (width <= 0 || (symbol.color.a == 0 && !symbol.hatch && symbol.gradient.empty())) continue;
        if (number != current) flush();
        current = number;
        for (const std::uint32_t part : table.parts((*layer.rows)[position])) {
            if (table.kind(part) == PartKind::Points) continue;
            if (symbol.arrow && table.kind(part) == PartKind::Line) {
                paintArrow(table, part, symbol, width, layer.opacity, paths);
            } else {
                addLine(table, part, symbol, width, paths);
                if (!symbol.gradient.empty()) flush(); // each by its own progress
            }
        }
    }
    flush();
    paintHeads(layer);
}

void SoftwarePainter::Data::paintHeads(const PictureLayer& layer) {
    if (std::none_of(layer.lines.begin(), layer.lines.end(), [](const LineSymbol& s) { return s.heads; })) return;
    const FeatureTable& table = *layer.table;
    PixelPaths paths(view);
    std::vector<Rgba> colors{{}}; // a few in a layer
    samples->clear();
    for (const std::uint32_t position : visible) {
        const LineSymbol& symbol = layer.lines[layer.symbolOf[position]];
        if (!symbol.heads) continue;
        auto known = std::find(colors.begin() + 1, colors.end(), symbol.heads->color);
        if (known == colors.end()) known = colors.insert(known, symbol.heads->color);
        const auto number = static_cast<SampleCanvas::Symbol>(known - colors.begin());
        for (const std::uint32_t part : table.parts((*layer.rows)[position])) {
            if (table.kind(part) == PartKind::Points) continue;
            for (const std::uint32_t ring : table.rings(part)) {
                for (const ArrowHead& head : arrowHeads(table.points(ring), symbol, worldLengths(), view.extent())) {
                    samples->beginPolygon();
                    samples->addRing(paths.project(head));
                    samples->fill(number, SampleCanvas::Rule::NonZero);
                }
            }
        }
    }
    samples->resolve(colors, layer.opacity, image, 0, 0);
}

void SoftwarePainter::Data::paintCircles(const PictureLayer& layer) {
    double largest = 1;
    for (const CircleSymbol& symbol : layer.circles) {
        largest = std::max(largest, circlePixels(symbol) + symbol.strokeWidth * view.pixelRatio);
    }
    selectVisible(layer, largest + 2);
    const PixelPaths paths(view);
    for (const std::uint32_t position : visible) {
        const CircleSymbol& symbol = layer.circles[layer.symbolOf[position]];
        const double radius = circlePixels(symbol);
        const double rim = symbol.strokeWidth * view.pixelRatio;
        for (const Point& world : layer.table->pointsOf((*layer.rows)[position])) {
            const Point center = paths.project(world);
            if (symbol.color.a > 0) {
                strokes->addCircle(center, 0, radius, symbol.blur * radius);
                strokes->composite(symbol.color, layer.opacity, image, 0, 0);
            }
            if (symbol.strokeColor.a > 0 && rim > 0) {
                strokes->addCircle(center, radius, radius + rim, 0);
                strokes->composite(symbol.strokeColor, layer.opacity, image, 0, 0);
            }
        }
    }
}

void SoftwarePainter::Data::paintRaster(const PictureLayer& layer) {
    const RasterPatch patch = sampleRaster(*layer.raster, layer.rasterSymbol, view);
    const auto opacity =
        static_cast<unsigned>(std::lround(255 * std::clamp(layer.opacity * layer.rasterSymbol.opacity, 0.0, 1.0)));
    const auto share = [](unsigned value, unsigned of255) { return (value * of255 + 127) / 255; };
    const std::uint8_t* from = patch.rgba.data();
    for (int y = 0; y < patch.height; ++y) {
        std::uint8_t* to = image.pixel(patch.left, patch.top + y);
        for (int x = 0; x < patch.width; ++x, from += 4, to += 4) {
            const unsigned behind = 255 - share(from[3], opacity);
            for (int c = 0; c < 4; ++c)
                to[c] = static_cast<std::uint8_t>(std::min(255u, share(from[c], opacity) + share(to[c], behind)));
        }
    }
}

Image SoftwarePainter::paint(const Picture& picture, const View& view) {
    data_->prepare(picture, view);
    data_->paintBackgroundPatterns();
    for (const PictureLayer& layer : picture.layers) {
        if (layer.opacity <= 0 || !layer.table || !layer.rows || layer.rows->empty()) continue;
        data_->view = viewOfLayer(view, layer);
        switch (layer.kind) {
        case PictureKind::Fill:
            data_->paintFills(layer);
            break;
        case PictureKind::Line:
            data_->paintLines(layer);
            break;
        case PictureKind::Circle:
            data_->paintCircles(layer);
            break;
        case PictureKind::Raster:
            if (layer.raster) data_->paintRaster(layer);
            break;
        case PictureKind::Symbol:
            break;
        }
    }
    return std::move(data_->image);
}

} // namespace geju
