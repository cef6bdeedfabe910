// Every fixture of tests/fixtures/geojson: what is read, what is told, and where. The expectations were written from
// the files by hand.
#include "io_support.hpp"
#include "support/catch.hpp"

#include <map>
#include <set>

using namespace geju;
using geju::test::fixture;

namespace {

struct Expectation {
    int rows;                              ///< -1: nothing is given back
    std::multiset<std::string> codes = {}; ///< of all issues
    bool hasErrors = false;
    std::string position = {}; ///< of the first issue that has one
    std::string crs = "OGC:CRS84";
};

const std::map<std::string, Expectation>& expectations() {
    static const std::map<std::string, Expectation> table{
        {"all-types.geojson", {9, {}}},
        {"bad-bbox.geojson", {2, {"bad-bbox", "bad-bbox"}, false, "line 1, column 36"}},
        {"bad-id.geojson", {1, {"bad-feature-id"}, false, "line 2, column 24"}},
        {"bad-properties.geojson", {1, {"bad-properties"}, true, "line 2, column 32"}},
        {"bad-utf8.geojson", {1, {"bad-utf8"}, true, "line 2, column 43"}},
        {"bare-geometry.geojson", {1, {}, false, "", "EPSG:4490"}},
        {"bom.geojson", {1, {}}},
        {"crs-at-end.geojson", {1, {}, false, "", "EPSG:4549"}},
        {"crs-link.geojson", {1, {"unknown-crs", "assumed-wgs84"}, false, "line 1, column 35"}},
        {"crs-unknown.geojson", {1, {"unknown-crs", "unknown-crs"}, true, "line 1, column 35", ""}},
        {"deep.geojson", {3, {"nested-too-deeply", "wrong-nesting"}, true, "line 2, column 43093"}},
        {"duplicate-keys.geojson", {2, {"duplicate-member", "duplicate-member"}, false, "line 2, column 49"}},
        {"empty.geojson", {-1, {"empty-file"}, true}},
        {"gbk.geojson", {2, {"encoding-assumed"}}},
        {"heights.geojson", {1, {"heights-dropped"}}},
        {"huge-coordinate.geojson", {1, {"coordinate-not-finite"}, true, "line 2, column 82"}},
        {"json-array.geojson", {-1, {"not-geojson"}, true, "line 1, column 1"}},
        {"json-object.geojson", {-1, {"not-geojson"}, true, "line 1, column 1"}},
        {"lines-broken.geojsonl", {2, {"json-syntax"}, true, "line 3, column 1"}},
        {"lines.geojsonl", {3, {}}},
        {"missing-comma.geojson", {1, {"json-syntax"}, true, "line 3, column 1"}},
        {"no-features.geojson", {-1, {"not-geojson"}, true, "line 1, column 1"}},
        {"not-a-number.geojson", {2, {"coordinate-not-finite", "json-syntax"}, true, "line 2, column 86"}},
        {"not-features.geojson",
         {1, {"not-a-feature", "not-a-feature", "not-a-feature", "not-a-feature"}, true, "line 2, column 1"}},
        {"one-out-of-range.geojson", {1, {"coordinates-out-of-range"}}},
        {"order-reversed.geojson", {2, {}}},
        {"packed-cut.geojson.gz", {33, {"bad-gzip", "json-syntax"}, true, "byte 136"}},
        {"packed.geojson.gz", {1, {}}},
        {"projected.geojson", {2, {"projected-coordinates-without-crs"}, false, "", ""}},
        {"records.geojsons", {2, {}}},
        {"short-position.geojson", {1, {"position-too-short"}, true, "line 2, column 81"}},
        {"spaces.geojson", {-1, {"json-syntax"}, true, "line 3, column 1"}},
        {"string-coordinate.geojson", {2, {"coordinate-not-a-number"}, true, "line 3, column 88"}},
        {"style.geojson", {-1, {"not-geojson"}, true, "line 1, column 1"}},
        {"swapped.geojson", {1, {"swapped-axes"}}},
        {"too-few-points.geojson",
         {4, {"too-few-points", "too-few-points", "too-few-points"}, true, "line 2, column 83"}},
        {"topology.geojson", {1, {"assumed-wgs84"}}},
        {"trailing-text.geojson", {1, {"json-syntax"}, true, "line 4, column 1"}},
        {"truncated.geojson", {2, {"json-syntax"}, true, "line 4, column 59"}},
        {"unclosed-ring.geojson", {1, {"unclosed-ring"}, false, "line 2, column 51"}},
        {"unknown-geometry.geojson",
         {4,
          {"unknown-geometry-type", "unknown-geometry-type", "missing-member", "bad-geometry"},
          true,
          "line 2, column 51"}},
        {"values.geojson", {2, {}}},
        {"wrong-case.geojson", {-1, {"not-geojson"}, true, "line 1, column 1"}},
        {"wrong-nesting.geojson",
         {4, {"wrong-nesting", "wrong-nesting", "wrong-nesting", "wrong-nesting"}, true, "line 2, column 88"}},
    };
    return table;
}

FeatureTable layer(const std::string& name) {
    const auto data = readVector(fixture("geojson/" + name));
    REQUIRE(data);
    return data->layers.front();
}

} // namespace

