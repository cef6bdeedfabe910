#include "render/label_pass.hpp"

#include "drawing/pictograms.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string_view>
#include <utility>

namespace geju {

namespace {

/// The two triangles of a rectangle: which of left and right, top and bottom each corner is.
constexpr std::array<std::pair<int, int>, 6> kCorners{{{0, 0}, {1, 0}, {1, 1}, {0, 0}, {1, 1}, {0, 1}}};

/// Where glyphs stand in a frame: moved so that the first pen is on a whole pixel.
struct Standing {
    Standing(const PlacedLabel& label, Point shift)
      : shift_(shift) {
        const Point first{label.glyphs.front().pen.x + shift.x, label.glyphs.front().pen.y + shift.y};
        firstPen = {std::round(first.x), std::round(first.y)};
        snap_ = {firstPen.x - first.x, firstPen.y - first.y};
    }
    Point pen(const PlacedGlyph& glyph) const {
        return {std::round(glyph.pen.x + shift_.x + snap_.x), std::round(glyph.pen.y + shift_.y + snap_.y)};
    }
    Point firstPen;

  private:
    Point shift_;
    Point snap_;
};

} // namespace

void LabelPass::addLabel(const PlacedLabel& label, Point shift, Purpose purpose) {
    const auto addRun = [this](std::uint32_t begin, bool isSprites) {
        if (runs_.empty() || runs_.back().isSprites != isSprites) runs_.push_back({isSprites, {begin, 0}});
        runs_.back().corners.count += static_cast<std::uint32_t>(corners_.size()) - begin;
    };
    if (label.leader) {
        const auto begin = static_cast<std::uint32_t>(corners_.size());
        addLeader(*label.leader, shift);
        addRun(begin, false);
    }
    const auto begin = static_cast<std::uint32_t>(corners_.size());
    const bool isSprite = purpose != Purpose::Export && addSprite(label, shift);
    if (!isSprite) {
        addGlyphs(label, shift, true, purpose == Purpose::Motion);
        addGlyphs(label, shift, false, purpose == Purpose::Motion);
    }
    addRun(begin, isSprite);
}

/// A core as wide as the line less a pixel, between edges that fade over a pixel each.
void LabelPass::addLeader(const LeaderLine& line, Point shift) {
    const double dx = line.to.x - line.from.x;
    const double dy = line.to.y - line.from.y;
    const double length = std::hypot(dx, dy);
    if (!(length > 0)) return;
    // The middle of a large dot: full coverage.
    constexpr double kLargeDot = 24;
    static const PictogramId dot = findPictogram("dot").value();
    const AtlasGlyph& full = atlas_.get(kPictogramFace, dot, kLargeDot, 0, 0);
    const double u = full.x + full.width / 2.0;
    const double v = full.y + full.height / 2.0;
    const double core = std::max(0.0, (line.widthPixels - 1) / 2);
    const auto opaque = static_cast<std::uint8_t>(std::lround(line.color.a * std::min(1.0, line.widthPixels)));
    const auto add = [&](bool end, double aside, bool fades) {
        const Point at = end ? line.to : line.from;
        corners_.push_back({static_cast<float>(at.x + shift.x - dy / length * aside),
                            static_cast<float>(at.y + shift.y + dx / length * aside), static_cast<float>(u),
                            static_cast<float>(v), line.color.r, line.color.g, line.color.b,
                            fades ? std::uint8_t{0} : opaque});
    };
    const std::array<std::pair<double, bool>, 4> across{
        {{-core - 1, true}, {-core, false}, {core, false}, {core + 1, true}}};
    for (std::size_t strip = 0; strip + 1 < across.size(); ++strip) {
        for (const auto& [end, next] : kCorners) {
            const auto& [aside, fades] = across[strip + static_cast<std::size_t>(next)];
            add(end != 0, aside, fades);
        }
    }
}

/// False when the label has to be drawn glyph by glyph.
bool LabelPass::addSprite(const PlacedLabel& label, Point shift) {
    standing_.clear();
    const Standing standing(label, shift);
    for (const PlacedGlyph& glyph : label.glyphs) {
        if (glyph.angleRadians != 0) return false;
        const Point pen = standing.pen(glyph);
        standing_.push_back({glyph.face, glyph.glyph, static_cast<int>(pen.x - standing.firstPen.x),
                             static_cast<int>(pen.y - standing.firstPen.y)});
    }
    const LabelSprite* sprite = sprites_.get(label, standing_);
    if (!sprite) return false;
    if (sprite->width == 0) return true;
    for (const auto& [dx, dy] : kCorners) {
        const int right = dx * sprite->width;
        const int down = dy * sprite->height;
        corners_.push_back({static_cast<float>(standing.firstPen.x + sprite->left + right),
                            static_cast<float>(standing.firstPen.y + sprite->top + down),
                            static_cast<float>(sprite->x + right), static_cast<float>(sprite->y + down), 255, 255, 255,
                            255});
    }
    return true;
}

void LabelPass::addGlyphs(const PlacedLabel& label, Point shift, bool halo, bool turnsPictures) {
    const Rgba color = halo ? label.haloColor : label.color;
    const double haloPixels = halo ? label.haloPixels : 0;
    if (color.a == 0 || (halo && haloPixels <= 0)) return;
    const Standing standing(label, shift);
    for (const PlacedGlyph& glyph : label.glyphs) {
        const bool turn = turnsPictures && glyph.angleRadians != 0;
        const AtlasGlyph& bitmap =
            atlas_.get(glyph.face, glyph.glyph, label.sizePixels, haloPixels, turn ? 0 : glyph.angleRadians);
        if (bitmap.width == 0) continue;
        const Point pen =
            glyph.angleRadians == 0 ? standing.pen(glyph) : Point{glyph.pen.x + shift.x, glyph.pen.y + shift.y};
        const double cosine = turn ? std::cos(glyph.angleRadians) : 1;
        const double sine = turn ? std::sin(glyph.angleRadians) : 0;
        for (const auto& [dx, dy] : kCorners) {
            const double x = bitmap.left + dx * bitmap.width;
            const double y = bitmap.top + dy * bitmap.height;
            corners_.push_back({static_cast<float>(pen.x + x * cosine + y * sine), // counter-clockwise, y down
                                static_cast<float>(pen.y - x * sine + y * cosine),
                                static_cast<float>(bitmap.x + dx * bitmap.width),
                                static_cast<float>(bitmap.y + dy * bitmap.height), color.r, color.g, color.b, color.a});
        }
    }
}

void LabelPass::upload() {
    if (buffer_.empty()) {
        buffer_ = gl::Buffer::create();
        array_ = gl::VertexArray::create();
        array_.setAttribute(buffer_, sizeof(Corner), {0, 2, gl::AttributeType::Float, offsetof(Corner, x)});
        array_.setAttribute(buffer_, sizeof(Corner), {1, 2, gl::AttributeType::Float, offsetof(Corner, u)});
        array_.setAttribute(buffer_, sizeof(Corner), {2, 4, gl::AttributeType::Unorm8, offsetof(Corner, r)});
    }
    buffer_.upload(std::span<const Corner>(corners_), gl::BufferUse::Stream);
}

void LabelPass::draw(std::span<const PlacedLabel> labels, Point shiftPixels, int width, int height, Purpose purpose) {
    const Box visible{-shiftPixels.x, -shiftPixels.y, width - shiftPixels.x, height - shiftPixels.y};
    const auto addAll = [&] {
        corners_.clear();
        runs_.clear();
        for (const PlacedLabel& label : labels) {
            Box extent;
            for (const PlacedGlyph& glyph : label.glyphs) extent.extend(glyph.pen);
            if (label.leader) extent.extend(label.leader->from);
            if (extent.empty() || !extent.grown(label.sizePixels * 2 + label.haloPixels).intersects(visible)) continue;
            addLabel(label, shiftPixels, purpose);
        }
    };
    if (purpose != Purpose::Export) sprites_.beginFrame();
    const int generation = atlas_.generation();
    addAll();
    if (atlas_.generation() != generation) addAll();
    if (corners_.empty()) return;

    upload();
    gl::resetState();
    gl::setBlend(gl::Blend::Over);
    array_.bind();
    constexpr std::array<std::string_view, 1> kSprite{"SPRITE"};
    const float sign = purpose == Purpose::Export ? 1.0F : -1.0F;
    for (const Run& run : runs_) {
        const auto* program = run.isSprites ? shaders_.get("glyph", kSprite) : shaders_.get("glyph");
        if (!program) continue;
        const gl::Texture& texture = run.isSprites ? sprites_.texture() : atlas_.texture();
        program->use();
        program->set("clipFromPixels", 2.0F / static_cast<float>(width), sign * 2.0F / static_cast<float>(height),
                     -1.0F, -sign);
        program->set("atlas", 0);
        program->set("atlasSize", static_cast<float>(texture.width()), static_cast<float>(texture.height()));
        texture.bind(0, run.isSprites ? gl::Sampling::Nearest : gl::Sampling::Linear); // sprites stand on whole pixels
        gl::drawTriangles(run.corners);
    }
}

} // namespace geju
