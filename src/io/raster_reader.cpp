#include "io/raster_reader.hpp"

#include "core/files.hpp"
#include "core/translate.hpp"
#include "crs/transform.hpp"
#include "io/gdal_support.hpp"
#include "io/message.hpp"

#include <cpl_string.h>
#include <gdal_alg.h>
#include <gdal_priv.h>
#include <gdal_utils.h>
#include <ogr_spatialref.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>
#include <memory>

namespace geju {

namespace {

// Formats that read one local file and what lies beside it. VRT and the web's formats, which open what a file names,
// are left out on purpose.
constexpr std::array kRasterDrivers{"GTiff",       "PNG",     "JPEG", "MBTiles", "BMP",
                                    "GIF",         "WEBP",    "HFA",  "ENVI",    "RMF",
                                    "JP2OpenJPEG", "AAIGrid", "ECW",  "SRTMHGT", static_cast<const char*>(nullptr)};

template <typename T>
Result<T> failed(GdalScope& scope, const RasterFile& file, std::string code, std::string message,
                 std::string remedy = {}) {
    auto result = failure<T>(std::move(code), std::move(message), file.path.string());
    result.issues.front().remedy = std::move(remedy);
    append(result.issues, scope.take(file.path.string()));
    return result;
}

GdalDataset open(const RasterFile& file) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(file.path, error)) return nullptr; // nor one of GDAL's virtual ones
    return GdalDataset(GDALDataset::Open(plainPath(file.path).c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY,
                                         kRasterDrivers.data(), nullptr, nullptr));
}

/// Where pixels lie: x = t[0] + t[1]·column + t[2]·row, y = t[3] + t[4]·column + t[5]·row.
struct Place {
    std::array<double, 6> transform{};
    Crs crs = Crs::wgs84();
};

std::optional<Crs> crsOf(const OGRSpatialReference* reference) {
    if (!reference) return std::nullopt;
    const char* const options[] = {"FORMAT=WKT2_2019", nullptr};
    char* wkt = nullptr;
    const bool written = reference->exportToWkt(&wkt, options) == OGRERR_NONE && wkt;
    auto made = written ? Crs::from(wkt) : Result<Crs>{};
    CPLFree(wkt);
    return std::move(made.value);
}

/// Of a .prj file beside the picture, which GDAL reads for some formats only.
std::optional<Crs> crsBeside(const std::filesystem::path& picture) {
    std::filesystem::path path = picture;
    std::error_code error;
    if (!std::filesystem::is_regular_file(path.replace_extension(".prj"), error)) return std::nullopt;
    const auto text = readFile(path);
    OGRSpatialReference reference;
    if (!text || reference.importFromWkt(text->c_str()) != OGRERR_NONE) return std::nullopt;
    reference.morphFromESRI();
    return crsOf(&reference);
}

/// The transform that fits points best; false where there is none.
bool fitPlace(std::array<double, 6>& transform, const std::vector<GDAL_GCP>& points) {
    return GDALGCPsToGeoTransform(static_cast<int>(points.size()), points.data(), transform.data(), true);
}

Result<Place> placeFromCorners(GdalScope& scope, const RasterFile& file, GDALDataset& dataset) {
    const double width = dataset.GetRasterXSize();
    const double height = dataset.GetRasterYSize();
    const std::array<Point, 4> pixels{{{0, 0}, {width, 0}, {width, height}, {0, height}}};
    std::vector<GDAL_GCP> points(4);
    for (std::size_t i = 0; i < points.size(); ++i) {
        points[i].dfGCPPixel = pixels[i].x;
        points[i].dfGCPLine = pixels[i].y;
        points[i].dfGCPX = (*file.corners)[i].x;
        points[i].dfGCPY = (*file.corners)[i].y;
    }
    Result<Place> result;
    result.value.emplace();
    if (!fitPlace(result->transform, points))
        return failed<Place>(scope, file, "no-place", tr("the corners span nothing"));
    return result;
}

