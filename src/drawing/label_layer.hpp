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
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace geju {

/// A text and its icon about their anchor.
struct StandingText {
    const TextLayout* layoutEms = nullptr;
    TextBlock block;
    Box reach; ///< of the block in all the ways in which it may stand, from the anchor
};

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
    std::vector<std::uint32_t> positionsIn(const Box& world);
    /// The same without polygons that are by far too small for any text of theirs at this scale, or most of them: of a
    /// million parcels in view only those are looked at that have room for a label.
    std::vector<std::uint32_t> positionsWithRoom(const Box& world, double unitsPerPixel);

    /// Number of the text: equal texts have equal numbers.
    std::uint32_t textNumber(std::uint32_t position);
    /// No block of the text is narrower than this, in device pixels; quick, without shaping it. Its very width, but for
    /// rounding, once it was shaped.
    double leastWidthPixels(std::uint32_t position);
    const StandingText& standing(FontBook& fonts, std::uint32_t position);
    PathText pathText(FontBook& fonts, std::uint32_t position);
    bool isLettered(std::uint32_t position) const {
        return symbol(position).size > 0 && !layer_.texts[position].empty();
    }
    /// Of text and icon of a label along a line, in device pixels; 0: there is neither.
    double lengthOnLinePixels(FontBook& fonts, std::uint32_t position);
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
    static constexpr std::uint32_t kNone = 0xffffffffu;
    /// Positions by the room that their polygons have, most first: that of the largest scale, in units of the world for
    /// each pixel of text height, at which an estimate of the text is not yet too large. Anything else has all the
    /// room.
    class RoomOrder {
      public:
        RoomOrder(const std::vector<float>& rooms);
        /// Those with that much room at least, and a few with a little less.
        std::span<const std::uint32_t> withRoom(double room) const;

      private:
        static std::size_t stepOf(double room);
        std::vector<std::uint32_t> positions_;
        std::vector<std::uint32_t> ends_; ///< by step of room, from the largest
    };
    double emsOf(std::uint32_t position);
    void orderByRoom();
    std::uint64_t layoutKey(std::uint32_t position);
    const TextLayout& layoutEms(FontBook& fonts, std::uint32_t position);
    StandingText makeStanding(FontBook& fonts, std::uint32_t position);

    std::uint32_t number_;
    PictureLayer layer_;
    std::uint64_t revision_ = 0;
    double pixelRatio_ = 0;
    std::vector<std::uint32_t> positionOf_; ///< of each row of the table; kNone: not in the layer. Empty: all are
    bool hasPointLabels_ = false;
    bool hasLineLabels_ = false;
    std::vector<std::uint32_t> textNumbers_; ///< of each position, once asked for
    std::vector<float> leastEms_;            ///< the same, of leastWidthPixels; below 0 before
    std::optional<RoomOrder> roomOrder_;
    double roomMaxEms_ = 0; ///< widest estimate that roomOrder_ was made with
    std::unordered_map<std::string_view, std::uint32_t> numberOfText_;
    // By layoutKey; shaped once whatever the size. Then what is known of each position.
    std::unordered_map<std::uint64_t, TextLayout> layoutsEms_;
    std::vector<float> widthsEms_; ///< of layoutsEms_; below 0 where unknown
    std::unordered_map<std::uint64_t, StandingText> standingTexts_;
    std::vector<const StandingText*> standingTextOf_; ///< into standingTexts_
    std::unordered_map<std::uint64_t, ShapedLine> shapedLines_;
    std::vector<const ShapedLine*> shapedLineOf_; ///< into shapedLines_
    std::deque<std::optional<FeatureAnchor>> anchors_;
    std::vector<std::uint32_t> anchorNumbers_; ///< of each position, in anchors_, where known
    std::optional<std::vector<Line>> lines_;
    std::unique_ptr<SpatialIndex> lineIndex_;
};

} // namespace geju
