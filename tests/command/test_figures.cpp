#include "program.hpp"
#include "samples.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <set>
#include <sstream>

using namespace geju::test;

namespace {

std::vector<std::string> cells(const std::string& line) {
    std::vector<std::string> result;
    std::istringstream stream(line);
    for (std::string cell; std::getline(stream, cell, ',');) result.push_back(cell);
    return result;
}

std::set<std::string> keys(const nlohmann::json& object) {
    std::set<std::string> result;
    for (const auto& [key, value] : object.items()) result.insert(key);
    return result;
}

} // namespace

TEST_CASE("stats gives the shape of the contract and the published area", "[command][stats]") {
    const Folder folder;
    const Ended ended =
        run({"stats", folder.write("diamond.geojson", kDiamond), "--class", "class", "--format", "json"});
    CHECK(ended.status == 0);
    const auto json = ended.json();
    CHECK(keys(json) == std::set<std::string>{"area", "unit", "rows", "method", "crs", "inputs", "warnings"});
    CHECK(json["area"] == "ellipsoidal");
    CHECK(json["unit"] == "m2");
    REQUIRE(json["rows"].size() == 1);
    const auto& row = json["rows"][0];
    CHECK(keys(row) == std::set<std::string>{"within", "class", "area_m2", "share", "count"});
    CHECK(row["within"].is_null());
    CHECK(row["class"] == "07");
    CHECK(row["count"] == 1);
    CHECK(row["share"].get<double>() == Approx(1));
    // Published with a tolerance of one square metre.
    CHECK(std::abs(row["area_m2"].get<double>() - kDiamondSquareMeters) < 1);
}

TEST_CASE("stats without a class counts all as one, class null", "[command][stats]") {
    const Folder folder;
    const auto json = run({"stats", folder.write("halves.geojson", kHalves), "--format", "json"}).json();
    REQUIRE(json["rows"].size() == 1);
    CHECK(json["rows"][0]["class"].is_null());
    CHECK(json["rows"][0]["count"] == 2);
    CHECK(json["rows"][0]["area_m2"].get<double>() == Approx(kDiamondSquareMeters).epsilon(1e-9));
}

TEST_CASE("stats by class and within districts", "[command][stats]") {
    const Folder folder;
    const std::string halves = folder.write("halves.geojson", kHalves);
    const std::string districts = folder.write("district.geojson", kDistrict);
    const auto whole = run({"stats", halves, "--class", "class", "--format", "json"}).json();
    REQUIRE(whole["rows"].size() == 2);
    for (const auto& row : whole["rows"]) {
        CHECK(row["share"].get<double>() == Approx(0.5).epsilon(1e-9)); // symmetric about the meridian
        CHECK(row["area_m2"].get<double>() == Approx(kDiamondSquareMeters / 2).epsilon(1e-9));
    }
    const auto within =
        run({"stats", halves, "--class", "class", "--within", districts, "--name", "title", "--format", "json"}).json();
    REQUIRE(within["rows"].size() == 1);
    CHECK(within["rows"][0]["within"] == "东区");
    CHECK(within["rows"][0]["class"] == "b");
    CHECK(within["rows"][0]["area_m2"].get<double>() == Approx(kDiamondSquareMeters / 2).epsilon(1e-9));
    // The district is 2 by 4 degrees, the half diamond 1 square degree of it; degrees shrink towards the poles by
    // less than a thousandth here.
    CHECK(within["rows"][0]["share"].get<double>() == Approx(1.0 / 8).epsilon(2e-3));
}

TEST_CASE("stats writes the same figures as csv and table", "[command][stats]") {
    const Folder folder;
    const std::string halves = folder.write("halves.geojson", kHalves);
    const auto json = run({"stats", halves, "--class", "class", "--format", "json"}).json();
    const auto csv = run({"stats", halves, "--class", "class", "--format", "csv"}).lines();
    REQUIRE(csv.size() == 3);
    CHECK(csv[0] == "within,class,area_m2,share,count");
    for (std::size_t i = 0; i < 2; ++i) {
        const auto row = cells(csv[i + 1]);
        REQUIRE(row.size() == 5);
        CHECK(row[0].empty());
        CHECK(row[1] == json["rows"][i]["class"].get<std::string>());
        CHECK(std::stod(row[2]) == json["rows"][i]["area_m2"].get<double>()); // to the last bit
        CHECK(std::stod(row[3]) == json["rows"][i]["share"].get<double>());
        CHECK(row[4] == "1");
    }
    const Ended table = run({"stats", halves, "--class", "class"});
    CHECK(table.status == 0);
    CHECK(table.out.find("1 230 970.96") != std::string::npos); // half of 2461941.91 ha
    CHECK(table.out.find("50.00") != std::string::npos);
}