Result<Place> placeOf(GdalScope& scope, const RasterFile& file, GDALDataset& dataset) {
    Place place;
    std::optional<Crs> crs = crsOf(dataset.GetSpatialRef());
    bool placed = dataset.GetGeoTransform(place.transform.data()) == CE_None;
    if (!placed && dataset.GetGCPCount() >= 3) {
        placed = fitPlace(place.transform, {dataset.GetGCPs(), dataset.GetGCPs() + dataset.GetGCPCount()});
        crs = crsOf(dataset.GetGCPSpatialRef());
    }
    if (!placed && file.corners) return placeFromCorners(scope, file, dataset);
    if (!placed) {
        return failed<Place>(scope, file, "no-place", tr("the picture does not say where it lies"),
                             tr("put a world file beside it, or give \"coordinates\" to the source of a project"));
    }
    if (!crs) crs = crsBeside(file.path);
    if (!crs && !file.crs.empty()) {
        auto named = Crs::from(file.crs);
        if (!named) return {std::nullopt, std::move(named.issues)};
        crs = *named;
    }
    if (!crs) {
        return failed<Place>(
            scope, file, "no-crs", tr("the picture does not say its coordinate system"),
            tr("name it: \"crs\" under \"geju:sources\" in a project, or a .prj file beside the picture"));
    }
    const auto& t = place.transform;
    if (!(std::fabs(t[1] * t[5] - t[2] * t[4]) > 0) || !std::isfinite(t[0] + t[3])) {
        return failed<Place>(scope, file, "no-place", tr("the picture's pixels have no size"));
    }
    place.crs = *crs;
    return {std::move(place), {}};
}

Point at(const Place& place, double column, double row) {
    const auto& t = place.transform;
    return {t[0] + t[1] * column + t[2] * row, t[3] + t[4] * column + t[5] * row};
}

FeatureTable outlineOf(const RasterFile& file, const Place& place, double width, double height) {
    TableBuilder builder;
    builder.beginPart(PartKind::Polygon);
    builder.beginRing();
    for (const Point p : {Point{0, 0}, {width, 0}, {width, height}, {0, height}, {0, 0}}) {
        builder.addPoint(at(place, p.x, p.y));
    }
    builder.endFeature();
    return builder.build(file.path.stem().string(), place.crs);
}

OGRSpatialReference referenceOf(const Crs& crs) {
    OGRSpatialReference reference;
    reference.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    reference.SetFromUserInput(crs.identifier().empty() ? crs.definition().c_str() : crs.identifier().c_str());
    return reference;
}

std::string wktOf(const Crs& crs) {
    const char* const options[] = {"FORMAT=WKT2_2019", nullptr};
    char* wkt = nullptr;
    referenceOf(crs).exportToWkt(&wkt, options);
    std::string text = wkt ? wkt : "";
    CPLFree(wkt);
    return text;
}

void add(CPLStringList& arguments, std::initializer_list<std::string> words) {
    for (const std::string& word : words) arguments.AddString(word.c_str());
}

/// A view of the dataset as grey or RGB of 8 bits, with alpha where it has one, at its place.
GdalDataset asBytes(GDALDataset& dataset, const Place& place, const RasterFile& file, std::vector<Issue>& issues) {
    CPLStringList arguments;
    add(arguments, {"-of", "VRT"});
    GDALRasterBand& first = *dataset.GetRasterBand(1);
    const int bands = dataset.GetRasterCount();
    const bool bytes = first.GetRasterDataType() == GDT_Byte;
    const auto isAlpha = [&](int band) {
        return bytes && band <= bands && dataset.GetRasterBand(band)->GetColorInterpretation() == GCI_AlphaBand;
    };
    if (first.GetColorTable()) {
        add(arguments, {"-expand", "rgba"});
    } else if (bands < 3) {
        add(arguments, {"-b", "1"});
        if (isAlpha(2)) add(arguments, {"-b", "2"});
    } else {
        add(arguments, {"-b", "1", "-b", "2", "-b", "3"});
        if (isAlpha(4)) add(arguments, {"-b", "4"});
    }
    if (!bytes && !first.GetColorTable()) {
        std::array<double, 2> range{0, 1};
        first.ComputeRasterMinMax(true, range.data());
        // Nothing of the data becomes 0, which is what lies outside them.
        add(arguments, {"-ot", "Byte", "-scale", fmt::format("{}", range[0]), fmt::format("{}", range[1]), "1", "255",
                        "-a_nodata", "0"});
        Issue issue;
        issue.severity = Severity::Notice;
        issue.code = "stretched-values";
        issue.message = filled(tr("values from {:.6g} to {:.6g} are shown from black to white"), range[0], range[1]);
        issue.file = file.path.string();
        issues.push_back(std::move(issue));
    }
    std::unique_ptr<GDALTranslateOptions, decltype(&GDALTranslateOptionsFree)> options(
        GDALTranslateOptionsNew(arguments.List(), nullptr), GDALTranslateOptionsFree);
    if (!options) return nullptr;
    GdalDataset view(
        GDALDataset::FromHandle(GDALTranslate("", GDALDataset::ToHandle(&dataset), options.get(), nullptr)));
    if (!view) return nullptr;
    view->SetGCPs(0, nullptr, static_cast<const OGRSpatialReference*>(nullptr));
    std::array<double, 6> transform = place.transform;
    view->SetGeoTransform(transform.data());
    const OGRSpatialReference reference = referenceOf(place.crs);
    view->SetSpatialRef(&reference);
    return view;
}

