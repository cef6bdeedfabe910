#include "io/geojson_writer.hpp"
#include "io_support.hpp"
#include "support/catch.hpp"

#include <cmath>

using namespace geju;

namespace {

FeatureTable back(const FeatureTable& table) {
    const auto text = toGeoJson(table);
    REQUIRE(text);
    const auto data = readGeoJson(*text, "written.geojson");
    INFO(*text << test::allOf(data.issues));
    REQUIRE(data);
    CHECK(data.issues.empty());
    return data->layers.front();
}

} // namespace

TEST_CASE("a table written and read again is the same", "[geojson][writer]") {
    const auto source = readVector(test::fixture("geojson/all-types.geojson"));
    REQUIRE(source);
    const FeatureTable& table = source->layers[0];
    const FeatureTable again = back(table);
    REQUIRE(again.size() == table.size());
    CHECK(again.name() == table.name());
    CHECK(again.coordinates() == table.coordinates());
    for (std::size_t row = 0; row < table.size(); ++row) {
        CHECK(again.geometryType(row) == table.geometryType(row));
        CHECK(again.value(row, "n") == table.value(row, "n"));
    }
    CHECK(again.structure().ringStart == table.structure().ringStart);
    CHECK(again.structure().partStart == table.structure().partStart);
}

TEST_CASE("values written and read again keep type and digits", "[geojson][writer]") {
    const auto source = readVector(test::fixture("geojson/values.geojson"));
    REQUIRE(source);
    const FeatureTable& table = source->layers[0];
    const FeatureTable again = back(table);
    for (const Column& column : table.columns()) {
        INFO(column.name());
        REQUIRE(again.column(column.name()));
        CHECK(again.column(column.name())->type() == column.type());
        for (std::size_t row = 0; row < table.size(); ++row) CHECK(again.value(row, column.name()) == column.at(row));
    }
}

TEST_CASE("rings turn by the right-hand rule, coordinates have seven decimals", "[geojson][writer]") {
    const auto table = test::layerOf(test::collection(
        R"({"type":"Polygon","coordinates":[[[0,0],[0,9.123456789],[9,9],[9,0],[0,0]],[[1,1],[2,1],[2,2],[1,2],[1,1]]]})"));
    const auto text = toGeoJson(table);
    REQUIRE(text);
    CHECK(text->find("[[[0,0],[9,0],[9,9],[0,9.1234568],[0,0]],[[1,1],[1,2],[2,2],[2,1],[1,1]]]") != std::string::npos);
}

TEST_CASE("projected data are written on WGS 84", "[geojson][writer]") {
    // EPSG:4549 has its central meridian at 120° E, where the easting is 500 000 m: so the longitude is 120 exactly.
    const auto data = test::readText(
        R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:4549"}},"features":[)"
        R"({"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[500000,3471000]}}]})");
    REQUIRE(data);
    const FeatureTable again = back(data->layers[0]);
    CHECK(again.pointsOf(0)[0].x == Approx(120).margin(1e-7));
    CHECK(again.pointsOf(0)[0].y == Approx(31.36).margin(0.01));
}

TEST_CASE("reprojection drops what has no place, with a warning", "[reproject]") {
    const auto text =
        R"({"type":"FeatureCollection","features":[)"
        R"({"type":"Feature","properties":{"n":1},"geometry":{"type":"Polygon","coordinates":[[[10,10],[20,10],[20,20],[10,10]]]}},)"
        R"({"type":"Feature","properties":{"n":2},"geometry":{"type":"LineString","coordinates":[[10,80],[170,60]]}},)"
        R"({"type":"Feature","properties":{"n":3},"geometry":{"type":"Point","coordinates":[5,6]}}]})";
    const auto halfGlobe = Crs::from("+proj=ortho +lat_0=0 +lon_0=0 +R=6378137"); // shows one side of the earth
    REQUIRE(halfGlobe);
    const auto moved = reproject(test::layerOf(text), *halfGlobe);
    REQUIRE(moved);
    const auto* issue = test::issueOf(moved.issues, "not-transformable");
    REQUIRE(issue);
    CHECK(issue->feature == 1);
    CHECK_FALSE(hasErrors(moved.issues));
    REQUIRE(moved->size() == 3);
    CHECK(moved->geometryType(0) == "Polygon");
    CHECK(moved->geometryType(1) == "None");
    CHECK(moved->geometryType(2) == "Point");
    CHECK(toText(moved->value(1, "n")) == "2");
    // x = R cos φ sin λ (Snyder 1987, eq. 20-3)
    const double degree = std::acos(-1.0) / 180;
    CHECK(moved->pointsOf(2)[0].x == Approx(6378137.0 * std::cos(6 * degree) * std::sin(5 * degree)).epsilon(1e-12));
}

TEST_CASE("reprojection to the same CRS changes nothing", "[reproject]") {
    const FeatureTable table = test::layerOf(test::collection(R"({"type":"Point","coordinates":[1.5,2.5]})"));
    const auto same = reproject(table, Crs::wgs84());
    REQUIRE(same);
    CHECK(same.issues.empty());
    CHECK(same->coordinates() == table.coordinates());
}

TEST_CASE("a local plane cannot be moved to the earth", "[reproject]") {
    const auto data = readVector(test::fixture("geojson/projected.geojson"));
    REQUIRE(data);
    const auto moved = reproject(data->layers[0], Crs::wgs84());
    CHECK_FALSE(moved);
    CHECK(hasErrors(moved.issues));
}
