#include "drawing/label_layer.hpp"

#include "core/parallel.hpp"
#include "drawing/label_size.hpp"
#include "drawing/symbolizer.hpp"
#include "drawing/utf8.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>
#include <string_view>
#include <tuple>

namespace geju {

namespace {

bool sameSymbols(const std::vector<TextSymbol>& a, const std::vector<TextSymbol>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const TextSymbol& x, const TextSymbol& y) { return symbolKey(x) == symbolKey(y); });
}

std::string_view justifyOf(const TextSymbol& symbol) {
    if (symbol.justify != "auto") return symbol.justify;
    if (symbol.anchor.find("left") != std::string::npos) return "left";
    return symbol.anchor.find("right") != std::string::npos ? "right" : "center";
}

/// Do the letters of a text stand at the same places in ems?
bool sameLayouts(const std::vector<TextSymbol>& a, const std::vector<TextSymbol>& b) {
    const auto what = [](const TextSymbol& symbol) {
        return std::make_tuple(std::string_view(symbol.font), justifyOf(symbol), symbol.maxWidthEms,
                               symbol.letterSpacingEms, symbol.lineHeightEms);
    };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [&](const TextSymbol& x, const TextSymbol& y) { return what(x) == what(y); });
}

/// Narrow Latin letters are a quarter of an em wide, digits of narrow fonts two fifths.
double leastWidthEms(std::string_view text) {
    double width = 0;
    for (std::size_t at = 0; at < text.size();) {
        const Utf8Character next = readUtf8(text, at);
        const bool digit = next.codepoint >= '0' && next.codepoint <= '9';
        width += isIdeographic(next.codepoint) ? 0.9 : digit ? 0.35 : 0.2;
        at += next.bytes;
    }
    return width;
}

} // namespace

void LabelLayer::update(const PictureLayer& layer, std::uint64_t revision, double pixelRatio) {
    if (revision == revision_ && pixelRatio == pixelRatio_ && layer.rows == layer_.rows) return;
    const bool sameFeatures = layer.table == layer_.table && layer.rows == layer_.rows;
    const bool sameTexts = sameFeatures && layer.texts == layer_.texts;
    const bool sameGroups = sameTexts && layer.symbolOf == layer_.symbolOf;
    const bool sameShapes = sameGroups && sameLayouts(layer.textSymbols, layer_.textSymbols);
    const bool sameBlocks =
        sameShapes && pixelRatio == pixelRatio_ && sameSymbols(layer.textSymbols, layer_.textSymbols);
    revision_ = revision;
    pixelRatio_ = pixelRatio;
    layer_.id = layer.id;
    layer_.opacity = layer.opacity;
    layer_.priorities = layer.priorities;
    if (!sameFeatures) {
        layer_.table = layer.table;
        layer_.rows = layer.rows;
        anchors_.clear();
        anchorNumbers_.assign(layer_.rows->size(), kNone);
        positionOf_.clear();
    }
    if (!sameTexts) {
        roomOrder_.reset();
        numberOfText_.clear();
        layer_.texts = layer.texts;
        textNumbers_.assign(layer_.texts.size(), kNone);
        leastEms_.assign(layer_.texts.size(), -1.0f);
    }
    if (!sameGroups) {
        layer_.symbolOf = layer.symbolOf;
        lines_.reset();
        lineIndex_.reset();
    }
    layer_.textSymbols = layer.textSymbols;
    if (sameBlocks) return;
    standingTexts_.clear();
    standingTextOf_.clear();
    if (!sameShapes) {
        layoutsEms_.clear();
        widthsEms_.clear();
        shapedLines_.clear();
        shapedLineOf_.clear();
    }
    hasPointLabels_ = false;
    hasLineLabels_ = false;
    for (const TextSymbol& symbol : layer_.textSymbols) {
        (symbol.placement == TextSymbol::Placement::Point ? hasPointLabels_ : hasLineLabels_) = true;
    }
}

