// The report of a plan: its figures, what its checks found, and its maps, gathered once and written as a page for
// people (HTML, one file that needs no other) or as a workbook (.xlsx).
#pragma once

#include "analysis/indicators.hpp"
#include "analysis/land_use_balance.hpp"
#include "app/check_report.hpp"
#include "core/data_table.hpp"
#include "core/progress.hpp"
#include "core/units.hpp"
#include "plan/document.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace geju {

struct Report {
    struct Map {
        std::string title;
        std::string text;
        std::string source;
        std::string png; ///< the bytes of the sheet
    };
    std::shared_ptr<const Document> document;
    Measure measure = Measure::Ellipsoidal;
    std::string program;
    std::string date; ///< ISO 8601; may be empty
    std::optional<LandUseBalance> balance;
    std::optional<LandUseBalance> districts;
    IndicatorFigures indicators;
    CheckReport checks;
    DataTable sources; ///< what was read: file, features, bytes, hash
    std::vector<Map> maps;
    std::vector<Issue> issues; ///< met on the way
};

struct ReportRequest {
    Measure measure = Measure::Ellipsoidal;
    bool maps = true;
    int mapWidthPixels = 1400;
    int mapHeightPixels = 900;
    std::string program;
    std::string date;
    std::function<void(std::size_t done, std::size_t of)> mapDrawn; ///< may be empty
    Progress* progress = nullptr;                                   ///< of the maps; cancelled, the rest is left out
};

/// Whatever cannot be made is missing and said in `issues`.
Report makeReport(const std::shared_ptr<const Document>& document, const ReportRequest& request);

/// UTF-8, in the language of the interface. The same report gives the same text.
std::string reportHtml(const Report& report);
/// The sheets of a workbook.
std::vector<DataTable> reportTables(const Report& report);

} // namespace geju
