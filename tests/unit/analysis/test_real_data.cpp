// Real files: the plan that ships with the program, and the French communes against GeographicLib where both are here.
#include "analysis/indicators.hpp"
#include "analysis/land_use_balance.hpp"
#include "analysis/validity.hpp"
#include "io/vector_reader.hpp"
#include "support/catch.hpp"
#include "support/shared_data.hpp"

#include <chrono>
#include <cmath>
#include <iostream>

#ifdef GEJU_HAS_GEOGRAPHICLIB
#include <GeographicLib/Geodesic.hpp>
#include <GeographicLib/PolygonArea.hpp>
#endif

using namespace geju;

namespace {

class Clock {
  public:
    explicit Clock(const char* what)
      : what_(what) {}
    ~Clock() {
        const auto now = std::chrono::steady_clock::now();
        std::cerr << what_ << ": " << std::chrono::duration<double>(now - start_).count() << " s\n";
    }

  private:
    const char* what_;
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

} // namespace

TEST_CASE("the land-use coverage of the shipped plan closes") {
    const auto project = loadProject(std::filesystem::path(GEJU_SOURCE_DIR) / "geodata" / "kunshan.geju.json");
    REQUIRE(project);
    REQUIRE(project->landUse);
    Document document;
    document.project = *project;
    const auto crs = Crs::from(project->crs);
    REQUIRE(crs);
    document.crs = *crs;
    for (const auto& source : project->sources) {
        const auto data = readVector(source.path);
        for (const auto& issue : data.issues) UNSCOPED_INFO(describe(issue));
        REQUIRE(data);
        REQUIRE(data->layers.size() == 1);
        LoadedSource loaded;
        loaded.source = std::make_shared<const FeatureTable>(data->layers[0]);
        document.sources[source.id] = loaded;
        CHECK(findInvalid(data->layers[0])->empty());
    }
    BalanceRequest request;
    request.table = document.source(project->landUse->source)->source.get();
    request.classField = project->landUse->classField;
    request.boundary = document.source(project->landUse->boundarySource)->source.get();
    const auto result = balance(request);
    for (const auto& issue : result.issues) UNSCOPED_INFO(describe(issue));
    REQUIRE(result);
    CHECK(result.issues.empty());
    REQUIRE(result->ledgers.size() == 1);
    const Ledger& ledger = result->ledgers[0];
    INFO("classes " << ledger.classesSquareMeters << " boundary " << *ledger.boundarySquareMeters << " gaps "
                    << *ledger.gapsSquareMeters << " outside " << ledger.outsideSquareMeters << " difference "
                    << *ledger.differenceSquareMeters);
    CHECK(ledger.closes());
    CHECK(*ledger.gapsSquareMeters < 1e-6 * *ledger.boundarySquareMeters);
    double share = 0;
    for (const auto& row : result->rows) share += row.share;
    CHECK(share == Approx(1).epsilon(1e-9));

    const auto figures = computeIndicators(document);
    REQUIRE(figures);
    for (const auto& issue : figures.issues) UNSCOPED_INFO(describe(issue));
    for (const auto& issue : figures.issues) CHECK(issue.code == "straight-line"); // of the services
    for (const auto& row : figures->rows) {
        INFO(row.indicator.id);
        CHECK(row.computed.has_value() == row.indicator.computation.has_value());
    }
}

TEST_CASE("every French commune agrees with GeographicLib") {
#ifndef GEJU_HAS_GEOGRAPHICLIB
    std::cerr << "SKIPPED: built without GeographicLib\n";
#else
    const auto path = test::sharedData("communes/fr_communes_4326.geojson");
    if (!path) return;
    const auto data = readVector(*path);
    REQUIRE(data);
    const FeatureTable& table = data->layers.at(0);
    Result<FeatureAreas> areas;
    {
        const Clock clock("areas of the communes");
        areas = measureAreas(table);
    }
    REQUIRE(areas);
    GeographicLib::PolygonArea polygon(GeographicLib::Geodesic::WGS84());
    const auto ringArea = [&](std::span<const Point> ring) {
        polygon.Clear();
        for (std::size_t i = 0; i + 1 < ring.size(); ++i) polygon.AddPoint(ring[i].y, ring[i].x);
        double perimeter = 0, area = 0;
        polygon.Compute(false, true, perimeter, area);
        return std::fabs(area);
    };
    double total = 0, ourTotal = 0, worst = 0;
    std::size_t compared = 0;
    for (std::size_t row = 0; row < table.size(); ++row) {
        const auto repaired = areas->repaired;
        if (std::find(repaired.begin(), repaired.end(), row) != repaired.end()) continue;
        double expected = 0;
        for (const std::uint32_t part : table.parts(row)) {
            if (table.kind(part) != PartKind::Polygon) continue;
            bool shell = true;
            for (const std::uint32_t ring : table.rings(part)) {
                expected += (shell ? 1 : -1) * ringArea(table.points(ring));
                shell = false;
            }
        }
        total += expected;
        ourTotal += areas->squareMeters[row];
        if (expected > 0) worst = std::max(worst, std::fabs(areas->squareMeters[row] - expected) / expected);
        ++compared;
    }
    std::cerr << compared << " communes, worst " << worst << ", sum " << ourTotal / total - 1 << ", repaired "
              << areas->repaired.size() << "\n";
    CHECK(compared > 35000);
    CHECK(worst < 1e-7);
    CHECK(std::fabs(ourTotal / total - 1) < 1e-9);
    CHECK(areas->repaired.size() == 1);

    BalanceRequest request;
    request.table = &table;
    const Clock clock("balance of the communes");
    const auto whole = balance(request);
    REQUIRE(whole);
    for (const auto& issue : whole.issues) std::cerr << describe(issue) << "\n";
    REQUIRE(whole->rows.size() == 1);
    CHECK(whole->rows[0].squareMeters == Approx(areas->totalSquareMeters).epsilon(1e-7));
#endif
}
