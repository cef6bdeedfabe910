#include "io/gdal_geometry.hpp"

#include "core/translate.hpp"
#include "io/message.hpp"

#include <ogr_geometry.h>

#include <memory>

namespace geju {

namespace {

/// Chords of half a degree leave out 1.3e-5 of a circle's area.
constexpr double kArcStepDegrees = 0.5;

} // namespace

bool GdalGeometryWriter::write(const OGRGeometry& geometry, bool swapAxes) {
    swapAxes_ = swapAxes;
    writer_.start();
    bool isGood = false;
    if (geometry.hasCurveGeometry(TRUE)) {
        ++curvedFeatures_;
        const std::unique_ptr<OGRGeometry> straight(geometry.getLinearGeometry(kArcStepDegrees));
        if (straight) {
            isGood = writeParts(*straight);
        } else {
            writer_.setFault("bad-geometry", tr("the curves of the geometry cannot be followed"));
        }
    } else if (geometry.hasCurveGeometry(FALSE)) { // a curve type made of straight pieces
        const std::unique_ptr<OGRGeometry> straight(geometry.getLinearGeometry(kArcStepDegrees));
        isGood = straight && writeParts(*straight);
    } else {
        isGood = writeParts(geometry);
    }
    if (!isGood) {
        builder_->dropGeometry();
        return false;
    }
    if (geometry.Is3D()) ++featuresWithHeights_;
    return true;
}

bool GdalGeometryWriter::writeRing(PartKind kind, const OGRGeometry& path) {
    const auto& line = *path.toSimpleCurve();
    const int count = line.getNumPoints();
    points_.resize(static_cast<std::size_t>(count));
    if (count > 0) {
        auto* first = reinterpret_cast<unsigned char*>(points_.data());
        line.getPoints(first + offsetof(Point, x), sizeof(Point), first + offsetof(Point, y), sizeof(Point));
    }
    if (swapAxes_) {
        for (Point& point : points_) std::swap(point.x, point.y);
    }
    return writer_.addRing(kind, points_);
}

bool GdalGeometryWriter::writeParts(const OGRGeometry& geometry) {
    if (geometry.IsEmpty()) return true;
    switch (wkbFlatten(geometry.getGeometryType())) {
    case wkbPoint: {
        const auto& point = *geometry.toPoint();
        writer_.beginPart(PartKind::Points);
        const Point one = swapAxes_ ? Point{point.getY(), point.getX()} : Point{point.getX(), point.getY()};
        return writer_.addRing(PartKind::Points, {&one, 1});
    }
    case wkbMultiPoint: {
        points_.clear();
        for (const OGRPoint* point : *geometry.toMultiPoint()) {
            if (point->IsEmpty()) continue;
            points_.push_back(swapAxes_ ? Point{point->getY(), point->getX()} : Point{point->getX(), point->getY()});
        }
        writer_.beginPart(PartKind::Points);
        return writer_.addRing(PartKind::Points, points_);
    }
    case wkbLineString:
    case wkbLinearRing:
        writer_.beginPart(PartKind::Line);
        return writeRing(PartKind::Line, geometry);
    case wkbPolygon:
    case wkbTriangle: {
        writer_.beginPolygon();
        for (const OGRLinearRing* ring : *geometry.toPolygon()) {
            if (ring->IsEmpty()) continue;
            if (!writeRing(PartKind::Polygon, *ring)) return false;
        }
        return true;
    }
    case wkbPolyhedralSurface:
    case wkbTIN:
        for (const OGRPolygon* polygon : *geometry.toPolyhedralSurface()) {
            if (!writeParts(*polygon)) return false;
        }
        return true;
    case wkbMultiLineString:
    case wkbMultiPolygon:
    case wkbGeometryCollection:
        for (const OGRGeometry* part : *geometry.toGeometryCollection()) {
            if (!writeParts(*part)) return false;
        }
        return true;
    default:
        writer_.setFault("unknown-geometry-type",
                         filled(tr("geometries of type {} are not known"), geometry.getGeometryName()));
        return false;
    }
}

} // namespace geju
