#include "analysis/plan_balance.hpp"

namespace geju {

namespace {

std::optional<BalanceRequest> landUseOf(const Document& document) {
    const auto& landUse = document.project.landUse;
    const LoadedSource* source = landUse ? document.source(landUse->source) : nullptr;
    if (!source || !source->source) return std::nullopt;
    BalanceRequest request;
    request.table = source->source.get();
    request.classField = landUse->classField;
    request.options.plane = document.crs;
    return request;
}

} // namespace

std::optional<BalanceRequest> wholeBalance(const Document& document) {
    auto request = landUseOf(document);
    if (!request) return request;
    const LoadedSource* boundary = document.source(document.project.landUse->boundarySource);
    if (boundary) request->boundary = boundary->source.get();
    return request;
}

std::optional<BalanceRequest> districtBalance(const Document& document) {
    auto request = landUseOf(document);
    const auto& districts = document.project.districts;
    const LoadedSource* source = districts ? document.source(districts->source) : nullptr;
    if (!request || !source || !source->source) return std::nullopt;
    request->districts = source->source.get();
    request->nameField = districts->nameField;
    return request;
}

} // namespace geju
