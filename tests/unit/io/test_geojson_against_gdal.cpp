// An independent reading of the same files: GDAL's GeoJSON driver. Coordinates must agree to the last bit.
#include "io_support.hpp"
#include "support/catch.hpp"

#include <ogrsf_frmts.h>

#include <bit>
#include <cstdint>
#include <memory>

using namespace geju;

namespace {

struct Close {
    void operator()(GDALDataset* dataset) const { GDALClose(dataset); }
};

void addPoints(const OGRGeometry& geometry, std::vector<Point>& points) {
    switch (wkbFlatten(geometry.getGeometryType())) {
    case wkbPoint:
        if (!geometry.IsEmpty()) points.push_back({geometry.toPoint()->getX(), geometry.toPoint()->getY()});
        break;
    case wkbLineString:
        for (const OGRPoint& point : *geometry.toLineString()) points.push_back({point.getX(), point.getY()});
        break;
    case wkbPolygon:
        for (const OGRLinearRing* ring : *geometry.toPolygon()) {
            for (const OGRPoint& point : *ring) points.push_back({point.getX(), point.getY()});
        }
        break;
    default:
        for (const OGRGeometry* part : *geometry.toGeometryCollection()) addPoints(*part, points);
    }
}

bool sameBits(const std::vector<Point>& expected, std::span<const Point> found) {
    const auto same = [](double a, double b) {
        return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
    };
    if (expected.size() != found.size()) return false;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        if (!same(expected[i].x, found[i].x) || !same(expected[i].y, found[i].y)) return false;
    }
    return true;
}

bool sameValue(const OGRFeature& feature, int field, const Value& value) {
    if (!feature.IsFieldSetAndNotNull(field)) return isNull(value);
    switch (feature.GetFieldDefnRef(field)->GetType()) {
    case OFTInteger:
    case OFTInteger64:
        if (const auto* flag = std::get_if<bool>(&value)) return feature.GetFieldAsInteger(field) == (*flag ? 1 : 0);
        return toText(value) == std::to_string(feature.GetFieldAsInteger64(field));
    case OFTReal:
        return toNumber(value) == feature.GetFieldAsDouble(field);
    case OFTString:
        // GDAL re-writes nested JSON with other spaces
        return toText(value) == feature.GetFieldAsString(field) ||
               feature.GetFieldDefnRef(field)->GetSubType() == OFSTJSON;
    default:
        return true; // dates and lists: GDAL's own guesses
    }
}

void compare(const std::filesystem::path& path) {
    INFO(path.string());
    GDALAllRegister();
    const char* const drivers[] = {"GeoJSON", "GeoJSONSeq", nullptr};
    const char* const options[] = {"DATE_AS_STRING=YES", nullptr};
    const std::unique_ptr<GDALDataset, Close> dataset(
        GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR, drivers, options, nullptr));
    REQUIRE(dataset);
    OGRLayer& layer = *dataset->GetLayer(0);
    const auto data = readVector(path);
    REQUIRE(data);
    const FeatureTable& table = data->layers[0];

    std::size_t row = 0;
    std::size_t wrongPoints = 0;
    std::size_t wrongValues = 0;
    while (const std::unique_ptr<OGRFeature> feature{layer.GetNextFeature()}) {
        REQUIRE(row < table.size());
        std::vector<Point> expected;
        if (const OGRGeometry* geometry = feature->GetGeometryRef()) {
            addPoints(*geometry, expected);
            std::string type = geometry->getGeometryName();
            std::string found(table.geometryType(row));
            for (char& c : found) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
            // A collection of one kind is a multi-geometry in the table.
            if (found != "NONE" && type != "GEOMETRYCOLLECTION") {
                INFO("row " << row);
                CHECK(found == type);
            }
        }
        if (!sameBits(expected, table.pointsOf(row))) ++wrongPoints;
        for (int field = 0; field < feature->GetFieldCount(); ++field) {
            const Value value = table.value(row, feature->GetFieldDefnRef(field)->GetNameRef());
            if (!sameValue(*feature, field, value)) ++wrongValues;
        }
        ++row;
    }
    CHECK(row == table.size());
    CHECK(wrongPoints == 0);
    CHECK(wrongValues == 0);
}

} // namespace

TEST_CASE("fixtures read as GDAL reads them", "[geojson][gdal]") {
    for (const char* name : {"all-types.geojson", "order-reversed.geojson", "heights.geojson", "bom.geojson",
                             "crs-at-end.geojson", "lines.geojsonl", "bare-geometry.geojson"}) {
        compare(test::fixture(std::string("geojson/") + name));
    }
}

TEST_CASE("real data read as GDAL reads them", "[geojson][gdal][shared]") {
    for (const char* name : {"communes/fr_communes_4326.geojson", "world/ne_50m_admin_0_countries.geojson",
                             "world/ne_50m_admin_1_states_provinces_lakes.geojson"}) {
        if (const auto path = test::sharedData(name)) compare(*path);
    }
}
