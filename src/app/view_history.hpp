// The views one came from and can go back to, as in a browser. A view is noted when the map comes to rest; a burst of
// small steps (wheel, arrow keys) is one entry. Pure state; seconds are of any monotonic clock.
#pragma once

#include "app/navigator.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace geju {

enum class Gesture { Jump, Drag, Step }; ///< Step: one of a burst

class ViewHistory {
  public:
    /// The map rests at `camera` after `gesture`. The same view again changes nothing; a new one drops what was ahead.
    void settle(const Camera& camera, Gesture gesture, double seconds);

    bool canGoBack() const { return current_ > 0; }
    bool canGoForward() const { return current_ + 1 < entries_.size(); }
    /// The map rests where it was, but its size asked for another camera.
    void replaceCurrent(const Camera& camera);
    std::optional<Camera> goBack();
    std::optional<Camera> goForward();
    void clear();
    std::size_t size() const { return entries_.size(); }

  private:
    std::vector<Camera> entries_;
    std::size_t current_ = 0;
    bool lastWasStep_ = false;
    double lastSeconds_ = 0;
};

} // namespace geju
