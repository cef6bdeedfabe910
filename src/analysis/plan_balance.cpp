#include "analysis/plan_balance.hpp"

#include "core/translate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

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

std::string missingPresent(const LandUseReference::Present& present) {
    return fmt::format(fmt::runtime(tr("the source \"{}\" could not be read")), present.source);
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

std::optional<BalanceRequest> balanceOn(const FeatureTable& ground, const Document& document) {
    auto request = landUseOf(document);
    if (!request) return request;
    request->districts = &ground;
    request->nameField = "name";
    return request;
}

double personsIn(const Project& project, const std::string& source, const std::string& name) {
    const Population* latest = nullptr;
    for (const Population& population : project.populations) {
        if (population.within != source || population.name != name) continue;
        if (!latest || population.year > latest->year) latest = &population;
    }
    return latest ? latest->persons : 0;
}

void addPresent(LandUseBalance& planned, const LandUseBalance& present) {
    const auto isOf = [](const BalanceRow& row, const std::optional<std::string>& within) {
        return row.within == within;
    };
    std::vector<BalanceRow> rows;
    for (const Ledger& ledger : planned.ledgers) {
        std::vector<BalanceRow> own;
        for (BalanceRow& row : planned.rows) {
            if (isOf(row, ledger.within)) own.push_back(std::move(row));
        }
        for (BalanceRow& row : own) row.presentSquareMeters = 0;
        for (const BalanceRow& row : present.rows) {
            if (!isOf(row, ledger.within)) continue;
            auto same = std::find_if(own.begin(), own.end(), [&](const auto& other) { return other.code == row.code; });
            if (same == own.end()) {
                BalanceRow gone;
                gone.within = row.within;
                gone.code = row.code;
                same = own.insert(own.end(), std::move(gone));
            }
            same->presentSquareMeters = row.squareMeters;
        }
        // In the order of the codes, what has none last.
        std::stable_sort(own.begin(), own.end(), [](const BalanceRow& a, const BalanceRow& b) {
            return std::pair(!a.code, a.code.value_or("")) < std::pair(!b.code, b.code.value_or(""));
        });
        std::move(own.begin(), own.end(), std::back_inserter(rows));
    }
    planned.rows = std::move(rows);
}

Result<LandUseBalance> planBalance(const Document& document, const BalanceRequest& request) {
    auto planned = balance(request);
    const auto plan = landUseOf(document);
    if (!planned || !plan || request.table != plan->table || request.classField != plan->classField) return planned;
    const Project& project = document.project;
    if (const auto& reference = project.landUse->present) {
        const LoadedSource* source = document.source(reference->source);
        BalanceRequest now = request;
        now.table = source && source->source ? source->source.get() : nullptr;
        now.classField = reference->classField;
        now.findGaps = false;
        auto present = now.table ? balance(now) : failure<LandUseBalance>("missing-source", missingPresent(*reference));
        for (Issue& issue : present.issues) {
            if (issue.severity == Severity::Notice) continue;
            issue.message = tr("present state: ") + issue.message;
            planned.issues.push_back(std::move(issue));
        }
        if (present) addPresent(*planned, *present);
    }
    const bool byDistrict = request.districts && project.districts && document.source(project.districts->source) &&
                            document.source(project.districts->source)->source.get() == request.districts;
    for (BalanceRow& row : planned->rows) {
        double persons = 0;
        if (byDistrict) persons = personsIn(project, project.districts->source, row.within.value_or(""));
        if (!request.districts && !request.only) persons = personsIn(project, project.landUse->boundarySource);
        if (persons > 0) row.squareMetersPerHead = row.squareMeters / persons;
    }
    return planned;
}

} // namespace geju
