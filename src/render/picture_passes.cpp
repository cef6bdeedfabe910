#include "render/picture_passes.hpp"

#include "drawing/fill_gradient.hpp"
#include "drawing/raster_sampling.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace geju {

namespace {

constexpr std::string_view kHatch = "HATCH";
constexpr std::string_view kGradient = "GRADIENT";
constexpr std::string_view kReplace = "REPLACE";
constexpr std::string_view kBackground = "BACKGROUND";
constexpr std::uint32_t kVerticesPerQuad = 6;

float toFloat(double value) {
    return static_cast<float>(value);
}

void setClip(const gl::Program& program, int width, int height, bool topDown) {
    const float sign = topDown ? 1.0F : -1.0F;
    program.set("clipFromPixels", 2.0F / static_cast<float>(width), sign * 2.0F / static_cast<float>(height), -1.0F,
                -sign);
}

void setTexel(const gl::Program& program, std::string_view uniform, const Texel& texel) {
    program.set(uniform, texel[0], texel[1], texel[2], texel[3]);
}

void setFrame(const gl::Program& program, const QuantaFrame& frame, const TileView& view, bool topDown) {
    const Quanta origin = frame.toQuanta(view.topLeftWorld);
    const Point pixels = view.toPixels(frame.toWorld(origin));
    program.set("originQuanta", origin.x, origin.y);
    program.set("originPixels", toFloat(pixels.x), toFloat(pixels.y));
    program.set("pixelsPerQuantum", toFloat(frame.unitsPerQuantum / view.unitsPerPixel));
    setClip(program, view.width, view.height, topDown);
}

std::vector<gl::DrawRange> drawRanges(const MeshPieces& pieces, const Box& area, std::uint32_t verticesPerElement) {
    std::vector<gl::DrawRange> ranges;
    for (const auto& range : pieces.in(area))
        ranges.push_back({range.first * verticesPerElement, (range.last - range.first) * verticesPerElement});
    return ranges;
}

/// Whole pixels of the view that `world`, grown by some pixels, can touch.
gl::PixelRect pixelsOf(const Box& world, const TileView& view, double growPixels) {
    const Point topLeft = view.toPixels({world.minX, world.maxY});
    const Point bottomRight = view.toPixels({world.maxX, world.minY});
    const auto clampTo = [](double value, int size) {
        return static_cast<int>(std::clamp(value, 0.0, static_cast<double>(size)));
    };
    const int left = clampTo(std::floor(topLeft.x - growPixels), view.width);
    const int top = clampTo(std::floor(topLeft.y - growPixels), view.height);
    const int right = clampTo(std::ceil(bottomRight.x + growPixels), view.width);
    const int bottom = clampTo(std::ceil(bottomRight.y + growPixels), view.height);
    return {left, top, right - left, bottom - top};
}

/// As shade.glsl takes it.
Texel spanTexel(const GradientSpan& world, const TileView& view) {
    const Point from = view.toPixels(world.from);
    const Point to = view.toPixels(world.to);
    const Point span{to.x - from.x, to.y - from.y};
    const double squared = span.x * span.x + span.y * span.y;
    if (!(squared > 0)) return {};
    if (world.outward) return {toFloat(from.x), toFloat(from.y), toFloat(1 / std::sqrt(squared)), 1};
    const Point slope{span.x / squared, span.y / squared};
    return {toFloat(slope.x), toFloat(slope.y), toFloat(-(from.x * slope.x + from.y * slope.y)), 0};
}

} // namespace

struct PicturePasses::Drawing {
    PreparedPicture& picture;
    const TileView& view;
    const PassTarget& target;
    bool wait;

    bool topDown(bool inGroup) const { return inGroup || target.topDown; }
};

