#include "analysis/shifted_layers.hpp"
#include "core/translate.hpp"
#include "crs/gcj02.hpp"
#include "support/catch.hpp"

#include <functional>
#include <random>

using namespace geju;

namespace {

using Move = std::function<Point(Point)>;

Point asItIs(Point point) {
    return point;
}

/// Parcels of irregular sides in rows, each corner moved.
FeatureTable parcels(const std::string& name, const Move& move, Point corner = {120.95, 31.35}) {
    std::mt19937 random(2);
    std::uniform_real_distribution<double> side(0.0005, 0.002);
    TableBuilder builder;
    double north = corner.y;
    for (int line = 0; line < 6; ++line) {
        const double height = side(random);
        double east = corner.x;
        for (int i = 0; i < 8; ++i) {
            const double width = side(random);
            builder.beginPart(PartKind::Polygon);
            builder.beginRing();
            for (const Point point : {Point{east, north},
                                      {east + width, north},
                                      {east + width, north + height},
                                      {east, north + height},
                                      {east, north}}) {
                builder.addPoint(move(point));
            }
            builder.endFeature();
            east += width;
        }
        north += height;
    }
    return builder.build(name, Crs::wgs84());
}

std::vector<Issue> found(const FeatureTable& a, const FeatureTable& b) {
    return findGcj02(std::vector<NamedTable>{{"a.geojson", "a", &a}, {"b.geojson", "b", &b}});
}

} // namespace

TEST_CASE("a layer in GCJ-02 beside one in WGS 84 is named, with a feature and the distance") {
    setLanguage("en");
    const FeatureTable right = parcels("a", asItIs);
    const FeatureTable shifted = parcels("b", gcj02FromWgs84);
    for (const bool turned : {false, true}) {
        const auto issues = turned ? found(shifted, right) : found(right, shifted);
        REQUIRE(issues.size() == 1);
        CHECK(issues[0].code == "gcj02-beside-wgs84");
        CHECK(issues[0].layer == (turned ? "a" : "b"));
        CHECK(issues[0].file == (turned ? "a.geojson" : "b.geojson"));
        CHECK(issues[0].feature == 0);
        CHECK_FALSE(issues[0].remedy.empty());
        CHECK(issues[0].severity == Severity::Warning);
    }
}

TEST_CASE("a way back from GCJ-02 that is off by half a metre is recognised, too") {
    const FeatureTable right = parcels("a", asItIs);
    const FeatureTable rough = parcels("b", [](Point p) {
        const Point q = gcj02FromWgs84(p);
        return Point{q.x + 5e-6, q.y - 5e-6};
    });
    CHECK(found(right, rough).size() == 1);
}

TEST_CASE("layers that agree, that are moved otherwise, or lie elsewhere are left alone") {
    const FeatureTable right = parcels("a", asItIs);
    CHECK(found(right, parcels("b", asItIs)).empty());
    CHECK(found(right, parcels("b", [](Point p) { return Point{p.x + 0.003, p.y - 0.001}; })).empty());
    CHECK(found(right, parcels("b", asItIs, {121.5, 31.35})).empty());
    const Point washington{-77.05, 38.88};
    CHECK(found(parcels("a", asItIs, washington), parcels("b", gcj02FromWgs84, washington)).empty());
    CHECK(findGcj02(std::vector<NamedTable>{{"", "a", &right}}).empty());
}
