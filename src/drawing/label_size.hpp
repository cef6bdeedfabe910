// When a label is larger than its polygon by far, and left out. Pure functions.
#pragma once

#include <algorithm>
#include <cmath>

namespace geju {

inline constexpr double kLongestLabel = 3; ///< longer sides of the polygon's envelope
inline constexpr double kLargestLabel = 8; ///< areas of the envelope

/// Is a block of this size too large for its polygon, whose envelope on the screen is given?
inline bool tooLargeFor(double blockWidth, double blockHeight, double envelopeWidth, double envelopeHeight) {
    return blockWidth > kLongestLabel * std::max(envelopeWidth, envelopeHeight) ||
           blockWidth * blockHeight > kLargestLabel * envelopeWidth * envelopeHeight;
}

/// The same solved for the em: one line of `ems` is too large for the envelope when its em is longer, in the envelope's
/// unit.
inline double roomFor(double ems, double envelopeWidth, double envelopeHeight) {
    return std::min(kLongestLabel * std::max(envelopeWidth, envelopeHeight) / ems,
                    std::sqrt(kLargestLabel * envelopeWidth * envelopeHeight / ems));
}

} // namespace geju
