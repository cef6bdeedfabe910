#include "analysis/indicators.hpp"

#include "analysis/near_ground.hpp"
#include "analysis/overlay.hpp"
#include "core/translate.hpp"
#include "geometry/measure.hpp"
#include "geometry/predicates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace geju {

namespace {

using Kind = IndicatorComputation::Kind;

std::optional<double> squareMetersOfUnit(std::string_view unit) {
    if (unit == "m²" || unit == "m2" || unit == "平方米") return 1;
    if (unit == "万m²" || unit == "万平方米") return 1e4;
    if (unit == "ha" || unit == "hm²" || unit == "公顷") return kSquareMetersPerHectare;
    if (unit == "km²" || unit == "km2" || unit == "平方公里" || unit == "平方千米") {
        return kSquareMetersPerSquareKilometer;
    }
    if (unit == "亩" || unit == "mu") return kSquareMetersPerMu;
    if (unit == "万亩") return 1e4 * kSquareMetersPerMu;
    return std::nullopt;
}

std::optional<double> metersOfUnit(std::string_view unit) {
    if (unit == "m" || unit == "米") return 1;
    if (unit == "km" || unit == "公里" || unit == "千米") return 1000;
    return std::nullopt;
}

/// The square-metre part of a unit per head: "m²", "m²/人", "m² per head".
std::optional<double> squareMetersOfUnitPerHead(std::string_view unit) {
    return squareMetersOfUnit(unit.substr(0, unit.find_first_of("/ ")));
}

/// Of a unit that one of the two languages writes in a way which is known.
std::optional<double> inEither(const LocalText& unit, std::optional<double> (*known)(std::string_view)) {
    const auto found = known(unit.zh);
    return found ? found : known(unit.en);
}

/// What a figure counts: features of one source, cut by the boundary where there is one. Not to be moved once filled.
struct CountedGround {
    std::optional<ArealLayer> layer;
    OverlapGraph graph;
    Parts parts;
    std::optional<FeatureTable> boundaryTable;
    std::optional<ArealLayer> boundaryLayer;
    std::optional<District> boundary;

    const District* within() const { return boundary ? &*boundary : nullptr; }
};

/// The ground within a reach, inside the boundary. Not to be moved once filled.
struct ServedGround {
    std::optional<FeatureTable> table;
    std::optional<ArealLayer> layer;
    std::optional<District> district; ///< nothing where nothing is served
};

class Computer {
  public:
    Computer(const Document& document, const MeasureOptions& options)
      : document_(document)
      , options_(options) {
        if (!options_.plane) options_.plane = document.crs;
    }

    IndicatorFigure figure(const Indicator& indicator);
    Result<CutParts> cut(const IndicatorFigure& figure);

  private:
    bool compute(IndicatorFigure& figure, const IndicatorComputation& computation);
    bool count(IndicatorFigure& figure, const IndicatorComputation& computation, const FeatureTable& table,
               CountedGround& ground);
    std::optional<UnionArea> unite(IndicatorFigure& figure, const CountedGround& ground, const Parts& parts,
                                   const District* within);
    bool computeArea(IndicatorFigure& figure, const IndicatorComputation& computation, const FeatureTable& table);
    bool computeService(IndicatorFigure& figure, const IndicatorComputation& computation, const FeatureTable& table);
    std::optional<FeatureTable> reached(IndicatorFigure& figure, const IndicatorComputation& computation,
                                        const Crs& frame);
    bool serve(IndicatorFigure& figure, const IndicatorComputation& computation, const CountedGround& ground,
               ServedGround& served);
    bool computeLength(IndicatorFigure& figure, const IndicatorComputation& computation, const FeatureTable& table);
    void compareWithTarget(IndicatorFigure& figure);
    const FeatureTable* table(IndicatorFigure& figure, const std::string& source);
    bool fail(IndicatorFigure& figure, std::string code, std::string message);

