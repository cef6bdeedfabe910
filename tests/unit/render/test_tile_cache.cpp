#include "gl/headless_context.hpp"
#include "render/tile_cache.hpp"
#include "support/catch.hpp"

using namespace geju;

namespace {

Tile emptyTile() {
    Tile tile;
    tile.texture = gl::Texture::create(kTilePixels, kTilePixels, gl::PixelFormat::Rgba8);
    return tile;
}

const gl::HeadlessContext& context() {
    static const gl::HeadlessContext made = std::move(*gl::HeadlessContext::create());
    return made;
}

} // namespace

TEST_CASE("tiles stand on a grid from the world's origin") {
    const TileLevel level{1, 2.0, 1.0};
    CHECK(tileExtent(level, {0, 0}) == Box{0, -512, 512, 0});
    CHECK(tileExtent(level, {3, -2}) == Box{1536, 512, 2048, 1024});
    const TileRange range = tilesOver(level, {1536, 512, 2048, 1024});
    CHECK(range.first == TileIndex{3, -2});
    CHECK(range.last == TileIndex{4, -1});
    CHECK(tilesOver(level, {1535, 511, 2049, 1025}).count() == 9);
}

TEST_CASE("tiles unused for the longest time make room") {
    context();
    constexpr std::size_t kTile = std::size_t{kTilePixels} * kTilePixels * 4;
    TileCache cache(kTile * 3);
    const TileLevel level{1, 2.0, 1.0};
    for (std::int64_t i = 0; i < 3; ++i) {
        cache.beginFrame();
        cache.put(level, {i, 0}, emptyTile());
    }
    cache.beginFrame();
    CHECK(cache.find(level, {0, 0}));
    cache.put(level, {3, 0}, emptyTile());
    CHECK(cache.find(level, {0, 0}));
    CHECK_FALSE(cache.find(level, {1, 0}));
    CHECK(cache.find(level, {2, 0}));
    CHECK(cache.bytes() == kTile * 3);

    // All of them are used in this frame: none may go.
    cache.put(level, {4, 0}, emptyTile());
    CHECK(cache.bytes() == kTile * 4);
    CHECK(cache.find(level, {3, 0}));

    cache.put(level, {4, 0}, emptyTile());
    CHECK(cache.bytes() == kTile * 4);
    cache.clear();
    CHECK(cache.bytes() == 0);
    CHECK(cache.levels().empty());
}

TEST_CASE("a level covers a box when all its tiles are there") {
    context();
    TileCache cache(std::size_t{64} << 20);
    const TileLevel level{1, 1.0, 1.0};
    cache.put(level, {0, -1}, emptyTile());
    cache.put(level, {1, -1}, emptyTile());
    CHECK(cache.covers(level, {0, 0, 512, 256}));
    CHECK(cache.covers(level, {300, 10, 400, 20}));
    CHECK_FALSE(cache.covers(level, {300, 10, 513, 20}));
    CHECK_FALSE(cache.covers(level, {300, -10, 400, 20}));
    CHECK_FALSE(cache.covers({2, 1.0, 1.0}, {300, 10, 400, 20}));
}
