#include "drawing/labels.hpp"

#include "drawing/collision_grid.hpp"
#include "drawing/label_candidates.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>
#include <tuple>
#include <unordered_map>

namespace geju {

namespace {

/// Where a label went: how far along its stretch of line, or to which place in the visible part of its polygon.
struct Choice {
    std::uint8_t trial = 0;
    std::optional<Point> movedTo; ///< world
};
/// Names a candidate from one call to the next: layer, target, slot, on a line.
using CandidateKey = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, bool>;
struct CandidateKeyHash {
    std::size_t operator()(const CandidateKey& key) const {
        const auto [layer, target, slot, onLine] = key;
        const std::uint64_t mixed =
            (std::uint64_t{target} << 32 | slot) * 0x9e3779b97f4a7c15u + layer * 2 + (onLine ? 1 : 0);
        return static_cast<std::size_t>(mixed ^ (mixed >> 29));
    }
};
using Choices = std::unordered_map<CandidateKey, Choice, CandidateKeyHash>;

/// Places along a stretch of line, in stretches from its middle, in the order in which they are tried.
constexpr std::array kTrials{0.0, 0.15, -0.15, 0.3, -0.3, 0.45, -0.45};

/// Room for rounding where lengths are equal by construction.
constexpr double kAlmost = 0.999;

Box shifted(const Box& box, Point by) {
    return {box.minX + by.x, box.minY + by.y, box.maxX + by.x, box.maxY + by.y};
}

/// A block of text about its anchor: turned and shifted as the style says. Device pixels.
struct Block {
    Point centerFromAnchor;
    double angleRadians = 0; ///< counter-clockwise
    std::vector<Box> boxes;  ///< from the anchor, padded
    Box bounds;              ///< of the boxes
};

Point turned(Point p, double angleRadians) {
    const double cosine = std::cos(angleRadians);
    const double sine = std::sin(angleRadians); // y is down: counter-clockwise as seen
    return {p.x * cosine + p.y * sine, -p.x * sine + p.y * cosine};
}

Block blockOf(const TextLayout& layout, const TextSymbol& symbol, double pixelRatio) {
    Block block;
    const Box& bounds = layout.bounds;
    const std::string& anchor = symbol.anchor;
    const auto says = [&](std::string_view side) { return anchor.find(side) != std::string::npos; };
    const double emPixels = symbol.size * pixelRatio;
    block.centerFromAnchor = {symbol.offsetEms.x * emPixels, symbol.offsetEms.y * emPixels};
    if (says("left")) block.centerFromAnchor.x -= bounds.minX;
    if (says("right")) block.centerFromAnchor.x -= bounds.maxX;
    if (says("top")) block.centerFromAnchor.y -= bounds.minY;
    if (says("bottom")) block.centerFromAnchor.y -= bounds.maxY;
    block.angleRadians = -symbol.rotateDegrees * std::numbers::pi / 180;
    const double padding = std::max(symbol.padding, symbol.haloWidth) * pixelRatio;
    for (const Box& line : layout.lines) {
        Box box;
        for (const Point corner : {Point{line.minX, line.minY}, Point{line.maxX, line.minY},
                                   Point{line.minX, line.maxY}, Point{line.maxX, line.maxY}}) {
            box.extend(
                turned({corner.x + block.centerFromAnchor.x, corner.y + block.centerFromAnchor.y}, block.angleRadians));
        }
        block.boxes.push_back(box.grown(padding));
        block.bounds.extend(block.boxes.back());
    }
    return block;
}

} // namespace

struct LabelPlacer::Data {
    explicit Data(FontBook& book)
      : fonts(&book) {}

    FontBook* fonts;
    std::map<std::string, LabelLayer, std::less<>> layers;
    std::uint32_t lastNumber = 0;

    // The previous call that was not for an export.
    std::uint64_t revision = 0;
    double unitsPerPixel = 0;
    double pixelRatio = 0;
    Choices shown;

    LabelLayer& layerOf(const PictureLayer& layer) {
        const auto known = layers.find(layer.id);
        if (known != layers.end()) return known->second;
        return layers.emplace(layer.id, LabelLayer(++lastNumber)).first->second;
    }
    /// Lets go of layers that are not in the picture and whose table is not either: of another document.
    void forgetStrangers(const Picture& picture) {
        std::erase_if(layers, [&](const auto& entry) {
            return std::none_of(picture.layers.begin(), picture.layers.end(), [&](const PictureLayer& layer) {
                return layer.id == entry.first || layer.table == entry.second.layer().table;
            });
        });
    }
};

namespace {

CandidateKey keyOf(const LabelLayer& layer, const LabelCandidate& candidate) {
    return {layer.number(), candidate.target, candidate.slot, candidate.onLine};
}

/// One call of LabelPlacer::place.
class Placement {
  public:
    Placement(FontBook& fonts, const View& view, bool wholeOnly)
      : fonts_(fonts)
      , view_(view)
      , wholeOnly_(wholeOnly)
      , screen_{0, 0, static_cast<double>(view.widthPixels), static_cast<double>(view.heightPixels)}
      , grid_(view.widthPixels, view.heightPixels, 48 * view.pixelRatio) {}