TEST_CASE("every fixture is read as it should be", "[geojson]") {
    std::size_t seen = 0;
    for (const auto& entry : std::filesystem::directory_iterator(fixture("geojson"))) {
        const std::string name = entry.path().filename().string();
        const auto known = expectations().find(name);
        INFO(name);
        REQUIRE(known != expectations().end());
        const Expectation& expected = known->second;
        const auto data = readVector(entry.path());
        INFO(test::allOf(data.issues));

        std::multiset<std::string> codes;
        std::string position;
        for (const Issue& issue : data.issues) {
            codes.insert(issue.code);
            if (position.empty()) position = issue.position;
            CHECK(issue.file == entry.path().string());
            CHECK_FALSE(issue.message.empty());
        }
        CHECK(codes == expected.codes);
        CHECK(hasErrors(data.issues) == expected.hasErrors);
        CHECK(position == expected.position);
        if (expected.rows < 0) {
            CHECK_FALSE(data);
        } else {
            REQUIRE(data);
            REQUIRE(data->layers.size() == 1);
            CHECK(data->layers[0].size() == static_cast<std::size_t>(expected.rows));
            CHECK(data->layers[0].crs().identifier() == expected.crs);
        }
        ++seen;
    }
    CHECK(seen == expectations().size());
}

TEST_CASE("members may come in any order", "[geojson]") {
    const FeatureTable table = layer("order-reversed.geojson");
    REQUIRE(table.size() == 2);
    CHECK(table.geometryType(0) == "Polygon");
    CHECK(table.pointsOf(0).size() == 5);
    CHECK(table.pointsOf(0)[2] == Point{121, 32});
    CHECK(std::get<std::int64_t>(table.value(0, "b")) == 1);
    CHECK(std::get<std::string_view>(table.value(0, "a")) == "x");
    CHECK(table.pointsOf(1)[0] == Point{1, 2});
}

TEST_CASE("all geometry types keep their structure", "[geojson]") {
    const FeatureTable table = layer("all-types.geojson");
    const std::vector<std::string_view> types{"Point",   "MultiPoint",   "LineString",         "MultiLineString",
                                              "Polygon", "MultiPolygon", "GeometryCollection", "None",
                                              "None"};
    for (std::size_t row = 0; row < types.size(); ++row) CHECK(table.geometryType(row) == types[row]);
    CHECK(table.parts(3).size() == 2);
    CHECK(table.rings(table.parts(4).first).size() == 2);
    REQUIRE(table.parts(5).size() == 2);
    CHECK(table.rings(table.parts(5).first).size() == 1);
    CHECK(table.rings(table.parts(5).first + 1).size() == 2);
    CHECK(table.points(table.rings(table.parts(5).first + 1).first + 1)[1] == Point{27, 3});
    CHECK(table.parts(6).size() == 2);
}

TEST_CASE("values keep their types", "[geojson]") {
    const FeatureTable table = layer("values.geojson");
    const auto text = [&](const char* name) { return toText(table.value(0, name)); };
    CHECK(text("text") == "a中\"\n🌳");
    CHECK(std::get<std::int64_t>(table.value(0, "int")) == -7);
    CHECK(std::get<std::int64_t>(table.value(0, "big")) == 9007199254740993);
    CHECK(std::get<double>(table.value(0, "real")) == 0.1);
    CHECK(std::get<double>(table.value(0, "exp")) == 1000);
    CHECK(std::get<bool>(table.value(0, "flag")));
    REQUIRE(table.column("none"));
    CHECK(isNull(table.value(0, "none")));
    CHECK(text("object") == R"({"a":[1, 2]})");
    CHECK(text("array") == R"([1, "x"])");
    CHECK(text("huge") == "123456789012345678901234567890");
    CHECK(text("id") == "f1");
    CHECK(toText(table.value(1, "id")) == "5"); // the property goes before the feature's id
}

TEST_CASE("a feature with a faulty geometry keeps its attributes", "[geojson]") {
    const FeatureTable table = layer("string-coordinate.geojson");
    CHECK(table.geometryType(1) == "None");
    CHECK(toText(table.value(1, "n")) == "2");
    const auto data = readVector(fixture("geojson/string-coordinate.geojson"));
    REQUIRE(data.issues.size() == 1);
    CHECK(data.issues[0].feature == 1);
}

TEST_CASE("an unclosed ring is closed", "[geojson]") {
    const auto table = layer("unclosed-ring.geojson");
    REQUIRE(table.pointsOf(0).size() == 5);
    CHECK(table.pointsOf(0)[4] == table.pointsOf(0)[0]);
}

TEST_CASE("swapped axes are put right", "[geojson]") {
    const auto table = layer("swapped.geojson");
    CHECK(table.pointsOf(0)[0] == Point{120.5, 31.25});
}

