#include "app/swatch_atlas.hpp"

#include <algorithm>

namespace geju {

namespace {

/// Pixels. On the densest screens (four pixels a point) still room for more samples than a window shows.
constexpr int kSide = 1024;

} // namespace

TexturePlace SwatchAtlas::place(const std::shared_ptr<const SwatchPicture>& picture) {
    if (const auto known = placed_.find(picture.get()); known != placed_.end()) return known->second.place;
    if (texture_.empty()) texture_ = gl::Texture::create(kSide, kSide, gl::PixelFormat::Rgba8);
    if (x_ + picture->width > kSide) {
        x_ = 0;
        y_ += rowHeight_;
        rowHeight_ = 0;
    }
    if (picture->width > kSide || y_ + picture->height > kSide) {
        full_ = true;
        return {};
    }
    texture_.write(x_, y_, picture->width, picture->height, picture->rgba);
    const auto share = [](int pixels) { return static_cast<float>(pixels) / kSide; };
    const TexturePlace place{texture_.name(), share(x_), share(y_), share(x_ + picture->width),
                             share(y_ + picture->height)};
    x_ += picture->width;
    rowHeight_ = std::max(rowHeight_, picture->height);
    placed_.emplace(picture.get(), Placed{picture, place});
    return place;
}

void SwatchAtlas::clear() {
    placed_.clear();
    x_ = y_ = rowHeight_ = 0;
    full_ = false;
}

} // namespace geju
