#include "app/balance_desk.hpp"

#include "analysis/figure_tables.hpp"
#include "analysis/plan_balance.hpp"
#include "app/balance_order.hpp"
#include "app/feature_state.hpp"
#include "core/translate.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace geju {

namespace {

constexpr Rgba kNoColor{200, 204, 208, 255};
/// Of a figure's polygons, that are listed by name: a class may have half a million.
constexpr std::size_t kMostParts = 1000;

std::vector<DistrictChoice> districtChoices(const Document& document) {
    std::vector<DistrictChoice> choices;
    const auto& reference = document.project.districts;
    const LoadedSource* source = reference ? document.source(reference->source) : nullptr;
    if (!source || !source->source) return choices;
    const std::string field = reference->nameField.empty() ? "name" : reference->nameField;
    for (std::size_t row = 0; row < source->source->size(); ++row) {
        const std::string name = attributeText(*source->source, row, field);
        const auto same = [&](const DistrictChoice& choice) { return choice.name == name; };
        if (name.empty() || std::any_of(choices.begin(), choices.end(), same)) continue;
        choices.push_back({name, {name, attributeText(*source->source, row, field + "_en")}});
    }
    return choices;
}

/// Fields of few values of sources with polygons.
std::vector<ClassChoice> classChoices(const Document& document) {
    constexpr std::size_t kMostClasses = 200;
    std::vector<ClassChoice> choices;
    for (const SourceReference& reference : document.project.sources) {
        const LoadedSource* source = document.source(reference.id);
        if (!source || !source->source) continue;
        const auto& kinds = source->source->structure().partKind;
        if (std::find(kinds.begin(), kinds.end(), PartKind::Polygon) == kinds.end()) continue;
        const std::string name = reference.name.empty() ? reference.id : reference.name.get();
        for (const Column& column : source->source->columns()) {
            const bool isText = column.type() == ColumnType::Text && column.dictionary().size() <= kMostClasses;
            if (isText) choices.push_back({reference.id, name, column.name()});
        }
    }
    return choices;
}

Result<LandUseBalance> compute(const Document& document, const std::optional<std::string>& district,
                               Progress& progress) {
    BalanceRequest request = *(district ? districtBalance(document) : wholeBalance(document));
    if (district) request.withinOnly = *district;
    request.options.progress = &progress;
    return planBalance(document, request);
}

} // namespace

void BalanceDesk::forget() {
    task_.stop();
    preparing_.stop();
    ground_.stop();
    lit_.stop();
    known_.clear();
    view_.reset();
    viewExact_.reset();
    viewLive_.reset();
    shownRows_.clear();
    shownGroups_.clear();
    BalanceState kept;
    kept.folded = state_.folded;
    kept.sort = state_.sort;
    kept.unit = state_.unit;
    state_ = std::move(kept);
}

void BalanceDesk::setDocument(std::shared_ptr<const Document> document) {
    forget();
    landUse_.reset();
    document_ = std::move(document);
    if (!document_) return;
    if (!document_->project.landUse) {
        state_.choices = classChoices(*document_);
        return;
    }
    landUse_ = document_->project.landUse;
    const LoadedSource* source = document_->source(document_->project.landUse->source);
    state_.available = source && source->source;
    state_.source = landUse_->source;
    state_.districts = districtChoices(*document_);
}

void BalanceDesk::countClasses(const std::string& source, const std::string& field) {
    std::vector<ClassChoice> choices = std::move(state_.choices);
    const auto same = [&](const ClassChoice& choice) { return choice.source == source && choice.field == field; };
    const auto chosen = std::find_if(choices.begin(), choices.end(), same);
    forget();
    if (chosen != choices.end()) {
        Document counted = *document_;
        landUse_ = counted.project.landUse = LandUseReference{source, field, {}, {}};
        document_ = std::make_shared<const Document>(std::move(counted));
        state_.available = true;
        state_.source = source;
        state_.choice = static_cast<std::size_t>(chosen - choices.begin());
    }
    state_.choices = std::move(choices);
    show(std::nullopt);
}