std::uint32_t LabelLayer::textNumber(std::uint32_t position) {
    std::uint32_t& number = textNumbers_[position];
    if (number == kNone) {
        const auto next = static_cast<std::uint32_t>(numberOfText_.size());
        number = numberOfText_.try_emplace(layer_.texts[position], next).first->second;
    }
    return number;
}

std::uint64_t LabelLayer::layoutKey(std::uint32_t position) {
    return std::uint64_t{textNumber(position)} << 32 | layer_.symbolOf[position];
}

std::vector<std::uint32_t> LabelLayer::positionsIn(const Box& world) {
    const std::vector<std::uint32_t>& rows = *layer_.rows;
    std::vector<std::uint32_t> positions;
    constexpr std::size_t kFew = 256; // a look at each box is quicker than a sorted answer of the index
    if (rows.size() <= kFew || world.contains(layer_.table->extent())) {
        for (std::uint32_t i = 0; i < rows.size(); ++i) {
            const Box& envelope = layer_.table->envelope(rows[i]);
            if (!envelope.empty() && envelope.intersects(world)) positions.push_back(i);
        }
        return positions;
    }
    std::vector<std::uint32_t> hits = layer_.table->index().query(world);
    if (rows.size() == layer_.table->size()) return hits; // every row
    if (positionOf_.empty()) {
        positionOf_.assign(layer_.table->size(), kNone);
        for (std::uint32_t i = 0; i < rows.size(); ++i) positionOf_[rows[i]] = i;
    }
    for (const std::uint32_t row : hits) {
        if (positionOf_[row] != kNone) positions.push_back(positionOf_[row]);
    }
    return positions;
}

std::size_t LabelLayer::RoomOrder::stepOf(double room) {
    constexpr double kStepsPerOctave = 4;
    constexpr double kLeastExponent = -64;
    constexpr double kMostSteps = 512;
    if (!(room > 0)) return 0;
    return static_cast<std::size_t>(
        std::clamp(std::floor((std::log2(room) - kLeastExponent) * kStepsPerOctave), 0.0, kMostSteps));
}

LabelLayer::RoomOrder::RoomOrder(const std::vector<float>& rooms) {
    std::vector<std::uint16_t> steps(rooms.size());
    parallelFor(rooms.size(), 4096, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) steps[i] = static_cast<std::uint16_t>(stepOf(rooms[i]));
    });
    const std::size_t count = stepOf(std::numeric_limits<double>::infinity()) + 1;
    std::vector<std::uint32_t> next(count + 1, 0); // where the next of a step goes, from the largest step
    for (const std::uint16_t step : steps) ++next[count - step];
    std::partial_sum(next.begin(), next.end(), next.begin());
    ends_.assign(next.begin() + 1, next.end());
    positions_.resize(rooms.size());
    for (std::uint32_t i = 0; i < steps.size(); ++i) positions_[next[count - 1 - steps[i]]++] = i;
}

std::span<const std::uint32_t> LabelLayer::RoomOrder::withRoom(double room) const {
    return std::span(positions_).first(ends_[ends_.size() - 1 - stepOf(room)]);
}

void LabelLayer::orderByRoom() {
    double maxEms = std::numeric_limits<double>::infinity();
    for (const TextSymbol& style : layer_.textSymbols)
        if (style.maxWidthEms > 0) maxEms = std::min(maxEms, style.maxWidthEms / 2);
    if (roomOrder_ && roomMaxEms_ == maxEms) return;
    roomMaxEms_ = maxEms;
    const FeatureTable& table = *layer_.table;
    std::vector<float> rooms(layer_.rows->size(), std::numeric_limits<float>::infinity());
    parallelFor(rooms.size(), 4096, [&](std::size_t begin, std::size_t end) {
        for (auto i = static_cast<std::uint32_t>(begin); i < end; ++i) {
            const double ems = std::min(emsOf(i), maxEms);
            if (!(ems > 0) || table.kind(table.parts(row(i)).first) != PartKind::Polygon) continue;
            const Box& envelope = table.envelope(row(i));
            rooms[i] = std::nextafter(static_cast<float>(roomFor(ems, envelope.width(), envelope.height())),
                                      std::numeric_limits<float>::infinity());
        }
    });
    roomOrder_.emplace(rooms);
}

