// The map of the window from cached tiles: sharp where tiles of the view's own scale are there, older or coarser ones
// stretched where not, so that something is always shown; and the refining of what is missing, nearest the focus first,
// within the time a frame has, or by other threads. One context, one thread.
#pragma once

#include "render/picture_passes.hpp"
#include "render/plan_tables.hpp"
#include "render/tile_cache.hpp"
#include "render/tile_painter.hpp"
#include "render/tile_workers.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace geju {

class TileCompositor {
  public:
    /// What tiles do with the target: a map replaces what is there, an overlay lies over it.
    enum class Ground : std::uint8_t { Replaced, Kept };
    TileCompositor(PicturePasses& passes, MeshStore& meshes, std::size_t capacityBytes,
                   Ground ground = Ground::Replaced);
    /// One of the two paints: a painter within the frame's time, or threads that the frame does not wait for.
    void setPainter(TilePainter* painter, TileWorkers* workers);

    /// The view with its pixels on those of the tiles: moved by half a pixel at most.
    static TileView snapped(const View& view);

    /// This picture shows the same world as those before, even if it has no table in common with them.
    void keepFor(const std::shared_ptr<const Picture>& picture) { epochOf(picture, true); }

    /// Paints missing tiles, then fills the bound target. True when the view is complete, with some margin around it.
    bool draw(const std::shared_ptr<const Picture>& picture, const TileView& view, Point focusPixels,
              double budgetMilliseconds, const PassTarget& target);
    /// For a view that is drawn without tiles: paints coarser ones of the surroundings, to have something to show
    /// should the next views need tiles. True when none is missing.
    bool prepare(const std::shared_ptr<const Picture>& picture, const TileView& view, Point focusPixels,
                 double budgetMilliseconds);
    /// Whether the last frame showed nothing but tiles of its own scale.
    bool sharp() const { return sharp_; }
    /// Whether the last frame's scale was not that of the frame before: another will follow, and soon.
    bool scaling() const { return scaling_; }
    const TileCache& cache() const { return cache_; }

  private:
    struct Wanted {
        TileLevel level;
        TileIndex index;
        double urgency = 0; ///< smaller is sooner
    };
    class Clock;
    /// What a frame begins with.
    struct Turn {
        std::uint64_t arrivals = 0;
        TileLevel exact;
        Point focusWorld;
        bool still = false;
    };

    Turn begin(const std::shared_ptr<const Picture>& picture, const TileView& view, Point focusPixels);
    std::uint64_t epochOf(const std::shared_ptr<const Picture>& picture, bool sameWorld = false);
    bool isMissing(const TileLevel& level, TileIndex index, std::uint64_t arrivals);
    void addMissing(std::vector<Wanted>& wanted, const TileLevel& level, const Box& world, Point focusWorld,
                    double urgencyBase, std::uint64_t arrivals);
    /// What to paint, most urgent first; `later` of it is not needed for this frame.
    std::vector<Wanted> wantedTiles(const TileLevel& exact, const TileView& view, Point focusWorld, bool moving,
                                    std::uint64_t arrivals);
    /// True when all were painted.
    bool paint(const std::shared_ptr<const Picture>& picture, std::span<const Wanted> wanted, double budgetMilliseconds,
               std::uint64_t arrivals);
    /// The same by the workers: takes what they have, as far as the budget goes, and tells them what is wanted.
    /// While nothing moves, waits for them a little rather than compose the same frame again beside them.
    bool exchange(const std::shared_ptr<const Picture>& picture, std::span<const Wanted> wanted, bool still,
                  double budgetMilliseconds);
    /// Levels that may stand in for `exact`, best first.
    std::vector<TileLevel> standIns(const TileLevel& exact) const;
    void compose(const TileLevel& exact, const TileView& view, const PassTarget& target);
    /// Draws what the level has of the `bare` parts of the view; what is still bare comes back. Whole pixels.
    std::vector<Box> drawLevel(const TileLevel& level, const std::vector<Box>& bare, const TileView& view, bool topDown,
                               gl::Sampling sampling);
    void drawTile(const TileLevel& level, TileIndex index, const TileView& view, bool topDown, const Box& clipPixels,
                  gl::Sampling sampling);

    PicturePasses& passes_;
    MeshStore& meshes_;
    TilePainter* painter_ = nullptr;
    TileWorkers* workers_ = nullptr;
    TileCache cache_;
    Ground ground_;
    std::vector<std::pair<std::weak_ptr<const Picture>, std::uint64_t>> epochs_;
    PlanTables tables_; ///< of the last picture that had any
    std::uint64_t lastEpoch_ = 0;
    std::optional<TileLevel> shown_; ///< of the frame before
    Box shownExtent_;
    bool sharp_ = false;
    bool scaling_ = false;
};

} // namespace geju