void BalanceDesk::show(std::optional<std::string> district) {
    if (!state_.available) return;
    if (state_.inView || state_.ground || district != state_.district) forgetHighlight();
    leaveScope();
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

void BalanceDesk::leaveScope() {
    state_.inView = false;
    state_.ground.reset();
    ground_.stop();
}

void BalanceDesk::showGround(GroundBalance::Scope scope) {
    if (!state_.available) return;
    task_.stop();
    leaveScope();
    forgetHighlight();
    state_.ground = GroundState{scope.name, scope.line, scope.widthMeters};
    state_.work = WorkState{};
    ground_.show(document_, std::move(scope));
    fill();
}

void BalanceDesk::setCorridorWidth(double meters) {
    if (!state_.ground) return;
    state_.ground->widthMeters = meters;
    ground_.setWidth(meters);
    state_.approximate = ground_.behind();
}

std::shared_ptr<const FeatureTable> BalanceDesk::ground() const {
    return state_.ground && ground_.figures() ? ground_.figures()->ground : nullptr;
}

std::optional<BalanceDesk::Axis> BalanceDesk::axis() const {
    if (!state_.ground || !state_.ground->line || !ground_.scope()) return std::nullopt;
    for (const SourceReference& reference : document_->project.sources) {
        const LoadedSource* source = document_->source(reference.id);
        if (!source || !source->world || source->source != ground_.scope()->table) continue;
        return Axis{source->world, ground_.scope()->rows.front(), state_.ground->widthMeters};
    }
    return std::nullopt;
}

void BalanceDesk::showView() {
    if (!state_.available || state_.inView) return;
    task_.stop();
    leaveScope();
    state_.inView = true;
    forgetHighlight();
    state_.work = WorkState{};
    if (view_) return setView(viewBox_, false);
    state_.work.running = true;
    preparing_.start(
        [document = document_](Progress& progress) {
            BalanceRequest request = *wholeBalance(*document);
            request.options.progress = &progress;
            const auto& world = document->source(document->project.landUse->source)->world;
            return std::make_shared<Result<ViewBalance>>(ViewBalance::prepare(request, world));
        },
        wake_);
    fill();
}

void BalanceDesk::setView(const Box& world, bool moving) {
    const bool elsewhere = !(world == viewBox_);
    viewBox_ = world;
    if (!state_.inView || !view_) return;
    if (elsewhere || (!viewLive_ && !viewExact_)) {
        viewExact_.reset();
        LandUseBalance live;
        live.rows = view_->inside(world);
        viewLive_.emplace();
        viewLive_->value = std::move(live);
        fill();
    }
    if (!moving && !viewExact_ && !(task_.running() && exactBox_ == world)) startView();
}

void BalanceDesk::startView() {
    exactBox_ = viewBox_;
    task_.start(
        [document = document_, box = exactBox_](Progress& progress) {
            const FeatureTable district = viewDistrict(box, document->crs);
            BalanceRequest request = *balanceOn(district, *document);
            request.options.progress = &progress;
            return planBalance(*document, request);
        },
        wake_);
}

bool BalanceDesk::takePrepared() {
    if (!preparing_.running()) return false;
    const auto taken = preparing_.take();
    if (!taken) return false;
    Result<ViewBalance>& prepared = **taken;
    state_.work = WorkState{};
    if (prepared) {
        view_ = std::move(*prepared);
        setView(viewBox_, false);
    } else if (!prepared.issues.empty()) {
        state_.work.error = describe(prepared.issues.front());
    }
    return true;
}

bool BalanceDesk::takeFinished() {
    if (!task_.running()) return false;
    const double before = state_.work.fraction;
    if (!state_.inView) state_.work.fraction = task_.fraction();
    auto finished = task_.take();
    if (!finished) return before != state_.work.fraction;
    state_.work = WorkState{};
    if (!finished->value && !finished->issues.empty()) {
        const Issue& issue = finished->issues.front();
        state_.work.error = issue.code == "cancelled" ? tr("Cancelled.") : describe(issue);
    }
    if (state_.inView) {
        // A view that has moved on meanwhile has its exact figures still to come.
        if (exactBox_ == viewBox_) viewExact_ = std::move(*finished);
    } else if (finished->value) {
        known_.insert_or_assign(computing_, std::move(*finished));
    }
    fill();
    return true;
}

bool BalanceDesk::takeLit() {
    if (!lit_.poll()) return false;
    append(state_.issues, lit_.issues());
    if (const BalanceRow* row = highlightedRow()) fillParts(*row);
    return true;
}

bool BalanceDesk::poll() {
    const bool taken = takeLit();
    const bool prepared = takePrepared() || taken;
    if (ground_.poll()) {
        const Known& found = ground_.figures()->balance;
        state_.work.error = found.value || found.issues.empty() ? std::string() : describe(found.issues.front());
        fill();
        return true;
    }
    return takeFinished() || prepared;
}

void BalanceDesk::cancel() {
    task_.cancel();
    lit_.cancel();
}

void BalanceDesk::fold(bool folded) {
    state_.folded = folded;
    forgetHighlight();
    fill();
}

void BalanceDesk::sort(BalanceColumn column) {
    BalanceSort& sort = state_.sort;
    sort = column == sort.column ? BalanceSort{column, !sort.descending}
                                 : BalanceSort{column, column != BalanceColumn::Class};
    sortClasses(state_.rows, state_.groups, sort);
}

void BalanceDesk::highlight(std::optional<std::string> code, bool group) {
    forgetHighlight();
    state_.highlighted = std::move(code);
    state_.groupHighlighted = group;
    light();
}

void BalanceDesk::forgetHighlight() {
    state_.highlighted.reset();
    state_.hoveredPart.reset();
    state_.parts.clear();
    lit_.clear();
}

const BalanceRow* BalanceDesk::highlightedRow() const {
    if (!state_.highlighted) return nullptr;
    for (const BalanceRow& row : state_.groupHighlighted ? shownGroups_ : shownRows_) {
        if (row.code.value_or("") == *state_.highlighted) return &row;
    }
    return nullptr;
}

/// What the highlighted class is made of, in the list and on the map.
void BalanceDesk::light() {
    const BalanceRow* row = highlightedRow();
    // While the view moves nobody knows its polygons: those of the last place stay until it rests.
    if (row && row->features.empty() && state_.inView && state_.approximate) return;
    if (row) {
        lit_.show(figureOf(*row));
        fillParts(*row);
    } else {
        state_.parts.clear();
        lit_.clear();
    }
}

LitParts::Figure BalanceDesk::figureOf(const BalanceRow& row) const {
    std::shared_ptr<const FeatureTable> ground; // of no source
    if (state_.ground) ground = ground_.figures()->counted;
    if (state_.inView) ground = std::make_shared<const FeatureTable>(viewDistrict(exactBox_, document_->crs));
    const BalanceRequest request = *(ground            ? balanceOn(*ground, *document_)
                                     : state_.district ? districtBalance(*document_)
                                                       : wholeBalance(*document_));
    const auto cut = [document = document_, ground, request, row](Progress& progress) {
        BalanceRequest watched = request; // of what the document and the ground keep alive
        watched.options.progress = &progress;
        return cutParts(watched, row);
    };
    return {document_, row.features, row.whole, cut};
}

void BalanceDesk::fillParts(const BalanceRow& row) {
    state_.parts.clear();
    const FeatureTable& table = *document_->source(document_->project.landUse->source)->source;
    const LandUseClass* named = document_->project.classes.find(*state_.highlighted);
    const std::string nameOfClass = named ? named->name.get() : std::string();
    state_.partCount = row.features.size();
    for (const std::size_t i : largestParts(row, kMostParts)) {
        const LocalText name{attributeText(table, row.features[i], "name"),
                             attributeText(table, row.features[i], "name_en")};
        FigurePart part{row.features[i], name.get(), row.parts[i], 0, {}};
        // Parcels are often called after their class, which the row above says already.
        const std::string id = attributeText(table, part.row, "id");
        if ((part.name.empty() || part.name == nameOfClass) && !id.empty()) part.name = id;
        if (part.name.empty()) part.name = fmt::format(fmt::runtime(tr("feature {}")), part.row);
        part.share = row.squareMeters > 0 ? part.squareMeters / row.squareMeters : 0;
        part.uncutSquareMeters = row.whole[i] ? part.squareMeters : lit_.uncutSquareMeters(part.row);
        state_.parts.push_back(std::move(part));
    }
}

const BalanceDesk::Known* BalanceDesk::shownBalance() const {
    if (state_.ground) return ground_.figures() ? &ground_.figures()->balance : nullptr;
    if (state_.inView) return viewExact_ ? &*viewExact_ : viewLive_ ? &*viewLive_ : nullptr;
    const auto found = known_.find(state_.district);
    return found == known_.end() ? nullptr : &found->second;
}

ClassRow BalanceDesk::classRow(const BalanceRow& row) const {
    ClassRow shown;
    shown.code = row.code.value_or("");
    shown.group = firstLevelCode(shown.code);
    const ClassTable& classes = document_->project.classes;
    const LandUseClass* named = classes.find(shown.code);
    if (!named) named = classes.firstLevel(shown.code);
    shown.name = named ? named->name.get() : std::string();
    shown.color = named ? named->color : kNoColor;
    shown.squareMeters = row.squareMeters;
    shown.share = row.share;
    shown.count = row.count;
    shown.presentSquareMeters = row.presentSquareMeters;
    shown.squareMetersPerHead = row.squareMetersPerHead;
    return shown;
}

void BalanceDesk::fill() {
    state_.approximate = state_.ground ? ground_.behind() : state_.inView && !viewExact_;
    state_.rows.clear();
    state_.groups.clear();
    state_.issues.clear();
    state_.ledger.reset();
    state_.totalSquareMeters = 0;
    shownRows_.clear();
    shownGroups_.clear();
    const Known* known = shownBalance();
    if (!known || !known->value) {
        state_.parts.clear();
        return lit_.clear();
    }
    const LandUseBalance& balance = *known->value;
    const std::vector<BalanceRow> folded = foldClasses(balance.rows);
    shownRows_ = state_.folded ? folded : balance.rows;
    for (const BalanceRow& row : shownRows_) {
        state_.rows.push_back(classRow(row));
        state_.totalSquareMeters += row.squareMeters;
    }
    for (const BalanceRow& group : folded) {
        const auto isOf = [&](const ClassRow& row) { return row.group == group.code; };
        if (std::count_if(state_.rows.begin(), state_.rows.end(), isOf) < 2) continue;
        state_.groups.push_back(classRow(group));
        shownGroups_.push_back(group);
    }
    sortClasses(state_.rows, state_.groups, state_.sort);
    if (balance.ledgers.size() == 1) {
        state_.ledger = balance.ledgers.front();
        state_.totalSquareMeters -= state_.ledger->overlapsSquareMeters;
    }
    state_.issues = known->issues;
    light();
}

std::optional<TableRequest> BalanceDesk::shownTable() const {
    const Known* known = shownBalance();
    if (!known || !known->value || state_.approximate) return std::nullopt;
    TableRequest request;
    request.document = document_;
    request.scope = scopeText(state_);
    request.balance = *known->value;
    request.issues = known->issues;
    if (const BalanceRow* row = highlightedRow()) request.polygons = *row;
    return request;
}

} // namespace geju
