// Writes a composed sheet to a file of vectors, PDF or SVG, and says what pictures of it carry along. Under a temporary
// name, then renamed; nothing is left behind on failure. The same sheet gives the same bytes.
#pragma once

#include "core/result.hpp"
#include "sheet/sheet.hpp"

#include <filesystem>
#include <optional>
#include <vector>

namespace geju {

enum class SheetFormat { Png, Jpeg, Tiff, Pdf, Svg };
/// By the extension of the file's name, whatever its case; nothing for an unknown one.
std::optional<SheetFormat> sheetFormat(const std::filesystem::path& path);

/// What a picture carries of the sheet it shows, keyword and text: title, program, and where the map lies.
PictureEntries sheetText(const Sheet& sheet);
PicturePlace placeOf(const Sheet& sheet);

std::vector<Issue> writeSheetPdf(const std::filesystem::path& path, const Sheet& sheet, FontBook& fonts);
std::vector<Issue> writeSheetSvg(const std::filesystem::path& path, const Sheet& sheet, FontBook& fonts);

} // namespace geju
