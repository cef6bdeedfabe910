#include "render/prepared_picture.hpp"

#include "drawing/arrow_heads.hpp"
#include "drawing/stroke.hpp"
#include "geometry/triangulation.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace geju {

namespace {

bool sameScale(const TileView& a, const TileView& b) {
    return a.unitsPerPixel == b.unitsPerPixel && a.pixelRatio == b.pixelRatio;
}

template <typename Palette, typename Make>
const GpuPalette<Palette>& cached(std::optional<GpuPalette<Palette>>& slot, const TileView& view, bool anchored,
                                  const Make& make) {
    const bool fits = slot && sameScale(slot->view, view) && (!anchored || slot->view == view);
    if (!fits) {
        if (!slot) slot.emplace();
        slot->palette = make();
        slot->view = view;
        slot->texels.upload(std::span<const Texel>(slot->palette.texels), gl::BufferUse::Stream);
    }
    return *slot;
}

/// The ground between the sections, with their progress.
void addStrip(FillMesh& mesh, std::span<const ArrowSection> sections, std::uint32_t feature, Box& envelope) {
    for (std::size_t i = 0; i < sections.size(); ++i) {
        const auto base = static_cast<std::uint32_t>(mesh.corners.size());
        for (const Point& corner : {sections[i].right, sections[i].left}) {
            mesh.corners.push_back({mesh.frame.toQuanta(corner), feature});
            mesh.progress.push_back(static_cast<float>(sections[i].progress));
            envelope.extend(corner);
        }
        if (i == 0) continue;
        for (const std::uint32_t corner : {base - 2, base - 1, base, base, base - 1, base + 1})
            mesh.indices.push_back(corner);
    }
}

/// Polygons of the arrows among the rows, in drawing order.
FillMesh arrowMesh(const PictureLayer& layer, const TileView& view, double metersPerUnit) {
    FillMesh mesh;
    mesh.frame = QuantaFrame::of(layer.table->extent().grown(layer.table->extent().width()));
    std::vector<std::uint32_t> starts{0};
    std::vector<Box> envelopes;
    for (std::size_t i = 0; i < layer.rows->size(); ++i) {
        const LineSymbol& symbol = layer.lines[layer.symbolOf[i]];
        if (!symbol.arrow) continue;
        const double widthWorld =
            lengthPixels(symbol.width, symbol.widthInMeters, view, metersPerUnit) * view.unitsPerPixel;
        Box envelope;
        for (const std::uint32_t part : layer.table->parts((*layer.rows)[i])) {
            if (layer.table->kind(part) != PartKind::Line) continue;
            for (const std::uint32_t ring : layer.table->rings(part)) {
                if (!symbol.gradient.empty()) {
                    addStrip(mesh, arrowSections(layer.table->points(ring), widthWorld, *symbol.arrow),
                             static_cast<std::uint32_t>(i), envelope);
                    continue;
                }
                const auto outline = arrowOutline(layer.table->points(ring), widthWorld, *symbol.arrow);
                if (outline.size() < 3) continue;
                const std::array<std::span<const Point>, 1> rings{std::span<const Point>(outline)};
                const Triangles triangles = triangulate(rings);
                const auto base = static_cast<std::uint32_t>(mesh.corners.size());
                for (const Point& vertex : triangles.vertices) {
                    mesh.corners.push_back({mesh.frame.toQuanta(vertex), static_cast<std::uint32_t>(i)});
                    envelope.extend(vertex);
                }
                for (const std::uint32_t index : triangles.indices) mesh.indices.push_back(base + index);
            }
        }
        starts.push_back(static_cast<std::uint32_t>(mesh.indices.size()));
        envelopes.push_back(envelope);
    }
    mesh.pieces = MeshPieces(std::move(starts), std::move(envelopes));
    return mesh;
}

FillMesh headMesh(const PictureLayer& layer, const TileView& view, double metersPerUnit) {
    const FrameLengths lengths{view.unitsPerPixel * view.pixelRatio, 1 / metersPerUnit};
    double reach = 0;
    for (const LineSymbol& symbol : layer.lines) reach = std::max(reach, headReach(symbol, lengths));
    const Box area = view.extent().grown(reach);
    FillMesh mesh;
    mesh.frame = QuantaFrame::of(layer.table->extent().grown(reach));
    Box envelope;
    for (std::size_t i = 0; i < layer.rows->size(); ++i) {
        const std::uint32_t row = (*layer.rows)[i];
        const LineSymbol& symbol = layer.lines[layer.symbolOf[i]];
        if (!symbol.heads || !layer.table->envelope(row).intersects(area)) continue;
        for (const std::uint32_t part : layer.table->parts(row)) {
            if (layer.table->kind(part) == PartKind::Points) continue;
            for (const std::uint32_t ring : layer.table->rings(part)) {
                for (const ArrowHead& head : arrowHeads(layer.table->points(ring), symbol, lengths, view.extent())) {
                    for (const Point& corner : head) {
                        mesh.indices.push_back(static_cast<std::uint32_t>(mesh.corners.size()));
                        mesh.corners.push_back({mesh.frame.toQuanta(corner), static_cast<std::uint32_t>(i)});
                        envelope.extend(corner);
                    }
                }
            }
        }
    }
    if (mesh.indices.empty()) return mesh;
    mesh.pieces = MeshPieces({0, static_cast<std::uint32_t>(mesh.indices.size())}, {envelope});
    return mesh;
}

std::vector<FillSymbol> headFills(std::span<const LineSymbol> lines) {
    std::vector<FillSymbol> fills;
    for (const LineSymbol& line : lines) {
        FillSymbol fill;
        fill.color = line.heads ? line.heads->color : Rgba{0, 0, 0, 0};
        fills.push_back(fill);
    }
    return fills;
}

/// Null when there is no pattern.
const GpuPatterns* provide(std::optional<GpuPatterns>& slot, const std::vector<std::optional<PatternStyle>>& patterns,
                           const TileView& view) {
    if (std::none_of(patterns.begin(), patterns.end(), [](const auto& pattern) { return pattern.has_value(); }))
        return nullptr;
    if (slot && slot->view == view) return &*slot;
    if (!slot) slot.emplace();
    PatternPalette palette = patternPalette(patterns, view);
    if (palette.masks != slot->palette.masks) {
        std::vector<float> sums;
        for (const auto& mask : palette.masks) sums.insert(sums.end(), mask->sums().begin(), mask->sums().end());
        slot->sums.upload(std::span<const float>(sums));
    }
    slot->palette = std::move(palette);
    slot->texels.upload(std::span<const Texel>(slot->palette.texels), gl::BufferUse::Stream);
    slot->view = view;
    return &*slot;
}

} // namespace

