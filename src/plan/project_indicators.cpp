// The indicators of a project and how the map computes them.
#include "plan/json_support.hpp"
#include "plan/project_parser.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace geju {

using nlohmann::json;

namespace {

std::optional<IndicatorComputation::Kind> computationKind(std::string_view name) {
    using Kind = IndicatorComputation::Kind;
    if (name == "class-share") return Kind::ClassShare;
    if (name == "class-area") return Kind::ClassArea;
    if (name == "class-area-per-head") return Kind::ClassAreaPerHead;
    if (name == "area") return Kind::Area;
    if (name == "length") return Kind::Length;
    if (name == "service-share") return Kind::ServiceShare;
    if (name == "service-area") return Kind::ServiceArea;
    return std::nullopt;
}

std::vector<std::string> codesOf(const json& object) {
    std::vector<std::string> codes;
    if (!object.contains("codes") || !object["codes"].is_array()) return codes;
    for (const auto& code : object["codes"]) codes.push_back(literalValue(code).toText());
    return codes;
}

} // namespace

void ProjectParser::parseIndicators(const json& indicators) {
    if (!indicators.is_array()) {
        warn("invalid-value", tr("\"geju:indicators\" must be a list"));
        return;
    }
    for (std::size_t i = 0; i < indicators.size(); ++i) parseIndicator(indicators[i], i);
}

void ProjectParser::parseIndicator(const json& object, std::size_t index) {
    std::string where = fmt::format(fmt::runtime(tr("indicator {}")), index);
    if (!object.is_object()) {
        warn("invalid-value", fmt::format(fmt::runtime(tr("{} must be an object")), where));
        return;
    }
    Indicator indicator;
    indicator.id = text(object, "id", where);
    const auto same = [&](const Indicator& other) { return other.id == indicator.id; };
    if (indicator.id.empty() || std::any_of(project_.indicators.begin(), project_.indicators.end(), same)) {
        warn("duplicate-id", fmt::format(fmt::runtime(tr("{}: the \"id\" is missing or stands twice")), where), {},
             tr("the indicator is left out"));
        return;
    }
    where = fmt::format(fmt::runtime(tr("indicator \"{}\"")), indicator.id);
    warnOfUnknown(object, {"id", "name", "unit", "definition", "source", "nature", "base", "target", "compute"}, where);
    if (object.contains("name")) indicator.name = localText(object["name"]);
    if (object.contains("definition")) indicator.definition = localText(object["definition"]);
    indicator.unit = texts(object, "unit", where);
    indicator.source = citation(object, "source", where);
    const std::string nature = text(object, "nature", where);
    if (nature == "binding") indicator.nature = Indicator::Nature::Binding;
    if (nature == "expected") indicator.nature = Indicator::Nature::Expected;
    if (!nature.empty() && indicator.nature == Indicator::Nature::Unstated) {
        warn("invalid-value",
             fmt::format(fmt::runtime(tr("{}: \"nature\" is \"binding\" or \"expected\", not \"{}\"")), where, nature));
    }
    const auto yearValue = [&](const char* key) -> std::optional<YearValue> {
        if (!object.contains(key) || object[key].is_null()) return std::nullopt;
        if (!object[key].is_object()) {
            warn("invalid-value",
                 fmt::format(fmt::runtime(tr("{}: \"{}\" is {{\"year\": …, \"value\": …}}")), where, key));
            return std::nullopt;
        }
        warnOfUnknown(object[key], {"year", "value"}, where);
        const auto value = number(object[key], "value", where);
        if (!value) return std::nullopt;
        return YearValue{static_cast<int>(number(object[key], "year", where).value_or(0)), *value};
    };
    indicator.base = yearValue("base");
    indicator.target = yearValue("target");
    if (object.contains("compute") && !object["compute"].is_null()) {
        indicator.computation = parseComputation(object["compute"], where);
    }
    project_.indicators.push_back(std::move(indicator));
}

