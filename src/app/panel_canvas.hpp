// The side panels and the toolbar in memory of their own: while only the map moves they are copied, not drawn. Where
// OpenGL is done by the CPU their letters cost more than the map. One context, one thread.
#pragma once

#include "gl/framebuffer.hpp"
#include "gl/texture.hpp"

#include <cstdint>
#include <functional>

struct ImDrawData;

namespace geju {

class PanelCanvas {
  public:
    struct Under {
        std::function<void()> drawGround; ///< clears what panels lie on, into what is bound
        std::function<void()> showMap;    ///< on the screen
    };
    /// Shows a frame on the screen: the panels, from memory if they look as they did, the map, and what lies over both.
    /// `map` is the part of the window without panels, in pixels from the lower left corner.
    void show(const ImDrawData& drawn, int width, int height, gl::PixelRect map, const Under& under);
    /// The panels are drawn the next time whatever they look like: what their letters are drawn from has changed.
    void forget() { known_ = false; }

  private:
    void showAround(gl::PixelRect map) const;

    gl::Texture texture_;
    gl::Framebuffer framebuffer_;
    std::uint64_t looks_ = 0; ///< a hash of what was drawn
    bool known_ = false;
};

} // namespace geju
