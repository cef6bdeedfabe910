#include "io/gdal_layer.hpp"

#include "core/translate.hpp"
#include "io/assumed_crs.hpp"
#include "io/encoding.hpp"
#include "io/gdal_arrow.hpp"
#include "io/gdal_geometry.hpp"
#include "io/gdal_text.hpp"
#include "io/message.hpp"
#include "io/text_types.hpp"

#include <ogrsf_frmts.h>

#include <cmath>
#include <memory>
#include <vector>

namespace geju {

namespace {

struct FreeCpl {
    void operator()(char* text) const { CPLFree(text); }
};
using CplText = std::unique_ptr<char, FreeCpl>;

std::string isoDateTime(const OGRFeature& feature, int field, OGRFieldType type) {
    int year = 0;
    int month = 0;
    int day = 0;
    int hour = 0;
    int minute = 0;
    int zone = 0; // GDAL: 0 unknown, 1 local, 100 UTC, one step a quarter of an hour
    float second = 0;
    feature.GetFieldAsDateTime(field, &year, &month, &day, &hour, &minute, &second, &zone);
    std::string text;
    if (type != OFTTime) text = fmt::format("{:04}-{:02}-{:02}", year, month, day);
    if (type == OFTDate) return text;
    if (type == OFTDateTime) text += "T";
    const float whole = std::floor(second);
    text += fmt::format("{:02}:{:02}:{:02}", hour, minute, static_cast<int>(whole));
    if (second > whole) text += fmt::format(".{:03}", static_cast<int>(std::lround((second - whole) * 1000)));
    if (zone == 100) text += "Z";
    if (zone > 1 && zone != 100) {
        const int minutes = (zone - 100) * 15;
        text += fmt::format("{}{:02}:{:02}", minutes < 0 ? '-' : '+', std::abs(minutes) / 60, std::abs(minutes) % 60);
    }
    return text;
}

/// Types of the text columns of a format that has none; nothing for other formats.
std::optional<TextColumnTypes> textTypes(OGRLayer& layer, const std::string& driver) {
    if (driver != "CSV") return std::nullopt;
    const int count = layer.GetLayerDefn()->GetFieldCount();
    TextColumnTypes types(static_cast<std::size_t>(count));
    layer.ResetReading();
    while (const std::unique_ptr<OGRFeature> feature{layer.GetNextFeature()}) {
        for (int i = 0; i < count; ++i) types.observe(static_cast<std::size_t>(i), feature->GetFieldAsString(i));
    }
    return types;
}

/// The cell of a field; `store` holds its text.
Value cell(const OGRFeature& feature, int field, const OGRFieldDefn& definition, LayerText& text, std::string& store) {
    if (text.isUtf16() && definition.GetType() == OFTString) {
        store = text.utf16Text(feature.GetFID(), field);
        return store.empty() ? Value() : std::string_view(store);
    }
    if (!feature.IsFieldSetAndNotNull(field)) return {};
    switch (definition.GetType()) {
    case OFTInteger:
        if (definition.GetSubType() == OFSTBoolean) return feature.GetFieldAsInteger(field) != 0;
        return static_cast<std::int64_t>(feature.GetFieldAsInteger(field));
    case OFTInteger64:
        return static_cast<std::int64_t>(feature.GetFieldAsInteger64(field));
    case OFTReal: {
        const double value = feature.GetFieldAsDouble(field);
        return std::isfinite(value) ? Value(value) : Value();
    }
    case OFTString:
        store = text.decoded(feature.GetFieldAsString(field));
        return std::string_view(store);
    case OFTDate:
    case OFTTime:
    case OFTDateTime:
        store = isoDateTime(feature, field, definition.GetType());
        return std::string_view(store);
    case OFTIntegerList:
    case OFTInteger64List:
    case OFTRealList:
    case OFTStringList: {
        const CplText json(feature.GetFieldAsSerializedJSon(field));
        store = text.decoded(json ? json.get() : "");
        return std::string_view(store);
    }
    default:
        store = text.decoded(feature.GetFieldAsString(field));
        return std::string_view(store);
    }
}

/// GDAL hands over coordinates in the order of its axis mapping; a first axis that points north is turned round.
bool comesNorthingFirst(const OGRSpatialReference& reference) {
    const std::vector<int>& mapping = reference.GetDataAxisToSRSAxisMapping();
    if (mapping.size() < 2) return false;
    OGRAxisOrientation first = OAO_Other;
    OGRAxisOrientation second = OAO_Other;
    reference.GetAxis(nullptr, std::abs(mapping[0]) - 1, &first);
    reference.GetAxis(nullptr, std::abs(mapping[1]) - 1, &second);
    return first == OAO_North && second == OAO_East;
}

std::optional<Crs> crsOf(const OGRSpatialReference& reference, IssueLog& log) {
    const char* const options[] = {"FORMAT=WKT2_2019", nullptr};
    char* wkt = nullptr;
    const bool isWritten = reference.exportToWkt(&wkt, options) == OGRERR_NONE && wkt;
    const CplText text(wkt);
    Result<Crs> made = isWritten ? Crs::from(text.get()) : failure<Crs>("unknown-crs", tr("the CRS cannot be written"));
    if (!made && reference.GetAuthorityName(nullptr)) {
        made =
            Crs::from(fmt::format("{}:{}", reference.GetAuthorityName(nullptr), reference.GetAuthorityCode(nullptr)));
    }
    if (made) return *made;
    for (Issue& issue : made.issues) issue.severity = Severity::Warning;
    log.append(made.issues);
    return std::nullopt;
}

bool isDrawingFormat(const std::string& driver) {
    return driver == "DXF" || driver == "DGN" || driver == "CAD" || driver == "SVG";
}

void addNotice(IssueLog& log, const char* code, std::size_t count, const char* message, const char* remedy) {
    if (count == 0) return;
    if (Issue* issue = log.add(Severity::Notice, code)) {
        issue->message = filled(message, count);
        issue->remedy = remedy;
    }
}

/// Names of the columns, decoded and told apart.
std::vector<std::string> columnNames(const OGRFeatureDefn& definition, LayerText& text) {
    std::vector<std::string> names;
    for (int i = 0; i < definition.GetFieldCount(); ++i) {
        std::string name = text.fieldName(i, definition.GetFieldDefn(i)->GetNameRef());
        const std::string plain = name;
        for (int n = 2; std::find(names.begin(), names.end(), name) != names.end(); ++n) {
            name = fmt::format("{}_{}", plain, n);
        }
        names.push_back(name);
    }
    return names;
}

struct GeometryCounts {
    std::size_t curved = 0;
    std::size_t withHeights = 0;
};

/// All features one by one; nothing when cancelled.
std::optional<GeometryCounts> readFeatures(OGRLayer& layer, const GdalLayerRequest& request,
                                           const std::vector<std::string>& names, const std::string& idColumn,
                                           bool swapAxes, LayerText& text, TableBuilder& builder, IssueLog& log) {
    OGRFeatureDefn& definition = *layer.GetLayerDefn();
    const std::optional<TextColumnTypes> types = textTypes(layer, request.driver);
    GdalGeometryWriter geometry(builder);
    std::string store;
    const auto expected = static_cast<double>(std::max<GIntBig>(layer.GetFeatureCount(FALSE), 1));
    layer.ResetReading();
    while (const std::unique_ptr<OGRFeature> feature{layer.GetNextFeature()}) {
        const auto index = static_cast<std::int64_t>(builder.featureCount());
        if (index % 256 == 0) {
            report(request.options.progress,
                   request.progressFrom + request.progressSpan * std::min(1.0, static_cast<double>(index) / expected));
            if (isCancelled(request.options.progress)) return std::nullopt;
            if (builder.full()) {
                if (Issue* issue = log.add(Severity::Error, "too-large", index)) {
                    issue->message = tr("the layer has more coordinates than a table can hold");
                    issue->remedy = tr("what stands before is read");
                }
                break;
            }
        }
        const OGRGeometry* shape = feature->GetGeometryRef();
        if (shape) {
            const bool isGood = geometry.write(*shape, swapAxes);
            reportGeometry(geometry.checks(), isGood, index, log);
        }
        text.setFeature(index);
        if (!idColumn.empty()) builder.set(idColumn, static_cast<std::int64_t>(feature->GetFID()));
        for (int i = 0; i < definition.GetFieldCount(); ++i) {
            Value value = cell(*feature, i, *definition.GetFieldDefn(i), text, store);
            if (types && std::holds_alternative<std::string_view>(value)) {
                value = types->value(static_cast<std::size_t>(i), store);
            }
            builder.set(names[static_cast<std::size_t>(i)], value);
        }
        builder.endFeature();
    }
    return GeometryCounts{geometry.curvedFeatures(), geometry.featuresWithHeights()};
}

/// All features, the fastest way that gives the same; nothing when cancelled.
std::optional<GeometryCounts> readRows(OGRLayer& layer, const GdalLayerRequest& request,
                                       const std::vector<std::string>& names, const std::string& idColumn,
                                       bool swapAxes, LayerText& text, TableBuilder& builder, IssueLog& log) {
    const bool hasFastColumns = request.driver == "GPKG" || request.driver == "FlatGeobuf";
    if (hasFastColumns && request.mayReadByColumns) {
        ArrowRequest columns;
        columns.idColumn = idColumn;
        columns.names = names;
        columns.swapAxes = swapAxes;
        columns.booleansByType = request.driver == "GPKG";
        columns.progress = request.options.progress;
        columns.progressFrom = request.progressFrom;
        columns.progressSpan = request.progressSpan;
        IssueLog columnLog(log.file());
        columnLog.setLayer(text.decoded(layer.GetName()));
        const ArrowOutcome outcome = readByColumns(layer, columns, builder, columnLog);
        if (outcome.kind == ArrowOutcome::Kind::Cancelled) return std::nullopt;
        if (outcome.kind == ArrowOutcome::Kind::Read) {
            log.take(columnLog, 0);
            return GeometryCounts{outcome.curvedFeatures, outcome.featuresWithHeights};
        }
        builder = TableBuilder();
    }
    return readFeatures(layer, request, names, idColumn, swapAxes, text, builder, log);
}

} // namespace

std::optional<FeatureTable> readGdalLayer(OGRLayer& layer, const GdalLayerRequest& request, IssueLog& log) {
    LayerText text(layer, request, log);
    const std::string layerName = text.decoded(layer.GetName());
    log.setLayer(layerName);
    OGRFeatureDefn& definition = *layer.GetLayerDefn();
    const std::vector<std::string> names = columnNames(definition, text);
    const OGRSpatialReference* reference = layer.GetSpatialRef();
    const bool swapAxes = reference && comesNorthingFirst(*reference);
    if (definition.GetGeomFieldCount() > 1) {
        if (Issue* issue = log.add(Severity::Notice, "several-geometry-columns")) {
            issue->message = filled(tr("the layer has {} geometry columns"), definition.GetGeomFieldCount());
            issue->remedy = tr("the first is read");
        }
    }
    const std::string idColumn = layer.GetFIDColumn();
    const bool hasId = !idColumn.empty() && definition.GetFieldIndex(idColumn.c_str()) < 0;

    TableBuilder builder;
    const std::optional<GeometryCounts> counts =
        readRows(layer, request, names, hasId ? idColumn : "", swapAxes, text, builder, log);
    if (!counts) return std::nullopt;
    addNotice(log, "curves-straightened", counts->curved, tr("{} features have curves"),
              tr("drawn and measured as chords of half a degree"));
    addNotice(log, "heights-dropped", counts->withHeights, tr("{} features have heights"),
              tr("plans are flat: not kept"));
    text.reportRepairs();

    std::optional<Crs> crs = reference ? crsOf(*reference, log) : std::nullopt;
    FeatureTable table = builder.build(layerName, crs.value_or(Crs::wgs84()));
    if (!crs && !table.extent().empty()) {
        const Crs assumed = assumedCrs(table.extent(), isDrawingFormat(request.driver), log);
        table = std::move(table).withCrs(assumed);
    } else if (crs && crs->isGeographic() && !isLonLat(table.extent())) {
        std::vector<Point> coordinates = table.coordinates();
        const Crs checked = checkedLonLat(*crs, coordinates, table.extent(), log);
        table = table.withCoordinates(checked, std::move(coordinates));
    }
    log.setLayer({});
    return table;
}

} // namespace geju