PreparedPicture::PreparedPicture(std::shared_ptr<const Picture> picture)
  : picture_(std::move(picture))
  , layers_(picture_->layers.size()) {}

const gl::BufferTexture& PreparedPicture::symbolOf(std::size_t layer) {
    auto& texture = layers_[layer].symbolOf;
    if (texture.empty()) {
        texture = gl::BufferTexture::create(gl::TexelFormat::Uint32);
        texture.upload(std::span<const std::uint32_t>(picture_->layers[layer].symbolOf));
    }
    return texture;
}

const GpuPalette<FillPalette>& PreparedPicture::fillPalette(std::size_t layer, const TileView& view) {
    auto& slot = layers_[layer].fill;
    const auto& symbols = picture_->layers[layer].fills;
    return cached(slot, view, slot && slot->palette.hatched, [&] { return geju::fillPalette(symbols, view); });
}

const GpuShadePalette& PreparedPicture::shadePalette(std::size_t layer) {
    auto& slot = layers_[layer].shade;
    if (slot) return *slot;
    slot = GpuShadePalette{geju::shadePalette(picture_->layers[layer].fills),
                           gl::BufferTexture::create(gl::TexelFormat::Float4)};
    auto& stops = slot->palette.gradientStops;
    if (stops.empty()) stops.emplace_back(); // a buffer without bytes cannot be bound
    slot->gradientStops.upload(std::span<const Texel>(stops));
    return *slot;
}

const GpuPatterns* PreparedPicture::patterns(std::size_t layer, const TileView& view) {
    std::vector<std::optional<PatternStyle>> patterns;
    for (const FillSymbol& symbol : picture_->layers[layer].fills) patterns.push_back(symbol.pattern);
    return provide(layers_[layer].patterns, patterns, view);
}

