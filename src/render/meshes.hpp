// Features into what the GPU draws: triangles of polygons, paths of lines and rings, points. In the quanta of the
// table's extent, in drawing order, cut into pieces with envelopes so that a tile takes only what it sees, in order.
// Pure functions of table and rows, any thread; they use all cores.
#pragma once

#include "geometry/feature_table.hpp"
#include "geometry/spatial_index.hpp"
#include "render/quanta.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace geju {

/// Consecutive elements (indices, path corners or points) with the envelopes of their pieces.
class MeshPieces {
  public:
    MeshPieces() = default;
    /// `starts` is one longer than `envelopes`; an empty envelope is a piece that is never seen.
    MeshPieces(std::vector<std::uint32_t> starts, std::vector<Box> envelopes);

    struct Range {
        std::uint32_t first = 0;
        std::uint32_t last = 0;
    };
    /// Elements that may be seen in `area`, in drawing order; runs that nearly touch are joined.
    std::vector<Range> in(const Box& area) const;
    std::uint32_t elements() const { return starts_.empty() ? 0 : starts_.back(); }
    const Box& extent() const { return extent_; }

  private:
    std::vector<std::uint32_t> starts_;
    std::unique_ptr<SpatialIndex> index_;
    Box extent_;
};

struct FillMesh {
    struct Corner {
        Quanta position;
        std::uint32_t feature = 0; ///< position in the rows
    };
    QuantaFrame frame;
    std::vector<Corner> corners;
    std::vector<std::uint32_t> indices;
    std::vector<float> progress; ///< of each corner along the line it belongs to, 0…1; empty where there is none
    MeshPieces pieces;           ///< of indices
};

/// A path is stored as: what comes before, its corners, what comes after (see shaders/line.vert).
struct PathMesh {
    struct Texel {
        Quanta position;
        float distanceQuanta = 0;  ///< along the path from its first corner
        std::int32_t feature = -1; ///< position in the rows, where a segment starts here
    };
    QuantaFrame frame;
    std::vector<Texel> texels;
    MeshPieces pieces; ///< of texels
};

/// Polygons that are drawn one by one: triangles and edges of each.
struct ShadeMesh {
    struct Edge {
        Quanta from;
        Quanta to;
    };
    struct Polygon {
        std::uint32_t position = 0; ///< of its feature in the rows
        std::uint32_t part = 0;     ///< of the table
        std::uint32_t firstIndex = 0;
        std::uint32_t lastIndex = 0; ///< behind the last
        std::uint32_t firstEdge = 0;
        std::uint32_t lastEdge = 0;
        Box envelope;
    };
    QuantaFrame frame;
    std::vector<Quanta> corners;
    std::vector<std::uint32_t> indices;
    std::vector<Edge> edges;
    std::vector<Polygon> polygons; ///< in drawing order
};

struct PointMesh {
    struct Texel {
        Quanta position;
        std::int32_t feature = 0; ///< position in the rows
        std::int32_t unused = 0;
    };
    QuantaFrame frame;
    std::vector<Texel> texels;
    MeshPieces pieces; ///< of texels
};

/// Of a PathMesh's texels: the length of the path that each belongs to, in quanta.
struct PathLengths {
    std::vector<float> quanta;
};

using Rows = std::span<const std::uint32_t>;

FillMesh fillMesh(const FeatureTable& table, Rows rows);
PathMesh pathMesh(const FeatureTable& table, Rows rows); ///< lines, and the rings of polygons
PathLengths pathLengths(const FeatureTable& table, Rows rows);
ShadeMesh shadeMesh(const FeatureTable& table, Rows rows);
PointMesh pointMesh(const FeatureTable& table, Rows rows); ///< points, and the corners of the other kinds

} // namespace geju
