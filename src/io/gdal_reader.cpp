#include "io/gdal_reader.hpp"

#include "core/translate.hpp"
#include "io/gdal_layer.hpp"
#include "io/gdal_support.hpp"
#include "io/issue_log.hpp"
#include "io/message.hpp"
#include "io/utf16_dbf.hpp"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <array>
#include <cstring>
#include <fstream>

namespace geju {

namespace {

/// Options that only some formats know; GDAL would warn of the others.
std::vector<const char*> openOptions(const std::string& driver) {
    if (driver == "CSV") {
        return {"GEOM_POSSIBLE_NAMES=WKT,wkt,geom,geometry,the_geom,GEOMETRY",
                "X_POSSIBLE_NAMES=lon,lng,long,longitude,x,经度",
                "Y_POSSIBLE_NAMES=lat,latitude,y,纬度",
                "KEEP_GEOM_COLUMNS=NO",
                "AUTODETECT_TYPE=NO", // would read the code 0701 as 701
                nullptr};
    }
    if (driver == "ESRI Shapefile") return {"ENCODING=", "ADJUST_TYPE=NO", nullptr}; // raw bytes: this room decides
    if (driver == "GML") return {"DOWNLOAD_SCHEMA=NO", "WRITE_GFS=NO", nullptr};
    if (driver == "SQLite" || driver == "GPKG") return {"LIST_ALL_TABLES=NO", nullptr};
    return {nullptr};
}

} // namespace

bool isKnownToGdal(const std::filesystem::path& path) {
    const GdalScope scope;
    for (const char* const* name = localDrivers(); *name; ++name) {
        if (std::strstr(*name, "JSON")) continue;
        const std::array<const char*, 2> one{*name, nullptr};
        if (GDALIdentifyDriverEx(plainPath(path).c_str(), GDAL_OF_VECTOR, one.data(), nullptr)) return true;
    }
    return false;
}

Result<DataSet> readWithGdal(const std::filesystem::path& path, const ReadOptions& options,
                             const std::string& onlyDriver, bool mayReadByColumns) {
    GdalScope scope;
    IssueLog log(path.string());
    const std::string plain = plainPath(path);
    const std::array<const char*, 2> one{onlyDriver.c_str(), nullptr};
    const char* const* allowed = onlyDriver.empty() ? localDrivers() : one.data();

    const auto fail = [&](std::string code, std::string message, std::string remedy = {}) {
        Result<DataSet> result;
        if (Issue* issue = log.add(Severity::Error, code)) {
            issue->message = std::move(message);
            issue->remedy = std::move(remedy);
        }
        log.append(scope.take(path.string()));
        result.issues = log.take();
        return result;
    };
    GDALDriverH driver = GDALIdentifyDriverEx(plain.c_str(), GDAL_OF_VECTOR, allowed, nullptr);
    const std::string driverName = driver ? GDALGetDriverShortName(driver) : "";
    const std::array<const char*, 2> found{driverName.c_str(), nullptr};
    const GdalDataset dataset(
        GDALDataset::Open(plain.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR,
                          driver ? found.data() : allowed, openOptions(driverName).data(), nullptr));
    if (!dataset) {
        if (!driver) {
            scope.take({}); // GDAL says the same
            return fail("unknown-format", tr("this is no vector format that is known here"),
                        tr("of a format of several files, open the main one (.shp, .tab)"));
        }
        std::string start(4096, '\0');
        std::ifstream stream(path, std::ios::binary);
        stream.read(start.data(), static_cast<std::streamsize>(start.size()));
        start.resize(static_cast<std::size_t>(stream.gcount()));
        if (startsAsUtf16(start)) {
            scope.take({}); // GDAL only says that it does not know it
            return fail("utf16-text", filled(tr("the text is in UTF-16, in which {} is not read"), driverName),
                        tr("save the file in UTF-8"));
        }
        return fail("cannot-read", filled(tr("the file cannot be opened as {}"), driverName));
    }

    DataSet data;
    data.path = path.string();
    data.driver = dataset->GetDriverName();
    std::string names;
    const int count = dataset->GetLayerCount();
    for (int i = 0; i < count; ++i) {
        OGRLayer* layer = dataset->GetLayer(i);
        if (!layer) continue;
        names += (names.empty() ? "" : ", ") + std::string(layer->GetName());
        if (!options.layer.empty() && options.layer != layer->GetName()) continue;
        const double share = 1.0 / count;
        GdalLayerRequest request{data.driver, path, options, i * share, share, mayReadByColumns};
        std::optional<FeatureTable> table = readGdalLayer(*layer, request, log);
        log.setLayer(layer->GetName());
        log.append(scope.take(path.string()));
        log.setLayer({});
        if (isCancelled(options.progress)) return fail("cancelled", tr("reading was cancelled"));
        if (table) data.layers.push_back(std::move(*table));
    }
    if (data.layers.empty() && !log.hasErrors()) {
        if (!options.layer.empty()) {
            return fail("no-such-layer", filled(tr("there is no layer \"{}\""), options.layer),
                        filled(tr("its layers are: {}"), names));
        }
        return fail("no-layers", tr("the file has no vector layers"));
    }
    Result<DataSet> result;
    log.append(scope.take(path.string()));
    result.issues = log.take();
    if (!data.layers.empty()) result.value = std::move(data);
    report(options.progress, 1);
    return result;
}

} // namespace geju
