// How long frames take: a ring of the last ones and what share of them was quicker than a time. Milliseconds.
#pragma once

#include <array>
#include <cstddef>

namespace geju {

class FrameStatistics {
  public:
    void add(double milliseconds);
    std::size_t total() const { return total_; } ///< frames since start
    /// The time that `share` (0…1) of the kept frames did not exceed (nearest rank); 0 without frames.
    double percentile(double share) const;
    void restart(); ///< forgets the kept times, not the total

  private:
    static constexpr std::size_t kKept = 512;
    std::array<double, kKept> times_{};
    std::size_t kept_ = 0;
    std::size_t next_ = 0;
    std::size_t total_ = 0;
};

} // namespace geju
