#include "io/table_writer.hpp"

#include "core/files.hpp"
#include "core/translate.hpp"
#include "io/gdal_support.hpp"

#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <memory>
#include <set>

namespace geju {

namespace {

struct CloseDataset {
    void operator()(GDALDataset* dataset) const { GDALClose(dataset); }
};
struct DestroyFeature {
    void operator()(OGRFeature* feature) const { OGRFeature::DestroyFeature(feature); }
};

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

bool addSheet(GDALDataset& dataset, const DataTable& table, std::set<std::string>& taken) {
    OGRLayer* layer = dataset.CreateLayer(sheetName(table.name, taken).c_str(), nullptr, wkbNone, nullptr);
    if (!layer) return false;
    for (const DataTable::Column& column : table.columns) {
        OGRFieldDefn field(column.heading.c_str(), column.number ? OFTReal : OFTString);
        if (layer->CreateField(&field) != OGRERR_NONE) return false;
    }
    for (const auto& row : table.rows) {
        const std::unique_ptr<OGRFeature, DestroyFeature> feature(OGRFeature::CreateFeature(layer->GetLayerDefn()));
        for (std::size_t i = 0; i < row.size(); ++i) {
            const int field = static_cast<int>(i);
            if (const auto* text = std::get_if<std::string>(&row[i])) feature->SetField(field, text->c_str());
            if (const auto* number = std::get_if<double>(&row[i])) feature->SetField(field, *number);
        }
        if (layer->CreateFeature(feature.get()) != OGRERR_NONE) return false;
    }
    return true;
}

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
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("XLSX");
    if (!driver) {
        const std::string reason = fmt::format(fmt::runtime(tr("GDAL was built without {}")), "XLSX");
        return failure<int>("cannot-write", reason, path.string()).issues;
    }
    return writeThrough(path, [&](const std::filesystem::path& temporary) -> std::vector<Issue> {
        CPLErrorReset();
        std::unique_ptr<GDALDataset, CloseDataset> dataset(
            driver->Create(temporary.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
        std::set<std::string> taken;
        bool made = dataset != nullptr;
        for (const DataTable& table : tables) made = made && addSheet(*dataset, table, taken);
        if (const DataTable notes = notesOf(tables); made && !notes.rows.empty())
            made = addSheet(*dataset, notes, taken);
        dataset.reset(); // the file is written now
        if (made && CPLGetLastErrorType() < CE_Failure) return {};
        std::string reason;
        for (const Issue& issue : scope.take(path.string()))
            reason += reason.empty() ? issue.message : "; " + issue.message;
        return failure<int>("cannot-write", reason, path.string()).issues;
    });
}

} // namespace geju
