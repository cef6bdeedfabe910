#include "analysis/balance_ground.hpp"

#include "core/translate.hpp"

#include <fmt/format.h>

namespace geju {

namespace {

/// The field that names districts where the request does not: "name", else the first text field, else none.
const Column* nameColumn(const FeatureTable& districts, const std::string& wanted) {
    if (!wanted.empty()) return districts.column(wanted);
    if (const Column* name = districts.column("name")) return name;
    for (const Column& column : districts.columns()) {
        if (column.type() == ColumnType::Text) return &column;
    }
    return nullptr;
}

std::vector<std::string> namesOf(const FeatureTable& districts, const Column* column) {
    std::vector<std::string> names(districts.size());
    for (std::size_t row = 0; row < names.size(); ++row) {
        if (column) names[row] = toText(column->at(row));
        if (names[row].empty()) names[row] = fmt::format(fmt::runtime(tr("feature {}")), row);
    }
    return names;
}

bool prepare(const FeatureTable& table, const Crs& frame, const MeasureOptions& options, BalanceGround& ground,
             std::vector<Issue>& issues) {
    auto moved = inFrame(table, frame);
    append(issues, moved.issues);
    if (!moved) return false;
    ground.table = std::make_shared<const FeatureTable>(std::move(*moved));
    MeasureOptions same = options;
    same.plane = frame;
    auto prepared = ArealLayer::prepare(*ground.table, same);
    append(issues, prepared.issues);
    if (!prepared) return false;
    ground.layer.emplace(std::move(*prepared));
    if (!ground.layer->rows().empty()) return true;
    append(issues, failure<int>("no-areas", tr("no feature has an area")).issues);
    issues.back().layer = table.name();
    return false;
}

} // namespace

Result<std::vector<District>> districtsOf(const BalanceRequest& request, const Crs& frame, BalanceGround& ground) {
    Result<std::vector<District>> result;
    if (!prepare(*request.districts, frame, request.options, ground, result.issues)) return result;
    const auto names = namesOf(*ground.table, nameColumn(*ground.table, request.nameField));
    auto districts = districtsOf(*ground.layer, names);
    append(result.issues, districts.issues);
    if (!districts) return result;
    if (!request.withinOnly.empty()) {
        std::erase_if(*districts, [&](const District& district) { return district.name != request.withinOnly; });
        if (districts->empty()) {
            const auto missing = failure<int>(
                "missing-district", fmt::format(fmt::runtime(tr("no district is named \"{}\"")), request.withinOnly));
            append(result.issues, missing.issues);
            result.issues.back().layer = request.districts->name();
            return result;
        }
    }
    result.value = std::move(*districts);
    return result;
}

Result<District> boundaryOf(const BalanceRequest& request, const Crs& frame, BalanceGround& ground) {
    Result<District> result;
    if (!prepare(*request.boundary, frame, request.options, ground, result.issues)) return result;
    auto boundary = wholeOf(*ground.layer);
    append(result.issues, boundary.issues);
    result.value = std::move(boundary.value);
    return result;
}

} // namespace geju
