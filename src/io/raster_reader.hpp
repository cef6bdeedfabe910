// Pictures that lie on the map, read by GDAL (GeoTIFF, PNG and JPEG with a world file, MBTiles and others) and taken to
// the frame of a plan. A picture without a coordinate system or a place is an error that says how to give it one.
// Blocking; any thread. Only local files are opened.
#pragma once

#include "core/progress.hpp"
#include "core/result.hpp"
#include "crs/crs.hpp"
#include "geometry/feature_table.hpp"
#include "geometry/raster.hpp"

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace geju {

struct RasterFile {
    std::filesystem::path path;
    std::string crs; ///< of a file that does not say it itself; may be empty
    /// Longitude and latitude (WGS 84) of the corners, from the upper left clockwise, of a file without a place.
    std::optional<std::array<Point, 4>> corners;
};

struct RasterInfo {
    std::string driver;
    int width = 0;
    int height = 0;
    int bands = 0;
    /// One feature, the picture's outline, in its own CRS.
    FeatureTable outline;
};

/// True for a file of a raster format, by its content; false for vector data and what cannot be read.
bool isRasterFile(const std::filesystem::path& path);

/// What a picture is and where it lies, without reading its pixels.
Result<RasterInfo> describeRaster(const RasterFile& file);

struct RasterOptions {
    /// Larger pictures are read coarser, with a warning: 8192² pixels are 256 MB and a third more for the levels.
    std::int64_t mostPixels = std::int64_t{8192} * 8192;
    Progress* progress = nullptr;
};

/// The pixels in `world`, north up. Bands of one are grey, of a palette its colours, more than three the first three;
/// values of more than 8 bits are stretched from the least to the greatest, which is said.
Result<Raster> readRaster(const RasterFile& file, const Crs& world, const RasterOptions& options = {});

} // namespace geju
