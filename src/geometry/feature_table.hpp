// The features of one layer: geometry in flat arrays, attributes by column. No object a vertex, ring or feature.
//
//   feature ──featureStart──▶ parts ──partStart──▶ rings ──ringStart──▶ coordinates
//
// A part is a point set, a line or a polygon; a multi-geometry is a feature of several parts, a collection may mix
// kinds, a null or empty geometry has no part. A polygon's first ring is its shell, the others are its holes; rings
// repeat their first corner at the end, as in the source. A line part has one ring, its path; a point part one
// ring with one or more points. Z and M are not kept. Ring direction is as in the source: nothing may rely on it.
//
// Coordinates are in `crs` (x east, y north). The structure and the columns are shared between a table and its
// reprojections; everything is immutable once built (TableBuilder) and may be read from any thread.
#pragma once

#include "core/box.hpp"
#include "crs/crs.hpp"
#include "geometry/column.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace geju {

enum class PartKind : std::uint8_t { Points, Line, Polygon };

/// Structure of a table's geometry: offsets, each array one longer than what it divides.
struct GeometryStructure {
    std::vector<std::uint32_t> featureStart{0}; ///< into parts
    std::vector<std::uint32_t> partStart{0};    ///< into rings
    std::vector<std::uint32_t> ringStart{0};    ///< into coordinates
    std::vector<PartKind> partKind;
};

/// A half-open range of indices, for loops.
struct IndexRange {
    std::uint32_t first = 0;
    std::uint32_t last = 0;

    struct Iterator {
        std::uint32_t index;
        std::uint32_t operator*() const { return index; }
        Iterator& operator++() {
            ++index;
            return *this;
        }
        bool operator!=(const Iterator& other) const { return index != other.index; }
    };
    Iterator begin() const { return {first}; }
    Iterator end() const { return {last}; }
    std::uint32_t size() const { return last - first; }
    bool empty() const { return first == last; }
};

class SpatialIndex;

class FeatureTable {
  public:
    FeatureTable(std::string name, Crs crs, std::vector<Point> coordinates,
                 std::shared_ptr<const GeometryStructure> structure,
                 std::shared_ptr<const std::vector<Column>> columns);

    const std::string& name() const { return name_; }
    const Crs& crs() const { return crs_; }
    std::size_t size() const { return structure_->featureStart.size() - 1; }

    IndexRange parts(std::size_t row) const {
        return {structure_->featureStart[row], structure_->featureStart[row + 1]};
    }
    IndexRange rings(std::uint32_t part) const {
        return {structure_->partStart[part], structure_->partStart[part + 1]};
    }
    PartKind kind(std::uint32_t part) const { return structure_->partKind[part]; }
    std::span<const Point> points(std::uint32_t ring) const {
        return {coordinates_.data() + structure_->ringStart[ring],
                structure_->ringStart[ring + 1] - structure_->ringStart[ring]};
    }
    /// All coordinates of a feature, ring after ring.
    std::span<const Point> pointsOf(std::size_t row) const;

    const std::vector<Point>& coordinates() const { return coordinates_; }
    const GeometryStructure& structure() const { return *structure_; }

    const Box& envelope(std::size_t row) const { return envelopes_[row]; } ///< empty for an empty geometry
    const std::vector<Box>& envelopes() const { return envelopes_; }
    const Box& extent() const { return extent_; }
    /// R-tree over the envelopes; built on first use, safe from any thread.
    const SpatialIndex& index() const;

    const std::vector<Column>& columns() const { return *columns_; }
    const Column* column(std::string_view name) const; ///< null when there is none of that name
    Value value(std::size_t row, std::string_view column) const;

    /// The same features with other coordinates (one for one), in another CRS. Structure and columns are shared.
    FeatureTable withCoordinates(Crs crs, std::vector<Point> coordinates) const;
    /// The same coordinates, which are in another CRS than was thought.
    FeatureTable withCrs(Crs crs) &&;

    /// "Point", "LineString", "Polygon", "Multi…", "GeometryCollection" or "None": what the feature is in GeoJSON.
    std::string_view geometryType(std::size_t row) const;

  private:
    friend class TableBuilder;
    struct LazyIndex;

    FeatureTable(std::string name, Crs crs, std::vector<Point> coordinates,
                 std::shared_ptr<const GeometryStructure> structure, std::shared_ptr<const std::vector<Column>> columns,
                 std::vector<Box> envelopes);

    std::string name_;
    Crs crs_;
    std::vector<Point> coordinates_;
    std::shared_ptr<const GeometryStructure> structure_;
    std::shared_ptr<const std::vector<Column>> columns_;
    std::vector<Box> envelopes_;
    Box extent_;
    std::shared_ptr<LazyIndex> index_;
};

/// Writes a table feature by feature:
///   builder.beginPart(kind); builder.beginRing(); builder.addPoint(p) …; builder.set(column, value);
///   builder.endFeature();
class TableBuilder {
  public:
    void beginPart(PartKind kind);
    void beginRing();
    void addPoint(Point point) { coordinates_.push_back(point); }
    void addPoints(std::span<const Point> points) {
        coordinates_.insert(coordinates_.end(), points.begin(), points.end());
    }
    /// Forgets the geometry written since the last endFeature (a reader met an error in it).
    void dropGeometry();
    /// The attribute `name` of the feature being written; a second value for the same name replaces the first.
    /// Text is copied. Cheapest when features name their attributes in the same order.
    void set(std::string_view name, const Value& value);
    void endFeature();
    /// A whole column, for features that have none of that name: its cells are those of the features from the first on.
    void addColumn(Column column);

    /// Appends the features of another builder: the same result as if they had been written here.
    void append(const TableBuilder& other);
    /// Makes room for so many features and points in all; a guess that is too high costs no memory but addresses.
    void reserve(std::size_t features, std::size_t points);
    /// Forgets everything but keeps its memory for the features that come next.
    void clear();

    std::size_t featureCount() const { return structure_.featureStart.size() - 1; }
    std::size_t pointCount() const { return coordinates_.size(); }
    /// True when a table is near the end of what its 32-bit offsets can name; asked before each feature, there is
    /// still room for one of 2^28 points.
    bool full() const { return fullAfter({}); }
    /// What full() will be after append(more).
    bool fullAfter(const TableBuilder& more) const;

    FeatureTable build(std::string name, Crs crs);
    /// A copy of the shapes of the features that ended so far, without attributes.
    FeatureTable shapesSoFar(std::string name, Crs crs) const;

  private:
    void closeRing();
    void closePart();
    Column& columnNamed(std::string_view name);

    std::vector<Point> coordinates_;
    GeometryStructure structure_;
    std::vector<Box> envelopes_; ///< of the features that ended
    std::vector<Column> columns_;
    std::map<std::string, std::size_t, std::less<>> columnIndex_;
    std::size_t expectedColumn_ = 0; ///< the column after the one set last
    std::size_t reservedFeatures_ = 0;
    bool ringOpen_ = false;
    bool partOpen_ = false;
};

} // namespace geju
