#include "geometry/feature_table.hpp"

#include "core/parallel.hpp"
#include "geometry/spatial_index.hpp"

#include <cassert>
#include <cmath>
#include <mutex>
#include <optional>

namespace geju {

namespace {

struct Extent {
    Box box;
    double finite = 0; ///< 0 as long as all coordinates are, for then x - x is

    void take(const Point& point) {
        box.extend(point);
        finite += (point.x - point.x) + (point.y - point.y);
    }
};

/// Of the points whose coordinates are finite.
Box envelopeOf(std::span<const Point> points) {
    Extent even; // two, so that no step waits for the one before
    Extent odd;
    for (std::size_t i = 0; i + 1 < points.size(); i += 2) {
        even.take(points[i]);
        odd.take(points[i + 1]);
    }
    if (points.size() % 2 == 1) even.take(points.back());
    Box box = even.box;
    box.extend(odd.box);
    if (even.finite + odd.finite == 0) return box;
    box = {};
    for (const Point& point : points) {
        if (std::isfinite(point.x) && std::isfinite(point.y)) box.extend(point);
    }
    return box;
}

} // namespace

struct FeatureTable::LazyIndex {
    std::once_flag once;
    std::optional<SpatialIndex> index;
};

FeatureTable::FeatureTable(std::string name, Crs crs, std::vector<Point> coordinates,
                           std::shared_ptr<const GeometryStructure> structure,
                           std::shared_ptr<const std::vector<Column>> columns)
  : FeatureTable(std::move(name), std::move(crs), std::move(coordinates), std::move(structure), std::move(columns),
                 {}) {
    envelopes_.resize(size());
    parallelFor(size(), 20000, [&](std::size_t begin, std::size_t end) {
        for (std::size_t row = begin; row < end; ++row) envelopes_[row] = envelopeOf(pointsOf(row));
    });
    for (const Box& box : envelopes_) extent_.extend(box);
}

FeatureTable::FeatureTable(std::string name, Crs crs, std::vector<Point> coordinates,
                           std::shared_ptr<const GeometryStructure> structure,
                           std::shared_ptr<const std::vector<Column>> columns, std::vector<Box> envelopes)
  : name_(std::move(name))
  , crs_(std::move(crs))
  , coordinates_(std::move(coordinates))
  , structure_(std::move(structure))
  , columns_(std::move(columns))
  , envelopes_(std::move(envelopes))
  , index_(std::make_shared<LazyIndex>()) {
    assert(structure_->ringStart.back() == coordinates_.size());
    for (const Box& box : envelopes_) extent_.extend(box);
}

std::span<const Point> FeatureTable::pointsOf(std::size_t row) const {
    const auto ringAt = [&](std::size_t feature) {
        return structure_->ringStart[structure_->partStart[structure_->featureStart[feature]]];
    };
    return {coordinates_.data() + ringAt(row), ringAt(row + 1) - ringAt(row)};
}

const SpatialIndex& FeatureTable::index() const {
    std::call_once(index_->once, [&] { index_->index.emplace(envelopes_); });
    return *index_->index;
}

const Column* FeatureTable::column(std::string_view name) const {
    for (const Column& column : *columns_) {
        if (column.name() == name) return &column;
    }
    return nullptr;
}

Value FeatureTable::value(std::size_t row, std::string_view columnName) const {
    const Column* found = column(columnName);
    return found ? found->at(row) : Value{};
}

FeatureTable FeatureTable::withCoordinates(Crs crs, std::vector<Point> coordinates) const {
    assert(coordinates.size() == coordinates_.size());
    return FeatureTable(name_, std::move(crs), std::move(coordinates), structure_, columns_);
}

FeatureTable FeatureTable::withCrs(Crs crs) && {
    crs_ = std::move(crs);
    return std::move(*this);
}

std::string_view FeatureTable::geometryType(std::size_t row) const {
    const IndexRange range = parts(row);
    if (range.empty()) return "None";
    const PartKind first = kind(range.first);
    for (const std::uint32_t part : range) {
        if (kind(part) != first) return "GeometryCollection";
    }
    switch (first) {
    case PartKind::Points:
        return pointsOf(row).size() > 1 ? "MultiPoint" : "Point";
    case PartKind::Line:
        return range.size() > 1 ? "MultiLineString" : "LineString";
    case PartKind::Polygon:
        return range.size() > 1 ? "MultiPolygon" : "Polygon";
    }
    return "None";
}

void TableBuilder::closeRing() {
    if (ringOpen_ || coordinates_.size() != structure_.ringStart.back()) {
        structure_.ringStart.push_back(static_cast<std::uint32_t>(coordinates_.size()));
    }
    ringOpen_ = false;
}

void TableBuilder::closePart() {
    closeRing();
    if (partOpen_) structure_.partStart.push_back(static_cast<std::uint32_t>(structure_.ringStart.size() - 1));
    partOpen_ = false;
}

void TableBuilder::beginPart(PartKind kind) {
    closePart();
    structure_.partKind.push_back(kind);
    partOpen_ = true;
}

void TableBuilder::beginRing() {
    assert(partOpen_);
    closeRing();
    ringOpen_ = true;
}

void TableBuilder::dropGeometry() {
    structure_.partKind.resize(structure_.featureStart.back());
    structure_.partStart.resize(structure_.featureStart.back() + std::size_t{1});
    structure_.ringStart.resize(structure_.partStart.back() + std::size_t{1});
    coordinates_.resize(structure_.ringStart.back());
    ringOpen_ = false;
    partOpen_ = false;
}

Column& TableBuilder::columnNamed(std::string_view name) {
    if (expectedColumn_ < columns_.size() && columns_[expectedColumn_].name() == name) {
        return columns_[expectedColumn_++];
    }
    auto known = columnIndex_.find(name);
    if (known == columnIndex_.end()) {
        known = columnIndex_.emplace(std::string(name), columns_.size()).first;
        columns_.emplace_back(std::string(name)).reserve(reservedFeatures_);
    }
    expectedColumn_ = known->second + 1;
    return columns_[known->second];
}

void TableBuilder::set(std::string_view name, const Value& value) {
    Column& column = columnNamed(name);
    if (column.size() > featureCount()) {
        column.replaceLast(value);
    } else {
        column.padTo(featureCount());
        column.append(value);
    }
}

void TableBuilder::endFeature() {
    closePart();
    // While its points are still in the processor's cache.
    const std::size_t first = structure_.ringStart[structure_.partStart[structure_.featureStart.back()]];
    envelopes_.push_back(envelopeOf(std::span(coordinates_).subspan(first)));
    structure_.featureStart.push_back(static_cast<std::uint32_t>(structure_.partStart.size() - 1));
    expectedColumn_ = 0;
}

void TableBuilder::addColumn(Column column) {
    assert(columnIndex_.find(column.name()) == columnIndex_.end() && column.size() <= featureCount());
    columnIndex_.emplace(column.name(), columns_.size());
    columns_.push_back(std::move(column));
}

void TableBuilder::append(const TableBuilder& other) {
    dropGeometry();
    const std::size_t features = featureCount();
    // Whole features of the other: what it began and did not end is left out.
    const std::uint32_t parts = other.structure_.featureStart.back();
    const std::uint32_t rings = other.structure_.partStart[parts];
    const std::uint32_t points = other.structure_.ringStart[rings];
    const auto shifted = [](std::vector<std::uint32_t>& into, const std::vector<std::uint32_t>& from,
                            std::size_t count) {
        const std::uint32_t base = into.back();
        const std::size_t at = into.size();
        into.resize(at + count);
        for (std::size_t i = 0; i < count; ++i) into[at + i] = base + from[i + 1];
    };
    shifted(structure_.featureStart, other.structure_.featureStart, other.featureCount());
    shifted(structure_.partStart, other.structure_.partStart, parts);
    shifted(structure_.ringStart, other.structure_.ringStart, rings);
    structure_.partKind.insert(structure_.partKind.end(), other.structure_.partKind.begin(),
                               other.structure_.partKind.begin() + static_cast<std::ptrdiff_t>(parts));
    addPoints(std::span(other.coordinates_).first(points));
    envelopes_.insert(envelopes_.end(), other.envelopes_.begin(), other.envelopes_.end());
    expectedColumn_ = 0;
    for (const Column& from : other.columns_) {
        Column& column = columnNamed(from.name());
        column.padTo(features);
        column.append(from);
    }
    expectedColumn_ = 0;
}

void TableBuilder::reserve(std::size_t features, std::size_t points) {
    reservedFeatures_ = features;
    coordinates_.reserve(points);
    structure_.featureStart.reserve(features + 1);
    structure_.partStart.reserve(features + 1);
    structure_.ringStart.reserve(features + 1);
    structure_.partKind.reserve(features);
    envelopes_.reserve(features);
    for (Column& column : columns_) column.reserve(features);
}

void TableBuilder::clear() {
    coordinates_.clear();
    structure_.featureStart.resize(1);
    structure_.partStart.resize(1);
    structure_.ringStart.resize(1);
    structure_.partKind.clear();
    envelopes_.clear();
    columns_.clear();
    columnIndex_.clear();
    expectedColumn_ = 0;
    ringOpen_ = false;
    partOpen_ = false;
}

bool TableBuilder::fullAfter(const TableBuilder& more) const {
    constexpr std::size_t kRoomForOneFeature = std::size_t{1} << 28;
    constexpr std::size_t kLimit = 0xffffffffu - kRoomForOneFeature;
    const GeometryStructure& structure = more.structure_;
    return coordinates_.size() + more.coordinates_.size() >= kLimit ||
           structure_.ringStart.size() + structure.ringStart.size() >= kLimit ||
           structure_.partStart.size() + structure.partStart.size() >= kLimit ||
           structure_.featureStart.size() + structure.featureStart.size() >= kLimit;
}

FeatureTable TableBuilder::shapesSoFar(std::string name, Crs crs) const {
    TableBuilder shapes;
    shapes.structure_ = structure_;
    shapes.coordinates_ = coordinates_;
    shapes.envelopes_ = envelopes_;
    // What was begun since the last end goes with dropGeometry() in build().
    shapes.ringOpen_ = ringOpen_;
    shapes.partOpen_ = partOpen_;
    return shapes.build(std::move(name), std::move(crs));
}

FeatureTable TableBuilder::build(std::string name, Crs crs) {
    dropGeometry(); // of a feature that was begun and never ended
    for (Column& column : columns_) {
        column.padTo(featureCount());
        column.finish();
    }
    FeatureTable table(std::move(name), std::move(crs), std::move(coordinates_),
                       std::make_shared<const GeometryStructure>(std::move(structure_)),
                       std::make_shared<const std::vector<Column>>(std::move(columns_)), std::move(envelopes_));
    *this = TableBuilder();
    return table;
}

} // namespace geju