/// The grid in the plan's CRS that keeps the picture's resolution, coarser where it would have too many pixels.
struct Grid {
    Box extent;
    int width = 0;
    int height = 0;
    double coarser = 1; ///< times the picture's own pixels
};

std::optional<Grid> gridOf(GDALDataset& dataset, const std::string& world, std::int64_t mostPixels) {
    CPLStringList options;
    options.SetNameValue("DST_SRS", world.c_str());
    void* transformer = GDALCreateGenImgProjTransformer2(GDALDataset::ToHandle(&dataset), nullptr, options.List());
    if (!transformer) return std::nullopt;
    std::array<double, 6> transform{};
    std::array<double, 4> extent{};
    Grid grid;
    const CPLErr error = GDALSuggestedWarpOutput2(GDALDataset::ToHandle(&dataset), GDALGenImgProjTransform, transformer,
                                                  transform.data(), &grid.width, &grid.height, extent.data(), 0);
    GDALDestroyGenImgProjTransformer(transformer);
    if (error != CE_None || grid.width <= 0 || grid.height <= 0) return std::nullopt;
    grid.extent = {extent[0], extent[1], extent[2], extent[3]};
    const double pixels = double(grid.width) * grid.height;
    if (pixels > static_cast<double>(mostPixels)) {
        grid.coarser = std::sqrt(pixels / static_cast<double>(mostPixels));
        grid.width = std::max(1, static_cast<int>(grid.width / grid.coarser));
        grid.height = std::max(1, static_cast<int>(grid.height / grid.coarser));
    }
    if (grid.extent.empty() || !std::isfinite(grid.extent.width() + grid.extent.height())) return std::nullopt;
    return grid;
}

int CPL_STDCALL onProgress(double fraction, const char*, void* data) {
    auto* progress = static_cast<Progress*>(data);
    report(progress, fraction);
    return isCancelled(progress) ? 0 : 1;
}

GdalDataset warped(GDALDataset& dataset, const Grid& grid, const std::string& world, Progress* progress) {
    CPLStringList arguments;
    const auto number = [](double value) { return fmt::format("{}", value); };
    add(arguments, {"-of", "MEM", "-t_srs", world, "-te", number(grid.extent.minX), number(grid.extent.minY),
                    number(grid.extent.maxX), number(grid.extent.maxY), "-ts", std::to_string(grid.width),
                    std::to_string(grid.height), "-r", grid.coarser > 1.5 ? "average" : "bilinear", "-dstalpha", "-wo",
                    "NUM_THREADS=ALL_CPUS"});
    std::unique_ptr<GDALWarpAppOptions, decltype(&GDALWarpAppOptionsFree)> options(
        GDALWarpAppOptionsNew(arguments.List(), nullptr), GDALWarpAppOptionsFree);
    if (!options) return nullptr;
    if (progress) GDALWarpAppOptionsSetProgress(options.get(), onProgress, progress);
    GDALDatasetH source = GDALDataset::ToHandle(&dataset);
    return GdalDataset(GDALDataset::FromHandle(GDALWarp("", nullptr, 1, &source, options.get(), nullptr)));
}

