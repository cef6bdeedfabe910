// How long figures take, beside plain ways to the same figures in the same run: PROJ's geodesic polygons, GEOS's
// validity and overlays one by one. Both ways run on all cores.
//
//   figures_bench FOLDER [RUNS]   a folder that make_parcels wrote: parcels, districts, corridors
#include "analysis/corridor.hpp"
#include "analysis/land_use_balance.hpp"
#include "analysis/overlay.hpp"
#include "analysis/source_check.hpp"
#include "analysis/view_balance.hpp"
#include "core/parallel.hpp"
#include "geometry/measure.hpp"
#include "io/vector_reader.hpp"
#include "stopwatch.hpp"

#include <geodesic.h>

#include <atomic>
#include <cmath>
#include <cstdlib>
#include <filesystem>

using namespace geju;
using bench::medianSeconds;
using bench::row;

namespace {

std::shared_ptr<const FeatureTable> tableOf(const std::filesystem::path& path) {
    auto read = readVector(path);
    if (!read || read->layers.empty()) {
        std::fprintf(stderr, "%s cannot be read\n", path.c_str());
        std::exit(1);
    }
    return std::make_shared<const FeatureTable>(std::move(read->layers.front()));
}

double geodesicSum(const FeatureTable& table) {
    std::vector<double> areas(table.size());
    parallelFor(table.size(), 64, [&](std::size_t begin, std::size_t end) {
        geod_geodesic geodesic;
        geod_init(&geodesic, 6378137, 1 / 298.257223563);
        for (std::size_t i = begin; i < end; ++i) {
            for (const std::uint32_t part : table.parts(i)) {
                double sign = 1;
                for (const std::uint32_t ring : table.rings(part)) {
                    geod_polygon polygon;
                    geod_polygon_init(&polygon, 0);
                    const auto points = table.points(ring);
                    for (std::size_t k = 0; k + 1 < points.size(); ++k)
                        geod_polygon_addpoint(&geodesic, &polygon, points[k].y, points[k].x);
                    double area = 0;
                    geod_polygon_compute(&geodesic, &polygon, 0, 1, &area, nullptr);
                    areas[i] += sign * std::fabs(area);
                    sign = -1;
                }
            }
        }
    });
    double sum = 0;
    for (const double area : areas) sum += area;
    return sum;
}

double seriesSum(const FeatureTable& table) {
    const Measurer measurer(table, Measure::Ellipsoidal);
    std::vector<double> areas(table.size());
    parallelFor(table.size(), 64, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) areas[i] = measurer.areaOfFeature(i);
    });
    double sum = 0;
    for (const double area : areas) sum += area;
    return sum;
}

/// The green parcels and the parks of the survey, which overlap, as one layer.
FeatureTable greenery(const FeatureTable& parcels, const FeatureTable& parks, const std::string& field) {
    TableBuilder builder;
    const auto add = [&](const FeatureTable& table, std::size_t row) {
        for (const std::uint32_t part : table.parts(row)) {
            builder.beginPart(table.kind(part));
            for (const std::uint32_t ring : table.rings(part)) {
                builder.beginRing();
                for (const Point point : table.points(ring)) builder.addPoint(point);
            }
        }
        builder.endFeature();
    };
    for (std::size_t row = 0; row < parcels.size(); ++row) {
        const std::string code = toText(parcels.value(row, field));
        for (const char* green : {"0301", "0305", "0307", "0404", "0810", "1401", "1402"}) {
            if (code == green) add(parcels, row);
        }
    }
    for (std::size_t row = 0; row < parks.size(); ++row) add(parks, row);
    return builder.build("green", parcels.crs());
}

