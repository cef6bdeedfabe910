// What a LabelPlacer keeps of one symbol layer between views: shaped texts, anchors in the world, joined lines. Each is
// made on first use. One thread.
#pragma once

#include "drawing/curved_text.hpp"
#include "drawing/label_anchors.hpp"
#include "drawing/label_lines.hpp"
#include "drawing/picture.hpp"
#include "drawing/text_block.hpp"
#include "drawing/text_layout.hpp"
#include "geometry/spatial_index.hpp"

#include <deque>
#include <memory>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace geju {

class LabelLayer {
  public:
    explicit LabelLayer(std::uint32_t number)
      : number_(number) {}
    /// Tells the layers of one placer apart for as long as it lives.
    std::uint32_t number() const { return number_; }
    /// Takes over the layer's present state; what does not depend on what changed is kept. `revision` is the picture's.
    void update(const PictureLayer& layer, std::uint64_t revision, double pixelRatio);

    const PictureLayer& layer() const { return layer_; }
    std::uint32_t row(std::uint32_t position) const { return (*layer_.rows)[position]; }
    const TextSymbol& symbol(std::uint32_t position) const { return layer_.textSymbols[layer_.symbolOf[position]]; }
    bool hasPointLabels() const { return hasPointLabels_; }
    bool hasLineLabels() const { return hasLineLabels_; }
    /// Positions in the layer's rows of the features whose envelope touches the box, in any order.
    std::vector<std::uint32_t> positionsIn(const Box& world) const;

    /// Number of the text: equal texts have equal numbers.
    std::uint32_t textNumber(std::uint32_t position);
    /// No block of the text is narrower than this, in device pixels; quick, without shaping it. Its very width, but for
    /// rounding, once it was shaped.
    double leastWidthPixels(std::uint32_t position);
    const TextLayout& layout(FontBook& fonts, std::uint32_t position) { return standing(fonts, position).layout; }
    /// The layout's block as styled.
    const TextBlock& block(FontBook& fonts, std::uint32_t position) { return standing(fonts, position).block; }
    const PathText& pathText(FontBook& fonts, std::uint32_t position);
    const std::optional<FeatureAnchor>& anchor(std::uint32_t position);
    /// The same for many at once, on all cores.
    void prepareAnchors(const std::vector<std::uint32_t>& positions);

    struct Line {
        LabelLine line;
        PathMeter meter; ///< of line.points
    };
    const std::vector<Line>& lines();
    std::vector<std::uint32_t> linesIn(const Box& world);

  private:
    static constexpr std::uint32_t kUnnumbered = 0xffffffffu;
    static constexpr std::uint32_t kNoAnchor = 0xffffffffu;
    struct StandingText {
        TextLayout layout;
        TextBlock block;
    };
    std::uint64_t layoutKey(std::uint32_t position);
    const StandingText& standing(FontBook& fonts, std::uint32_t position);
    StandingText makeStanding(FontBook& fonts, std::uint32_t position);

    std::uint32_t number_;
    PictureLayer layer_;
    std::uint64_t revision_ = 0;
    double pixelRatio_ = 0;
    bool hasPointLabels_ = false;
    bool hasLineLabels_ = false;
    std::vector<std::uint32_t> textNumbers_; ///< of each position, once asked for
    std::vector<float> leastEms_;            ///< the same, of leastWidthPixels; below 0 before
    std::unordered_map<std::string_view, std::uint32_t> numberOfText_;
    std::unordered_map<std::uint64_t, StandingText> standingTexts_;
    std::vector<const StandingText*> standingTextOf_; ///< of each position, where known; into standingTexts_
    std::vector<float> standingWidths_;               ///< the same, of their layouts in pixels; below 0 where unknown
    std::unordered_map<std::uint64_t, PathText> pathTexts_;
    std::vector<const PathText*> pathTextOf_; ///< of each position, where known; into pathTexts_
    std::deque<std::optional<FeatureAnchor>> anchors_;
    std::vector<std::uint32_t> anchorNumbers_; ///< of each position, in anchors_, where known
    std::optional<std::vector<Line>> lines_;
    std::unique_ptr<SpatialIndex> lineIndex_;
};

} // namespace geju
