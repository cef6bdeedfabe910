// A project taken to another folder together with its data. Blocking; files that are there already are never replaced.
#pragma once

#include "core/result.hpp"
#include "plan/project.hpp"

#include <filesystem>
#include <string>

namespace geju {

/// Copies the files of the project's sources into `target`, under the paths that they have below the project's own
/// folder, else under their names; what belongs to a file of several parts goes with it. Gives the project's text as it
/// reads there. An error names the file that could not be copied; files copied before it stay.
Result<std::string> copyProjectData(const Project& project, std::string text, const std::filesystem::path& target);

} // namespace geju
