// The templates of map sheets under "geju:sheet" and "geju:sheets".
#include "plan/json_support.hpp"
#include "plan/project_parser.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace geju {

using nlohmann::json;

namespace {

/// Beyond these a picture is neither read nor made.
constexpr double kLeastDpi = 24;
constexpr double kMostDpi = 2400;
constexpr double kMostMarginMillimeters = 100;

} // namespace

void ProjectParser::parseSheets(const json& sheets) {
    if (!sheets.is_array()) {
        warn("invalid-value", fmt::format(fmt::runtime(tr("\"{}\" must be a list")), "geju:sheets"));
        return;
    }
    for (std::size_t i = 0; i < sheets.size(); ++i) {
        const std::string where = fmt::format(fmt::runtime(tr("sheet {}")), i);
        SheetTemplate sheet;
        if (sheets[i].is_object()) sheet.id = text(sheets[i], "id", where);
        const bool twice = std::any_of(project_.sheets.begin(), project_.sheets.end(),
                                       [&](const SheetTemplate& known) { return known.id == sheet.id; });
        if (sheet.id.empty() || twice) {
            warn("duplicate-id", fmt::format(fmt::runtime(tr("{}: the \"id\" is missing or stands twice")), where), {},
                 tr("the sheet is left out"));
            continue;
        }
        parseSheet(sheet, sheets[i], fmt::format(fmt::runtime(tr("sheet \"{}\"")), sheet.id));
        project_.sheets.push_back(std::move(sheet));
    }
}

void ProjectParser::parseSheet(SheetTemplate& sheet, const json& object, const std::string& where) {
    if (!object.is_object()) {
        warn("invalid-value", fmt::format(fmt::runtime(tr("{} must be an object")), where));
        return;
    }
    warnOfUnknown(object, {"id",         "name",       "paper",  "dpi",   "margin",       "heading", "subtitle",
                           "scene-text", "text",       "legend", "panel", "scale-bar",    "grid",    "inset",
                           "table",      "indicators", "chart",  "logo",  "legend-title", "north"},
                  where);
    if (object.contains("name")) sheet.name = localText(object["name"]);
    sheet.paper = text(object, "paper", where);
    const auto within = [&](const char* key, double least, double most) -> std::optional<double> {
        const auto value = number(object, key, where);
        if (!value || (*value >= least && *value <= most)) return value;
        warn("invalid-value", fmt::format(fmt::runtime(tr("{}: \"{}\" must lie between {} and {}, not be {}")), where,
                                          key, least, most, *value));
        return std::nullopt;
    };
    sheet.dpi = within("dpi", kLeastDpi, kMostDpi).value_or(0);
    sheet.marginMillimeters = within("margin", 0, kMostMarginMillimeters);
    sheet.heading = flag(object, "heading", true, where);
    if (object.contains("subtitle")) sheet.subtitle = localText(object["subtitle"]);
    sheet.sceneText = flag(object, "scene-text", true, where);
    if (object.contains("text")) sheet.text = localText(object["text"]);
    if (const auto legend = oneOf(object, "legend", {"none", "visible", "all"}, where)) {
        sheet.legend = static_cast<SheetTemplate::Legend>(*legend);
    }
    if (const auto panel = oneOf(object, "panel", {"auto", "right", "below"}, where)) {
        sheet.panel = static_cast<SheetTemplate::Panel>(*panel);
    }
    if (object.contains("legend-title")) sheet.legendTitle = localText(object["legend-title"]);
    sheet.northArrow = flag(object, "north", true, where);
    sheet.scaleBar = flag(object, "scale-bar", true, where);
    if (const auto grid = oneOf(object, "grid", {"none", "graticule", "projected"}, where)) {
        sheet.grid = static_cast<SheetTemplate::Grid>(*grid);
    }
    parseInset(sheet, object, where);
    if (object.contains("logo")) {
        if (auto path = resolve(where, text(object, "logo", where))) sheet.logo = std::move(*path);
    }
    parseSheetFigures(sheet, object, where);
}

void ProjectParser::parseInset(SheetTemplate& sheet, const json& object, const std::string& where) {
    if (!object.contains("inset")) return;
    const json& inset = object["inset"];
    if (inset.is_boolean()) {
        sheet.inset = inset.get<bool>();
    } else if (inset.is_string() && project_.scene(inset.get<std::string>())) {
        sheet.inset = true;
        sheet.insetScene = inset.get<std::string>();
    } else {
        warn("invalid-value", fmt::format(fmt::runtime(tr("{}: \"inset\" is true, false or the id of a scene, not {}")),
                                          where, shortened(inset)));
    }
}

void ProjectParser::parseSheetFigures(SheetTemplate& sheet, const json& object, const std::string& where) {
    if (const auto table = oneOf(object, "table", {"none", "balance", "indicators"}, where)) {
        sheet.table = static_cast<SheetTemplate::Table>(*table);
    }
    sheet.chart = flag(object, "chart", false, where);
    if (!object.contains("indicators")) return;
    if (!object["indicators"].is_array()) {
        warn("invalid-value", fmt::format(fmt::runtime(tr("{}: \"indicators\" must be a list of ids")), where));
        return;
    }
    for (const auto& id : object["indicators"]) {
        const bool known =
            id.is_string() && std::any_of(project_.indicators.begin(), project_.indicators.end(),
                                          [&](const Indicator& indicator) { return indicator.id == id; });
        if (known) {
            sheet.indicators.push_back(id.get<std::string>());
        } else {
            warn("missing-indicator",
                 fmt::format(fmt::runtime(tr("{}: there is no indicator {}")), where, shortened(id)));
        }
    }
}

} // namespace geju
