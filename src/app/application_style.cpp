// Styling: edits of the project's text, carried at once into the running map.
#include "app/application.hpp"
#include "app/layer_items.hpp"
#include "app/open_document.hpp"
#include "core/translate.hpp"
#include "plan/layer_edits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace geju {

namespace {

/// Makes edits on a text and keeps them: each was computed for the text as the others left it.
void carryOut(std::string& text, std::vector<ProjectEdit> more, std::vector<ProjectEdit>& edits) {
    for (ProjectEdit& edit : more) {
        if (const auto change = changeFor(text, edit)) applyChange(text, *change);
        edits.push_back(std::move(edit));
    }
}

} // namespace

void Application::editProject(const std::string& what, const std::vector<ProjectEdit>& edits,
                              const std::string& gesture) {
    if (!document_ || edits.empty()) return;
    if (!editor_.edit(what, edits, gesture)) return say(tr("The project has no place for that."), true, lastSeconds_);
    restyle();
}

void Application::editLayer(const command::EditLayer& request) {
    const auto layer = layerPointer(editor_.text(), request.layer);
    if (!layer) return;
    std::vector<ProjectEdit> edits;
    for (const auto& [place, value] : request.members) {
        const auto kind = value ? ProjectEdit::Kind::Set : ProjectEdit::Kind::Erase;
        edits.push_back({kind, *layer + "/" + place, value.value_or(std::string()), 0});
    }
    state_.style.fit.reset();
    editProject(request.what, edits, request.gesture);
}

void Application::undo(bool again) {
    if (!document_ || !(again ? editor_.redo() : editor_.undo())) return;
    state_.style.fit.reset();
    restyle();
}

/// The running map follows the project's text: sources stay, only layers that read otherwise are made anew.
void Application::restyle() {
    const auto changed = changedLayers(document_->text, editor_.text());
    LoadOptions options;
    options.allowOutsideFolder = document_->project.path.empty();
    auto project = parseProject(editor_.text(), document_->project.path, options);
    if (!project) return say(describe(project.issues.front()), true, lastSeconds_);
    const auto before = document_;
    auto edited = std::make_shared<Document>(*document_);
    edited->project = std::move(*project);
    edited->text = editor_.text();
    document_ = std::move(edited);
    state_.document = document_;
    renewStyleIssues(*before, std::move(project.issues), changed);
    builder_->restyle(document_, changed);
    search_.setDocument(document_);
    const auto gone = [&](const std::string& id) { return !id.empty() && !document_->project.layer(id); };
    if (gone(state_.currentLayer)) state_.currentLayer.clear();
    std::erase_if(layerStates_, [&](const auto& entry) { return gone(entry.first); });
    if (const Scene* scene = document_->project.scene(state_.scene)) {
        // A layer that has come is shown as the scene says.
        for (const auto& [id, state] : statesOfScene(document_->project, *scene)) layerStates_.emplace(id, state);
    }
    translate();
}

/// What is wrong with the style as it is now takes the place of what was wrong with it before; what was found in the
/// data stays.
void Application::renewStyleIssues(const Document& before, std::vector<Issue> ofReader,
                                   const std::vector<std::string>& changed) {
    const auto isChanged = [&](const std::string& layer) {
        return std::find(changed.begin(), changed.end(), layer) != changed.end();
    };
    if (!readerIssues_) {
        LoadOptions options;
        options.allowOutsideFolder = before.project.path.empty();
        readerIssues_ = parseProject(before.text, before.project.path, options).issues;
    }
    std::vector<Issue> gone = std::exchange(*readerIssues_, ofReader);
    for (const StyleLayer& layer : before.project.layers) {
        if (isChanged(layer.id)) append(gone, imageIssues(before, layer));
    }
    std::vector<Issue> come = std::move(ofReader);
    for (const StyleLayer& layer : document_->project.layers) {
        if (isChanged(layer.id)) append(come, imageIssues(*document_, layer));
    }
    const auto isIn = [](const std::vector<Issue>& issues, const Issue& issue) {
        return std::any_of(issues.begin(), issues.end(), [&](const Issue& other) {
            return other.code == issue.code && other.layer == issue.layer && other.message == issue.message;
        });
    };
    std::erase_if(state_.issues, [&](const Issue& issue) { return isIn(gone, issue) && !isIn(come, issue); });
    std::erase_if(come, [&](const Issue& issue) { return isIn(state_.issues, issue); });
    append(state_.issues, come);
}

void Application::showStyle(const std::string& id) {
    if (!document_) return;
    const auto known = std::any_of(state_.style.parts.begin(), state_.style.parts.end(),
                                   [&](const StylePart& part) { return part.layer == id; });
    const auto item = std::find_if(state_.layers.begin(), state_.layers.end(),
                                   [&](const LayerItem& layer) { return layer.id == id; });
    if (item != state_.layers.end()) {
        state_.currentLayer = id;
    } else if (!known) {
        return;
    }
    state_.style.layer = id;
    state_.style.fit.reset();
    refreshStyle();
    state_.section = Section::Style;
    state_.rightShown = true;
}

