#include "program.hpp"
#include "support/catch.hpp"

#include <set>

using namespace geju::test;

namespace {

/// Two fields that overlap by a tenth of a degree, a frame around a hole, and a code that nobody knows.
constexpr const char* kFields = R"json({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"code":"0101"},
 "geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1],[0,0]]]}},
{"type":"Feature","properties":{"code":"9999"},
 "geometry":{"type":"Polygon","coordinates":[[[0.9,0],[2,0],[2,1],[0.9,1],[0.9,0]]]}},
{"type":"Feature","properties":{"code":"14"},
 "geometry":{"type":"Polygon","coordinates":[[[3,0],[4,0],[4,1],[3,1],[3,0]],[[3.4,0.4],[3.6,0.4],[3.6,0.6],[3.4,0.6],[3.4,0.4]]]}}
]})json";

std::multiset<std::string> codes(const nlohmann::json& json) {
    std::multiset<std::string> result;
    for (const auto& finding : json["findings"]) result.insert(finding["code"].get<std::string>());
    return result;
}

} // namespace

TEST_CASE("check looks for overlaps and gaps only where a coverage is meant", "[command][check]") {
    const Folder folder;
    const std::string fields = folder.write("fields.geojson", kFields);
    CHECK(run({"check", fields}).status == 0);
    const Ended ended = run({"check", fields, "--coverage", "fields", "--class", "code", "--format", "json"});
    CHECK(ended.status == 1);
    const auto json = ended.json();
    CHECK(codes(json) == std::multiset<std::string>{"gap", "overlap", "unknown-code"});
    for (const auto& finding : json["findings"]) {
        CHECK(finding["file"] == fields);
        CHECK(finding["severity"] == "warning");
        if (finding["code"] == "overlap") {
            CHECK(finding["features"] == nlohmann::json::array({0, 1}));
            CHECK(finding["lon"].get<double>() == Approx(0.95).margin(0.05));
            // A tenth of a square degree at the equator; 1 degree is 111.32 km by 110.57 km.
            CHECK(finding["area_m2"].get<double>() == Approx(0.1 * 111320 * 110574).epsilon(1e-3));
            CHECK(finding["least_m"].get<double>() == Approx(11132).epsilon(1e-3));
            CHECK(finding["greatest_m"].get<double>() == Approx(110574).epsilon(1e-3));
        }
        if (finding["code"] == "gap") {
            CHECK(finding["lon"].get<double>() == Approx(3.5).margin(0.1));
            CHECK(finding["lat"].get<double>() == Approx(0.5).margin(0.1));
        }
    }
    CHECK(run({"check", fields, "--coverage", "all", "--format", "csv"}).lines().size() == 3);
    CHECK(run({"check", fields, "--coverage", "all"}).out.find("overlap") != std::string::npos);
    const Ended unknown = run({"check", fields, "--coverage", "elsewhere"});
    CHECK(unknown.status == 1);
    CHECK(unknown.out.find("fields") != std::string::npos); // what there is
}

TEST_CASE("check finds development inside ecological space by the rules of the project", "[command][check]") {
    const Folder folder;
    folder.write("fields.geojson", kFields);
    folder.write("ecology.geojson", R"json({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[0.5,0],[1.5,0],[1.5,1],[0.5,1],[0.5,0]]]}}]})json");
    const auto project = [&](const std::string& checks) {
        return folder.write("plan.geju.json", R"json({"version":8,"metadata":{"geju:checks":)json" + checks + R"json(},
"sources":{"land":{"type":"geojson","data":"fields.geojson"},"ecology":{"type":"geojson","data":"ecology.geojson"}},
"layers":[]})json");
    };
    const auto found = run({"check", project(R"json([{"kind":"conflict","source":"land","class":"code","codes":["01"],
"within":"ecology","except":["99"]}])json"),
                            "--format", "json"});
    CHECK(found.status == 1);
    const auto json = found.json();
    REQUIRE(json["findings"].size() == 1);
    const auto& finding = json["findings"][0];
    CHECK(finding["code"] == "conflict");
    CHECK(finding["layer"] == "land");
    CHECK(finding["features"] == nlohmann::json::array({0}));
    CHECK(finding["area_m2"].get<double>() == Approx(0.5 * 111320 * 110574).epsilon(1e-3));
    REQUIRE(json["notices"].size() == 1); // 0.6 of a square degree, apart
    CHECK(json["notices"][0]["code"] == "conflict-excepted");

    const std::string wrong = project(R"json([{"kind":"conflict","source":"land"}])json");
    CHECK(codes(run({"check", wrong, "--format", "json"}).json()).count("invalid-value") == 1);
    const std::string missing =
        project(R"json([{"kind":"conflict","source":"land","class":"code","codes":["01"],"within":"sea"}])json");
    CHECK(run({"check", missing}).status == 1);
}

TEST_CASE("check reads what features must say of themselves, and which sources tile their ground", "[command][check]") {
    const Folder folder;
    folder.write("parks.geojson", R"json({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"id":"a","name":"甲","precision":"schematic"},"geometry":{"type":"Point","coordinates":[120,31]}},
{"type":"Feature","properties":{"id":"a","name":"","precision":"guessed"},"geometry":{"type":"Point","coordinates":[121,31]}},
{"type":"Feature","properties":{"id":"c"},"geometry":null}]})json");
    folder.write("fields.geojson", kFields);
    const auto project = [&](const std::string& checks) {
        return folder.write("plan.geju.json", R"json({"version":8,"metadata":{"geju:checks":)json" + checks + R"json(},
"sources":{"parks":{"type":"geojson","data":"parks.geojson"},"land":{"type":"geojson","data":"fields.geojson"}},
"layers":[]})json");
    };
    const auto found = run({"check", project(R"json([{"kind":"properties","sources":["parks"],"required":["id","name"],
"values":{"precision":["schematic","surveyed"]},"unique":["id"]}])json"),
                            "--format", "json"});
    CHECK(found.status == 1);
    std::multiset<std::pair<std::string, int>> faults;
    const auto json = found.json();
    for (const auto& finding : json["findings"]) {
        CHECK(finding["layer"] == "parks");
        faults.emplace(finding["code"].get<std::string>(), finding["features"][0].get<int>());
    }
    CHECK(faults == std::multiset<std::pair<std::string, int>>{
                        {"missing-property", 1}, {"missing-property", 2}, {"repeated-value", 1}, {"unknown-value", 1}});
    // The fields overlap: a fault only where they are said to tile the ground.
    CHECK(run({"check", project("[]")}).status == 0);
    const auto tiled = run({"check", project(R"json([{"kind":"coverage","source":"land"}])json"), "--format", "json"});
    CHECK(codes(tiled.json()).count("overlap") == 1);
    CHECK(run({"check", project(R"json([{"kind":"coverage","source":"sea"}])json")}).status == 1);
    CHECK(run({"check", project(R"json([{"kind":"properties","sources":["sea"],"unique":["id"]}])json")}).status == 1);
    for (const char* wrong :
         {R"json([{"kind":"properties"}])json", R"json([{"kind":"coverage"}])json", R"json([{"kind":"magic"}])json"}) {
        CHECK(codes(run({"check", project(wrong), "--format", "json"}).json()).count("invalid-value") == 1);
    }
}
