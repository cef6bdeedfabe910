// Presses, moves and releases become pans, boxes, clicks and double clicks.
#include "app/pointer.hpp"
#include "support/catch.hpp"

using namespace geju;
using Type = PointerEvent::Type;

namespace {

PointerEvent event(Type type, double x, double y, double seconds = 0, PointerButton button = PointerButton::Left,
                   bool shift = false) {
    return {type, {x, y}, button, shift, seconds};
}

} // namespace

TEST_CASE("a drag pans by exactly the way of the hand") {
    PointerReader reader;
    reader.read(event(Type::Press, 100, 100), false);
    double dx = 0;
    double dy = 0;
    for (const auto& [x, y] : {std::pair{102, 101}, {110, 105}, {150, 90}}) {
        const auto meaning = reader.read(event(Type::Move, x, y), false);
        if (const auto* pan = std::get_if<Panned>(&meaning)) {
            dx += pan->dx;
            dy += pan->dy;
        }
    }
    CHECK(dx == 50);
    CHECK(dy == -10);
    CHECK(reader.dragging());
    CHECK(std::holds_alternative<PanEnded>(reader.read(event(Type::Release, 150, 90), false)));
    CHECK_FALSE(reader.pressed());
}

TEST_CASE("a click may tremble, and two make a double click") {
    PointerReader reader;
    reader.read(event(Type::Press, 10, 10, 1), false);
    CHECK(std::holds_alternative<std::monostate>(reader.read(event(Type::Move, 12, 11, 1.02), false)));
    auto meaning = reader.read(event(Type::Release, 12, 11, 1.05), false);
    REQUIRE(std::holds_alternative<Clicked>(meaning));
    CHECK_FALSE(std::get<Clicked>(meaning).second);
    CHECK(std::get<Clicked>(meaning).screen == Point{10, 10});

    reader.read(event(Type::Press, 11, 10, 1.2), false);
    meaning = reader.read(event(Type::Release, 11, 10, 1.25), false);
    CHECK(std::get<Clicked>(meaning).second);
    // A third click soon after is a first again.
    reader.read(event(Type::Press, 11, 10, 1.3), false);
    meaning = reader.read(event(Type::Release, 11, 10, 1.35), false);
    CHECK_FALSE(std::get<Clicked>(meaning).second);
}

TEST_CASE("clicks that are far apart or slow are single") {
    PointerReader reader;
    const auto click = [&](double x, double seconds) {
        reader.read(event(Type::Press, x, 10, seconds), false);
        return std::get<Clicked>(reader.read(event(Type::Release, x, 10, seconds + 0.02), false)).second;
    };
    CHECK_FALSE(click(10, 1));
    CHECK_FALSE(click(40, 1.1));
    CHECK_FALSE(click(40, 2.0));
    CHECK(click(40, 2.2));
}

TEST_CASE("shift or the box tool draws a box, in whatever direction") {
    for (const bool tool : {false, true}) {
        PointerReader reader;
        reader.read(event(Type::Press, 200, 150, 0, PointerButton::Left, !tool), tool);
        reader.read(event(Type::Move, 100, 50), tool);
        REQUIRE(reader.box());
        const auto meaning = reader.read(event(Type::Release, 100, 50), tool);
        REQUIRE(std::holds_alternative<BoxDrawn>(meaning));
        CHECK(std::get<BoxDrawn>(meaning).screen == Box{100, 50, 200, 150});
        CHECK_FALSE(reader.box());
    }
}

TEST_CASE("the middle button pans, the right one clicks; a box that was cancelled is gone") {
    PointerReader reader;
    reader.read(event(Type::Press, 0, 0, 0, PointerButton::Middle), true);
    CHECK(std::holds_alternative<Panned>(reader.read(event(Type::Move, 30, 0), true)));
    reader.read(event(Type::Release, 30, 0, 0, PointerButton::Middle), true);

    reader.read(event(Type::Press, 5, 5, 1, PointerButton::Right), false);
    const auto meaning = reader.read(event(Type::Release, 5, 5, 1.1, PointerButton::Right), false);
    CHECK(std::get<Clicked>(meaning).button == PointerButton::Right);

    reader.read(event(Type::Press, 0, 0, 2), true);
    reader.read(event(Type::Move, 50, 50, 2), true);
    reader.cancel();
    CHECK(std::holds_alternative<std::monostate>(reader.read(event(Type::Release, 50, 50, 2), true)));
}
