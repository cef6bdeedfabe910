#include "geometry/feature_table.hpp"
#include "geometry/spatial_index.hpp"
#include "support/catch.hpp"

#include <cmath>
#include <thread>

using namespace geju;

namespace {

void addRing(TableBuilder& builder, std::initializer_list<Point> points) {
    builder.beginRing();
    for (const Point& point : points) builder.addPoint(point);
}

void addPart(TableBuilder& builder, PartKind kind, std::initializer_list<std::initializer_list<Point>> rings) {
    builder.beginPart(kind);
    for (const auto& ring : rings) addRing(builder, ring);
}

} // namespace

TEST_CASE("a table gives back what was built, kind by kind", "[table]") {
    TableBuilder builder;
    addPart(builder, PartKind::Points, {{{1, 2}}});
    builder.endFeature();
    addPart(builder, PartKind::Line, {{{0, 0}, {3, 4}, {6, 0}}});
    builder.endFeature();
    addPart(builder, PartKind::Polygon, {{{0, 0}, {9, 0}, {9, 9}, {0, 0}}, {{5, 1}, {6, 1}, {6, 2}, {5, 1}}});
    addPart(builder, PartKind::Polygon, {{{20, 0}, {21, 0}, {21, 1}, {20, 0}}});
    builder.endFeature();
    builder.endFeature(); // no geometry
    addPart(builder, PartKind::Points, {{{1, 1}, {2, 2}}});
    builder.endFeature();
    addPart(builder, PartKind::Line, {{{0, 0}, {1, 1}}});
    addPart(builder, PartKind::Line, {{{5, 5}, {6, 6}}});
    builder.endFeature();
    addPart(builder, PartKind::Points, {{{1, 1}}});
    addPart(builder, PartKind::Polygon, {{}}); // an empty ring is allowed
    builder.endFeature();
    CHECK(builder.featureCount() == 7);
    CHECK(builder.pointCount() == 23);
    CHECK_FALSE(builder.full());

    const FeatureTable table = builder.build("things", Crs::wgs84());
    CHECK(builder.featureCount() == 0);
    CHECK(table.name() == "things");
    REQUIRE(table.size() == 7);
    const char* types[] = {"Point",      "LineString",      "MultiPolygon",      "None",
                           "MultiPoint", "MultiLineString", "GeometryCollection"};
    for (std::size_t row = 0; row < table.size(); ++row) CHECK(table.geometryType(row) == types[row]);

    const IndexRange parts = table.parts(2);
    REQUIRE(parts.size() == 2);
    CHECK(table.rings(parts.first).size() == 2);
    CHECK(table.rings(parts.first + 1).size() == 1);
    CHECK(table.kind(parts.first) == PartKind::Polygon);
    CHECK(table.points(table.rings(parts.first).first + 1)[1] == Point{6, 1});
    CHECK(table.pointsOf(2).size() == 12);
    CHECK(table.pointsOf(2).back() == Point{20, 0});
    CHECK(table.pointsOf(3).empty());
    CHECK(table.points(table.rings(table.parts(6).first + 1).first).empty());
    CHECK(table.envelope(2) == Box{0, 0, 21, 9});
    CHECK(table.envelope(3).empty());
    CHECK(table.extent() == Box{0, 0, 21, 9});
}

TEST_CASE("envelopes are the same however a table came to be", "[table]") {
    const double nan = std::nan("");
    TableBuilder first;
    addPart(first, PartKind::Line, {{{nan, 1}, {3, 4}, {HUGE_VAL, 0}, {-1, 7}}}); // only finite points count
    first.endFeature();
    first.beginPart(PartKind::Line);
    first.beginRing();
    const std::vector<Point> path{{2, 9}, {0, 0}, {5, 5}};
    first.addPoints(path);
    first.endFeature();
    first.endFeature();
    addPart(first, PartKind::Line, {{{100, 100}, {200, 200}}});
    first.dropGeometry();
    first.endFeature();
    addPart(first, PartKind::Points, {{{8, 8}}}); // begun and never ended
    TableBuilder second;
    addPart(second, PartKind::Points, {{{-3, -4}}});
    second.endFeature();
    second.append(first);
    const FeatureTable table = second.build("t", Crs::wgs84());
    REQUIRE(table.size() == 5);
    CHECK(table.envelope(0) == Box{-3, -4, -3, -4});
    CHECK(table.envelope(1) == Box{-1, 4, 3, 7});
    CHECK(table.envelope(2) == Box{0, 0, 5, 9});
    CHECK(table.envelope(3).empty());
    CHECK(table.envelope(4).empty());
    CHECK(table.extent() == Box{-3, -4, 5, 9});
    const FeatureTable again = table.withCoordinates(table.crs(), table.coordinates());
    CHECK(again.envelopes() == table.envelopes());
    CHECK(again.extent() == table.extent());
    second.clear();
    second.endFeature();
    CHECK(second.build("t", Crs::wgs84()).envelopes().size() == 1);
}

