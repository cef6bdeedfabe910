#include "crs/gcj02.hpp"
#include "support/catch.hpp"

using namespace geju;

TEST_CASE("the shift of GCJ-02 is that of published examples") {
    // EvilTransform (hexdocs.pm/evil_transform), which takes another ellipsoid's axis: millimetres.
    const Point suzhou = gcj02FromWgs84({120.596931, 31.280844});
    CHECK(suzhou.x == Approx(120.60109998322247).margin(1e-7));
    CHECK(suzhou.y == Approx(31.278648624428175).margin(1e-7));
    // geoChina (Jun Cai), Beijing railway station, five decimals.
    const Point beijing = gcj02FromWgs84({116.42079, 39.90105});
    CHECK(beijing.x == Approx(116.42703).margin(1e-5));
    CHECK(beijing.y == Approx(39.90245).margin(1e-5));
    const Point washington{-77.0353, 38.8895};
    CHECK(gcj02FromWgs84(washington) == washington);
    CHECK_FALSE(isInGcj02Area(washington));
}
