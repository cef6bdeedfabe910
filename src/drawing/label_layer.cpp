#include "drawing/label_layer.hpp"

#include "core/parallel.hpp"
#include "drawing/symbolizer.hpp"
#include "drawing/utf8.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string_view>

namespace geju {

namespace {

bool sameSymbols(const std::vector<TextSymbol>& a, const std::vector<TextSymbol>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const TextSymbol& x, const TextSymbol& y) { return symbolKey(x) == symbolKey(y); });
}

/// Narrow Latin letters are a quarter of an em wide.
double leastWidthEms(std::string_view text) {
    double width = 0;
    for (std::size_t at = 0; at < text.size();) {
        const Utf8Character next = readUtf8(text, at);
        width += isIdeographic(next.codepoint) ? 0.9 : 0.2;
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
    const bool sameLayouts =
        sameGroups && pixelRatio == pixelRatio_ && sameSymbols(layer.textSymbols, layer_.textSymbols);
    revision_ = revision;
    pixelRatio_ = pixelRatio;
    layer_.id = layer.id;
    layer_.opacity = layer.opacity;
    layer_.priorities = layer.priorities;
    if (!sameFeatures) {
        layer_.table = layer.table;
        layer_.rows = layer.rows;
        anchors_.clear();
        anchorNumbers_.assign(layer_.rows->size(), kNoAnchor);
    }
    if (!sameTexts) {
        numberOfText_.clear();
        layer_.texts = layer.texts;
        textNumbers_.assign(layer_.texts.size(), kUnnumbered);
        leastEms_.assign(layer_.texts.size(), -1.0f);
    }
    if (!sameGroups) {
        layer_.symbolOf = layer.symbolOf;
        lines_.reset();
        lineIndex_.reset();
    }
    layer_.textSymbols = layer.textSymbols;
    if (sameLayouts) return;
    standingTexts_.clear();
    standingTextOf_.clear();
    standingWidths_.clear();
    pathTexts_.clear();
    pathTextOf_.clear();
    hasPointLabels_ = false;
    hasLineLabels_ = false;
    for (const TextSymbol& symbol : layer_.textSymbols) {
        (symbol.placement == TextSymbol::Placement::Point ? hasPointLabels_ : hasLineLabels_) = true;
    }
}

std::uint32_t LabelLayer::textNumber(std::uint32_t position) {
    std::uint32_t& number = textNumbers_[position];
    if (number == kUnnumbered) {
        const auto next = static_cast<std::uint32_t>(numberOfText_.size());
        number = numberOfText_.try_emplace(layer_.texts[position], next).first->second;
    }
    return number;
}

std::uint64_t LabelLayer::layoutKey(std::uint32_t position) {
    return std::uint64_t{textNumber(position)} << 32 | layer_.symbolOf[position];
}

std::vector<std::uint32_t> LabelLayer::positionsIn(const Box& world) const {
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
    std::sort(hits.begin(), hits.end());
    auto from = rows.begin();
    for (const std::uint32_t row : hits) {
        from = std::lower_bound(from, rows.end(), row);
        if (from == rows.end()) break;
        if (*from == row) positions.push_back(static_cast<std::uint32_t>(from - rows.begin()));
    }
    return positions;
}

double LabelLayer::leastWidthPixels(std::uint32_t position) {
    if (!standingWidths_.empty() && standingWidths_[position] >= 0) return standingWidths_[position];
    const TextSymbol& style = symbol(position);
    float& known = leastEms_[position];
    if (known < 0) known = static_cast<float>(leastWidthEms(layer_.texts[position]));
    double ems = known;
    // Wrapped lines are at least half as wide as allowed, but for texts of very long words.
    if (style.maxWidthEms > 0) ems = std::min(ems, style.maxWidthEms / 2);
    return ems * style.size * pixelRatio_;
}

const LabelLayer::StandingText& LabelLayer::standing(FontBook& fonts, std::uint32_t position) {
    if (standingTextOf_.empty()) {
        standingTextOf_.resize(layer_.rows->size(), nullptr);
        standingWidths_.resize(layer_.rows->size(), -1.0F);
    }
    const StandingText*& quick = standingTextOf_[position];
    if (quick) return *quick;
    const std::uint64_t key = layoutKey(position);
    auto known = standingTexts_.find(key);
    if (known == standingTexts_.end()) known = standingTexts_.emplace(key, makeStanding(fonts, position)).first;
    quick = &known->second;
    standingWidths_[position] = std::nextafter(static_cast<float>(quick->layout.bounds.width()), 0.0F);
    return *quick;
}

LabelLayer::StandingText LabelLayer::makeStanding(FontBook& fonts, std::uint32_t position) {
    const TextSymbol& style = symbol(position);
    TextStyle text{style.font,          style.size * pixelRatio_,
                   style.maxWidthEms,   style.letterSpacingEms,
                   style.lineHeightEms, style.justify};
    if (text.justify == "auto") {
        const bool left = style.anchor.find("left") != std::string::npos;
        const bool right = style.anchor.find("right") != std::string::npos;
        text.justify = left ? "left" : right ? "right" : "center";
    }
    StandingText made;
    made.layout = layoutText(fonts, layer_.texts[position], text);
    made.block = blockOf(made.layout, style, pixelRatio_);
    return made;
}

const PathText& LabelLayer::pathText(FontBook& fonts, std::uint32_t position) {
    if (pathTextOf_.empty()) pathTextOf_.resize(layer_.rows->size(), nullptr);
    const PathText*& quick = pathTextOf_[position];
    if (quick) return *quick;
    const std::uint64_t key = layoutKey(position);
    const auto known = pathTexts_.find(key);
    if (known != pathTexts_.end()) return *(quick = &known->second);
    const TextSymbol& style = symbol(position);
    PathText text;
    text.sizePixels = style.size * pixelRatio_;
    text.glyphs = fonts.shape(layer_.texts[position], style.font, text.sizePixels);
    text.letterSpacingPixels = style.letterSpacingEms * text.sizePixels;
    text.offsetDownPixels = style.offsetEms.y * text.sizePixels;
    text.paddingPixels = std::max(style.padding, style.haloWidth) * pixelRatio_;
    text.ideographic = isAllIdeographic(layer_.texts[position]);
    text.measure();
    return *(quick = &pathTexts_.emplace(key, std::move(text)).first->second);
}

const std::optional<FeatureAnchor>& LabelLayer::anchor(std::uint32_t position) {
    std::uint32_t& number = anchorNumbers_[position];
    if (number == kNoAnchor) {
        number = static_cast<std::uint32_t>(anchors_.size());
        anchors_.push_back(anchorOf(*layer_.table, row(position)));
    }
    return anchors_[number];
}

void LabelLayer::prepareAnchors(const std::vector<std::uint32_t>& positions) {
    std::vector<std::uint32_t> missing;
    for (const std::uint32_t position : positions) {
        if (anchorNumbers_[position] == kNoAnchor) missing.push_back(position);
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
    for (LabelLine& line : joinLines(*layer_.table, *layer_.rows, nameOf)) {
        if (layer_.texts[line.position].empty()) continue;
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