const GpuPatterns* PreparedPicture::backgroundPatterns(const TileView& view) {
    return provide(backgroundPatterns_, {picture_->backgroundPatterns.begin(), picture_->backgroundPatterns.end()},
                   view);
}

const GpuPalette<LinePalette>& PreparedPicture::linePalette(std::size_t layer, const TileView& view) {
    auto& slot = layers_[layer].line;
    const PictureLayer& source = picture_->layers[layer];
    const bool anchored = slot && slot->palette.hatch;
    const bool fresh = !slot || anchored || !sameScale(slot->view, view);
    const auto& gpu = cached(slot, view, anchored, [&] {
        return source.kind == PictureKind::Fill ? outlinePalette(source.fills, view)
                                                : geju::linePalette(source.lines, view, picture_->metersPerUnit, true);
    });
    if (fresh) {
        if (slot->dashLengths.empty()) slot->dashLengths = gl::BufferTexture::create(gl::TexelFormat::Float);
        auto& lengths = slot->palette.dashLengths;
        if (lengths.empty()) lengths.push_back(0); // a buffer without bytes cannot be bound
        slot->dashLengths.upload(std::span<const float>(lengths), gl::BufferUse::Stream);
        if (const auto& stops = slot->palette.gradientStops; !stops.empty()) {
            if (slot->gradientStops.empty()) slot->gradientStops = gl::BufferTexture::create(gl::TexelFormat::Float4);
            slot->gradientStops.upload(std::span<const Texel>(stops), gl::BufferUse::Stream);
        }
    }
    return gpu;
}

const GpuPalette<CirclePalette>& PreparedPicture::circlePalette(std::size_t layer, const TileView& view) {
    const auto& symbols = picture_->layers[layer].circles;
    return cached(layers_[layer].circle, view, false,
                  [&] { return geju::circlePalette(symbols, view, picture_->metersPerUnit); });
}

const ArrowMesh* PreparedPicture::arrows(std::size_t layer, const TileView& view) {
    const PictureLayer& source = picture_->layers[layer];
    const bool any = std::any_of(source.lines.begin(), source.lines.end(), [](const auto& s) { return s.arrow; });
    if (!any) return nullptr;
    auto& meshes = layers_[layer].arrows;
    for (const ArrowMesh& mesh : meshes)
        if (mesh.unitsPerPixel == view.unitsPerPixel && mesh.pixelRatio == view.pixelRatio) return &mesh;

    if (meshes.size() == 2) meshes.erase(meshes.begin());
    ArrowMesh mesh{
        GpuFill(arrowMesh(source, view, picture_->metersPerUnit)), {}, {}, {}, {}, view.unitsPerPixel, view.pixelRatio};
    mesh.palette = arrowPalette(source.lines);
    mesh.texels = gl::BufferTexture::create(gl::TexelFormat::Float4);
    mesh.texels.upload(std::span<const Texel>(mesh.palette.texels));
    if (!mesh.palette.gradientStops.empty()) {
        mesh.gradientStops = gl::BufferTexture::create(gl::TexelFormat::Float4);
        mesh.gradientStops.upload(std::span<const Texel>(mesh.palette.gradientStops));
    }
    meshes.push_back(std::move(mesh));
    return &meshes.back();
}

const HeadMesh* PreparedPicture::heads(std::size_t layer, const TileView& view) {
    const PictureLayer& source = picture_->layers[layer];
    const bool any = std::any_of(source.lines.begin(), source.lines.end(), [](const auto& s) { return s.heads; });
    if (!any) return nullptr;
    auto& known = layers_[layer].heads;
    if (!known || !(known->view == view)) {
        FillMesh made = headMesh(source, view, picture_->metersPerUnit);
        known.emplace(HeadMesh{GpuFill(std::move(made)), geju::fillPalette(headFills(source.lines), view),
                               gl::BufferTexture::create(gl::TexelFormat::Float4), view});
        known->texels.upload(std::span<const Texel>(known->palette.texels));
    }
    return known->fill.pieces.elements() > 0 ? &*known : nullptr;
}

} // namespace geju