bool PicturePasses::draw(PreparedPicture& picture, const TileView& view, const PassTarget& target, bool wait) {
    if (noAttributes_.empty()) noAttributes_ = gl::VertexArray::create();
    gl::resetState();
    target.bind();
    const Drawing drawing{picture, view, target, wait};
    drawBackgroundPatterns(drawing);
    bool complete = true;
    for (std::size_t i = 0; i < picture.picture().layers.size(); ++i) {
        const Point translate = picture.picture().layers[i].translate;
        if (translate == Point{}) {
            complete &= drawLayer(drawing, i);
            continue;
        }
        TileView moved = view;
        moved.topLeftWorld.x -= translate.x * view.pixelRatio * view.unitsPerPixel;
        moved.topLeftWorld.y += translate.y * view.pixelRatio * view.unitsPerPixel;
        complete &= drawLayer({picture, moved, target, wait}, i);
    }
    return complete;
}

void PicturePasses::drawBackgroundPatterns(const Drawing& drawing) {
    const TileView& view = drawing.view;
    const GpuPatterns* patterns = drawing.picture.backgroundPatterns(view);
    const auto* program = patterns ? shaders_.get("pattern", {&kBackground, 1}) : nullptr;
    if (!program) return;
    program->use();
    setClip(*program, view.width, view.height, drawing.target.topDown);
    program->set("viewPixels", static_cast<float>(view.width), static_cast<float>(view.height));
    program->set("palette", 0);
    program->set("sums", 1);
    patterns->texels.bind(0);
    patterns->sums.bind(1);
    noAttributes_.bind();
    gl::setBlend(gl::Blend::Over);
    const std::size_t count = drawing.picture.picture().backgroundPatterns.size();
    for (std::size_t i = 0; i < count; ++i) {
        program->set("pattern", static_cast<int>(i));
        gl::drawTriangles(gl::DrawRange{0, 3});
    }
}

bool PicturePasses::drawLayer(const Drawing& drawing, std::size_t index) {
    const PictureLayer& layer = drawing.picture.picture().layers[index];
    if (!layer.table || !layer.rows || layer.rows->empty() || layer.opacity <= 0) return true;
    const bool wait = drawing.wait;
    switch (layer.kind) {
    case PictureKind::Symbol:
        return true;
    case PictureKind::Raster:
        if (layer.raster) drawRaster(drawing, layer);
        return true;
    case PictureKind::Circle: {
        const auto* points = meshes_.points(layer.table, layer.rows, wait);
        if (points) drawCircles(drawing, index, *points);
        return points;
    }
    case PictureKind::Line: {
        const auto* paths = meshes_.paths(layer.table, layer.rows, wait);
        if (!paths) return false;
        if (!drawStrokes(drawing, index, *paths)) return false;
        if (const auto* arrows = drawing.picture.arrows(index, drawing.view))
            drawFills(drawing,
                      {arrows->fill, drawing.picture.symbolOf(index), arrows->texels, arrows->palette,
                       &arrows->gradientStops},
                      layer.opacity);
        if (const auto* heads = drawing.picture.heads(index, drawing.view))
            drawFills(drawing, {heads->fill, drawing.picture.symbolOf(index), heads->texels, heads->palette},
                      layer.opacity);
        return true;
    }
    case PictureKind::Fill: {
        if (hasShadedFills(layer)) {
            const auto* shades = meshes_.shades(layer.table, layer.rows, wait);
            if (!shades) return false;
            drawShaded(drawing, index, *shades);
            return drawOutlines(drawing, index);
        }
        const auto* fills = meshes_.fills(layer.table, layer.rows, wait);
        if (!fills) return false;
        const auto& palette = drawing.picture.fillPalette(index, drawing.view);
        drawFills(drawing, {*fills, drawing.picture.symbolOf(index), palette.texels, palette.palette}, layer.opacity);
        drawPatterns(drawing, index, *fills);
        return drawOutlines(drawing, index);
    }
    }
    return true;
}

bool PicturePasses::drawOutlines(const Drawing& drawing, std::size_t index) {
    const PictureLayer& layer = drawing.picture.picture().layers[index];
    if (!drawing.picture.linePalette(index, drawing.view).palette.visible) return true;
    const auto* paths = meshes_.paths(layer.table, layer.rows, drawing.wait);
    return paths && drawStrokes(drawing, index, *paths);
}