void Application::refreshStyle() {
    StyleState& style = state_.style;
    if (style.layer.empty()) return;
    if (!document_->project.layer(style.layer)) style.layer = state_.currentLayer;
    const auto fit = style.fit;
    const WorkState work = style.work;
    style = styleState(*document_, style.layer, style);
    style.fit = fit;
    style.work = work;
    for (const LayerItem& item : state_.layers) {
        auto parts = partsOf(document_->project, item);
        const bool has =
            std::any_of(parts.begin(), parts.end(), [&](const StylePart& part) { return part.layer == style.layer; });
        // Labels belong to all items of their source: of the one that is chosen, if it is among them.
        if (has && (style.parts.empty() || item.id == state_.currentLayer)) style.parts = std::move(parts);
    }
}

void Application::refreshEdit() {
    state_.edit = {editor_.canUndo(), editor_.canRedo(), editor_.undoName(), editor_.redoName(), editor_.unsaved()};
}

void Application::colorByClass(const command::ColorByClass& request) {
    if (!document_) return;
    classesWanted_ = request;
    state_.style.work = WorkState{true, 0, {}};
    classTask_.start(
        [document = document_, request](Progress& progress) { return colorsByClass(*document, request, &progress); },
        wake_);
}

void Application::finishClasses(double seconds) {
    state_.style.work.fraction = classTask_.fraction();
    const auto made = classTask_.take();
    if (!made) return;
    state_.style.work = WorkState{};
    if (!made->value) return say(describe(made->issues.front()), true, seconds);
    editLayer({classesWanted_.layer, tr("Colours by class"), (*made)->members, {}});
    state_.style.fit = (*made)->fit;
}

void Application::moveLayer(const std::string& id, bool up) {
    const auto& layers = document_->project.layers;
    const auto at = std::find_if(layers.begin(), layers.end(), [&](const StyleLayer& layer) { return layer.id == id; });
    if (at == layers.end()) return;
    if (up ? at + 1 == layers.end() : at == layers.begin()) return;
    const auto from = layerPointer(editor_.text(), id);
    const auto next = layerPointer(editor_.text(), (up ? at + 1 : at - 1)->id);
    if (!from || !next) return;
    const std::size_t to = std::stoul(next->substr(next->rfind('/') + 1));
    editProject(up ? tr("Layer upwards") : tr("Layer downwards"), {{ProjectEdit::Kind::Move, *from, {}, to}});
}

void Application::renameLayer(const std::string& id, const std::string& text) {
    const StyleLayer* renamed = document_ ? document_->project.layer(id) : nullptr;
    if (!renamed) return;
    LocalText name = renamed->name;
    (language() == "zh" ? name.zh : name.en) = text;
    std::string value = "{";
    if (!name.zh.empty()) value += "\"zh\":" + jsonText(name.zh);
    if (!name.en.empty()) value += (value.size() > 1 ? "," : "") + ("\"en\":" + jsonText(name.en));
    std::vector<ProjectEdit> edits;
    for (const StyleLayer& layer : document_->project.layers) {
        if (layer.id != id && !isOneItem(layer, *renamed)) continue;
        edits.push_back(
            {ProjectEdit::Kind::Set, *layerPointer(editor_.text(), layer.id) + "/metadata/geju:name", value + "}", 0});
    }
    editProject(tr("Name"), edits);
}

void Application::duplicateLayers(const std::vector<std::string>& layers) {
    if (!document_) return;
    std::string text = editor_.text();
    std::vector<ProjectEdit> edits;
    std::vector<std::pair<std::string, std::string>> copies;
    for (const std::string& id : layers) {
        std::string copy = id + "-copy";
        for (int n = 2; layerPointer(text, copy); ++n) copy = fmt::format("{}-copy-{}", id, n);
        carryOut(text, duplicatingLayer(text, id, copy), edits);
        copies.emplace_back(id, copy);
    }
    editProject(tr("Duplicate layer"), edits);
    for (const auto& [id, copy] : copies) { // seen as the layer it was made from
        const auto state = layerStates_.find(id);
        if (state != layerStates_.end()) layerStates_.insert_or_assign(copy, state->second);
    }
    refreshLayers();
}

void Application::removeLayers(const std::vector<std::string>& layers) {
    std::string text = editor_.text();
    std::vector<ProjectEdit> edits;
    for (const std::string& id : layers) carryOut(text, removingLayer(text, id), edits);
    editProject(tr("Remove layer"), edits);
}

} // namespace geju
