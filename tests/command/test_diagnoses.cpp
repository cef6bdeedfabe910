// Bad and doubtful files get their named diagnosis in the result itself: what the commands say.
#include "program.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <tuple>

using namespace geju::test;

namespace {

std::string collection(const std::string& features) {
    return R"({"type":"FeatureCollection","features":[)" + features + "]}";
}

std::string polygon(const std::string& rings, const std::string& properties = "{}") {
    return R"({"type":"Feature","properties":)" + properties + R"(,"geometry":{"type":"Polygon","coordinates":[)" +
           rings + "]}}";
}

const char* const kGood = "[[121,31.3],[121.001,31.3],[121.001,31.301],[121,31.301],[121,31.3]]";

struct Case {
    std::string name;
    std::string code;
    std::vector<std::string> files;
    bool ofFeature = true;
    bool measurable = true;
};

/// The issue of that code in a list.
const nlohmann::json* find(const nlohmann::json& issues, const std::string& code) {
    for (const auto& issue : issues) {
        if (issue["code"] == code) return &issue;
    }
    return nullptr;
}

void check(const Case& wanted) {
    INFO(wanted.name);
    const auto look = [&](const char* command, const nlohmann::json& issues) {
        INFO(command << ": " << issues.dump());
        const auto* issue = find(issues, wanted.code);
        REQUIRE(issue);
        CHECK_FALSE(issue->at("message").get<std::string>().empty());
        CHECK_FALSE(issue->value("remedy", "").empty());
        if (wanted.ofFeature) CHECK(issue->contains("feature"));
    };
    std::vector<std::string> info{"info", "--json"};
    info.insert(info.end(), wanted.files.begin(), wanted.files.end());
    const nlohmann::json told = run(info).json();
    look("info", told["problems"]);
    std::vector<std::string> checks{"check", "--format", "json"};
    checks.insert(checks.end(), wanted.files.begin(), wanted.files.end());
    const Ended checked = run(checks);
    CHECK(checked.status == 1);
    look("check", checked.json()["findings"]);
    std::vector<std::string> stats{"stats", wanted.files[0]};
    if (wanted.files.size() > 1) stats.insert(stats.end(), {"--within", wanted.files[1]});
    const Ended table = run(stats);
    CHECK(table.status == (wanted.measurable ? 0 : 1));
    if (wanted.measurable) CHECK(table.out.find(wanted.code) != std::string::npos);
    std::vector<std::string> csv = stats;
    csv.insert(csv.end(), {"--format", "csv"});
    CHECK(run(csv).out.find("[" + wanted.code + "] ") != std::string::npos);
    stats.insert(stats.end(), {"--format", "json"});
    look("stats", run(stats).json()["warnings"]);
    for (const char* format : {"table", "csv"}) {
        checks[2] = format;
        CHECK(run(checks).out.find(wanted.code) != std::string::npos);
    }
    info.erase(info.begin() + 1);
    const std::string remedy = find(told["problems"], wanted.code)->at("remedy");
    CHECK(run(info).out.find(remedy) != std::string::npos);
}

/// The published formula of the shift, near enough for a test: see tests/unit/crs/test_gcj02.cpp for the exact one.
std::pair<double, double> gcj02(double lon, double lat) {
    constexpr double pi = 3.14159265358979323846;
    const double x = lon - 105, y = lat - 35;
    const double wave = (20 * std::sin(6 * pi * x) + 20 * std::sin(2 * pi * x)) * 2 / 3;
    const double north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * std::sqrt(std::fabs(x)) + wave +
                         (20 * std::sin(pi * y) + 40 * std::sin(pi * y / 3)) * 2 / 3 +
                         (160 * std::sin(pi * y / 12) + 320 * std::sin(pi * y / 30)) * 2 / 3;
    const double east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * std::sqrt(std::fabs(x)) + wave +
                        (20 * std::sin(pi * x) + 40 * std::sin(pi * x / 3)) * 2 / 3 +
                        (150 * std::sin(pi * x / 12) + 300 * std::sin(pi * x / 30)) * 2 / 3;
    const double s = std::sin(lat * pi / 180), w2 = 1 - 0.006693421622965943 * s * s;
    return {lon + east / (6378245 / std::sqrt(w2) * std::cos(lat * pi / 180)) * 180 / pi,
            lat + north / (6378245 * (1 - 0.006693421622965943) / (w2 * std::sqrt(w2))) * 180 / pi};
}

std::string rowOfParcels(const std::function<std::pair<double, double>(double, double)>& move) {
    std::string features;
    double lon = 121;
    for (int i = 0; i < 8; ++i) {
        const double east = lon + 0.001 + 0.0003 * i;
        std::string ring;
        for (const auto& [x, y] : {std::pair{lon, 31.3}, {east, 31.3}, {east, 31.302}, {lon, 31.302}, {lon, 31.3}}) {
            const auto [a, b] = move(x, y);
            char text[64];
            std::snprintf(text, sizeof text, "%s[%.7f,%.7f]", ring.empty() ? "" : ",", a, b);
            ring += text;
        }
        features += (features.empty() ? "" : ",") + polygon("[" + ring + "]");
        lon = east;
    }
    return collection(features);
}

} // namespace

