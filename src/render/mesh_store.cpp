#include "render/mesh_store.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>

namespace geju {

namespace {

/// Corners that are made into a mesh at once, well within a frame (100 000 parcels of 1.2 million corners triangulate
/// in 0.19 s on two cores: 5 ms).
constexpr std::size_t kCornersAtOnce = 32'000;

bool isSmall(const FeatureTable& table, Rows rows) {
    if (table.coordinates().size() <= kCornersAtOnce) return true;
    if (rows.size() > kCornersAtOnce) return false;
    std::size_t corners = 0;
    for (const std::uint32_t row : rows) {
        corners += table.pointsOf(row).size();
        if (corners > kCornersAtOnce) return false;
    }
    return true;
}

} // namespace

GpuFill::GpuFill(FillMesh mesh)
  : frame(mesh.frame)
  , pieces(std::move(mesh.pieces))
  , corners(gl::Buffer::create())
  , indices(gl::Buffer::create())
  , array(gl::VertexArray::create()) {
    using Corner = FillMesh::Corner;
    corners.upload(std::span<const Corner>(mesh.corners));
    indices.upload(std::span<const std::uint32_t>(mesh.indices));
    array.setAttribute(corners, sizeof(Corner), {0, 2, gl::AttributeType::Int32, offsetof(Corner, position)});
    array.setAttribute(corners, sizeof(Corner), {1, 1, gl::AttributeType::Uint32, offsetof(Corner, feature)});
    if (!mesh.progress.empty()) {
        progress = gl::Buffer::create();
        progress.upload(std::span<const float>(mesh.progress));
        array.setAttribute(progress, sizeof(float), {2, 1, gl::AttributeType::Float, 0});
    }
    array.setIndices(indices);
}

GpuTexels::GpuTexels(PathMesh mesh)
  : frame(mesh.frame)
  , pieces(std::move(mesh.pieces))
  , texels(gl::BufferTexture::create(gl::TexelFormat::Int4)) {
    static_assert(sizeof(PathMesh::Texel) == 16);
    texels.upload(std::span<const PathMesh::Texel>(mesh.texels));
}

GpuTexels::GpuTexels(PointMesh mesh)
  : frame(mesh.frame)
  , pieces(std::move(mesh.pieces))
  , texels(gl::BufferTexture::create(gl::TexelFormat::Int4)) {
    static_assert(sizeof(PointMesh::Texel) == 16);
    texels.upload(std::span<const PointMesh::Texel>(mesh.texels));
}

GpuShades::GpuShades(ShadeMesh mesh)
  : frame(mesh.frame)
  , polygons(std::move(mesh.polygons))
  , corners(gl::Buffer::create())
  , indices(gl::Buffer::create())
  , array(gl::VertexArray::create())
  , edges(gl::BufferTexture::create(gl::TexelFormat::Int4)) {
    static_assert(sizeof(ShadeMesh::Edge) == 16);
    corners.upload(std::span<const Quanta>(mesh.corners));
    indices.upload(std::span<const std::uint32_t>(mesh.indices));
    array.setAttribute(corners, sizeof(Quanta), {0, 2, gl::AttributeType::Int32, 0});
    array.setIndices(indices);
    if (mesh.edges.empty()) mesh.edges.emplace_back(); // a buffer without bytes cannot be bound
    edges.upload(std::span<const ShadeMesh::Edge>(mesh.edges));
}

GpuLengths::GpuLengths(const PathLengths& lengths)
  : texels(gl::BufferTexture::create(gl::TexelFormat::Float)) {
    texels.upload(std::span<const float>(lengths.quanta));
}

MeshStore::MeshStore() = default;
MeshStore::~MeshStore() = default;

template <typename Mesh, typename Gpu>
const Gpu* MeshStore::get(Entries<Mesh, Gpu>& entries, const Table& table, const RowList& rows, bool wait,
                          Mesh (*make)(const FeatureTable&, Rows)) {
    auto& entry = entries[Key{table.get(), rows.get()}];
    entry.lastUse = round_;
    if (entry.gpu) return entry.gpu.get();
    if (!entry.table) {
        entry.table = table;
        entry.rows = rows;
        if (wait || isSmall(*table, *rows)) {
            entry.gpu = std::make_unique<Gpu>(make(*table, *rows));
            return entry.gpu.get();
        }
        entry.pending = std::async(std::launch::async, [table, rows, make] { return make(*table, *rows); });
    }
    if (!wait) return nullptr; // until collect() takes it over
    entry.gpu = std::make_unique<Gpu>(entry.pending.get());
    return entry.gpu.get();
}

const GpuFill* MeshStore::fills(const Table& table, const RowList& rows, bool wait) {
    return get(fills_, table, rows, wait, &fillMesh);
}

const GpuTexels* MeshStore::paths(const Table& table, const RowList& rows, bool wait) {
    return get(paths_, table, rows, wait, &pathMesh);
}

const GpuLengths* MeshStore::lengths(const Table& table, const RowList& rows, bool wait) {
    return get(lengths_, table, rows, wait, &pathLengths);
}

const GpuShades* MeshStore::shades(const Table& table, const RowList& rows, bool wait) {
    return get(shades_, table, rows, wait, &shadeMesh);
}

const GpuTexels* MeshStore::points(const Table& table, const RowList& rows, bool wait) {
    return get(points_, table, rows, wait, &pointMesh);
}

template <typename Mesh, typename Gpu>
void MeshStore::collectFrom(Entries<Mesh, Gpu>& entries) {
    for (auto& [key, entry] : entries) {
        if (!entry.pending.valid()) continue;
        if (entry.pending.wait_for(std::chrono::seconds(0)) != std::future_status::ready) continue;
        entry.gpu = std::make_unique<Gpu>(entry.pending.get());
        ++arrivals_;
    }
}

std::uint64_t MeshStore::collect() {
    collectFrom(fills_);
    collectFrom(paths_);
    collectFrom(lengths_);
    collectFrom(shades_);
    collectFrom(points_);
    return arrivals_;
}

bool MeshStore::busy() const {
    const auto any = [](const auto& entries) {
        return std::any_of(entries.begin(), entries.end(),
                           [](const auto& item) { return item.second.pending.valid(); });
    };
    return any(fills_) || any(paths_) || any(lengths_) || any(shades_) || any(points_);
}

void MeshStore::dropUnused() {
    const auto drop = [this](auto& entries) {
        std::erase_if(entries, [this](const auto& item) {
            const auto& entry = item.second;
            return entry.lastUse + 1 < round_ && !entry.pending.valid();
        });
    };
    drop(fills_);
    drop(paths_);
    drop(lengths_);
    drop(shades_);
    drop(points_);
    ++round_;
}

} // namespace geju
