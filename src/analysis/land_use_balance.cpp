#include "analysis/land_use_balance.hpp"

#include "analysis/balance_ground.hpp"
#include "analysis/class_rows.hpp"
#include "analysis/duplicates.hpp"
#include "analysis/overlay.hpp"
#include "core/translate.hpp"
#include "geometry/predicates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace geju {

namespace {

Issue makeIssue(Severity severity, std::string code, std::string message, const std::string& layer) {
    Issue issue;
    issue.severity = severity;
    issue.code = std::move(code);
    issue.message = std::move(message);
    issue.layer = layer;
    return issue;
}

Issue missingField(const FeatureTable& table, const std::string& field) {
    std::string names;
    for (const Column& column : table.columns()) names += (names.empty() ? "" : ", ") + column.name();
    if (names.empty()) names = tr("none");
    return makeIssue(Severity::Error, "missing-field",
                     fmt::format(fmt::runtime(tr("there is no field \"{}\"; the fields are: {}")), field, names),
                     table.name());
}

class Balancer {
  public:
    Balancer(const BalanceRequest& request, const ArealLayer& layer, ClassRows classes)
      : request_(request)
      , layer_(layer)
      , classes_(std::move(classes)) {}

    std::vector<Issue> issues;
    LandUseBalance result;

    /// Looks for overlaps among the features that will be added; false when that failed.
    bool look(std::span<const std::uint32_t> rows);
    /// The rows and the ledger of one district, or of everything; false when it could not be made.
    bool add(const Parts& parts, const District* district, const std::optional<std::string>& name,
             const District* boundary, const Parts* insideBoundary, UnitedAreas united = {});
    /// Areas of unions in each district, for all of them beside each other: in a district there may be only one.
    std::vector<UnitedAreas> unite(const std::vector<Parts>& parts, std::span<const District> districts) const;

  private:
    bool addRow(const Parts& parts, std::uint32_t classIndex, const District* district,
                const std::optional<std::string>& name, UnitedAreas& united);
    bool closeLedger(Ledger& ledger, const UnionArea& everything, const UnionArea& covered, const Parts& inside,
                     const District& boundary);
    void warnOfOverlap(const UnionArea& area, const BalanceRow& row);
    void warnIfOpen(const Ledger& ledger);