    const Document& document_;
    MeasureOptions options_;
};

bool Computer::fail(IndicatorFigure& figure, std::string code, std::string message) {
    Issue issue;
    issue.code = std::move(code);
    issue.message = fmt::format(fmt::runtime(tr("indicator \"{}\": {}")), figure.indicator.id, message);
    issue.remedy = tr("the figure is carried, not computed");
    figure.issues.push_back(std::move(issue));
    return false;
}

const FeatureTable* Computer::table(IndicatorFigure& figure, const std::string& source) {
    const LoadedSource* loaded = document_.source(source);
    if (loaded && loaded->source) return loaded->source.get();
    fail(figure, "missing-source", fmt::format(fmt::runtime(tr("the source \"{}\" could not be read")), source));
    return nullptr;
}

/// Which features count: by the prefixes of their class codes and by the filter. Of a computation or a reach.
template <typename Rule>
std::function<bool(std::size_t)> counted(const Rule& rule, const FeatureTable& table) {
    return [&rule, &table](std::size_t row) {
        if (rule.where && !rule.where->matches({&table, row, 0})) return false;
        if (rule.codes.empty()) return true;
        const Value value = table.value(row, rule.classField);
        if (isNull(value)) return false;
        const std::string code = toText(value);
        return std::any_of(rule.codes.begin(), rule.codes.end(),
                           [&](const std::string& prefix) { return code.starts_with(prefix); });
    };
}

bool Computer::count(IndicatorFigure& figure, const IndicatorComputation& computation, const FeatureTable& table,
                     CountedGround& ground) {
    auto layer = ArealLayer::prepare(table, options_, counted(computation, table));
    append(figure.issues, layer.issues);
    if (!layer) return fail(figure, "not-measurable", tr("its features cannot be measured"));
    ground.layer.emplace(std::move(*layer));
    auto graph = OverlapGraph::build(*ground.layer, ground.layer->rows(), options_.progress);
    append(figure.issues, graph.issues);
    if (!graph) return fail(figure, "overlay-failed", tr("overlaps cannot be found"));
    ground.graph = std::move(*graph);
    ground.parts = allParts(*ground.layer);
    if (computation.boundarySource.empty()) return true;

    const FeatureTable* boundaryTable = this->table(figure, computation.boundarySource);
    if (!boundaryTable) return false;
    auto inSameFrame = inFrame(*boundaryTable, ground.layer->frame());
    if (!inSameFrame) return fail(figure, "not-measurable", tr("the boundary lies in another coordinate system"));
    ground.boundaryTable.emplace(std::move(*inSameFrame));
    auto prepared = ArealLayer::prepare(*ground.boundaryTable, options_);
    append(figure.issues, prepared.issues);
    if (!prepared) return fail(figure, "not-measurable", tr("the boundary cannot be measured"));
    ground.boundaryLayer.emplace(std::move(*prepared));
    auto whole = wholeOf(*ground.boundaryLayer);
    append(figure.issues, whole.issues);
    if (!whole) return fail(figure, "overlay-failed", tr("the boundary cannot be united"));
    ground.boundary.emplace(std::move(*whole));
    auto inside = partsInside(*ground.layer, {&*ground.boundary, 1}, options_.progress);
    append(figure.issues, inside.issues);
    if (!inside) return fail(figure, "overlay-failed", tr("its features cannot be cut by the boundary"));
    ground.parts = std::move(inside->front());
    return true;
}

std::optional<UnionArea> Computer::unite(IndicatorFigure& figure, const CountedGround& ground, const Parts& parts,
                                         const District* within) {
    auto area = unionArea(*ground.layer, parts, ground.graph, within);
    append(figure.issues, area.issues);
    if (!area) {
        fail(figure, "overlay-failed", tr("the union of its features cannot be made"));
        return std::nullopt;
    }
    if (area->overlapSquareMeters > 0) {
        Issue issue;
        issue.code = "overlap";
        issue.message = fmt::format(fmt::runtime(tr("indicator \"{}\": features overlap by {:.3f} m²")),
                                    figure.indicator.id, area->overlapSquareMeters);
        issue.remedy = tr("the ground is counted once");
        issue.layer = ground.layer->table().name();
        figure.issues.push_back(std::move(issue));
    }
    return *area;
}

bool Computer::computeArea(IndicatorFigure& figure, const IndicatorComputation& computation,
                           const FeatureTable& table) {
    CountedGround ground;
    if (!count(figure, computation, table, ground)) return false;
    if (ground.boundary) figure.denominatorSquareMeters = ground.boundary->squareMeters;
    const auto area = unite(figure, ground, ground.parts, ground.within());
    if (!area) return false;
    figure.numeratorSquareMeters = area->squareMeters;
    figure.features = std::move(ground.parts.rows);
    figure.whole = std::move(ground.parts.whole);
    const LocalText& unit = figure.indicator.unit;
    switch (computation.kind) {
    case Kind::ClassShare:
        if (!(figure.denominatorSquareMeters > 0)) {
            return fail(figure, "missing-boundary", tr("a share needs a boundary with an area"));
        }
        figure.computed = area->squareMeters / figure.denominatorSquareMeters * 100;
        return true;
    case Kind::ClassAreaPerHead: {
        const auto perUnit = inEither(unit, squareMetersOfUnitPerHead);
        if (!(computation.population > 0)) return fail(figure, "missing-population", tr("no population is given"));
        if (!perUnit)
            return fail(figure, "unknown-unit", fmt::format(fmt::runtime(tr("\"{}\" is no unit of area")), unit.get()));
        figure.computed = area->squareMeters / *perUnit / computation.population;
        return true;
    }
    default: {
        const auto perUnit = inEither(unit, squareMetersOfUnit);
        if (!perUnit)
            return fail(figure, "unknown-unit", fmt::format(fmt::runtime(tr("\"{}\" is no unit of area")), unit.get()));
        figure.computed = area->squareMeters / *perUnit;
        return true;
    }
    }
}

/// The ground that services reach, in the frame of what is counted; a table of one feature, or of none.
std::optional<FeatureTable> Computer::reached(IndicatorFigure& figure, const IndicatorComputation& computation,
                                              const Crs& frame) {
    NearGroundRequest request;
    request.options = options_;
    request.frame = frame;
    request.name = figure.indicator.id;
    for (const ServiceReach& reach : computation.near) {
        const FeatureTable* serving = table(figure, reach.source);
        if (!serving) return std::nullopt;
        if (!reach.codes.empty() && !serving->column(reach.classField)) {
            fail(
                figure, "missing-field",
                fmt::format(fmt::runtime(tr("the source \"{}\" has no field \"{}\"")), reach.source, reach.classField));
            return std::nullopt;
        }
        request.reaches.push_back({serving, counted(reach, *serving), reach.distanceMeters, reach.leastSquareMeters});
    }
    auto ground = reachedGround(request);
    append(figure.issues, ground.issues);
    if (!ground) fail(figure, "overlay-failed", tr("the ground that is served cannot be made"));
    return std::move(ground.value);
}

bool Computer::serve(IndicatorFigure& figure, const IndicatorComputation& computation, const CountedGround& ground,
                     ServedGround& served) {
    const auto near = reached(figure, computation, ground.layer->frame());
    if (!near) return false;
    Issue notice;
    notice.severity = Severity::Notice;
    notice.code = "straight-line";
    notice.message =
        fmt::format(fmt::runtime(tr("indicator \"{}\": distances are straight lines, not ways along streets")),
                    figure.indicator.id);
    figure.issues.push_back(std::move(notice));
    if (near->size() == 0) return true;
    Shape shape = Shape::fromFeature(*near, 0);
    if (ground.boundary) {
        auto inside = shape.intersection(ground.boundary->shape);
        if (!inside) return fail(figure, "overlay-failed", tr("the ground that is served cannot be made"));
        shape = std::move(*inside);
    }
    served.table.emplace(tableOf(shape, figure.indicator.id, ground.layer->frame()));
    auto layer = ArealLayer::prepare(*served.table, options_);
    if (!layer || layer->rows().empty()) return true;
    served.layer.emplace(std::move(*layer));
    auto whole = wholeOf(*served.layer);
    if (whole) served.district.emplace(std::move(*whole));
    return true;
}

bool Computer::computeService(IndicatorFigure& figure, const IndicatorComputation& computation,
                              const FeatureTable& table) {
    const bool isShare = computation.kind == Kind::ServiceShare;
    const auto perUnit = isShare ? std::optional(1.0) : inEither(figure.indicator.unit, squareMetersOfUnit);
    if (!perUnit) {
        return fail(figure, "unknown-unit",
                    fmt::format(fmt::runtime(tr("\"{}\" is no unit of area")), figure.indicator.unit.get()));
    }
    CountedGround ground;
    if (!count(figure, computation, table, ground)) return false;
    const auto all = unite(figure, ground, ground.parts, ground.within());
    if (!all) return false;
    figure.denominatorSquareMeters = all->squareMeters;
    ServedGround served;
    if (!serve(figure, computation, ground, served)) return false;
    if (served.district) {
        auto parts = partsInside(*ground.layer, {&*served.district, 1}, options_.progress);
        append(figure.issues, parts.issues);
        if (!parts) return fail(figure, "overlay-failed", tr("its features cannot be cut by the boundary"));
        const auto area = unionArea(*ground.layer, parts->front(), ground.graph, &*served.district);
        append(figure.issues, area.issues);
        if (!area) return fail(figure, "overlay-failed", tr("the union of its features cannot be made"));
        figure.numeratorSquareMeters = area->squareMeters;
        figure.features = std::move(parts->front().rows);
        figure.whole = std::move(parts->front().whole);
    }
    if (!isShare) {
        figure.computed = figure.numeratorSquareMeters / *perUnit;
        return true;
    }
    if (!(figure.denominatorSquareMeters > 0)) return fail(figure, "no-areas", tr("no feature has an area"));
    figure.computed = figure.numeratorSquareMeters / figure.denominatorSquareMeters * 100;
    return true;
}

bool Computer::computeLength(IndicatorFigure& figure, const IndicatorComputation& computation,
                             const FeatureTable& table) {
    const auto perUnit = inEither(figure.indicator.unit, metersOfUnit);
    if (!perUnit) {
        return fail(figure, "unknown-unit",
                    fmt::format(fmt::runtime(tr("\"{}\" is no unit of length")), figure.indicator.unit.get()));
    }
    std::optional<FeatureTable> inPlane;
    const FeatureTable* measured = &table;
    if (options_.measure == Measure::Planar && options_.plane && !(*options_.plane == table.crs())) {
        auto moved = inFrame(table, *options_.plane);
        if (!moved) return fail(figure, "not-measurable", tr("its features cannot be measured"));
        inPlane.emplace(std::move(*moved));
        measured = &*inPlane;
    }
    const Measurer measurer(*measured, options_.measure);
    const auto counts = counted(computation, table);
    CompensatedSum sum;
    for (std::uint32_t row = 0; row < table.size(); ++row) {
        if (!counts(row)) continue;
        double length = 0;
        for (const std::uint32_t part : measured->parts(row)) {
            if (measured->kind(part) != PartKind::Line) continue;
            for (const std::uint32_t ring : measured->rings(part)) {
                length += measurer.lengthMeters(measured->points(ring), false);
            }
        }
        if (!std::isfinite(length)) return fail(figure, "not-measurable", tr("its features cannot be measured"));
        if (length > 0) figure.features.push_back(row);
        sum.add(length);
    }
    figure.whole.assign(figure.features.size(), 1);
    figure.computed = sum.value() / *perUnit;
    return true;
}

bool Computer::compute(IndicatorFigure& figure, const IndicatorComputation& computation) {
    const FeatureTable* counted = table(figure, computation.source);
    if (!counted) return false;
    figure.countedSource = computation.source;
    if (!computation.codes.empty() && !counted->column(computation.classField)) {
        return fail(figure, "missing-field",
                    fmt::format(fmt::runtime(tr("the source \"{}\" has no field \"{}\"")), computation.source,
                                computation.classField));
    }
    switch (computation.kind) {
    case Kind::Length:
        return computeLength(figure, computation, *counted);
    case Kind::ServiceShare:
    case Kind::ServiceArea:
        return computeService(figure, computation, *counted);
    default:
        return computeArea(figure, computation, *counted);
    }
}

void Computer::compareWithTarget(IndicatorFigure& figure) {
    const Indicator& indicator = figure.indicator;
    if (figure.computed) {
        figure.present = figure.computed;
    } else if (indicator.base) {
        figure.present = indicator.base->value;
    }
    if (!indicator.target || !figure.present) return;
    const bool ceiling = indicator.base && indicator.target->value < indicator.base->value;
    const double distance = indicator.target->value - *figure.present;
    figure.missing = ceiling ? -distance : distance;
    if (!figure.computed || !indicator.computation) return;
    switch (indicator.computation->kind) {
    case Kind::ClassShare:
    case Kind::ServiceShare:
        figure.missingSquareMeters = *figure.missing / 100 * figure.denominatorSquareMeters;
        break;
    case Kind::ClassArea:
    case Kind::Area:
    case Kind::ServiceArea:
        figure.missingSquareMeters = *figure.missing * inEither(indicator.unit, squareMetersOfUnit).value_or(0);
        break;
    case Kind::ClassAreaPerHead:
        figure.missingSquareMeters = *figure.missing * inEither(indicator.unit, squareMetersOfUnitPerHead).value_or(0) *
                                     indicator.computation->population;
        break;
    case Kind::Length:
        break;
    }
}

IndicatorFigure Computer::figure(const Indicator& indicator) {
    IndicatorFigure figure;
    figure.indicator = indicator;
    if (indicator.computation) compute(figure, *indicator.computation);
    compareWithTarget(figure);
    return figure;
}

Result<CutParts> Computer::cut(const IndicatorFigure& figure) {
    Result<CutParts> result;
    if (!figure.indicator.computation)
        return failure<CutParts>("not-computed", tr("the figure is carried, not computed"));
    const IndicatorComputation& computation = *figure.indicator.computation;
    IndicatorFigure again;
    again.indicator = figure.indicator;
    CountedGround ground;
    ServedGround served;
    const FeatureTable* counted = table(again, computation.source);
    const bool serves = computation.kind == Kind::ServiceShare || computation.kind == Kind::ServiceArea;
    const bool made = counted && count(again, computation, *counted, ground) &&
                      (!serves || serve(again, computation, ground, served));
    const District* district = serves ? (served.district ? &*served.district : nullptr) : ground.within();
    if (!made || !district) {
        result.issues = std::move(again.issues);
        return result;
    }
    std::vector<std::uint32_t> features;
    for (std::size_t i = 0; i < figure.features.size(); ++i) {
        if (!figure.whole[i]) features.push_back(figure.features[i]);
    }
    return cutParts(*ground.layer, std::move(features), *district, options_.progress);
}

} // namespace

