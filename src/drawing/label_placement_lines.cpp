// Finding a place for what stands along lines: texts that follow them, and icons and texts that stand on them.
#include "drawing/label_placement.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <utility>

namespace geju {

namespace {

/// Places along a line, as parts of the room to either side of the middle, in the order in which they are tried.
constexpr std::array kLineTrials{0.0, 0.35, -0.35, 0.7, -0.7, 1.0, -1.0};
/// Room for rounding where lengths are equal by construction.
constexpr double kAlmost = 0.999;

/// How far a box about the origin reaches, however it is turned.
double radiusOf(const Box& box) {
    return std::hypot(std::max(-box.minX, box.maxX), std::max(-box.minY, box.maxY));
}

} // namespace

struct LabelPlacement::LineText {
    const LabelLayer& layer;
    const LabelCandidate& candidate;
    const LabelLayer::Line& line;
    const TextSymbol& symbol;
    PathText text;                ///< follows the line
    const StandingText* standing; ///< stands on the line; null: `text` does, if there is any
    bool lettered;
    double lengthPixels;               ///< of text and icon, along the line
    double middleWorld;                ///< of the stretch of line, along it
    double roomWorld;                  ///< for the label's middle, to either side
    std::optional<std::uint64_t> name; ///< of the layer's text; none without one: icons alone are repeated at will

