#include "geometry/triangulation.hpp"

#include "geometry/ear_clipping.hpp"
#include "geometry/geos_support.hpp"
#include "geometry/measure.hpp"
#include "geometry/predicates.hpp"
#include "geometry/ring_check.hpp"

#include <geos_c.h>

#include <algorithm>
#include <cmath>

namespace geju {

namespace {

using Rings = std::vector<std::vector<Point>>;

/// Largest relative difference between the triangles' areas and the polygon's that is rounding: each is summed to
/// about 1e-12, the contract is 1e-9.
constexpr double kAreaTolerance = 1e-10;

/// Open, without consecutive duplicates; empty when fewer than three corners are left.
std::vector<Point> cleaned(std::span<const Point> ring) {
    std::vector<Point> corners;
    corners.reserve(ring.size());
    for (const Point& point : ring) {
        if (corners.empty() || point != corners.back()) corners.push_back(point);
    }
    while (corners.size() > 1 && corners.back() == corners.front()) corners.pop_back();
    if (corners.size() < 3) corners.clear();
    return corners;
}

double areaOf(std::span<const std::vector<Point>> rings) {
    double area = 0;
    for (std::size_t i = 0; i < rings.size(); ++i) {
        const double ring = std::fabs(ringArea(rings[i]));
        area += i == 0 ? ring : -ring;
    }
    return area;
}

double areaOf(std::span<const Point> vertices, std::span<const std::uint32_t> indices) {
    CompensatedSum doubled;
    for (std::size_t i = 0; i + 2 < indices.size(); i += 3) {
        doubled.add(doubledArea(vertices[indices[i]], vertices[indices[i + 1]], vertices[indices[i + 2]]));
    }
    return doubled.value() / 2;
}

GeosGeometry geosPolygon(std::span<const std::vector<Point>> rings) {
    const std::vector<std::span<const Point>> views(rings.begin(), rings.end());
    return makePolygon(views);
}

bool isValid(std::span<const std::vector<Point>> rings) {
    const GeosGeometry polygon = geosPolygon(rings);
    return polygon && GEOSisValid_r(geosContext(), polygon.get()) == 1;
}

struct Mesh {
    std::vector<Point> vertices;
    std::vector<std::uint32_t> indices;
};

Mesh clipped(std::span<const std::vector<Point>> rings) {
    Mesh mesh;
    for (const auto& ring : rings) mesh.vertices.insert(mesh.vertices.end(), ring.begin(), ring.end());
    mesh.indices = clipEars(rings);
    return mesh;
}

Mesh delaunay(std::span<const std::vector<Point>> rings) {
    Mesh mesh;
    const GeosGeometry polygon = geosPolygon(rings);
    if (!polygon) return mesh;
    const GeosGeometry triangles(GEOSConstrainedDelaunayTriangulation_r(geosContext(), polygon.get()));
    if (!triangles) return mesh;
    forEachPolygon(triangles.get(), [&](const GEOSGeometry* triangle) {
        const auto corners = pointsOfRing(GEOSGetExteriorRing_r(geosContext(), triangle));
        if (corners.size() != 4) return;
        const auto first = static_cast<std::uint32_t>(mesh.vertices.size());
        mesh.vertices.insert(mesh.vertices.end(), corners.begin(), corners.begin() + 3);
        const bool isClockwise = orientation(corners[0], corners[1], corners[2]) < 0;
        mesh.indices.insert(mesh.indices.end(), {first, first + (isClockwise ? 2 : 1), first + (isClockwise ? 1 : 2)});
    });
    return mesh;
}

void append(Triangles& to, const Mesh& mesh) {
    const auto offset = static_cast<std::uint32_t>(to.vertices.size());
    to.vertices.insert(to.vertices.end(), mesh.vertices.begin(), mesh.vertices.end());
    to.indices.reserve(to.indices.size() + mesh.indices.size());
    for (const std::uint32_t index : mesh.indices) to.indices.push_back(index + offset);
}

/// Rings that bound a polygon, touching allowed. The triangles whose area comes nearest, and whether it is near enough.
bool appendValid(Triangles& to, std::span<const std::vector<Point>> rings) {
    const double expected = areaOf(rings);
    const auto error = [&](const Mesh& mesh) { return std::fabs(areaOf(mesh.vertices, mesh.indices) - expected); };
    const Mesh ears = clipped(rings);
    if (error(ears) <= kAreaTolerance * expected) {
        append(to, ears);
        return true;
    }
    const Mesh other = delaunay(rings);
    append(to, error(other) < error(ears) ? other : ears);
    return std::min(error(other), error(ears)) <= kAreaTolerance * expected;
}

void appendRepaired(Triangles& to, std::span<const std::vector<Point>> rings) {
    to.repaired = true;
    const GeosGeometry interior = evenOddInterior(rings);
    if (!interior) {
        to.failed = true;
        return;
    }
    forEachPolygon(interior.get(), [&](const GEOSGeometry* polygon) {
        Rings corners;
        for (const auto& ring : ringsOfPolygon(polygon)) corners.push_back(cleaned(ring));
        std::erase_if(corners, [](const auto& ring) { return ring.empty(); });
        if (!corners.empty() && !appendValid(to, corners)) to.failed = true;
    });
}

void appendPolygon(Triangles& to, std::span<const std::span<const Point>> source) {
    Rings rings;
    for (const auto& ring : source) {
        auto corners = cleaned(ring);
        if (!corners.empty()) {
            rings.push_back(std::move(corners));
        } else if (rings.empty() && source.size() > 1) {
            to.repaired = true; // holes without a shell are taken even–odd
        }
    }
    for (const auto& ring : rings) {
        if (std::all_of(ring.begin(), ring.end(), isUsable)) continue;
        to.failed = true;
        return;
    }
    if (rings.empty()) return;
    const RingState state = checkRings(rings);
    if (state == RingState::Broken || (state == RingState::Touching && !isValid(rings))) {
        appendRepaired(to, rings);
        return;
    }
    const std::size_t vertexCount = to.vertices.size();
    const std::size_t indexCount = to.indices.size();
    if (appendValid(to, rings)) return;
    to.vertices.resize(vertexCount);
    to.indices.resize(indexCount);
    appendRepaired(to, rings);
}

} // namespace

double Triangles::area() const {
    return areaOf(vertices, indices);
}

Triangles triangulate(std::span<const std::span<const Point>> rings) {
    Triangles triangles;
    appendPolygon(triangles, rings);
    return triangles;
}

Triangles triangulateFeature(const FeatureTable& table, std::size_t row) {
    Triangles triangles;
    std::vector<std::span<const Point>> rings;
    for (const std::uint32_t part : table.parts(row)) {
        if (table.kind(part) != PartKind::Polygon) continue;
        rings.clear();
        for (const std::uint32_t ring : table.rings(part)) rings.push_back(table.points(ring));
        appendPolygon(triangles, rings);
    }
    return triangles;
}

} // namespace geju