void PicturePasses::drawFills(const Drawing& drawing, const FillDraw& fill, double opacity) {
    const TileView& view = drawing.view;
    const auto ranges = drawRanges(fill.mesh.pieces, view.extent(), 1);
    if (ranges.empty()) return;
    const bool graded = !fill.palette.gradientStops.empty();
    std::vector<std::string_view> variant;
    if (fill.palette.hatched) variant.push_back(kHatch);
    if (graded) variant.push_back(kGradient);
    const auto* program = shaders_.get("fill", variant);
    if (!program) return;

    const bool grouped = !drawing.target.multisampled || !fill.palette.opaque || opacity < 1;
    const auto body = [&] {
        program->use();
        setFrame(*program, fill.mesh.frame, view, drawing.topDown(grouped));
        program->set("symbolOf", 0);
        program->set("palette", 1);
        fill.symbolOf.bind(0);
        fill.texels.bind(1);
        if (graded) {
            program->set("gradientStops", 2);
            fill.gradientStops->bind(2);
        }
        fill.mesh.array.bind();
        // Sample by sample a later polygon takes the place of an earlier one.
        gl::setBlend(gl::Blend::Off);
        gl::drawIndexedTriangles(ranges);
    };
    if (grouped)
        drawGroup(drawing, GroupKind::Polygons, pixelsOf(fill.mesh.pieces.extent(), view, 1), opacity, body);
    else
        body();
}

void PicturePasses::drawShaded(const Drawing& drawing, std::size_t index, const GpuShades& shades) {
    const TileView& view = drawing.view;
    const Picture& picture = drawing.picture.picture();
    const PictureLayer& layer = picture.layers[index];
    const auto& gpu = drawing.picture.shadePalette(index);
    for (const ShadeMesh::Polygon& polygon : shades.polygons) {
        const std::uint32_t number = layer.symbolOf[polygon.position];
        const FillSymbol& symbol = layer.fills[number];
        const bool graded = !symbol.gradient.empty() && layer.gradientSpans;
        if (!polygon.envelope.intersects(view.extent()) || (symbol.color.a == 0 && !graded)) continue;
        const double soft = lengthPixels(symbol.softEdge, symbol.softEdgeInMeters, view, picture.metersPerUnit);
        std::vector<std::string_view> variant;
        if (graded) variant.push_back(kGradient);
        const auto prepare = [&](const gl::Program& program) {
            program.use();
            setFrame(program, shades.frame, view, true);
            if (!graded) return setTexel(program, "color", premultiplied(symbol.color));
            setTexel(program, "span", spanTexel((*layer.gradientSpans)[polygon.part], view));
            const auto [first, count] = gpu.palette.stopsOf[number];
            program.set("stops", first, count);
            program.set("gradientStops", 0);
            gpu.gradientStops.bind(0);
        };
        drawGroup(drawing, GroupKind::Polygons, pixelsOf(polygon.envelope, view, 1), layer.opacity, [&] {
            const auto* fill = shaders_.get("shade", variant);
            if (!fill) return;
            prepare(*fill);
            shades.array.bind();
            gl::setBlend(gl::Blend::Off);
            const gl::DrawRange triangles{polygon.firstIndex, polygon.lastIndex - polygon.firstIndex};
            gl::drawIndexedTriangles({&triangles, 1});
            const auto* edge = soft > 0 ? shaders_.get("soft_edge", variant) : nullptr;
            if (!edge) return;
            prepare(*edge);
            edge->set("softPixels", toFloat(soft));
            edge->set("edges", 1);
            shades.edges.bind(1);
            noAttributes_.bind();
            gl::setBlend(gl::Blend::Min);
            gl::drawTriangles(gl::DrawRange{polygon.firstEdge * kVerticesPerQuad,
                                            (polygon.lastEdge - polygon.firstEdge) * kVerticesPerQuad});
        });
    }
}

