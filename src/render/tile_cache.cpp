#include "render/tile_cache.hpp"

#include <cmath>

namespace geju {

namespace {

double side(const TileLevel& level) {
    return kTilePixels * level.unitsPerPixel;
}

} // namespace

TileView tileView(const TileLevel& level, TileIndex index) {
    TileView view;
    view.topLeftWorld = {static_cast<double>(index.column) * side(level),
                         -static_cast<double>(index.row) * side(level)};
    view.unitsPerPixel = level.unitsPerPixel;
    view.width = view.height = kTilePixels;
    view.pixelRatio = level.pixelRatio;
    return view;
}

Box tileExtent(const TileLevel& level, TileIndex index) {
    return tileView(level, index).extent();
}

TileRange tilesOver(const TileLevel& level, const Box& world) {
    // A thousandth of a pixel less on each side: a box that ends on a tile's edge does not touch the next tile.
    const double inset = level.unitsPerPixel * 1e-3;
    const auto floorOf = [&](double value) { return static_cast<std::int64_t>(std::floor(value / side(level))); };
    return {{floorOf(world.minX + inset), floorOf(-world.maxY + inset)},
            {floorOf(world.maxX - inset) + 1, floorOf(-world.minY - inset) + 1}};
}

Tile* TileCache::find(const TileLevel& level, TileIndex index) {
    const auto tiles = levels_.find(level);
    if (tiles == levels_.end()) return nullptr;
    const auto tile = tiles->second.find(index);
    if (tile == tiles->second.end()) return nullptr;
    tile->second.lastUse = now_;
    return &tile->second;
}

void TileCache::put(const TileLevel& level, TileIndex index, Tile tile) {
    makeRoom(tile.texture.bytes());
    tile.lastUse = now_;
    Tile& slot = levels_[level][index];
    bytes_ -= slot.texture.bytes();
    slot = std::move(tile);
    bytes_ += slot.texture.bytes();
}

void TileCache::makeRoom(std::size_t bytes) {
    while (bytes_ > 0 && bytes_ + bytes > capacityBytes_) {
        auto oldestLevel = levels_.end();
        std::map<TileIndex, Tile>::iterator oldest;
        for (auto level = levels_.begin(); level != levels_.end(); ++level) {
            for (auto tile = level->second.begin(); tile != level->second.end(); ++tile) {
                if (oldestLevel != levels_.end() && tile->second.lastUse >= oldest->second.lastUse) continue;
                oldestLevel = level;
                oldest = tile;
            }
        }
        // What this frame shows stays, even when it is more than the capacity.
        if (oldestLevel == levels_.end() || oldest->second.lastUse == now_) return;
        bytes_ -= oldest->second.texture.bytes();
        oldestLevel->second.erase(oldest);
        if (oldestLevel->second.empty()) levels_.erase(oldestLevel);
    }
}

void TileCache::clear() {
    levels_.clear();
    bytes_ = 0;
}

std::vector<TileLevel> TileCache::levels() const {
    std::vector<TileLevel> levels;
    for (const auto& [level, tiles] : levels_) levels.push_back(level);
    return levels;
}

bool TileCache::covers(const TileLevel& level, const Box& world) const {
    const auto tiles = levels_.find(level);
    if (tiles == levels_.end()) return false;
    const TileRange range = tilesOver(level, world);
    if (range.count() > static_cast<std::int64_t>(tiles->second.size())) return false;
    for (std::int64_t row = range.first.row; row < range.last.row; ++row)
        for (std::int64_t column = range.first.column; column < range.last.column; ++column)
            if (!tiles->second.contains({column, row})) return false;
    return true;
}

} // namespace geju
