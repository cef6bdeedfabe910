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

TEST_CASE("handles stand beside the middle of the longest line, half a width away") {
    // 30 long with a bend; a shorter line and a repeated corner beside it.
    const FeatureTable table = linesOf({{{50, 50}, {55, 50}}, {{0, 0}, {0, 0}, {10, 0}, {10, 20}}});
    const auto handles = corridorHandles(table, 0, 3);
    REQUIRE(handles.size() == 2);
    CHECK(handles[0].x == Approx(7));
    CHECK(handles[0].y == Approx(5));
    CHECK(handles[1].x == Approx(13));
    CHECK(handles[1].y == Approx(5));
    CHECK(corridorHandles(linesOf({{{1, 1}, {1, 1}}}), 0, 3).empty());
    CHECK(corridorHandles(linesOf({}), 0, 3).empty());
}
