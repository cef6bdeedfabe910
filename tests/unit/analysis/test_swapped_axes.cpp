// Latitude first where both numbers are below 90: named where something speaks for it, and only there.
#include "analysis/swapped_axes.hpp"
#include "core/translate.hpp"
#include "support/catch.hpp"

using namespace geju;

namespace {

FeatureTable square(const std::string& name, Point corner, const char* crs = "OGC:CRS84", double side = 0.1) {
    TableBuilder builder;
    builder.beginPart(PartKind::Polygon);
    builder.beginRing();
    for (const Point d : {Point{0, 0}, {side, 0}, {side, side}, {0, side}, {0, 0}})
        builder.addPoint({corner.x + d.x, corner.y + d.y});
    builder.endFeature();
    return builder.build(name, *Crs::from(crs));
}

std::vector<std::string> blamed(const std::vector<FeatureTable>& tables, const Crs* plan = nullptr) {
    setLanguage("en");
    std::vector<NamedTable> named;
    for (const auto& table : tables) named.push_back({table.name() + ".geojson", table.name(), &table});
    std::vector<std::string> names;
    for (const Issue& issue : findSwappedAxes(named, plan)) {
        CHECK(issue.code == "perhaps-swapped-axes");
        CHECK(issue.severity == Severity::Warning);
        CHECK_FALSE(issue.remedy.empty());
        CHECK(issue.file == issue.layer + ".geojson");
        names.push_back(issue.layer);
    }
    return names;
}

using Names = std::vector<std::string>;

} // namespace

TEST_CASE("swapped axes: the area of use of the layer's own CRS", "[swapped]") {
    CHECK(blamed({square("kashgar", {39.4, 75.9}, "EPSG:4490")}) == Names{"kashgar"}); // China's is 73.6 to 134.8° E
    CHECK(blamed({square("kashgar", {75.9, 39.4}, "EPSG:4490")}).empty());
    CHECK(blamed({square("elsewhere", {10, 20}, "EPSG:4490")}).empty()); // outside both ways
    CHECK(blamed({square("kashgar", {39.4, 75.9})}).empty());            // WGS 84: the world's
}

TEST_CASE("swapped axes: the area of use of the plan's CRS", "[swapped]") {
    const Crs plan = *Crs::from("EPSG:4534"); // 3-degree zone of 75° E
    CHECK(blamed({square("kashgar", {39.4, 75.9})}, &plan) == Names{"kashgar"});
    CHECK(blamed({square("kashgar", {75.9, 39.4})}, &plan).empty());
}

TEST_CASE("swapped axes: north of all land", "[swapped]") {
    CHECK(blamed({square("urumqi", {43.8, 87.6})}) == Names{"urumqi"});
    CHECK(blamed({square("greenland", {-33, 83.5})}).empty());
    CHECK(blamed({square("antarctica", {43, -87})}).empty());
}

TEST_CASE("swapped axes: the layers beside it", "[swapped]") {
    const FeatureTable a = square("a", {75.90, 39.4});
    const FeatureTable b = square("b", {75.95, 39.45});
    const FeatureTable turned = square("turned", {39.42, 75.93});
    CHECK(blamed({a, b, turned}) == Names{"turned"});
    CHECK(blamed({turned, a, b}) == Names{"turned"});
    CHECK(blamed({a, b}).empty());
    CHECK(blamed({a, turned}).size() == 1); // one of the two
    CHECK(blamed({a, square("far", {-60, -20})}).empty());
    // A layer in metres has no such doubt: 500 km east of 75° E, at 39.4° N.
    const FeatureTable meters = square("meters", {580000, 4363000}, "EPSG:4534", 3000);
    CHECK(blamed({turned, meters}) == Names{"turned"});
    CHECK(blamed({meters, a}).empty());
}

TEST_CASE("swapped axes: on the equator's diagonal both ways are right", "[swapped]") {
    CHECK(blamed({square("diagonal", {5, 5}), square("beside", {5.02, 5.02})}).empty());
    CHECK(blamed({}).empty());
    CHECK(blamed({TableBuilder().build("empty", Crs::wgs84())}).empty());
}
