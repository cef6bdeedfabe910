// The look of the window: a calm light theme of our own. Lengths are in points (1/96 inch) and become device pixels
// by the scale of the display.
#pragma once

#include "plan/color.hpp"

namespace geju {

namespace theme {

inline constexpr Rgba kInk{31, 41, 51, 255};
inline constexpr Rgba kInkSoft{98, 110, 124, 255};
inline constexpr Rgba kInkFaint{150, 160, 171, 255};
inline constexpr Rgba kPaper{255, 255, 255, 255};
inline constexpr Rgba kPanel{248, 249, 250, 255};
inline constexpr Rgba kLine{224, 229, 234, 255};
inline constexpr Rgba kAccent{30, 111, 100, 255}; ///< of pine: controls in use, what is chosen
inline constexpr Rgba kAccentSoft{222, 239, 235, 255};
inline constexpr Rgba kAccentFaint{238, 246, 244, 255};
inline constexpr Rgba kMark{226, 74, 51, 255}; ///< on the map: selected, measured
inline constexpr Rgba kWarning{176, 108, 8, 255};
inline constexpr Rgba kError{186, 42, 42, 255};

inline constexpr float kToolbarHeight = 48;
inline constexpr float kStatusHeight = 30;
inline constexpr float kLeftWidth = 268;
inline constexpr float kRightWidth = 372;
inline constexpr float kNarrowestSide = 220;
inline constexpr float kNarrowestMap = 320;
inline constexpr float kPadding = 14;
inline constexpr float kBodyText = 14; ///< em sizes
inline constexpr float kSmallText = 12.5f;
inline constexpr float kTitleText = 18;

} // namespace theme

/// Sets ImGui's style for a display scale (device pixels a point). Needs a current ImGui context.
void applyTheme(float scale);

} // namespace geju