std::optional<IndicatorComputation> ProjectParser::parseComputation(const json& compute, const std::string& where) {
    const char* carried = tr("the figure is carried, not computed");
    if (!compute.is_object()) {
        warn("invalid-value", fmt::format(fmt::runtime(tr("{}: \"compute\" must be an object")), where), {}, carried);
        return std::nullopt;
    }
    warnOfUnknown(compute, {"kind", "source", "class", "codes", "boundary", "where", "population", "near"}, where);
    IndicatorComputation computation;
    const std::string kindText = text(compute, "kind", where);
    const auto kind = computationKind(kindText);
    if (!kind) {
        warn("unsupported-computation",
             fmt::format(fmt::runtime(tr("{}: the computation \"{}\" is not supported")), where, kindText), {},
             carried);
        return std::nullopt;
    }
    computation.kind = *kind;
    computation.source = text(compute, "source", where);
    if (!knowsSource(computation.source, where)) return std::nullopt;
    computation.boundarySource = text(compute, "boundary", where);
    if (!computation.boundarySource.empty() && !knowsSource(computation.boundarySource, where)) return std::nullopt;
    if (compute.contains("where")) {
        computation.where = expression(compute["where"], {}, where + ": where", {}, true);
        if (!computation.where) {
            issues_.back().remedy = carried;
            return std::nullopt;
        }
    }
    computation.population = number(compute, "population", where).value_or(0);
    using Kind = IndicatorComputation::Kind;
    if (*kind == Kind::Area || *kind == Kind::Length) return computation;
    computation.classField = text(compute, "class", where);
    computation.codes = codesOf(compute);
    if (*kind == Kind::ServiceShare || *kind == Kind::ServiceArea) {
        if (!parseNear(compute, computation.near, where)) return std::nullopt;
        if (computation.classField.empty() && computation.codes.empty()) return computation;
    }
    if (computation.classField.empty() || computation.codes.empty()) {
        warn("invalid-value", fmt::format(fmt::runtime(tr("{}: \"compute\" needs \"class\" and \"codes\"")), where), {},
             carried);
        return std::nullopt;
    }
    return computation;
}

/// What serves, one object or a list of them; false where one is missing or wrong.
bool ProjectParser::parseNear(const json& compute, std::vector<ServiceReach>& near, const std::string& where) {
    const char* carried = tr("the figure is carried, not computed");
    const json given = compute.contains("near") ? compute["near"] : json();
    const json list = given.is_array() ? given : json::array({given});
    for (const json& object : list) {
        if (!object.is_object()) {
            warn("invalid-value",
                 fmt::format(fmt::runtime(tr("{}: \"near\" is {{\"source\": …, \"distance\": …}} or a list of them")),
                             where),
                 {}, carried);
            return false;
        }
        warnOfUnknown(object, {"source", "class", "codes", "where", "distance", "min-area"}, where);
        ServiceReach reach;
        reach.source = text(object, "source", where);
        if (!knowsSource(reach.source, where)) return false;
        reach.classField = text(object, "class", where);
        reach.codes = codesOf(object);
        reach.distanceMeters = number(object, "distance", where).value_or(0);
        reach.leastSquareMeters = number(object, "min-area", where).value_or(0);
        if (!(reach.distanceMeters > 0) || reach.classField.empty() != reach.codes.empty()) {
            warn("invalid-value",
                 fmt::format(fmt::runtime(tr("{}: \"near\" needs a \"distance\" in metres above 0, and \"class\" and "
                                             "\"codes\" only together")),
                             where),
                 {}, carried);
            return false;
        }
        if (object.contains("where")) {
            reach.where = expression(object["where"], {}, where + ": near", {}, true);
            if (!reach.where) {
                issues_.back().remedy = carried;
                return false;
            }
        }
        near.push_back(std::move(reach));
    }
    return !near.empty();
}

/// A figure per head without a population of its own takes the latest one of its boundary.
void ProjectParser::completePopulations() {
    for (Indicator& indicator : project_.indicators) {
        if (!indicator.computation || indicator.computation->kind != IndicatorComputation::Kind::ClassAreaPerHead)
            continue;
        if (indicator.computation->population > 0) continue;
        const Population* latest = nullptr;
        for (const Population& population : project_.populations) {
            if (population.within != indicator.computation->boundarySource || !population.name.empty()) continue;
            if (!latest || population.year > latest->year) latest = &population;
        }
        if (latest && latest->persons > 0) {
            indicator.computation->population = latest->persons;
        } else {
            warn("missing-population",
                 fmt::format(fmt::runtime(tr("indicator \"{}\": no population is given to divide by")), indicator.id));
        }
    }
}

} // namespace geju
