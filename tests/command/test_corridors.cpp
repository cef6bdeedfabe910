#include "program.hpp"
#include "samples.hpp"
#include "support/catch.hpp"

using namespace geju::test;

namespace {

/// Along the equator through the whole diamond and beyond.
constexpr const char* kEquator = R"json({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"name":"equator"},"geometry":{"type":"LineString","coordinates":[[-1.5,0],[1.5,0]]}}]})json";

} // namespace

TEST_CASE("stats counts what passes a filter", "[command][stats]") {
    const Folder folder;
    const std::string halves = folder.write("halves.geojson", kHalves);
    const auto json =
        run({"stats", halves, "--by", "class", "--where", R"([">", ["get", "count"], 3])", "--format", "json"})
            .json();
    REQUIRE(json["rows"].size() == 1);
    CHECK(json["rows"][0]["class"] == "b");
    CHECK(json["rows"][0]["area_m2"].get<double>() == Approx(kDiamondSquareMeters / 2).epsilon(1e-9));
    const Ended wrong = run({"stats", halves, "--where", "[\">\""});
    CHECK(wrong.status == 1);
    CHECK(wrong.out.empty());
    CHECK_FALSE(wrong.err.empty());
}

TEST_CASE("stats counts inside a corridor", "[command][stats]") {
    const Folder folder;
    const std::string halves = folder.write("halves.geojson", kHalves);
    const std::string equator = folder.write("equator.geojson", kEquator);
    const auto json =
        run({"stats", halves, "--class", "class", "--corridor", equator, "--width", "2000", "--format", "json"}).json();
    REQUIRE(json["rows"].size() == 2);
    for (const auto& row : json["rows"]) {
        CHECK(row["within"] == "equator");
        CHECK(row["count"] == 1);
        // A degree of the equator by 2 km, less the corner that the diamond's edges cut: at 1 km from the equator they
        // are 1 km nearer to the middle.
        CHECK(row["area_m2"].get<double>() == Approx(2000 * (111319.49 - 500)).epsilon(2e-3));
    }
    CHECK(run({"stats", halves, "--corridor", equator}).status == 2);                  // no width
    CHECK(run({"stats", halves, "--width", "20"}).status == 2);                        // of what
    CHECK(run({"stats", halves, "--corridor", equator, "--width", "-5"}).status == 2); // a width is positive
    CHECK(run({"stats", halves, "--corridor", halves, "--width", "20"}).status == 1);  // no lines
    const auto figures = run({"stats", plan(), "--corridor", "a1_axes", "--width", "400", "--format", "json"}).json();
    double area = 0;
    double share = 0;
    for (const auto& row : figures["rows"]) {
        CHECK(row["within"] == "a1_axes");
        area += row["area_m2"].get<double>();
        share += row["share"].get<double>();
    }
    CHECK(area > 1e6);
    CHECK(share <= 1 + 1e-9);
}
