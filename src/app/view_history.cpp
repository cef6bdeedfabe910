#include "app/view_history.hpp"

#include <algorithm>
#include <cmath>

namespace geju {

namespace {

constexpr double kBurstSeconds = 0.9;
constexpr std::size_t kMostEntries = 200;

/// The same to the eye: less than half a pixel apart and the same scale.
bool same(const Camera& a, const Camera& b) {
    const double pixel = std::min(a.unitsPerPixel, b.unitsPerPixel);
    return std::fabs(a.centerWorld.x - b.centerWorld.x) < pixel / 2 &&
           std::fabs(a.centerWorld.y - b.centerWorld.y) < pixel / 2 &&
           std::fabs(std::log(a.unitsPerPixel / b.unitsPerPixel)) < 1e-4;
}

} // namespace

void ViewHistory::settle(const Camera& camera, Gesture gesture, double seconds) {
    const bool burst = gesture == Gesture::Step && lastWasStep_ && seconds - lastSeconds_ < kBurstSeconds;
    if (!entries_.empty() && same(entries_[current_], camera)) return;
    lastWasStep_ = gesture == Gesture::Step;
    lastSeconds_ = seconds;
    if (!entries_.empty()) entries_.resize(current_ + 1);
    if (burst && entries_.size() > 1) {
        entries_.back() = camera;
        return;
    }
    entries_.push_back(camera);
    if (entries_.size() > kMostEntries) entries_.erase(entries_.begin());
    current_ = entries_.size() - 1;
}

void ViewHistory::replaceCurrent(const Camera& camera) {
    if (!entries_.empty()) entries_[current_] = camera;
}

std::optional<Camera> ViewHistory::goBack() {
    if (!canGoBack()) return std::nullopt;
    lastWasStep_ = false;
    return entries_[--current_];
}

std::optional<Camera> ViewHistory::goForward() {
    if (!canGoForward()) return std::nullopt;
    lastWasStep_ = false;
    return entries_[++current_];
}

void ViewHistory::clear() {
    entries_.clear();
    current_ = 0;
    lastWasStep_ = false;
}

} // namespace geju
