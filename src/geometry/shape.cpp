#include "geometry/shape.hpp"

#include "core/translate.hpp"
#include "geometry/geos_support.hpp"
#include "geometry/pole.hpp"
#include "geometry/shape_data.hpp"

#include <fmt/format.h>
#include <geos_c.h>

namespace geju {

namespace {

/// What a predicate answers: GEOS's yes or no, or the safe side when it failed.
bool answer(char result, bool whenFailed) {
    return result == 2 ? whenFailed : result == 1;
}

constexpr bool kIntersectsWhenFailed = true;
constexpr bool kCoversWhenFailed = false;

GeosGeometry pointGeometry(Point point) {
    return GeosGeometry(GEOSGeom_createPointFromXY_r(geosContext(), point.x, point.y));
}

using Overlay = GEOSGeometry* (*)(GEOSContextHandle_t, const GEOSGeometry*, const GEOSGeometry*);

GeosGeometry overlay(Overlay operation, const GeosGeometry& a, const GeosGeometry& b) {
    takeGeosMessage(); // of an earlier, unrelated failure
    return GeosGeometry(a && b ? operation(geosContext(), a.get(), b.get()) : nullptr);
}

} // namespace

Shape Shape::Data::wrap(GeosGeometry polygons) {
    return Shape(std::make_unique<Data>(std::move(polygons)));
}

Result<Shape> Shape::Data::result(GeosGeometry geometry) {
    Result<Shape> result;
    if (GeosGeometry polygons = onlyPolygons(std::move(geometry))) {
        result.value = wrap(std::move(polygons));
        return result;
    }
    const std::string reason = takeGeosMessage();
    return failure<Shape>("overlay-failed", fmt::format(fmt::runtime(tr("the shapes cannot be overlaid: {}")),
                                                        reason.empty() ? tr("coordinates are not finite") : reason));
}

Shape::Shape()
  : data_(std::make_unique<Data>(makePolygon({}))) {}
Shape::Shape(std::unique_ptr<Data> data)
  : data_(std::move(data)) {}
Shape::Shape(Shape&&) noexcept = default;
Shape& Shape::operator=(Shape&&) noexcept = default;
Shape::~Shape() = default;

Shape Shape::fromFeature(const FeatureTable& table, std::size_t row) {
    std::vector<GeosGeometry> polygons;
    std::vector<std::span<const Point>> rings;
    for (const std::uint32_t part : table.parts(row)) {
        if (table.kind(part) != PartKind::Polygon) continue;
        rings.clear();
        for (const std::uint32_t ring : table.rings(part)) rings.push_back(table.points(ring));
        GeosGeometry polygon = makePolygon(rings);
        if (!polygon) return Data::wrap(nullptr);
        polygons.push_back(std::move(polygon));
    }
    if (polygons.empty()) return {};
    if (polygons.size() == 1) return Data::wrap(std::move(polygons.front()));
    return Data::wrap(makeMultiPolygon(std::move(polygons)));
}

Shape Shape::fromRings(std::span<const std::vector<Point>> rings) {
    const std::vector<std::span<const Point>> views(rings.begin(), rings.end());
    return Data::wrap(makePolygon(views));
}

Shape Shape::fromBox(const Box& box) {
    if (box.empty()) return {};
    const std::vector<Point> corners{
        {box.minX, box.minY}, {box.maxX, box.minY}, {box.maxX, box.maxY}, {box.minX, box.maxY}, {box.minX, box.minY}};
    return fromRings({&corners, 1});
}

Result<Shape> Shape::unionOf(std::span<const Shape* const> shapes) {
    std::vector<GeosGeometry> polygons;
    for (const Shape* shape : shapes) {
        if (!shape->data_->geometry) return Data::result(nullptr);
        geju::forEachPolygon(shape->data_->geometry.get(), [&](const GEOSGeometry* polygon) {
            polygons.emplace_back(GEOSGeom_clone_r(geosContext(), polygon));
        });
    }
    const GeosGeometry all = makeMultiPolygon(std::move(polygons));
    return Data::result(GeosGeometry(GEOSUnaryUnion_r(geosContext(), all.get())));
}

bool Shape::empty() const {
    return data_->geometry && GEOSisEmpty_r(geosContext(), data_->geometry.get()) == 1;
}

Shape Shape::clone() const {
    if (!data_->geometry) return Data::wrap(nullptr);
    return Data::wrap(GeosGeometry(GEOSGeom_clone_r(geosContext(), data_->geometry.get())));
}

std::optional<Invalidity> Shape::invalidity() const {
    return invalidityOf(data_->geometry.get());
}

Result<Shape> Shape::repaired() const {
    GEOSContextHandle_t context = geosContext();
    if (!data_->geometry) return Data::result(nullptr);
    if (GEOSisValid_r(context, data_->geometry.get()) == 1) return Result<Shape>{clone(), {}};
    std::vector<GeosGeometry> polygons;
    bool failed = false;
    geju::forEachPolygon(data_->geometry.get(), [&](const GEOSGeometry* polygon) {
        GeosGeometry valid(GEOSisValid_r(context, polygon) == 1 ? GEOSGeom_clone_r(context, polygon)
                                                                : evenOddInterior(ringsOfPolygon(polygon)).release());
        if (!valid) {
            failed = true;
            return;
        }
        geju::forEachPolygon(
            valid.get(), [&](const GEOSGeometry* piece) { polygons.emplace_back(GEOSGeom_clone_r(context, piece)); });
    });
    if (failed) return Data::result(nullptr);
    const GeosGeometry all = makeMultiPolygon(std::move(polygons));
    return Data::result(GeosGeometry(GEOSUnaryUnion_r(context, all.get())));
}

Result<Shape> Shape::intersection(const Shape& other) const {
    return Data::result(overlay(GEOSIntersection_r, data_->geometry, other.data_->geometry));
}

Result<Shape> Shape::difference(const Shape& other) const {
    return Data::result(overlay(GEOSDifference_r, data_->geometry, other.data_->geometry));
}

Result<Shape> Shape::united(const Shape& other) const {
    return Data::result(overlay(GEOSUnion_r, data_->geometry, other.data_->geometry));
}

Result<Shape> Shape::clipped(const Box& box) const {
    if (!data_->geometry) return Data::result(nullptr);
    takeGeosMessage();
    return Data::result(
        GeosGeometry(GEOSClipByRect_r(geosContext(), data_->geometry.get(), box.minX, box.minY, box.maxX, box.maxY)));
}

Result<Shape> Shape::buffered(double distance, int segmentsPerQuarter) const {
    if (!data_->geometry) return Data::result(nullptr);
    return Data::result(GeosGeometry(GEOSBuffer_r(geosContext(), data_->geometry.get(), distance, segmentsPerQuarter)));
}

bool Shape::intersects(const Shape& other) const {
    if (!data_->geometry || !other.data_->geometry) return kIntersectsWhenFailed;
    return answer(GEOSIntersects_r(geosContext(), data_->geometry.get(), other.data_->geometry.get()),
                  kIntersectsWhenFailed);
}

bool Shape::covers(const Shape& other) const {
    if (!data_->geometry || !other.data_->geometry) return kCoversWhenFailed;
    return answer(GEOSCovers_r(geosContext(), data_->geometry.get(), other.data_->geometry.get()), kCoversWhenFailed);
}

bool Shape::contains(Point point) const {
    const GeosGeometry at = pointGeometry(point);
    if (!data_->geometry || !at) return kCoversWhenFailed;
    return answer(GEOSIntersects_r(geosContext(), data_->geometry.get(), at.get()), kCoversWhenFailed);
}

std::optional<Point> Shape::interiorPoint() const {
    if (!data_->geometry) return std::nullopt;
    const GEOSGeometry* largest = nullptr;
    double largestArea = 0;
    geju::forEachPolygon(data_->geometry.get(), [&](const GEOSGeometry* polygon) {
        double area = 0;
        if (!GEOSArea_r(geosContext(), polygon, &area) || (largest && !(area > largestArea))) return;
        largest = polygon;
        largestArea = area;
    });
    if (!largest) return std::nullopt;
    return poleOfInaccessibility(ringsOfPolygon(largest));
}

Box Shape::envelope() const {
    Box box;
    if (!data_->geometry || empty()) return box;
    GEOSGeom_getExtent_r(geosContext(), data_->geometry.get(), &box.minX, &box.minY, &box.maxX, &box.maxY);
    return box;
}

double Shape::planarArea() const {
    double area = std::numeric_limits<double>::quiet_NaN();
    if (data_->geometry) GEOSArea_r(geosContext(), data_->geometry.get(), &area);
    return area;
}

std::size_t Shape::pointCount() const {
    if (!data_->geometry) return 0;
    return static_cast<std::size_t>(std::max(0, GEOSGetNumCoordinates_r(geosContext(), data_->geometry.get())));
}

void Shape::forEachPolygon(const std::function<void(std::span<const std::span<const Point>>)>& visit) const {
    if (!data_->geometry) return;
    geju::forEachPolygon(data_->geometry.get(), [&](const GEOSGeometry* polygon) {
        const auto rings = ringsOfPolygon(polygon);
        const std::vector<std::span<const Point>> views(rings.begin(), rings.end());
        visit(views);
    });
}

// ------------------------------------------------------------------------------------------------------------------

struct PreparedShape::Data {
    const GEOSPreparedGeometry* prepared = nullptr; ///< null when the shape has no geometry

