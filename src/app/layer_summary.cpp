#include "app/layer_summary.hpp"

#include "analysis/duplicates.hpp"
#include "analysis/layer_check.hpp"
#include "analysis/validity.hpp"
#include "app/open_document.hpp"

#include <unordered_set>

namespace geju {

namespace {

const char* name(ColumnType type) {
    switch (type) {
    case ColumnType::Empty:
        return "empty";
    case ColumnType::Boolean:
        return "boolean";
    case ColumnType::Integer:
        return "integer";
    case ColumnType::Real:
        return "real";
    case ColumnType::Text:
        return "text";
    }
    return "empty";
}

FieldSummary summarize(const Column& column) {
    FieldSummary field;
    field.name = column.name();
    field.type = name(column.type());
    std::unordered_set<Value> values;
    for (std::size_t row = 0; row < column.size(); ++row) {
        const Value value = column.at(row);
        if (isNull(value)) {
            ++field.nulls;
        } else if (column.type() != ColumnType::Text) {
            values.insert(value);
        }
    }
    field.distinct = column.type() == ColumnType::Text ? column.dictionary().size() : values.size();
    return field;
}

} // namespace

LayerSummary summarize(const FeatureTable& table) {
    LayerSummary layer;
    layer.name = table.name();
    layer.crsIdentifier = table.crs().identifier();
    layer.crsName = table.crs().name();
    layer.features = table.size();
    layer.vertices = table.coordinates().size();
    for (std::size_t row = 0; row < table.size(); ++row) ++layer.geometries[std::string(table.geometryType(row))];
    layer.extent = table.extent();
    layer.extentLonLat = lonLatExtent(table);
    for (const auto& column : table.columns()) layer.fields.push_back(summarize(column));
    auto findings = findInvalid(table);
    if (findings) {
        for (const auto& finding : *findings) layer.invalid.push_back(describeFinding(table, finding));
    } else {
        layer.invalid = std::move(findings.issues);
    }
    if (const auto areal = layerToCheck(table, nullptr)) {
        for (CheckFinding& finding : findDuplicates(*areal)) {
            finding.issue.feature = finding.features.front();
            layer.doubtful.push_back(std::move(finding.issue));
        }
    }
    return layer;
}

} // namespace geju
