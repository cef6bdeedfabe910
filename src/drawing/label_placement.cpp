#include "drawing/label_placement.hpp"

#include "drawing/pictograms.hpp"
#include "geometry/picking.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace geju {

namespace {

/// Places along a line, as parts of the room to either side of the middle, in the order in which they are tried.
constexpr std::array kLineTrials{0.0, 0.35, -0.35, 0.7, -0.7, 1.0, -1.0};
/// Places about a polygon's anchor, in widths and heights of the block, in the order in which they are tried.
constexpr std::array kBesideTrials{Point{0, -0.6},    Point{0, 0.6},    Point{-0.25, 0},  Point{0.25, 0},
                                   Point{-0.5, 0},    Point{0.5, 0},    Point{0, -1.2},   Point{0, 1.2},
                                   Point{-0.5, -0.6}, Point{0.5, -0.6}, Point{-0.5, 0.6}, Point{0.5, 0.6},
                                   Point{-1, 0},      Point{1, 0}};
/// Room for rounding where lengths are equal by construction.
constexpr double kAlmost = 0.999;

} // namespace

CandidateKey keyOf(const LabelLayer& layer, const LabelCandidate& candidate) {
    return {layer.number(), candidate.target, candidate.slot, candidate.onLine};
}

namespace {

/// The block about a point: as styled, or the `trial`th of the other ways in which it may stand.
TextBlock standingBlock(const TextLayout& layout, const TextSymbol& symbol, std::uint8_t trial, double pixelRatio) {
    if (trial == 0 || trial > symbol.otherStandings.size()) return blockOf(layout, symbol, pixelRatio);
    TextSymbol other = symbol;
    other.anchor = symbol.otherStandings[trial - 1].anchor;
    other.offsetEms = symbol.otherStandings[trial - 1].offsetEms;
    return blockOf(layout, other, pixelRatio);
}

} // namespace

struct LabelPlacement::PointText {
    const LabelLayer& layer;
    const LabelCandidate& candidate;
    const TextSymbol& symbol;
    const TextLayout& layout;
    TextBlock block;

    const FeatureTable& table() const { return *layer.layer().table; }
    std::uint32_t row() const { return layer.row(candidate.target); }
    bool isLettered() const { return symbol.size > 0 && !layout.lines.empty(); }
    PartKind kind() const { return table().kind(table().parts(row()).first); }
};

struct LabelPlacement::LineText {
    const LabelLayer& layer;
    const LabelCandidate& candidate;
    const LabelLayer::Line& line;
    const TextSymbol& symbol;
    const PathText& text;
    double middleWorld;           ///< of the stretch of line, along it
    double roomWorld;             ///< for the text's middle, to either side
    std::vector<Point>& repeated; ///< where the same text of the layer is shown
};

LabelPlacement::LabelPlacement(FontBook& fonts, const View& view, bool wholeOnly)
  : fonts_(fonts)
  , view_(view)
  , wholeOnly_(wholeOnly)
  , screen_{0, 0, static_cast<double>(view.widthPixels), static_cast<double>(view.heightPixels)}
  , grid_(view.widthPixels, view.heightPixels, 48 * view.pixelRatio) {}

void LabelPlacement::tryCandidate(LabelLayer& layer, const LabelCandidate& candidate) {
    if (candidate.onLine)
        tryLine(layer, candidate);
    else
        tryPoint(layer, candidate);
}

bool LabelPlacement::tryAgain(LabelLayer& layer, const LabelCandidate& candidate, const LabelChoice& earlier) {
    if (candidate.onLine) return tryLineAt(lineText(layer, candidate), earlier.trial);
    const TextSymbol& symbol = layer.symbol(candidate.target);
    const TextLayout& layout = layer.layout(fonts_, candidate.target);
    const PointText text{layer, candidate, symbol, layout,
                         earlier.trial == 0 ? layer.block(fonts_, candidate.target)
                                            : standingBlock(layout, symbol, earlier.trial, view_.pixelRatio)};
    if (earlier.movedTo) {
        // It stands where it does for the view's sake: when it would be cut there, another place may be better.
        const Box bounds = shifted(text.block.bounds, view_.toScreen(*earlier.movedTo));
        return screen_.contains(bounds) && tryBlock(text, *earlier.movedTo, earlier);
    }
    if (text.kind() == PartKind::Points) {
        return tryBlock(text, text.table().pointsOf(text.row())[candidate.slot], earlier);
    }
    return tryBlock(text, layer.anchor(candidate.target)->point, earlier);
}

