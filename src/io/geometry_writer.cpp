#include "io/geometry_writer.hpp"

#include "core/translate.hpp"
#include "io/message.hpp"

#include <cmath>

namespace geju {

void GeometryWriter::start() {
    fault_ = {};
    clockwiseShell_ = false;
    closedRings_ = 0;
    ringOfPolygon_ = 0;
}

bool GeometryWriter::addRing(PartKind kind, std::span<const Point> points) {
    builder_->beginRing();
    builder_->addPoints(points);
    // Twice the signed area about the first corner; x - x is 0 for finite x, so `finite` stays 0 unless one is not.
    double doubleArea = 0;
    double finite = 0;
    if (kind == PartKind::Polygon && !points.empty()) {
        const Point origin = points.front();
        Point last{0, 0};
        for (const Point point : points) {
            const Point local{point.x - origin.x, point.y - origin.y};
            doubleArea += last.x * local.y - local.x * last.y;
            last = local;
            finite += local.x - local.x + (local.y - local.y);
        }
    } else {
        for (const Point point : points) {
            finite += point.x - point.x + (point.y - point.y);
        }
    }
    if (!(finite == 0)) {
        setFault("coordinate-not-finite", tr("a coordinate is not a finite number"));
        return false;
    }
    if (kind == PartKind::Line && points.size() < 2) {
        setFault("too-few-points", filled(tr("a line needs two positions or more, here {}"), points.size()));
        return false;
    }
    if (kind != PartKind::Polygon) return true;

    std::size_t count = points.size();
    if (count > 0 && points.front() != points.back()) {
        builder_->addPoint(points.front());
        ++closedRings_;
        ++count;
    }
    if (count < 4) {
        setFault("too-few-points",
                 filled(tr("ring {} of a polygon needs four positions or more, the last like the first; here {}"),
                        ringOfPolygon_ + 1, points.size()));
        return false;
    }
    const bool isShell = ringOfPolygon_++ == 0;
    if (isShell ? doubleArea < 0 : doubleArea > 0) clockwiseShell_ = true;
    return true;
}

} // namespace geju
