#include "app/ground_balance.hpp"

#include "analysis/areal_layer.hpp"
#include "analysis/corridor.hpp"
#include "analysis/plan_balance.hpp"

namespace geju {

namespace {

/// The features alone, called by the scope's name.
FeatureTable aloneOf(const GroundBalance::Scope& scope) {
    const FeatureTable& table = *scope.table;
    TableBuilder builder;
    for (const std::uint32_t row : scope.rows) {
        for (const std::uint32_t part : table.parts(row)) {
            builder.beginPart(table.kind(part));
            for (const std::uint32_t ring : table.rings(part)) {
                builder.beginRing();
                for (const Point point : table.points(ring)) builder.addPoint(point);
            }
        }
        builder.set("name", Value(std::string_view(scope.name)));
        builder.endFeature();
    }
    return builder.build(scope.name, table.crs());
}

/// Whether the features are parcels of the land use that is counted: then nothing needs to be cut, their own areas are
/// the figure. Not where another source has the present state, of which they select nothing.
bool areParcels(const Document& document, const GroundBalance::Scope& scope) {
    const LandUseReference& landUse = *document.project.landUse;
    const bool isPresentElsewhere = landUse.present && landUse.present->source != landUse.source;
    return scope.rows.size() > 1 && !scope.line && !isPresentElsewhere &&
           scope.table == document.source(landUse.source)->source;
}

Result<LandUseBalance> balanceOfParcels(const Document& document, const GroundBalance::Scope& scope,
                                        Progress& progress) {
    std::vector<std::uint8_t> chosen(scope.table->size(), 0);
    for (const std::uint32_t row : scope.rows) chosen[row] = 1;
    BalanceRequest request = *wholeBalance(document);
    request.boundary = nullptr;
    request.only = &chosen;
    request.options.progress = &progress;
    return planBalance(document, request);
}

Result<FeatureTable> groundOf(const Document& document, const GroundBalance::Scope& scope) {
    FeatureTable alone = aloneOf(scope);
    if (!scope.line) return {std::move(alone), {}};
    CorridorRequest request;
    request.lines = &alone;
    request.widthMeters = scope.widthMeters;
    request.plane = document.crs;
    request.frame = document.source(document.project.landUse->source)->source->crs();
    request.name = scope.name;
    return corridorOf(request);
}

std::shared_ptr<const GroundBalance::Figures> compute(const Document& document, const GroundBalance::Scope& scope,
                                                      Progress& progress) {
    auto figures = std::make_shared<GroundBalance::Figures>();
    figures->widthMeters = scope.widthMeters;
    if (areParcels(document, scope)) {
        figures->balance = balanceOfParcels(document, scope, progress);
        return figures;
    }
    auto ground = groundOf(document, scope);
    if (!ground) {
        figures->balance.issues = ground.issues;
        return figures;
    }
    figures->counted = std::make_shared<const FeatureTable>(std::move(*ground));
    if (auto world = inFrame(*figures->counted, document.crs))
        figures->ground = std::make_shared<const FeatureTable>(std::move(*world));
    BalanceRequest request = *balanceOn(*figures->counted, document);
    request.options.progress = &progress;
    figures->balance = planBalance(document, request);
    return figures;
}

} // namespace

void GroundBalance::show(std::shared_ptr<const Document> document, Scope scope) {
    stop();
    document_ = std::move(document);
    scope_ = std::move(scope);
    start();
}

void GroundBalance::setWidth(double meters) {
    if (!scope_ || !scope_->line || scope_->widthMeters == meters) return;
    scope_->widthMeters = meters;
    // What runs is let run: its figures are shown on the way, and the next begin where the hand is then.
    if (!task_.running()) start();
}

void GroundBalance::stop() {
    task_.stop();
    scope_.reset();
    figures_.reset();
}

void GroundBalance::start() {
    task_.start(
        [document = document_, scope = *scope_](Progress& progress) { return compute(*document, scope, progress); },
        wake_);
}

bool GroundBalance::poll() {
    auto finished = task_.take();
    if (!finished) return false;
    figures_ = std::move(*finished);
    if (behind()) start();
    return true;
}

} // namespace geju