    std::uint32_t position() const { return line.line.position; }
    double heightPixels(double pixelRatio) const { return lettered ? text.sizePixels : symbol.icon->size * pixelRatio; }
};

LabelPlacement::LineText LabelPlacement::lineText(LabelLayer& layer, const LabelCandidate& candidate) {
    const LabelLayer::Line& line = layer.lines()[candidate.target];
    const std::uint32_t position = line.line.position;
    const TextSymbol& symbol = layer.symbol(position);
    const bool lettered = layer.isLettered(position);
    LineText along{layer, candidate, line, symbol, {}, nullptr, lettered, 0, 0, 0, {}};
    if (lettered) {
        along.text = layer.pathText(fonts_, position);
        if (!symbol.turnsWithLine) along.standing = &layer.standing(fonts_, position);
        along.name = std::uint64_t{layer.number()} << 32 | layer.textNumber(position);
    }
    along.lengthPixels = layer.lengthOnLinePixels(fonts_, position);
    const double length = line.meter.length();
    if (symbol.placement == TextSymbol::Placement::LineCenter) {
        along.middleWorld = length / 2;
        return along;
    }
    const std::uint32_t slots = slotCount(length / view_.unitsPerPixel, symbol.spacing * view_.pixelRatio);
    const double slotWorld = length / slots;
    constexpr double kRoomOfSlot = 0.45; // neighbours keep to their own stretches
    const double room = slots == 1 ? (length - along.lengthPixels * view_.unitsPerPixel) / 2 : slotWorld * kRoomOfSlot;
    along.middleWorld = (candidate.slot + 0.5) * slotWorld;
    along.roomWorld = std::max(0.0, room);
    return along;
}

LabelPlacement::Reach LabelPlacement::reachOnLine(LabelLayer& layer, const LabelCandidate& candidate) {
    const LineText along = lineText(layer, candidate);
    const double halfWorld = along.roomWorld + along.lengthPixels / 2 * view_.unitsPerPixel;
    const PathMeter& meter = along.line.meter;
    const double end = along.middleWorld + halfWorld;
    Box reach;
    reach.extend(view_.toScreen(meter.at(along.middleWorld - halfWorld)));
    for (std::size_t i = meter.firstBeyond(along.middleWorld - halfWorld);
         i < along.line.line.points.size() && meter.distanceOf(i) < end; ++i) {
        reach.extend(view_.toScreen(along.line.line.points[i]));
    }
    reach.extend(view_.toScreen(meter.at(end)));
    double aside = along.text.sizePixels + std::abs(along.text.offsetDownPixels) + along.text.paddingPixels;
    if (along.standing) aside = std::max(aside, radiusOf(along.standing->reach));
    if (const auto& icon = along.symbol.icon) {
        Box box = iconPlace(*icon, view_.pixelRatio).box;
        aside = std::max(aside, std::numbers::sqrt2 * radiusOf(box));
    }
    return Reach{reach.grown(aside), along.name};
}

void LabelPlacement::tryLine(LabelLayer& layer, const LabelCandidate& candidate) {
    const LineText along = lineText(layer, candidate);
    const auto& icon = along.symbol.icon;
    if (tryLine(along, {along.lettered, icon.has_value()}) || !along.lettered || !icon) return;
    if (along.symbol.optional && tryLine(along, {false, true})) return;
    if (icon->optional) tryLine(along, {true, false});
}

bool LabelPlacement::tryLine(const LineText& along, LabelParts parts) {
    // Places nearer to one another than half the label's height are as good as one.
    const double roomHeights = along.roomWorld / view_.unitsPerPixel / along.heightPixels(view_.pixelRatio);
    double triedHeights = 0;
    for (std::uint8_t trial = 0; trial < kLineTrials.size(); ++trial) {
        const double away = std::abs(kLineTrials[trial]) * roomHeights;
        if (trial > 0 && away != triedHeights && away < triedHeights + 0.5) continue;
        triedHeights = away;
        if (tryLineAt(along, {trial, std::nullopt, parts})) return true;
    }
    return false;
}

bool LabelPlacement::tryLineAgain(LabelLayer& layer, const LabelCandidate& candidate, const LabelChoice& earlier) {
    return tryLineAt(lineText(layer, candidate), earlier);
}

/// Turned with the line between the ends of what of it the icon covers.
IconPlace LabelPlacement::iconOnLine(const LineText& along, double centerDistance) const {
    const IconSymbol& icon = *along.symbol.icon;
    if (!icon.turnsWithLine) return iconPlace(icon, view_.pixelRatio);
    const double half = icon.size / 2 * view_.pixelRatio * view_.unitsPerPixel;
    Point from = view_.toScreen(along.line.meter.at(centerDistance - half));
    Point to = view_.toScreen(along.line.meter.at(centerDistance + half));
    if (icon.keepUpright && runsBackwards(from, to)) std::swap(from, to);
    return iconPlace(icon, view_.pixelRatio, std::atan2(from.y - to.y, to.x - from.x));
}

/// Into boxes_ where the text stands, into curved_ where it follows the line.
bool LabelPlacement::tryTextOnLine(const LineText& along, double centerDistance, Point onScreen) {
    const bool mayOverlap = along.symbol.allowOverlap;
    if (!along.standing) {
        const auto isFree = [&](const Box& box) {
            return (mayBeCut_ || visible(box)) && (mayOverlap || !grid_.isTaken(box));
        };
        return placeAlongPath(along.text, along.line.meter, centerDistance, view_, isFree, curved_) &&
               std::any_of(curved_.boxes.begin(), curved_.boxes.end(),
                           [&](const Box& box) { return screen_.intersects(box); });
    }
    const TextBlock& block = along.standing->block;
    const Point center{onScreen.x + block.centersFromAnchor[0].x, onScreen.y + block.centersFromAnchor[0].y};
    boxes_.clear();
    for (const Box& box : block.boxes) boxes_.push_back(shifted(box, center));
    return visible(shifted(block.bounds, center)) && (mayOverlap || !grid_.isTaken(boxes_));
}

void LabelPlacement::acceptTextOnLine(const LineText& along, Point onScreen, const LabelChoice& choice) {
    PlacedLabel label;
    if (along.standing) {
        const Point center = along.standing->block.centersFromAnchor[0];
        label = standingLabel(along.layer, along.candidate, along.position(), *along.standing,
                              {onScreen.x + center.x, onScreen.y + center.y});
    } else {
        label = labelOf(along.layer, along.candidate, along.position());
        label.glyphs = curved_.glyphs;
        label.boxes = curved_.boxes;
    }
    label.anchor = onScreen;
    accept(along.candidate, std::move(label), choice, along.symbol.ignorePlacement, along.name);
}

bool LabelPlacement::tryLineAt(const LineText& along, const LabelChoice& choice) {
    const PathMeter& meter = along.line.meter;
    const TextSymbol& symbol = along.symbol;
    const double center = along.middleWorld + kLineTrials[choice.trial] * along.roomWorld;
    const double halfWorld = along.lengthPixels / 2 * view_.unitsPerPixel;
    if (center < halfWorld * kAlmost || center > meter.length() - halfWorld * kAlmost) return false;
    const Point onScreen = view_.toScreen(meter.at(center));
    if (!screen_.grown(along.lengthPixels / 2).contains(onScreen)) return false;
    // Most places along crowded lines are taken: the middle of a text that follows its line tells so at once.
    const bool coversMiddle = choice.parts.text && !along.standing && along.text.offsetDownPixels == 0;
    const Box middle{onScreen.x, onScreen.y, onScreen.x, onScreen.y};
    if (!symbol.allowOverlap && coversMiddle && grid_.isTaken(middle)) return false;
    // Neighbouring stretches are exactly the spacing apart where the line is straight.
    const double leastDistance = symbol.spacing * view_.pixelRatio * kAlmost;
    std::vector<Point>* repeated = along.name ? &repeated_[*along.name] : nullptr;
    const bool tooNear = repeated && std::any_of(repeated->begin(), repeated->end(), [&](Point other) {
                             const Point away{other.x - onScreen.x, other.y - onScreen.y};
                             return away.x * away.x + away.y * away.y < leastDistance * leastDistance;
                         });
    if (tooNear && symbol.placement == TextSymbol::Placement::Line) return false;
    IconPlace icon;
    if (choice.parts.icon) {
        icon = iconOnLine(along, center);
        iconBox_ = shifted(icon.box, onScreen);
        if (!visible(iconBox_) || (!symbol.icon->allowOverlap && grid_.isTaken(iconBox_))) return false;
    }
    if (choice.parts.text && !tryTextOnLine(along, center, onScreen)) return false;
    if (repeated) repeated->push_back(onScreen);
    if (choice.parts.icon) {
        accept(along.candidate, iconLabelOf(along.layer, along.candidate, along.position(), icon, onScreen), choice,
               symbol.icon->ignorePlacement, along.name);
    }
    if (choice.parts.text) acceptTextOnLine(along, onScreen, choice);
    return true;
}

} // namespace geju
