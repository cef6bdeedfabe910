// What the window shows, as JSON for tests and scripts that watch it from outside (docs/testing.md): written to the
// file that GEJU_STATE_FILE names, whole or not at all, after every frame.
#pragma once

#include "app/application.hpp"
#include "app/frame_statistics.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace geju {

struct WindowFacts {
    Box mapPixels;        ///< of the window, device pixels, (0,0) at its top left corner
    bool settled = false; ///< nothing moves, nothing is computed, the map is complete
    const FrameStatistics* frames = nullptr;
    const FrameStatistics* movingFrames = nullptr;      ///< those in which the view changed
    const std::map<std::string, Box>* places = nullptr; ///< of controls, window coordinates
    std::string renderer;
    double firstPictureSeconds = 0; ///< since the process began its window; 0: not yet
};

class StateFile {
  public:
    /// From the environment; without the variable nothing is ever written.
    StateFile();
    bool wanted() const { return path_.has_value(); }
    /// A failure is said once on standard error.
    void write(const Application& application, const WindowFacts& facts);

  private:
    std::optional<std::filesystem::path> path_;
    std::string last_;
    bool failed_ = false;
};

std::string stateJson(const Application& application, const WindowFacts& facts);

} // namespace geju
