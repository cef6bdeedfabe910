// A table made ready to be measured and overlaid: every feature's area, and a valid shape for each on demand. All
// figures of the room start here, so that the same feature has the same area everywhere. Immutable, any thread.
#pragma once

#include "analysis/areas.hpp"
#include "analysis/common_ground.hpp"
#include "analysis/relation.hpp"
#include "analysis/shape_measurer.hpp"
#include "geometry/shape.hpp"

#include <functional>
#include <map>
#include <memory>
#include <vector>

namespace geju {

class ArealLayer {
  public:
    /// `keep`, where given, says by row which features count; the others have area 0 and are not looked at.
    /// The table is referred to and must outlive the layer.
    static Result<ArealLayer> prepare(const FeatureTable& table, const MeasureOptions& options,
                                      const std::function<bool(std::size_t)>& keep = {});

    /// In the frame that is measured and overlaid in: the table's own CRS, or the plane of planar figures.
    const FeatureTable& table() const { return *table_; }
    const Crs& frame() const { return table_->crs(); }
    const ShapeMeasurer& measurer() const { return measurer_; }

    double area(std::size_t row) const { return areas_[row]; } ///< m²; NaN where it cannot be measured
    const std::vector<double>& areas() const { return areas_; }
    /// Rows that have an area above 0, ascending.
    const std::vector<std::uint32_t>& rows() const { return rows_; }
    const std::vector<std::uint32_t>& repairedRows() const { return repairedRows_; }
    std::size_t unmeasured() const { return unmeasured_; }
    std::size_t notAreal() const { return notAreal_; } ///< lines, points and empty geometries

    /// The edges of the rows as they stand in the table, of repaired ones too.
    const EdgeRuns& edgeRuns() const { return *runs_; }
    bool wasRepaired(std::size_t row) const { return repaired_.count(static_cast<std::uint32_t>(row)) > 0; }
    Shape shape(std::size_t row) const; ///< valid
    /// The same as far as the box; of a feature of very many corners only what lies about it. An overlay inside the box
    /// has the same corners.
    Shape shapeAbout(std::size_t row, const Box& box) const;
    double planarArea(std::size_t row) const; ///< in squared units of the frame
    /// Unsure where a feature had to be repaired: its edges are not those of its shape.
    Relation relation(std::size_t row, const ArealLayer& other, std::size_t otherRow) const;
    /// With valid polygons in this layer's frame; unsure in the same case.
    CommonGround commonGround(std::size_t row, const EdgeRuns& other, std::size_t otherRow) const;

  private:
    ArealLayer(std::shared_ptr<const FeatureTable> table, ShapeMeasurer measurer)
      : table_(std::move(table))
      , measurer_(std::move(measurer)) {}

    std::vector<Issue> measure(const MeasureOptions& options, const std::function<bool(std::size_t)>& keep);

    std::shared_ptr<const FeatureTable> table_;
    ShapeMeasurer measurer_;
    std::shared_ptr<const EdgeRuns> runs_;
    std::vector<double> areas_;
    std::vector<std::uint32_t> rows_;
    std::vector<std::uint32_t> repairedRows_;
    std::map<std::uint32_t, Shape> repaired_;
    std::map<std::uint32_t, double> planarAreas_; ///< of features of very many corners
    std::size_t unmeasured_ = 0;
    std::size_t notAreal_ = 0;
};

/// The table in another frame, coordinates one for one; an error when none of them can be transformed.
Result<FeatureTable> inFrame(const FeatureTable& table, const Crs& frame);

/// The error of work that was cancelled.
Issue cancelledIssue();

/// Calls body(index) on all cores with progress from `from` to `to`; false when it was cancelled.
bool forEachParallel(std::size_t count, std::size_t grain, Progress* progress, double from, double to,
                     const std::function<void(std::size_t)>& body);

} // namespace geju