TEST_CASE("stats measures in a plane when asked", "[command][stats]") {
    const Folder folder;
    const auto json = run({"stats", folder.write("d.geojson", kDiamond), "--class", "class", "--area", "planar",
                           "--crs", "EPSG:6933", "--format", "json"})
                          .json();
    CHECK(json["area"] == "planar");
    // An equal-area projection keeps the area but for its straight edges, which are not geodesics.
    CHECK(json["rows"][0]["area_m2"].get<double>() == Approx(kDiamondSquareMeters).epsilon(1e-3));
}

namespace {

/// A district of four cells with three parcels: planned, and what is there now. One cell lies bare.
std::string projectOfStates(const Folder& folder) {
    const auto cell = [](const char* properties, double west, double south) {
        char text[256];
        std::snprintf(
            text, sizeof text,
            R"({"type":"Feature","properties":%s,"geometry":{"type":"Polygon","coordinates":[[[%.3f,%.3f],[%.3f,%.3f],[%.3f,%.3f],[%.3f,%.3f],[%.3f,%.3f]]]}})",
            properties, west, south, west + 0.01, south, west + 0.01, south + 0.01, west, south + 0.01, west, south);
        return std::string(text);
    };
    const auto collection = [](const std::string& features) {
        return R"({"type":"FeatureCollection","features":[)" + features + "]}";
    };
    folder.write("land.geojson", collection(cell(R"({"code":"07","now":"01"})", 121, 31) + "," +
                                            cell(R"({"code":"07","now":"07"})", 121.01, 31) + "," +
                                            cell(R"({"code":"14","now":"01"})", 121, 31.01)));
    folder.write(
        "zone.geojson",
        collection(
            R"({"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[121,31],[121.01,31],[121.02,31],[121.02,31.01],[121.02,31.02],[121.01,31.02],[121,31.02],[121,31.01],[121,31]]]}})"));
    return folder.write("p.geju.json", R"({"version":8,"sources":{"land":{"type":"geojson","data":"land.geojson"},
      "zone":{"type":"geojson","data":"zone.geojson"}},"layers":[{"id":"land","type":"fill","source":"land"}],
      "metadata":{"geju:landuse":{"source":"land","class":"code","boundary":"zone","present":{"class":"now"}},
      "geju:population":[{"within":"zone","year":2020,"persons":1000}]}})");
}

} // namespace

TEST_CASE("stats compares the planned with the present state, per head when asked", "[command][stats]") {
    const Folder folder;
    const std::string project = projectOfStates(folder);
    const auto json = run({"stats", project, "--per-head", "--format", "json"}).json();
    REQUIRE(json["rows"].size() == 3);
    const auto& fields = json["rows"][0];
    CHECK(fields["class"] == "01");
    CHECK(fields["area_m2"] == 0.0);
    CHECK(fields["change_m2"].get<double>() == -fields["present_m2"].get<double>());
    const auto& homes = json["rows"][1];
    CHECK(homes["area_m2"].get<double>() == Approx(2 * homes["present_m2"].get<double>()));
    CHECK(homes["m2_per_head"].get<double>() == Approx(homes["area_m2"].get<double>() / 1000));
    const auto csv = run({"stats", project, "--format", "csv"}).lines();
    CHECK(csv[0] == "within,class,area_m2,share,count,present_m2,change_m2");
    const Ended table = run({"stats", project});
    CHECK(table.out.find("present ha") != std::string::npos);
    CHECK(table.out.find("m² per head") != std::string::npos);
    CHECK(table.out.find("it closes") != std::string::npos);
    // Other classes than the plan's are compared with nothing.
    const auto other = run({"stats", project, "--class", "now", "--format", "json"}).json();
    CHECK(keys(other["rows"][0]) == std::set<std::string>{"within", "class", "area_m2", "share", "count"});
}

