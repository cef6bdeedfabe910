#include "analysis/cut_parts.hpp"

#include "analysis/balance_ground.hpp"
#include "analysis/inside_overlay.hpp"

#include <algorithm>

namespace geju {

namespace {

void addShape(TableBuilder& builder, const Shape& shape) {
    shape.forEachPolygon([&](std::span<const std::span<const Point>> rings) {
        builder.beginPart(PartKind::Polygon);
        for (const auto& ring : rings) {
            builder.beginRing();
            builder.addPoints(ring);
        }
    });
    builder.endFeature();
}

} // namespace

Result<CutParts> cutParts(const ArealLayer& layer, std::vector<std::uint32_t> features, const District& district,
                          Progress* progress) {
    Result<CutParts> result;
    std::vector<Shape> shapes(features.size());
    result.issues = overlayInside(layer, features, district, progress,
                                  [&](std::size_t i, Shape inside) { shapes[i] = std::move(inside); });
    if (hasErrors(result.issues)) return result;
    TableBuilder builder;
    CutParts cut;
    for (const Shape& shape : shapes) addShape(builder, shape);
    for (const std::uint32_t feature : features) cut.wholeSquareMeters.push_back(layer.area(feature));
    cut.features = std::move(features);
    cut.parts = std::make_shared<const FeatureTable>(builder.build("parts", layer.frame()));
    result.value = std::move(cut);
    return result;
}

Result<CutParts> cutParts(const BalanceRequest& request, const BalanceRow& row) {
    std::vector<std::uint32_t> features;
    for (std::size_t i = 0; i < row.features.size(); ++i) {
        if (!row.whole[i]) features.push_back(row.features[i]);
    }
    Result<CutParts> result;
    if (features.empty()) {
        TableBuilder nothing;
        result.value =
            CutParts{{}, {}, std::make_shared<const FeatureTable>(nothing.build("parts", request.table->crs()))};
        return result;
    }
    std::sort(features.begin(), features.end());
    auto layer = ArealLayer::prepare(*request.table, request.options, [&](std::size_t feature) {
        return std::binary_search(features.begin(), features.end(), feature);
    });
    append(result.issues, layer.issues);
    if (!layer) return result;
    BalanceRequest own = request;
    own.withinOnly = row.within.value_or("");
    BalanceGround ground;
    const auto districts = districtsOf(own, layer->frame(), ground);
    append(result.issues, districts.issues);
    if (!districts) return result;
    auto cut = cutParts(*layer, std::move(features), districts->front(), request.options.progress);
    append(result.issues, cut.issues);
    result.value = std::move(cut.value);
    return result;
}

} // namespace geju
