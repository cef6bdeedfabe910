// Meshes on the GPU, made once for each table and set of rows and shared by all pictures that show them. Large ones are
// built on another thread: until one is ready its layer is left out of the window's tiles, which are then refined.
// One context, one thread; the destructor waits for work that is under way.
#pragma once

#include "drawing/picture.hpp"
#include "gl/buffer.hpp"
#include "gl/vertex_array.hpp"
#include "render/meshes.hpp"

#include <cstdint>
#include <future>
#include <map>
#include <memory>
#include <tuple>

namespace geju {

struct GpuFill {
    QuantaFrame frame;
    MeshPieces pieces;
    gl::Buffer corners;
    gl::Buffer progress;
    gl::Buffer indices;
    gl::VertexArray array;

    explicit GpuFill(FillMesh mesh);
};

/// Paths or points: texels that the vertex shader takes by number.
struct GpuTexels {
    QuantaFrame frame;
    MeshPieces pieces;
    gl::BufferTexture texels;

    explicit GpuTexels(PathMesh mesh);
    explicit GpuTexels(PointMesh mesh);
};

struct GpuShades {
    QuantaFrame frame;
    std::vector<ShadeMesh::Polygon> polygons;
    gl::Buffer corners;
    gl::Buffer indices;
    gl::VertexArray array;
    gl::BufferTexture edges;

    explicit GpuShades(ShadeMesh mesh);
};

struct GpuLengths {
    gl::BufferTexture texels;

    explicit GpuLengths(const PathLengths& lengths);
};

class MeshStore {
  public:
    using Table = std::shared_ptr<const FeatureTable>;
    using RowList = std::shared_ptr<const std::vector<std::uint32_t>>;

    MeshStore();
    ~MeshStore();

    /// The mesh, or null while it is being built. With `wait` it is never null.
    const GpuFill* fills(const Table& table, const RowList& rows, bool wait);
    const GpuTexels* paths(const Table& table, const RowList& rows, bool wait);
    /// Of the paths' texels.
    const GpuLengths* lengths(const Table& table, const RowList& rows, bool wait);
    /// The polygons of the rows, to be drawn one by one.
    const GpuShades* shades(const Table& table, const RowList& rows, bool wait);
    const GpuTexels* points(const Table& table, const RowList& rows, bool wait);

    /// Takes over what other threads have finished; the number of meshes that ever came in that way.
    std::uint64_t collect();
    /// True while another thread builds a mesh.
    bool busy() const;
    /// Frees meshes that have not been asked for since the last but one call.
    void dropUnused();

  private:
    template <typename Mesh, typename Gpu>
    struct Entry {
        Table table; // held, so that the addresses in the key stay theirs
        RowList rows;
        std::unique_ptr<Gpu> gpu;
        std::future<Mesh> pending;
        std::uint64_t lastUse = 0;
    };
    using Key = std::tuple<const void*, const void*>;
    template <typename Mesh, typename Gpu>
    using Entries = std::map<Key, Entry<Mesh, Gpu>>;

    template <typename Mesh, typename Gpu>
    void collectFrom(Entries<Mesh, Gpu>& entries);
    template <typename Mesh, typename Gpu>
    const Gpu* get(Entries<Mesh, Gpu>& entries, const Table& table, const RowList& rows, bool wait,
                   Mesh (*make)(const FeatureTable&, Rows));

    Entries<FillMesh, GpuFill> fills_;
    Entries<PathMesh, GpuTexels> paths_;
    Entries<PathLengths, GpuLengths> lengths_;
    Entries<ShadeMesh, GpuShades> shades_;
    Entries<PointMesh, GpuTexels> points_;
    std::uint64_t round_ = 1;
    std::uint64_t arrivals_ = 0;
};

} // namespace geju
