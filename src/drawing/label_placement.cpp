#include "drawing/label_placement.hpp"

#include "drawing/label_size.hpp"
#include "drawing/pictograms.hpp"
#include "geometry/picking.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace geju {

namespace {

/// Places about a polygon's anchor, in widths and heights of the block, in the order in which they are tried.
constexpr std::array kBesideTrials{Point{0, -0.6},    Point{0, 0.6},    Point{-0.25, 0},  Point{0.25, 0},
                                   Point{-0.5, 0},    Point{0.5, 0},    Point{0, -1.2},   Point{0, 1.2},
                                   Point{-0.5, -0.6}, Point{0.5, -0.6}, Point{-0.5, 0.6}, Point{0.5, 0.6},
                                   Point{-1, 0},      Point{1, 0}};
/// Directions in which a label may stand apart from its anchor (right, down), in the order in which they are tried.
constexpr std::array kApartDirections{Point{1, -1}, Point{-1, -1}, Point{1, 1},  Point{-1, 1},
                                      Point{1, 0},  Point{-1, 0},  Point{0, -1}, Point{0, 1}};
/// How far, as parts of the leader's distance.
constexpr std::array kApartDistances{0.5, 1.0};
/// A LabelChoice::trial from here on is a place apart.
constexpr std::uint8_t kFirstApart = 128;

} // namespace

struct LabelPlacement::PointText {
    const LabelLayer& layer;
    const LabelCandidate& candidate;
    const TextSymbol& symbol;
    const StandingText& standing;
    double emPixels;

    const FeatureTable& table() const { return *layer.layer().table; }
    std::uint32_t row() const { return layer.row(candidate.target); }
    bool isLettered() const { return symbol.size > 0 && !standing.layoutEms->lines.empty(); }
    const TextBlock& block() const { return standing.block; }
    Box extentAsStyled() const { return standing.block.extent(0); } ///< from the anchor
    double widthPixels() const { return standing.layoutEms->bounds.width() * emPixels; }
    double heightPixels() const { return standing.layoutEms->bounds.height() * emPixels; }
    /// What tells how far to the side other places of a polygon's label are.
    Point stepPixels() const {
        if (isLettered()) return {widthPixels(), heightPixels()};
        const Box extent = extentAsStyled();
        return {extent.width(), extent.height()};
    }
    PartKind kind() const { return table().kind(table().parts(row()).first); }
};

LabelPlacement::LabelPlacement(FontBook& fonts, const View& view)
  : fonts_(fonts)
  , view_(view)
  , screen_{0, 0, static_cast<double>(view.widthPixels), static_cast<double>(view.heightPixels)}
  , grid_(view.widthPixels, view.heightPixels, kLabelCellPixels * view.pixelRatio) {}

void LabelPlacement::tryCandidate(LabelLayer& layer, const LabelCandidate& candidate) {
    mayBeCut_ = false;
    if (candidate.onLine)
        tryLine(layer, candidate);
    else
        tryPoint(layer, candidate);
}

bool LabelPlacement::tryAgain(LabelLayer& layer, const LabelCandidate& candidate) {
    const LabelChoice earlier = candidate.memory->choice;
    mayBeCut_ = true;
    if (candidate.onLine) return tryLineAgain(layer, candidate, earlier);
    const PointText text = pointText(layer, candidate);
    if (earlier.movedTo) {
        // It stands where it does for the view's sake: when it would be cut there, another place may be better.
        const Box bounds = shifted(text.extentAsStyled(), view_.toScreen(*earlier.movedTo));
        return screen_.contains(bounds) && tryBlock(text, *earlier.movedTo, earlier);
    }
    const Point anchor = text.kind() == PartKind::Points ? text.table().pointsOf(text.row())[candidate.slot]
                                                         : layer.anchor(candidate.target)->point;
    return earlier.trial >= kFirstApart ? tryApartAt(text, anchor, earlier) : tryBlock(text, anchor, earlier);
}

