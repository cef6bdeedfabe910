#include "io/table_writer.hpp"

#include "core/files.hpp"
#include "core/translate.hpp"
#include "io/gdal_support.hpp"
#include "io/xlsx_parts.hpp"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <fmt/format.h>

#include <set>
#include <string>

namespace geju {

namespace {

/// Spreadsheets allow 31 characters and not these; two sheets of one name are told apart.
std::string sheetName(std::string name, std::set<std::string>& taken) {
    for (char& c : name) {
        if (std::string_view("[]:*?/\\'").find(c) != std::string_view::npos) c = ' ';
    }
    constexpr std::size_t kLongest = 31; // bytes, so never more characters than allowed
    const auto cut = [](std::string text, std::size_t bytes) {
        if (text.size() <= bytes) return text;
        while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xc0U) == 0x80U)
            --bytes; // not inside a character
        return text.substr(0, bytes);
    };
    std::string unique = cut(name, kLongest);
    for (int number = 2; !taken.insert(unique).second; ++number) {
        const std::string suffix = fmt::format(" {}", number);
        unique = cut(name, kLongest - suffix.size()) + suffix;
    }
    return unique;
}

/// A zip archive being written, through GDAL's own compression; closed whatever happens.
class Archive {
  public:
    explicit Archive(const std::filesystem::path& path)
      : zip_(CPLCreateZip(path.c_str(), nullptr)) {}
    ~Archive() { close(); }
    Archive(const Archive&) = delete;
    Archive& operator=(const Archive&) = delete;

    void begin(const std::string& name) {
        good_ = good_ && zip_ && CPLCreateFileInZip(zip_, name.c_str(), nullptr) == CE_None;
    }
    void write(std::string_view bytes) {
        constexpr std::size_t kBlock = std::size_t{1} << 20U;
        block_ += bytes;
        if (block_.size() >= kBlock) flush();
    }
    void end() {
        flush();
        good_ = good_ && CPLCloseFileInZip(zip_) == CE_None;
    }
    /// True when all of it was written.
    bool close() {
        if (zip_) good_ = CPLCloseZip(zip_) == CE_None && good_;
        zip_ = nullptr;
        return good_;
    }

  private:
    void flush() {
        good_ = good_ && CPLWriteFileInZip(zip_, block_.data(), static_cast<int>(block_.size())) == CE_None;
        block_.clear();
    }
    void* zip_;
    bool good_ = true;
    std::string block_;
};

/// What is said below the tables.
DataTable notesOf(std::span<const DataTable> tables) {
    DataTable notes;
    notes.name = tr("Notes");
    notes.columns = {{tr("table")}, {tr("note")}};
    for (const DataTable& table : tables) {
        for (const std::string& note : table.notes) notes.rows.push_back({table.name, note});
    }
    return notes;
}

} // namespace

std::vector<Issue> writeXlsx(const std::filesystem::path& path, std::span<const DataTable> tables) {
    GdalScope scope;
    const DataTable notes = notesOf(tables);
    std::vector<const DataTable*> sheets;
    for (const DataTable& table : tables) sheets.push_back(&table);
    if (!notes.rows.empty()) sheets.push_back(&notes);
    std::vector<std::string> names;
    std::set<std::string> taken;
    for (const DataTable* table : sheets) {
        names.push_back(sheetName(table->name, taken));
        if (table->rows.size() < xlsx::kMostRows) continue;
        const std::string reason = fmt::format(fmt::runtime(tr("{} has {} rows, more than a sheet can hold")),
                                               table->name, table->rows.size());
        return failure<int>("cannot-write", reason, path.string()).issues;
    }
    return writeThrough(path, [&](const std::filesystem::path& temporary) -> std::vector<Issue> {
        CPLErrorReset();
        Archive archive(temporary);
        const auto add = [&](const std::string& name, std::string_view text) {
            archive.begin(name);
            archive.write(text);
            archive.end();
        };
        add("[Content_Types].xml", xlsx::contentTypes(sheets.size()));
        add("_rels/.rels", xlsx::packageRelations());
        add("xl/workbook.xml", xlsx::workbook(names));
        add("xl/_rels/workbook.xml.rels", xlsx::workbookRelations(sheets.size()));
        add("xl/styles.xml", xlsx::styles());
        for (std::size_t i = 0; i < sheets.size(); ++i) {
            archive.begin(fmt::format("xl/worksheets/sheet{}.xml", i + 1));
            xlsx::sheet(*sheets[i], [&](std::string_view piece) { archive.write(piece); });
            archive.end();
        }
        if (archive.close() && CPLGetLastErrorType() < CE_Failure) return {};
        std::string reason;
        for (const Issue& issue : scope.take(path.string()))
            reason += reason.empty() ? issue.message : "; " + issue.message;
        return failure<int>("cannot-write", reason, path.string()).issues;
    });
}

} // namespace geju
