// Painted tiles of the pictures shown lately. A level is one picture at one scale; its tiles stand on a grid that is
// anchored to the world's origin, so that at that scale their pixels are the screen's. Bounded memory: the tiles that
// were not used for the longest time go first. One context, one thread.
//
//   tile (column, row) of a level: top left corner at world (column · side, −row · side), side = kTilePixels ·
//   unitsPerPixel
#pragma once

#include "core/box.hpp"
#include "gl/texture.hpp"
#include "render/tile_view.hpp"

#include <compare>
#include <cstdint>
#include <map>
#include <vector>

namespace geju {

inline constexpr int kTilePixels = 256;

struct TileLevel {
    std::uint64_t epoch = 0; ///< which picture
    double unitsPerPixel = 1;
    double pixelRatio = 1;

    friend auto operator<=>(const TileLevel&, const TileLevel&) = default;
};

struct TileIndex {
    std::int64_t column = 0;
    std::int64_t row = 0;

    friend auto operator<=>(const TileIndex&, const TileIndex&) = default;
};

/// Half-open ranges of columns and rows.
struct TileRange {
    TileIndex first;
    TileIndex last;

    std::int64_t count() const { return (last.column - first.column) * (last.row - first.row); }
};

struct Tile {
    gl::Texture texture;
    std::uint64_t lastUse = 0;
    std::uint64_t arrivals = 0; ///< of meshes, when it was painted
    bool complete = true;
};

TileView tileView(const TileLevel& level, TileIndex index);
Box tileExtent(const TileLevel& level, TileIndex index); ///< world
/// Tiles that `world` touches with its inside.
TileRange tilesOver(const TileLevel& level, const Box& world);

class TileCache {
  public:
    explicit TileCache(std::size_t capacityBytes)
      : capacityBytes_(capacityBytes) {}

    /// Null when it is not there; marks the tile as used now.
    Tile* find(const TileLevel& level, TileIndex index);
    void put(const TileLevel& level, TileIndex index, Tile tile);
    void clear();
    /// Levels that hold tiles.
    std::vector<TileLevel> levels() const;
    bool covers(const TileLevel& level, const Box& world) const;

    void beginFrame() { ++now_; }
    std::size_t bytes() const { return bytes_; }

  private:
    void makeRoom(std::size_t bytes);

    std::size_t capacityBytes_;
    std::size_t bytes_ = 0;
    std::uint64_t now_ = 1;
    std::map<TileLevel, std::map<TileIndex, Tile>> levels_;
};

} // namespace geju
