#include "io/image_writer.hpp"

#include "core/files.hpp"
#include "core/translate.hpp"
#include "io/gdal_support.hpp"

#include <cpl_string.h>
#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogr_spatialref.h>

#include <algorithm>
#include <memory>

namespace geju {

namespace {

constexpr int kBands = 3;

struct CloseDataset {
    void operator()(GDALDataset* dataset) const { GDALClose(dataset); }
};
using Dataset = std::unique_ptr<GDALDataset, CloseDataset>;

/// The picture as GDAL has one in memory; nothing when there is no room.
Dataset inMemory(const WrittenImage& image) {
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("MEM");
    Dataset dataset(driver ? driver->Create("", image.width, image.height, kBands, GDT_Byte, nullptr) : nullptr);
    if (!dataset) return nullptr;
    // GDAL's function takes its source as what it may write to as well.
    auto* pixels = const_cast<std::uint8_t*>(image.rgba.data());
    const GSpacing pixelBytes = 4;
    const CPLErr error = dataset->RasterIO(GF_Write, 0, 0, image.width, image.height, pixels, image.width, image.height,
                                           GDT_Byte, kBands, nullptr, pixelBytes, pixelBytes * image.width, 1, nullptr);
    if (error != CE_None) return nullptr;
    for (int band = 1; band <= kBands; ++band) {
        dataset->GetRasterBand(band)->SetColorInterpretation(static_cast<GDALColorInterp>(GCI_RedBand + band - 1));
    }
    return dataset;
}

void setPlace(GDALDataset& dataset, const Georeference& place) {
    double transform[6] = {place.topLeftWorld.x, place.unitsPerPixel, 0, place.topLeftWorld.y, 0, -place.unitsPerPixel};
    dataset.SetGeoTransform(transform);
    OGRSpatialReference reference;
    reference.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    const std::string& known = place.crs.identifier();
    if (reference.SetFromUserInput(known.empty() ? place.crs.definition().c_str() : known.c_str()) == OGRERR_NONE) {
        dataset.SetSpatialRef(&reference);
    }
}

/// "2023-11-14T22:13:20Z" as TIFF has it (TIFF 6.0, tag 306): "2023:11:14 22:13:20".
std::string tiffDate(std::string date) {
    constexpr std::size_t kLength = 19;
    if (date.size() < kLength) return {};
    date.resize(kLength);
    date[4] = date[7] = ':';
    date[10] = ' ';
    return date;
}

void setText(GDALDataset& dataset, const WrittenImage& image) {
    const std::string dpi = fmt::format("{:.6g}", image.dpi);
    dataset.SetMetadataItem("TIFFTAG_RESOLUTIONUNIT", "2"); // pixels an inch
    dataset.SetMetadataItem("TIFFTAG_XRESOLUTION", dpi.c_str());
    dataset.SetMetadataItem("TIFFTAG_YRESOLUTION", dpi.c_str());
    for (const auto& [keyword, text] : image.text) {
        if (keyword == "Title") {
            dataset.SetMetadataItem("TIFFTAG_IMAGEDESCRIPTION", text.c_str());
        } else if (keyword == "Software") {
            dataset.SetMetadataItem("TIFFTAG_SOFTWARE", text.c_str());
        } else if (keyword == "Creation Time") {
            dataset.SetMetadataItem("TIFFTAG_DATETIME", tiffDate(text).c_str());
        } else {
            std::string name = keyword; // a colon ends a name in GDAL's lists
            std::replace(name.begin(), name.end(), ':', '_');
            dataset.SetMetadataItem(name.c_str(), text.c_str());
        }
    }
}

std::vector<Issue> writeAs(const char* driverName, const std::filesystem::path& path, const WrittenImage& image,
                           const CPLStringList& options, bool placed) {
    GdalScope scope;
    const auto failed = [&](std::string reason) {
        for (const Issue& issue : scope.take(path.string()))
            reason += reason.empty() ? issue.message : "; " + issue.message;
        return failure<int>("cannot-write", reason, path.string()).issues;
    };
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName(driverName);
    if (!driver) return failed(fmt::format(fmt::runtime(tr("GDAL was built without {}")), driverName));
    const Dataset source = inMemory(image);
    if (!source) return failed({});
    if (placed) {
        if (image.place) setPlace(*source, *image.place);
        setText(*source, image);
    }
    return writeThrough(path, [&](const std::filesystem::path& temporary) -> std::vector<Issue> {
        // What a format has no room for would go to a second file beside the picture.
        const char* before = CPLGetThreadLocalConfigOption("GDAL_PAM_ENABLED", nullptr);
        const std::string kept = before ? before : "";
        CPLSetThreadLocalConfigOption("GDAL_PAM_ENABLED", "NO");
        CPLErrorReset();
        Dataset written(
            driver->CreateCopy(temporary.c_str(), source.get(), false, options.List(), GDALDummyProgress, nullptr));
        const bool made = written != nullptr;
        written.reset(); // what is left is written now
        CPLSetThreadLocalConfigOption("GDAL_PAM_ENABLED", before ? kept.c_str() : nullptr);
        if (!made || CPLGetLastErrorType() >= CE_Failure) return failed({});
        return {};
    });
}

} // namespace

std::vector<Issue> writeGeoTiff(const std::filesystem::path& path, const WrittenImage& image) {
    CPLStringList options;
    options.SetNameValue("COMPRESS", "DEFLATE");
    options.SetNameValue("PREDICTOR", "2");
    options.SetNameValue("TILED", "YES");
    options.SetNameValue("BIGTIFF", "IF_SAFER");
    return writeAs("GTiff", path, image, options, true);
}

std::vector<Issue> writeJpeg(const std::filesystem::path& path, const WrittenImage& image) {
    CPLStringList options;
    options.SetNameValue("QUALITY", "92");
    return writeAs("JPEG", path, image, options, false);
}

} // namespace geju
