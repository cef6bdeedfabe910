// The window of `geju view`. Called on the main thread, at most once at a time.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace geju {

struct WindowOptions {
    std::vector<std::filesystem::path> paths; ///< one project, or data files; empty: the plan that is shipped
    std::string scene;                        ///< id; empty: the project's home
    std::string language;                     ///< "zh", "en"; empty: of the environment
};

/// Runs the window until it is closed; gives the process's exit status (1 with a message on stderr when no display
/// can be opened).
int runWindow(const WindowOptions& options);

} // namespace geju
