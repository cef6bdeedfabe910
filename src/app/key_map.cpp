#include "app/key_map.hpp"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

namespace geju {

namespace {

constexpr double kPanShare = 0.25;

std::optional<Command> withControl(int key, bool shift) {
    switch (key) {
    case GLFW_KEY_O:
        return command::ShowDialog{Dialog::Open};
    case GLFW_KEY_E:
        return command::ShowDialog{Dialog::Export};
    case GLFW_KEY_S:
        if (shift) return command::ShowDialog{Dialog::SaveProject};
        return command::SaveProject{};
    case GLFW_KEY_Z:
        if (shift) return command::Redo{};
        return command::Undo{};
    case GLFW_KEY_Y:
        return command::Redo{};
    case GLFW_KEY_F:
        return command::FocusSearch{};
    case GLFW_KEY_Q:
        return command::Quit{};
    default:
        return std::nullopt;
    }
}

} // namespace

std::optional<Command> commandForKey(int key, int modifiers) {
    if (modifiers & GLFW_MOD_CONTROL) return withControl(key, (modifiers & GLFW_MOD_SHIFT) != 0);
    if (modifiers & GLFW_MOD_ALT) {
        if (key == GLFW_KEY_LEFT) return command::GoBack{};
        if (key == GLFW_KEY_RIGHT) return command::GoForward{};
        return std::nullopt;
    }
    switch (key) {
    case GLFW_KEY_LEFT:
        return command::PanBy{-kPanShare, 0};
    case GLFW_KEY_RIGHT:
        return command::PanBy{kPanShare, 0};
    case GLFW_KEY_UP:
        return command::PanBy{0, kPanShare};
    case GLFW_KEY_DOWN:
        return command::PanBy{0, -kPanShare};
    case GLFW_KEY_EQUAL: // the key of + without Shift
    case GLFW_KEY_KP_ADD:
        return command::ZoomBy{2};
    case GLFW_KEY_MINUS:
    case GLFW_KEY_KP_SUBTRACT:
        return command::ZoomBy{0.5};
    case GLFW_KEY_HOME:
        return command::FitAll{};
    case GLFW_KEY_L:
        return command::FitLayer{};
    case GLFW_KEY_F:
        return command::FitSelection{};
    case GLFW_KEY_V:
        return command::UseTool{Tool::Pan};
    case GLFW_KEY_B:
        return command::UseTool{Tool::BoxZoom};
    case GLFW_KEY_R:
        return command::UseTool{Tool::BoxSelect};
    case GLFW_KEY_D:
        return command::UseTool{Tool::MeasureDistance};
    case GLFW_KEY_A:
        return command::UseTool{Tool::MeasureArea};
    case GLFW_KEY_ESCAPE:
        return command::Escape{};
    case GLFW_KEY_F1:
        return command::ShowDialog{Dialog::Help};
    default:
        return std::nullopt;
    }
}

} // namespace geju
