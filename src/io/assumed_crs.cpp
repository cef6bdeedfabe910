#include "io/assumed_crs.hpp"

#include "core/translate.hpp"
#include "io/message.hpp"

#include <cmath>
#include <cstddef>

namespace geju {

namespace {

/// Rounding of data that end at the poles or the antimeridian: 1e-6° is 0.1 m.
constexpr double kToleranceDegrees = 1e-6;
/// Data across the antimeridian are often written up to 360° E.
constexpr double kMaxLongitude = 360;

bool inRange(const Point& point) {
    return std::fabs(point.x) <= kMaxLongitude + kToleranceDegrees && std::fabs(point.y) <= 90 + kToleranceDegrees;
}

/// y reaches beyond 90 but not beyond 180, and x would do as latitude.
bool looksSwapped(const Box& box) {
    return box.minX >= -90 - kToleranceDegrees && box.maxX <= 90 + kToleranceDegrees &&
           box.minY >= -180 - kToleranceDegrees && box.maxY <= 180 + kToleranceDegrees &&
           (box.maxY > 90 + kToleranceDegrees || box.minY < -90 - kToleranceDegrees);
}

std::string rangeText(const Box& box) {
    return filled(tr("x from {:.10g} to {:.10g}, y from {:.10g} to {:.10g}"), box.minX, box.maxX, box.minY, box.maxY);
}

std::string remedyFor(const Box& extent) {
    const std::string likely = likelyProjectedCrs(extent);
    const char* general = tr("shown in a local plane in metres: say what the CRS is");
    return likely.empty() ? general : filled(tr("{}; {}"), general, likely);
}

Crs planeOr(const Crs& otherwise, IssueLog& log) {
    const Result<Crs> plane = localPlane();
    if (plane) return *plane;
    log.append(plane.issues);
    return otherwise;
}

} // namespace

bool isLonLat(const Box& extent) {
    return extent.empty() || (inRange({extent.minX, extent.minY}) && inRange({extent.maxX, extent.maxY}));
}

Result<Crs> localPlane() {
    return Crs::from("ENGCRS[\"Unknown (metres assumed)\",EDATUM[\"Unknown\"],CS[Cartesian,2],"
                     "AXIS[\"(E)\",east,ORDER[1],LENGTHUNIT[\"metre\",1]],"
                     "AXIS[\"(N)\",north,ORDER[2],LENGTHUNIT[\"metre\",1]]]");
}

std::string likelyProjectedCrs(const Box& extent) {
    // Gauss–Krüger eastings with the zone number in front are zone * 1e6 + 500 km ± 340 km. EPSG numbers the zones of
    // CGCS2000 from 4491 (6°, zone 13) and from 4513 (3°, zone 25).
    const auto isEasting = [](double x) { return x > 1.5e5 && x < 8.5e5; };
    const double zone = std::floor(extent.minX / 1e6);
    const bool hasNorthing = extent.minY > 0 && extent.maxY < 1e7;
    if (!hasNorthing) return {};
    if (zone >= 13 && zone <= 45 && isEasting(extent.minX - zone * 1e6) && isEasting(extent.maxX - zone * 1e6)) {
        const int number = static_cast<int>(zone);
        const bool isSixDegree = number <= 23;
        return filled(tr("the numbers look like CGCS2000, {}-degree zone {} (EPSG:{})"), isSixDegree ? 6 : 3, number,
                      isSixDegree ? 4491 + number - 13 : 4513 + number - 25);
    }
    if (isEasting(extent.minX) && isEasting(extent.maxX)) {
        return tr("the numbers look like a transverse Mercator zone (UTM, or Gauss–Krüger as in EPSG:4534 to 4554)");
    }
    return {};
}

Crs checkedLonLat(const Crs& stated, std::vector<Point>& coordinates, const Box& extent, IssueLog& log) {
    if (isLonLat(extent)) return stated;
    if (looksSwapped(extent)) {
        for (Point& point : coordinates) std::swap(point.x, point.y);
        if (Issue* issue = log.add(Severity::Warning, "swapped-axes")) {
            issue->message = filled(tr("the coordinates are in the order latitude, longitude ({})"), rangeText(extent));
            issue->remedy = tr("read in that order; write longitude first");
        }
        return stated;
    }
    std::size_t outside = 0;
    for (const Point& point : coordinates) {
        if (!inRange(point)) ++outside;
    }
    if (outside * 2 <= coordinates.size()) {
        if (Issue* issue = log.add(Severity::Warning, "coordinates-out-of-range")) {
            issue->message = filled(tr("{} of {} positions are no longitude and latitude ({})"), outside,
                                    coordinates.size(), rangeText(extent));
            issue->remedy = tr("read as they are; figures of these features are not to be trusted");
        }
        return stated;
    }
    if (Issue* issue = log.add(Severity::Warning, "projected-coordinates-without-crs")) {
        issue->message = filled(tr("without another CRS these should be longitude and latitude, but they are not ({})"),
                                rangeText(extent));
        issue->remedy = remedyFor(extent);
    }
    return planeOr(stated, log);
}

Crs assumedCrs(const Box& extent, bool isDrawing, IssueLog& log) {
    if (extent.empty()) return Crs::wgs84();
    const bool asLonLat = !isDrawing && isLonLat(extent);
    if (Issue* issue = log.add(Severity::Warning, asLonLat ? "assumed-wgs84" : "unknown-crs")) {
        issue->message = filled(tr("the layer does not say its CRS ({})"), rangeText(extent));
        issue->remedy = asLonLat ? tr("read as longitude and latitude on WGS 84") : remedyFor(extent);
    }
    return asLonLat ? Crs::wgs84() : planeOr(Crs::wgs84(), log);
}

} // namespace geju