std::vector<std::uint32_t> LabelLayer::positionsWithRoom(const Box& world, double unitsPerPixel) {
    constexpr std::size_t kFew = 20'000; // are looked at one by one
    const std::vector<std::uint32_t>& rows = *layer_.rows;
    const auto needsNoRoom = [](const TextSymbol& style) { return style.allowOverlap || style.leader; };
    if (rows.size() <= kFew || std::any_of(layer_.textSymbols.begin(), layer_.textSymbols.end(), needsNoRoom))
        return positionsIn(world);
    double leastSize = std::numeric_limits<double>::infinity();
    for (const TextSymbol& style : layer_.textSymbols) leastSize = std::min(leastSize, style.size * pixelRatio_);
    orderByRoom();
    const auto roomy = roomOrder_->withRoom(unitsPerPixel * leastSize);
    const Box& extent = layer_.table->extent();
    const double shareX = std::min(1.0, world.width() / extent.width());
    const double shareY = std::min(1.0, world.height() / extent.height());
    if (static_cast<double>(roomy.size()) > static_cast<double>(rows.size()) * shareX * shareY)
        return positionsIn(world);
    std::vector<std::uint32_t> positions;
    for (const std::uint32_t position : roomy) {
        const Box& envelope = layer_.table->envelope(rows[position]);
        if (!envelope.empty() && envelope.intersects(world)) positions.push_back(position);
    }
    return positions;
}

double LabelLayer::emsOf(std::uint32_t position) {
    float& known = leastEms_[position];
    if (known < 0) known = static_cast<float>(leastWidthEms(layer_.texts[position]));
    return known;
}

double LabelLayer::leastWidthPixels(std::uint32_t position) {
    const TextSymbol& style = symbol(position);
    const double emPixels = style.size * pixelRatio_;
    if (!widthsEms_.empty() && widthsEms_[position] >= 0) return widthsEms_[position] * emPixels;
    double ems = emsOf(position);
    // Wrapped lines are at least half as wide as allowed, but for texts of very long words.
    if (style.maxWidthEms > 0) ems = std::min(ems, style.maxWidthEms / 2);
    return ems * emPixels;
}

const TextLayout& LabelLayer::layoutEms(FontBook& fonts, std::uint32_t position) {
    const auto [entry, isNew] = layoutsEms_.try_emplace(layoutKey(position));
    if (isNew) {
        const TextSymbol& style = symbol(position);
        entry->second = layoutText(fonts, layer_.texts[position],
                                   {style.font, 1, style.maxWidthEms, style.letterSpacingEms, style.lineHeightEms,
                                    std::string(justifyOf(style))});
    }
    if (widthsEms_.empty()) widthsEms_.resize(layer_.rows->size(), -1.0F);
    widthsEms_[position] = std::nextafter(static_cast<float>(entry->second.bounds.width()), 0.0F);
    return entry->second;
}

const StandingText& LabelLayer::standing(FontBook& fonts, std::uint32_t position) {
    if (standingTextOf_.empty()) standingTextOf_.resize(layer_.rows->size(), nullptr);
    const StandingText*& quick = standingTextOf_[position];
    if (quick) return *quick;
    const std::uint64_t key = layoutKey(position);
    auto known = standingTexts_.find(key);
    if (known == standingTexts_.end()) known = standingTexts_.emplace(key, makeStanding(fonts, position)).first;
    return *(quick = &known->second);
}

