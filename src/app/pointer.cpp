#include "app/pointer.hpp"

#include <algorithm>
#include <cmath>

namespace geju {

namespace {

constexpr double kClickPixels = 4;
constexpr double kDoubleClickPixels = 6;
constexpr double kDoubleClickSeconds = 0.5;
constexpr double kSmallestBoxPixels = 6;

Box boxOf(Point a, Point b) {
    Box box;
    box.extend(a);
    box.extend(b);
    return box;
}

} // namespace

bool PointerReader::near(Point a, Point b, double pixels) const {
    return std::hypot(a.x - b.x, a.y - b.y) <= pixels * pixelRatio_;
}

PointerMeaning PointerReader::read(const PointerEvent& event, bool boxTool) {
    switch (event.type) {
    case PointerEvent::Type::Press:
        return press(event, boxTool);
    case PointerEvent::Type::Move:
        return move(event);
    case PointerEvent::Type::Release:
        return release(event);
    }
    return {};
}

PointerMeaning PointerReader::press(const PointerEvent& event, bool boxTool) {
    if (phase_ != Phase::Idle) return {};
    phase_ = Phase::Pressed;
    button_ = event.button;
    start_ = last_ = event.screen;
    shift_ = event.shift;
    boxing_ = button_ == PointerButton::Left && (boxTool || event.shift);
    return {};
}

PointerMeaning PointerReader::move(const PointerEvent& event) {
    const Point from = last_;
    if (phase_ == Phase::Idle) return {};
    last_ = event.screen;
    if (phase_ == Phase::Pressed) {
        if (near(start_, event.screen, kClickPixels)) {
            last_ = start_;
            return {};
        }
        phase_ = boxing_ ? Phase::Boxing : Phase::Panning;
        clickScreen_.reset();
    }
    if (phase_ == Phase::Panning) return Panned{event.screen.x - from.x, event.screen.y - from.y};
    return {};
}

PointerMeaning PointerReader::release(const PointerEvent& event) {
    if (phase_ == Phase::Idle || event.button != button_) return {};
    const Phase was = phase_;
    phase_ = Phase::Idle;
    if (was == Phase::Panning) return PanEnded{};
    if (was == Phase::Boxing) {
        const Box box = boxOf(start_, event.screen);
        const double least = kSmallestBoxPixels * pixelRatio_;
        if (box.width() < least || box.height() < least) return {};
        return BoxDrawn{box, shift_, event.alt};
    }
    if (button_ == PointerButton::Middle) return {};
    const bool second = button_ == PointerButton::Left && clickScreen_ &&
                        near(*clickScreen_, start_, kDoubleClickPixels) &&
                        event.seconds - clickSeconds_ <= kDoubleClickSeconds;
    clickScreen_.reset();
    if (button_ == PointerButton::Left && !second) {
        clickScreen_ = start_;
        clickSeconds_ = event.seconds;
    }
    return Clicked{start_, button_, second, shift_};
}

std::optional<Box> PointerReader::box() const {
    if (phase_ != Phase::Boxing) return std::nullopt;
    return boxOf(start_, last_);
}

void PointerReader::cancel() {
    phase_ = Phase::Idle;
    clickScreen_.reset();
}

} // namespace geju