bool LabelPlacement::isFree(const PointText& text, Point anchorScreen, LabelParts parts) {
    boxes_.clear();
    Box bounds;
    if (parts.icon) {
        iconBox_ = shifted(text.block.icon->box, anchorScreen);
        bounds.extend(iconBox_);
    }
    for (const Box& box : text.block.boxes) {
        if (!parts.text) break;
        boxes_.push_back(shifted(box, anchorScreen));
        bounds.extend(boxes_.back());
    }
    if (!visible(bounds)) return false;
    if (parts.icon && !text.symbol.icon->allowOverlap && grid_.isTaken(iconBox_)) return false;
    return text.symbol.allowOverlap || !grid_.isTaken(boxes_);
}

bool LabelPlacement::tryBlock(const PointText& text, Point anchorWorld, LabelChoice choice) {
    const Point anchor = view_.toScreen(anchorWorld);
    const LabelParts parts = choice.parts;
    if (!isFree(text, anchor, parts)) return false;
    if (parts.icon) accept(text.layer, text.candidate, iconLabelOf(text, anchor), choice);
    if (!parts.text) return true;
    PlacedLabel label = labelOf(text.layer, text.candidate, text.candidate.target);
    label.glyphs.reserve(text.layout.glyphs.size());
    const Point center = text.block.centerFromAnchor;
    for (const TextLayout::Glyph& glyph : text.layout.glyphs) {
        const Point pen = turned({glyph.pen.x + center.x, glyph.pen.y + center.y}, text.block.angleRadians);
        label.glyphs.push_back(
            {glyph.face, glyph.glyph, {anchor.x + pen.x, anchor.y + pen.y}, text.block.angleRadians});
    }
    label.boxes = boxes_;
    accept(text.layer, text.candidate, std::move(label), std::move(choice));
    return true;
}

void LabelPlacement::tryPoint(LabelLayer& layer, const LabelCandidate& candidate) {
    const std::uint32_t position = candidate.target;
    const TextSymbol& symbol = layer.symbol(position);
    const TextLayout& layout = layer.layout(fonts_, position);
    PointText text{layer, candidate, symbol, layout, layer.block(fonts_, position)};
    if (!text.isLettered() && !symbol.icon) return;
    if (tryPoint(layer, text, {text.isLettered(), symbol.icon.has_value()}) || !text.isLettered() || !symbol.icon)
        return;
    text.block = layer.block(fonts_, position);
    if (symbol.optional && tryPoint(layer, text, {false, true})) return;
    if (symbol.icon->optional) tryPoint(layer, text, {true, false});
}

bool LabelPlacement::tryPoint(LabelLayer& layer, PointText& text, LabelParts parts) {
    const LabelCandidate& candidate = text.candidate;
    const TextSymbol& symbol = text.symbol;
    const TextLayout& layout = text.layout;
    const PartKind kind = text.kind();
    if (kind == PartKind::Points) {
        const Point anchor = text.table().pointsOf(text.row())[candidate.slot];
        // A mark that is out of sight keeps its label out too, when nothing may be cut.
        if (wholeOnly_ && !screen_.contains(view_.toScreen(anchor))) return false;
        for (std::uint8_t trial = 0; trial <= symbol.otherStandings.size(); ++trial) {
            if (trial > 0) text.block = standingBlock(layout, symbol, trial, view_.pixelRatio);
            if (tryBlock(text, anchor, {trial, std::nullopt, parts})) return true;
        }
        return false;
    }
    const std::optional<FeatureAnchor>& anchor = layer.anchor(candidate.target);
    if (!anchor) return false;
    const Fits fits = [&](const Box& extent) {
        return symbol.allowOverlap || kind == PartKind::Line ||
               !tooLargeFor(layout.bounds.width(), layout.bounds.height(), extent.width() / view_.unitsPerPixel,
                            extent.height() / view_.unitsPerPixel);
    };
    if (!fits(anchor->extent)) return false;
    const Point onScreen = view_.toScreen(anchor->point);
    if (wholeOnly_ ? screen_.contains(shifted(text.block.bounds, onScreen)) : screen_.contains(onScreen)) {
        if (tryBlock(text, anchor->point, {0, std::nullopt, parts})) return true;
        return kind == PartKind::Polygon && tryBeside(text, anchor->point, parts);
    }
    if (kind != PartKind::Polygon) return false;
    const auto moved = anchorInSight(text, fits);
    return moved && (tryBlock(text, *moved, {0, moved, parts}) || tryBeside(text, *moved, parts));
}

