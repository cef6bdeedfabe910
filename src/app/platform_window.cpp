#include "app/platform_window.hpp"

#include "core/translate.hpp"

#include <fmt/format.h>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <algorithm>
#include <atomic>
#include <utility>

namespace geju {

namespace {

constexpr int kWidth = 1600;
constexpr int kHeight = 1000;

std::string& lastError() {
    static std::string text;
    return text;
}

void onError(int, const char* description) {
    lastError() = description;
}

} // namespace

struct PlatformWindow::Data {
    GLFWwindow* window = nullptr;
    GLFWcursor* crosshair = nullptr;
    Point place;
    std::vector<WindowEvent> events;
    std::atomic<bool> dirty = true;

    bool quiet() const { return !dirty && !glfwWindowShouldClose(window); }

    ~Data() {
        if (crosshair) glfwDestroyCursor(crosshair);
        if (window) glfwDestroyWindow(window);
        glfwTerminate();
    }
};

namespace {

PlatformWindow::Data& dataOf(GLFWwindow* window) {
    return *static_cast<PlatformWindow::Data*>(glfwGetWindowUserPointer(window));
}

void add(GLFWwindow* window, WindowEvent event) {
    auto& data = dataOf(window);
    data.events.push_back(std::move(event));
    data.dirty = true;
}

bool shiftHeld(GLFWwindow* window) {
    return glfwGetKey(window, GLFW_KEY_LEFT_SHIFT) == GLFW_PRESS ||
           glfwGetKey(window, GLFW_KEY_RIGHT_SHIFT) == GLFW_PRESS;
}

void onMove(GLFWwindow* window, double x, double y) {
    dataOf(window).place = {x, y};
    add(window, PointerEvent{PointerEvent::Type::Move, {x, y}, PointerButton::Left, shiftHeld(window), glfwGetTime()});
}

void onButton(GLFWwindow* window, int button, int action, int modifiers) {
    if (button > GLFW_MOUSE_BUTTON_MIDDLE) return;
    PointerEvent event;
    event.type = action == GLFW_PRESS ? PointerEvent::Type::Press : PointerEvent::Type::Release;
    event.screen = dataOf(window).place;
    event.button = button == GLFW_MOUSE_BUTTON_LEFT    ? PointerButton::Left
                   : button == GLFW_MOUSE_BUTTON_RIGHT ? PointerButton::Right
                                                       : PointerButton::Middle;
    event.shift = (modifiers & GLFW_MOD_SHIFT) != 0;
    event.seconds = glfwGetTime();
    event.alt = (modifiers & GLFW_MOD_ALT) != 0;
    add(window, event);
}

void onWheel(GLFWwindow* window, double, double y) {
    add(window, WheelEvent{dataOf(window).place, y, glfwGetTime()});
}

void onKey(GLFWwindow* window, int key, int, int action, int modifiers) {
    dataOf(window).dirty = true;
    if (action == GLFW_RELEASE || key == GLFW_KEY_UNKNOWN) return;
    add(window, KeyEvent{key, modifiers});
}

void onEnter(GLFWwindow* window, int entered) {
    dataOf(window).dirty = true;
    if (!entered) add(window, PointerLeft{});
}

void onDrop(GLFWwindow* window, int count, const char** paths) {
    FilesDropped dropped;
    for (int i = 0; i < count; ++i) dropped.paths.emplace_back(paths[i]);
    add(window, std::move(dropped));
}

void connect(GLFWwindow* window) {
    glfwSetCursorPosCallback(window, onMove);
    glfwSetMouseButtonCallback(window, onButton);
    glfwSetScrollCallback(window, onWheel);
    glfwSetKeyCallback(window, onKey);
    glfwSetCharCallback(window, [](GLFWwindow* w, unsigned) { dataOf(w).dirty = true; });
    glfwSetCursorEnterCallback(window, onEnter);
    glfwSetDropCallback(window, onDrop);
    glfwSetWindowRefreshCallback(window, [](GLFWwindow* w) { dataOf(w).dirty = true; });
    glfwSetFramebufferSizeCallback(window, [](GLFWwindow* w, int, int) { dataOf(w).dirty = true; });
    glfwSetWindowContentScaleCallback(window, [](GLFWwindow* w, float, float) { dataOf(w).dirty = true; });
    glfwSetWindowFocusCallback(window, [](GLFWwindow* w, int) { dataOf(w).dirty = true; });
}

/// Not larger than the screen, whatever the scale of the display made of it.
void fitToMonitor(GLFWwindow* window) {
    GLFWmonitor* monitor = glfwGetPrimaryMonitor();
    if (!monitor) return;
    int x = 0;
    int y = 0;
    int roomWidth = 0;
    int roomHeight = 0;
    glfwGetMonitorWorkarea(monitor, &x, &y, &roomWidth, &roomHeight);
    int width = 0;
    int height = 0;
    glfwGetWindowSize(window, &width, &height);
    if (roomWidth <= 0 || roomHeight <= 0 || (width <= roomWidth && height <= roomHeight)) return;
    glfwSetWindowSize(window, std::min(width, roomWidth), std::min(height, roomHeight));
    glfwSetWindowPos(window, x, y);
}

Result<PlatformWindow> noWindow(const char* what) {
    const std::string reason = lastError().empty() ? tr("no reason was given") : lastError();
    return failure<PlatformWindow>("no-window", fmt::format("{}: {}", what, reason));
}

} // namespace

PlatformWindow::PlatformWindow(std::unique_ptr<Data> data)
  : data_(std::move(data)) {}
PlatformWindow::PlatformWindow(PlatformWindow&&) noexcept = default;
PlatformWindow& PlatformWindow::operator=(PlatformWindow&&) noexcept = default;
PlatformWindow::~PlatformWindow() = default;

Result<PlatformWindow> PlatformWindow::open(const std::string& title) {
    glfwSetErrorCallback(onError);
    if (!glfwInit()) return noWindow(tr("no display can be opened"));
    auto data = std::make_unique<Data>();
    glfwWindowHint(GLFW_CLIENT_API, GLFW_OPENGL_API);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
    // The map is antialiased by its own passes; depth and stencil are not used.
    glfwWindowHint(GLFW_SAMPLES, 0);
    glfwWindowHint(GLFW_DEPTH_BITS, 0);
    glfwWindowHint(GLFW_STENCIL_BITS, 0);
    glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
    glfwWindowHintString(GLFW_X11_CLASS_NAME, "geju");
    glfwWindowHintString(GLFW_X11_INSTANCE_NAME, "geju");
    data->window = glfwCreateWindow(kWidth, kHeight, title.c_str(), nullptr, nullptr);
    if (!data->window) return noWindow(tr("no window with OpenGL 3.3 can be opened"));
    fitToMonitor(data->window);
    glfwSetWindowUserPointer(data->window, data.get());
    glfwSetWindowSizeLimits(data->window, 800, 480, GLFW_DONT_CARE, GLFW_DONT_CARE);
    connect(data->window);
    data->crosshair = glfwCreateStandardCursor(GLFW_CROSSHAIR_CURSOR);
    glfwMakeContextCurrent(data->window);
    glfwSwapInterval(1);
    Result<PlatformWindow> result;
    result.value = PlatformWindow(std::move(data));
    return result;
}

GLFWwindow* PlatformWindow::handle() const {
    return data_->window;
}

bool PlatformWindow::takeCloseRequest() {
    const bool asked = glfwWindowShouldClose(data_->window) != 0;
    if (asked) glfwSetWindowShouldClose(data_->window, GLFW_FALSE);
    return asked;
}

void PlatformWindow::setTitle(const std::string& title) {
    glfwSetWindowTitle(data_->window, title.c_str());
}

void PlatformWindow::setPointer(PointerShape shape) {
    glfwSetCursor(data_->window, shape == PointerShape::Crosshair ? data_->crosshair : nullptr);
}

PlatformWindow::Size PlatformWindow::size() const {
    Size size;
    glfwGetWindowSize(data_->window, &size.width, &size.height);
    glfwGetFramebufferSize(data_->window, &size.pixelWidth, &size.pixelHeight);
    float x = 1;
    float y = 1;
    glfwGetWindowContentScale(data_->window, &x, &y);
    size.contentScale = std::clamp(static_cast<double>(x), 0.5, 4.0);
    return size;
}

double PlatformWindow::seconds() const {
    return glfwGetTime();
}

void PlatformWindow::swap() {
    glfwSwapBuffers(data_->window);
}

void PlatformWindow::poll() {
    glfwPollEvents();
}

void PlatformWindow::wait() {
    // The window system also speaks of things that change nothing.
    do {
        glfwWaitEvents();
    } while (data_->quiet());
}

void PlatformWindow::wait(double seconds) {
    constexpr double kLeastSeconds = 0.001;
    const double end = glfwGetTime() + std::max(kLeastSeconds, seconds);
    do {
        glfwWaitEventsTimeout(std::max(kLeastSeconds, end - glfwGetTime()));
    } while (data_->quiet() && glfwGetTime() < end);
}

void PlatformWindow::wake() {
    data_->dirty = true;
    glfwPostEmptyEvent();
}

std::vector<WindowEvent> PlatformWindow::takeEvents() {
    return std::exchange(data_->events, {});
}

bool PlatformWindow::takeDirty() {
    return data_->dirty.exchange(false);
}

} // namespace geju
