#include "plan/project_editor.hpp"

#include <algorithm>
#include <utility>

namespace geju {

ProjectEditor::ProjectEditor(std::string json)
  : text_(std::move(json))
  , saved_(text_) {}

bool ProjectEditor::edit(const std::string& name, const std::vector<ProjectEdit>& edits, const std::string& gesture) {
    const bool goesOn = !gesture.empty() && canUndo() && !canRedo() && steps_[done_ - 1].gesture == gesture;
    std::string text = text_;
    if (goesOn) {
        const auto& changes = steps_[done_ - 1].changes;
        std::for_each(changes.rbegin(), changes.rend(), [&](const TextChange& change) { revertChange(text, change); });
    }
    const std::string before = text;
    Step step{name, gesture, {}};
    for (const ProjectEdit& edit : edits) {
        auto change = changeFor(text, edit);
        if (!change) return false;
        applyChange(text, *change);
        step.changes.push_back(std::move(*change));
    }
    if (!goesOn && text == text_) return true;
    steps_.resize(goesOn ? done_ - 1 : done_);
    // A gesture that came back to where it began was none.
    if (text != before) steps_.push_back(std::move(step));
    done_ = steps_.size();
    text_ = std::move(text);
    return true;
}

bool ProjectEditor::undo() {
    if (!canUndo()) return false;
    takeBack(steps_[--done_]);
    steps_[done_].gesture.clear();
    return true;
}

bool ProjectEditor::redo() {
    if (!canRedo()) return false;
    take(steps_[done_++]);
    return true;
}

void ProjectEditor::saved(std::string text) {
    if (text != text_) {
        steps_.clear();
        done_ = 0;
        text_ = std::move(text);
    }
    saved_ = text_;
}

void ProjectEditor::take(const Step& step) {
    for (const TextChange& change : step.changes) applyChange(text_, change);
}

void ProjectEditor::takeBack(const Step& step) {
    std::for_each(step.changes.rbegin(), step.changes.rend(),
                  [&](const TextChange& change) { revertChange(text_, change); });
}

} // namespace geju