TEST_CASE("projected coordinates get the likely CRS as remedy and no place on the earth", "[geojson]") {
    const auto data = readVector(fixture("geojson/projected.geojson"));
    REQUIRE(data);
    CHECK(data.issues[0].remedy.find("EPSG:4528") != std::string::npos); // CGCS2000 zone 40, as EPSG numbers it
    CHECK_FALSE(data->layers[0].crs().isGeographic());
    CHECK_FALSE(data->layers[0].crs().isProjected());
    CHECK(data->layers[0].crs().metersPerUnit() == 1);
}

TEST_CASE("text in GBK is recognised and read", "[geojson][encoding]") {
    const auto table = layer("gbk.geojson");
    CHECK(toText(table.value(0, "name")) == "昆虫学研究所绿地");
    const auto named =
        readVector(fixture("geojson/gbk.geojson"), {.layer = "", .encoding = "gbk", .progress = nullptr});
    REQUIRE(named);
    CHECK(named.issues.empty());
    CHECK(toText(named->layers[0].value(1, "name")) == "中央公园道路用地");
}

TEST_CASE("duplicate keys: the last counts", "[geojson]") {
    const auto table = layer("duplicate-keys.geojson");
    CHECK(toText(table.value(0, "n")) == "2");
    CHECK(table.geometryType(1) == "Point");
}

TEST_CASE("issues are counted, not repeated without end", "[geojson]") {
    std::string text = R"({"type":"FeatureCollection","features":[)";
    for (int i = 0; i < 250; ++i) {
        text += i ? "," : "";
        text += "\n"
                R"({"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":["x",1]}})";
    }
    const auto data = test::readText(text + "]}");
    REQUIRE(data);
    CHECK(data->layers[0].size() == 250);
    REQUIRE(data.issues.size() == 101);
    CHECK(data.issues[99].feature == 99);
    CHECK(data.issues[99].position == "line 101, column 77");
    CHECK(data.issues[100].message.find("150") != std::string::npos);
    CHECK(data.issues[100].severity == Severity::Error);
}

TEST_CASE("a cancelled read says so and gives nothing", "[geojson]") {
    Progress progress;
    progress.cancel();
    ReadOptions options;
    options.progress = &progress;
    const auto data = readVector(fixture("geojson/all-types.geojson"), options);
    CHECK_FALSE(data);
    CHECK(test::issueOf(data.issues, "cancelled"));
    const auto whole = readVector(fixture("geojson/all-types.geojson"), {});
    CHECK(whole);
}

TEST_CASE("progress ends at one", "[geojson]") {
    Progress progress;
    ReadOptions options;
    options.progress = &progress;
    REQUIRE(readVector(fixture("geojson/all-types.geojson"), options));
    CHECK(progress.fraction() == 1);
}

TEST_CASE("a layer is asked for by name", "[geojson]") {
    ReadOptions options;
    options.layer = "all-types";
    CHECK(readVector(fixture("geojson/all-types.geojson"), options));
    options.layer = "roads";
    const auto data = readVector(fixture("geojson/all-types.geojson"), options);
    CHECK_FALSE(data);
    REQUIRE(test::issueOf(data.issues, "no-such-layer"));
    CHECK(test::issueOf(data.issues, "no-such-layer")->remedy.find("all-types") != std::string::npos);
}

TEST_CASE("every spelling of a CRS name", "[geojson][crs]") {
    for (const std::string name : {"EPSG:4549", "epsg:4549", "EPSG::4549", "urn:ogc:def:crs:EPSG::4549",
                                   "urn:ogc:def:crs:EPSG:9.1:4549", "http://www.opengis.net/def/crs/EPSG/0/4549"}) {
        INFO(name);
        const auto data = test::readText(R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":")" +
                                         name + R"("}},"features":[]})");
        REQUIRE(data);
        CHECK(data.issues.empty());
        CHECK(data->layers[0].crs().identifier() == "EPSG:4549");
    }
}

TEST_CASE("a text cut anywhere never harms", "[geojson]") {
    const std::string whole =
        R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:4490"}},"features":[)"
        R"({"type":"Feature","id":"é","bbox":[1,2,3,4],"properties":{"a":[1,{"b":"\u4e2d"}],"c":-1.5e3},)"
        R"("geometry":{"type":"GeometryCollection","geometries":[{"coordinates":[[[1,2],[3,4.25],[5,6],[1,2]]],"type":"Polygon"}]}}]})";
    REQUIRE_FALSE(hasErrors(test::readText(whole).issues));
    for (std::size_t length = 0; length < whole.size(); ++length) {
        const auto cut = test::readText(whole.substr(0, length));
        INFO(length);
        CHECK(hasErrors(cut.issues));
    }
    for (std::size_t at = 0; at < whole.size(); ++at) { // one byte wrong: any result, but a result
        for (const char c : {'"', '[', '}', ',', '0', '\xff', '\n'}) {
            std::string changed = whole;
            changed[at] = c;
            const auto data = test::readText(changed);
            CHECK((data.value.has_value() || hasErrors(data.issues)));
        }
    }
}
