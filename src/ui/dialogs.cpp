#include "ui/dialogs.hpp"

#include "core/translate.hpp"
#include "ui/painter.hpp"
#include "ui/widgets.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdlib>
#include <utility>

namespace geju {

namespace {

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(c < 0x80 ? std::tolower(c) : c); });
    return text;
}

std::string sizeText(std::uintmax_t bytes) {
    if (bytes < 1000) return fmt::format("{} B", bytes);
    if (bytes < 1000 * 1000) return fmt::format("{:.1f} kB", static_cast<double>(bytes) / 1e3);
    return fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
}

void drawFolderLine(const Panel& panel, DialogDraft& draft) {
    const DialogState& state = panel.state.dialog;
    if (draft.listed != state.folder) {
        draft.listed = state.folder;
        draft.path = state.folder.string();
    }
    if (widget::iconButton(panel, "up", Icon::Up, tr("The folder above"), false, state.folder.has_parent_path())) {
        panel.ask(command::ListFolder{state.folder.parent_path()});
    }
    ImGui::SameLine();
    if (widget::textField(panel, "##folder", draft.path, tr("Folder"), ImGui::GetContentRegionAvail().x)) {
        const auto typed = resolveTyped(draft.path, state.folder);
        std::error_code ignored;
        if (std::filesystem::is_regular_file(typed, ignored) && draft.shown == Dialog::Open) {
            panel.ask(command::OpenPaths{{typed}});
        } else {
            panel.ask(command::ListFolder{typed});
        }
    }
}

void drawEntries(const Panel& panel, DialogDraft& draft, float height) {
    const DialogState& state = panel.state.dialog;
    const bool opening = draft.shown == Dialog::Open;
    ImGui::PushStyleColor(ImGuiCol_ChildBg, packed(theme::kPaper));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {panel.points(6), panel.points(6)});
    ImGui::BeginChild("entries", {0, height}, true);
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, panel.points(1)});
    const float rowHeight = panel.points(27);
    int index = 0;
    std::size_t shown = 0;
    for (const FolderEntry& entry : state.entries) {
        if (!passesFilter(entry.name, draft.filter)) continue;
        ++shown;
        ImGui::PushID(index++);
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float width = ImGui::GetContentRegionAvail().x;
        if (!ImGui::IsRectVisible({width, rowHeight})) {
            ImGui::Dummy({width, rowHeight});
            ImGui::PopID();
            continue;
        }
        const bool chosen = !entry.folder && entry.name == draft.name;
        const bool clicked = widget::row(panel, "entry", rowHeight, chosen);
        widget::remember(panel, "entry-" + entry.name);
        const bool twice = ImGui::IsItemHovered() && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left);
        drawIcon(*ImGui::GetWindowDrawList(), entry.folder ? Icon::Folder : Icon::File, at.x + panel.points(6),
                 at.y + (rowHeight - panel.points(17)) / 2, panel.points(17),
                 entry.folder ? theme::kAccent : theme::kInkSoft);
        const std::string size = entry.folder ? std::string() : sizeText(entry.bytes);
        const float sizeWidth = widget::textWidth(panel, TextRole::Small, size);
        const float textY = at.y + (rowHeight - widget::lineHeight(panel, TextRole::Body)) / 2;
        widget::textAt(panel, TextRole::Body,
                       widget::cutToWidth(panel, TextRole::Body, entry.name, width - panel.points(46) - sizeWidth),
                       at.x + panel.points(30), textY, theme::kInk);
        widget::textAt(panel, TextRole::Small, size, at.x + width - sizeWidth - panel.points(8),
                       at.y + (rowHeight - widget::lineHeight(panel, TextRole::Small)) / 2, theme::kInkFaint);
        if (entry.folder && (clicked || twice)) {
            draft.filter.clear();
            panel.ask(command::ListFolder{state.folder / entry.name});
        } else if (twice && draft.shown == Dialog::Open) {
            panel.ask(command::OpenPaths{{state.folder / entry.name}});
        } else if (clicked) {
            draft.name = entry.name;
        }
        ImGui::PopID();
    }
    if (!state.error.empty() && draft.shown != Dialog::SaveProject)
        widget::wrapped(panel, TextRole::Body, state.error, theme::kError);
    if (shown == 0 && state.error.empty())
        widget::emptyNote(panel, opening                              ? tr("Nothing here that can be opened.")
                                 : draft.shown == Dialog::SaveProject ? tr("No project here yet.")
                                 : draft.shown == Dialog::ExportTable ? tr("No table here yet.")
                                                                      : tr("No picture here yet."));
    ImGui::PopStyleVar();
    ImGui::EndChild();
    ImGui::PopStyleVar();
    ImGui::PopStyleColor();
}