    void reserve(const Box& box) { grid_.insert(box); }
    void tryCandidate(LabelLayer& layer, const LabelCandidate& candidate) {
        if (candidate.onLine)
            tryLine(layer, candidate);
        else
            tryPoint(layer, candidate);
    }
    /// Only exactly where the label was before, at the same scale.
    bool tryAgain(LabelLayer& layer, const LabelCandidate& candidate, const Choice& earlier) {
        if (candidate.onLine) return tryLineAt(layer, candidate, lineText(layer, candidate), earlier.trial);
        const std::uint32_t position = candidate.target;
        const TextLayout& layout = layer.layout(fonts_, position);
        const Block block = blockOf(layout, layer.symbol(position), view_.pixelRatio);
        if (!earlier.movedTo) return tryBlock(layer, candidate, layout, block, worldAnchor(layer, candidate), earlier);
        if (!screen_.contains(shifted(block.bounds, view_.toScreen(*earlier.movedTo)))) return false;
        return tryBlock(layer, candidate, layout, block, *earlier.movedTo, earlier);
    }

    std::vector<PlacedLabel> labels;
    Choices choices;

  private:
    bool visible(const Box& box) const { return wholeOnly_ ? screen_.contains(box) : screen_.intersects(box); }

    /// Of a candidate that has one: a point feature's point, or the feature's anchor.
    Point worldAnchor(LabelLayer& layer, const LabelCandidate& candidate) const {
        const FeatureTable& table = *layer.layer().table;
        const std::uint32_t row = layer.row(candidate.target);
        if (table.kind(table.parts(row).first) == PartKind::Points) return table.pointsOf(row)[candidate.slot];
        return layer.anchor(candidate.target)->point;
    }

    bool tryBlock(LabelLayer& layer, const LabelCandidate& candidate, const TextLayout& layout, const Block& block,
                  Point anchorWorld, Choice choice) {
        const TextSymbol& symbol = layer.symbol(candidate.target);
        const Point anchor = view_.toScreen(anchorWorld);
        if (!visible(shifted(block.bounds, anchor))) return false;
        boxes_.clear();
        for (const Box& box : block.boxes) boxes_.push_back(shifted(box, anchor));
        if (!symbol.allowOverlap && grid_.isTaken(boxes_)) return false;
        PlacedLabel label = labelOf(layer, candidate, candidate.target);
        label.glyphs.reserve(layout.glyphs.size());
        for (const TextLayout::Glyph& glyph : layout.glyphs) {
            const Point pen = turned({glyph.pen.x + block.centerFromAnchor.x, glyph.pen.y + block.centerFromAnchor.y},
                                     block.angleRadians);
            label.glyphs.push_back({glyph.face, glyph.glyph, {anchor.x + pen.x, anchor.y + pen.y}, block.angleRadians});
        }
        label.boxes = boxes_;
        accept(layer, candidate, std::move(label), std::move(choice));
        return true;
    }

    void tryPoint(LabelLayer& layer, const LabelCandidate& candidate) {
        const std::uint32_t position = candidate.target;
        const FeatureTable& table = *layer.layer().table;
        const std::uint32_t row = layer.row(position);
        const TextSymbol& symbol = layer.symbol(position);
        const TextLayout& layout = layer.layout(fonts_, position);
        if (layout.lines.empty()) return;
        const PartKind kind = table.kind(table.parts(row).first);
        if (kind == PartKind::Points) {
            const Point anchor = table.pointsOf(row)[candidate.slot];
            const Point onScreen = view_.toScreen(anchor);
            // A mark that is out of sight keeps its label out too, when nothing may be cut.
            if (wholeOnly_ && !screen_.contains(onScreen)) return;
            tryBlock(layer, candidate, layout, blockOf(layout, symbol, view_.pixelRatio), anchor, {});
            return;
        }
        const std::optional<FeatureAnchor>& anchor = layer.anchor(position);
        if (!anchor) return;
        const auto fits = [&](const Box& extent) {
            return symbol.allowOverlap || kind == PartKind::Line ||
                   !tooLargeFor(layout.bounds.width(), layout.bounds.height(), extent.width() / view_.unitsPerPixel,
                                extent.height() / view_.unitsPerPixel);
        };
        if (!fits(anchor->extent)) return;
        const Block block = blockOf(layout, symbol, view_.pixelRatio);
        const Point onScreen = view_.toScreen(anchor->point);
        const bool inSight =
            wholeOnly_ ? screen_.contains(shifted(block.bounds, onScreen)) : screen_.contains(onScreen);
        if (inSight) {
            tryBlock(layer, candidate, layout, block, anchor->point, {});
            return;
        }
        if (kind != PartKind::Polygon) return;
        if (const auto moved = anchorInSight(table, row, layout, block, fits)) {
            tryBlock(layer, candidate, layout, block, *moved, {0, moved});
        }
    }