    const BalanceRequest& request_;
    const ArealLayer& layer_;
    ClassRows classes_;
    OverlapGraph graph_;
};

bool Balancer::look(std::span<const std::uint32_t> rows) {
    auto graph = OverlapGraph::build(layer_, rows, request_.options.progress);
    append(issues, graph.issues);
    if (!graph) return false;
    graph_ = std::move(*graph);
    if (graph_.empty()) return true;
    for (CheckFinding& finding : findDuplicates(layer_)) {
        finding.issue.feature = finding.features.front();
        issues.push_back(std::move(finding.issue));
    }
    return true;
}

std::vector<UnitedAreas> Balancer::unite(const std::vector<Parts>& parts, std::span<const District> districts) const {
    std::vector<UnitedAreas> united(districts.size());
    if (graph_.empty()) return united;
    forEachParallel(districts.size(), 1, request_.options.progress, 0, 1, [&](std::size_t i) {
        unionArea(layer_, parts[i], graph_, &districts[i], &united[i]); // whoever asks again hears of failures
    });
    return united;
}

void Balancer::warnOfOverlap(const UnionArea& area, const BalanceRow& row) {
    if (!(area.overlapSquareMeters > 0)) return;
    const std::string code = row.code ? "\"" + *row.code + "\"" : std::string(tr("without a class"));
    std::string message =
        fmt::format(fmt::runtime(tr("features of class {} overlap by {:.3f} m², features {} and {} among them")), code,
                    area.overlapSquareMeters, area.example->first, area.example->second);
    if (row.within) message = *row.within + tr(": ") + message;
    Issue issue = makeIssue(Severity::Warning, "overlap", std::move(message), layer_.table().name());
    issue.feature = area.example->first;
    issue.remedy = tr("the ground is counted once");
    issues.push_back(std::move(issue));
}

bool Balancer::addRow(const Parts& parts, std::uint32_t classIndex, const District* district,
                      const std::optional<std::string>& name, UnitedAreas& united) {
    Parts own;
    for (std::size_t i = 0; i < parts.rows.size(); ++i) {
        if (classes_.ofRow[parts.rows[i]] != classIndex) continue;
        own.rows.push_back(parts.rows[i]);
        own.squareMeters.push_back(parts.squareMeters[i]);
        own.whole.push_back(parts.whole[i]);
    }
    if (own.rows.empty()) return true;
    auto area = unionArea(layer_, own, graph_, district, &united);
    append(issues, area.issues);
    if (!area) return false;
    BalanceRow row;
    row.within = name;
    row.code = classes_.codes[classIndex];
    row.squareMeters = area->squareMeters;
    row.overlapSquareMeters = area->overlapSquareMeters;
    row.count = own.rows.size();
    row.features = std::move(own.rows);
    row.parts = std::move(own.squareMeters);
    row.whole = std::move(own.whole);
    warnOfOverlap(*area, row);
    result.rows.push_back(std::move(row));
    return true;
}

bool Balancer::closeLedger(Ledger& ledger, const UnionArea& everything, const UnionArea& covered, const Parts& inside,
                           const District& boundary) {
    ledger.boundarySquareMeters = boundary.squareMeters;
    ledger.outsideSquareMeters = everything.squareMeters - covered.squareMeters;
    if (std::fabs(ledger.outsideSquareMeters) <=
        kAreaRoundingSquareMeters * static_cast<double>(everything.squareMeters > 0 ? inside.rows.size() + 1 : 1)) {
        ledger.outsideSquareMeters = 0;
    }
    if (!request_.findGaps) return true;
    // Disjoint parts inside the boundary that add up to it leave no gap; only where they do not, the gaps are sought.
    const double missing = boundary.squareMeters - covered.squareMeters;
    ledger.gapsSquareMeters = 0;
    if (std::fabs(missing) > kLedgerTolerance * boundary.squareMeters) {
        auto gaps = gapArea(layer_, inside, boundary, request_.options.progress);
        append(issues, gaps.issues);
        if (!gaps) return false;
        ledger.gapsSquareMeters = *gaps;
    }
    ledger.differenceSquareMeters = ledger.classesSquareMeters - ledger.overlapsSquareMeters -
                                    ledger.outsideSquareMeters + *ledger.gapsSquareMeters - boundary.squareMeters;
    if (!ledger.closes()) ledger.bendSquareMeters = layer_.measurer().bendSquareMeters(boundary.shape);
    return true;
}

bool Balancer::add(const Parts& parts, const District* district, const std::optional<std::string>& name,
                   const District* boundary, const Parts* insideBoundary, UnitedAreas united) {
    // The unions of everything are those of its classes mostly.
    auto everything = unionArea(layer_, parts, graph_, district, &united);
    append(issues, everything.issues);
    if (!everything) return false;
    const std::size_t firstRow = result.rows.size();
    for (std::uint32_t i = 0; i < classes_.codes.size(); ++i) {
        if (!addRow(parts, i, district, name, united)) return false;
        if (isCancelled(request_.options.progress)) {
            issues.push_back(cancelledIssue());
            return false;
        }
    }
    Ledger ledger;
    ledger.within = name;
    ledger.unmeasured = layer_.unmeasured();
    CompensatedSum classes;
    for (std::size_t i = firstRow; i < result.rows.size(); ++i) classes.add(result.rows[i].squareMeters);
    ledger.classesSquareMeters = classes.value();
    const double twice = classes.value() - everything->squareMeters;
    const double rounding = kAreaRoundingSquareMeters * static_cast<double>(parts.rows.size());
    if (twice > std::max(rounding, kNegligibleShare * everything->squareMeters)) {
        ledger.overlapsSquareMeters = twice;
        Issue issue = makeIssue(Severity::Warning, "overlap-between-classes",
                                fmt::format(fmt::runtime(tr("{}features of different classes overlap by {:.3f} m²")),
                                            name ? *name + tr(": ") : std::string(), twice),
                                layer_.table().name());
        issue.remedy = tr("the ground counts in each of the classes; the shares add up to more than the whole");
        issues.push_back(std::move(issue));
    }
    const double whole = district ? district->squareMeters : everything->squareMeters;
    for (std::size_t i = firstRow; i < result.rows.size(); ++i) {
        result.rows[i].share = whole > 0 ? result.rows[i].squareMeters / whole : 0;
    }
    if (district) {
        if (!closeLedger(ledger, *everything, *everything, parts, *district)) return false;
    } else if (boundary) {
        auto covered = unionArea(layer_, *insideBoundary, graph_, boundary);
        append(issues, covered.issues);
        if (!covered || !closeLedger(ledger, *everything, *covered, *insideBoundary, *boundary)) return false;
    }
    warnIfOpen(ledger);
    result.ledgers.push_back(std::move(ledger));
    return true;
}

void Balancer::warnIfOpen(const Ledger& ledger) {
    if (!ledger.differenceSquareMeters || ledger.closes()) return;
    Issue issue = makeIssue(Severity::Warning, "does-not-close",
                            fmt::format(fmt::runtime(tr("{}the balance does not close: difference {:.3f} m²")),
                                        ledger.within ? *ledger.within + tr(": ") : std::string(),
                                        *ledger.differenceSquareMeters),
                            layer_.table().name());
    issue.remedy = tr("look for invalid features and ones that could not be measured");
    issues.push_back(std::move(issue));
}

/// The rows with a part in some district.
std::vector<std::uint32_t> rowsOf(const std::vector<Parts>& parts) {
    std::vector<std::uint32_t> rows;
    for (const Parts& inside : parts) rows.insert(rows.end(), inside.rows.begin(), inside.rows.end());
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

/// The extent of districts with room for what their sides bend by in another frame.
Box reachOf(const FeatureTable& districts) {
    constexpr double kRoom = 0.01; // of the extent; straight sides of 100 km bend by 0.5 km
    const Box& extent = districts.extent();
    return extent.grown(kRoom * std::max(extent.width(), extent.height()));
}

/// The districts that are asked for, and the features that may have a part in them.
struct DistrictGround {
    BalanceGround ground;
    std::vector<District> districts;
    std::optional<DistrictEdges> edges;
    std::vector<Candidate> candidates;
};

/// In the frame of the table. False when there are none, with the reason among the issues.
bool findDistricts(const BalanceRequest& request, const FeatureTable& table, DistrictGround& found,
                   std::vector<Issue>& issues) {
    auto districts = districtsOf(request, table.crs(), found.ground);
    append(issues, districts.issues);
    if (!districts) return false;
    found.districts = std::move(*districts);
    found.edges.emplace(found.districts, table.crs());
    found.candidates = found.edges->candidates(table);
    return true;
}

} // namespace

bool Ledger::closes() const {
    if (!differenceSquareMeters || !boundarySquareMeters) return false;
    return std::fabs(*differenceSquareMeters) <= kLedgerTolerance * *boundarySquareMeters + bendSquareMeters;
}

bool LandUseBalance::comparesStates() const {
    return std::any_of(rows.begin(), rows.end(), [](const auto& row) { return row.presentSquareMeters.has_value(); });
}

bool LandUseBalance::knowsPopulation() const {
    return std::any_of(rows.begin(), rows.end(), [](const auto& row) { return row.squareMetersPerHead.has_value(); });
}

Result<LandUseBalance> balance(const BalanceRequest& request) {
    Result<LandUseBalance> outcome;
    const FeatureTable& table = *request.table;
    const Column* classColumn = nullptr;
    if (!request.classField.empty()) {
        classColumn = table.column(request.classField);
        if (!classColumn) {
            outcome.issues.push_back(missingField(table, request.classField));
            return outcome;
        }
    }
    if (request.districts && !request.nameField.empty() && !request.districts->column(request.nameField)) {
        outcome.issues.push_back(missingField(*request.districts, request.nameField));
        return outcome;
    }
    const auto passes = [&](const std::optional<Expression>& filter, std::size_t row) {
        return !filter || filter->matches({&table, row, 0});
    };
    // What lies apart from all districts is not looked at: exactly where they are overlaid in the table's own frame,
    // else, where sides bend on the way to the plane, by their extent.
    const bool ownFrame = request.options.measure != Measure::Planar;
    DistrictGround ground;
    std::vector<Issue> groundIssues;
    std::vector<std::uint8_t> isNear;
    std::optional<Box> reach;
    if (request.districts && ownFrame) {
        if (!findDistricts(request, table, ground, groundIssues)) {
            append(outcome.issues, groundIssues);
            return outcome;
        }
        isNear.assign(table.size(), 0);
        for (const Candidate& candidate : ground.candidates) isNear[candidate.row] = 1;
    } else if (request.districts) {
        if (const auto districts = inFrame(*request.districts, table.crs())) reach = reachOf(*districts);
    }
    const auto isApart = [&](std::size_t row) {
        const Box& box = table.envelope(row);
        if (box.empty() || !std::isfinite(box.width()) || !std::isfinite(box.height())) return false;
        return reach ? !reach->intersects(box) : !isNear.empty() && !isNear[row];
    };
    const auto counts = [&](std::size_t row) {
        const bool chosen = !request.only || (*request.only)[row];
        return chosen && !isApart(row) && passes(request.where, row) && passes(request.alsoWhere, row);
    };
    auto layer = ArealLayer::prepare(table, request.options, counts);
    append(outcome.issues, layer.issues);
    if (!layer) return outcome;
    if (layer->notAreal() > 0) {
        outcome.issues.push_back(
            makeIssue(Severity::Notice, "not-areal",
                      fmt::format(fmt::runtime(tr("{} feature(s) without polygons are left out")), layer->notAreal()),
                      table.name()));
    }
    Balancer balancer(request, *layer, classesOf(table, classColumn));
    balancer.result.measure = request.options.measure;
    balancer.result.classField = request.classField;
    bool made = false;

    if (request.districts) {
        if (!ownFrame && !findDistricts(request, layer->table(), ground, groundIssues)) {
            append(outcome.issues, groundIssues);
            return outcome;
        }
        append(outcome.issues, groundIssues);
        auto parts = partsInside(*layer, ground.districts, *ground.edges, ground.candidates, request.options.progress);
        append(outcome.issues, parts.issues);
        if (!parts) return outcome;
        made = balancer.look(rowsOf(*parts));
        if (!made) {
            append(outcome.issues, balancer.issues);
            return outcome;
        }
        auto united = balancer.unite(*parts, ground.districts);
        for (std::size_t i = 0; made && i < ground.districts.size(); ++i) {
            const District& district = ground.districts[i];
            made = balancer.add((*parts)[i], &district, district.name, nullptr, nullptr, std::move(united[i]));
        }
    } else if (request.boundary) {
        BalanceGround whole;
        auto boundary = boundaryOf(request, layer->frame(), whole);
        append(outcome.issues, boundary.issues);
        if (!boundary) return outcome;
        auto inside = partsInside(*layer, {&*boundary, 1}, request.options.progress);
        append(outcome.issues, inside.issues);
        if (!inside) return outcome;
        made = balancer.look(layer->rows()) &&
               balancer.add(allParts(*layer), nullptr, std::nullopt, &*boundary, &inside->front());
    } else {
        made = balancer.look(layer->rows()) && balancer.add(allParts(*layer), nullptr, std::nullopt, nullptr, nullptr);
    }
    append(outcome.issues, balancer.issues);
    if (made) outcome.value = std::move(balancer.result);
    return outcome;
}

std::string firstLevelCode(std::string_view code, std::size_t digits) {
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    const auto isLetter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
    const std::string_view start = code.substr(0, digits);
    const bool isCode = !start.empty() && (isDigit(start[0]) || isLetter(start[0])) &&
                        std::all_of(start.begin() + 1, start.end(), isDigit);
    return std::string(isCode ? start : code);
}

std::vector<BalanceRow> foldClasses(const std::vector<BalanceRow>& rows, std::size_t digits) {
    std::vector<BalanceRow> folded;
    for (const BalanceRow& row : rows) {
        const auto code = row.code ? std::optional(firstLevelCode(*row.code, digits)) : std::nullopt;
        const auto same = [&](const BalanceRow& other) { return other.within == row.within && other.code == code; };
        auto target = std::find_if(folded.begin(), folded.end(), same);
        if (target == folded.end()) {
            folded.push_back(row);
            folded.back().code = code;
            continue;
        }
        const auto add = [](std::optional<double>& sum, const std::optional<double>& value) {
            if (value) sum = sum.value_or(0) + *value;
        };
        add(target->presentSquareMeters, row.presentSquareMeters);
        add(target->squareMetersPerHead, row.squareMetersPerHead);
        target->squareMeters += row.squareMeters;
        target->share += row.share;
        target->count += row.count;
        target->overlapSquareMeters += row.overlapSquareMeters;
        target->features.insert(target->features.end(), row.features.begin(), row.features.end());
        target->parts.insert(target->parts.end(), row.parts.begin(), row.parts.end());
        target->whole.insert(target->whole.end(), row.whole.begin(), row.whole.end());
    }
    return folded;
}

} // namespace geju