std::optional<LabelPlacement::Reach> LabelPlacement::reachOf(LabelLayer& layer, const LabelCandidate& candidate) {
    if (candidate.onLine) return reachOnLine(layer, candidate);
    const PointText text = pointText(layer, candidate);
    Box apart; // reach of the places apart
    if (const auto& leader = text.symbol.leader) {
        const double away = leader->distance * view_.pixelRatio;
        const Box& bounds = text.block().bounds;
        apart = {-away - bounds.width(), -away - bounds.height(), away + bounds.width(), away + bounds.height()};
    }
    if (text.kind() == PartKind::Points) {
        const Point anchor = view_.toScreen(text.table().pointsOf(text.row())[candidate.slot]);
        apart.extend(text.standing.reach);
        apart.extend(Point{0, 0}); // whether the anchor is in sight matters
        return Reach{shifted(apart, anchor), std::nullopt};
    }
    const std::optional<FeatureAnchor>& anchor = layer.anchor(candidate.target);
    const Box extent = text.extentAsStyled();
    // Cut by the view's edge, another place may be found for it there.
    if (!anchor || !screen_.contains(shifted(extent, view_.toScreen(anchor->point)))) return std::nullopt;
    const Point step = text.stepPixels();
    Box reach = extent;
    for (const Point& trial : kBesideTrials) {
        reach.extend(shifted(extent, {trial.x * step.x, trial.y * step.y}));
    }
    reach.extend(apart);
    reach.extend(Point{0, 0});
    return Reach{shifted(reach, view_.toScreen(anchor->point)), std::nullopt};
}

LabelPlacement::PointText LabelPlacement::pointText(LabelLayer& layer, const LabelCandidate& candidate) {
    const TextSymbol& symbol = layer.symbol(candidate.target);
    return {layer, candidate, symbol, layer.standing(fonts_, candidate.target), symbol.size * view_.pixelRatio};
}

bool LabelPlacement::isFree(const PointText& text, std::uint8_t standing, Point anchorScreen, LabelParts parts) {
    const TextBlock& block = text.block();
    const Point center = block.centersFromAnchor[standing];
    boxes_.clear();
    Box bounds;
    if (parts.icon) {
        iconBox_ = shifted(block.icon->box, anchorScreen);
        bounds.extend(iconBox_);
    }
    for (const Box& box : block.boxes) {
        if (!parts.text) break;
        boxes_.push_back(shifted(box, {anchorScreen.x + center.x, anchorScreen.y + center.y}));
        bounds.extend(boxes_.back());
    }
    if (!visible(bounds)) return false;
    if (parts.icon && !text.symbol.icon->allowOverlap && grid_.isTaken(iconBox_)) return false;
    return text.symbol.allowOverlap || !grid_.isTaken(boxes_);
}

bool LabelPlacement::tryBlock(const PointText& text, Point anchorWorld, const LabelChoice& choice) {
    const Point anchor = view_.toScreen(anchorWorld);
    const LabelParts parts = choice.parts;
    if (!isFree(text, choice.trial, anchor, parts)) return false;
    if (parts.icon) acceptIcon(text, anchor, choice);
    if (!parts.text) return true;
    const Point center = text.block().centersFromAnchor[choice.trial];
    acceptText(text, anchor, {anchor.x + center.x, anchor.y + center.y}, choice);
    return true;
}

/// Of the box tried last.
void LabelPlacement::acceptIcon(const PointText& text, Point anchorScreen, const LabelChoice& choice) {
    accept(text.candidate,
           iconLabelOf(text.layer, text.candidate, text.candidate.target, *text.block().icon, anchorScreen), choice,
           text.symbol.icon->ignorePlacement);
}

/// Of the boxes tried last.
void LabelPlacement::acceptText(const PointText& text, Point anchorScreen, Point centerScreen,
                                const LabelChoice& choice, std::optional<LeaderLine> leader) {
    PlacedLabel label = standingLabel(text.layer, text.candidate, text.candidate.target, text.standing, centerScreen);
    label.anchor = anchorScreen;
    label.leader = leader;
    accept(text.candidate, std::move(label), choice, text.symbol.ignorePlacement);
}

/// Apart from an anchor where there was no room, with a line back to it.
bool LabelPlacement::tryApart(const PointText& text, Point anchorWorld, LabelParts parts) {
    if (!text.symbol.leader || !parts.text || !screen_.contains(view_.toScreen(anchorWorld))) return false;
    for (std::size_t i = 0; i < kApartDirections.size() * kApartDistances.size(); ++i) {
        const auto trial = static_cast<std::uint8_t>(kFirstApart + i);
        if (tryApartAt(text, anchorWorld, {trial, std::nullopt, parts})) return true;
    }
    return false;
}