    /// An anchor in the visible part of a polygon from which the whole label is in the view.
    template <typename Fits>
    std::optional<Point> anchorInSight(const FeatureTable& table, std::uint32_t row, const TextLayout& layout,
                                       const Block& block, const Fits& fits) const {
        const Box allowed{screen_.minX - block.bounds.minX, screen_.minY - block.bounds.minY,
                          screen_.maxX - block.bounds.maxX, screen_.maxY - block.bounds.maxY};
        if (allowed.empty()) return std::nullopt;
        Box world;
        world.extend(view_.toWorld({allowed.minX, allowed.minY}));
        world.extend(view_.toWorld({allowed.maxX, allowed.maxY}));
        const Box& envelope = table.envelope(row);
        const Box part{std::max(world.minX, envelope.minX), std::max(world.minY, envelope.minY),
                       std::min(world.maxX, envelope.maxX), std::min(world.maxY, envelope.maxY)};
        // Slivers at the edge of the view are not worth a label.
        const double longer = std::max(part.width(), part.height()) / view_.unitsPerPixel;
        if (part.empty() || !fits(part) || longer < layout.bounds.width() / 2) return std::nullopt;
        const auto anchor = anchorWithin(table, row, world);
        if (!anchor || !fits(anchor->extent)) return std::nullopt;
        return anchor->point;
    }

    /// What is the same for all places that a candidate tries along its line.
    struct LineText {
        const LabelLayer::Line& line;
        std::uint32_t position;
        const TextSymbol& symbol;
        const PathText& text;
        double lengthPixels; ///< of the text
        double slotWorld;
        std::vector<Point>& repeated; ///< where the same text of the layer is shown
        bool centerOnly;
    };
    LineText lineText(LabelLayer& layer, const LabelCandidate& candidate) {
        const LabelLayer::Line& line = layer.lines()[candidate.target];
        const std::uint32_t position = line.line.position;
        const TextSymbol& symbol = layer.symbol(position);
        const PathText& text = layer.pathText(fonts_, position);
        const bool centerOnly = symbol.placement == TextSymbol::Placement::LineCenter;
        const double lineLength = line.meter.length();
        const std::uint32_t slots =
            centerOnly ? 1 : slotCount(lineLength / view_.unitsPerPixel, symbol.spacing * view_.pixelRatio);
        std::vector<Point>& repeated = repeated_[std::uint64_t{candidate.layer} << 32 | layer.textNumber(position)];
        return {line, position, symbol, text, text.lengthPixels, lineLength / slots, repeated, centerOnly};
    }

    void tryLine(LabelLayer& layer, const LabelCandidate& candidate) {
        const LineText along = lineText(layer, candidate);
        const auto trials = static_cast<std::uint8_t>(along.centerOnly ? 1 : kTrials.size());
        for (std::uint8_t trial = 0; trial < trials; ++trial) {
            if (tryLineAt(layer, candidate, along, trial)) return;
        }
    }

    bool tryLineAt(const LabelLayer& layer, const LabelCandidate& candidate, const LineText& along,
                   std::uint8_t trial) {
        const auto& [line, position, symbol, text, lengthPixels, slotWorld, repeated, centerOnly] = along;
        const double center = (candidate.slot + 0.5 + kTrials[trial]) * slotWorld;
        const double halfLength = lengthPixels / 2 * view_.unitsPerPixel;
        if (center < halfLength * kAlmost || center > line.meter.length() - halfLength * kAlmost) return false;
        const Point centerScreen = view_.toScreen(line.meter.at(center));
        if (!screen_.grown(lengthPixels / 2).contains(centerScreen)) return false;
        // Most places along crowded lines are taken: the middle of the text tells so at once.
        const Box middle{centerScreen.x, centerScreen.y, centerScreen.x, centerScreen.y};
        if (!symbol.allowOverlap && text.offsetDownPixels == 0 && grid_.isTaken(middle)) return false;
        // Neighbouring stretches are exactly the spacing apart where the line is straight.
        const double leastDistance = symbol.spacing * view_.pixelRatio * kAlmost;
        const bool tooNear = std::any_of(repeated.begin(), repeated.end(), [&](Point other) {
            return std::hypot(other.x - centerScreen.x, other.y - centerScreen.y) < leastDistance;
        });
        if (tooNear && !centerOnly) return false;
        const bool overlaps = symbol.allowOverlap;
        auto curved = placeAlongPath(text, line.meter, center, view_, [&](const Box& box) {
            return (!wholeOnly_ || visible(box)) && (overlaps || !grid_.isTaken(box));
        });
        if (!curved) return false;
        const auto isVisible = [&](const Box& box) { return visible(box); };
        if (std::none_of(curved->boxes.begin(), curved->boxes.end(), isVisible)) return false;
        PlacedLabel label = labelOf(layer, candidate, position);
        label.glyphs = std::move(curved->glyphs);
        label.boxes = std::move(curved->boxes);
        repeated.push_back(centerScreen);
        accept(layer, candidate, std::move(label), {trial, std::nullopt});
        return true;
    }

