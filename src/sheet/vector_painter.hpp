// Draws the fills, lines and circles of a picture as vectors: the map of a sheet in PDF and SVG. The same description
// that the other painters take, at the same places and millimetre sizes. Const functions, any thread: features can be
// drawn on several canvases at once.
#pragma once

#include "drawing/arrow_heads.hpp"
#include "drawing/picture.hpp"
#include "drawing/view.hpp"
#include "sheet/paper_paths.hpp"
#include "sheet/vector_canvas.hpp"

#include <cstddef>
#include <cstdint>
#include <span>

namespace geju {

class VectorPainter {
  public:
    /// The view inside `frame`, to which the caller clips. Picture and view must outlive the painter.
    VectorPainter(const Picture& picture, const View& view, const PageBox& frame);

    /// The patterns of the background, over its colour.
    void drawBackgroundPatterns(VectorCanvas& canvas) const;

    /// Features `begin` to before `end` of the layer's rows; nothing of rasters and labels.
    void draw(VectorCanvas& canvas, const PictureLayer& layer, std::size_t begin, std::size_t end) const;

    /// The heads of arrows along the layer's lines: over all of them.
    void drawHeadsAlong(VectorCanvas& canvas, const PictureLayer& layer) const;

  private:
    FrameLengths worldLengths() const;
    /// How far symbols reach beyond their geometry.
    double reachWorld(const PictureLayer& layer) const;
    double unitMillimeters(bool inMeters) const;
    void drawFill(VectorCanvas& canvas, const PictureLayer& layer, std::uint32_t row, const FillSymbol& symbol,
                  const Box& visible) const;
    /// Of a polygon's gradient; without length where the layer has none.
    GradientSpan spanOnPage(const PictureLayer& layer, std::uint32_t part) const;
    void drawLine(VectorCanvas& canvas, const PictureLayer& layer, std::uint32_t row, const LineSymbol& symbol,
                  const Box& visible) const;
    void drawCircles(VectorCanvas& canvas, const PictureLayer& layer, std::uint32_t row, const CircleSymbol& symbol,
                     const Box& visible) const;
    void drawHatch(VectorCanvas& canvas, std::span<const std::span<const Point>> rings, const HatchStyle& hatch,
                   double opacity, const Box& visible) const;
    /// `rings` on the page, `ground` in the world.
    void drawPattern(VectorCanvas& canvas, std::span<const std::vector<Point>> rings, const Box& ground,
                     const PatternStyle& pattern, double opacity) const;
    void drawLineHatch(VectorCanvas& canvas, const LineSymbol& symbol, std::span<const Point> path,
                       std::span<const Point> world, double unit, double opacity, const Box& visible) const;

    const Picture& picture_;
    const View& view_;
    PaperPaths paths_;
};

} // namespace geju
