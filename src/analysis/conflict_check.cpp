#include "analysis/conflict_check.hpp"

#include "analysis/overlay.hpp"
#include "core/translate.hpp"
#include "geometry/predicates.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace geju {

namespace {

bool startsWithAny(const std::string& code, const std::vector<std::string>& prefixes) {
    return std::any_of(prefixes.begin(), prefixes.end(),
                       [&](const std::string& prefix) { return code.starts_with(prefix); });
}

Issue conflictIssue(Severity severity, std::string code, std::string message, const std::string& layer) {
    Issue issue;
    issue.severity = severity;
    issue.code = std::move(code);
    issue.message = std::move(message);
    issue.layer = layer;
    return issue;
}

} // namespace

Result<std::vector<CheckFinding>> findConflicts(const ConflictCheck& check, Progress* progress) {
    Result<std::vector<CheckFinding>> result;
    const Column* column = check.table->column(check.rule.classField);
    if (!column) {
        result.issues.push_back(conflictIssue(
            Severity::Error, "missing-field",
            fmt::format(fmt::runtime(tr("there is no field \"{}\" for the class codes")), check.rule.classField),
            check.name));
        return result;
    }
    const auto codeOf = [&](std::size_t row) { return toText(column->at(row)); };
    MeasureOptions options;
    options.progress = progress;
    const auto counts = [&](std::size_t row) {
        const std::string code = codeOf(row);
        return startsWithAny(code, check.rule.codes) || startsWithAny(code, check.rule.except);
    };
    // What is wrong in the geometry of either is found where they are checked themselves.
    const auto layer = ArealLayer::prepare(*check.table, options, counts);
    auto moved = inFrame(*check.within, check.table->crs());
    const auto ground = moved ? layerToCheck(*moved, progress) : Result<ArealLayer>{};
    if (!layer || !ground) {
        append(result.issues, !layer ? layer.issues : moved ? ground.issues : moved.issues);
        return result;
    }
    result.value.emplace();
    if (ground->rows().empty()) return result;
    auto whole = wholeOf(*ground);
    const auto parts = whole ? partsInside(*layer, {&*whole, 1}, progress) : Result<std::vector<Parts>>{};
    if (!parts) {
        append(result.issues, whole ? parts.issues : whole.issues);
        result.value.reset();
        return result;
    }
    CompensatedSum excepted;
    std::size_t exceptions = 0;
    for (const std::uint32_t row : parts->front().rows) {
        const auto inside = layer->shape(row).intersection(whole->shape);
        if (!inside) {
            append(result.issues, inside.issues);
            result.value.reset();
            return result;
        }
        if (!(meanWidthMeters(*inside, layer->measurer()) > check.limits.roundingMeters)) continue;
        if (startsWithAny(codeOf(row), check.rule.except)) {
            excepted.add(layer->measurer().squareMeters(*inside));
            ++exceptions;
            continue;
        }
        CheckFinding finding;
        finding.features = {row};
        finding.issue = conflictIssue(Severity::Warning, "conflict", {}, check.name);
        locate(finding, *inside, layer->measurer());
        finding.issue.message = fmt::format(fmt::runtime(tr("land of class {} lies inside \"{}\" with {}")),
                                            codeOf(row), check.rule.within, describeSize(finding));
        result.value->push_back(std::move(finding));
    }
    if (exceptions > 0) {
        result.issues.push_back(conflictIssue(
            Severity::Notice, "conflict-excepted",
            fmt::format(fmt::runtime(tr("{} feature(s) of excepted classes lie inside \"{}\" with {:.3f} m² in all")),
                        exceptions, check.rule.within, excepted.value()),
            check.name));
    }
    return result;
}

} // namespace geju