/// The land use in the corridor along one line, from the line to the rows: what a step of the width costs.
void corridorStep(const FeatureTable& lines, const FeatureTable& parcels, const std::string& field, double width) {
    CorridorRequest corridor;
    corridor.lines = &lines;
    corridor.widthMeters = width;
    corridor.frame = parcels.crs();
    corridor.name = "corridor";
    const auto ground = corridorOf(corridor);
    if (!ground) return;
    BalanceRequest request;
    request.table = &parcels;
    request.classField = field;
    request.districts = &*ground;
    request.nameField = "name";
    balance(request);
}

} // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fprintf(stderr, "figures_bench FOLDER [RUNS]\n");
        return 2;
    }
    const std::filesystem::path folder = argv[1];
    const int runs = argc > 2 ? std::atoi(argv[2]) : 3;
    const auto parcels = tableOf(folder / "parcels.geojson");
    const auto districts = tableOf(folder / "districts.geojson");
    const auto lines = tableOf(folder / "corridors.geojson");
    std::printf("%zu parcels, %zu corners\n", parcels->size(), parcels->coordinates().size());

    double exact = 0;
    double series = 0;
    const double geodesic = medianSeconds(runs, [&] { exact = geodesicSum(*parcels); });
    row("areas: PROJ's geodesic polygons", geodesic);
    row("areas", medianSeconds(runs, [&] { series = seriesSum(*parcels); }), "PROJ", geodesic);
    std::printf("%52s %.1e of the sum apart\n", "", std::fabs(series / exact - 1));

    std::atomic<std::size_t> faults{0};
    const auto each = [&](const auto& body) {
        parallelFor(parcels->size(), 64, [&](std::size_t begin, std::size_t end) {
            for (std::size_t i = begin; i < end; ++i) faults += body(i) ? 1 : 0;
        });
    };
    const double geos = medianSeconds(
        runs, [&] { each([&](std::size_t i) { return Shape::fromFeature(*parcels, i).invalidity().has_value(); }); });
    row("validity: GEOS", geos);
    row("validity",
        medianSeconds(runs, [&] { each([&](std::size_t i) { return invalidity(*parcels, i).has_value(); }); }), "GEOS",
        geos);

    std::string field;
    for (const char* name : {"code", "dlbm", "class"}) {
        if (field.empty() && parcels->column(name)) field = name;
    }
    BalanceRequest request;
    request.table = parcels.get();
    request.classField = field;
    request.findGaps = false;
    row("balance by class, with validity and overlaps", medianSeconds(runs, [&] { balance(request); }));
    request.districts = districts.get();
    row("balance by class and district", medianSeconds(runs, [&] { balance(request); }));

    const FeatureTable green = greenery(*parcels, *tableOf(folder / "parks.geojson"), field);
    BalanceRequest ofGreen;
    ofGreen.table = &green;
    ofGreen.districts = districts.get();
    ofGreen.findGaps = false;
    std::printf("%zu green parcels and parks\n", green.size());
    row("green coverage, once-only union by district", medianSeconds(runs, [&] { balance(ofGreen); }));

    SourceCheck coverage;
    coverage.table = parcels.get();
    coverage.isCoverage = true;
    row("check of the coverage: overlaps, gaps, duplicates",
        medianSeconds(runs, [&] { checkSource(coverage, nullptr); }), "the limit of 2 s", 2);

    TableBuilder builder;
    builder.beginPart(PartKind::Line);
    builder.beginRing();
    for (const Point point : lines->pointsOf(0)) builder.addPoint(point);
    builder.endFeature();
    const FeatureTable oneLine = builder.build("line", lines->crs());
    for (const double width : {100.0, 1000.0}) {
        char name[64];
        std::snprintf(name, sizeof name, "corridor of one line, %.0f m wide, exact", width);
        row(name, medianSeconds(9, [&] { corridorStep(oneLine, *parcels, field, width); }), "250 ms after release",
            0.25);
    }

    CorridorRequest corridor;
    corridor.lines = lines.get();
    corridor.widthMeters = 30;
    corridor.frame = parcels->crs();
    corridor.name = "corridor";
    row("the corridors' ground, buffers united", medianSeconds(runs, [&] { corridorOf(corridor); }));
    const auto ground = corridorOf(corridor);
    if (!ground) return 1;
    request.districts = &*ground;
    request.nameField = "name";
    row("balance by class in the union of the corridors", medianSeconds(runs, [&] { balance(request); }));
    const Shape shape = Shape::fromFeature(*ground, 0);

    // Every thousandth parcel against the corridors as one shape: the plain way.
    const double one = medianSeconds(1, [&] {
        for (std::size_t i = 0; i < parcels->size(); i += 1000)
            faults += Shape::fromFeature(*parcels, i).intersection(shape)->empty();
    });
    std::printf("%-52s %9.4f s for all, by one core\n", "  overlays with the corridors as one shape", one * 1000);

    BalanceRequest whole;
    whole.table = parcels.get();
    whole.classField = field;
    const auto view = ViewBalance::prepare(whole, parcels);
    if (!view) return 1;
    const Box extent = parcels->extent();
    const auto part = [&](double share) {
        const double side = std::sqrt(share);
        const Point center = extent.center();
        return Box{center.x - extent.width() * side / 2, center.y - extent.height() * side / 2,
                   center.x + extent.width() * side / 2, center.y + extent.height() * side / 2};
    };
    for (const double share : {1.1, 0.5, 0.05}) {
        char name[64];
        std::snprintf(name, sizeof name, "land use in view, %.0f %% of the extent", std::min(1.0, share) * 100);
        row(name, medianSeconds(9, [&] { view->inside(part(share)); }), "a frame of 16 ms", 0.016);
    }
    return 0;
}
