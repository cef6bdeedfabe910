// The figures a plan sets beside what its map says of them. Computed where the project says how (`compute`), carried
// otherwise. Overlaps count once. Pure functions, any thread; cancellable.
#pragma once

#include "analysis/areas.hpp"
#include "analysis/cut_parts.hpp"
#include "plan/document.hpp"

#include <optional>
#include <string>
#include <vector>

namespace geju {

struct IndicatorFigure {
    Indicator indicator;
    std::optional<double> computed; ///< in the indicator's unit; nothing when carried or when it could not be made
    /// The value that the target is compared with: the computed one, else the base's.
    std::optional<double> present;
    /// What is still missing, in the indicator's unit: positive while the target is not reached. A target below the
    /// base is a ceiling; otherwise it is a floor.
    std::optional<double> missing;
    /// The same as ground to act on, for shares and areas of the map.
    std::optional<double> missingSquareMeters;
    double numeratorSquareMeters = 0;    ///< area of the union of what counts, where the figure is areal
    double denominatorSquareMeters = 0;  ///< area of the boundary, where the figure is a share
    std::string countedSource;           ///< source whose features make the figure
    std::vector<std::uint32_t> features; ///< their rows
    std::vector<std::uint8_t> whole;     ///< of each: 0 where the boundary, or the ground that is served, cuts it
    std::vector<Issue> issues;

    bool reached() const { return missing && *missing <= 0; }
    /// "short by 412.6 亩", "reached, 1.2 % above", "–": for tables and panels, in the language of the interface.
    std::string distanceText() const;
};

struct IndicatorFigures {
    Measure measure = Measure::Ellipsoidal;
    std::vector<IndicatorFigure> rows; ///< in the project's order
};

/// Of the features of an areal figure that are not whole, what of them counts.
Result<CutParts> cutParts(const Document& document, const IndicatorFigure& figure, const MeasureOptions& options = {});

/// Issues of single figures stand in them and, once more, in the result. Areas are measured by `options`.
Result<IndicatorFigures> computeIndicators(const Document& document, const MeasureOptions& options = {});

/// The text of Indicator::Nature: "binding", "expected" or "".
std::string_view name(Indicator::Nature nature);

} // namespace geju
