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
constexpr std::array<std::string_view, 4> kOwnPlace{"name", "kind", "source", "precision"};
constexpr std::string_view kEnglish = "_en"; ///< ends the name of the column that says in English what another says

std::string kindOf(const Document& document, const StyleLayer& layer, const FeatureTable& table, std::size_t row) {
    const auto& landUse = document.project.landUse;
    if (landUse && landUse->source == layer.source) {
        const std::string code = attributeText(table, row, landUse->classField);
        const LandUseClass* known = document.project.classes.find(code);
        if (!known) known = document.project.classes.firstLevel(code);
        if (known) return code + "  " + known->name.get();
    }
    return document.project.valueName("kind", attributeText(table, row, "kind"));
}

/// A column's text in the current language, where its English stands in a column of its own.
LocalText textOf(const FeatureTable& table, std::size_t row, const std::string& column) {
    return {attributeText(table, row, column), attributeText(table, row, column + std::string(kEnglish))};
}

/// A layer that only letters has no name of its own: its source has one.
std::string nameOf(const Project& project, const StyleLayer& layer) {
    if (!layer.name.empty()) return layer.name.get();
    const SourceReference* source = project.source(layer.source);
    return source && !source->name.empty() ? source->name.get() : layer.id;
}

/// What a list calls a feature: its name, else its kind, else its number.
std::string titleOf(const Document& document, const StyleLayer& layer, const FeatureTable& table, std::size_t row) {
    std::string title = textOf(table, row, "name").get();
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
    state.layerName = nameOf(document.project, *layer);
    const LocalText name = textOf(table, row, "name");
    state.name = name.get();
    const std::string& other = language() == "zh" ? name.en : name.zh;
    if (other != state.name) state.otherName = other;
    state.kind = kindOf(document, *layer, table, row);
    state.source = textOf(table, row, "source").get();
    state.precision = attributeText(table, row, "precision");
    state.geometry = table.geometryType(row);
    const auto parts = table.parts(row);
    state.hasGround = !parts.empty() && table.kind(*parts.begin()) != PartKind::Points;
    for (const Column& column : table.columns()) {
        const std::string& field = column.name();
        const std::string_view base(field.data(),
                                    field.ends_with(kEnglish) ? field.size() - kEnglish.size() : field.size());
        const bool second = base != field && table.column(base);
        if (second || std::find(kOwnPlace.begin(), kOwnPlace.end(), field) != kOwnPlace.end()) continue;
        const std::string value = textOf(table, row, field).get();
        if (isNull(column.at(row)) && value.empty()) continue;
        state.attributes.emplace_back(document.project.fieldName(field), document.project.valueName(field, value));
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
