#include "app/window.hpp"

#include "app/application.hpp"
#include "app/key_map.hpp"
#include "app/panel_canvas.hpp"
#include "app/platform_window.hpp"
#include "app/state_file.hpp"
#include "app/swatch_atlas.hpp"
#include "core/translate.hpp"
#include "gl/draw.hpp"
#include "gl/framebuffer.hpp"
#include "gl/headless_context.hpp"
#include "gl/screen.hpp"
#include "gl/texture.hpp"
#include "render/map_renderer.hpp"
#include "ui/theme.hpp"
#include "ui/workbench.hpp"

#include <backends/imgui_impl_glfw.h>
#include <backends/imgui_impl_opengl3.h>
#include <fmt/format.h>
#include <imgui.h>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <optional>

namespace geju {

namespace {

/// ImGui answers an event over several frames: hover, then press, then layout.
constexpr int kFramesAfterEvent = 3;
/// Frames are not made faster than this, where no display says when to.
constexpr double kShortestFrameSeconds = 1.0 / 125;

/// ImGui's context and backends, for as long as the window lives.
class Interface {
  public:
    explicit Interface(GLFWwindow* window) {
        IMGUI_CHECKVERSION();
        ImGui::CreateContext();
        ImGuiIO& io = ImGui::GetIO();
        io.IniFilename = nullptr;
        io.LogFilename = nullptr;
        // A blinking caret would wake the window twice a second for nothing.
        io.ConfigInputTextCursorBlink = false;
        ImGui_ImplGlfw_InitForOpenGL(window, true);
        ImGui_ImplOpenGL3_Init("#version 330 core");
    }
    ~Interface() {
        ImGui_ImplOpenGL3_Shutdown();
        ImGui_ImplGlfw_Shutdown();
        ImGui::DestroyContext();
    }
    Interface(const Interface&) = delete;
    Interface& operator=(const Interface&) = delete;
};

/// The map in memory of its own: while only panels change it is copied, not drawn.
class MapCanvas {
  public:
    void resize(int width, int height) {
        if (texture_.width() == width && texture_.height() == height) return;
        texture_ = gl::Texture::create(width, height, gl::PixelFormat::Rgba8);
        framebuffer_ = gl::Framebuffer::create();
        framebuffer_.attach(texture_);
        complete_ = false;
        picture_ = nullptr;
    }
    /// True when something was drawn. `labels` counts placements: the same number, the same labels.
    bool draw(MapRenderer& renderer, const Frame& frame, std::size_t labels) {
        const bool same = complete_ && frame.picture.get() == picture_ && frame.overlay.get() == overlay_ &&
                          frame.view == view_ && frame.picture->revision == revision_ && labels == labels_;
        if (same) return false;
        framebuffer_.bind();
        complete_ = renderer.draw(frame);
        picture_ = frame.picture.get();
        overlay_ = frame.overlay.get();
        revision_ = frame.picture->revision;
        labels_ = labels;
        view_ = frame.view;
        return true;
    }
    /// Columns from `left` to before `right`, as they lie in the map whose lower left corner comes to (toX, toY).
    void show(int left, int right, int toX, int toY) const {
        if (left < right) gl::copyToScreen(framebuffer_, {left, 0, right - left, texture_.height()}, toX + left, toY);
    }
    bool complete() const { return complete_; }
    const View& view() const { return view_; }

  private:
    gl::Texture texture_;
    gl::Framebuffer framebuffer_;
    const Picture* picture_ = nullptr; ///< only compared
    const Picture* overlay_ = nullptr;
    std::uint64_t revision_ = 0;
    std::size_t labels_ = 0;
    View view_;
    bool complete_ = false;
};

class Window {
  public:
    explicit Window(PlatformWindow platform)
      : platform_(std::move(platform))
      , interface_(platform_.handle())
      , windowFonts_(fonts_)
      , renderer_(fonts_)
      , application_(fonts_, [this] { platform_.wake(); }) {
        facts_.frames = &frames_;
        facts_.movingFrames = &movingFrames_;
        facts_.renderer = gl::rendererName();
        facts_.places = &places_;
    }

    void run(const WindowOptions& options);

  private:
    void waitForWork();
    void frame();
    void take(const WindowEvent& event);
    void takePointer(const PointerEvent& event);
    void takeKey(const KeyEvent& event);
    void drawInterface(const PlatformWindow::Size& size);
    void clearGround(const PlatformWindow::Size& size);
    void drawCompared(int mapWidth, int mapHeight);
    void showMap(const gl::PixelRect& map) const;
    void stepScene(int step);
    bool complete() const { return canvas_.complete() && (!comparedRenderer_ || comparedCanvas_.complete()); }
    Point onMap(Point place) const; ///< window coordinates → device pixels of the map

