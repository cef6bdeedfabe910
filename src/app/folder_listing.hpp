// What a file dialog shows of a folder: its folders, and the files that Geju can open or has
// written. Hidden ones are left out.
#pragma once

#include "core/result.hpp"
#include "ui/state.hpp"

#include <filesystem>
#include <vector>

namespace geju {

enum class FilesWanted { ToOpen, Pictures, Tables, Projects };

/// Folders first, each in the order of names (numbers by value). An error names the folder and the reason.
Result<std::vector<FolderEntry>> listFolder(const std::filesystem::path& folder,
                                            FilesWanted wanted = FilesWanted::ToOpen);
/// By its ending: a project or vector data.
bool canOpen(const std::filesystem::path& file);
/// By its ending: *.geju.json.
bool isNamedProject(const std::filesystem::path& file);
/// By its ending: what an export writes.
bool isPicture(const std::filesystem::path& file);
/// By its ending: what the balance is saved as.
bool isTable(const std::filesystem::path& file);

} // namespace geju