TEST_CASE("the ledger stands below the rows of a csv when asked", "[command][stats]") {
    const Folder folder;
    const std::string project = projectOfStates(folder);
    const auto plain = run({"stats", project, "--format", "csv"}).lines();
    const auto lines = run({"stats", project, "--format", "csv", "--ledger"}).lines();
    REQUIRE(lines.size() == plain.size() + 7);
    const auto areaOf = [&](const char* name) {
        for (const auto& line : lines) {
            const auto row = cells(line);
            if (row[1] == name) return std::stod(row[2]);
        }
        return -1.0;
    };
    CHECK(areaOf("[gaps]") > 1e6); // the bare cell
    CHECK(areaOf("[classes]") - areaOf("[overlaps]") + areaOf("[gaps]") == Approx(areaOf("[boundary]")).epsilon(1e-7));
    CHECK(cells(lines.back())[1] == "[closes]");
    const auto json = run({"stats", project, "--format", "json", "--ledger"}).json();
    REQUIRE(json["ledgers"].size() == 1);
    CHECK(json["ledgers"][0]["closes"] == true);
    CHECK_FALSE(json["rows"][0].contains("parts"));
}

TEST_CASE("figures say what they were made from, and how", "[command]") {
    const Folder folder;
    const std::string file = folder.write("halves.geojson", kHalves);
    const auto stats = run({"stats", file, "--format", "json"}).json();
    CHECK(stats["crs"] == stats["inputs"][0]["crs"]);
    CHECK(run({"stats", file, "--area", "planar", "--crs", "EPSG:4549", "--format", "json"}).json()["crs"] ==
          "EPSG:4549");
    const auto check = run({"check", file, "--format", "json"}).json();
    CHECK(check["area"] == "ellipsoidal");
    for (const auto& json : {stats, check}) {
        CHECK(json["method"].get<std::string>().find("geodesic") != std::string::npos);
        REQUIRE(json["inputs"].size() == 1);
        CHECK(json["inputs"][0]["xxh64"] == kHashOfHalves);
        CHECK(json["inputs"][0]["file"] == "halves.geojson");
        CHECK(json["inputs"][0]["features"] == 2);
        CHECK(json["inputs"][0]["crs"].get<std::string>().find(':') != std::string::npos);
    }
    const auto indicators = run({"indicators", plan(), "--format", "json"}).json();
    CHECK(indicators["inputs"].size() > 20);
    CHECK(indicators["crs"] == "EPSG:4549");
    CHECK(indicators["rows"][0]["classes"] == nlohmann::json({"14", "17", "01", "02", "03", "04", "05"}));
}

TEST_CASE("stats measures by the land-survey formula when asked", "[command][stats]") {
    const auto survey = run({"stats", plan(), "--area", "survey", "--format", "json"}).json();
    const auto geodesic = run({"stats", plan(), "--format", "json"}).json();
    CHECK(survey["area"] == "survey");
    REQUIRE(survey["rows"].size() == geodesic["rows"].size());
    for (std::size_t i = 0; i < survey["rows"].size(); ++i) {
        const double area = geodesic["rows"][i]["area_m2"].get<double>();
        // Long sides of narrow roads: what lies between them and the geodesic counts there.
        CHECK(survey["rows"][i]["area_m2"].get<double>() == Approx(area).epsilon(1e-5));
        CHECK(survey["rows"][i]["area_m2"].get<double>() != area);
    }
}

TEST_CASE("stats names what it repaired in the result itself", "[command][stats]") {
    const Folder folder;
    const auto json = run({"stats", folder.write("bow.geojson", kBowTie), "--format", "json"}).json();
    REQUIRE(json["rows"].size() == 1);
    CHECK(json["rows"][0]["area_m2"].get<double>() > 6e9); // two triangles of a quarter square degree, not 0
    REQUIRE_FALSE(json["warnings"].empty());
    CHECK(json["warnings"][0]["feature"] == 0);
    CHECK_FALSE(json["warnings"][0]["message"].get<std::string>().empty());
}

TEST_CASE("stats refuses what is not there", "[command][stats]") {
    const Folder folder;
    const std::string halves = folder.write("halves.geojson", kHalves);
    const Ended field = run({"stats", halves, "--class", "nothing"});
    CHECK(field.status == 1);
    CHECK(field.out.empty());
    CHECK(field.err.find("class") != std::string::npos); // the fields there are
    CHECK(run({"stats", halves, "--layer", "nothing"}).status == 1);
    CHECK(run({"stats", halves, "--within", folder.path("nothing.geojson")}).status == 1);
    CHECK(run({"stats", plan(), "--within", "no-such-source"}).status == 1);
}

