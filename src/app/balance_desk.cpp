#include "app/balance_desk.hpp"

#include "analysis/plan_balance.hpp"
#include "app/feature_state.hpp"
#include "core/translate.hpp"

#include <algorithm>

namespace geju {

namespace {

constexpr Rgba kNoColor{200, 204, 208, 255};
constexpr std::size_t kFirstLevelDigits = 2;

std::vector<std::string> districtNames(const Document& document) {
    std::vector<std::string> names;
    const auto& reference = document.project.districts;
    const LoadedSource* source = reference ? document.source(reference->source) : nullptr;
    if (!source || !source->source) return names;
    const std::string field = reference->nameField.empty() ? "name" : reference->nameField;
    for (std::size_t row = 0; row < source->source->size(); ++row) {
        std::string name = attributeText(*source->source, row, field);
        if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) {
            names.push_back(std::move(name));
        }
    }
    return names;
}

Result<LandUseBalance> compute(const Document& document, const std::optional<std::string>& district,
                               Progress& progress) {
    BalanceRequest request = *(district ? districtBalance(document) : wholeBalance(document));
    if (district) request.withinOnly = *district;
    request.options.progress = &progress;
    return balance(request);
}

} // namespace

void BalanceDesk::setDocument(std::shared_ptr<const Document> document) {
    task_.stop();
    known_.clear();
    shownRows_.clear();
    document_ = std::move(document);
    state_ = BalanceState{};
    if (!document_ || !document_->project.landUse) return;
    const LoadedSource* source = document_->source(document_->project.landUse->source);
    state_.available = source && source->source;
    state_.districts = districtNames(*document_);
}

void BalanceDesk::show(std::optional<std::string> district) {
    if (!state_.available) return;
    if (district != state_.district) state_.highlighted.reset();
    state_.district = std::move(district);
    state_.work.error.clear();
    if (known_.contains(state_.district)) {
        fill();
    } else if (!task_.running() || computing_ != state_.district) {
        start();
    }
}

void BalanceDesk::start() {
    computing_ = state_.district;
    state_.work = WorkState{true, 0, {}};
    task_.start([document = document_,
                 district = state_.district](Progress& progress) { return compute(*document, district, progress); },
                wake_);
}

bool BalanceDesk::poll() {
    if (!task_.running()) return false;
    const double before = state_.work.fraction;
    state_.work.fraction = task_.fraction();
    auto finished = task_.take();
    if (!finished) return before != state_.work.fraction;
    state_.work = WorkState{};
    if (finished->value) {
        known_.insert_or_assign(computing_, std::move(*finished));
    } else if (!finished->issues.empty()) {
        const Issue& issue = finished->issues.front();
        state_.work.error = issue.code == "cancelled" ? tr("Cancelled.") : describe(issue);
    }
    fill();
    return true;
}

void BalanceDesk::cancel() {
    task_.cancel();
}

void BalanceDesk::fold(bool folded) {
    state_.folded = folded;
    state_.highlighted.reset();
    fill();
}

void BalanceDesk::highlight(std::optional<std::string> code) {
    state_.highlighted = std::move(code);
}

void BalanceDesk::fill() {
    state_.rows.clear();
    state_.issues.clear();
    state_.ledger.reset();
    state_.totalSquareMeters = 0;
    shownRows_.clear();
    const auto found = known_.find(state_.district);
    if (found == known_.end()) return;
    const LandUseBalance& balance = *found->second.value;
    shownRows_ = state_.folded ? foldClasses(balance.rows, kFirstLevelDigits) : balance.rows;
    for (const BalanceRow& row : shownRows_) {
        ClassRow shown;
        shown.code = row.code.value_or("");
        const ClassTable& classes = document_->project.classes;
        const LandUseClass* known = classes.find(shown.code);
        if (!known) known = classes.firstLevel(shown.code);
        shown.name = known ? known->name.get() : std::string();
        shown.color = known ? known->color : kNoColor;
        shown.squareMeters = row.squareMeters;
        shown.share = row.share;
        shown.count = row.count;
        state_.totalSquareMeters += row.squareMeters;
        state_.rows.push_back(std::move(shown));
    }
    if (balance.ledgers.size() == 1) {
        state_.ledger = balance.ledgers.front();
        state_.totalSquareMeters -= state_.ledger->overlapsSquareMeters;
    }
    state_.issues = found->second.issues;
}

std::vector<std::uint32_t> BalanceDesk::highlightedRows() const {
    if (!state_.highlighted) return {};
    for (const BalanceRow& row : shownRows_) {
        if (row.code.value_or("") == *state_.highlighted) return row.features;
    }
    return {};
}

} // namespace geju
