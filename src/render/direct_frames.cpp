#include "render/direct_frames.hpp"

#include <chrono>

namespace geju {

namespace {

/// One late frame may have any reason.
constexpr int kLateFrames = 3;

} // namespace

bool DirectFrames::inTime(const Picture& picture) const {
    return !ofSamePlan(picture, slowTables_);
}

bool DirectFrames::draw(const std::shared_ptr<const Picture>& picture, const TileView& view, const PassTarget& target) {
    const auto start = std::chrono::steady_clock::now();
    const bool wasComplete = complete_;
    PaintedTile frame = painter_.paint(picture, view);
    complete_ = frame.complete;
    if (complete_)
        shown_ = picture;
    else if (shown_ && ofSamePlan(*picture, tablesOf(*shown_)))
        frame = painter_.paint(shown_, view);
    else
        return false;

    target.bind();
    gl::setBlend(gl::Blend::Off);
    const Box pixels{0, 0, static_cast<double>(view.width), static_cast<double>(view.height)};
    passes_.drawTexture(frame.texture, view.width, view.height, target.topDown, pixels, {0, 0, 1, 1},
                        gl::Sampling::Nearest, 1);
    gl::finish();
    const std::chrono::duration<double, std::milli> taken = std::chrono::steady_clock::now() - start;
    // The first frames make shaders and upload meshes.
    if (complete_ && wasComplete) judge(*picture, taken.count());
    return true;
}

void DirectFrames::judge(const Picture& picture, double milliseconds) {
    lateFrames_ = milliseconds > lateMilliseconds_ ? lateFrames_ + 1 : 0;
    if (lateFrames_ < kLateFrames) return;
    slowTables_ = tablesOf(picture);
    lateFrames_ = 0;
}

} // namespace geju
