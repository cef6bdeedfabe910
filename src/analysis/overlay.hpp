// The overlays behind the tables: parts of features inside districts, and areas of unions. The edges say which features
// lie inside and what part the others have there (common_ground.hpp); an overlay by GEOS is made where they do not, and
// a union only where features overlap. Any thread.
#pragma once

#include "analysis/areal_layer.hpp"
#include "analysis/overlap_graph.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace geju {

/// What a geodesic ring's area may be off by rounding (crs/geodesic.hpp).
inline constexpr double kAreaRoundingSquareMeters = 1e-4;

/// Ground with a name: one feature of a table, or the union of those that bear it.
struct District {
    std::string name;
    std::vector<std::uint32_t> rows; ///< of `layer`
    const ArealLayer* layer = nullptr;
    Shape shape; ///< never used itself but cloned: threads share it
    Box box;
    double squareMeters = 0;
};

/// Districts of a layer by name, in the order of their first features. `names` is by row; rows without area are left
/// out.
Result<std::vector<District>> districtsOf(const ArealLayer& layer, std::span<const std::string> names);
/// The union of all features of a layer.
Result<District> wholeOf(const ArealLayer& layer);

/// A feature that may have a part in a district.
struct Candidate {
    std::uint32_t district;
    std::uint32_t row;
    bool inside; ///< its envelope lies in the district entirely
};

/// The edges of districts, indexed: what many features are compared with. Immutable, any thread.
class DistrictEdges {
  public:
    DistrictEdges(std::span<const District> districts, const Crs& frame);

    const EdgeRuns& runs() const { return runs_; } ///< rows are positions of districts
    /// The features that are not apart from all districts, by district, rows ascending. The table is in the districts'
    /// frame. Many features that lie together are looked at together. Runs on all cores.
    std::vector<Candidate> candidates(const FeatureTable& table) const;

  private:
    std::unique_ptr<const FeatureTable> table_;
    EdgeRuns runs_;
};

/// Features and the area that each has inside some district.
struct Parts {
    std::vector<std::uint32_t> rows; ///< ascending
    std::vector<double> squareMeters;
    std::vector<std::uint8_t> whole; ///< 1 where the feature lies inside entirely
};

/// For each district the features of the layer with a part in it.
Result<std::vector<Parts>> partsInside(const ArealLayer& layer, std::span<const District> districts,
                                       Progress* progress);
/// The same with what is known already: candidates among the features of the layer's table, of which those count that
/// have an area.
Result<std::vector<Parts>> partsInside(const ArealLayer& layer, std::span<const District> districts,
                                       const DistrictEdges& edges, std::span<const Candidate> candidates,
                                       Progress* progress);
/// All features of the layer, whole.
Parts allParts(const ArealLayer& layer);

struct UnionArea {
    double squareMeters = 0;
    double overlapSquareMeters = 0;                                 ///< sum of the parts − union
    std::optional<std::pair<std::uint32_t, std::uint32_t>> example; ///< two features that overlap
};

/// Areas of unions of overlapping features inside one district, by their rows: what several figures of it share.
using UnitedAreas = std::map<std::vector<std::uint32_t>, double>;

/// Area of the union of parts, all inside `district` where one is given. Unions in `known`, of the same district, are
/// not made again; those made are added to it. Runs on all cores.
Result<UnionArea> unionArea(const ArealLayer& layer, const Parts& parts, const OverlapGraph& graph,
                            const District* district, UnitedAreas* known = nullptr);

/// Area of the district that no part covers, by overlay.
Result<double> gapArea(const ArealLayer& layer, const Parts& parts, const District& district, Progress* progress);

} // namespace geju
