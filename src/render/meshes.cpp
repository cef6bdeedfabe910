#include "render/meshes.hpp"

#include "core/parallel.hpp"
#include "geometry/triangulation.hpp"

#include <cmath>
#include <numeric>

namespace geju {

namespace {

/// Elements between two runs that are drawn along rather than split: cheaper than another draw.
constexpr std::uint32_t kJoinGap = 96;
/// Segments of one piece of a path: short enough to leave out most of a long river, long enough to keep the index
/// small.
constexpr std::size_t kSegmentsInPiece = 64;
constexpr std::size_t kRowsAtATime = 64;

/// What each row gives, made in parallel, put together in order.
template <typename Part, typename Make>
std::vector<Part> perRow(Rows rows, const Make& make) {
    std::vector<Part> parts(rows.size());
    parallelFor(rows.size(), kRowsAtATime, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) parts[i] = make(i);
    });
    return parts;
}

struct RowPaths {
    std::vector<PathMesh::Texel> texels;
    std::vector<std::uint32_t> pieceEnds; ///< within texels
    std::vector<Box> envelopes;
};

void addPath(RowPaths& out, std::span<const Point> points, bool closed, const QuantaFrame& frame,
             std::int32_t feature) {
    std::vector<Quanta> corners;
    corners.reserve(points.size() + 1);
    for (const Point& point : points) {
        const Quanta quanta = frame.toQuanta(point);
        if (corners.empty() || !(corners.back() == quanta)) corners.push_back(quanta);
    }
    if (closed && corners.size() > 1 && !(corners.front() == corners.back())) corners.push_back(corners.front());
    if (corners.size() < 2) return;

    const auto n = corners.size();
    out.texels.push_back({closed ? corners[n - 2] : corners[0], 0, -1});
    double distance = 0;
    Box envelope;
    std::size_t segments = 0;
    for (std::size_t i = 0; i < n; ++i) {
        const bool starts = i + 1 < n;
        out.texels.push_back({corners[i], static_cast<float>(distance), starts ? feature : -1});
        envelope.extend(frame.toWorld(corners[i]));
        if (!starts) break;
        distance += std::hypot(static_cast<double>(corners[i + 1].x) - corners[i].x,
                               static_cast<double>(corners[i + 1].y) - corners[i].y);
        envelope.extend(frame.toWorld(corners[i + 1]));
        if (++segments == kSegmentsInPiece) {
            out.pieceEnds.push_back(static_cast<std::uint32_t>(out.texels.size()));
            out.envelopes.push_back(envelope);
            envelope = {};
            segments = 0;
        }
    }
    out.texels.push_back({closed ? corners[1] : corners[n - 1], 0, -1});
    out.pieceEnds.push_back(static_cast<std::uint32_t>(out.texels.size()));
    out.envelopes.push_back(envelope);
}

} // namespace

MeshPieces::MeshPieces(std::vector<std::uint32_t> starts, std::vector<Box> envelopes)
  : starts_(std::move(starts))
  , index_(std::make_unique<SpatialIndex>(envelopes)) {
    for (const Box& envelope : envelopes) extent_.extend(envelope);
}

std::vector<MeshPieces::Range> MeshPieces::in(const Box& area) const {
    std::vector<Range> ranges;
    if (elements() == 0 || !extent_.intersects(area)) return ranges;
    if (area.contains(extent_)) return {{0, elements()}};
    std::vector<std::uint32_t> found = index_->query(area);
    std::sort(found.begin(), found.end());
    for (const std::uint32_t piece : found) {
        const std::uint32_t first = starts_[piece];
        const std::uint32_t last = starts_[piece + 1];
        if (first == last) continue;
        if (!ranges.empty() && first <= ranges.back().last + kJoinGap)
            ranges.back().last = last;
        else
            ranges.push_back({first, last});
    }
    return ranges;
}

FillMesh fillMesh(const FeatureTable& table, Rows rows) {
    const auto triangles = perRow<Triangles>(rows, [&](std::size_t i) { return triangulateFeature(table, rows[i]); });

    FillMesh mesh;
    mesh.frame = QuantaFrame::of(table.extent());
    std::vector<std::uint32_t> cornerStarts(rows.size() + 1, 0);
    std::vector<std::uint32_t> indexStarts(rows.size() + 1, 0);
    std::vector<Box> envelopes(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        cornerStarts[i + 1] = cornerStarts[i] + static_cast<std::uint32_t>(triangles[i].vertices.size());
        indexStarts[i + 1] = indexStarts[i] + static_cast<std::uint32_t>(triangles[i].indices.size());
        if (!triangles[i].indices.empty()) envelopes[i] = table.envelope(rows[i]);
    }
    mesh.corners.resize(cornerStarts.back());
    mesh.indices.resize(indexStarts.back());
    parallelFor(rows.size(), kRowsAtATime, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            std::uint32_t corner = cornerStarts[i];
            for (const Point& vertex : triangles[i].vertices)
                mesh.corners[corner++] = {mesh.frame.toQuanta(vertex), static_cast<std::uint32_t>(i)};
            std::uint32_t index = indexStarts[i];
            for (const std::uint32_t local : triangles[i].indices) mesh.indices[index++] = cornerStarts[i] + local;
        }
    });
    mesh.pieces = MeshPieces(std::move(indexStarts), std::move(envelopes));
    return mesh;
}

