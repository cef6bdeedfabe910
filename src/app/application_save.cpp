// Saving the project, and what happens to changes that were not saved.
#include "app/application.hpp"
#include "app/project_copy.hpp"
#include "core/files.hpp"
#include "core/translate.hpp"
#include "plan/layer_edits.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <system_error>
#include <utility>

namespace geju {

namespace {

/// A file is replaced by another of its name: its folder must be writable as well.
bool isWritable(const std::filesystem::path& file) {
    return access(file.c_str(), W_OK) == 0 && access(file.parent_path().c_str(), W_OK) == 0;
}

} // namespace

/// True when nothing is left to save.
bool Application::save() {
    if (!document_) return true;
    if (document_->project.path.empty()) {
        showDialog(Dialog::SaveProject);
        return false;
    }
    std::error_code error;
    // Links are followed, so that what they lead to is replaced and not they.
    const auto path = std::filesystem::weakly_canonical(document_->project.path, error);
    if (!isWritable(path)) {
        showDialog(Dialog::SaveProject);
        say(tr("The project's file cannot be written; save it under another name."), true, lastSeconds_);
        return false;
    }
    const auto found = readFile(path);
    if (found && *found.value != editor_.savedText()) {
        showDialog(Dialog::SaveProject);
        say(tr("The project's file was changed by another program; save under another name, or open it anew."), true,
            lastSeconds_);
        return false;
    }
    const auto issues = writeFile(path, editor_.text());
    if (hasErrors(issues)) {
        say(describe(issues.front()), true, lastSeconds_);
        return false;
    }
    written(editor_.text(), document_->project.path);
    return true;
}

void Application::saveAs(std::filesystem::path path, bool copyData) {
    if (!document_) return;
    if (path.extension() != ".json") path += ".geju.json";
    std::error_code error;
    const auto folder =
        document_->project.path.empty() ? std::filesystem::current_path(error) : document_->project.path.parent_path();
    if (std::filesystem::exists(path, error) && overwriting_ != path) {
        overwriting_ = path;
        state_.dialog.error = tr("There is a file of this name. Save again to replace it.");
        return;
    }
    auto text = copyData ? copyProjectData(document_->project, editor_.text(), path.parent_path())
                         : projectMovedTo(editor_.text(), folder, path);
    const auto issues = text ? writeFile(path, *text) : text.issues;
    if (hasErrors(issues)) {
        state_.dialog.error = describe(issues.front());
        return;
    }
    const auto waiting = std::exchange(leaving_, std::nullopt);
    showDialog(Dialog::None);
    written(std::move(*text), std::filesystem::absolute(path, error));
    leaving_ = waiting;
    leaveAsWanted();
}

void Application::written(std::string text, std::filesystem::path path) {
    editor_.saved(std::move(text));
    auto moved = std::make_shared<Document>(*document_);
    moved->project.path = path;
    document_ = std::move(moved);
    restyle();
    say(fmt::format(fmt::runtime(tr("Saved {}")), path.string()), false, lastSeconds_);
}

void Application::leave(Command command) {
    leaving_ = std::move(command);
    if (document_ && editor_.unsaved()) {
        showDialog(Dialog::Unsaved);
    } else {
        leaveAsWanted();
    }
}

void Application::answerUnsaved(command::UnsavedAnswer answer) {
    const auto waiting = leaving_;
    showDialog(Dialog::None);
    if (answer == command::UnsavedAnswer::Cancel) return;
    const bool done = answer == command::UnsavedAnswer::Discard || save();
    leaving_ = waiting; // a dialog that opened for the file's name keeps it
    if (done) leaveAsWanted();
}

void Application::leaveAsWanted() {
    const auto command = std::exchange(leaving_, std::nullopt);
    if (!command) return;
    if (std::holds_alternative<command::Quit>(*command)) {
        quit_ = true;
    } else if (const auto* opening = std::get_if<command::OpenPaths>(&*command)) {
        showDialog(Dialog::None);
        open(opening->paths);
    }
}

} // namespace geju
