// Style layers in a project's text: where they stand, what differs, and the edits that copy or remove them; and the
// text of a project that moves to another folder. Pure functions on valid JSON, any thread.
#pragma once

#include "core/result.hpp"
#include "plan/project_text.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace geju {

/// Pointer of a style layer, by its id; a layer without one is called by its place, as when the project is read.
std::optional<std::string> layerPointer(std::string_view json, std::string_view id);
/// The text of each style layer by its id.
std::map<std::string, std::string_view, std::less<>> layerTexts(std::string_view json);

/// Layers of `after` that `before` has not, or not with the same text.
std::vector<std::string> changedLayers(std::string_view before, std::string_view after);
/// Takes a layer out, and out of the scenes that show it.
std::vector<ProjectEdit> removingLayer(std::string_view json, const std::string& id);
/// Puts a copy of a layer above it, shown in the same scenes, its name saying that it is one. `copyId` must be free.
std::vector<ProjectEdit> duplicatingLayer(std::string_view json, const std::string& id, const std::string& copyId);

/// Pointer of what names the file of a source: "data", or "url" of a picture.
std::string sourceFilePointer(std::string_view json, std::string_view id);
/// The project as it must read at `file`: its sources named relative to there. `folder` is what relative paths in it
/// start from now. An error when data would lie outside the new folder, which projects may not name.
Result<std::string> projectMovedTo(std::string json, const std::filesystem::path& folder,
                                   const std::filesystem::path& file);

} // namespace geju