/// Near a polygon's anchor that is taken, from another point inside the polygon.
bool LabelPlacement::tryBeside(const PointText& text, Point anchorWorld, LabelParts parts) {
    const Box& bounds = text.isLettered() ? text.layout.bounds : text.block.bounds;
    const Point anchor = view_.toScreen(anchorWorld);
    for (const Point& trial : kBesideTrials) {
        const Point place{anchor.x + trial.x * bounds.width(), anchor.y + trial.y * bounds.height()};
        if (!isFree(text, place, parts)) continue;
        const Point moved = view_.toWorld(place);
        if (!contains(text.table(), text.row(), moved)) continue;
        return tryBlock(text, moved, {0, moved, parts});
    }
    return false;
}

/// An anchor in the visible part of a polygon from which the whole label is in the view.
std::optional<Point> LabelPlacement::anchorInSight(const PointText& text, const Fits& fits) const {
    const Box& bounds = text.block.bounds;
    const Box allowed{screen_.minX - bounds.minX, screen_.minY - bounds.minY, screen_.maxX - bounds.maxX,
                      screen_.maxY - bounds.maxY};
    if (allowed.empty()) return std::nullopt;
    Box world;
    world.extend(view_.toWorld({allowed.minX, allowed.minY}));
    world.extend(view_.toWorld({allowed.maxX, allowed.maxY}));
    const Box& envelope = text.table().envelope(text.row());
    const Box part{std::max(world.minX, envelope.minX), std::max(world.minY, envelope.minY),
                   std::min(world.maxX, envelope.maxX), std::min(world.maxY, envelope.maxY)};
    // Slivers at the edge of the view are not worth a label.
    const double longer = std::max(part.width(), part.height()) / view_.unitsPerPixel;
    if (part.empty() || !fits(part) || longer < text.layout.bounds.width() / 2) return std::nullopt;
    const auto anchor = anchorWithin(text.table(), text.row(), world);
    if (!anchor || !fits(anchor->extent)) return std::nullopt;
    return anchor->point;
}

LabelPlacement::LineText LabelPlacement::lineText(LabelLayer& layer, const LabelCandidate& candidate) {
    const LabelLayer::Line& line = layer.lines()[candidate.target];
    const std::uint32_t position = line.line.position;
    const TextSymbol& symbol = layer.symbol(position);
    const PathText& text = layer.pathText(fonts_, position);
    std::vector<Point>& repeated = repeated_[std::uint64_t{candidate.layer} << 32 | layer.textNumber(position)];
    const double length = line.meter.length();
    const double textWorld = text.lengthPixels * view_.unitsPerPixel;
    if (symbol.placement == TextSymbol::Placement::LineCenter) {
        return {layer, candidate, line, symbol, text, length / 2, 0, repeated};
    }
    const std::uint32_t slots = slotCount(length / view_.unitsPerPixel, symbol.spacing * view_.pixelRatio);
    const double slotWorld = length / slots;
    constexpr double kRoomOfSlot = 0.45; // neighbours keep to their own stretches
    const double room = slots == 1 ? (length - textWorld) / 2 : slotWorld * kRoomOfSlot;
    return {layer, candidate, line, symbol, text, (candidate.slot + 0.5) * slotWorld, std::max(0.0, room), repeated};
}

void LabelPlacement::tryLine(LabelLayer& layer, const LabelCandidate& candidate) {
    const LineText along = lineText(layer, candidate);
    // Places nearer to one another than half an em are as good as one.
    const double roomEms = along.roomWorld / view_.unitsPerPixel / along.text.sizePixels;
    double triedEms = 0;
    for (std::uint8_t trial = 0; trial < kLineTrials.size(); ++trial) {
        const double awayEms = std::abs(kLineTrials[trial]) * roomEms;
        if (trial > 0 && awayEms != triedEms && awayEms < triedEms + 0.5) continue;
        triedEms = awayEms;
        if (tryLineAt(along, trial)) return;
    }
}