TEST_CASE("every doubtful file gets its named diagnosis in info, stats and check", "[command][diagnoses]") {
    const Folder folder;
    const auto write = [&](const char* name, const std::string& text) { return folder.write(name, text); };
    check({"bow-tie",
           "self-intersection",
           {write("bow.geojson",
                  collection(polygon(kGood) + "," +
                             polygon("[[121.01,31.3],[121.02,31.31],[121.02,31.3],[121.01,31.31],[121.01,31.3]]")))}});
    check({"hole outside its shell",
           "hole-outside-shell",
           {write("hole.geojson",
                  collection(
                      polygon(std::string(kGood) +
                              ",[[121.01,31.3],[121.01,31.301],[121.011,31.301],[121.011,31.3],[121.01,31.3]]")))}});
    check({"duplicate", "duplicate", {write("twice.geojson", collection(polygon(kGood) + "," + polygon(kGood)))}});
    check({"projected without a CRS",
           "projected-coordinates-without-crs",
           {write("meters.geojson",
                  collection(polygon(
                      "[[600000,3460000],[601000,3460000],[601000,3461000],[600000,3461000],[600000,3460000]]")))},
           false,
           false});
    check({"swapped",
           "swapped-axes",
           {write("swapped.geojson",
                  collection(polygon("[[31.3,121],[31.3,121.001],[31.301,121.001],[31.301,121],[31.3,121]]")))},
           false});
    check({"swapped, and both below 90",
           "perhaps-swapped-axes",
           {write("turned.geojson",
                  collection(polygon("[[43.8,87.6],[43.8,87.601],[43.801,87.601],[43.801,87.6],[43.8,87.6]]")))},
           false});
    check({"swapped beside another layer",
           "perhaps-swapped-axes",
           {write("east.geojson",
                  collection(polygon("[[39.4,75.9],[39.4,75.91],[39.41,75.91],[39.41,75.9],[39.4,75.9]]"))),
            write("right.geojson",
                  collection(polygon("[[75.9,39.4],[75.91,39.4],[75.91,39.41],[75.9,39.41],[75.9,39.4]]")))},
           false});
    check({"GCJ-02",
           "gcj02-beside-wgs84",
           {write("gcj.geojson", rowOfParcels(gcj02)), write("wgs.geojson", rowOfParcels([](double x, double y) {
                                                                 return std::pair{x, y};
                                                             }))}});
    check(
        {"GBK",
         "encoding-assumed",
         {write("gbk.geojson",
                collection(polygon(kGood, "{\"name\":\"\xc0\xa5\xc9\xbd\xbf\xaa\xb7\xa2\xc7\xf8\xd7\xd3\xcf\xee\"}")))},
         false});
}

