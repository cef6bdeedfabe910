// How long work tells how far it is and learns that it should stop. One object is shared by the worker, which
// reports, and the interface, which reads and cancels; every member may be called from any thread.
#pragma once

#include <atomic>

namespace geju {

class Progress {
  public:
    /// Of the part begun last. Never goes back: what several threads report in any order counts as the most of it.
    void report(double fraction) {
        const double whole = from_.load(std::memory_order_relaxed) + span_.load(std::memory_order_relaxed) * fraction;
        double before = fraction_.load(std::memory_order_relaxed);
        while (before < whole && !fraction_.compare_exchange_weak(before, whole, std::memory_order_relaxed)) {
        }
    }
    /// What is reported from now on is of this part of the whole. Called between the parts, when nobody reports.
    void beginPart(double from, double to) {
        from_.store(from, std::memory_order_relaxed);
        span_.store(to - from, std::memory_order_relaxed);
    }
    double fraction() const { return fraction_.load(std::memory_order_relaxed); } ///< of the whole
    void cancel() { cancelled_.store(true, std::memory_order_relaxed); }
    bool cancelled() const { return cancelled_.load(std::memory_order_relaxed); }

  private:
    std::atomic<double> fraction_{0};
    std::atomic<double> from_{0};
    std::atomic<double> span_{1};
    std::atomic<bool> cancelled_{false};
};

inline bool isCancelled(const Progress* progress) {
    return progress && progress->cancelled();
}
inline void report(Progress* progress, double fraction) {
    if (progress) progress->report(fraction);
}
inline void beginPart(Progress* progress, double from, double to) {
    if (progress) progress->beginPart(from, to);
}

} // namespace geju