bool LabelPlacement::tryLineAt(const LineText& along, std::uint8_t trial) {
    const PathMeter& meter = along.line.meter;
    const TextSymbol& symbol = along.symbol;
    const double center = along.middleWorld + kLineTrials[trial] * along.roomWorld;
    const double halfWorld = along.text.lengthPixels / 2 * view_.unitsPerPixel;
    if (center < halfWorld * kAlmost || center > meter.length() - halfWorld * kAlmost) return false;
    const Point onScreen = view_.toScreen(meter.at(center));
    if (!screen_.grown(along.text.lengthPixels / 2).contains(onScreen)) return false;
    // Most places along crowded lines are taken: the middle of the text tells so at once.
    const Box middle{onScreen.x, onScreen.y, onScreen.x, onScreen.y};
    if (!symbol.allowOverlap && along.text.offsetDownPixels == 0 && grid_.isTaken(middle)) return false;
    // Neighbouring stretches are exactly the spacing apart where the line is straight.
    const double leastDistance = symbol.spacing * view_.pixelRatio * kAlmost;
    const bool tooNear = std::any_of(along.repeated.begin(), along.repeated.end(), [&](Point other) {
        return std::hypot(other.x - onScreen.x, other.y - onScreen.y) < leastDistance;
    });
    if (tooNear && symbol.placement == TextSymbol::Placement::Line) return false;
    auto curved = placeAlongPath(along.text, meter, center, view_, [&](const Box& box) {
        return (!wholeOnly_ || visible(box)) && (symbol.allowOverlap || !grid_.isTaken(box));
    });
    if (!curved) return false;
    const bool inSight = std::any_of(curved->boxes.begin(), curved->boxes.end(),
                                     [&](const Box& box) { return screen_.intersects(box); });
    if (!inSight) return false;
    PlacedLabel label = labelOf(along.layer, along.candidate, along.line.line.position);
    label.glyphs = std::move(curved->glyphs);
    label.boxes = std::move(curved->boxes);
    along.repeated.push_back(onScreen);
    accept(along.layer, along.candidate, std::move(label), {trial, std::nullopt, {}});
    return true;
}

PlacedLabel LabelPlacement::iconLabelOf(const PointText& text, Point anchorScreen) const {
    const IconSymbol& icon = *text.symbol.icon;
    const IconPlace& place = *text.block.icon;
    PlacedLabel label;
    label.layer = text.candidate.layer;
    label.row = text.row();
    label.sizePixels = icon.size * view_.pixelRatio;
    label.haloPixels = icon.haloWidth * view_.pixelRatio;
    label.color = withOpacity(icon.color, text.layer.layer().opacity);
    label.haloColor = withOpacity(icon.haloColor, text.layer.layer().opacity);
    const Point center{anchorScreen.x + place.centerFromAnchor.x, anchorScreen.y + place.centerFromAnchor.y};
    label.glyphs.push_back({kPictogramFace, icon.pictogram, center, place.angleRadians});
    label.boxes.push_back(iconBox_);
    return label;
}

PlacedLabel LabelPlacement::labelOf(const LabelLayer& layer, const LabelCandidate& candidate,
                                    std::uint32_t position) const {
    const TextSymbol& symbol = layer.symbol(position);
    PlacedLabel label;
    label.layer = candidate.layer;
    label.row = layer.row(position);
    label.text = layer.layer().texts[position];
    label.sizePixels = symbol.size * view_.pixelRatio;
    label.haloPixels = symbol.haloWidth * view_.pixelRatio;
    label.color = withOpacity(symbol.color, layer.layer().opacity);
    label.haloColor = withOpacity(symbol.haloColor, layer.layer().opacity);
    return label;
}

void LabelPlacement::accept(const LabelLayer& layer, const LabelCandidate& candidate, PlacedLabel label,
                            LabelChoice choice) {
    for (const Box& box : label.boxes) grid_.insert(box);
    labels.push_back(std::move(label));
    choices.emplace(keyOf(layer, candidate), std::move(choice));
}

} // namespace geju
