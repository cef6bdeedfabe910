#include "app/check_report.hpp"

#include "analysis/figure_tables.hpp"
#include "app/command_output.hpp"
#include "app/text_table.hpp"
#include "core/translate.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <limits>

namespace geju {

namespace {

using Json = nlohmann::ordered_json;

Json toJson(const CheckFinding& finding) {
    Json json = toJson(finding.issue);
    if (!finding.features.empty()) json["features"] = finding.features;
    if (finding.lonLat) {
        json["lon"] = finding.lonLat->x;
        json["lat"] = finding.lonLat->y;
    }
    const auto add = [&](const char* key, const std::optional<double>& value) {
        if (value) json[key] = *value;
    };
    add("area_m2", finding.squareMeters);
    add("mean_width_m", finding.meanWidthMeters);
    add("least_m", finding.leastMeters);
    add("greatest_m", finding.greatestMeters);
    return json;
}

std::string featureText(const Issue& issue) {
    return issue.feature ? std::to_string(*issue.feature) : std::string();
}

std::string number(const std::optional<double>& value) {
    return exactNumber(value.value_or(std::numeric_limits<double>::quiet_NaN()));
}

} // namespace

std::string checkAsJson(const CheckReport& report) {
    Json findings = Json::array();
    for (const auto& finding : report.findings) findings.push_back(toJson(finding));
    return dumpJson({{"area", name(Measure::Ellipsoidal)},
                     {"unit", "m2"},
                     {"method", measureText(Measure::Ellipsoidal)},
                     {"features", report.features},
                     {"findings", std::move(findings)},
                     {"notices", toJson(report.notices)},
                     {"inputs", toJson(report.inputs)}});
}

std::string checkAsCsv(const CheckReport& report) {
    std::string text = csvLine({"file", "layer", "feature", "position", "severity", "code", "message", "remedy",
                                "features", "lon", "lat", "area_m2", "mean_width_m", "least_m", "greatest_m"});
    for (const auto& finding : report.findings) {
        const Issue& issue = finding.issue;
        std::string features;
        for (const auto row : finding.features) features += (features.empty() ? "" : " ") + std::to_string(row);
        const auto& place = finding.lonLat;
        text +=
            csvLine({issue.file, issue.layer, featureText(issue), issue.position, toJson(issue)["severity"], issue.code,
                     issue.message, issue.remedy, features, number(place ? std::optional(place->x) : std::nullopt),
                     number(place ? std::optional(place->y) : std::nullopt), number(finding.squareMeters),
                     number(finding.meanWidthMeters), number(finding.leastMeters), number(finding.greatestMeters)});
    }
    return text;
}

std::string checkAsTable(const CheckReport& report) {
    std::string text;
    if (!report.findings.empty()) {
        TextTable table({{tr("file")},
                         {tr("layer")},
                         {tr("feature"), ColumnAlignment::Right},
                         {tr("position")},
                         {tr("finding")},
                         {tr("what was found")}});
        for (const auto& finding : report.findings) {
            const Issue& issue = finding.issue;
            std::string message = issue.message;
            if (!issue.remedy.empty()) message += tr("; ") + issue.remedy;
            table.add({issue.file, issue.layer, featureText(issue), issue.position, issue.code, message});
        }
        text = table.text() + fmt::format(fmt::runtime(tr("{} features checked, findings: {}.\n")), report.features,
                                          report.findings.size());
    } else {
        text = fmt::format(fmt::runtime(tr("{} features checked, nothing found.\n")), report.features);
    }
    for (const auto& notice : report.notices) text += describe(notice) + "\n";
    return text;
}

} // namespace geju