    PlatformWindow platform_;
    Interface interface_;
    FontBook fonts_;
    WindowFonts windowFonts_;
    SwatchAtlas swatches_;
    MapRenderer renderer_;
    std::optional<MapRenderer> comparedRenderer_;
    MapCanvas canvas_;
    MapCanvas comparedCanvas_;
    PanelCanvas panels_;
    Application application_;
    Workbench workbench_;
    CommandQueue commands_;
    std::map<std::string, Box> places_; ///< of controls, in ImGui's pixels
    StateFile stateFile_;
    FrameStatistics frames_;
    FrameStatistics movingFrames_;
    WindowFacts facts_;
    Box mapBox_; ///< window coordinates
    double toPixels_ = 1;
    double builtScale_ = 0;
    bool mapShown_ = false;           ///< in the last frame
    std::optional<Point> pressPlace_; ///< of a press that the panels have not seen yet, in window coordinates
    int awakeFrames_ = kFramesAfterEvent;
    bool typing_ = false;       ///< a text field takes the keys
    bool pointerOnMap_ = false; ///< a press that began on the map
    std::string title_;
    double lastFrameSeconds_ = 0;
};

Point Window::onMap(Point place) const {
    return {(place.x - mapBox_.minX) * toPixels_, (place.y - mapBox_.minY) * toPixels_};
}

void Window::takePointer(const PointerEvent& event) {
    const bool over = workbench_.meansMap(event.screen.x, event.screen.y);
    if (event.type == PointerEvent::Type::Press) {
        pressPlace_ = event.screen;
        if (!over) return;
        pointerOnMap_ = true;
    }
    PointerEvent mapped = event;
    mapped.screen = onMap(event.screen);
    if (pointerOnMap_ || event.type == PointerEvent::Type::Press) {
        application_.point(mapped);
        if (event.type == PointerEvent::Type::Release) pointerOnMap_ = false;
    } else {
        application_.hover(over ? std::optional(mapped.screen) : std::nullopt);
    }
}

void Window::stepScene(int step) {
    const auto& state = application_.state();
    if (!state.document || state.document->project.scenes.empty()) return;
    const auto& scenes = state.document->project.scenes;
    const auto shown =
        std::find_if(scenes.begin(), scenes.end(), [&](const Scene& scene) { return scene.id == state.scene; });
    const auto count = static_cast<std::ptrdiff_t>(scenes.size());
    const std::ptrdiff_t at = shown == scenes.end()
                                  ? (step > 0 ? 0 : count - 1)
                                  : std::clamp<std::ptrdiff_t>(shown - scenes.begin() + step, 0, count - 1);
    commands_.push(command::ShowScene{scenes[static_cast<std::size_t>(at)].id});
}

void Window::takeKey(const KeyEvent& event) {
    const UiState& state = application_.state();
    if (typing_ || state.dialog.dialog != Dialog::None) {
        if (event.key != GLFW_KEY_ESCAPE || state.dialog.dialog == Dialog::None) return;
        typing_ = false; // its fields go with the dialog
        return commands_.push(command::Escape{});
    }
    switch (event.key) {
    case GLFW_KEY_BACKSPACE:
        return application_.backspace();
    case GLFW_KEY_ENTER:
    case GLFW_KEY_KP_ENTER:
        return application_.enter();
    case GLFW_KEY_PAGE_UP:
        return stepScene(-1);
    case GLFW_KEY_PAGE_DOWN:
        return stepScene(1);
    case GLFW_KEY_F6:
        return commands_.push(command::ShowSides{!state.leftShown, state.rightShown});
    case GLFW_KEY_F7:
        return commands_.push(command::ShowSides{state.leftShown, !state.rightShown});
    default:
        break;
    }
    if (auto command = commandForKey(event.key, event.modifiers)) commands_.push(std::move(*command));
}

void Window::take(const WindowEvent& event) {
    if (const auto* pointer = std::get_if<PointerEvent>(&event)) {
        takePointer(*pointer);
    } else if (const auto* wheel = std::get_if<WheelEvent>(&event)) {
        if (workbench_.meansMap(wheel->place.x, wheel->place.y)) {
            application_.wheel(onMap(wheel->place), wheel->steps, wheel->seconds);
        }
    } else if (const auto* key = std::get_if<KeyEvent>(&event)) {
        takeKey(*key);
    } else if (std::holds_alternative<PointerLeft>(event)) {
        application_.hover(std::nullopt);
    } else if (const auto* dropped = std::get_if<FilesDropped>(&event)) {
        commands_.push(command::OpenPaths{dropped->paths});
    }
    // Commands of a key act before the next event is read.
    for (const Command& command : commands_.take()) application_.apply(command, platform_.seconds());
}

void Window::drawInterface(const PlatformWindow::Size& size) {
    const auto scale = static_cast<float>(size.contentScale * size.width / std::max(1, size.pixelWidth));
    if (scale != static_cast<float>(builtScale_)) {
        builtScale_ = scale;
        applyTheme(scale);
        windowFonts_.note(TextRole::Title, "格局");
        windowFonts_.build(scale);
        ImGui_ImplOpenGL3_CreateFontsTexture();
        panels_.forget();
    }
    places_.clear();
    const Panel panel{
        application_.state(), commands_, windowFonts_, swatches_, scale, stateFile_.wanted() ? &places_ : nullptr};
    // A character that was not in the fonts makes them anew, and the frame again: nobody sees the gap. So does a sample
    // that found no room.
    for (int attempt = 0; attempt < 3; ++attempt) {
        if (swatches_.isFull()) {
            swatches_.clear();
            panels_.forget();
        }
        if (windowFonts_.stale()) {
            windowFonts_.build(scale);
            ImGui_ImplOpenGL3_DestroyFontsTexture();
            ImGui_ImplOpenGL3_CreateFontsTexture();
            panels_.forget();
        }
        ImGui_ImplOpenGL3_NewFrame();
        ImGui_ImplGlfw_NewFrame();
        // Controls must see a press where it was, even when the mouse has moved on since: the next frame has its place.
        if (pressPlace_) {
            ImGui::GetIO().MousePos = {static_cast<float>(pressPlace_->x), static_cast<float>(pressPlace_->y)};
        }
        ImGui::NewFrame();
        workbench_.draw(panel, size.width, size.height);
        ImGui::Render();
        if (!windowFonts_.stale() && !swatches_.isFull()) break;
    }
    pressPlace_.reset();
    typing_ = ImGui::GetIO().WantTextInput;
}

void Window::clearGround(const PlatformWindow::Size& size) {
    const auto clear = [](Rgba color) {
        gl::clearColor(static_cast<float>(color.r) / 255.0f, static_cast<float>(color.g) / 255.0f,
                       static_cast<float>(color.b) / 255.0f, 1);
    };
    clear(theme::kPanel);
    const int top = static_cast<int>(std::lround(mapBox_.minY * toPixels_));
    const int bottom = size.pixelHeight - static_cast<int>(std::lround(mapBox_.maxY * toPixels_));
    gl::setScissor({0, size.pixelHeight - top, size.pixelWidth, top});
    clear(theme::kPaper);
    gl::setScissor({0, 0, size.pixelWidth, bottom});
    clear(theme::kPaper);
    gl::clearScissor();
}

/// The scene on the right of the swipe has tiles of its own: two scenes in one cache would chase each other out.
void Window::drawCompared(int mapWidth, int mapHeight) {
    const Frame* compared = application_.comparedFrame();
    if (!compared) {
        comparedRenderer_.reset();
        return;
    }
    if (!comparedRenderer_) comparedRenderer_.emplace(fonts_);
    comparedCanvas_.resize(mapWidth, mapHeight);
    comparedCanvas_.draw(*comparedRenderer_, *compared, application_.comparedLabelRevision());
    application_.report(comparedRenderer_->takeIssues());
}

void Window::showMap(const gl::PixelRect& map) const {
    const auto& compare = application_.state().compare;
    const int split =
        compare && comparedRenderer_ ? static_cast<int>(std::lround(compare->split * map.width)) : map.width;
    canvas_.show(0, split, map.x, map.y);
    comparedCanvas_.show(split, map.width, map.x, map.y);
}

void Window::frame() {
    const auto start = std::chrono::steady_clock::now();
    const PlatformWindow::Size size = platform_.size();
    if (size.pixelWidth == 0 || size.pixelHeight == 0) return; // minimised
    for (const WindowEvent& event : platform_.takeEvents()) take(event);
    if (application_.advance(platform_.seconds())) awakeFrames_ = std::max(awakeFrames_, 1);

    toPixels_ = static_cast<double>(size.pixelWidth) / std::max(1, size.width);
    const double scale = size.contentScale / toPixels_;
    mapBox_ = workbench_.layout(application_.state(), size.width, size.height, scale).map;
    const int mapWidth = static_cast<int>(std::lround(mapBox_.width() * toPixels_));
    const int mapHeight = static_cast<int>(std::lround(mapBox_.height() * toPixels_));
    application_.resizeMap(mapWidth, mapHeight, size.contentScale);

    std::vector<Box> covered = workbench_.coveredOfMap();
    for (Box& box : covered)
        box = {box.minX * toPixels_, box.minY * toPixels_, box.maxX * toPixels_, box.maxY * toPixels_};
    application_.reserve(std::move(covered));

    const Frame* map = application_.frame();
    mapShown_ = map != nullptr;
    drawInterface(size);
    bool moved = false;
    if (map) {
        canvas_.resize(mapWidth, mapHeight);
        const View before = canvas_.view();
        canvas_.draw(renderer_, *map, application_.labelRevision());
        // The first picture is no movement.
        moved = application_.state().document && before.widthPixels > 0 && !(before == map->view);
        drawCompared(mapWidth, mapHeight);
        application_.report(renderer_.takeIssues());
    }
    gl::PixelRect mapRect;
    if (map) {
        const int left = static_cast<int>(std::lround(mapBox_.minX * toPixels_));
        const int top = static_cast<int>(std::lround(mapBox_.minY * toPixels_));
        mapRect = {left, size.pixelHeight - top - mapHeight, mapWidth, mapHeight};
        facts_.mapPixels = {double(left), double(top), double(left + mapWidth), double(top + mapHeight)};
    }
    panels_.show(*ImGui::GetDrawData(), size.pixelWidth, size.pixelHeight, mapRect,
                 {[&] { clearGround(size); },
                  [&] {
                      if (map) showMap(mapRect);
                  }});
    const bool documentShown = map && application_.state().document;
    if (documentShown && facts_.firstPictureSeconds == 0) facts_.firstPictureSeconds = platform_.seconds();
    platform_.swap();

    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
    frames_.add(took.count());
    if (moved) movingFrames_.add(took.count());
    for (const Command& command : commands_.take()) {
        application_.apply(command, platform_.seconds());
        awakeFrames_ = kFramesAfterEvent;
    }
    const UiState& state = application_.state();
    const bool crosshair =
        state.tool != Tool::Pan && map && workbench_.meansMap(ImGui::GetIO().MousePos.x, ImGui::GetIO().MousePos.y);
    ImGuiIO& io = ImGui::GetIO();
    io.ConfigFlags = crosshair ? io.ConfigFlags | ImGuiConfigFlags_NoMouseCursorChange
                               : io.ConfigFlags & ~ImGuiConfigFlags_NoMouseCursorChange;
    if (crosshair) platform_.setPointer(PointerShape::Crosshair);
    const std::string mark = state.edit.unsaved ? "* " : "";
    const std::string title = state.documentTitle.empty() ? "Geju" : mark + state.documentTitle + " – Geju";
    if (title != title_) platform_.setTitle(title_ = title);
}

void Window::waitForWork() {
    const double now = platform_.seconds();
    const bool refining = mapShown_ && !complete();
    if (awakeFrames_ > 0 || application_.animating() || refining) {
        const double rest = lastFrameSeconds_ + kShortestFrameSeconds - now;
        if (rest > 0) {
            platform_.wait(rest);
        } else {
            platform_.poll();
        }
    } else if (const auto due = application_.nextDue(now)) {
        platform_.wait(*due);
    } else {
        platform_.wait();
    }
    if (platform_.takeDirty()) awakeFrames_ = kFramesAfterEvent;
    lastFrameSeconds_ = platform_.seconds();
}

void Window::run(const WindowOptions& options) {
    if (!options.paths.empty()) application_.open(options.paths, options.scene);
    while (!application_.wantsToQuit()) {
        waitForWork();
        if (platform_.takeCloseRequest()) {
            commands_.push(command::Quit{});
            awakeFrames_ = kFramesAfterEvent;
        }
        if (awakeFrames_ > 0) --awakeFrames_;
        frame();
        facts_.settled = !application_.moving() && !application_.animating() && !application_.working() &&
                         awakeFrames_ == 0 && (!application_.state().document || complete());
        stateFile_.write(application_, facts_);
    }
}

} // namespace

int runWindow(const WindowOptions& options) {
    if (!options.language.empty()) setLanguage(options.language);
    auto platform = PlatformWindow::open("Geju");
    if (!platform) {
        for (const Issue& issue : platform.issues) fmt::print(stderr, "{}\n", describe(issue));
        return 1;
    }
    Window window(std::move(*platform));
    window.run(options);
    return 0;
}

} // namespace geju
