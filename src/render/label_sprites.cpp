#include "render/label_sprites.hpp"

#include <algorithm>
#include <cmath>

namespace geju {

namespace {

constexpr int kFirstSize = 1024;
constexpr int kLargestSize = 4096;   // 64 MiB: labels that fill a screen of 4K
constexpr int kMostPixels = 1 << 18; // of one label; larger ones are few

template <typename T>
void appendBytes(std::string& key, const T& value) {
    key.append(reinterpret_cast<const char*>(&value), sizeof(value));
}

} // namespace

void LabelSprites::beginFrame() {
    if (!isFull_ && !texture_.empty()) return;
    const int largest = std::min(kLargestSize, gl::maxTextureSize());
    const int size = texture_.empty() ? kFirstSize : std::min(texture_.width() * 2, largest);
    if (size != texture_.width()) texture_ = gl::Texture::create(size, size, gl::PixelFormat::Rgba8);
    sprites_.clear();
    shelfX_ = shelfY_ = shelfHeight_ = 0;
    isFull_ = false;
}

const LabelSprite* LabelSprites::get(const PlacedLabel& label, const std::vector<StandingGlyph>& glyphs) {
    const std::string& key = keyOf(label, glyphs);
    if (const auto found = sprites_.find(key); found != sprites_.end()) return &found->second;
    if (isFull_) return nullptr;

    LabelSprite sprite;
    const Box extent = extentOf(label, glyphs);
    if (!extent.empty()) {
        if (extent.width() * extent.height() > kMostPixels) return nullptr;
        sprite.left = static_cast<int>(extent.minX);
        sprite.top = static_cast<int>(extent.minY);
        sprite.width = static_cast<int>(extent.width());
        sprite.height = static_cast<int>(extent.height());
        if (!findPlace(sprite)) return nullptr;
        layers_.assign(static_cast<std::size_t>(sprite.width) * static_cast<std::size_t>(sprite.height) * 4, 0.0F);
        if (label.haloPixels > 0) compose(label, glyphs, label.haloPixels, label.haloColor, sprite);
        compose(label, glyphs, 0, label.color, sprite);
        write(sprite);
    }
    return &sprites_.emplace(key, sprite).first->second;
}

const std::string& LabelSprites::keyOf(const PlacedLabel& label, const std::vector<StandingGlyph>& glyphs) {
    key_.clear();
    appendBytes(key_, label.sizePixels);
    appendBytes(key_, label.haloPixels);
    for (const Rgba color : {label.color, label.haloColor}) {
        for (const std::uint8_t channel : {color.r, color.g, color.b, color.a}) appendBytes(key_, channel);
    }
    for (const StandingGlyph& glyph : glyphs) {
        appendBytes(key_, glyph.face);
        appendBytes(key_, glyph.glyph);
        appendBytes(key_, glyph.x);
        appendBytes(key_, glyph.y);
    }
    return key_;
}

/// Of everything that is drawn, in whole pixels from the first glyph's pen.
Box LabelSprites::extentOf(const PlacedLabel& label, const std::vector<StandingGlyph>& glyphs) {
    Box extent;
    const auto extend = [&](double haloPixels) {
        for (const StandingGlyph& glyph : glyphs) {
            const AtlasGlyph& bitmap = glyphs_.get(glyph.face, glyph.glyph, label.sizePixels, haloPixels, 0);
            if (bitmap.width == 0) continue;
            const Point corner{double(glyph.x + bitmap.left), double(glyph.y + bitmap.top)};
            extent.extend(corner);
            extent.extend(Point{corner.x + bitmap.width, corner.y + bitmap.height});
        }
    };
    if (label.color.a > 0) extend(0);
    if (label.haloColor.a > 0 && label.haloPixels > 0) extend(label.haloPixels);
    return extent;
}

void LabelSprites::compose(const PlacedLabel& label, const std::vector<StandingGlyph>& glyphs, double haloPixels,
                           Rgba color, const LabelSprite& sprite) {
    if (color.a == 0) return;
    const float alpha = color.a / 255.0F;
    const float ink[4] = {color.r * alpha, color.g * alpha, color.b * alpha, float(color.a)};
    for (const StandingGlyph& glyph : glyphs) {
        const AtlasGlyph& bitmap = glyphs_.get(glyph.face, glyph.glyph, label.sizePixels, haloPixels, 0);
        const int left = glyph.x + bitmap.left - sprite.left;
        const int top = glyph.y + bitmap.top - sprite.top;
        for (int y = 0; y < bitmap.height && bitmap.width > 0; ++y) {
            const std::uint8_t* coverage = glyphs_.coverage(bitmap, y);
            float* pixel = layers_.data() + (std::ptrdiff_t{top + y} * sprite.width + left) * 4;
            for (int x = 0; x < bitmap.width; ++x, pixel += 4) {
                const float share = coverage[x] / 255.0F;
                const float rest = 1 - alpha * share;
                for (int c = 0; c < 4; ++c) pixel[c] = ink[c] * share + pixel[c] * rest;
            }
        }
    }
}

bool LabelSprites::findPlace(LabelSprite& sprite) {
    if (shelfX_ + sprite.width > texture_.width()) {
        shelfX_ = 0;
        shelfY_ += shelfHeight_;
        shelfHeight_ = 0;
    }
    if (sprite.width > texture_.width() || shelfY_ + sprite.height > texture_.height()) {
        isFull_ = true;
        return false;
    }
    sprite.x = shelfX_;
    sprite.y = shelfY_;
    shelfX_ += sprite.width;
    shelfHeight_ = std::max(shelfHeight_, sprite.height);
    return true;
}

void LabelSprites::write(const LabelSprite& sprite) {
    bytes_.resize(layers_.size());
    std::transform(layers_.begin(), layers_.end(), bytes_.begin(),
                   [](float value) { return static_cast<std::uint8_t>(value + 0.5F); });
    texture_.write(sprite.x, sprite.y, sprite.width, sprite.height, bytes_);
}

} // namespace geju
