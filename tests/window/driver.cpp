#include "driver.hpp"

#include "drop_source.hpp"
#include "support/catch.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cmath>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <thread>

extern char** environ; // NOLINT: POSIX's name

namespace geju::test {

namespace {

using Clock = std::chrono::steady_clock;
constexpr double kStartSeconds = 40;

void pause(double seconds) {
    std::this_thread::sleep_for(std::chrono::duration<double>(seconds));
}

bool onPath(const std::string& program) {
    return std::system(fmt::format("command -v {} >/dev/null 2>&1", program).c_str()) == 0;
}

/// Starts Xvfb, which chooses a free display and writes its number to us.
std::string startDisplay(Child& display, int width, int height, const std::filesystem::path& folder) {
    int ends[2] = {-1, -1};
    REQUIRE(pipe(ends) == 0);
    display =
        Child({"Xvfb", "-displayfd", std::to_string(ends[1]), "-screen", "0", fmt::format("{}x{}x24", width, height),
               "+extension", "GLX", "-nolisten", "tcp", "-dpi", "96", "-fbdir", folder.string()},
              {}, ends[1]);
    close(ends[1]);
    std::string number;
    char c = 0;
    while (read(ends[0], &c, 1) == 1 && c != '\n') number += c;
    close(ends[0]);
    REQUIRE_FALSE(number.empty());
    return ":" + number;
}

} // namespace

std::string missingTools() {
    for (const char* tool : {"Xvfb", "xdotool"}) {
        if (!onPath(tool)) return std::string(tool) + " is not installed";
    }
    return {};
}

Child::Child(std::vector<std::string> command, const std::vector<std::string>& environment, int passFd) {
    std::vector<std::string> variables = environment;
    for (char** at = environ; *at; ++at) {
        const std::string variable = *at;
        const std::string name = variable.substr(0, variable.find('=') + 1);
        bool replaced = false;
        for (const auto& given : environment) replaced = replaced || given.starts_with(name);
        if (!replaced) variables.push_back(variable);
    }
    std::vector<char*> arguments;
    for (auto& word : command) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    std::vector<char*> pointers;
    for (auto& variable : variables) pointers.push_back(variable.data());
    pointers.push_back(nullptr);
    id_ = fork();
    REQUIRE(id_ >= 0);
    if (id_ == 0) {
        if (passFd < 0) {
            const int null = open("/dev/null", O_WRONLY);
            dup2(null, STDOUT_FILENO);
        }
        execvpe(arguments[0], arguments.data(), pointers.data());
        _exit(127);
    }
}

Child::Child(Child&& other) noexcept
  : id_(std::exchange(other.id_, -1))
  , status_(std::exchange(other.status_, {})) {}

Child& Child::operator=(Child&& other) noexcept {
    stop();
    id_ = std::exchange(other.id_, -1);
    status_ = std::exchange(other.status_, {});
    return *this;
}

bool Child::running() {
    if (id_ < 0 || status_) return false;
    int status = 0;
    if (waitpid(id_, &status, WNOHANG) != id_) return true;
    status_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return false;
}

std::optional<int> Child::wait(double seconds) {
    const auto end = Clock::now() + std::chrono::duration<double>(seconds);
    while (running()) {
        if (Clock::now() > end) return std::nullopt;
        pause(0.02);
    }
    return status_;
}

void Child::stop() {
    if (id_ < 0) return;
    if (running()) {
        kill(id_, SIGTERM);
        if (!wait(5)) {
            kill(id_, SIGKILL);
            wait(5);
        }
    }
    id_ = -1;
}

Window::Window(int width, int height, std::vector<std::string> arguments, const std::string& language) {
    static int count = 0;
    folder_ = std::filesystem::temp_directory_path() / fmt::format("geju-window-{}-{}", getpid(), ++count);
    std::filesystem::create_directories(folder_);
    displayName_ = startDisplay(display_, width, height, folder_);
    std::vector<std::string> command{GEJU_PROGRAM, "view"};
    command.insert(command.end(), arguments.begin(), arguments.end());
    program_ =
        Child(std::move(command), {"DISPLAY=" + displayName_, "GEJU_STATE_FILE=" + (folder_ / "state.json").string(),
                                   "LANG=" + language, "LC_ALL=", "LANGUAGE=", "LC_MESSAGES=", "WAYLAND_DISPLAY="});
    until(
        "the first picture", [](const nlohmann::json&) { return true; }, kStartSeconds);
}

Window::~Window() {
    program_.stop();
    display_.stop();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

nlohmann::json Window::state() {
    std::ifstream file(folder_ / "state.json");
    return nlohmann::json::parse(file, nullptr, false);
}

nlohmann::json Window::until(const std::string& what, const std::function<bool(const nlohmann::json&)>& holds,
                             double seconds) {
    const auto end = Clock::now() + std::chrono::duration<double>(seconds);
    nlohmann::json last;
    while (Clock::now() < end) {
        last = state();
        if (last.is_object() && last["settled"] == true && holds(last)) return last;
        if (!program_.running()) FAIL("the program ended while waiting for " << what);
        pause(0.03);
    }
    FAIL("waited in vain for " << what << "; the window says " << last.dump().substr(0, 3000));
    return last;
}

nlohmann::json Window::settled() {
    // What was sent a moment ago may not have arrived: at rest twice, with the same number of frames.
    pause(0.3);
    nlohmann::json before = until("rest", [](const nlohmann::json&) { return true; });
    for (int i = 0; i < 50; ++i) {
        pause(0.2);
        nlohmann::json now = until("rest", [](const nlohmann::json&) { return true; });
        if (now["frames"]["count"] == before["frames"]["count"]) return now;
        before = std::move(now);
    }
    return before;
}

void Window::xdotool(const std::string& arguments) {
    const std::string command = fmt::format("DISPLAY={} xdotool {} >/dev/null 2>&1", displayName_, arguments);
    INFO(command);
    REQUIRE(std::system(command.c_str()) == 0);
}

void Window::move(Point screen) {
    xdotool(fmt::format("mousemove {} {}", std::lround(screen.x), std::lround(screen.y)));
}

void Window::click(Point screen, int button) {
    // A pause on both sides: two clicks are no double click.
    xdotool(fmt::format("mousemove {} {} sleep 0.1 click {} sleep 0.6", std::lround(screen.x), std::lround(screen.y),
                        button));
}

void Window::doubleClick(Point screen) {
    xdotool(fmt::format("mousemove {} {} sleep 0.1 click --repeat 2 --delay 40 1 sleep 0.3", std::lround(screen.x),
                        std::lround(screen.y)));
}

void Window::drag(Point from, Point to, bool shift) {
    std::string moves;
    constexpr int kSteps = 8;
    for (int i = 1; i <= kSteps; ++i) {
        const double t = static_cast<double>(i) / kSteps;
        moves += fmt::format("mousemove {} {} sleep 0.02 ", std::lround(from.x + (to.x - from.x) * t),
                             std::lround(from.y + (to.y - from.y) * t));
    }
    xdotool(fmt::format("{} mousemove {} {} sleep 0.05 mousedown 1 {} mouseup 1 {}", shift ? "keydown shift" : "",
                        std::lround(from.x), std::lround(from.y), moves, shift ? "keyup shift" : ""));
}

void Window::wheel(Point screen, int notches) {
    xdotool(fmt::format("mousemove {} {} sleep 0.05 click --repeat {} --delay 30 {}", std::lround(screen.x),
                        std::lround(screen.y), std::abs(notches), notches > 0 ? 4 : 5));
}

void Window::key(const std::string& keys) {
    xdotool("key --delay 60 " + keys);
}

void Window::type(const std::string& text) {
    xdotool(fmt::format("type --delay 25 '{}'", text));
}

void Window::drop(const std::vector<std::filesystem::path>& files, Point screen) {
    REQUIRE(dropFiles(displayName_, files, screen) == "");
}

Image Window::screenshot() {
    // Xvfb keeps its screen in a file of X11's dump format (XWDFile.h): 25 numbers of 32 bits, most significant byte
    // first, a name, the colour map, rows of pixels.
    std::ifstream file(folder_ / "Xvfb_screen0", std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    REQUIRE(bytes.size() > 100);
    const auto byte = [&](std::size_t at) { return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at])); };
    const auto number = [&](std::size_t index) {
        const std::size_t at = index * 4;
        return byte(at) << 24u | byte(at + 1) << 16u | byte(at + 2) << 8u | byte(at + 3);
    };
    const std::size_t width = number(4);
    const std::size_t height = number(5);
    const bool leastFirst = number(7) == 0;
    REQUIRE(number(11) == 32); // bits a pixel
    const std::size_t rowBytes = number(12);
    const std::size_t start = number(0) + 12 * static_cast<std::size_t>(number(19));
    REQUIRE(bytes.size() >= start + rowBytes * height);
    Image image(static_cast<int>(width), static_cast<int>(height));
    for (std::size_t y = 0; y < height; ++y) {
        for (std::size_t x = 0; x < width; ++x) {
            const std::size_t at = start + y * rowBytes + 4 * x;
            auto* pixel = image.pixel(static_cast<int>(x), static_cast<int>(y));
            for (std::size_t c = 0; c < 3; ++c) {
                pixel[c] = static_cast<std::uint8_t>(byte(at + (leastFirst ? 2 - c : 1 + c)));
            }
            pixel[3] = 255;
        }
    }
    return image;
}

