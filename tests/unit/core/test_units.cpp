#include "core/units.hpp"
#include "support/catch.hpp"

#include <cmath>

using namespace geju;

TEST_CASE("areas in the units of land surveys", "[units]") {
    CHECK(fromSquareMeters(10000, AreaUnit::Hectare) == 1);
    CHECK(fromSquareMeters(1e6, AreaUnit::SquareKilometer) == 1);
    CHECK(fromSquareMeters(42, AreaUnit::SquareMeter) == 42);
    CHECK(fromSquareMeters(10000, AreaUnit::Mu) == Approx(15)); // one hectare is fifteen mu
    CHECK(formatArea(12345.678, AreaUnit::SquareMeter) == "12 345.68 m²");
    CHECK(formatArea(12345.678, AreaUnit::Hectare) == "1.23 ha");
    CHECK(formatArea(12345.678, AreaUnit::SquareKilometer) == "0.0123 km²");
    CHECK(formatArea(10000, AreaUnit::Mu) == "15.00 亩");
}

TEST_CASE("numbers are grouped in threes from ten thousand on", "[units]") {
    CHECK(formatNumber(1234567.891, 2) == "1 234 567.89");
    CHECK(formatNumber(1234.5, 1) == "1234.5");
    CHECK(formatNumber(999, 0) == "999");
    CHECK(formatNumber(-0.001, 2) == "0.00"); // no negative zero
    CHECK(formatNumber(-1.5, 1) == "-1.5");
    CHECK(formatNumber(NAN, 2) == "–");
    CHECK(formatNumber(INFINITY, 2) == "–");
}

TEST_CASE("lengths, positions and scales", "[units]") {
    CHECK(formatLength(412.64) == "412.6 m");
    CHECK(formatLength(12345.6) == "12.346 km");
    CHECK(formatLonLat(120.95431, 31.37762) == "120.954310° E  31.377620° N");
    CHECK(formatLonLat(-70.5, -33.25) == "70.500000° W  33.250000° S");
    CHECK(formatScale(25000) == "1 : 25 000");
    CHECK(name(Measure::Ellipsoidal) == "ellipsoidal");
    CHECK(name(Measure::Survey) == "survey");
    CHECK(name(Measure::Planar) == "planar");
    CHECK(measureNamed("survey") == Measure::Survey);
    CHECK_FALSE(measureNamed("spherical"));
}
