// Figures that take time, dialogs and messages.
#include "analysis/cut_parts.hpp"
#include "analysis/near_ground.hpp"
#include "app/application.hpp"
#include "app/checker.hpp"
#include "app/folder_listing.hpp"
#include "core/translate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>

namespace geju {

namespace {

constexpr double kMessageSeconds = 8;
/// A finding is shown with its surroundings: a sliver of millimetres at some metres.
constexpr double kSmallestFindingMeters = 20;
constexpr double kAroundFinding = 2;
/// Of a corridor that was just asked for: a road with its green on both sides.
constexpr double kFirstCorridorMeters = 200;

MeasureOptions indicatorOptions(const Document& document, Progress& progress) {
    MeasureOptions options;
    options.plane = document.crs;
    options.progress = &progress;
    return options;
}

/// What is safe in a file's name, in any language.
std::string fileNameOf(std::string title) {
    for (char& c : title) {
        if (static_cast<unsigned char>(c) < 0x20 || c == '/' || c == '\\' || c == ':') c = '-';
    }
    return title.empty() ? "map" : title;
}

/// The view as the renderer shows it: its top left corner on a whole multiple of the pixel, so that tiles keep their
/// pixels while panning. An export then has the very pixels that were seen.
View asShown(View view) {
    const auto whole = [&](double world) { return std::round(world / view.unitsPerPixel) * view.unitsPerPixel; };
    const Point topLeft = view.toWorld({0, 0});
    view.centerWorld.x += whole(topLeft.x) - topLeft.x;
    view.centerWorld.y += whole(topLeft.y) - topLeft.y;
    return view;
}

} // namespace

void Application::showSection(Section section) {
    state_.section = section;
    state_.rightShown = true;
    const BalanceState& balance = balance_.state();
    if (section == Section::Balance && !balance.inView && !balance.ground) balance_.show(balance.district);
    if (section == Section::Indicators) startIndicators();
}

void Application::balanceGround() {
    if (selected_ >= under_.size() || !state_.feature) return;
    const LoadedSource* source = document_->source(state_.feature->sourceId);
    if (!source || !source->source) return;
    const std::uint32_t row = under_[selected_].row;
    GroundBalance::Scope scope{source->source, {row}, state_.feature->name, false, 0};
    if (scope.name.empty()) scope.name = state_.feature->layerName;
    if (gathered_.rows.size() > 1) {
        scope.rows = gathered_.rows;
        scope.name = fmt::format(fmt::runtime(tr("{} features of {}")), scope.rows.size(), state_.feature->layerName);
    }
    const auto parts = scope.table->parts(row);
    scope.line = !parts.empty() && scope.table->kind(*parts.begin()) == PartKind::Line;
    if (scope.line) scope.widthMeters = kFirstCorridorMeters;
    showGround(std::move(scope));
}

void Application::balanceDrawn() {
    std::vector<Point> ring = measure_.points();
    if (!document_ || state_.tool != Tool::MeasureArea || ring.size() < 3) return;
    ring.push_back(ring.front());
    const std::string name = tr("drawn polygon");
    GroundBalance::Scope scope;
    scope.table =
        std::make_shared<const FeatureTable>(closingTable(Shape::fromRings({&ring, 1}), name, document_->crs));
    scope.rows = {0};
    scope.name = name;
    useTool(Tool::Pan);
    showGround(std::move(scope));
}

void Application::showGround(GroundBalance::Scope scope) {
    balance_.showGround(std::move(scope));
    overlayStale_ = true;
    state_.section = Section::Balance;
    state_.rightShown = true;
}

void Application::startIndicators() {
    if (!state_.indicators.available || state_.indicators.figures || indicatorTask_.running()) return;
    state_.indicators.work = WorkState{true, 0, {}};
    indicatorTask_.start(
        [document = document_](Progress& progress) {
            return computeIndicators(*document, indicatorOptions(*document, progress));
        },
        wake_);
}

const IndicatorFigure* Application::litFigure() const {
    const IndicatorState& indicators = state_.indicators;
    if (!indicators.figures || !indicators.highlighted) return nullptr;
    const auto& rows = indicators.figures->rows;
    const auto lit = std::find_if(rows.begin(), rows.end(), [&](const IndicatorFigure& figure) {
        return figure.indicator.id == *indicators.highlighted;
    });
    return lit == rows.end() ? nullptr : &*lit;
}

void Application::lightIndicator(const std::optional<std::string>& id) {
    state_.indicators.highlighted = id;
    litIndicator_.clear();
    overlayStale_ = true;
    const IndicatorFigure* figure = litFigure();
    if (!figure) return;
    const auto cut = [document = document_, figures = state_.indicators.figures, figure](Progress& progress) {
        return cutParts(*document, *figure, indicatorOptions(*document, progress));
    };
    litIndicator_.show({document_, figure->features, figure->whole, cut});
}

void Application::startChecks() {
    if (!document_ || checkTask_.running()) return;
    std::vector<std::string> inputs;
    if (!document_->project.path.empty()) {
        inputs.push_back(document_->project.path.string());
    } else {
        for (const SourceReference& source : document_->project.sources) {
            if (source.raster) continue; // has no features to check
            if (std::find(inputs.begin(), inputs.end(), source.path.string()) == inputs.end())
                inputs.push_back(source.path.string());
        }
    }
    state_.checks = CheckState{};
    state_.checks.work = WorkState{true, 0, {}};
    overlayStale_ = true;
    checkTask_.start(
        [inputs](Progress& progress) {
            CheckRequest request;
            request.progress = &progress;
            return std::make_shared<const CheckReport>(checkInputs(inputs, request));
        },
        wake_);
}

void Application::finishChecks() {
    state_.checks.work.fraction = checkTask_.fraction();
    const auto report = checkTask_.take();
    if (!report) return;
    state_.checks.work = WorkState{};
    const auto& found = (*report)->findings;
    const auto cancelled = [](const CheckFinding& finding) { return finding.issue.code == "cancelled"; };
    if (std::any_of(found.begin(), found.end(), cancelled)) {
        state_.checks.work.error = tr("Cancelled.");
        return;
    }
    state_.checks.features = (*report)->features;
    state_.checks.findings = {*report, &found}; // kept alive with its report
}

void Application::showFinding(std::size_t index) {
    const auto& findings = state_.checks.findings;
    if (!findings || index >= findings->size()) return;
    state_.checks.shown = index;
    overlayStale_ = true;
    changed_ = true;
    const CheckFinding& finding = (*findings)[index];
    if (!finding.lonLat || !toLonLat_) return;
    const auto world = toLonLat_->inverse(*finding.lonLat);
    if (!world) return;
    // As large as it is, with what lies around; a point at a scale at which corners can be told apart.
    const double meters = std::max(finding.greatestMeters.value_or(0), kSmallestFindingMeters);
    const double units = meters / metersPerUnit();
    fit(Box{world->x, world->y, world->x, world->y}.grown(units * kAroundFinding), true);
}

/// True when something ended: progress is shown with the frames that nextDue() asks for, no sooner.
bool Application::pollWork(double seconds) {
    bool changed = false;
    if (loading_.running()) {
        state_.loading.fraction = loading_.fraction();
        finishLoading(seconds);
        changed = preview_.poll() || !loading_.running();
    }
    if (balance_.poll()) changed = overlayStale_ = true;
    if (litIndicator_.poll()) changed = overlayStale_ = true;
    state_.balance = balance_.state();
    if (indicatorTask_.running()) {
        state_.indicators.work.fraction = indicatorTask_.fraction();
        if (auto finished = indicatorTask_.take()) {
            changed = true;
            state_.indicators.work = WorkState{};
            if (finished->value) {
                state_.indicators.figures = std::make_shared<const IndicatorFigures>(std::move(*finished->value));
            } else if (!finished->issues.empty()) {
                state_.indicators.work.error = describe(finished->issues.front());
            }
        }
    }
    if (checkTask_.running()) {
        finishChecks();
        changed = changed || !checkTask_.running();
    }
    if (classTask_.running()) {
        finishClasses(seconds);
        changed = true;
    }
    if (export_.working()) {
        state_.exporting.fraction = export_.fraction();
        if (const auto done = export_.poll()) {
            state_.exporting = WorkState{};
            changed = true;
            if (hasErrors(done->issues)) {
                for (const Issue& issue : done->issues) {
                    if (issue.severity == Severity::Error) {
                        say(describe(issue), true, seconds);
                        break;
                    }
                }
            } else {
                lastExport_ = done->path;
                say(fmt::format(fmt::runtime(tr("Saved {}")), done->path.string()), false, seconds);
            }
        }
    }
    return changed;
}

void Application::report(std::vector<Issue> issues) {
    if (issues.empty()) return;
    append(state_.issues, issues);
    say(describe(issues.front()), issues.front().severity == Severity::Error, lastSeconds_);
    changed_ = true;
}

void Application::say(std::string text, bool error, double seconds) {
    state_.message = Message{std::move(text), error};
    messageUntil_ = error ? std::nullopt : std::optional(seconds + kMessageSeconds);
}

void Application::showDialog(Dialog dialog) {
    state_.dialog.dialog = dialog;
    if (dialog == Dialog::None) leaving_.reset();
    overwriting_.clear();
    if (dialog == Dialog::None || dialog == Dialog::Help || dialog == Dialog::Unsaved) return;
    if (state_.dialog.folder.empty()) {
        std::error_code failed;
        state_.dialog.folder = std::filesystem::current_path(failed);
        const char* home = std::getenv("HOME");
        if (failed && home) state_.dialog.folder = home;
        if ((dialog == Dialog::Open || dialog == Dialog::SaveProject) && document_ &&
            document_->project.path.has_parent_path()) {
            state_.dialog.folder = document_->project.path.parent_path();
        }
    }
    state_.dialog.suggestedName = fileNameOf(state_.map.title) + ".png";
    if (dialog == Dialog::ExportTable) state_.dialog.suggestedName = fileNameOf(scopeText(state_.balance)) + ".csv";
    if (dialog == Dialog::SaveProject) {
        // Beside the data: a project names nothing that lies elsewhere.
        if (document_ && !document_->project.sources.empty() && document_->project.path.empty())
            state_.dialog.folder = document_->project.sources.front().path.parent_path();
        const bool named = document_ && !document_->project.path.empty();
        state_.dialog.suggestedName =
            named ? document_->project.path.filename().string() : fileNameOf(state_.documentTitle) + ".geju.json";
    }
    listFolder(state_.dialog.folder);
}

void Application::listFolder(const std::filesystem::path& folder) {
    const Dialog dialog = state_.dialog.dialog;
    auto entries = geju::listFolder(folder, dialog == Dialog::Open          ? FilesWanted::ToOpen
                                            : dialog == Dialog::SaveProject ? FilesWanted::Projects
                                            : dialog == Dialog::ExportTable ? FilesWanted::Tables
                                                                            : FilesWanted::Pictures);
    state_.dialog.error.clear();
    if (!entries) {
        state_.dialog.error = describe(entries.issues.front());
        return;
    }
    state_.dialog.folder = folder;
    state_.dialog.entries = std::move(*entries);
}

void Application::startExport(const command::ExportPicture& request) {
    if (!document_ || export_.working()) return;
    showDialog(Dialog::None);
    state_.exporting = WorkState{true, 0, {}};
    ExportRequest wanted;
    wanted.path = request.path;
    wanted.mapOnly = request.mapOnly;
    wanted.sheet = request.sheet;
    wanted.document = document_;
    wanted.states = layerStates_;
    wanted.scene = state_.scene;
    wanted.view = asShown(navigator_.view());
    export_.start(std::move(wanted));
}

void Application::startTableExport(std::filesystem::path path) {
    auto request = balance_.shownTable();
    if (!request || export_.working()) return;
    showDialog(Dialog::None);
    state_.exporting = WorkState{true, 0, {}};
    request->path = std::move(path);
    export_.start(std::move(*request));
}

} // namespace geju
