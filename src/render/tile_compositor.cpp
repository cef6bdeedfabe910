#include "render/tile_compositor.hpp"

#include "render/palettes.hpp"

#include <algorithm>
#include <cmath>

namespace geju {

namespace {

/// Urgencies: what the frame has nothing for, what it shows blurred, what may come into view.
constexpr double kBare = 0;
constexpr double kBlurred = 1e6;
constexpr double kMargin = 2e6;
constexpr double kOverview = 3e6;

/// How long the first frame of a plan may wait for workers.
constexpr std::chrono::milliseconds kBareWait{150};

/// Scales that stay while the view's own changes are powers of two: `coarser` to twice `coarser` times the view's.
TileLevel steadyLevel(const TileLevel& exact, double coarser) {
    TileLevel level = exact;
    level.unitsPerPixel = std::exp2(std::ceil(std::log2(exact.unitsPerPixel * coarser)));
    return level;
}

Box commonPart(const Box& a, const Box& b) {
    return {std::max(a.minX, b.minX), std::max(a.minY, b.minY), std::min(a.maxX, b.maxX), std::min(a.maxY, b.maxY)};
}

Box grownBy(const Box& box, double share) {
    return box.grown(std::max(box.width(), box.height()) * share);
}

} // namespace

class TileCompositor::Clock {
  public:
    double milliseconds() const {
        return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start_).count();
    }

  private:
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

TileCompositor::TileCompositor(PicturePasses& passes, MeshStore& meshes, std::size_t capacityBytes, Ground ground)
  : passes_(passes)
  , meshes_(meshes)
  , cache_(capacityBytes)
  , ground_(ground) {}

void TileCompositor::setPainter(TilePainter* painter, TileWorkers* workers) {
    painter_ = painter;
    workers_ = workers;
}

TileView TileCompositor::snapped(const View& view) {
    TileView snapped = TileView::of(view);
    const auto whole = [&](double world) { return std::round(world / view.unitsPerPixel) * view.unitsPerPixel; };
    snapped.topLeftWorld = {whole(snapped.topLeftWorld.x), whole(snapped.topLeftWorld.y)};
    return snapped;
}

std::uint64_t TileCompositor::epochOf(const std::shared_ptr<const Picture>& picture, bool sameWorld) {
    std::erase_if(epochs_, [](const auto& known) { return known.first.expired(); });
    for (const auto& [known, epoch] : epochs_)
        if (known.lock() == picture) return epoch;

    // Tiles of another document would show another world. The picture before may be gone already, its tables are not.
    if (!picture->layers.empty()) {
        if (!sameWorld && !ofSamePlan(*picture, tables_)) cache_.clear();
        tables_ = tablesOf(*picture);
    }
    epochs_.emplace_back(picture, ++lastEpoch_);
    return lastEpoch_;
}

bool TileCompositor::isMissing(const TileLevel& level, TileIndex index, std::uint64_t arrivals) {
    const Tile* tile = cache_.find(level, index);
    return !tile || (!tile->complete && tile->arrivals != arrivals);
}

void TileCompositor::addMissing(std::vector<Wanted>& wanted, const TileLevel& level, const Box& world, Point focusWorld,
                                double urgencyBase, std::uint64_t arrivals) {
    const TileRange range = tilesOver(level, world);
    for (std::int64_t row = range.first.row; row < range.last.row; ++row) {
        for (std::int64_t column = range.first.column; column < range.last.column; ++column) {
            const TileIndex index{column, row};
            if (!isMissing(level, index, arrivals)) continue;
            const Point center = tileExtent(level, index).center();
            const double distance = std::hypot(center.x - focusWorld.x, center.y - focusWorld.y);
            wanted.push_back({level, index, urgencyBase + std::min(distance / level.unitsPerPixel, 9e5)});
        }
    }
}

std::vector<TileCompositor::Wanted> TileCompositor::wantedTiles(const TileLevel& exact, const TileView& view,
                                                                Point focusWorld, bool moving, std::uint64_t arrivals) {
    const Box extent = view.extent();
    const TileLevel overview = steadyLevel(exact, 2);
    const auto levels = standIns(exact);
    const bool bare = !cache_.covers(exact, extent) &&
                      std::none_of(levels.begin(), levels.end(),
                                   [&](const TileLevel& level) { return cache_.covers(level, extent); });
    std::vector<Wanted> wanted;
    if (bare) addMissing(wanted, overview, extent, focusWorld, kBare, arrivals);
    if (moving) {
        // Tiles of this frame's scale would be of no use in the next.
        addMissing(wanted, steadyLevel(exact, 1), extent, focusWorld, kBlurred, arrivals);
    } else {
        addMissing(wanted, exact, extent, focusWorld, kBlurred, arrivals);
        addMissing(wanted, exact, extent.grown(kTilePixels * exact.unitsPerPixel), focusWorld, kMargin, arrivals);
        addMissing(wanted, overview, grownBy(extent, 0.5), focusWorld, kOverview, arrivals);
    }
    std::stable_sort(wanted.begin(), wanted.end(),
                     [](const Wanted& a, const Wanted& b) { return a.urgency < b.urgency; });
    return wanted;
}

bool TileCompositor::paint(const std::shared_ptr<const Picture>& picture, std::span<const Wanted> wanted,
                           double budgetMilliseconds, std::uint64_t arrivals) {
    const Clock clock;
    double dearest = 0;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const double before = clock.milliseconds();
        if (i > 0 && before + dearest > budgetMilliseconds) return false;
        const Wanted& want = wanted[i];
        if (!isMissing(want.level, want.index, arrivals)) continue; // wanted twice
        PaintedTile painted = painter_->paint(picture, tileView(want.level, want.index));
        gl::finish();
        Tile tile;
        tile.texture = std::move(painted.texture);
        tile.complete = painted.complete;
        tile.arrivals = arrivals;
        cache_.put(want.level, want.index, std::move(tile));
        dearest = std::max(dearest, clock.milliseconds() - before);
    }
    return true;
}