    explicit Data(const GEOSGeometry* geometry)
      : prepared(geometry ? GEOSPrepare_r(geosContext(), geometry) : nullptr) {}
    Data(const Data&) = delete;
    Data& operator=(const Data&) = delete;
    ~Data() {
        if (prepared) GEOSPreparedGeom_destroy_r(geosContext(), prepared);
    }
};

PreparedShape::PreparedShape(const Shape& shape)
  : data_(std::make_unique<Data>(shape.data().geometry.get())) {}
PreparedShape::PreparedShape(PreparedShape&&) noexcept = default;
PreparedShape& PreparedShape::operator=(PreparedShape&&) noexcept = default;
PreparedShape::~PreparedShape() = default;

bool PreparedShape::intersects(const Shape& other) const {
    if (!data_->prepared || !other.data().geometry) return kIntersectsWhenFailed;
    return answer(GEOSPreparedIntersects_r(geosContext(), data_->prepared, other.data().geometry.get()),
                  kIntersectsWhenFailed);
}

bool PreparedShape::containsProperly(const Shape& other) const {
    if (!data_->prepared || !other.data().geometry) return kCoversWhenFailed;
    return answer(GEOSPreparedContainsProperly_r(geosContext(), data_->prepared, other.data().geometry.get()),
                  kCoversWhenFailed);
}

bool PreparedShape::covers(const Shape& other) const {
    if (!data_->prepared || !other.data().geometry) return kCoversWhenFailed;
    return answer(GEOSPreparedCovers_r(geosContext(), data_->prepared, other.data().geometry.get()), kCoversWhenFailed);
}

bool PreparedShape::contains(Point point) const {
    const GeosGeometry at = pointGeometry(point);
    if (!data_->prepared || !at) return kCoversWhenFailed;
    return answer(GEOSPreparedIntersects_r(geosContext(), data_->prepared, at.get()), kCoversWhenFailed);
}

} // namespace geju