StandingText LabelLayer::makeStanding(FontBook& fonts, std::uint32_t position) {
    const TextLayout& layout = layoutEms(fonts, position);
    StandingText made{&layout, blockOf(layout, symbol(position), pixelRatio_), {}};
    for (std::size_t i = 0; i < made.block.centersFromAnchor.size(); ++i) made.reach.extend(made.block.extent(i));
    return made;
}

PathText LabelLayer::pathText(FontBook& fonts, std::uint32_t position) {
    if (shapedLineOf_.empty()) shapedLineOf_.resize(layer_.rows->size(), nullptr);
    const ShapedLine*& line = shapedLineOf_[position];
    const TextSymbol& style = symbol(position);
    if (!line) {
        const auto [entry, isNew] = shapedLines_.try_emplace(layoutKey(position));
        if (isNew) entry->second = shapeLine(fonts, layer_.texts[position], style.font, style.letterSpacingEms);
        line = &entry->second;
    }
    const double emPixels = style.size * pixelRatio_;
    PathText text{line, emPixels, style.offsetEms.y * emPixels};
    text.paddingPixels = std::max(style.padding, style.haloWidth) * pixelRatio_;
    text.keepUpright = style.keepUpright;
    text.leastTurnCosine = std::cos(std::min(style.maxAngleDegrees, 180.0) * std::numbers::pi / 180);
    return text;
}

double LabelLayer::lengthOnLinePixels(FontBook& fonts, std::uint32_t position) {
    const TextSymbol& style = symbol(position);
    double length = style.icon ? style.icon->size * pixelRatio_ : 0;
    if (!isLettered(position)) return length;
    return std::max(length, style.turnsWithLine ? pathText(fonts, position).lengthPixels()
                                                : standing(fonts, position).block.bounds.width());
}

const std::optional<FeatureAnchor>& LabelLayer::anchor(std::uint32_t position) {
    std::uint32_t& number = anchorNumbers_[position];
    if (number == kNone) {
        number = static_cast<std::uint32_t>(anchors_.size());
        anchors_.push_back(anchorOf(*layer_.table, row(position)));
    }
    return anchors_[number];
}

void LabelLayer::prepareAnchors(const std::vector<std::uint32_t>& positions) {
    std::vector<std::uint32_t> missing;
    for (const std::uint32_t position : positions) {
        if (anchorNumbers_[position] == kNone) missing.push_back(position);
    }
    const std::size_t before = anchors_.size();
    anchors_.resize(before + missing.size());
    constexpr std::size_t kGrain = 16; // a pole takes tens of microseconds
    parallelFor(missing.size(), kGrain, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) anchors_[before + i] = anchorOf(*layer_.table, row(missing[i]));
    });
    for (std::size_t i = 0; i < missing.size(); ++i)
        anchorNumbers_[missing[i]] = static_cast<std::uint32_t>(before + i);
}

const std::vector<LabelLayer::Line>& LabelLayer::lines() {
    if (lines_) return *lines_;
    const auto nameOf = [&](std::uint32_t position) { return layoutKey(position); };
    lines_.emplace();
    std::vector<Box> envelopes;
    const auto hasIcon = [](const TextSymbol& style) { return style.icon.has_value(); };
    const bool directed = std::any_of(layer_.textSymbols.begin(), layer_.textSymbols.end(), hasIcon);
    for (LabelLine& line : joinLines(*layer_.table, *layer_.rows, nameOf, directed)) {
        if (layer_.texts[line.position].empty() && !symbol(line.position).icon) continue;
        PathMeter meter(line.points); // refers to the points' memory, which moves along with the line
        envelopes.push_back(line.envelope);
        lines_->push_back({std::move(line), std::move(meter)});
    }
    lineIndex_ = std::make_unique<SpatialIndex>(envelopes);
    return *lines_;
}

std::vector<std::uint32_t> LabelLayer::linesIn(const Box& world) {
    lines();
    auto found = lineIndex_->query(world);
    std::sort(found.begin(), found.end());
    return found;
}

} // namespace geju
