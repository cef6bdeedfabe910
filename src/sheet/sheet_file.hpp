// Writes a composed sheet to a file: PNG with the map that a renderer made, PDF and SVG as vectors. Under a temporary
// name, then renamed; nothing is left behind on failure. The same sheet gives the same bytes.
#pragma once

#include "core/result.hpp"
#include "render/image.hpp"
#include "sheet/sheet.hpp"

#include <filesystem>
#include <optional>
#include <string_view>

namespace geju {

enum class SheetFormat { Png, Pdf, Svg, Tiff };
/// By the extension of the file's name, whatever its case; nothing for an unknown one.
std::optional<SheetFormat> sheetFormat(const std::filesystem::path& path);

/// `map` is the picture of the sheet's view with its labels.
std::vector<Issue> writeSheetPng(const std::filesystem::path& path, const Sheet& sheet, Image map, FontBook& fonts);

std::vector<Issue> writeSheetPdf(const std::filesystem::path& path, const Sheet& sheet, FontBook& fonts);
std::vector<Issue> writeSheetSvg(const std::filesystem::path& path, const Sheet& sheet, FontBook& fonts);

} // namespace geju
