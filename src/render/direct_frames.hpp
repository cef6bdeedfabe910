// Frames of the window drawn by OpenGL anew each time, without tiles: always sharp, for pictures that the GPU draws in
// a part of a frame's time. One context, one thread.
#pragma once

#include "render/gl_tile_painter.hpp"
#include "render/plan_tables.hpp"

#include <memory>

namespace geju {

class DirectFrames {
  public:
    /// A part of the 16.7 ms of a frame; the rest is for the panels, the texts and the driver.
    static constexpr double kLateMilliseconds = 8;

    DirectFrames(ShaderSet& shaders, MeshStore& meshes, PicturePasses& passes,
                 double lateMilliseconds = kLateMilliseconds)
      : painter_(shaders, meshes, 1, false)
      , passes_(passes)
      , lateMilliseconds_(lateMilliseconds) {}

    /// False once several frames of this plan, one after another, were late.
    bool inTime(const Picture& picture) const;

    /// Fills the target with the picture; while its meshes are being made, with the picture of the same plan that was
    /// shown before. False, and nothing is drawn, when there is neither.
    bool draw(const std::shared_ptr<const Picture>& picture, const TileView& view, const PassTarget& target);
    /// Whether the last frame showed the picture itself, all of it.
    bool complete() const { return complete_; }

    void forgetPictures() { painter_.forgetPictures(); }

  private:
    void judge(const Picture& picture, double milliseconds);

    GlTilePainter painter_;
    PicturePasses& passes_;
    std::shared_ptr<const Picture> shown_; ///< the last one that was complete
    double lateMilliseconds_;
    bool complete_ = false;
    int lateFrames_ = 0;
    PlanTables slowTables_; ///< of the plan whose frames took too long
};

} // namespace geju
