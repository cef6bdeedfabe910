// Starts a virtual display and the program on it, moves the mouse, presses keys, and reads what the window says of
// itself (GEJU_STATE_FILE). Every wait has an end; everything that was started is stopped.
#pragma once

#include "core/box.hpp"
#include "render/image.hpp"

#include <nlohmann/json.hpp>
#include <sys/types.h>

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace geju::test {

/// What is missing to run window tests; empty when nothing is.
std::string missingTools();

class Child {
  public:
    Child() = default;
    Child(std::vector<std::string> command, const std::vector<std::string>& environment, int passFd = -1);
    Child(Child&& other) noexcept;
    Child& operator=(Child&& other) noexcept;
    ~Child() { stop(); }
    pid_t id() const { return id_; }
    /// The exit status, waiting for it; nothing when it did not end in time.
    std::optional<int> wait(double seconds);
    bool running();
    void stop();

  private:
    pid_t id_ = -1;
    std::optional<int> status_;
};

class Window {
  public:
    Window(int width, int height, std::vector<std::string> arguments, const std::string& language = "en_US.UTF-8");
    ~Window();

    /// What the window said last. Fails the test when it says nothing.
    nlohmann::json state();
    /// Waits until it is at rest and `holds`; fails the test after `seconds`.
    nlohmann::json until(const std::string& what, const std::function<bool(const nlohmann::json&)>& holds,
                         double seconds = 20);
    nlohmann::json settled();

    void move(Point screen);
    void click(Point screen, int button = 1);
    void doubleClick(Point screen);
    void drag(Point from, Point to, bool shift = false);
    void wheel(Point screen, int notches);
    void key(const std::string& keys); ///< "Home", "alt+Left", several with spaces
    void type(const std::string& text);
    /// Drops files as a file manager does; fails the test when the window does not take them.
    void drop(const std::vector<std::filesystem::path>& files, Point screen);
    Image screenshot();
    Child& program() { return program_; }
    const std::filesystem::path& folder() const { return folder_; }
    /// Ticks of the CPU that the program has used.
    long ticks() const;

  private:
    void xdotool(const std::string& arguments);

    std::filesystem::path folder_;
    Child display_;
    Child program_;
    std::string displayName_;
};

/// The screen place of a point of the world, in a state.
Point screenOf(const nlohmann::json& state, Point world);
Point worldAt(const nlohmann::json& state, Point screen);
Point mapCenter(const nlohmann::json& state);

} // namespace geju::test
