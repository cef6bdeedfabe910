#include "app/state_file.hpp"

#include "core/files.hpp"
#include "core/translate.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstdlib>

namespace geju {

namespace {

using Json = nlohmann::ordered_json;

Json orNull(const std::optional<double>& value) {
    return value ? Json(*value) : Json(nullptr);
}

Json pointOf(Point p) {
    return Json::array({p.x, p.y});
}

Json boxOf(const Box& box) {
    if (box.empty()) return nullptr;
    return Json::array({box.minX, box.minY, box.maxX, box.maxY});
}

const char* nameOf(Tool tool) {
    switch (tool) {
    case Tool::Pan:
        return "pan";
    case Tool::BoxZoom:
        return "box-zoom";
    case Tool::BoxSelect:
        return "box-select";
    case Tool::MeasureDistance:
        return "distance";
    case Tool::MeasureArea:
        return "area";
    }
    return "";
}

const char* nameOf(Section section) {
    switch (section) {
    case Section::Feature:
        return "feature";
    case Section::Balance:
        return "balance";
    case Section::Indicators:
        return "indicators";
    case Section::Measure:
        return "measure";
    case Section::Issues:
        return "issues";
    case Section::Style:
        return "style";
    }
    return "";
}

Json mapOf(const Application& application, const WindowFacts& facts) {
    const MapState& map = application.state().map;
    Json json;
    json["pixels"] = boxOf(facts.mapPixels);
    json["center_world"] = pointOf(map.view.centerWorld);
    json["units_per_pixel"] = map.view.unitsPerPixel;
    json["pixel_ratio"] = map.view.pixelRatio;
    json["scale"] = map.scaleDenominator;
    json["extent_lonlat"] = boxOf(application.extentLonLat());
    json["title"] = map.title;
    json["scale_bar_m"] = map.scaleBarMeters;
    json["legend_entries"] = map.legend.size();
    json["can_go_back"] = map.canGoBack;
    json["can_go_forward"] = map.canGoForward;
    json["cursor_lonlat"] = map.cursorLonLat ? pointOf(*map.cursorLonLat) : Json(nullptr);
    return json;
}

Json featureOf(const UiState& state) {
    if (!state.feature) return nullptr;
    const FeatureState& feature = *state.feature;
    Json json{{"layer", feature.layerId},        {"row", feature.row},     {"name", feature.name},
              {"other_name", feature.otherName}, {"kind", feature.kind},   {"source", feature.source},
              {"precision", feature.precision},  {"index", feature.index}, {"count", feature.count},
              {"gathered", feature.gathered}};
    const FeatureMeasures& m = feature.measures;
    json["area_m2"] = {{"ellipsoidal", orNull(m.ellipsoidalSquareMeters)},
                       {"survey", orNull(m.surveySquareMeters)},
                       {"planar", orNull(m.planarSquareMeters)}};
    json["perimeter_m"] = {{"ellipsoidal", orNull(m.ellipsoidalPerimeterMeters)},
                           {"planar", orNull(m.planarPerimeterMeters)}};
    json["length_m"] = {{"ellipsoidal", orNull(m.ellipsoidalLengthMeters)}, {"planar", orNull(m.planarLengthMeters)}};
    json["touching"] = feature.touching;
    json["neighbours"] = Json::array();
    for (const NeighbourState& neighbour : feature.neighbours) json["neighbours"].push_back(neighbour.name);
    return json;
}

Json measureOf(const UiState& state) {
    const MeasureState& measure = state.measure;
    const PathMeasures& figures = measure.figures;
    return {{"kind", measure.area ? "area" : "distance"},
            {"points", measure.points},
            {"finished", measure.finished},
            {"length_m", figures.ellipsoidalLengthMeters},
            {"planar_length_m", orNull(figures.planarLengthMeters)},
            {"area_m2", orNull(figures.ellipsoidalSquareMeters)},
            {"survey_area_m2", orNull(figures.surveySquareMeters)},
            {"planar_area_m2", orNull(figures.planarSquareMeters)},
            {"perimeter_m", orNull(figures.ellipsoidalPerimeterMeters)}};
}

const char* nameOf(BalanceColumn column) {
    switch (column) {
    case BalanceColumn::Class:
        return "class";
    case BalanceColumn::Area:
        return "area";
    case BalanceColumn::Share:
        return "share";
    case BalanceColumn::Count:
        return "count";
    case BalanceColumn::Present:
        return "present";
    case BalanceColumn::Change:
        return "change";
    case BalanceColumn::PerHead:
        return "per-head";
    }
    return "";
}

Json balanceOf(const UiState& state) {
    const BalanceState& balance = state.balance;
    Json rows = Json::array();
    for (const ClassRow& row : balance.rows) {
        rows.push_back(
            {{"class", row.code}, {"area_m2", row.squareMeters}, {"share", row.share}, {"count", row.count}});
    }
    Json parts = Json::array();
    for (const FigurePart& part : balance.parts) {
        parts.push_back({{"row", part.row},
                         {"name", part.name},
                         {"area_m2", part.squareMeters},
                         {"uncut_m2", orNull(part.uncutSquareMeters)}});
    }
    Json groups = Json::array();
    for (const ClassRow& group : balance.groups)
        groups.push_back({{"class", group.code}, {"area_m2", group.squareMeters}});
    return {{"available", balance.available},
            {"within", balance.district ? Json(*balance.district) : Json(nullptr)},
            {"in_view", balance.inView},
            {"ground", balance.ground ? Json(balance.ground->name) : Json(nullptr)},
            {"corridor_m", balance.ground ? Json(balance.ground->widthMeters) : Json(nullptr)},
            {"approximate", balance.approximate},
            {"total_m2", balance.totalSquareMeters},
            {"closes", balance.ledger ? Json(balance.ledger->closes()) : Json(nullptr)},
            {"running", balance.work.running},
            {"error", balance.work.error},
            {"highlighted", balance.highlighted ? Json(*balance.highlighted) : Json(nullptr)},
            {"parts", std::move(parts)},
            {"hovered_part", balance.hoveredPart ? Json(*balance.hoveredPart) : Json(nullptr)},
            {"folded", balance.folded},
            {"unit", std::string(symbol(balance.unit))},
            {"sort", {{"column", nameOf(balance.sort.column)}, {"descending", balance.sort.descending}}},
            {"groups", std::move(groups)},
            {"rows", std::move(rows)}};
}

Json layersOf(const UiState& state) {
    Json json = Json::array();
    for (const LayerItem& layer : state.layers) {
        json.push_back(
            {{"id", layer.id}, {"name", layer.name}, {"visible", layer.visible}, {"opacity", layer.opacity}});
    }
    return json;
}

Json timesOf(const FrameStatistics* frames) {
    if (!frames) return nullptr;
    return {{"count", frames->total()},
            {"p50_ms", frames->percentile(0.50)},
            {"p95_ms", frames->percentile(0.95)},
            {"p99_ms", frames->percentile(0.99)}};
}

} // namespace

std::string stateJson(const Application& application, const WindowFacts& facts) {
    const UiState& state = application.state();
    Json json;
    json["settled"] = facts.settled;
    json["document"] = state.document ? Json(state.documentTitle) : Json(nullptr);
    json["loading"] = state.loading.running;
    json["language"] = std::string(language());
    json["tool"] = nameOf(state.tool);
    json["section"] = nameOf(state.section);
    json["scene"] = state.scene;
    json["current_layer"] = state.currentLayer;
    json["map"] = mapOf(application, facts);
    json["hint"] = state.map.hint;
    Json handles = Json::array();
    for (const Point handle : state.map.handlesScreen)
        handles.push_back(pointOf({handle.x + facts.mapPixels.minX, handle.y + facts.mapPixels.minY}));
    json["corridor_handles"] = std::move(handles);
    Json differences = Json::array();
    if (state.compare) {
        for (const CompareRow& row : state.compare->rows) {
            differences.push_back({{"name", row.name}, {"left", row.left}, {"right", row.right}});
        }
    }
    json["compare"] =
        state.compare
            ? Json{{"scene", state.compare->scene}, {"split", state.compare->split}, {"rows", std::move(differences)}}
            : Json(nullptr);
    json["layers"] = layersOf(state);
    json["feature"] = featureOf(state);
    json["measure"] = measureOf(state);
    json["balance"] = balanceOf(state);
    Json indicators = Json::array();
    if (state.indicators.figures) {
        for (const IndicatorFigure& figure : state.indicators.figures->rows) {
            indicators.push_back({{"id", figure.indicator.id}, {"computed", orNull(figure.computed)}});
        }
    }
    json["indicators"] = std::move(indicators);
    json["issues"] = state.issues.size();
    Json found = Json::array();
    for (const FoundFeature& feature : state.search.found) found.push_back({feature.source, feature.name});
    json["edit"] = {{"can_undo", state.edit.canUndo},
                    {"can_redo", state.edit.canRedo},
                    {"undo", state.edit.undoName},
                    {"unsaved", state.edit.unsaved}};
    json["style"] = {{"layer", state.style.layer}, {"labels", state.style.labels}, {"counts", state.style.counts}};
    json["search"] = {{"text", state.search.text}, {"found", std::move(found)}};
    Json findings = Json::array();
    if (state.checks.findings) {
        for (const CheckFinding& finding : *state.checks.findings) findings.push_back(finding.issue.code);
    }
    json["checks"] = {{"running", state.checks.work.running},
                      {"features", state.checks.features},
                      {"shown", state.checks.shown ? Json(*state.checks.shown) : Json(nullptr)},
                      {"findings", std::move(findings)}};
    json["message"] = state.message ? Json(state.message->text) : Json(nullptr);
    json["last_export"] = application.lastExport().string();
    json["dialog"] = static_cast<int>(state.dialog.dialog);
    Json places = Json::object();
    if (facts.places) {
        for (const auto& [name, box] : *facts.places) places[name] = boxOf(box);
    }
    json["places"] = std::move(places);
    json["renderer"] = facts.renderer;
    json["first_picture_s"] = facts.firstPictureSeconds;
    json["frames"] = timesOf(facts.frames);
    json["moving_frames"] = timesOf(facts.movingFrames);
    return json.dump(1) + "\n";
}

StateFile::StateFile() {
    const char* named = std::getenv("GEJU_STATE_FILE");
    if (named && *named) path_ = named;
}

void StateFile::write(const Application& application, const WindowFacts& facts) {
    if (!path_) return;
    std::string text = stateJson(application, facts);
    if (text == last_) return;
    const auto issues = writeFile(*path_, text);
    if (!issues.empty() && !failed_) {
        failed_ = true;
        fmt::print(stderr, "{}\n", describe(issues.front()));
    }
    last_ = std::move(text);
}

} // namespace geju