PathMesh pathMesh(const FeatureTable& table, Rows rows) {
    PathMesh mesh;
    mesh.frame = QuantaFrame::of(table.extent());
    const auto paths = perRow<RowPaths>(rows, [&](std::size_t i) {
        RowPaths out;
        for (const std::uint32_t part : table.parts(rows[i])) {
            if (table.kind(part) == PartKind::Points) continue;
            for (const std::uint32_t ring : table.rings(part)) {
                const auto points = table.points(ring);
                const bool closed =
                    table.kind(part) == PartKind::Polygon || (points.size() > 2 && points.front() == points.back());
                addPath(out, points, closed, mesh.frame, static_cast<std::int32_t>(i));
            }
        }
        return out;
    });

    std::vector<std::uint32_t> starts{0};
    std::vector<Box> envelopes;
    for (const RowPaths& row : paths) {
        const auto base = static_cast<std::uint32_t>(mesh.texels.size());
        mesh.texels.insert(mesh.texels.end(), row.texels.begin(), row.texels.end());
        for (const std::uint32_t end : row.pieceEnds) starts.push_back(base + end);
        envelopes.insert(envelopes.end(), row.envelopes.begin(), row.envelopes.end());
    }
    mesh.pieces = MeshPieces(std::move(starts), std::move(envelopes));
    return mesh;
}

PathLengths pathLengths(const FeatureTable& table, Rows rows) {
    const std::vector<PathMesh::Texel> texels = pathMesh(table, rows).texels;
    PathLengths lengths;
    lengths.quanta.reserve(texels.size());
    while (lengths.quanta.size() < texels.size()) {
        std::size_t last = lengths.quanta.size() + 1; // after what comes before the path
        while (texels[last].feature >= 0) ++last;
        lengths.quanta.resize(last + 2, texels[last].distanceQuanta); // and what comes after it
    }
    return lengths;
}

ShadeMesh shadeMesh(const FeatureTable& table, Rows rows) {
    ShadeMesh mesh;
    mesh.frame = QuantaFrame::of(table.extent());
    const auto count = [](const auto& list) { return static_cast<std::uint32_t>(list.size()); };
    for (std::uint32_t i = 0; i < rows.size(); ++i) {
        for (const std::uint32_t part : table.parts(rows[i])) {
            if (table.kind(part) != PartKind::Polygon) continue;
            ShadeMesh::Polygon polygon{i, part, count(mesh.indices), 0, count(mesh.edges), 0, {}};
            std::vector<std::span<const Point>> rings;
            for (const std::uint32_t ring : table.rings(part)) {
                const auto points = table.points(ring);
                rings.push_back(points);
                for (std::size_t k = 0; k < points.size(); ++k) {
                    polygon.envelope.extend(points[k]);
                    const ShadeMesh::Edge edge{mesh.frame.toQuanta(points[k]),
                                               mesh.frame.toQuanta(points[(k + 1) % points.size()])};
                    if (!(edge.from == edge.to)) mesh.edges.push_back(edge);
                }
            }
            const Triangles triangles = triangulate(rings);
            const std::uint32_t base = count(mesh.corners);
            for (const Point& vertex : triangles.vertices) mesh.corners.push_back(mesh.frame.toQuanta(vertex));
            for (const std::uint32_t index : triangles.indices) mesh.indices.push_back(base + index);
            polygon.lastIndex = count(mesh.indices);
            polygon.lastEdge = count(mesh.edges);
            if (polygon.firstIndex < polygon.lastIndex) mesh.polygons.push_back(polygon);
        }
    }
    return mesh;
}

PointMesh pointMesh(const FeatureTable& table, Rows rows) {
    PointMesh mesh;
    mesh.frame = QuantaFrame::of(table.extent());
    std::vector<std::uint32_t> starts{0};
    std::vector<Box> envelopes;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        for (const std::uint32_t part : table.parts(rows[i])) {
            for (const std::uint32_t ring : table.rings(part)) {
                auto points = table.points(ring);
                const bool repeatsFirst =
                    table.kind(part) != PartKind::Points && points.size() > 1 && points.front() == points.back();
                if (repeatsFirst) points = points.first(points.size() - 1);
                for (const Point& point : points)
                    mesh.texels.push_back({mesh.frame.toQuanta(point), static_cast<std::int32_t>(i), 0});
            }
        }
        starts.push_back(static_cast<std::uint32_t>(mesh.texels.size()));
        envelopes.push_back(starts[i] == starts[i + 1] ? Box{} : table.envelope(rows[i]));
    }
    mesh.pieces = MeshPieces(std::move(starts), std::move(envelopes));
    return mesh;
}

} // namespace geju