bool LabelPlacement::tryApartAt(const PointText& text, Point anchorWorld, const LabelChoice& choice) {
    const std::size_t place = choice.trial - kFirstApart;
    const LeaderStyle& style = *text.symbol.leader;
    const TextBlock& block = text.block();
    const Point anchor = view_.toScreen(anchorWorld);
    const Point side = kApartDirections[place % kApartDirections.size()];
    const double share = kApartDistances[place / kApartDirections.size()];
    const double away = (style.gap + (style.distance - style.gap) * share) * view_.pixelRatio;
    const double begin = style.gap * view_.pixelRatio;
    const double length = std::hypot(side.x, side.y);
    const Point direction{side.x / length, side.y / length};
    LeaderLine leader;
    leader.from = {anchor.x + direction.x * begin, anchor.y + direction.y * begin};
    leader.to = {anchor.x + direction.x * away, anchor.y + direction.y * away};
    leader.widthPixels = style.width * view_.pixelRatio;
    leader.color = withOpacity(*style.color, text.layer.layer().opacity);
    // The line ends at the nearest corner of the block, or in the middle of its nearest side.
    const Point middle = block.bounds.center();
    const Point center{leader.to.x + side.x * block.bounds.width() / 2 - middle.x,
                       leader.to.y + side.y * block.bounds.height() / 2 - middle.y};

    if (choice.parts.icon) {
        iconBox_ = shifted(block.icon->box, anchor);
        if (!visible(iconBox_) || (!text.symbol.icon->allowOverlap && grid_.isTaken(iconBox_))) return false;
    }
    boxes_.clear();
    for (const Box& box : block.boxes) boxes_.push_back(shifted(box, center));
    // Short pieces of the line, so that a slanting one takes little room.
    constexpr double kPiecePixels = 6;
    const int pieces = std::max(1, static_cast<int>(std::ceil((away - begin) / (kPiecePixels * view_.pixelRatio))));
    const auto onLine = [&](int piece) {
        const double t = static_cast<double>(piece) / pieces;
        return Point{leader.from.x + (leader.to.x - leader.from.x) * t,
                     leader.from.y + (leader.to.y - leader.from.y) * t};
    };
    for (int piece = 0; piece < pieces; ++piece) {
        Box box;
        box.extend(onLine(piece));
        box.extend(onLine(piece + 1));
        boxes_.push_back(box.grown(leader.widthPixels / 2));
    }
    const bool inSight = std::all_of(boxes_.begin(), boxes_.end(), [&](const Box& box) { return visible(box); });
    if (!inSight || (!text.symbol.allowOverlap && grid_.isTaken(boxes_))) return false;
    if (choice.parts.icon) acceptIcon(text, anchor, choice);
    acceptText(text, anchor, center, choice, leader);
    return true;
}

void LabelPlacement::tryPoint(LabelLayer& layer, const LabelCandidate& candidate) {
    const PointText text = pointText(layer, candidate);
    const auto& icon = text.symbol.icon;
    if (!text.isLettered() && !icon) return;
    if (tryPoint(layer, text, {text.isLettered(), icon.has_value()}) || !text.isLettered() || !icon) return;
    if (text.symbol.optional && tryPoint(layer, text, {false, true})) return;
    if (icon->optional) tryPoint(layer, text, {true, false});
}

bool LabelPlacement::tryPoint(LabelLayer& layer, const PointText& text, LabelParts parts) {
    const LabelCandidate& candidate = text.candidate;
    const PartKind kind = text.kind();
    if (kind == PartKind::Points) {
        const Point anchor = text.table().pointsOf(text.row())[candidate.slot];
        // A mark that is out of sight keeps its label out too.
        if (!screen_.contains(view_.toScreen(anchor))) return false;
        for (std::uint8_t trial = 0; trial < text.block().centersFromAnchor.size(); ++trial) {
            if (tryBlock(text, anchor, {trial, std::nullopt, parts})) return true;
        }
        return tryApart(text, anchor, parts);
    }
    const std::optional<FeatureAnchor>& anchor = layer.anchor(candidate.target);
    if (!anchor) return false;
    const Fits fits = [&](const Box& extent) {
        return text.symbol.allowOverlap || kind == PartKind::Line ||
               !tooLargeFor(text.widthPixels(), text.heightPixels(), extent.width() / view_.unitsPerPixel,
                            extent.height() / view_.unitsPerPixel);
    };
    if (!fits(anchor->extent)) return tryApart(text, anchor->point, parts);
    const Point onScreen = view_.toScreen(anchor->point);
    if (screen_.contains(shifted(text.extentAsStyled(), onScreen))) {
        if (tryBlock(text, anchor->point, {0, std::nullopt, parts})) return true;
        return kind == PartKind::Polygon &&
               (tryBeside(text, anchor->point, parts) || tryApart(text, anchor->point, parts));
    }
    if (kind != PartKind::Polygon) return false;
    const auto moved = anchorInSight(text, fits);
    return moved && (tryBlock(text, *moved, {0, moved, parts}) || tryBeside(text, *moved, parts));
}

