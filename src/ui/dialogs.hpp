// The window's dialogs: opening files, saving a picture, the list of keys. They keep what is being typed; folders are
// listed by the application on request.
#pragma once

#include "ui/panel.hpp"

#include <filesystem>
#include <string>

namespace geju {

/// What the user has typed and chosen in the dialog that is open.
struct DialogDraft {
    Dialog shown = Dialog::None;
    std::filesystem::path listed; ///< the folder that `path` was taken from
    std::string path;             ///< of the folder, as typed
    std::string filter;
    std::string name;      ///< of the file to open or to write
    bool mapOnly = false;  ///< without title, legend and scale bar
    bool copyData = false; ///< beside the project that is saved
    std::string sheet;     ///< id of the template; empty: the project's default
    bool justOpened = false;
};

void drawDialogs(const Panel& panel, DialogDraft& draft);

/// What the typed text means: an absolute path, "~/…", or a name in the folder.
std::filesystem::path resolveTyped(const std::string& typed, const std::filesystem::path& folder);
/// True when every word of the filter stands in the name, whatever the case of Latin letters.
bool passesFilter(const std::string& name, const std::string& filter);

} // namespace geju
