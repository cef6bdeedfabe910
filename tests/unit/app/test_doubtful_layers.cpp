// Doubtful files are told where a document is opened, so in the window too: once, with the file and the remedy.
#include "app/doubtful_layers.hpp"
#include "app/open_document.hpp"
#include "crs/gcj02.hpp"
#include "desk.hpp"

#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <functional>

using namespace geju;
using namespace geju::test;

namespace {

using Move = std::function<Point(Point)>;

/// Eight parcels side by side, each corner moved.
std::string parcels(const Move& move) {
    std::string features;
    double west = 121;
    for (int i = 0; i < 8; ++i) {
        const double east = west + 0.001 + 0.0003 * i;
        std::string ring;
        for (const Point corner : {Point{west, 31.3}, {east, 31.3}, {east, 31.302}, {west, 31.302}, {west, 31.3}}) {
            const Point p = move(corner);
            ring += (ring.empty() ? "[" : ",[") + std::to_string(p.x) + "," + std::to_string(p.y) + "]";
        }
        features += std::string(features.empty() ? "" : ",") +
                    R"({"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[)" + ring +
                    "]]}}";
        west = east;
    }
    return R"({"type":"FeatureCollection","features":[)" + features + "]}";
}

struct DoubtfulPlan {
    std::filesystem::path folder =
        std::filesystem::temp_directory_path() / ("geju-doubtful-" + std::to_string(getpid()));

    DoubtfulPlan() {
        std::filesystem::remove_all(folder);
        std::filesystem::create_directories(folder);
        std::ofstream(folder / "right.geojson") << parcels([](Point p) { return p; });
        std::ofstream(folder / "shifted.geojson") << parcels(gcj02FromWgs84);
        // Both numbers below 90: only the layer beside it tells which is which.
        std::ofstream(folder / "west.geojson") << parcels([](Point p) { return Point{p.x - 45, p.y + 8}; });
        std::ofstream(folder / "turned.geojson") << parcels([](Point p) { return Point{p.y + 8, p.x - 45}; });
        std::ofstream(plan()) << project("right", "shifted");
        std::ofstream(turned()) << project("west", "turned");
    }
    ~DoubtfulPlan() { std::filesystem::remove_all(folder); }
    std::filesystem::path plan() const { return folder / "plan.geju.json"; }
    std::filesystem::path turned() const { return folder / "turned.geju.json"; }

  private:
    static std::string project(const std::string& a, const std::string& b) {
        const auto source = [](const std::string& id) {
            return "\"" + id + R"(":{"type":"geojson","data":")" + id + R"(.geojson"})";
        };
        return R"({"version":8,"sources":{)" + source(a) + "," + source(b) + R"(},"layers":[{"id":"a","type":"fill",)" +
               R"("source":")" + a + R"("}]})";
    }
};

std::vector<Issue> ofCode(const std::vector<Issue>& issues, const std::string& code) {
    std::vector<Issue> found;
    std::copy_if(issues.begin(), issues.end(), std::back_inserter(found),
                 [&](const Issue& issue) { return issue.code == code; });
    return found;
}

} // namespace

TEST_CASE("the window lists doubtful files with file and remedy") {
    const DoubtfulPlan plan;
    Desk desk(plan.plan(), 800, 600);
    const auto shifted = ofCode(desk.state().issues, "gcj02-beside-wgs84");
    REQUIRE(shifted.size() == 1);
    CHECK(shifted[0].layer == "shifted");
    CHECK(std::filesystem::path(shifted[0].file).filename() == "shifted.geojson");
    CHECK_FALSE(shifted[0].remedy.empty());
    CHECK(shifted[0].feature.has_value());

    Desk other(plan.turned(), 800, 600);
    const auto turned = ofCode(other.state().issues, "perhaps-swapped-axes");
    REQUIRE(turned.size() == 1);
    CHECK(turned[0].layer == "turned");
    CHECK(std::filesystem::path(turned[0].file).filename() == "turned.geojson");
    CHECK_FALSE(turned[0].remedy.empty());
}

TEST_CASE("data files opened together are compared, and nothing is told twice") {
    const DoubtfulPlan plan;
    const std::vector<std::filesystem::path> both{plan.folder / "right.geojson", plan.folder / "shifted.geojson"};
    const auto document = openDocument(both);
    REQUIRE(document);
    CHECK(ofCode(document->issues, "gcj02-beside-wgs84").size() == 1);
    const auto right = document->source("right")->source;
    const auto moved = document->source("shifted")->source;
    const std::vector<NamedTable> tables{{"", "right", right.get()}, {"", "shifted", moved.get()}};
    CHECK(ofCode(doubtfulLayers(tables, nullptr, {}), "gcj02-beside-wgs84").size() == 1);
    CHECK(doubtfulLayers(tables, nullptr, document->issues).empty());
}
