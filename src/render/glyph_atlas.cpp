#include "render/glyph_atlas.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace geju {

namespace {

constexpr int kFirstSize = 512;
constexpr int kLargestSize = 4096; // 16 MiB: some ten thousand glyphs with halos
constexpr int kPadding = 1;        // linear sampling must not reach a neighbour
// Sizes and halos to a 64th of a pixel, as FreeType measures; rotated glyphs to a degree, which moves the end of a
// 24-pixel glyph by 0.2 pixels at most.
constexpr double kLengthSteps = 64;
constexpr double kAngleSteps = 180 / std::numbers::pi;

} // namespace

bool GlyphAtlas::grow() {
    const int larger = size_ == 0 ? kFirstSize : size_ * 2;
    if (larger > std::min(kLargestSize, gl::maxTextureSize())) return false;
    std::vector<std::uint8_t> pixels(static_cast<std::size_t>(larger) * static_cast<std::size_t>(larger));
    for (int y = 0; y < size_; ++y)
        std::copy_n(pixels_.begin() + std::ptrdiff_t{y} * size_, size_, pixels.begin() + std::ptrdiff_t{y} * larger);
    // The area right of the old square is used by the shelves that come after it.
    if (size_ > 0) {
        shelfX_ = 0;
        shelfY_ += shelfHeight_;
        shelfHeight_ = 0;
    }
    pixels_ = std::move(pixels);
    size_ = larger;
    texture_ = {};
    return true;
}

bool GlyphAtlas::findPlace(int width, int height, Place& place) {
    const int w = width + kPadding;
    const int h = height + kPadding;
    if (size_ == 0 && !grow()) return false;
    for (;;) {
        if (shelfX_ + w > size_) {
            shelfX_ = 0;
            shelfY_ += shelfHeight_;
            shelfHeight_ = 0;
        }
        if (w <= size_ && shelfY_ + h <= size_) break;
        if (!grow()) return false;
    }
    place = {shelfX_, shelfY_};
    shelfX_ += w;
    shelfHeight_ = std::max(shelfHeight_, h);
    return true;
}

const AtlasGlyph& GlyphAtlas::get(FaceId face, std::uint32_t glyph, double sizePixels, double haloPixels,
                                  double angleRadians) {
    const auto steps = [](double value, double count) { return static_cast<int>(std::lround(value * count)); };
    const Key key{face, glyph, steps(sizePixels, kLengthSteps), steps(haloPixels, kLengthSteps),
                  steps(angleRadians, kAngleSteps)};
    if (const auto found = glyphs_.find(key); found != glyphs_.end()) return found->second;

    const GlyphBitmap bitmap = fonts_.rasterize(face, glyph, std::get<2>(key) / kLengthSteps,
                                                std::get<3>(key) / kLengthSteps, std::get<4>(key) / kAngleSteps);
    AtlasGlyph entry{0, 0, bitmap.width, bitmap.height, bitmap.left, bitmap.top};
    Place place;
    if (entry.width > 0 && entry.height > 0 && !findPlace(entry.width, entry.height, place)) {
        glyphs_.clear();
        std::fill(pixels_.begin(), pixels_.end(), std::uint8_t{0});
        shelfX_ = shelfY_ = shelfHeight_ = 0;
        dirtyTop_ = 0;
        dirtyBottom_ = size_;
        ++generation_;
        if (!findPlace(entry.width, entry.height, place)) entry.width = entry.height = 0; // larger than the atlas
    }
    if (entry.width > 0 && entry.height > 0) {
        entry.x = place.x;
        entry.y = place.y;
        for (int y = 0; y < bitmap.height; ++y)
            std::copy_n(bitmap.coverage.begin() + std::ptrdiff_t{y} * bitmap.width, bitmap.width,
                        pixels_.begin() + std::ptrdiff_t{place.y + y} * size_ + place.x);
        if (dirtyTop_ >= dirtyBottom_) dirtyTop_ = place.y;
        dirtyTop_ = std::min(dirtyTop_, place.y);
        dirtyBottom_ = std::max(dirtyBottom_, place.y + bitmap.height);
    }
    return glyphs_.emplace(key, entry).first->second;
}

const gl::Texture& GlyphAtlas::texture() {
    if (size_ == 0) grow();
    if (texture_.empty()) {
        texture_ = gl::Texture::create(size_, size_, gl::PixelFormat::R8);
        dirtyTop_ = 0;
        dirtyBottom_ = size_;
    }
    if (dirtyTop_ < dirtyBottom_) {
        const auto first = static_cast<std::size_t>(dirtyTop_) * static_cast<std::size_t>(size_);
        const auto count = static_cast<std::size_t>(dirtyBottom_ - dirtyTop_) * static_cast<std::size_t>(size_);
        texture_.write(0, dirtyTop_, size_, dirtyBottom_ - dirtyTop_, std::span(pixels_).subspan(first, count));
        dirtyTop_ = dirtyBottom_ = 0;
    }
    return texture_;
}

} // namespace geju
