// Colours as ImGui packs them. Kept free of ImGui's header so that every panel header compiles alone.
#pragma once

#include "plan/color.hpp"

namespace geju {

/// IM_COL32 order: alpha, blue, green, red from the highest byte down.
constexpr unsigned int packed(Rgba color) {
    return static_cast<unsigned int>(color.a) << 24u | static_cast<unsigned int>(color.b) << 16u |
           static_cast<unsigned int>(color.g) << 8u | static_cast<unsigned int>(color.r);
}

} // namespace geju
