// Where a corridor is taken hold of.
#include "app/corridor_handles.hpp"
#include "support/catch.hpp"

using namespace geju;

namespace {

FeatureTable linesOf(const std::vector<std::vector<Point>>& lines) {
    TableBuilder builder;
    for (const auto& line : lines) {
        builder.beginPart(PartKind::Line);
        builder.beginRing();
        for (const Point point : line) builder.addPoint(point);
    }
    builder.endFeature();
    return builder.build("lines", Crs::wgs84());
}

} // namespace

TEST_CASE("handles stand beside the nearest place of the axis, half a width away on both sides") {
    const FeatureTable table = linesOf({{{50, 50}, {55, 50}}, {{0, 0}, {0, 0}, {10, 0}, {10, 20}}});
    const auto handles = corridorHandles(table, 0, 3, {17, 5});
    REQUIRE(handles.size() == 2);
    CHECK(handles[0].x == Approx(7));
    CHECK(handles[0].y == Approx(5));
    CHECK(handles[1].x == Approx(13));
    CHECK(handles[1].y == Approx(5));
    const auto others = corridorHandles(table, 0, 1, {52, 60});
    CHECK(others[0].x == Approx(52));
    CHECK(others[0].y == Approx(51));
    const auto atTheEnd = corridorHandles(table, 0, 1, {70, 50});
    CHECK(atTheEnd[1].x == Approx(55));
    CHECK(corridorHandles(linesOf({{{1, 1}, {1, 1}}}), 0, 3, {0, 0}).empty());
    CHECK(corridorHandles(linesOf({}), 0, 3, {0, 0}).empty());
}
