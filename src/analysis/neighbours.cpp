#include "analysis/neighbours.hpp"

#include "analysis/shape_measurer.hpp"
#include "crs/geodesic.hpp"
#include "geometry/proximity.hpp"
#include "geometry/spatial_index.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>
#include <set>
#include <span>

namespace geju {

namespace {

constexpr double kTouchMeters = 0.01;
/// What a click may cost on the window's thread: 95 000 corners took 35 to 64 ms on a busy machine.
constexpr std::size_t kMostCorners = 100'000;

class Search {
  public:
    Search(const FeatureTable& table, std::size_t row)
      : table_(table)
      , row_(static_cast<std::uint32_t>(row))
      , proximity_(table, row) {
        auto measurer = ShapeMeasurer::make(table.crs(), Measure::Ellipsoidal);
        if (measurer) measurer_.emplace(std::move(*measurer));
    }

    /// Measures what came into reach of `area` for the first time.
    void look(const Box& area) {
        for (const std::uint32_t other : table_.index().query(area)) {
            if (other == row_ || !seen_.insert(other).second) continue;
            corners_ += table_.pointsOf(other).size();
            if (corners_ > kMostCorners) {
                complete_ = false;
                return;
            }
            measure(other);
        }
    }

    std::size_t within(double distance) const {
        return static_cast<std::size_t>(
            std::count_if(found_.begin(), found_.end(), [&](const Found& f) { return f.planar <= distance; }));
    }
    bool complete() const { return complete_; }

    Neighbourhood result(std::size_t limit) {
        Neighbourhood out;
        out.complete = complete_;
        for (const Found& found : found_) {
            if (found.neighbour.distanceMeters == 0) ++out.touching;
        }
        std::sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) {
            if (a.neighbour.borderMeters != b.neighbour.borderMeters) {
                return a.neighbour.borderMeters > b.neighbour.borderMeters;
            }
            if (a.planar != b.planar) return a.planar < b.planar;
            return a.neighbour.row < b.neighbour.row;
        });
        const std::size_t count = std::min(limit, out.touching > 0 ? out.touching : found_.size());
        for (const Found& found : found_) {
            if (out.neighbours.size() == count) break;
            if (out.touching == 0 || found.neighbour.distanceMeters == 0) out.neighbours.push_back(found.neighbour);
        }
        return out;
    }

  private:
    struct Found {
        Neighbour neighbour;
        double planar = 0; ///< distance in units of the frame
    };

    void measure(std::uint32_t other) {
        const auto gap = proximity_.gapTo(table_, other);
        if (!gap) return;
        Found found{{other}, gap->distance};
        if (gap->distance > 0) {
            const Point line[]{gap->here, gap->there};
            found.neighbour.distanceMeters = meters(line);
            found.neighbour.azimuthDegrees = azimuthDegrees(gap->here, gap->there);
        }
        if (found.neighbour.distanceMeters < kTouchMeters) {
            found.neighbour.distanceMeters = 0;
            found.neighbour.borderMeters = borderMeters(other);
        }
        found_.push_back(found);
    }

    double borderMeters(std::uint32_t other) const {
        double sum = 0;
        for (const auto& line : proximity_.commonBorder(table_, other)) sum += meters(line);
        return sum;
    }

    /// On the ellipsoid; in the plane where the frame has none.
    double meters(std::span<const Point> line) const {
        std::vector<Point> lonLat;
        double planar = 0;
        for (std::size_t i = 0; i < line.size(); ++i) {
            if (i > 0) planar += std::hypot(line[i].x - line[i - 1].x, line[i].y - line[i - 1].y);
            const auto place = measurer_ ? measurer_->lonLat(line[i]) : std::nullopt;
            if (place) lonLat.push_back(*place);
        }
        return lonLat.size() == line.size() ? geodesicLength(table_.crs().ellipsoid(), lonLat)
                                            : planar * table_.crs().metersPerUnit();
    }

    double azimuthDegrees(Point from, Point to) const {
        const auto here = measurer_ ? measurer_->lonLat(from) : std::nullopt;
        const auto there = measurer_ ? measurer_->lonLat(to) : std::nullopt;
        if (here && there) return geodesicAzimuth(table_.crs().ellipsoid(), *here, *there);
        return std::atan2(to.x - from.x, to.y - from.y) * 180 / std::numbers::pi;
    }

    const FeatureTable& table_;
    std::uint32_t row_;
    Proximity proximity_;
    std::optional<ShapeMeasurer> measurer_;
    std::set<std::uint32_t> seen_;
    std::vector<Found> found_;
    std::size_t corners_ = 0;
    bool complete_ = true;
};

} // namespace

Neighbourhood neighbours(const FeatureTable& table, std::size_t row, std::size_t limit) {
    if (table.envelope(row).empty()) return {};
    if (table.pointsOf(row).size() > kMostCorners) return {{}, 0, false};
    Search search(table, row);
    const Box& box = table.envelope(row);
    const Box& extent = table.extent();
    const double whole = std::hypot(extent.width(), extent.height());
    // The reach doubles until enough are known to be nearer than anything that was not looked at.
    double reach = whole / std::sqrt(static_cast<double>(table.size())) / 4;
    search.look(box.grown(reach));
    if (search.result(1).touching > 0) return search.result(limit);
    while (search.complete() && search.within(reach) < limit && reach <= whole) {
        reach *= 2;
        search.look(box.grown(reach));
    }
    return search.result(limit);
}

} // namespace geju