void PicturePasses::drawPatterns(const Drawing& drawing, std::size_t index, const GpuFill& mesh) {
    const TileView& view = drawing.view;
    const GpuPatterns* patterns = drawing.picture.patterns(index, view);
    const auto ranges = patterns ? drawRanges(mesh.pieces, view.extent(), 1) : std::vector<gl::DrawRange>();
    const auto* program = ranges.empty() ? nullptr : shaders_.get("pattern");
    if (!program) return;
    drawGroup(drawing, GroupKind::Polygons, pixelsOf(mesh.pieces.extent(), view, 1),
              drawing.picture.picture().layers[index].opacity, [&] {
                  program->use();
                  setFrame(*program, mesh.frame, view, drawing.topDown(true));
                  program->set("symbolOf", 0);
                  program->set("palette", 1);
                  program->set("sums", 2);
                  drawing.picture.symbolOf(index).bind(0);
                  patterns->texels.bind(1);
                  patterns->sums.bind(2);
                  mesh.array.bind();
                  // Sample by sample a later polygon takes the place of an earlier one.
                  gl::setBlend(gl::Blend::Off);
                  gl::drawIndexedTriangles(ranges);
              });
}

bool PicturePasses::drawStrokes(const Drawing& drawing, std::size_t index, const GpuTexels& paths) {
    const TileView& view = drawing.view;
    const PictureLayer& layer = drawing.picture.picture().layers[index];
    const auto& gpu = drawing.picture.linePalette(index, view);
    if (!gpu.palette.visible) return true;
    const double reach = gpu.palette.reachPixels;
    const auto ranges = drawRanges(paths.pieces, view.extent().grown(reach * view.unitsPerPixel), kVerticesPerQuad);
    if (ranges.empty()) return true;
    const bool graded = !gpu.palette.gradientStops.empty();
    const GpuLengths* lengths = graded ? meshes_.lengths(layer.table, layer.rows, drawing.wait) : nullptr;
    if (graded && !lengths) return false;

    const bool grouped = gpu.palette.grouped || layer.opacity < 1;
    const bool lone = (layer.kind == PictureKind::Line ? layer.lines.size() : layer.fills.size()) == 1;
    const bool brightest = grouped && gpu.palette.soft && lone;
    std::vector<std::string_view> variant;
    if (grouped && !brightest) variant.push_back(kReplace);
    if (gpu.palette.hatch) variant.push_back(kHatch);
    if (graded) variant.push_back(kGradient);
    const auto* program = shaders_.get("line", variant);
    if (!program) return true;
    const auto body = [&] {
        program->use();
        setFrame(*program, paths.frame, view, drawing.topDown(grouped));
        program->set("points", 0);
        program->set("symbolOf", 1);
        program->set("palette", 2);
        program->set("dashLengths", 3);
        if (gpu.palette.hatch) {
            setTexel(*program, "hatch", gpu.palette.hatch->shape);
            setTexel(*program, "hatchColor", gpu.palette.hatch->color);
            setTexel(*program, "hatchPhase", gpu.palette.hatch->phases);
        }
        paths.texels.bind(0);
        drawing.picture.symbolOf(index).bind(1);
        gpu.texels.bind(2);
        gpu.dashLengths.bind(3);
        if (graded) {
            program->set("pathLengths", 4);
            program->set("gradientStops", 5);
            lengths->texels.bind(4);
            gpu.gradientStops.bind(5);
        }
        noAttributes_.bind();
        gl::setBlend(brightest ? gl::Blend::Max : grouped ? gl::Blend::Replace : gl::Blend::Over);
        gl::drawTriangles(ranges);
    };
    if (grouped)
        drawGroup(drawing, GroupKind::Strokes, pixelsOf(paths.pieces.extent(), view, reach + 1), layer.opacity, body);
    else
        body();
    return true;
}

void PicturePasses::drawCircles(const Drawing& drawing, std::size_t index, const GpuTexels& points) {
    const TileView& view = drawing.view;
    const auto& gpu = drawing.picture.circlePalette(index, view);
    const auto ranges =
        drawRanges(points.pieces, view.extent().grown(gpu.palette.reachPixels * view.unitsPerPixel), kVerticesPerQuad);
    const auto* program = ranges.empty() ? nullptr : shaders_.get("circle");
    if (!program) return;
    program->use();
    setFrame(*program, points.frame, view, drawing.target.topDown);
    program->set("points", 0);
    program->set("symbolOf", 1);
    program->set("palette", 2);
    program->set("opacity", toFloat(drawing.picture.picture().layers[index].opacity));
    points.texels.bind(0);
    drawing.picture.symbolOf(index).bind(1);
    gpu.texels.bind(2);
    noAttributes_.bind();
    gl::setBlend(gl::Blend::Over);
    gl::drawTriangles(ranges);
}