/// Near a polygon's anchor that is taken, from another point inside the polygon.
bool LabelPlacement::tryBeside(const PointText& text, Point anchorWorld, LabelParts parts) {
    const Point step = text.stepPixels();
    const Point anchor = view_.toScreen(anchorWorld);
    for (const Point& trial : kBesideTrials) {
        const Point place{anchor.x + trial.x * step.x, anchor.y + trial.y * step.y};
        if (!isFree(text, 0, place, parts)) continue;
        const Point moved = view_.toWorld(place);
        if (!contains(text.table(), text.row(), moved)) continue;
        return tryBlock(text, moved, {0, moved, parts});
    }
    return false;
}

/// An anchor in the visible part of a polygon from which the whole label is in the view.
std::optional<Point> LabelPlacement::anchorInSight(const PointText& text, const Fits& fits) const {
    const Box bounds = text.extentAsStyled();
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
    if (part.empty() || !fits(part) || longer < text.widthPixels() / 2) return std::nullopt;
    const auto anchor = anchorWithin(text.table(), text.row(), world);
    if (!anchor || !fits(anchor->extent)) return std::nullopt;
    return anchor->point;
}

std::optional<double> LabelPlacement::orderOf(const LabelLayer& layer, std::uint32_t position) {
    switch (layer.symbol(position).order) {
    case TextSymbol::Order::Source:
        return layer.row(position);
    case TextSymbol::Order::SortKey:
        return layer.layer().priorities[position];
    case TextSymbol::Order::ViewportY:
        break;
    }
    return std::nullopt;
}

PlacedLabel LabelPlacement::iconLabelOf(const LabelLayer& layer, const LabelCandidate& candidate,
                                        std::uint32_t position, const IconPlace& place, Point anchorScreen) const {
    const IconSymbol& icon = *layer.symbol(position).icon;
    PlacedLabel label;
    label.layer = candidate.layer;
    label.row = layer.row(position);
    label.order = orderOf(layer, position);
    label.sizePixels = icon.size * view_.pixelRatio;
    label.haloPixels = icon.haloWidth * view_.pixelRatio;
    label.color = withOpacity(icon.color, layer.layer().opacity);
    label.haloColor = withOpacity(icon.haloColor, layer.layer().opacity);
    label.anchor = anchorScreen;
    const Point center{anchorScreen.x + place.centerFromAnchor.x, anchorScreen.y + place.centerFromAnchor.y};
    label.glyphs.push_back({kPictogramFace, icon.pictogram, center, place.angleRadians});
    label.boxes.push_back(iconBox_);
    return label;
}

/// Of the boxes tried last.
PlacedLabel LabelPlacement::standingLabel(const LabelLayer& layer, const LabelCandidate& candidate,
                                          std::uint32_t position, const StandingText& standing,
                                          Point centerScreen) const {
    const double angle = standing.block.angleRadians;
    PlacedLabel label = labelOf(layer, candidate, position);
    label.glyphs.reserve(standing.layoutEms->glyphs.size());
    for (const TextLayout::Glyph& glyph : standing.layoutEms->glyphs) {
        const Point pen = turned({glyph.pen.x * label.sizePixels, glyph.pen.y * label.sizePixels}, angle);
        label.glyphs.push_back({glyph.face, glyph.glyph, {centerScreen.x + pen.x, centerScreen.y + pen.y}, angle});
    }
    label.boxes = boxes_;
    return label;
}

PlacedLabel LabelPlacement::labelOf(const LabelLayer& layer, const LabelCandidate& candidate,
                                    std::uint32_t position) const {
    const TextSymbol& symbol = layer.symbol(position);
    PlacedLabel label;
    label.layer = candidate.layer;
    label.row = layer.row(position);
    label.order = orderOf(layer, position);
    label.text = layer.layer().texts[position];
    label.sizePixels = symbol.size * view_.pixelRatio;
    label.haloPixels = symbol.haloWidth * view_.pixelRatio;
    label.color = withOpacity(symbol.color, layer.layer().opacity);
    label.haloColor = withOpacity(symbol.haloColor, layer.layer().opacity);
    return label;
}

void LabelPlacement::accept(const LabelCandidate& candidate, PlacedLabel label, const LabelChoice& choice,
                            bool ignorePlacement, std::optional<std::uint64_t> name) {
    Box bounds;
    for (const Box& box : label.boxes) {
        if (!ignorePlacement) grid_.insert(box);
        bounds.extend(box);
    }
    labels.push_back(std::move(label));
    if (!candidate.memory) return;
    candidate.memory->shown = true;
    candidate.memory->choice = choice;
    shown.push_back({candidate.memory, bounds, name});
}

} // namespace geju