TEST_CASE("doubtful sources of a plan are told once by every command", "[command][diagnoses]") {
    const Folder folder;
    folder.write("wgs.geojson", rowOfParcels([](double x, double y) { return std::pair{x, y}; }));
    folder.write("gcj.geojson", rowOfParcels(gcj02));
    // Kashgar, where both numbers are below 90.
    folder.write("west.geojson", rowOfParcels([](double x, double y) { return std::pair{x - 45, y + 8}; }));
    folder.write("turned.geojson", rowOfParcels([](double x, double y) { return std::pair{y + 8, x - 45}; }));
    for (const auto& [code, right, wrong] :
         {std::tuple{"gcj02-beside-wgs84", "wgs", "gcj"}, std::tuple{"perhaps-swapped-axes", "west", "turned"}}) {
        INFO(code);
        const std::string a = right;
        const std::string b = wrong;
        const auto source = [](const std::string& id) {
            return "\"" + id + R"(":{"type":"geojson","data":")" + id + R"(.geojson"})";
        };
        const std::string project =
            folder.write(b + ".geju.json",
                         R"({"version":8,"metadata":{"geju:crs":"EPSG:4549","geju:landuse":{"source":")" + a +
                             R"("},"geju:indicators":[{"id":"i","name":"I","unit":"%"}]},"sources":{)" + source(a) +
                             "," + source(b) + R"(},"layers":[{"id":"l","type":"fill","source":")" + a + R"("}]})");
        const auto toldOnce = [&](const nlohmann::json& issues) {
            const auto count = std::count_if(issues.begin(), issues.end(),
                                             [&](const nlohmann::json& issue) { return issue["code"] == code; });
            CHECK(count == 1);
            const nlohmann::json* issue = find(issues, code);
            REQUIRE(issue);
            CHECK(issue->at("layer") == b);
            CHECK_FALSE(issue->value("remedy", "").empty());
        };
        toldOnce(run({"info", "--json", project}).json()["problems"]);
        toldOnce(run({"stats", project, "--format", "json"}).json()["warnings"]);
        toldOnce(run({"indicators", project, "--format", "json"}).json()["warnings"]);
        toldOnce(run({"check", project, "--format", "json"}).json()["findings"]);
        const std::string remedy =
            find(run({"info", "--json", project}).json()["problems"], code)->at("remedy").get<std::string>();
        CHECK(run({"snapshot", project, "--size", "200x200", "-o", folder.path("x.png")}).err.find(remedy) !=
              std::string::npos);
        CHECK(run({"report", project, "--no-maps", "-o", folder.path("x.html")}).status == 0);
        CHECK(readAll(folder.path("x.html")).find(remedy) != std::string::npos);
    }
}

TEST_CASE("a file that cannot be read is told in the result of every command that gives one", "[command][diagnoses]") {
    const Folder folder;
    const std::vector<std::pair<std::string, std::string>> files{
        {"cannot-read", folder.path("missing.geojson")},
        {"empty-file", folder.write("empty.geojson", "")},
        {"not-geojson", folder.write("other.geojson", "{\"a\":1}")}};
    for (const auto& [code, path] : files) {
        INFO(path);
        const auto told = [&](const Ended& ended, const char* key) {
            CHECK(ended.status == 1);
            const nlohmann::json json = ended.json();
            REQUIRE(json.contains(key));
            REQUIRE(find(json[key], code));
            CHECK(find(json[key], code)->at("severity") == "error");
            CHECK(ended.err.find(path) != std::string::npos);
        };
        const Ended stats = run({"stats", path, "--format", "json"});
        told(stats, "warnings");
        CHECK(stats.json()["rows"].empty());
        CHECK(stats.json()["area"] == "ellipsoidal");
        CHECK(stats.json()["unit"] == "m2");
        CHECK(run({"stats", path, "--format", "csv"}).out.find("[" + code + "] ") != std::string::npos);
        told(run({"info", "--json", path}), "problems");
        const Ended check = run({"check", "--format", "json", path});
        CHECK(check.status == 1);
        CHECK(find(check.json()["findings"], code));
    }
    const Ended indicators = run({"indicators", files[0].second, "--format", "json"});
    CHECK(indicators.status == 1);
    CHECK(indicators.json()["rows"].empty());
    CHECK(find(indicators.json()["warnings"], "cannot-read"));
    CHECK(find(run({"indicators", files[2].second, "--format", "json"}).json()["warnings"], "not-a-project"));
    CHECK(run({"indicators", files[2].second, "--format", "csv"}).out.find("[not-a-project] ") != std::string::npos);
    // What was named and is not there is told the same way.
    const std::string good = folder.write("good.geojson", collection(polygon(kGood)));
    const Ended where = run({"stats", good, "--where", "[", "--format", "json"});
    CHECK(where.status == 1);
    CHECK_FALSE(where.json()["warnings"].empty());
    const Ended within = run({"stats", good, "--within", files[0].second, "--format", "json"});
    CHECK(within.status == 1);
    CHECK(find(within.json()["warnings"], "cannot-read"));
}