void PicturePasses::drawRaster(const Drawing& drawing, const PictureLayer& layer) {
    const TileView& view = drawing.view;
    const RasterPatch patch = sampleRaster(*layer.raster, layer.rasterSymbol, view.asView());
    if (patch.rgba.empty()) return;
    auto texture = gl::Texture::create(patch.width, patch.height, gl::PixelFormat::Rgba8);
    texture.write(0, 0, patch.width, patch.height, patch.rgba);
    const Box pixels{double(patch.left), double(patch.top), double(patch.left + patch.width),
                     double(patch.top + patch.height)};
    gl::setBlend(gl::Blend::Over);
    drawTexture(texture, view.width, view.height, drawing.target.topDown, pixels, {0, 0, 1, 1}, gl::Sampling::Nearest,
                layer.opacity * layer.rasterSymbol.opacity);
}

void PicturePasses::provideGroup(GroupKind kind, int width, int height) {
    if (groupTexture_.width() < width || groupTexture_.height() < height) {
        const int w = std::max(width, groupTexture_.width());
        const int h = std::max(height, groupTexture_.height());
        groupTexture_ = gl::Texture::create(w, h, gl::PixelFormat::Rgba8);
        groupFlat_ = gl::Framebuffer::create();
        groupFlat_.attach(groupTexture_);
        groupSampled_ = {};
    }
    if (kind == GroupKind::Polygons && groupSampled_.empty())
        groupSampled_ = gl::Framebuffer::createMultisampled(groupTexture_.width(), groupTexture_.height(), kSamples);
}

void PicturePasses::drawGroup(const Drawing& drawing, GroupKind kind, gl::PixelRect rect, double opacity,
                              const std::function<void()>& body) {
    if (rect.width <= 0 || rect.height <= 0) return;
    const TileView& view = drawing.view;
    provideGroup(kind, view.width, view.height);
    const gl::Framebuffer& group = kind == GroupKind::Polygons ? groupSampled_ : groupFlat_;
    group.bind();
    gl::setViewport(view.width, view.height);
    gl::setScissor(rect);
    gl::clearColor(0, 0, 0, 0);
    body();
    gl::clearScissor();
    if (kind == GroupKind::Polygons) group.resolveTo(groupFlat_, rect, rect.x, rect.y);

    drawing.target.bind();
    const Box pixels{double(rect.x), double(rect.y), double(rect.x + rect.width), double(rect.y + rect.height)};
    const double width = groupTexture_.width();
    const double height = groupTexture_.height();
    const Box texels{pixels.minX / width, pixels.minY / height, pixels.maxX / width, pixels.maxY / height};
    gl::setBlend(gl::Blend::Over);
    drawTexture(groupTexture_, view.width, view.height, drawing.target.topDown, pixels, texels, gl::Sampling::Nearest,
                opacity);
}

void PicturePasses::drawTexture(const gl::Texture& texture, int targetWidth, int targetHeight, bool topDown,
                                const Box& targetPixels, const Box& sourceTexels, gl::Sampling sampling,
                                double opacity) {
    const auto* program = shaders_.get("picture");
    if (!program) return;
    if (noAttributes_.empty()) noAttributes_ = gl::VertexArray::create();
    program->use();
    setClip(*program, targetWidth, targetHeight, topDown);
    program->set("source", 0);
    program->set("opacity", toFloat(opacity));
    program->set("targetPixels", toFloat(targetPixels.minX), toFloat(targetPixels.minY), toFloat(targetPixels.maxX),
                 toFloat(targetPixels.maxY));
    program->set("sourceTexels", toFloat(sourceTexels.minX), toFloat(sourceTexels.minY), toFloat(sourceTexels.maxX),
                 toFloat(sourceTexels.maxY));
    texture.bind(0, sampling);
    noAttributes_.bind();
    gl::drawTriangles(gl::DrawRange{0, kVerticesPerQuad});
}

} // namespace geju
