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

Result<CutParts> cutParts(const BalanceRequest& request, const BalanceRow& row) {
    Result<CutParts> result;
    CutParts cut;
    for (std::size_t i = 0; i < row.features.size(); ++i) {
        if (!row.whole[i]) cut.features.push_back(row.features[i]);
    }
    std::sort(cut.features.begin(), cut.features.end());
    TableBuilder builder;
    if (cut.features.empty()) {
        cut.parts = std::make_shared<const FeatureTable>(builder.build("parts", request.table->crs()));
        result.value = std::move(cut);
        return result;
    }
    auto layer = ArealLayer::prepare(*request.table, request.options, [&](std::size_t feature) {
        return std::binary_search(cut.features.begin(), cut.features.end(), feature);
    });
    append(result.issues, layer.issues);
    if (!layer) return result;
    BalanceRequest own = request;
    own.withinOnly = row.within.value_or("");
    BalanceGround ground;
    const auto districts = districtsOf(own, layer->frame(), ground);
    append(result.issues, districts.issues);
    if (!districts) return result;

    std::vector<Shape> shapes(cut.features.size());
    const auto issues = overlayInside(*layer, cut.features, districts->front(), request.options.progress,
                                      [&](std::size_t i, Shape inside) { shapes[i] = std::move(inside); });
    append(result.issues, issues);
    if (hasErrors(issues)) return result;
    for (const Shape& shape : shapes) addShape(builder, shape);
    for (const std::uint32_t feature : cut.features) cut.wholeSquareMeters.push_back(layer->area(feature));
    cut.parts = std::make_shared<const FeatureTable>(builder.build("parts", layer->frame()));
    result.value = std::move(cut);
    return result;
}

} // namespace geju
