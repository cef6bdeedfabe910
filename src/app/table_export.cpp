#include "app/table_export.hpp"

#include "analysis/figure_tables.hpp"
#include "app/input_files.hpp"
#include "app/stats_output.hpp"
#include "app/text_table.hpp"
#include "core/files.hpp"
#include "core/translate.hpp"
#include "io/table_writer.hpp"

#include <array>

namespace geju {

namespace {

/// Spreadsheet programs take a file without it for one in the system's old encoding.
constexpr const char* kByteOrderMark = "\xEF\xBB\xBF";

/// With the notes as lines of one cell below the rows.
std::string csvWithNotes(const DataTable& table) {
    std::string text = kByteOrderMark + tableCsv(table);
    for (const std::string& note : table.notes) text += csvLine({note});
    return text;
}

} // namespace

std::vector<Issue> writeTable(const TableRequest& request) {
    const Document& document = *request.document;
    const FeatureTable& features = *document.source(document.project.landUse->source)->source;
    DataTable balance = balanceTable(request.balance, &document.project.classes);
    balance.notes.insert(balance.notes.begin(), request.scope);
    for (const Issue& issue : request.issues) {
        if (issue.severity != Severity::Notice) balance.notes.push_back(describe(issue));
    }
    if (request.path.extension() == ".xlsx") {
        const std::array tables{std::move(balance), partsTable(request.balance, features),
                                inputTable(inputFiles(document))};
        return writeXlsx(request.path, tables);
    }
    if (request.path.extension() != ".csv") {
        return failure<int>("unsupported-format", tr("use csv or xlsx"), request.path.string()).issues;
    }
    if (!request.polygons) return writeFile(request.path, csvWithNotes(balance));
    LandUseBalance one;
    one.measure = request.balance.measure;
    one.rows = {*request.polygons};
    DataTable polygons = partsTable(one, features);
    polygons.notes.insert(polygons.notes.begin(), request.scope);
    return writeFile(request.path, csvWithNotes(polygons));
}

} // namespace geju
