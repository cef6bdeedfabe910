// Back and forward as in a browser; a burst of steps is one entry.
#include "app/view_history.hpp"
#include "support/catch.hpp"

using namespace geju;

namespace {
Camera camera(double x) {
    return {{x, 0}, 1};
}
} // namespace

TEST_CASE("back and forward walk through the views") {
    ViewHistory history;
    CHECK_FALSE(history.goBack());
    history.settle(camera(0), Gesture::Jump, 0);
    history.settle(camera(100), Gesture::Drag, 10);
    history.settle(camera(200), Gesture::Jump, 20);
    CHECK_FALSE(history.canGoForward());
    CHECK(*history.goBack() == camera(100));
    CHECK(*history.goBack() == camera(0));
    CHECK_FALSE(history.goBack());
    CHECK(*history.goForward() == camera(100));
    CHECK(history.canGoForward());
}

TEST_CASE("arriving where one went back to keeps what is ahead; going elsewhere drops it") {
    ViewHistory history;
    for (int i = 0; i < 3; ++i) history.settle(camera(100 * i), Gesture::Jump, i);
    history.goBack();
    history.settle(camera(100.2), Gesture::Jump, 5); // half a pixel off: the same view
    CHECK(history.canGoForward());
    history.settle(camera(500), Gesture::Drag, 6);
    CHECK_FALSE(history.canGoForward());
    CHECK(history.size() == 3);
    CHECK(*history.goBack() == camera(100));
}

TEST_CASE("a burst of wheel steps is one entry, and does not swallow the view before it") {
    ViewHistory history;
    history.settle(camera(0), Gesture::Jump, 0);
    for (int i = 1; i <= 5; ++i) history.settle(camera(10 * i), Gesture::Step, 1 + 0.2 * i);
    CHECK(history.size() == 2);
    CHECK(*history.goBack() == camera(0));
    CHECK(*history.goForward() == camera(50));
    history.settle(camera(60), Gesture::Step, 2.2); // after going through history a step is a new entry
    CHECK(history.size() == 3);
}