    PlacedLabel labelOf(const LabelLayer& layer, const LabelCandidate& candidate, std::uint32_t position) const {
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

    void accept(const LabelLayer& layer, const LabelCandidate& candidate, PlacedLabel label, Choice choice) {
        for (const Box& box : label.boxes) grid_.insert(box);
        labels.push_back(std::move(label));
        choices.emplace(keyOf(layer, candidate), std::move(choice));
    }

    FontBook& fonts_;
    const View& view_;
    bool wholeOnly_;
    Box screen_;
    CollisionGrid grid_;
    std::vector<Box> boxes_;
    std::unordered_map<std::uint64_t, std::vector<Point>> repeated_; ///< layer and text → where shown
};

void sortCandidates(std::vector<LabelCandidate>& candidates) {
    std::sort(candidates.begin(), candidates.end(), [](const LabelCandidate& a, const LabelCandidate& b) {
        if (a.layer != b.layer) return a.layer > b.layer;
        if (a.sortKey != b.sortKey) return a.sortKey < b.sortKey;
        if (a.shownBefore != b.shownBefore) return a.shownBefore;
        if (a.size != b.size) return a.size > b.size;
        return std::tie(a.target, a.slot) < std::tie(b.target, b.slot);
    });
}

} // namespace

LabelPlacer::LabelPlacer(FontBook& fonts)
  : data_(std::make_unique<Data>(fonts)) {}
LabelPlacer::~LabelPlacer() = default;
LabelPlacer::LabelPlacer(LabelPlacer&&) noexcept = default;
LabelPlacer& LabelPlacer::operator=(LabelPlacer&&) noexcept = default;

std::vector<PlacedLabel> LabelPlacer::place(const Picture& picture, const View& view, bool wholeOnly,
                                            const std::vector<Box>& reserved) {
    const bool samePicture = picture.revision == data_->revision && view.pixelRatio == data_->pixelRatio;
    const bool panned = !wholeOnly && samePicture && view.unitsPerPixel == data_->unitsPerPixel;
    const bool remembers = !wholeOnly;
    const Choices& earlier = data_->shown;

    std::vector<LabelCandidate> candidates;
    std::vector<LabelLayer*> layers(picture.layers.size(), nullptr);
    for (std::uint32_t i = 0; i < picture.layers.size(); ++i) {
        const PictureLayer& layer = picture.layers[i];
        if (layer.kind != PictureKind::Symbol || layer.rows->empty() || layer.opacity <= 0) continue;
        layers[i] = &data_->layerOf(layer);
        layers[i]->update(layer, picture.revision, view.pixelRatio);
        collectCandidates(*layers[i], i, view, *data_->fonts, candidates);
    }
    const auto choiceOf = [&](const LabelCandidate& candidate) -> const Choice* {
        const auto found = earlier.find(keyOf(*layers[candidate.layer], candidate));
        return found == earlier.end() ? nullptr : &found->second;
    };
    if (remembers) {
        for (LabelCandidate& candidate : candidates) candidate.shownBefore = choiceOf(candidate) != nullptr;
    }
    sortCandidates(candidates);

    Placement placement(*data_->fonts, view, wholeOnly);
    for (const Box& box : reserved) placement.reserve(box);
    // What was shown does not touch one another: kept first, exactly where it was, none of it can be lost.
    std::vector<char> done(candidates.size(), 0);
    for (std::size_t i = 0; panned && i < candidates.size(); ++i) {
        const LabelCandidate& candidate = candidates[i];
        if (!candidate.shownBefore) continue;
        done[i] = placement.tryAgain(*layers[candidate.layer], candidate, *choiceOf(candidate));
    }
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        if (!done[i]) placement.tryCandidate(*layers[candidates[i].layer], candidates[i]);
    }
    if (remembers) {
        if (!samePicture) data_->forgetStrangers(picture);
        data_->revision = picture.revision;
        data_->unitsPerPixel = view.unitsPerPixel;
        data_->pixelRatio = view.pixelRatio;
        data_->shown = std::move(placement.choices);
    }
    return std::move(placement.labels);
}

} // namespace geju