TEST_CASE("attributes come in any order, some missing, some twice", "[table]") {
    TableBuilder builder;
    builder.set("a", std::int64_t{1});
    builder.set("b", "x");
    builder.endFeature();
    builder.set("b", "y");
    builder.set("a", std::int64_t{2});
    builder.set("b", "z"); // replaces y
    builder.endFeature();
    builder.endFeature();
    builder.set("c", true);
    {
        const std::string shortLived = "a text long enough to live on the heap";
        builder.set("b", std::string_view(shortLived));
    }
    builder.endFeature();
    const FeatureTable table = builder.build("t", Crs::wgs84());
    REQUIRE(table.columns().size() == 3);
    CHECK(table.columns()[0].name() == "a");
    CHECK(table.columns()[2].name() == "c");
    for (const Column& column : table.columns()) CHECK(column.size() == 4);
    CHECK(table.value(0, "a") == Value(std::int64_t{1}));
    CHECK(table.value(1, "a") == Value(std::int64_t{2}));
    CHECK(toText(table.value(1, "b")) == "z");
    CHECK(isNull(table.value(2, "b")));
    CHECK(isNull(table.value(0, "c")));
    CHECK(table.value(3, "c") == Value(true));
    CHECK(toText(table.value(3, "b")) == "a text long enough to live on the heap");
    CHECK(isNull(table.value(0, "no such column")));
    CHECK(table.column("no such column") == nullptr);
}

TEST_CASE("dropped geometry leaves its neighbours and its attributes", "[table]") {
    TableBuilder builder;
    addPart(builder, PartKind::Line, {{{0, 0}, {1, 1}}});
    builder.endFeature();
    addPart(builder, PartKind::Polygon, {{{0, 0}, {9, 0}, {9, 9}, {0, 0}}, {{5, 1}, {6, 1}}});
    builder.set("id", std::int64_t{7});
    builder.dropGeometry();
    builder.endFeature();
    addPart(builder, PartKind::Polygon, {{{0, 0}, {9, 0}}});
    builder.dropGeometry();
    addPart(builder, PartKind::Points, {{{4, 4}}});
    builder.endFeature();
    addPart(builder, PartKind::Line, {{{7, 7}}}); // begun and never ended
    const FeatureTable table = builder.build("t", Crs::wgs84());
    REQUIRE(table.size() == 3);
    CHECK(table.geometryType(0) == "LineString");
    CHECK(table.geometryType(1) == "None");
    CHECK(table.value(1, "id") == Value(std::int64_t{7}));
    CHECK(table.geometryType(2) == "Point");
    CHECK(table.pointsOf(2)[0] == Point{4, 4});
    CHECK(table.coordinates().size() == 3);
}

TEST_CASE("a reprojected table shares structure and columns", "[table]") {
    TableBuilder builder;
    addPart(builder, PartKind::Line, {{{120, 31}, {121, 32}}});
    builder.set("name", "x");
    builder.endFeature();
    const FeatureTable table = builder.build("t", Crs::wgs84());
    const FeatureTable moved = table.withCoordinates(*Crs::from("EPSG:3857"), {{1, 2}, {3, 4}});
    CHECK(&moved.structure() == &table.structure());
    CHECK(&moved.columns() == &table.columns());
    CHECK(moved.extent() == Box{1, 2, 3, 4});
    CHECK(table.extent() == Box{120, 31, 121, 32});
    CHECK(moved.crs().isProjected());
}

TEST_CASE("coordinates that are not finite stay out of envelopes", "[table]") {
    TableBuilder builder;
    addPart(builder, PartKind::Line, {{{NAN, 5}, {1, 1}, {INFINITY, 2}, {2, 3}}});
    builder.endFeature();
    const FeatureTable table = builder.build("t", Crs::wgs84());
    CHECK(table.envelope(0) == Box{1, 1, 2, 3});
}

TEST_CASE("the index is built once, from whichever thread asks first", "[table]") {
    TableBuilder builder;
    for (int i = 0; i < 1000; ++i) {
        addPart(builder, PartKind::Points, {{{static_cast<double>(i), 0}}});
        builder.endFeature();
    }
    const FeatureTable table = builder.build("t", Crs::wgs84());
    std::vector<const SpatialIndex*> seen(4);
    std::vector<std::thread> threads;
    for (std::size_t t = 0; t < 4; ++t) threads.emplace_back([&, t] { seen[t] = &table.index(); });
    for (auto& thread : threads) thread.join();
    for (const auto* index : seen) CHECK(index == seen[0]);
    CHECK(table.index().query(Box{10, -1, 12, 1}).size() == 3);
}
