#include "web/baked_fills.hpp"

#include "crs/transform.hpp"
#include "drawing/fill_gradient.hpp"
#include "drawing/symbolizer.hpp"
#include "io/vector_reader.hpp"
#include "render/software_painter.hpp"
#include "web/derived_tables.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace geju {

namespace {

constexpr double kEquatorMeters = 40'075'016.686;
constexpr double kTilePixels = 512;
constexpr int kMostPixels = 2048; ///< on the longer side
constexpr double kFinest = 4;     ///< pixels of the picture in one of the style, at its zoom

/// The image's colours are premultiplied, a file's are not.
void unpremultiply(Image& image) {
    for (std::size_t i = 0; i < image.rgba.size(); i += 4) {
        const unsigned alpha = image.rgba[i + 3];
        for (std::size_t c = 0; c < 3 && alpha > 0; ++c) {
            const unsigned straight = (image.rgba[i + c] * 255u + alpha / 2) / alpha;
            image.rgba[i + c] = static_cast<std::uint8_t>(std::min(255u, straight));
        }
    }
}

} // namespace

std::optional<BakedFills> bakeFills(const StyleLayer& layer, const FeatureTable& world, double zoom,
                                    double latitudeDegrees) {
    const auto mercator = Crs::from("EPSG:3857");
    auto moved = mercator ? reproject(world, *mercator) : Result<FeatureTable>{};
    if (!moved) return std::nullopt;
    const auto table = std::make_shared<const FeatureTable>(std::move(*moved));
    PictureLayer fills;
    fills.kind = PictureKind::Fill;
    fills.table = table;
    std::vector<std::uint32_t> rows;
    Box extent;
    for (std::uint32_t row = 0; row < table->size(); ++row) {
        const EvaluationContext context{&world, row, zoom};
        if (layer.filter && !layer.filter->matches(context)) continue;
        fills.symbolOf.push_back(static_cast<std::uint32_t>(rows.size()));
        fills.fills.push_back(fillSymbol(layer, context));
        rows.push_back(row);
        extent.extend(table->envelope(row));
    }
    const double side = extent.empty() ? 0 : std::max(extent.width(), extent.height());
    if (!(side > 0) || !std::isfinite(side)) return std::nullopt;
    if (layer.fillGradient) {
        fills.gradientSpans = std::make_shared<const std::vector<GradientSpan>>(
            gradientSpans(*table, rows, layer.fillGradient->course, layer.fillGradient->angleDegrees));
    }
    fills.rows = std::make_shared<const std::vector<std::uint32_t>>(std::move(rows));

    Picture picture;
    picture.background = {0, 0, 0, 0};
    picture.metersPerUnit = std::cos(latitudeDegrees * std::numbers::pi / 180);
    picture.layers.push_back(std::move(fills));
    const double unitsPerStylePixel = kEquatorMeters / (kTilePixels * std::exp2(zoom));
    View view;
    view.unitsPerPixel = std::max(side / kMostPixels, unitsPerStylePixel / kFinest);
    view.pixelRatio = unitsPerStylePixel / view.unitsPerPixel;
    view.widthPixels = static_cast<int>(std::ceil(extent.width() / view.unitsPerPixel)) + 2;
    view.heightPixels = static_cast<int>(std::ceil(extent.height() / view.unitsPerPixel)) + 2;
    view.centerWorld = extent.center();
    BakedFills baked{SoftwarePainter().paint(picture, view), {}, view.unitsPerPixel * picture.metersPerUnit};
    unpremultiply(baked.image);
    const auto toLonLat = Transform::between(*mercator, Crs::wgs84());
    if (!toLonLat) return std::nullopt;
    baked.lonLat = toLonLat->forward(view.extent());
    return baked;
}

} // namespace geju
