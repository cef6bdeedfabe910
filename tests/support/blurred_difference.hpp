// How far two pictures of one size differ when their antialiasing is left out of account.
#pragma once

#include "render/image.hpp"

#include <cmath>
#include <cstddef>

namespace geju::test {

/// Mean over all channels of the absolute difference after averaging over blocks: what is left is not antialiasing.
inline double blurredDifference(const Image& a, const Image& b, int block) {
    double sum = 0;
    std::size_t count = 0;
    for (int y = 0; y + block <= a.height; y += block) {
        for (int x = 0; x + block <= a.width; x += block) {
            for (int channel = 0; channel < 3; ++channel) {
                double difference = 0;
                for (int dy = 0; dy < block; ++dy) {
                    for (int dx = 0; dx < block; ++dx) {
                        difference += double(a.pixel(x + dx, y + dy)[channel]) - b.pixel(x + dx, y + dy)[channel];
                    }
                }
                sum += std::abs(difference) / (block * block);
                ++count;
            }
        }
    }
    return sum / static_cast<double>(count);
}

} // namespace geju::test
