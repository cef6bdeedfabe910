#include "crs/crs.hpp"
#include "support/catch.hpp"

#include <thread>

using namespace geju;

namespace {

Crs crsOf(std::string_view text) {
    const auto crs = Crs::from(text);
    INFO(text);
    REQUIRE(crs);
    return *crs;
}

// As ESRI software writes it beside a shapefile: no identifiers.
constexpr const char* kEsriText =
    "PROJCS[\"CGCS2000_3_Degree_GK_CM_120E\",GEOGCS[\"GCS_China_Geodetic_Coordinate_System_2000\",DATUM[\"D_China_"
    "2000\",SPHEROID[\"CGCS2000\",6378137.0,298.257222101]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0."
    "0174532925199433]],PROJECTION[\"Gauss_Kruger\"],PARAMETER[\"False_Easting\",500000.0],PARAMETER[\"False_"
    "Northing\",0.0],PARAMETER[\"Central_Meridian\",120.0],PARAMETER[\"Scale_Factor\",1.0],PARAMETER[\"Latitude_Of_"
    "Origin\",0.0],UNIT[\"Meter\",1.0]]";

} // namespace

TEST_CASE("a projected system is described", "[crs]") {
    const Crs crs = crsOf("EPSG:4549");
    CHECK(crs.name() == "CGCS2000 / 3-degree Gauss-Kruger CM 120E");
    CHECK(crs.identifier() == "EPSG:4549");
    CHECK(crs.definition() == "EPSG:4549");
    CHECK(crs.isProjected());
    CHECK_FALSE(crs.isGeographic());
    CHECK(crs.metersPerUnit() == 1);
    CHECK(crs.ellipsoid().semiMajorMeters == 6378137);
    CHECK(1 / crs.ellipsoid().flattening == Approx(298.257222101).epsilon(1e-12));
    CHECK(crs.geographic() == crsOf("EPSG:4490"));
    CHECK(crs.geographic().isGeographic());
}

TEST_CASE("the area of use is the catalogue's", "[crs]") {
    // EPSG's areas 1067 (China) and 1262 (world), and New Zealand's 1175, which crosses the antimeridian.
    const Box china = crsOf("EPSG:4490").areaOfUse();
    CHECK(china.minX == Approx(73.62).margin(0.02));
    CHECK(china.maxY == Approx(53.56).margin(0.02));
    CHECK(crsOf("OGC:CRS84").areaOfUse() == Box{-180, -90, 180, 90});
    const Box pacific = crsOf("EPSG:4167").areaOfUse();
    CHECK(pacific.minX < 180);
    CHECK(pacific.maxX > 180);
    CHECK(crsOf(kEsriText).areaOfUse() == crsOf("EPSG:4549").areaOfUse());
    CHECK(crsOf("+proj=tmerc +lon_0=120").areaOfUse().empty());
}

TEST_CASE("definitions come in many dresses", "[crs]") {
    CHECK(crsOf("EPSG:4326") == Crs::wgs84());
    CHECK(crsOf("OGC:CRS84") == Crs::wgs84());
    CHECK(crsOf("urn:ogc:def:crs:OGC:1.3:CRS84") == Crs::wgs84());
    CHECK(crsOf("urn:ogc:def:crs:EPSG::4326") == Crs::wgs84());
    CHECK(crsOf("http://www.opengis.net/def/crs/OGC/1.3/CRS84") == Crs::wgs84());
    CHECK(crsOf("+proj=utm +zone=51 +datum=WGS84") == crsOf("EPSG:32651"));
    CHECK(crsOf(kEsriText) == crsOf("EPSG:4549"));
    CHECK(crsOf(kEsriText).identifier() == "EPSG:4549");
    CHECK(crsOf(crsOf(kEsriText).definition()) == crsOf("EPSG:4549"));
    CHECK(crsOf(crsOf("EPSG:4549").normalizedDefinition()) == crsOf("EPSG:4549"));
    CHECK_FALSE(crsOf("EPSG:4549") == crsOf("EPSG:4528")); // the same zone with its prefix in the easting
    CHECK_FALSE(crsOf("EPSG:4490") == Crs::wgs84());
    CHECK_FALSE(crsOf("EPSG:4549") == crsOf("EPSG:4490"));
}

TEST_CASE("units, spheres and other meridians", "[crs]") {
    CHECK(crsOf("EPSG:2263").metersPerUnit() == Approx(1200.0 / 3937).epsilon(1e-12)); // US survey foot
    CHECK(crsOf("EPSG:3857").ellipsoid().flattening == Approx(1 / 298.257223563));
    CHECK(crsOf("+proj=longlat +R=6371000").ellipsoid().flattening == 0);
    const Crs grads = crsOf("EPSG:4807"); // NTF (Paris), in grads
    CHECK(grads.isGeographic());
    CHECK_FALSE(grads == grads.geographic());
    CHECK(grads.geographic().isGeographic());
}

TEST_CASE("compound and three-dimensional systems give their horizontal part", "[crs]") {
    CHECK(crsOf("EPSG:7415") == crsOf("EPSG:28992")); // with heights above NAP
    CHECK(crsOf("EPSG:4979") == Crs::wgs84());
    CHECK(crsOf("EPSG:4326+5773").isGeographic());
}

TEST_CASE("a local system is neither geographic nor projected", "[crs]") {
    const Crs crs = crsOf("LOCAL_CS[\"site grid\",UNIT[\"metre\",1]]");
    CHECK_FALSE(crs.isGeographic());
    CHECK_FALSE(crs.isProjected());
    CHECK(crs.metersPerUnit() == 1);
}

TEST_CASE("what is no horizontal system is refused with its text", "[crs]") {
    for (const char* text : {"EPSG:999999", "nonsense", "", "4549", "+proj=nosuch", "PROJCS[\"broken\"", "EPSG:5773",
                             "EPSG:4978", "EPSG:9122", "{\"type\":1}"}) {
        INFO(text);
        const auto crs = Crs::from(text);
        CHECK_FALSE(crs);
        REQUIRE(crs.issues.size() == 1);
        CHECK(crs.issues[0].severity == Severity::Error);
        CHECK(crs.issues[0].message.find(text) != std::string::npos);
    }
}

TEST_CASE("a display system fits the extent", "[crs]") {
    CHECK(suggestDisplayCrs({120.8, 31.2, 121.1, 31.5}) == crsOf("EPSG:32651"));
    CHECK(suggestDisplayCrs({-70.8, -33.6, -70.5, -33.3}) == crsOf("EPSG:32719"));
    CHECK(suggestDisplayCrs({179, 10, 181, 11}) == crsOf("EPSG:32601"));
    CHECK(suggestDisplayCrs({-5, 41, 10, 51}) == crsOf("EPSG:4087"));
    CHECK(suggestDisplayCrs({10, 80, 12, 85}) == crsOf("EPSG:4087"));
    CHECK(suggestDisplayCrs({}) == crsOf("EPSG:4087"));
}

TEST_CASE("systems are made and compared by many threads", "[crs]") {
    std::vector<std::thread> threads;
    std::vector<int> right(8, 0);
    for (int t = 0; t < 8; ++t) {
        threads.emplace_back([t, &right] {
            for (int i = 0; i < 20; ++i) {
                const auto a = Crs::from("EPSG:" + std::to_string(4534 + i % 5));
                const auto b = Crs::from("EPSG:" + std::to_string(4534 + i % 5));
                if (a && b && *a == *b && a->geographic() == b->geographic()) ++right[static_cast<std::size_t>(t)];
            }
        });
    }
    for (auto& thread : threads) thread.join();
    CHECK(right == std::vector<int>(8, 20));
}