bool TileCompositor::exchange(const std::shared_ptr<const Picture>& picture, std::span<const Wanted> wanted, bool still,
                              double budgetMilliseconds) {
    const auto takePainted = [&] {
        const Clock clock;
        while (clock.milliseconds() < budgetMilliseconds) {
            auto done = workers_->take();
            if (!done) return;
            Tile tile;
            tile.texture = gl::Texture::create(done->image.width, done->image.height, gl::PixelFormat::Rgba8);
            tile.texture.write(0, 0, done->image.width, done->image.height, done->image.rgba);
            cache_.put(done->level, done->index, std::move(tile));
        }
    };
    if (still && !wanted.empty()) {
        // Composing takes the cores that the tiles are painted with: a few tiles at a time.
        constexpr double kPatience = 3;
        workers_->wait(std::chrono::milliseconds(static_cast<int>(budgetMilliseconds * kPatience)));
    }
    takePainted();
    std::vector<TileWorkers::Job> jobs;
    bool bare = false;
    for (const Wanted& want : wanted) {
        if (cache_.find(want.level, want.index)) continue;
        jobs.push_back({picture, want.level, want.index});
        bare |= want.urgency < kBlurred;
    }
    const bool all = jobs.empty();
    if (bare) {
        // Places with nothing to show: better a late first frame than an empty one; later a little patience.
        auto now = jobs;
        std::erase_if(now, [&](const auto& job) {
            return std::none_of(wanted.begin(), wanted.end(), [&](const Wanted& want) {
                return want.level == job.level && want.index == job.index && want.urgency < kBlurred;
            });
        });
        workers_->want(std::move(now), true); // the frame rests too
        const std::chrono::milliseconds aLittle{static_cast<int>(budgetMilliseconds)};
        workers_->wait(cache_.bytes() == 0 ? kBareWait : aLittle);
        takePainted();
    }
    workers_->want(std::move(jobs), still);
    return all;
}

std::vector<TileLevel> TileCompositor::standIns(const TileLevel& exact) const {
    std::vector<TileLevel> levels = cache_.levels();
    std::erase(levels, exact);
    // Coarser ones blur, finer ones shimmer and cost more: a step to the fine side counts half more.
    const auto distance = [&](const TileLevel& level) {
        const double steps = std::log2(level.unitsPerPixel / exact.unitsPerPixel);
        return (steps < 0 ? -1.5 * steps : steps) + static_cast<double>(exact.epoch - level.epoch) * 0.25;
    };
    std::erase_if(levels, [&](const TileLevel& level) {
        return level.epoch > exact.epoch || level.unitsPerPixel < exact.unitsPerPixel / 8;
    });
    std::stable_sort(levels.begin(), levels.end(),
                     [&](const TileLevel& a, const TileLevel& b) { return distance(a) < distance(b); });
    return levels;
}

void TileCompositor::drawTile(const TileLevel& level, TileIndex index, const TileView& view, bool topDown,
                              const Box& clipPixels, gl::Sampling sampling) {
    const Tile* tile = cache_.find(level, index);
    if (!tile) return;
    const Box world = tileExtent(level, index);
    const Point topLeft = view.toPixels({world.minX, world.maxY});
    const Point bottomRight = view.toPixels({world.maxX, world.minY});
    Box pixels{topLeft.x, topLeft.y, bottomRight.x, bottomRight.y};
    if (sampling == gl::Sampling::Nearest)
        pixels = {std::round(pixels.minX), std::round(pixels.minY), std::round(pixels.maxX), std::round(pixels.maxY)};
    const Box part{std::max(pixels.minX, clipPixels.minX), std::max(pixels.minY, clipPixels.minY),
                   std::min(pixels.maxX, clipPixels.maxX), std::min(pixels.maxY, clipPixels.maxY)};
    if (part.minX >= part.maxX || part.minY >= part.maxY) return;
    const Box texels{(part.minX - pixels.minX) / pixels.width(), (part.minY - pixels.minY) / pixels.height(),
                     (part.maxX - pixels.minX) / pixels.width(), (part.maxY - pixels.minY) / pixels.height()};
    passes_.drawTexture(tile->texture, view.width, view.height, topDown, part, texels, sampling, 1);
}

