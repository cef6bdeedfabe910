// Figures of one feature or of one drawn path, by every measure side by side: the inspector and the measuring
// tool. The same code as the tables' figures. Pure functions, any thread.
#pragma once

#include "core/result.hpp"
#include "geometry/feature_table.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace geju {

struct FeatureMeasures {
    bool areal = false;  ///< has polygons: areas and perimeters are set
    bool linear = false; ///< has lines: lengths are set
    std::optional<double> ellipsoidalSquareMeters;
    std::optional<double> surveySquareMeters;         ///< by the land-survey formula
    std::optional<double> planarSquareMeters;         ///< in the plane of the world table
    std::optional<double> ellipsoidalPerimeterMeters; ///< holes included
    std::optional<double> planarPerimeterMeters;
    std::optional<double> ellipsoidalLengthMeters; ///< of the lines
    std::optional<double> planarLengthMeters;
    std::vector<Issue> notes; ///< repaired (even–odd), or not measurable
};

/// `source` is in the file's CRS and gives the figures on the ellipsoid, `world` in the document's and gives the planar
/// ones; the row is the same in both.
FeatureMeasures measureFeature(const FeatureTable& source, const FeatureTable& world, std::size_t row);

struct PathMeasures {
    double ellipsoidalLengthMeters = 0;       ///< along the points as given, not closed
    std::optional<double> planarLengthMeters; ///< nothing when the CRS is geographic
    /// Of the closed path; with fewer than three points nothing. A path that crosses itself is taken even–odd.
    std::optional<double> ellipsoidalSquareMeters;
    std::optional<double> surveySquareMeters;
    std::optional<double> planarSquareMeters;
    std::optional<double> ellipsoidalPerimeterMeters; ///< closed
    std::optional<double> planarPerimeterMeters;
    bool selfCrossing = false;
    std::string note; ///< says so, in the language of the interface; empty otherwise
};

/// A free-hand path in the document's frame. `closed` asks for areas and perimeters as well.
PathMeasures measurePath(std::span<const Point> world, const Crs& crs, bool closed);

} // namespace geju
