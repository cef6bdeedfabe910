// Timing for the benchmarks: medians of repeated runs, and rows that name what a figure is compared with.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <string>
#include <vector>

namespace geju::bench {

/// Median seconds of `runs` runs.
inline double medianSeconds(int runs, const std::function<void()>& work) {
    std::vector<double> seconds;
    for (int i = 0; i < runs; ++i) {
        const auto start = std::chrono::steady_clock::now();
        work();
        seconds.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    std::sort(seconds.begin(), seconds.end());
    return seconds[seconds.size() / 2];
}

/// One line: what, seconds, and how often it fits into (or contains) the reference.
inline void row(const std::string& what, double seconds, const std::string& reference = {},
                double referenceSeconds = 0) {
    std::printf("%-52s %9.4f s", what.c_str(), seconds);
    if (referenceSeconds > 0) {
        if (referenceSeconds >= seconds) {
            std::printf("   %6.1f x faster than %s", referenceSeconds / seconds, reference.c_str());
        } else {
            std::printf("   %6.2f x %s", seconds / referenceSeconds, reference.c_str());
        }
    }
    std::printf("\n");
    std::fflush(stdout);
}

} // namespace geju::bench
