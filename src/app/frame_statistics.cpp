#include "app/frame_statistics.hpp"

#include <algorithm>
#include <cmath>

namespace geju {

void FrameStatistics::add(double milliseconds) {
    times_[next_] = milliseconds;
    next_ = (next_ + 1) % kKept;
    kept_ = std::min(kept_ + 1, kKept);
    ++total_;
}

double FrameStatistics::percentile(double share) const {
    if (kept_ == 0) return 0;
    auto sorted = times_;
    std::sort(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(kept_));
    const double rank = std::ceil(std::clamp(share, 0.0, 1.0) * static_cast<double>(kept_));
    return sorted[static_cast<std::size_t>(std::max(1.0, rank)) - 1];
}

void FrameStatistics::restart() {
    kept_ = 0;
    next_ = 0;
}

} // namespace geju
