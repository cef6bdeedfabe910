// How long work tells how far it is and learns that it should stop. One object is shared by the worker, which
// reports, and the interface, which reads and cancels; every member may be called from any thread.
#pragma once

#include <atomic>

namespace geju {

class Progress {
  public:
    void report(double fraction) { fraction_.store(fraction, std::memory_order_relaxed); }
    double fraction() const { return fraction_.load(std::memory_order_relaxed); }
    void cancel() { cancelled_.store(true, std::memory_order_relaxed); }
    bool cancelled() const { return cancelled_.load(std::memory_order_relaxed); }

  private:
    std::atomic<double> fraction_{0};
    std::atomic<bool> cancelled_{false};
};

inline bool isCancelled(const Progress* progress) {
    return progress && progress->cancelled();
}
inline void report(Progress* progress, double fraction) {
    if (progress) progress->report(fraction);
}

} // namespace geju