std::string IndicatorFigure::distanceText() const {
    if (!missing) return "–";
    const bool ceiling = indicator.base && indicator.target && indicator.target->value < indicator.base->value;
    const double amount = std::fabs(*missing);
    std::string text;
    if (missingSquareMeters) {
        const double mu = fromSquareMeters(std::fabs(*missingSquareMeters), AreaUnit::Mu);
        text = formatNumber(mu, 1) + " " + std::string(symbol(AreaUnit::Mu));
    } else {
        const std::string& given = indicator.unit.get();
        const std::string unit = given == "%" ? tr("percentage points") : given;
        // Of less than a hundredth, two digits that say something.
        const bool tiny = amount > 0 && amount < 0.01;
        const std::string number = tiny ? fmt::format("{:.2g}", amount) : formatNumber(amount, amount >= 1000 ? 0 : 2);
        text = number + " " + unit;
    }
    const char* pattern = nullptr;
    if (*missing > 0) {
        pattern = ceiling ? tr("over by {}") : tr("short by {}");
    } else {
        pattern = *missing == 0 ? tr("reached") : ceiling ? tr("reached, {} below") : tr("reached, {} above");
    }
    return fmt::format(fmt::runtime(pattern), text);
}

std::string_view name(Indicator::Nature nature) {
    switch (nature) {
    case Indicator::Nature::Binding:
        return "binding";
    case Indicator::Nature::Expected:
        return "expected";
    case Indicator::Nature::Unstated:
        return "";
    }
    return "";
}

Result<CutParts> cutParts(const Document& document, const IndicatorFigure& figure, const MeasureOptions& options) {
    return Computer(document, options).cut(figure);
}

Result<IndicatorFigures> computeIndicators(const Document& document, const MeasureOptions& options) {
    Result<IndicatorFigures> result;
    IndicatorFigures figures;
    figures.measure = options.measure;
    Computer computer(document, options);
    for (const Indicator& indicator : document.project.indicators) {
        if (isCancelled(options.progress)) {
            result.issues.push_back(cancelledIssue());
            return result;
        }
        figures.rows.push_back(computer.figure(indicator));
        append(result.issues, figures.rows.back().issues);
    }
    result.value = std::move(figures);
    return result;
}

} // namespace geju
