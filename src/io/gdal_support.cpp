#include "io/gdal_support.hpp"

#include "core/translate.hpp"
#include "io/message.hpp"
#include "io/utf8.hpp"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <gdal.h>

#include <array>
#include <mutex>

namespace geju {

namespace {

// Left out on purpose: OGR_VRT, GMLAS, WFS and the like, which open what the file names; databases and services;
// GeoJSON and its sequences, which are ours; PDF and raster formats with a vector side.
constexpr std::array kLocalDrivers{"GPKG",       "ESRI Shapefile",
                                   "FlatGeobuf", "LIBKML",
                                   "KML",        "CSV",
                                   "GML",        "GPX",
                                   "DXF",        "DGN",
                                   "CAD",        "MapInfo File",
                                   "SQLite",     "OpenFileGDB",
                                   "TopoJSON",   "ESRIJSON",
                                   "GeoRSS",     "S57",
                                   "OGR_GMT",    "JML",
                                   "MapML",      "Selafin",
                                   "Geoconcept", "Idrisi",
                                   "Interlis 1", "Interlis 2",
                                   "EDIGEO",     "VFK",
                                   "OSM",        "XLSX",
                                   "ODS",        "XLS",
                                   "SXF",        "VDV",
                                   "UK .NTF",    "OGR_SDTS",
                                   "AVCBin",     "AVCE00",
                                   "LVBAG",      "NAS",
                                   "SVG",        "Parquet",
                                   "Arrow",      static_cast<const char*>(nullptr)};

struct Option {
    const char* name;
    const char* value;
};
constexpr std::array<Option, 5> kScopedOptions{{
    {"CPL_VSIL_CURL_ALLOWED_EXTENSIONS", "{none}"}, // no /vsicurl/ reads
    {"GML_DOWNLOAD_SCHEMA", "NO"},
    {"GML_SKIP_RESOLVE_ELEMS", "ALL"}, // xlink:href is not followed
    {"OGR_SQLITE_LOAD_EXTENSIONS", ""},
    {"CPL_CURL_VERBOSE", "NO"},
}};

} // namespace

struct GdalScope::Messages {
    struct Entry {
        CPLErr kind;
        std::string text;
        std::size_t count = 1;
    };
    std::vector<Entry> entries;
    std::array<std::string, kScopedOptions.size()> optionsBefore;
    std::array<bool, kScopedOptions.size()> wasSet{};
};

namespace {

void collect(CPLErr kind, CPLErrorNum, const char* text) {
    auto* messages = static_cast<GdalScope::Messages*>(CPLGetErrorHandlerUserData());
    if (!messages || kind == CE_None || kind == CE_Debug) return;
    const std::string message = repairUtf8(text ? text : "");
    for (auto& entry : messages->entries) {
        if (entry.kind == kind && entry.text == message) {
            ++entry.count;
            return;
        }
    }
    constexpr std::size_t kEnough = 200;
    if (messages->entries.size() < kEnough) messages->entries.push_back({kind, message});
}

} // namespace

void prepareGdal() {
    static std::once_flag once;
    std::call_once(once, [] {
        CPLPushErrorHandler(CPLQuietErrorHandler); // a plugin that does not load is no concern of the user
        GDALAllRegister();
        CPLPopErrorHandler();
    });
}

const char* const* localDrivers() {
    return kLocalDrivers.data();
}

GdalScope::GdalScope()
  : messages_(std::make_unique<Messages>()) {
    prepareGdal();
    for (std::size_t i = 0; i < kScopedOptions.size(); ++i) {
        const char* before = CPLGetThreadLocalConfigOption(kScopedOptions[i].name, nullptr);
        messages_->wasSet[i] = before != nullptr;
        messages_->optionsBefore[i] = before ? before : "";
        CPLSetThreadLocalConfigOption(kScopedOptions[i].name, kScopedOptions[i].value);
    }
    CPLPushErrorHandlerEx(collect, messages_.get());
}

GdalScope::~GdalScope() {
    CPLPopErrorHandler();
    for (std::size_t i = 0; i < kScopedOptions.size(); ++i) {
        CPLSetThreadLocalConfigOption(kScopedOptions[i].name,
                                      messages_->wasSet[i] ? messages_->optionsBefore[i].c_str() : nullptr);
    }
}

std::vector<Issue> GdalScope::take(const std::string& file) {
    std::vector<Issue> issues;
    for (const auto& entry : messages_->entries) {
        Issue& issue = issues.emplace_back();
        issue.severity = entry.kind == CE_Warning ? Severity::Warning : Severity::Error;
        issue.code = "gdal";
        issue.file = file;
        issue.message = entry.count > 1 ? filled(tr("{} ({} times)"), entry.text, entry.count) : entry.text;
    }
    messages_->entries.clear();
    return issues;
}

void CloseGdal::operator()(GDALDataset* dataset) const {
    GDALClose(dataset);
}

std::string plainPath(const std::filesystem::path& path) {
    std::error_code error;
    const auto absolute = std::filesystem::absolute(path, error);
    return (error ? path : absolute).string();
}

} // namespace geju