TEST_CASE("the land use of the plan adds up", "[command][stats]") {
    const auto json = run({"stats", plan(), "--format", "json"}).json();
    CHECK(json["rows"].size() > 10);
    double area = 0;
    double share = 0;
    for (const auto& row : json["rows"]) {
        CHECK(row["within"].is_null());
        area += row["area_m2"].get<double>();
        share += row["share"].get<double>();
    }
    CHECK(share == Approx(1).epsilon(1e-6));
    // The zone's boundary, measured as one polygon: a coverage without gaps and overlaps has its area.
    const auto zone = run({"stats", plan(), "--layer", "zone", "--format", "json"}).json();
    REQUIRE(zone["rows"].size() == 1);
    CHECK(area == Approx(zone["rows"][0]["area_m2"].get<double>()).epsilon(1e-6));

    const auto within = run({"stats", plan(), "--within", "districts", "--format", "json"}).json();
    double inDistricts = 0;
    for (const auto& row : within["rows"]) inDistricts += row["area_m2"].get<double>();
    CHECK(inDistricts <= area * (1 + 1e-6));
    CHECK(inDistricts > 0);
}

TEST_CASE("indicators stand beside what the map says", "[command][indicators]") {
    const Ended ended = run({"indicators", plan(), "--format", "json"});
    CHECK(ended.status == 0);
    const auto json = ended.json();
    CHECK(json["schematic"] == true);
    REQUIRE_FALSE(json["rows"].empty());
    const nlohmann::json* share = nullptr;
    for (const auto& row : json["rows"]) {
        if (row["id"] == "blue-green-share") share = &row;
    }
    REQUIRE(share);
    CHECK((*share)["unit"] == "%");
    CHECK((*share)["nature"] == "binding");
    CHECK((*share)["base"]["year"] == 2020);
    CHECK((*share)["target"] == nlohmann::json({{"year", 2025}, {"value", 45.0}}));
    const double computed = (*share)["computed"].get<double>();
    CHECK(computed == Approx(100 * (*share)["numerator_m2"].get<double>() / (*share)["denominator_m2"].get<double>()));
    CHECK((*share)["missing"].get<double>() == Approx(45 - computed));

    // Units speak the language; 亩 is written so in both.
    const auto isNotHan = [](char c) { return static_cast<unsigned char>(c) < 0xe4; }; // Han begins with E4 in UTF-8
    for (const auto& row : json["rows"]) {
        const std::string unit = row["unit"];
        CHECK((unit == "亩" || std::all_of(unit.begin(), unit.end(), isNotHan)));
    }

    const auto csv = run({"indicators", plan(), "--format", "csv"}).lines();
    CHECK(csv.size() == json["rows"].size() + 1);
    CHECK(csv[0].starts_with("id,name,unit,"));
    const Ended table = run({"indicators", plan()});
    CHECK(table.status == 0);
    CHECK(table.out.find("schematic") != std::string::npos);
}

TEST_CASE("indicators are set by a project alone", "[command][indicators]") {
    const Folder folder;
    const Ended ended = run({"indicators", folder.write("a.geojson", kHalves)});
    CHECK(ended.status == 1);
    CHECK(ended.out.empty());
}

TEST_CASE("check lists what it finds and ends with 1", "[command][check]") {
    const Folder folder;
    const std::string bad = folder.write("bow.geojson", kBowTie);
    const std::string good = folder.write("halves.geojson", kHalves);
    const Ended ended = run({"check", good, bad, "--format", "json"});
    CHECK(ended.status == 1);
    const auto json = ended.json();
    CHECK(json["features"] == 3);
    REQUIRE(json["findings"].size() == 1);
    const auto& finding = json["findings"][0];
    CHECK(finding["code"] == "self-intersection");
    CHECK(finding["file"] == bad);
    CHECK(finding["feature"] == 0);
    CHECK(finding["position"].get<std::string>().find("0.5") != std::string::npos); // where it crosses

    const auto csv = run({"check", bad, "--format", "csv"}).lines();
    REQUIRE(csv.size() == 2);
    CHECK(csv[0] == "file,layer,feature,position,severity,code,message,remedy,"
                    "features,lon,lat,area_m2,mean_width_m,least_m,greatest_m");
    CHECK(run({"check", bad}).out.find("self-intersection") != std::string::npos);

    const Ended clean = run({"check", good});
    CHECK(clean.status == 0);
    CHECK(run({"check", plan()}).status == 0); // the shipped plan is clean
}
