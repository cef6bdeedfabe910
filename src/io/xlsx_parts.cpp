#include "io/xlsx_parts.hpp"

#include "core/markup.hpp"
#include "core/text_width.hpp"
#include "io/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace geju::xlsx {

namespace {

constexpr const char* kDeclaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr const char* kMain = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr const char* kOffice = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr const char* kPackage = "http://schemas.openxmlformats.org/package/2006";
constexpr const char* kSheetMl = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

/// Narrower ones look cramped, wider ones push the others off the screen: their texts are wrapped.
constexpr double kNarrowest = 6;
constexpr double kWidest = 60;
/// Of very long tables the first rows say how wide it is.
constexpr std::size_t kRowsLookedAt = 5000;
/// What the cell keeps free on both sides.
constexpr double kPadding = 2;

// Places in the list of cell formats; numbers follow by their decimals.
constexpr std::size_t kHeadingFormat = 1;
constexpr std::size_t kTextFormat = 2;
constexpr std::size_t kFirstNumberFormat = 3;
constexpr int kMostDecimals = 6;
/// Below this, ids of formats are the standard's own.
constexpr int kFirstOwnNumberFormat = 164;

/// Years and numbers of rows are not grouped.
std::string numberFormat(int decimals) {
    return decimals == 0 ? "0" : "#,##0." + std::string(static_cast<std::size_t>(decimals), '0');
}

std::string textCell(const std::string& place, std::size_t format, std::string_view text) {
    return fmt::format("<c r=\"{}\" s=\"{}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>", place,
                       format, escapeMarkup(repairUtf8(text)));
}

std::string cell(const DataTable::Column& column, const DataTable::Cell& value, const std::string& place) {
    if (const auto* text = std::get_if<std::string>(&value)) {
        return text->empty() ? std::string() : textCell(place, kTextFormat, *text);
    }
    const auto* number = std::get_if<double>(&value);
    if (!number || !std::isfinite(*number)) return {};
    const auto decimals = static_cast<std::size_t>(std::clamp(column.decimals, 0, kMostDecimals));
    return fmt::format("<c r=\"{}\" s=\"{}\"><v>{}</v></c>", place, kFirstNumberFormat + decimals, *number);
}

} // namespace

std::string columnName(std::size_t column) {
    std::string name;
    for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26)
        name.insert(name.begin(), static_cast<char>('A' + (rest - 1) % 26));
    return name;
}

double columnWidth(const DataTable& table, std::size_t column) {
    std::size_t widest = terminalWidth(table.columns[column].heading);
    for (std::size_t i = 0; i < std::min(kRowsLookedAt, table.rows.size()); ++i) {
        const auto& row = table.rows[i];
        if (column < row.size()) widest = std::max(widest, terminalWidth(shown(table.columns[column], row[column])));
    }
    return std::clamp(static_cast<double>(widest) + kPadding, kNarrowest, kWidest);
}

std::string contentTypes(std::size_t sheets) {
    std::string text = fmt::format(
        "{}<Types xmlns=\"{}/content-types\"><Default Extension=\"rels\" "
        "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" "
        "ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"{}sheet.main+xml\"/>"
        "<Override PartName=\"/xl/styles.xml\" ContentType=\"{}styles+xml\"/>",
        kDeclaration, kPackage, kSheetMl, kSheetMl);
    for (std::size_t i = 1; i <= sheets; ++i) {
        text += fmt::format("<Override PartName=\"/xl/worksheets/sheet{}.xml\" ContentType=\"{}worksheet+xml\"/>", i,
                            kSheetMl);
    }
    return text + "</Types>";
}

std::string packageRelations() {
    return fmt::format("{}<Relationships xmlns=\"{}/relationships\"><Relationship Id=\"rId1\" "
                       "Type=\"{}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
                       kDeclaration, kPackage, kOffice);
}

std::string workbook(const std::vector<std::string>& names) {
    std::string text = fmt::format("{}<workbook xmlns=\"{}\" xmlns:r=\"{}\"><sheets>", kDeclaration, kMain, kOffice);
    for (std::size_t i = 0; i < names.size(); ++i) {
        text += fmt::format("<sheet name=\"{}\" sheetId=\"{}\" r:id=\"rId{}\"/>", escapeMarkup(repairUtf8(names[i])),
                            i + 1, i + 1);
    }
    return text + "</sheets></workbook>";
}

std::string workbookRelations(std::size_t sheets) {
    std::string text = fmt::format("{}<Relationships xmlns=\"{}/relationships\">", kDeclaration, kPackage);
    for (std::size_t i = 1; i <= sheets; ++i) {
        text += fmt::format("<Relationship Id=\"rId{}\" Type=\"{}/worksheet\" Target=\"worksheets/sheet{}.xml\"/>", i,
                            kOffice, i);
    }
    return text + fmt::format("<Relationship Id=\"rId{}\" Type=\"{}/styles\" Target=\"styles.xml\"/></Relationships>",
                              sheets + 1, kOffice);
}

std::string styles() {
    std::string formats;
    std::string cells;
    for (int decimals = 0; decimals <= kMostDecimals; ++decimals) {
        const int id = kFirstOwnNumberFormat + decimals;
        formats += fmt::format("<numFmt numFmtId=\"{}\" formatCode=\"{}\"/>", id, numberFormat(decimals));
        cells += fmt::format("<xf numFmtId=\"{}\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" "
                             "applyNumberFormat=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\"/></xf>",
                             id);
    }
    return fmt::format(
        "{}<styleSheet xmlns=\"{}\"><numFmts count=\"{}\">{}</numFmts>"
        "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>"
        "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
        "<fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill "
        "patternType=\"gray125\"/></fill><fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFE7EEEA\"/>"
        "</patternFill></fill></fills>"
        "<borders count=\"2\"><border><left/><right/><top/><bottom/><diagonal/></border><border><left/><right/><top/>"
        "<bottom style=\"thin\"><color rgb=\"FF5B6B63\"/></bottom><diagonal/></border></borders>"
        "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
        "<cellXfs count=\"{}\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
        "<xf numFmtId=\"0\" fontId=\"1\" fillId=\"2\" borderId=\"1\" xfId=\"0\" applyFont=\"1\" applyFill=\"1\" "
        "applyBorder=\"1\" applyAlignment=\"1\"><alignment vertical=\"center\" wrapText=\"1\"/></xf>"
        "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" "
        "applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf>{}</cellXfs></styleSheet>",
        kDeclaration, kMain, kMostDecimals + 1, formats, kFirstNumberFormat + kMostDecimals + 1, cells);
}

void sheet(const DataTable& table, const std::function<void(std::string_view)>& take) {
    take(fmt::format("{}<worksheet xmlns=\"{}\"><sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" "
                     "topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><cols>",
                     kDeclaration, kMain));
    std::vector<std::string> names;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        names.push_back(columnName(i));
        take(fmt::format("<col min=\"{}\" max=\"{}\" width=\"{}\" customWidth=\"1\"/>", i + 1, i + 1,
                         columnWidth(table, i)));
    }
    std::string line = "</cols><sheetData><row r=\"1\">";
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        line += textCell(names[i] + "1", kHeadingFormat, table.columns[i].heading);
    take(line + "</row>");
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        const std::string number = std::to_string(r + 2);
        line = "<row r=\"" + number + "\">";
        for (std::size_t i = 0; i < table.rows[r].size(); ++i)
            line += cell(table.columns[i], table.rows[r][i], names[i] + number);
        take(line + "</row>");
    }
    take("</sheetData></worksheet>");
}

} // namespace geju::xlsx
