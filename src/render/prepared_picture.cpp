#include "render/prepared_picture.hpp"

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

std::vector<FillSymbol> arrowFills(std::span<const LineSymbol> lines) {
    std::vector<FillSymbol> fills;
    for (const LineSymbol& line : lines) {
        FillSymbol fill;
        fill.color = line.arrow ? line.color : Rgba{0, 0, 0, 0};
        fills.push_back(fill);
    }
    return fills;
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
        GpuFill(arrowMesh(source, view, picture_->metersPerUnit)), {}, {}, {}, view.unitsPerPixel, view.pixelRatio};
    mesh.palette = geju::fillPalette(arrowFills(source.lines), view);
    mesh.texels = gl::BufferTexture::create(gl::TexelFormat::Float4);
    mesh.texels.upload(std::span<const Texel>(mesh.palette.texels));
    meshes.push_back(std::move(mesh));
    return &meshes.back();
}

} // namespace geju
