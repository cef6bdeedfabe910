// Polygons into pixels on the CPU, sixteen samples a pixel (a 4 × 4 grid), each sample holding the number of the symbol
// that covers it. Shared edges leave no gap and no overlap: a sample belongs to exactly one of two polygons that share
// an edge, because crossings are computed from the edge's ends in one canonical order. Painting the same symbol twice
// changes nothing, so a translucent layer never shows its own overlaps.
//
// Frame: pixels of the canvas, x right, y down, (0,0) the top left corner. One thread at a time.
#pragma once

#include "core/box.hpp"
#include "plan/color.hpp"
#include "render/image.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace geju {

class SampleCanvas {
  public:
    using Symbol = std::uint16_t;            ///< 0: nothing
    static constexpr int kSamplesAcross = 4; ///< samples along each side of a pixel

    SampleCanvas(int widthPixels, int heightPixels);

    int width() const { return width_; }
    int height() const { return height_; }
    void clear();

    enum class Rule { EvenOdd, NonZero };

    /// Begins a polygon; rings are added and then filled together.
    void beginPolygon();
    /// A ring in pixels, closed or open. Parts outside the canvas cost little.
    void addRing(std::span<const Point> ringPixels);
    void fill(Symbol symbol, Rule rule = Rule::EvenOdd);

    /// Composites the symbols' colours over the image at (left, top): colours[0] is not used, alpha straight.
    /// The image has premultiplied alpha.
    void resolve(std::span<const Rgba> colors, double opacity, Image& target, int left, int top) const;
    /// Composites one colour where `symbol` covers, times a pattern's coverage (0…1) of each pixel of the canvas.
    void resolvePattern(Symbol symbol, Rgba color, double opacity, const std::function<double(int, int)>& pattern,
                        Image& target) const;

    /// Composites the colour of each pixel of the canvas where `symbol` covers.
    void resolveEach(Symbol symbol, const std::function<Rgba(int, int)>& colorAt, double opacity, Image& target) const;

  private:
    /// `shade(x, y)` is a straight colour and an alpha, 0…1, that takes the place of its own.
    template <typename Shade>
    void resolveShaded(Symbol symbol, const Shade& shade, Image& target) const;

    struct Crossing {
        std::int32_t row;
        std::int32_t edge; ///< first sample to the right of the edge, times two, plus one where the ring goes down
    };

    int width_;
    int height_;
    int sampleColumns_;
    int sampleRows_;
    std::vector<Symbol> samples_;
    std::vector<Crossing> crossings_;
    std::vector<std::uint32_t> rowStart_;
    std::vector<std::int32_t> sorted_; ///< edges, row after row
    int dirtyTop_ = 0;
    int dirtyBottom_ = 0; ///< sample rows that may hold a symbol
    int dirtyLeft_ = 0;
    int dirtyRight_ = 0; ///< sample columns that may
    int firstRow_ = 0;
    int lastRow_ = 0; ///< of the polygon being added
};

} // namespace geju
