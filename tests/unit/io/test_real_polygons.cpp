// Triangulation, validity, repair and areas on real polygons, when the shared data is here.
#include "../geometry/even_odd_oracle.hpp"
#include "core/parallel.hpp"
#include "geometry/measure.hpp"
#include "geometry/shape.hpp"
#include "geometry/triangulation.hpp"
#include "io/vector_reader.hpp"
#include "support/catch.hpp"
#include "support/shared_data.hpp"

#include <atomic>
#include <chrono>
#include <cmath>

using namespace geju;

namespace {

double seconds() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

std::vector<std::span<const Point>> ringsOf(const FeatureTable& table, std::uint32_t part) {
    std::vector<std::span<const Point>> rings;
    for (const std::uint32_t ring : table.rings(part)) rings.push_back(table.points(ring));
    return rings;
}

} // namespace

TEST_CASE("real polygons: triangles make up the even-odd area, repair makes valid", "[data]") {
    struct Source {
        const char* file;
        int invalid; ///< as GEOS's validity test counts them
    };
    for (const Source source :
         {Source{"communes/fr_communes_4326.geojson", 1}, Source{"world/ne_50m_admin_0_countries.geojson", -1},
          Source{"world/ne_50m_admin_1_states_provinces_lakes.geojson", -1}}) {
        const auto path = geju::test::sharedData(source.file);
        if (!path) continue;
        const auto data = readVector(*path);
        REQUIRE(data);
        const FeatureTable& table = data->layers.front();
        INFO(source.file);

        std::atomic<int> wrong{0}, failed{0}, repaired{0}, invalid{0}, unrepaired{0};
        std::atomic<std::size_t> polygons{0};
        const double start = seconds();
        parallelFor(table.size(), 100, [&](std::size_t begin, std::size_t end) {
            for (std::size_t row = begin; row < end; ++row) triangulateFeature(table, row);
        });
        const double triangulated = seconds() - start;
        parallelFor(table.size(), 100, [&](std::size_t begin, std::size_t end) {
            for (std::size_t row = begin; row < end; ++row) {
                for (const std::uint32_t part : table.parts(row)) {
                    if (table.kind(part) != PartKind::Polygon) continue;
                    ++polygons;
                    const auto rings = ringsOf(table, part);
                    const Triangles triangles = triangulate(rings);
                    failed += triangles.failed;
                    repaired += triangles.repaired;
                    geju::test::Rings copies;
                    for (const auto& ring : rings) copies.emplace_back(ring.begin(), ring.end());
                    const double expected = geju::test::evenOddArea(copies);
                    if (std::fabs(triangles.area() - expected) > 1e-9 * expected) ++wrong;
                }
                if (!invalidity(table, row)) continue;
                ++invalid;
                const auto valid = Shape::fromFeature(table, row).repaired();
                if (!valid || valid->invalidity() || valid->empty()) ++unrepaired;
            }
        });
        WARN(source.file << ": " << table.size() << " features, " << polygons.load() << " polygons, "
                         << table.coordinates().size() << " vertices, " << invalid.load() << " invalid features, "
                         << repaired.load() << " polygons repaired, triangulated in " << triangulated << " s");
        CHECK(wrong == 0);
        CHECK(failed == 0);
        CHECK(unrepaired == 0);
        if (source.invalid >= 0) CHECK(invalid == source.invalid);
    }
}
