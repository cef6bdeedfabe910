// GeoPackage and FlatGeobuf by columns: the same table and the same issues as feature by feature, and really by columns
// where the layer allows it.
#include "io/gdal_arrow.hpp"
#include "io/gdal_reader.hpp"
#include "io_support.hpp"
#include "same_table.hpp"
#include "support/catch.hpp"

#include <ogrsf_frmts.h>

#include <functional>
#include <limits>
#include <memory>
#include <random>

using namespace geju;
using geju::test::TemporaryFolder;

namespace {

struct Close {
    void operator()(GDALDataset* dataset) const { GDALClose(dataset); }
};
using Dataset = std::unique_ptr<GDALDataset, Close>;

struct Field {
    const char* name;
    OGRFieldType type;
    OGRFieldSubType subType = OFSTNone;
};

class Maker {
  public:
    Maker(const char* driver, const std::filesystem::path& path) {
        GDALAllRegister();
        CPLPushErrorHandler(CPLQuietErrorHandler);
        dataset_.reset(
            GetGDALDriverManager()->GetDriverByName(driver)->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
        REQUIRE(dataset_);
    }
    ~Maker() {
        dataset_.reset();
        CPLPopErrorHandler();
    }
    Maker(const Maker&) = delete;
    Maker& operator=(const Maker&) = delete;

    OGRLayer& layer(const char* name, OGRwkbGeometryType type, const std::vector<Field>& fields, int code = 4549) {
        OGRSpatialReference reference;
        reference.importFromEPSG(code);
        reference.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
        const char* const options[] = {"SPATIAL_INDEX=NO", nullptr};
        OGRLayer* layer = dataset_->CreateLayer(name, &reference, type, const_cast<char**>(options));
        REQUIRE(layer);
        for (const Field& field : fields) {
            OGRFieldDefn definition(field.name, field.type);
            definition.SetSubType(field.subType);
            layer->CreateField(&definition);
        }
        return *layer;
    }
    static void add(OGRLayer& layer, const char* wkt, const std::function<void(OGRFeature&)>& fill = {}) {
        OGRFeature feature(layer.GetLayerDefn());
        if (wkt) {
            OGRGeometry* geometry = nullptr;
            REQUIRE(OGRGeometryFactory::createFromWkt(wkt, nullptr, &geometry) == OGRERR_NONE);
            feature.SetGeometryDirectly(geometry);
        }
        if (fill) fill(feature);
        REQUIRE(layer.CreateFeature(&feature) == OGRERR_NONE);
    }
    GDALDataset& dataset() { return *dataset_; }

  private:
    Dataset dataset_;
};

const std::vector<Field> kPlainFields{{"code", OFTString},
                                      {"count", OFTInteger},
                                      {"big", OFTInteger64},
                                      {"area", OFTReal},
                                      {"flag", OFTInteger, OFSTBoolean}};

void fillPlain(OGRFeature& feature, std::mt19937& random) {
    if (random() % 5) feature.SetField("code", random() % 3 ? ("用地" + std::to_string(random() % 9)).c_str() : "");
    if (random() % 5) feature.SetField("count", static_cast<int>(random()));
    if (random() % 5) feature.SetField("big", static_cast<GIntBig>(random()) * 4'000'000'019);
    if (random() % 5) feature.SetField("area", static_cast<double>(random()) / 7);
    if (random() % 9 == 0) feature.SetField("area", std::numeric_limits<double>::infinity());
    if (random() % 5) feature.SetField("flag", static_cast<int>(random() % 2));
}

const std::vector<const char*> kShapes{
    "POINT (1 2)",
    "POINT Z (1 2 3)",
    "POINT M (1 2 3)",
    "POINT EMPTY",
    "MULTIPOINT ((1 2),(3 4))",
    "MULTIPOINT EMPTY",
    "MULTIPOINT ZM ((1 2 3 4),(3 4 5 6))",
    "LINESTRING (1 2,3 4,5 5)",
    "LINESTRING EMPTY",
    "LINESTRING (1 2)",
    "MULTILINESTRING ((0 0,1 1),(2 2,3 3,4 5))",
    "MULTILINESTRING Z ((0 0 1,1 1 1),(2 2 1,3 3 1,4 5 1))",
    "POLYGON ((0 0,9 0,9 9,0 0),(5 1,6 1,6 2,5 1))",
    "POLYGON ((0 0,9 0,9 9,0 9))",
    "POLYGON ((0 0,9 0))",
    "POLYGON EMPTY",
    "POLYGON Z ((0 0 5,9 0 5,9 9 5,0 0 5))",
    "MULTIPOLYGON (((0 0,9 0,9 9,0 0)),((20 0,21 0,21 1,20 0)))",
    "MULTIPOLYGON (((0 0,9 0,9 9,0 0)),EMPTY)",
    "MULTIPOLYGON EMPTY",
    "GEOMETRYCOLLECTION (POINT (1 2),LINESTRING (0 0,1 1),POLYGON ((0 0,9 0,9 9,0 0)))",
    "GEOMETRYCOLLECTION EMPTY",
    "GEOMETRYCOLLECTION (GEOMETRYCOLLECTION (POINT (1 2)),POINT (3 4))",
    "CIRCULARSTRING (0 0,1 1,2 0)",
    "CURVEPOLYGON (CIRCULARSTRING (0 0,4 0,4 4,0 4,0 0))",
    "MULTISURFACE (((0 0,9 0,9 9,0 0)))",
    "COMPOUNDCURVE ((0 0,1 1),(1 1,2 2))",
    "TIN (((0 0 1,1 0 1,1 1 1,0 0 1)))",
    "POLYHEDRALSURFACE (((0 0 1,1 0 1,1 1 1,0 0 1)))",
    "TRIANGLE ((0 0,1 0,1 1,0 0))"};

/// Both ways; what they say is the same. Gives the table of columns back.
Result<DataSet> checkBothWays(const std::filesystem::path& path) {
    auto byColumns = readWithGdal(path, {}, {}, true);
    const auto byFeatures = readWithGdal(path, {}, {}, false);
    INFO(path << "\n" << test::allOf(byColumns.issues) << "and\n" << test::allOf(byFeatures.issues));
    test::checkSame(byColumns.issues, byFeatures.issues);
    REQUIRE(static_cast<bool>(byColumns) == static_cast<bool>(byFeatures));
    if (byColumns) {
        REQUIRE(byColumns->layers.size() == byFeatures->layers.size());
        for (std::size_t i = 0; i < byColumns->layers.size(); ++i) {
            INFO("layer " << byColumns->layers[i].name());
            test::checkSame(byColumns->layers[i], byFeatures->layers[i]);
        }
    }
    return byColumns;
}

ArrowOutcome::Kind kindOf(const std::filesystem::path& path) {
    const Dataset dataset(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR, nullptr, nullptr, nullptr));
    REQUIRE(dataset);
    OGRLayer& layer = *dataset->GetLayer(0);
    ArrowRequest request;
    for (int i = 0; i < layer.GetLayerDefn()->GetFieldCount(); ++i) request.names.push_back(std::to_string(i));
    request.idColumn = layer.GetFIDColumn();
    request.booleansByType = std::string(dataset->GetDriverName()) == "GPKG";
    TableBuilder builder;
    IssueLog log("file");
    const auto outcome = readByColumns(layer, request, builder, log);
    if (outcome.kind == ArrowOutcome::Kind::Read) {
        CHECK(builder.featureCount() == static_cast<std::size_t>(layer.GetFeatureCount()));
    }
    return outcome.kind;
}

} // namespace

TEST_CASE("by columns: every kind of geometry and value", "[gdal][columns]") {
    const TemporaryFolder folder;
    for (const auto& [driver, name] : {std::pair{"GPKG", "all.gpkg"}, {"FlatGeobuf", "all.fgb"}}) {
        std::mt19937 random(4);
        const auto path = folder / name;
        {
            Maker maker(driver, path);
            OGRLayer& layer = maker.layer("all", wkbUnknown, kPlainFields);
            for (int round = 0; round < 12; ++round) {
                for (const char* shape : kShapes) {
                    const bool isEmpty = std::string(shape).find("EMPTY") != std::string::npos;
                    if (std::string(driver) == "FlatGeobuf" && isEmpty) continue; // its writer has no place for them
                    Maker::add(layer, shape, [&](OGRFeature& feature) { fillPlain(feature, random); });
                }
            }
            const double nan = std::numeric_limits<double>::quiet_NaN();
            OGRFeature feature(layer.GetLayerDefn());
            OGRLineString line;
            line.addPoint(0, nan);
            line.addPoint(1, 1);
            feature.SetGeometry(&line);
            if (std::string(driver) == "GPKG") REQUIRE(layer.CreateFeature(&feature) == OGRERR_NONE);
        }
        const auto data = checkBothWays(path);
        REQUIRE(data);
        CHECK(data->layers[0].size() > 250);
        if (std::string(driver) == "GPKG") CHECK(test::issueOf(data.issues, "heights-dropped"));
        CHECK(test::issueOf(data.issues, "unclosed-ring"));
        CHECK(test::issueOf(data.issues, "too-few-points"));
    }
}

TEST_CASE("by columns: plain layers of several batches are read that way", "[gdal][columns]") {
    const TemporaryFolder folder;
    for (const auto& [driver, name] : {std::pair{"GPKG", "plain.gpkg"}, {"FlatGeobuf", "plain.fgb"}}) {
        std::mt19937 random(9);
        const auto path = folder / name;
        {
            Maker maker(driver, path);
            OGRLayer& layer = maker.layer("plain", wkbUnknown, kPlainFields);
            REQUIRE(layer.StartTransaction() == OGRERR_NONE);
            for (int i = 0; i < 140'000; ++i) {
                std::string wkt = "MULTIPOLYGON (((0 0," + std::to_string(random() % 1000 + 1) + " 0,9 9,0 0)))";
                if (i % 1000 < 40) { // also what is not written as it stands, but nothing that GDAL would warn of
                    wkt = kShapes[random() % kShapes.size()];
                    if (wkt.find("EMPTY") != wkt.npos || wkt.find("9 9,0 9") != wkt.npos ||
                        wkt.find("0,9 0))") != wkt.npos)
                        continue;
                }
                Maker::add(layer, wkt.c_str(), [&](OGRFeature& feature) { fillPlain(feature, random); });
            }
            REQUIRE(layer.CommitTransaction() == OGRERR_NONE);
            if (std::string(driver) == "GPKG") { // gaps in the numbers of the features
                for (int id = 100; id < 70'000; id += 1000) REQUIRE(layer.DeleteFeature(id) == OGRERR_NONE);
            }
        }
        CHECK(kindOf(path) == ArrowOutcome::Kind::Read);
        checkBothWays(path);
    }
}

TEST_CASE("by columns: layers that it cannot say the same of are read by features", "[gdal][columns]") {
    const TemporaryFolder folder;
    std::mt19937 random(2);
    for (const auto& [driver, ending] : {std::pair{"GPKG", ".gpkg"}, {"FlatGeobuf", ".fgb"}}) {
        for (const Field& field : std::vector<Field>{{"day", OFTDate},
                                                     {"moment", OFTDateTime},
                                                     {"raw", OFTBinary},
                                                     {"list", OFTStringList},
                                                     {"numbers", OFTIntegerList},
                                                     {"small", OFTInteger, OFSTInt16},
                                                     {"single", OFTReal, OFSTFloat32}}) {
            const bool isList = field.type == OFTStringList || field.type == OFTIntegerList;
            if (isList && std::string(driver) == "FlatGeobuf") continue; // has none
            const auto path = folder / (std::string(field.name) + ending);
            {
                Maker maker(driver, path);
                OGRLayer& layer = maker.layer("some", wkbPoint, kPlainFields);
                OGRFieldDefn definition(field.name, field.type);
                definition.SetSubType(field.subType);
                layer.CreateField(&definition);
                for (int i = 0; i < 20; ++i) {
                    Maker::add(layer, "POINT (500000 3471000)", [&](OGRFeature& feature) {
                        fillPlain(feature, random);
                        const int index = feature.GetFieldIndex(field.name);
                        if (i % 3 == 0 || index < 0) return;
                        const GByte bytes[] = {1, 2, 200};
                        if (field.type == OFTBinary) {
                            feature.SetField(index, 3, bytes);
                        } else if (field.type == OFTDate || field.type == OFTDateTime) {
                            feature.SetField(index, 1969 + i, 7, 4, 12, 30, 15.5f, 132);
                        } else if (field.type == OFTReal) {
                            feature.SetField(index, 0.1);
                        } else {
                            feature.SetField(index, i);
                        }
                    });
                }
            }
            INFO(path.string());
            CHECK(checkBothWays(path));
            if (!isList) { // which a GeoPackage keeps as text
                CHECK(kindOf(path) == ArrowOutcome::Kind::Unsuitable);
            }
        }
    }
}

TEST_CASE("by columns: contents that are not what the table says", "[gdal][columns]") {
    const TemporaryFolder folder;
    const auto path = folder / "odd.gpkg";
    {
        Maker maker("GPKG", path);
        OGRLayer& layer = maker.layer("odd", wkbUnknown, kPlainFields);
        std::mt19937 random(1);
        for (int i = 0; i < 12; ++i) {
            Maker::add(layer, "POINT (500000 3471000)", [&](OGRFeature& feature) { fillPlain(feature, random); });
        }
        maker.layer("nothing", wkbPolygon, kPlainFields);
        maker.dataset().CreateLayer("without geometry", nullptr, wkbNone, nullptr);
    }
    const auto change = [&](const std::string& sql) {
        {
            const Dataset dataset(
                GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE, nullptr, nullptr, nullptr));
            CPLPushErrorHandler(CPLQuietErrorHandler);
            dataset->ReleaseResultSet(dataset->ExecuteSQL(sql.c_str(), nullptr, "SQLITE"));
            CPLPopErrorHandler();
        }
        INFO(sql);
        checkBothWays(path);
    };
    change("UPDATE odd SET code = CAST(x'C4E3BAC3' AS TEXT) WHERE fid = 3"); // not UTF-8
    change("UPDATE odd SET code = CAST(x'610062' AS TEXT) WHERE fid = 3");   // a NUL in it
    change("UPDATE odd SET count = 'many', area = 'wide', big = 2.5 WHERE fid = 4");
    change("UPDATE odd SET count = 5000000000, flag = 7 WHERE fid = 5");
    change("UPDATE odd SET code = 17 WHERE fid = 6");
    change("UPDATE odd SET geom = x'4750' WHERE fid = 7");
    change("UPDATE odd SET geom = substr(geom, 1, length(geom) - 3) WHERE fid = 8");
    change("UPDATE odd SET geom = substr(geom, 1, length(geom) - 21) || x'0000000001' || substr(geom, -16) "
           "WHERE fid = 9"); // the other byte order
    change("UPDATE odd SET geom = substr(geom, 1, length(geom) - 20) || x'63000000' WHERE fid = 10");
}

TEST_CASE("by columns: reading can be cancelled", "[gdal][columns]") {
    const TemporaryFolder folder;
    const auto path = folder / "plain.gpkg";
    {
        Maker maker("GPKG", path);
        OGRLayer& layer = maker.layer("plain", wkbPoint, kPlainFields);
        Maker::add(layer, "POINT (1 2)");
    }
    Progress progress;
    progress.cancel();
    ReadOptions options;
    options.progress = &progress;
    const auto data = readWithGdal(path, options);
    CHECK_FALSE(data);
    CHECK(test::issueOf(data.issues, "cancelled"));
}
