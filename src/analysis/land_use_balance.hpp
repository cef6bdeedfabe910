// The land-use balance: area, share and count by class, of a whole table or within named districts. Overlays are exact
// and made in the CRS of the table; a feature that a district contains is not cut. What overlaps inside one row is
// counted once and reported. Runs on all cores, can be cancelled; the figures do not depend on the number of threads.
#pragma once

#include "analysis/areas.hpp"
#include "plan/expression.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace geju {

struct BalanceRequest {
    const FeatureTable* table = nullptr; ///< areal features; others are left out with a notice
    std::string classField;              ///< empty: one class, null
    const FeatureTable* districts = nullptr;
    std::string nameField;  ///< of the districts; empty: "name" where there is one, else the first text field
    std::string withinOnly; ///< only the district of that name; empty: all
    /// What the table should cover where no districts are asked for; closes the ledger.
    const FeatureTable* boundary = nullptr;
    std::optional<Expression> where;                 ///< which features of the table count
    std::optional<Expression> alsoWhere;             ///< a second filter; features must pass both
    const std::vector<std::uint8_t>* only = nullptr; ///< by row, 1: counts, beside the filters; null: all do
    bool findGaps = true;                            ///< ledgers state gaps; costs an overlay where there are any
    MeasureOptions options;
};

struct BalanceRow {
    std::optional<std::string> within;   ///< district; nothing when none was asked for
    std::optional<std::string> code;     ///< class; nothing for features without one
    double squareMeters = 0;             ///< of the union of the parts
    double share = 0;                    ///< 0…1 of the district, or of all ground that the table covers
    std::size_t count = 0;               ///< features with a part of area > 0 inside
    double overlapSquareMeters = 0;      ///< sum of the parts − area of their union
    std::vector<std::uint32_t> features; ///< rows of the table that make the figure, ascending
    std::vector<double> parts;           ///< area of each of them inside, in m²
    std::vector<std::uint8_t> whole;     ///< 1 for each that lies inside entirely
    /// Of the class in the present state, where the figures compare two (plan_balance.hpp); `squareMeters` is planned.
    std::optional<double> presentSquareMeters;
    std::optional<double> squareMetersPerHead; ///< where the population is known
};

/// A ledger closes when its difference is at most this share of the boundary, what is promised for a parcel, and beyond
/// that what cuts leave, whose new corners lie on straight lines of the frame and not on geodesics.
inline constexpr double kLedgerTolerance = 1e-7;

/// What makes a table close: classes − overlaps + gaps = boundary + difference.
struct Ledger {
    std::optional<std::string> within;
    double classesSquareMeters = 0;  ///< sum of the rows
    double overlapsSquareMeters = 0; ///< counted in more than one class: classes − area of all classes' union
    double outsideSquareMeters = 0;  ///< features outside the boundary; not in the balance of a district
    std::optional<double> boundarySquareMeters;
    /// Of the boundary, without any class. 0 where the parts add up to the boundary within the tolerance; otherwise
    /// found by overlay.
    std::optional<double> gapsSquareMeters;
    std::optional<double> differenceSquareMeters;
    /// What the sides of the boundary bend by between straight and geodesic (ShapeMeasurer); sought, and allowed to
    /// differ, where the difference is above the tolerance.
    double bendSquareMeters = 0;
    std::size_t unmeasured = 0; ///< features that could not be measured

    bool closes() const;
};

struct LandUseBalance {
    Measure measure = Measure::Ellipsoidal;
    std::string classField;
    std::vector<BalanceRow> rows; ///< districts in their table's order, classes in the order of their codes, null last
    std::vector<Ledger> ledgers;  ///< one a district, or one

    bool comparesStates() const; ///< its rows have the present state
    bool knowsPopulation() const;
};

/// A field that is missing is an error that names the fields there are.
Result<LandUseBalance> balance(const BalanceRequest& request);

/// The first-level class of a code: "14" of "1401", "R2" of "R21". What is no code but a word is a class of its own.
std::string firstLevelCode(std::string_view code, std::size_t digits = 2);

/// Rows of one first-level class as one: "1401" and "1402" into "14". Areas add up.
std::vector<BalanceRow> foldClasses(const std::vector<BalanceRow>& rows, std::size_t digits = 2);

} // namespace geju
