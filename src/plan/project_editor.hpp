// A project that is being edited: its text, the steps that led there and those taken back. A step is what the user did
// once; the changes of one gesture (a colour being dragged) replace each other and are one step. Not thread-safe.
#pragma once

#include "plan/project_text.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace geju {

class ProjectEditor {
  public:
    ProjectEditor() = default;
    /// `json` is a project that was read.
    explicit ProjectEditor(std::string json);

    const std::string& text() const { return text_; }
    const std::string& savedText() const { return saved_; } ///< as it stands in the file

    /// Carries the edits out one after the other, as one step called `name`. Edits with the same `gesture` as the step
    /// before, if not empty, take its place. False, and nothing is changed, when one of them cannot be carried out;
    /// edits that change nothing leave no step.
    bool edit(const std::string& name, const std::vector<ProjectEdit>& edits, const std::string& gesture = {});
    /// False when there is nothing to take back, or to do again.
    bool undo();
    bool redo();
    bool canUndo() const { return done_ > 0; }
    bool canRedo() const { return done_ < steps_.size(); }
    std::string undoName() const { return canUndo() ? steps_[done_ - 1].name : std::string(); }
    std::string redoName() const { return canRedo() ? steps_[done_].name : std::string(); }

    /// Does the text differ from what was read or last saved?
    bool unsaved() const { return text_ != saved_; }
    /// The text was written to a file. Where it is another text (sources named anew), that is what is edited from here
    /// on; what was done stays, and cannot be taken back.
    void saved(std::string text);

  private:
    struct Step {
        std::string name;
        std::string gesture;
        std::vector<TextChange> changes;
    };
    void take(const Step& step);
    void takeBack(const Step& step);

    std::string text_;
    std::string saved_;
    std::vector<Step> steps_;
    std::size_t done_ = 0; ///< steps that the text contains
};

} // namespace geju