/// Moves the next item so that `width` ends at the right edge.
void alignRight(float width) {
    ImGui::SameLine(std::max(0.0f, ImGui::GetWindowWidth() - width - ImGui::GetStyle().WindowPadding.x));
}

float buttonWidth(const Panel& panel, const char* label) {
    return widget::textWidth(panel, TextRole::Body, label) + panel.points(26);
}

void drawSheetChoice(const Panel& panel, DialogDraft& draft) {
    if (!panel.state.document) return;
    const auto sheets = sheetTemplates(panel.state.document->project);
    const auto nameOf = [](const SheetTemplate& sheet) {
        const std::string& name = sheet.name.empty() ? sheet.id : sheet.name.get();
        return sheet.paper.empty() ? name : name + "  ·  " + sheet.paper;
    };
    const std::string asShown = tr("As large as on the screen");
    std::string shown = asShown;
    for (const auto& sheet : sheets) {
        if (sheet.id == draft.sheet) shown = nameOf(sheet);
    }
    if (shown == asShown) draft.sheet.clear();
    const char* label = tr("Sheet");
    const ImVec2 at = ImGui::GetCursorScreenPos();
    widget::textAt(panel, TextRole::Body, label, at.x, at.y + panel.points(5), theme::kInkSoft);
    ImGui::SetCursorPosX(ImGui::GetCursorPosX() + widget::textWidth(panel, TextRole::Body, label) + panel.points(12));
    const widget::UseFont font(panel, TextRole::Body);
    if (!widget::beginCombo(panel, TextRole::Body, "##sheet", shown, ImGui::GetContentRegionAvail().x)) {
        widget::remember(panel, "sheet");
        return;
    }
    const auto choice = [&](const std::string& name, const std::string& id) {
        panel.fonts.note(TextRole::Body, name);
        if (ImGui::Selectable(name.c_str(), draft.sheet == id)) draft.sheet = id;
        widget::remember(panel, "sheet-" + id);
    };
    choice(asShown, "");
    for (const auto& sheet : sheets) choice(nameOf(sheet), sheet.id);
    ImGui::EndCombo();
}

