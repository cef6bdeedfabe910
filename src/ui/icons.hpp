// The icons of the window, drawn as strokes on a grid of 20 × 20 units: sharp at any scale, no image files.
#pragma once

#include "plan/color.hpp"

struct ImDrawList;

namespace geju {

enum class Icon {
    None,
    Open,
    Export,
    Back,
    Forward,
    ZoomIn,
    ZoomOut,
    FitAll,
    FitLayer,
    Hand,
    BoxZoom,
    BoxSelect,
    Distance,
    Area,
    Eye,
    EyeOff,
    Target,
    Close,
    Undo,
    ChevronRight,
    ChevronDown,
    Folder,
    File,
    Up,
    Help,
    SideLeft,
    SideRight,
    Warning,
    Check,
    Save,
    Redo,
    Brush,
    Edit,
    Swap,
    Down,
    Copy,
    Trash
};

/// (x, y) is the top left corner, `size` the side, in pixels.
void drawIcon(ImDrawList& list, Icon icon, float x, float y, float size, Rgba color);

} // namespace geju
