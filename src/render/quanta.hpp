// The integer frame of a mesh: quanta about the centre of its table's extent. A quantum is a power of two, at most
// 2^-29 of the half extent: 0.06 mm for a city of 50 km. Corners that were equal stay equal, and the difference of two
// corners fits 32 bits.
//
//   quanta: x east, y north, |x| and |y| <= 2^29
#pragma once

#include "core/box.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace geju {

struct Quanta {
    std::int32_t x = 0;
    std::int32_t y = 0;
    friend bool operator==(const Quanta&, const Quanta&) = default;
};

struct QuantaFrame {
    Point originWorld;
    double unitsPerQuantum = 1;

    static constexpr double kLimit = 536870912.0; // 2^29

    static QuantaFrame of(const Box& extent) {
        QuantaFrame frame;
        if (extent.empty()) return frame;
        frame.originWorld = extent.center();
        const double half = std::max(extent.width(), extent.height()) / 2;
        // A lone point gets quanta far below what its own double can tell apart at map scales.
        const double smallest = 1e-6 / kLimit;
        frame.unitsPerQuantum = std::exp2(std::ceil(std::log2(std::max(half / kLimit, smallest))));
        return frame;
    }
    /// The nearest quanta; places outside of the frame go to its border.
    Quanta toQuanta(Point world) const {
        const auto whole = [&](double value, double origin) {
            return static_cast<std::int32_t>(
                std::clamp(std::round((value - origin) / unitsPerQuantum), -kLimit, kLimit));
        };
        return {whole(world.x, originWorld.x), whole(world.y, originWorld.y)};
    }
    Point toWorld(Quanta quanta) const {
        return {originWorld.x + quanta.x * unitsPerQuantum, originWorld.y + quanta.y * unitsPerQuantum};
    }
};

} // namespace geju