void drawFileDialog(const Panel& panel, DialogDraft& draft) {
    const DialogState& state = panel.state.dialog;
    const bool opening = draft.shown == Dialog::Open;
    const bool project = draft.shown == Dialog::SaveProject;
    const bool table = draft.shown == Dialog::ExportTable;
    widget::text(panel, TextRole::Title,
                 opening   ? tr("Open a project or data")
                 : project ? tr("Save the project as")
                 : table   ? tr("Save the table of land use")
                           : tr("Save the map as a picture"));
    widget::space(panel, 2);
    drawFolderLine(panel, draft);
    if (opening) {
        widget::textField(panel, "##filter", draft.filter, tr("Filter by name"), ImGui::GetContentRegionAvail().x);
    }
    drawEntries(panel, draft,
                ImGui::GetContentRegionAvail().y - panel.points(opening   ? 44.0f
                                                                : project ? 145.0f
                                                                : table   ? 134.0f
                                                                          : 196.0f));
    bool entered = false;
    if (!opening) {
        widget::space(panel, 1);
        const char* label = tr("File name");
        const ImVec2 at = ImGui::GetCursorScreenPos();
        widget::textAt(panel, TextRole::Body, label, at.x, at.y + panel.points(5), theme::kInkSoft);
        ImGui::SetCursorPosX(ImGui::GetCursorPosX() + widget::textWidth(panel, TextRole::Body, label) +
                             panel.points(12));
        entered = widget::textField(panel, "##name", draft.name, "map.png", ImGui::GetContentRegionAvail().x,
                                    std::exchange(draft.justOpened, false));
    }
    // Enter accepts, whatever was clicked last; in the fields for folder and filter it means those.
    entered = entered || (!ImGui::IsAnyItemActive() && ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Enter), false));
    widget::space(panel, 2);
    if (project) {
        const ImVec2 local = ImGui::GetCursorPos();
        widget::checkbox(panel, "copy-data", draft.copyData);
        ImGui::SetCursorPos({local.x + panel.points(28), local.y});
        widget::text(panel, TextRole::Body, tr("Copy the data into the folder too"), theme::kInkSoft);
        const char* note =
            tr("A project names only data in its own folder or below: saved elsewhere, it needs a copy of them.");
        const bool failed = !state.error.empty();
        widget::wrapped(panel, TextRole::Small, failed ? state.error.c_str() : note,
                        failed ? theme::kError : theme::kInkFaint);
    } else if (table) {
        const auto& chosen = panel.state.balance.highlighted;
        const std::string csv = chosen
                                    ? fmt::format(fmt::runtime(tr("the polygons of class {} with their ids")), *chosen)
                                    : std::string(tr("the table, with its ledger"));
        widget::wrapped(
            panel, TextRole::Small,
            fmt::format(fmt::runtime(tr("The ending decides: .csv is {}; .xlsx the table, all its polygons and what "
                                        "was read. Rows are in the order of the codes.")),
                        csv),
            theme::kInkFaint);
    } else if (!opening) {
        drawSheetChoice(panel, draft);
        const ImVec2 local = ImGui::GetCursorPos();
        widget::checkbox(panel, "map-only", draft.mapOnly);
        ImGui::SetCursorPos({local.x + panel.points(28), local.y});
        widget::text(panel, TextRole::Body, tr("The map alone, without title, legend and scale bar"), theme::kInkSoft);
        widget::wrapped(
            panel, TextRole::Small,
            tr("The ending decides: .png, .jpg, .tif (GeoTIFF) are pictures, .pdf and .svg drawings; .html is the "
               "report of the whole plan, .xlsx its figures."),
            theme::kInkFaint);
    }
    if (!opening) widget::space(panel, 4);
    const char* cancel = tr("Cancel");
    const char* accept = opening ? tr("Open") : tr("Save");
    alignRight(buttonWidth(panel, cancel) + buttonWidth(panel, accept) + ImGui::GetStyle().ItemSpacing.x);
    if (widget::button(panel, "cancel", cancel)) panel.ask(command::ShowDialog{Dialog::None});
    ImGui::SameLine();
    const bool ready = !draft.name.empty();
    if ((widget::button(panel, "accept", accept, true, ready) || entered) && ready) {
        const auto path = resolveTyped(draft.name, state.folder);
        if (opening) {
            panel.ask(command::OpenPaths{{path}});
        } else if (project) {
            panel.ask(command::SaveProjectAs{path, draft.copyData});
        } else if (table) {
            panel.ask(command::ExportTable{path});
        } else {
            panel.ask(command::ExportPicture{path, draft.mapOnly, draft.sheet});
        }
    }
}

void drawHelp(const Panel& panel) {
    widget::text(panel, TextRole::Title, tr("Keys and mouse"));
    widget::space(panel, 4);
    const std::pair<const char*, const char*> keys[] = {
        {tr("drag"), tr("pan")},
        {tr("wheel"), tr("zoom at the cursor")},
        {tr("double click"), tr("zoom in")},
        {tr("Shift + drag"), tr("zoom to a box")},
        {tr("Shift + click"), tr("select several polygons")},
        {tr("R, drag"), tr("select the polygons in a box; Shift adds")},
        {tr("click"), tr("read a feature; again: the one below")},
        {tr("arrow keys"), tr("pan")},
        {tr("+ and -"), tr("zoom")},
        {tr("Home"), tr("show everything")},
        {tr("L"), tr("show the chosen layer")},
        {tr("F"), tr("show the selected feature")},
        {tr("Alt + Left, Alt + Right"), tr("previous and next view")},
        {tr("V, B, R, D, A"), tr("select, box zoom, box select, distance, area")},
        {tr("Backspace, right click"), tr("take back the last point")},
        {tr("Enter, double click"), tr("end measuring")},
        {tr("Esc"), tr("leave the tool, select nothing")},
        {tr("Ctrl + O, Ctrl + E"), tr("open, save a picture")},
        {tr("Ctrl + S, Ctrl + Shift + S"), tr("save the project, under another name")},
        {tr("Ctrl + Z, Ctrl + Y"), tr("take back an edit, do it again")},
        {tr("double click on a layer"), tr("style it")},
        {tr("Page Up, Page Down"), tr("previous and next scene")},
        {tr("F6, F7"), tr("hide or show the sides")},
    };
    const float keyWidth = panel.points(200);
    for (const auto& [key, what] : keys) {
        const ImVec2 at = ImGui::GetCursorScreenPos();
        widget::textAt(panel, TextRole::Strong, key, at.x, at.y, theme::kInk);
        widget::textAt(panel, TextRole::Body, what, at.x + keyWidth, at.y, theme::kInkSoft);
        ImGui::Dummy({0, widget::lineHeight(panel, TextRole::Body)});
    }
    widget::space(panel, 2);
    const char* close = tr("Close");
    alignRight(buttonWidth(panel, close));
    if (widget::button(panel, "close", close, true)) panel.ask(command::ShowDialog{Dialog::None});
}