long Window::ticks() const {
    std::ifstream file(fmt::format("/proc/{}/stat", program_.id()));
    std::stringstream text;
    text << file.rdbuf();
    // The name in brackets may hold spaces: fields count from behind it; utime and stime are 14 and 15.
    const std::string all = text.str();
    std::istringstream fields(all.substr(all.rfind(')') + 2));
    std::string word;
    long sum = 0;
    for (int field = 3; field <= 15 && fields >> word; ++field) {
        if (field >= 14) sum += std::stol(word);
    }
    return sum;
}

Point screenOf(const nlohmann::json& state, Point world) {
    const auto& map = state["map"];
    const double units = map["units_per_pixel"];
    const double x0 = map["pixels"][0];
    const double y0 = map["pixels"][1];
    const double x1 = map["pixels"][2];
    const double y1 = map["pixels"][3];
    return {(x0 + x1) / 2 + (world.x - map["center_world"][0].get<double>()) / units,
            (y0 + y1) / 2 - (world.y - map["center_world"][1].get<double>()) / units};
}

Point worldAt(const nlohmann::json& state, Point screen) {
    const auto& map = state["map"];
    const Point middle = mapCenter(state);
    const double units = map["units_per_pixel"];
    return {map["center_world"][0].get<double>() + (screen.x - middle.x) * units,
            map["center_world"][1].get<double>() - (screen.y - middle.y) * units};
}

Point mapCenter(const nlohmann::json& state) {
    const auto& pixels = state["map"]["pixels"];
    return {(pixels[0].get<double>() + pixels[2].get<double>()) / 2,
            (pixels[1].get<double>() + pixels[3].get<double>()) / 2};
}

} // namespace geju::test
