// Pictures in the formats that GDAL writes: GeoTIFF, which other programs lay under or over their own data, and JPEG.
// Under a temporary name, then renamed; nothing is left behind on failure. Same input, same bytes. Any thread.
#pragma once

#include "core/box.hpp"
#include "core/result.hpp"
#include "crs/crs.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace geju {

/// Where a picture lies: pixels are squares of the plane, rows run along x.
struct Georeference {
    Crs crs;
    Point topLeftWorld; ///< the outer corner of the first pixel
    double unitsPerPixel = 1;
};

/// Opaque pixels, 8-bit RGBA, top row first; alpha is not looked at. Refers to the pixels, which must outlive it.
struct WrittenImage {
    int width = 0;
    int height = 0;
    std::span<const std::uint8_t> rgba;
    double dpi = 96;
    std::optional<Georeference> place;
    std::vector<std::pair<std::string, std::string>> text; ///< keyword, text: "Title", "Software", "Creation Time",
                                                           ///< "geju:scale" (in TIFF "geju_scale"), …
};

std::vector<Issue> writeGeoTiff(const std::filesystem::path& path, const WrittenImage& image);
/// Quality 92 of 100, colours at full resolution: edges of a map stay clean. Place and text are not written.
std::vector<Issue> writeJpeg(const std::filesystem::path& path, const WrittenImage& image);

} // namespace geju