void drawUnsaved(const Panel& panel) {
    using Answer = command::UnsavedAnswer;
    widget::text(panel, TextRole::Title, tr("Save the changes?"));
    widget::space(panel, 4);
    widget::wrapped(
        panel, TextRole::Body,
        fmt::format(fmt::runtime(tr("What was changed in \"{}\" is not saved yet.")), panel.state.documentTitle),
        theme::kInkSoft);
    widget::space(panel, 8);
    const char* cancel = tr("Cancel");
    const char* discard = tr("Don't save");
    const char* save = tr("Save");
    alignRight(buttonWidth(panel, cancel) + buttonWidth(panel, discard) + buttonWidth(panel, save) +
               2 * ImGui::GetStyle().ItemSpacing.x);
    if (widget::button(panel, "unsaved-cancel", cancel)) panel.ask(command::AnswerUnsaved{Answer::Cancel});
    ImGui::SameLine();
    if (widget::button(panel, "unsaved-discard", discard)) panel.ask(command::AnswerUnsaved{Answer::Discard});
    ImGui::SameLine();
    if (widget::button(panel, "unsaved-save", save, true)) panel.ask(command::AnswerUnsaved{Answer::Save});
}

void begin(const Panel& panel, DialogDraft& draft) {
    draft.shown = panel.state.dialog.dialog;
    draft.justOpened = true;
    draft.filter.clear();
    draft.copyData = false;
    const bool saving =
        draft.shown == Dialog::Export || draft.shown == Dialog::ExportTable || draft.shown == Dialog::SaveProject;
    draft.name = saving ? panel.state.dialog.suggestedName : std::string();
}

} // namespace

std::filesystem::path resolveTyped(const std::string& typed, const std::filesystem::path& folder) {
    if (typed.starts_with("~")) {
        const char* home = std::getenv("HOME");
        if (home && (typed.size() == 1 || typed[1] == '/')) {
            return typed.size() <= 2 ? std::filesystem::path(home) : std::filesystem::path(home) / typed.substr(2);
        }
    }
    return (folder / std::filesystem::path(typed)).lexically_normal();
}

bool passesFilter(const std::string& name, const std::string& filter) {
    const std::string in = lower(name);
    const std::string words = lower(filter);
    for (std::size_t at = 0; at < words.size();) {
        const auto end = std::min(words.find(' ', at), words.size());
        if (end > at && in.find(words.substr(at, end - at)) == std::string::npos) return false;
        at = end + 1;
    }
    return true;
}

void drawDialogs(const Panel& panel, DialogDraft& draft) {
    const Dialog wanted = panel.state.dialog.dialog;
    if (wanted != draft.shown) {
        begin(panel, draft);
        if (wanted != Dialog::None) ImGui::OpenPopup("##dialog");
    }
    if (draft.shown == Dialog::None) return;
    const ImVec2 window = ImGui::GetIO().DisplaySize;
    const bool help = draft.shown == Dialog::Help;
    const bool unsaved = draft.shown == Dialog::Unsaved;
    const float wide = help ? 560.0f : unsaved ? 460.0f : 640.0f;
    const ImVec2 most{window.x - panel.points(40), window.y - panel.points(40)};
    // Texts are as tall as they come out; files take what they are given.
    const float tall = help || unsaved ? 0.0f : std::min(most.y, panel.points(520));
    ImGui::SetNextWindowPos({std::round(window.x / 2), std::round(window.y / 2)}, ImGuiCond_Always, {0.5f, 0.5f});
    ImGui::SetNextWindowSizeConstraints({0, 0}, most);
    ImGui::SetNextWindowSize({std::min(most.x, panel.points(wide)), tall});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {panel.points(20), panel.points(16)});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, panel.points(8));
    constexpr ImGuiWindowFlags kFlags =
        ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings;
    if (ImGui::BeginPopupModal("##dialog", nullptr, kFlags)) {
        if (help) {
            drawHelp(panel);
        } else if (unsaved) {
            drawUnsaved(panel);
        } else {
            drawFileDialog(panel, draft);
        }
        if (panel.state.dialog.dialog == Dialog::None) ImGui::CloseCurrentPopup();
        ImGui::EndPopup();
    }
    ImGui::PopStyleVar(2);
}

} // namespace geju