/// Premultiplied RGBA of a dataset of grey or RGB and alpha; nothing when it cannot be read.
std::vector<std::uint8_t> pixelsOf(GDALDataset& dataset) {
    const int width = dataset.GetRasterXSize();
    const int height = dataset.GetRasterYSize();
    const int alpha = dataset.GetRasterCount();
    std::array<int, 4> bands{1, 2, 3, alpha};
    if (alpha < 4) bands = {1, 1, 1, alpha};
    std::vector<std::uint8_t> rgba(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4);
    const GSpacing pixel = 4;
    if (dataset.RasterIO(GF_Read, 0, 0, width, height, rgba.data(), width, height, GDT_Byte, 4, bands.data(), pixel,
                         pixel * width, 1, nullptr) != CE_None) {
        return {};
    }
    for (std::size_t i = 0; i < rgba.size(); i += 4) {
        const unsigned a = rgba[i + 3];
        for (std::size_t c = 0; c < 3; ++c) rgba[i + c] = static_cast<std::uint8_t>((rgba[i + c] * a + 127) / 255);
    }
    return rgba;
}

Issue coarserIssue(const RasterFile& file, const Grid& grid) {
    Issue issue;
    issue.code = "coarser-picture";
    issue.message =
        filled(tr("the picture is larger than is held in memory and is shown {:.2g} times coarser"), grid.coarser);
    issue.remedy = tr("cut out the part that the plan needs");
    issue.file = file.path.string();
    return issue;
}

} // namespace

bool isRasterFile(const std::filesystem::path& path) {
    const GdalScope scope;
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error)) return false;
    return GDALIdentifyDriverEx(plainPath(path).c_str(), GDAL_OF_RASTER, kRasterDrivers.data(), nullptr) != nullptr;
}

Result<RasterInfo> describeRaster(const RasterFile& file) {
    GdalScope scope;
    const GdalDataset dataset = open(file);
    if (!dataset || dataset->GetRasterCount() == 0) {
        return failed<RasterInfo>(scope, file, "cannot-read", tr("is no picture of a format that is known here"));
    }
    auto place = placeOf(scope, file, *dataset);
    if (!place) return {std::nullopt, std::move(place.issues)};
    const int width = dataset->GetRasterXSize();
    const int height = dataset->GetRasterYSize();
    Result<RasterInfo> result;
    result.value.emplace(RasterInfo{dataset->GetDriverName(), width, height, dataset->GetRasterCount(),
                                    outlineOf(file, *place, width, height)});
    return result;
}

Result<Raster> readRaster(const RasterFile& file, const Crs& world, const RasterOptions& options) {
    GdalScope scope;
    const GdalDataset dataset = open(file);
    if (!dataset || dataset->GetRasterCount() == 0) {
        return failed<Raster>(scope, file, "cannot-read", tr("is no picture of a format that is known here"));
    }
    const auto place = placeOf(scope, file, *dataset);
    if (!place) return {std::nullopt, place.issues};
    Result<Raster> result;
    const std::string worldText = wktOf(world);
    const GdalDataset bytes = asBytes(*dataset, *place, file, result.issues);
    const auto grid = bytes ? gridOf(*bytes, worldText, options.mostPixels) : std::nullopt;
    GdalDataset made = grid ? warped(*bytes, *grid, worldText, options.progress) : nullptr;
    if (isCancelled(options.progress)) return failed<Raster>(scope, file, "cancelled", tr("reading was cancelled"));
    auto rgba = made ? pixelsOf(*made) : std::vector<std::uint8_t>();
    made.reset(); // before the coarser levels are made: as large as the pixels
    if (rgba.empty()) {
        return failed<Raster>(scope, file, "cannot-read",
                              tr("the picture cannot be taken to the plan's coordinate system"));
    }
    if (grid->coarser > 1) result.issues.push_back(coarserIssue(file, *grid));
    result.value.emplace(grid->extent, grid->width, grid->height, std::move(rgba));
    return result;
}

} // namespace geju
