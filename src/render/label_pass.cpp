#include "render/label_pass.hpp"

#include "gl/draw.hpp"

#include <array>
#include <cmath>
#include <cstddef>

namespace geju {

void LabelPass::addLabel(const PlacedLabel& label, Point shift, bool halo, Turning turning) {
    const Rgba color = halo ? label.haloColor : label.color;
    const double haloPixels = halo ? label.haloPixels : 0;
    if (label.glyphs.empty() || color.a == 0 || (halo && haloPixels <= 0)) return;
    const Point first{label.glyphs.front().pen.x + shift.x, label.glyphs.front().pen.y + shift.y};
    const Point snap{std::round(first.x) - first.x, std::round(first.y) - first.y};
    for (const PlacedGlyph& glyph : label.glyphs) {
        const bool turn = turning == Turning::Quick && glyph.angleRadians != 0;
        const AtlasGlyph& bitmap =
            atlas_.get(glyph.face, glyph.glyph, label.sizePixels, haloPixels, turn ? 0 : glyph.angleRadians);
        if (bitmap.width == 0) continue;
        Point pen{glyph.pen.x + shift.x, glyph.pen.y + shift.y};
        if (glyph.angleRadians == 0) pen = {std::round(pen.x + snap.x), std::round(pen.y + snap.y)};
        const double cosine = turn ? std::cos(glyph.angleRadians) : 1;
        const double sine = turn ? std::sin(glyph.angleRadians) : 0;
        const auto corner = [&](int dx, int dy) {
            const double x = bitmap.left + dx * bitmap.width;
            const double y = bitmap.top + dy * bitmap.height;
            return Corner{static_cast<float>(pen.x + x * cosine + y * sine), // counter-clockwise, y down
                          static_cast<float>(pen.y - x * sine + y * cosine),
                          static_cast<float>(bitmap.x + dx * bitmap.width),
                          static_cast<float>(bitmap.y + dy * bitmap.height),
                          color.r,
                          color.g,
                          color.b,
                          color.a};
        };
        for (const auto& [dx, dy] :
             std::array<std::pair<int, int>, 6>{{{0, 0}, {1, 0}, {1, 1}, {0, 0}, {1, 1}, {0, 1}}})
            corners_.push_back(corner(dx, dy));
    }
}

void LabelPass::draw(std::span<const PlacedLabel> labels, Point shiftPixels, int width, int height, bool topDown,
                     Turning turning) {
    const Box visible{-shiftPixels.x, -shiftPixels.y, width - shiftPixels.x, height - shiftPixels.y};
    const auto addAll = [&] {
        corners_.clear();
        for (const PlacedLabel& label : labels) {
            Box extent;
            for (const PlacedGlyph& glyph : label.glyphs) extent.extend(glyph.pen);
            if (extent.empty() || !extent.grown(label.sizePixels * 2 + label.haloPixels).intersects(visible)) continue;
            addLabel(label, shiftPixels, true, turning);
            addLabel(label, shiftPixels, false, turning);
        }
    };
    const int generation = atlas_.generation();
    addAll();
    if (atlas_.generation() != generation) addAll();
    const auto* program = corners_.empty() ? nullptr : shaders_.get("glyph");
    if (!program) return;

    if (buffer_.empty()) {
        buffer_ = gl::Buffer::create();
        array_ = gl::VertexArray::create();
        array_.setAttribute(buffer_, sizeof(Corner), {0, 2, gl::AttributeType::Float, offsetof(Corner, x)});
        array_.setAttribute(buffer_, sizeof(Corner), {1, 2, gl::AttributeType::Float, offsetof(Corner, u)});
        array_.setAttribute(buffer_, sizeof(Corner), {2, 4, gl::AttributeType::Unorm8, offsetof(Corner, r)});
    }
    buffer_.upload(std::span<const Corner>(corners_), gl::BufferUse::Stream);
    const gl::Texture& texture = atlas_.texture();
    gl::resetState();
    gl::setBlend(gl::Blend::Over);
    program->use();
    const float sign = topDown ? 1.0F : -1.0F;
    program->set("clipFromPixels", 2.0F / static_cast<float>(width), sign * 2.0F / static_cast<float>(height), -1.0F,
                 -sign);
    program->set("atlas", 0);
    program->set("atlasSize", static_cast<float>(texture.width()), static_cast<float>(texture.height()));
    texture.bind(0, gl::Sampling::Linear);
    array_.bind();
    gl::drawTriangles(gl::DrawRange{0, static_cast<std::uint32_t>(corners_.size())});
}

} // namespace geju
