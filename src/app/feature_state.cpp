#include "app/feature_state.hpp"

#include "analysis/feature_measures.hpp"
#include "analysis/neighbours.hpp"
#include "core/translate.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace geju {

namespace {

/// Shown at their own places, not among the attributes.
constexpr std::array<std::string_view, 5> kOwnPlace{"name", "name_en", "kind", "source", "precision"};

std::string kindOf(const Document& document, const StyleLayer& layer, const FeatureTable& table, std::size_t row) {
    const auto& landUse = document.project.landUse;
    if (landUse && landUse->source == layer.source) {
        const std::string code = attributeText(table, row, landUse->classField);
        const LandUseClass* known = document.project.classes.find(code);
        if (!known) known = document.project.classes.firstLevel(code);
        if (known) return code + "  " + known->name.get();
    }
    return attributeText(table, row, "kind");
}

/// What a list calls a feature: its name, else its kind, else its number.
std::string titleOf(const Document& document, const StyleLayer& layer, const FeatureTable& table, std::size_t row) {
    std::string title = LocalText{attributeText(table, row, "name"), attributeText(table, row, "name_en")}.get();
    if (title.empty()) title = kindOf(document, layer, table, row);
    return title.empty() ? "#" + std::to_string(row + 1) : title;
}

} // namespace

std::string attributeText(const FeatureTable& table, std::size_t row, std::string_view column) {
    const Column* found = table.column(column);
    return found ? toText(found->at(row)) : std::string();
}

std::optional<FeatureState> featureState(const Document& document, const PickedFeature& picked) {
    const StyleLayer* layer = document.project.layer(picked.layer);
    const LoadedSource* source = layer ? document.source(layer->source) : nullptr;
    if (!source || !source->source || !source->world || picked.row >= source->source->size()) return std::nullopt;
    const FeatureTable& table = *source->source;
    const std::size_t row = picked.row;

    FeatureState state;
    state.layerId = layer->id;
    state.sourceId = layer->source;
    state.row = picked.row;
    state.layerName = layer->name.get();
    if (state.layerName.empty()) {
        // A label was clicked: its layer has no name of its own.
        for (const StyleLayer& other : document.project.layers) {
            if (other.source == layer->source && !other.name.empty()) state.layerName = other.name.get();
        }
    }
    if (state.layerName.empty()) state.layerName = layer->id;
    LocalText name{attributeText(table, row, "name"), attributeText(table, row, "name_en")};
    state.name = name.get();
    const std::string& other = language() == "zh" ? name.en : name.zh;
    if (other != state.name) state.otherName = other;
    state.kind = kindOf(document, *layer, table, row);
    state.source = attributeText(table, row, "source");
    state.precision = attributeText(table, row, "precision");
    state.geometry = table.geometryType(row);
    const auto parts = table.parts(row);
    state.hasGround = !parts.empty() && table.kind(*parts.begin()) != PartKind::Points;
    for (const Column& column : table.columns()) {
        if (std::find(kOwnPlace.begin(), kOwnPlace.end(), column.name()) != kOwnPlace.end()) continue;
        const Value value = column.at(row);
        if (!isNull(value)) state.attributes.emplace_back(column.name(), toText(value));
    }
    state.measures = measureFeature(table, *source->world, row);
    const Neighbourhood around = neighbours(*source->world, row);
    state.touching = around.touching;
    state.neighboursKnown = around.complete;
    for (const Neighbour& n : around.neighbours) {
        state.neighbours.push_back(
            {n.row, titleOf(document, *layer, table, n.row), n.borderMeters, n.distanceMeters, n.azimuthDegrees});
    }
    return state;
}

} // namespace geju