std::vector<Box> TileCompositor::drawLevel(const TileLevel& level, const std::vector<Box>& bare, const TileView& view,
                                           bool topDown, gl::Sampling sampling) {
    // Tiles end on whole pixels, so that each pixel is drawn once and none is left out.
    const auto cellOf = [&](TileIndex index) {
        const Box world = tileExtent(level, index);
        const Point topLeft = view.toPixels({world.minX, world.maxY});
        const Box next = tileExtent(level, {index.column + 1, index.row + 1});
        const Point bottomRight = view.toPixels({next.minX, next.maxY});
        return Box{std::round(topLeft.x), std::round(topLeft.y), std::round(bottomRight.x), std::round(bottomRight.y)};
    };
    std::vector<Box> left;
    for (const Box& box : bare) {
        TileView part = view;
        part.topLeftWorld = {view.topLeftWorld.x + box.minX * view.unitsPerPixel,
                             view.topLeftWorld.y - box.minY * view.unitsPerPixel};
        part.width = static_cast<int>(box.width());
        part.height = static_cast<int>(box.height());
        const TileRange range = tilesOver(level, part.extent());
        bool any = false;
        const std::size_t before = left.size();
        for (std::int64_t row = range.first.row; row < range.last.row; ++row) {
            bool beside = false; // the cell to the left is bare too
            for (std::int64_t column = range.first.column; column < range.last.column; ++column) {
                const TileIndex index{column, row};
                const Box cell = commonPart(cellOf(index), box);
                if (cell.minX >= cell.maxX || cell.minY >= cell.maxY) continue;
                if (cache_.find(level, index)) {
                    drawTile(level, index, view, topDown, cell, sampling);
                    any = true;
                    beside = false;
                } else if (beside) {
                    left.back().maxX = cell.maxX;
                } else {
                    left.push_back(cell);
                    beside = true;
                }
            }
        }
        if (any) continue;
        left.resize(before); // in one piece
        left.push_back(box);
    }
    return left;
}

void TileCompositor::compose(const TileLevel& exact, const TileView& view, const PassTarget& target) {
    gl::resetState();
    target.bind();
    gl::setBlend(ground_ == Ground::Kept ? gl::Blend::Over : gl::Blend::Off);
    std::vector<Box> bare{{0, 0, static_cast<double>(view.width), static_cast<double>(view.height)}};
    bare = drawLevel(exact, bare, view, target.topDown, gl::Sampling::Nearest);
    for (const TileLevel& level : standIns(exact)) {
        if (bare.empty()) return;
        bare = drawLevel(level, bare, view, target.topDown, gl::Sampling::Linear);
    }
}

TileCompositor::Turn TileCompositor::begin(const std::shared_ptr<const Picture>& picture, const TileView& view,
                                           Point focusPixels) {
    cache_.beginFrame();
    Turn turn;
    turn.arrivals = meshes_.collect();
    turn.exact = {epochOf(picture), view.unitsPerPixel, view.pixelRatio};
    turn.focusWorld = {view.topLeftWorld.x + focusPixels.x * view.unitsPerPixel,
                       view.topLeftWorld.y - focusPixels.y * view.unitsPerPixel};
    scaling_ = shown_ && shown_->unitsPerPixel != turn.exact.unitsPerPixel;
    turn.still = shown_ == turn.exact && shownExtent_ == view.extent();
    shown_ = turn.exact;
    shownExtent_ = view.extent();
    return turn;
}

bool TileCompositor::draw(const std::shared_ptr<const Picture>& picture, const TileView& view, Point focusPixels,
                          double budgetMilliseconds, const PassTarget& target) {
    const Turn turn = begin(picture, view, focusPixels);
    const auto wanted = wantedTiles(turn.exact, view, turn.focusWorld, scaling_, turn.arrivals);
    const bool painted = workers_ ? exchange(picture, wanted, turn.still, budgetMilliseconds)
                                  : paint(picture, wanted, budgetMilliseconds, turn.arrivals);

    sharp_ = cache_.covers(turn.exact, view.extent());
    if (ground_ == Ground::Replaced) {
        target.bind();
        const Texel background = premultiplied(picture->background);
        gl::clearColor(background[0], background[1], background[2], background[3]);
    }
    compose(turn.exact, view, target);
    return painted && !scaling_ && !meshes_.busy();
}

bool TileCompositor::prepare(const std::shared_ptr<const Picture>& picture, const TileView& view, Point focusPixels,
                             double budgetMilliseconds) {
    const Turn turn = begin(picture, view, focusPixels);
    std::vector<Wanted> wanted;
    addMissing(wanted, steadyLevel(turn.exact, 2), grownBy(view.extent(), 0.5), turn.focusWorld, kOverview,
               turn.arrivals);
    return paint(picture, wanted, budgetMilliseconds, turn.arrivals) && !scaling_ && !meshes_.busy();
}

} // namespace geju
