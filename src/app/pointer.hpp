// What a hand means by pressing, moving and releasing over the map: panning, a box, a click, a double click. Pure
// state, fed with the raw events in their order; screen frame of the map in device pixels. The right button or the
// middle one pans whatever the tool; the right one, released where it was pressed, is a click of its own.
#pragma once

#include "core/box.hpp"

#include <optional>
#include <variant>

namespace geju {

enum class PointerButton { Left, Right, Middle };

struct PointerEvent {
    enum class Type { Press, Move, Release } type = Type::Move;
    Point screen;
    PointerButton button = PointerButton::Left;
    bool shift = false;
    double seconds = 0;
    bool alt = false;
};

struct Panned {
    double dx = 0;
    double dy = 0;
};
struct PanEnded {};
struct BoxDrawn {
    Box screen;
    bool shift = false; ///< held when it was begun
    bool alt = false;   ///< held when it was ended
};
struct Clicked {
    Point screen;
    PointerButton button = PointerButton::Left;
    bool second = false; ///< of a double click; the first came as a click of its own
    bool shift = false;  ///< held when it was pressed
};
using PointerMeaning = std::variant<std::monostate, Panned, PanEnded, BoxDrawn, Clicked>;

class PointerReader {
  public:
    /// `pixelRatio` scales the distance within which a press and a release are a click.
    explicit PointerReader(double pixelRatio = 1)
      : pixelRatio_(pixelRatio) {}
    void setPixelRatio(double pixelRatio) { pixelRatio_ = pixelRatio; }

    /// `boxTool`: the left button draws boxes even without Shift.
    PointerMeaning read(const PointerEvent& event, bool boxTool);
    bool dragging() const { return phase_ == Phase::Panning; }
    bool pressed() const { return phase_ != Phase::Idle; }
    std::optional<Box> box() const; ///< the one being drawn
    void cancel();                  ///< forgets what was begun

  private:
    enum class Phase { Idle, Pressed, Panning, Boxing };

    PointerMeaning press(const PointerEvent& event, bool boxTool);
    PointerMeaning move(const PointerEvent& event);
    PointerMeaning release(const PointerEvent& event);
    bool near(Point a, Point b, double pixels) const;

    double pixelRatio_;
    Phase phase_ = Phase::Idle;
    PointerButton button_ = PointerButton::Left;
    Point start_;
    Point last_;
    bool boxing_ = false;
    bool shift_ = false;
    std::optional<Point> clickScreen_;
    double clickSeconds_ = 0;
};

} // namespace geju
