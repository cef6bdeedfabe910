// Setting, undoing and ending points.
#include "app/frame_statistics.hpp"
#include "app/tool_measure.hpp"
#include "support/catch.hpp"

using namespace geju;

TEST_CASE("points are set, hang on the cursor, and are taken back") {
    MeasureTool tool;
    tool.start(MeasureKind::Distance);
    tool.hover(Point{9, 9});
    CHECK(tool.path().empty());
    tool.addPoint({0, 0});
    CHECK(tool.path().size() == 2);
    tool.addPoint({3, 4});
    tool.addPoint({3, 4});
    CHECK(tool.points().size() == 2);
    CHECK(tool.undo());
    CHECK(tool.points() == std::vector<Point>{{0, 0}});
    CHECK(tool.undo());
    CHECK_FALSE(tool.undo());
}

TEST_CASE("after the end the cursor lets go, undo takes the end back, a click begins anew") {
    MeasureTool tool;
    tool.start(MeasureKind::Area);
    for (const Point p : {Point{0, 0}, Point{1, 0}, Point{1, 1}}) tool.addPoint(p);
    tool.hover(Point{5, 5});
    CHECK(tool.path().size() == 4);
    tool.finish();
    CHECK(tool.finished());
    CHECK(tool.path().size() == 3);
    CHECK(tool.undo());
    CHECK_FALSE(tool.finished());
    CHECK(tool.points().size() == 3);
    tool.finish();
    tool.addPoint({7, 7});
    CHECK_FALSE(tool.finished());
    CHECK(tool.points() == std::vector<Point>{{7, 7}});
}

TEST_CASE("percentiles are by nearest rank") {
    FrameStatistics statistics;
    CHECK(statistics.percentile(0.95) == 0);
    for (int i = 100; i >= 1; --i) statistics.add(i);
    CHECK(statistics.percentile(0.5) == 50);
    CHECK(statistics.percentile(0.95) == 95);
    CHECK(statistics.percentile(1) == 100);
    for (int i = 0; i < 512; ++i) statistics.add(7);
    CHECK(statistics.percentile(0.99) == 7);
    CHECK(statistics.total() == 612);
}
