// The system's window by GLFW, with an OpenGL 3.3 core context that is current on the calling thread. Events are
// gathered in their order, with the place of the pointer at their time, and handed over as plain values. Main thread
// alone, but for wake().
#pragma once

#include "app/pointer.hpp"
#include "core/result.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <variant>
#include <vector>

struct GLFWwindow;

namespace geju {

/// Places are in window coordinates, (0,0) top left.
struct WheelEvent {
    Point place;
    double steps = 0;
    double seconds = 0;
};
struct KeyEvent {
    int key = 0; ///< GLFW's numbers
    int modifiers = 0;
};
struct PointerLeft {};
struct FilesDropped {
    std::vector<std::filesystem::path> paths;
};
using WindowEvent = std::variant<PointerEvent, WheelEvent, KeyEvent, PointerLeft, FilesDropped>;

enum class PointerShape { Default, Crosshair };

class PlatformWindow {
  public:
    /// Fails where no display can be opened or it has no OpenGL 3.3.
    static Result<PlatformWindow> open(const std::string& title);
    PlatformWindow(PlatformWindow&&) noexcept;
    PlatformWindow& operator=(PlatformWindow&&) noexcept;
    ~PlatformWindow();

    GLFWwindow* handle() const;
    bool takeCloseRequest(); ///< somebody asked the window to close, since the last call
    void setTitle(const std::string& title);
    void setPointer(PointerShape shape);
    struct Size {
        int width = 0; ///< window coordinates
        int height = 0;
        int pixelWidth = 0;
        int pixelHeight = 0;
        double contentScale = 1; ///< device pixels a point
    };
    Size size() const;
    double seconds() const;
    void swap();

    void poll();
    /// Until something happens to the window or wake() is called.
    void wait();
    void wait(double seconds); ///< at most so long
    void wake();               ///< from any thread, as long as the window lives: ends a wait
    /// What happened since the last call. `woken` of the system (expose, resize) without an event of ours count too.
    std::vector<WindowEvent> takeEvents();
    bool takeDirty();

    struct Data;

  private:
    explicit PlatformWindow(std::unique_ptr<Data> data);
    std::unique_ptr<Data> data_;
};

} // namespace geju
