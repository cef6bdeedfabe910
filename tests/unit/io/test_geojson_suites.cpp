// Files by others: geojsonhint's good and bad ones, JSONTestSuite through the reader, and real data, where at hand.
#include "core/files.hpp"
#include "io_support.hpp"
#include "support/catch.hpp"

#include <set>

using namespace geju;

TEST_CASE("geojsonhint: good files have no errors", "[geojson][shared]") {
    const auto folder = test::sharedData("nasty/geojsonhint/good");
    if (!folder) return;
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(*folder)) {
        const auto data = readVector(entry.path());
        INFO(test::allOf(data.issues));
        CHECK(data);
        CHECK_FALSE(hasErrors(data.issues));
        ++count;
    }
    CHECK(count == 18);
}

TEST_CASE("geojsonhint: bad files are told", "[geojson][shared]") {
    const auto folder = test::sharedData("nasty/geojsonhint/bad");
    if (!folder) return;
    // What the linter frowns on but RFC 7946 allows a reader to read as it stands: members with other meanings are
    // foreign members (7.1), collections may be nested or single (3.1.8), any precision is right (11.2).
    const std::set<std::string> harmless{
        "excessive_precision_truncated.geojson", "geometrycollection_nested.geojson",
        "geometrycollection_single.geojson",     "feature_changed_semantics.geojson",
        "geometry_changed_semantics.geojson",    "featurecollection_changed_semantics.geojson"};
    const std::set<std::string> repaired{"bad-polygon-interiorring-rhr.geojson",
                                         "polygon_winding_order.geojson",
                                         "different-first-last.geojson",
                                         "different-first-size.geojson",
                                         "short-linearring.geojson",
                                         "point-toomany.geojson",
                                         "bbox-4or6elements.geojson",
                                         "bbox-contains-string.geojson",
                                         "bbox-string.geojson",
                                         "badfeatureid.geojson"};
    for (const auto& entry : std::filesystem::directory_iterator(*folder)) {
        const std::string name = entry.path().filename().string();
        const auto data = readVector(entry.path());
        INFO(name << "\n" << test::allOf(data.issues));
        if (harmless.count(name)) {
            CHECK(data);
            CHECK(data.issues.empty());
        } else if (repaired.count(name)) {
            CHECK(data);
            CHECK_FALSE(data.issues.empty());
            CHECK_FALSE(hasErrors(data.issues));
        } else {
            CHECK(hasErrors(data.issues));
        }
    }
}

TEST_CASE("JSONTestSuite: none is GeoJSON, and the reader says which are JSON", "[geojson][shared]") {
    const auto folder = test::sharedData("nasty/jsontestsuite");
    if (!folder) return;
    for (const auto& entry : std::filesystem::directory_iterator(*folder)) {
        const std::string name = entry.path().filename().string();
        if (entry.path().extension() != ".json") continue;
        const auto data = readVector(entry.path());
        INFO(name << "\n" << test::allOf(data.issues));
        CHECK_FALSE(data);
        CHECK(hasErrors(data.issues));
        if (name[0] == 'y') CHECK(test::issueOf(data.issues, "not-geojson"));
        if (name[0] == 'n') {
            CHECK((test::issueOf(data.issues, "json-syntax") || test::issueOf(data.issues, "bad-utf8") ||
                   test::issueOf(data.issues, "empty-file")));
        }
    }
}
