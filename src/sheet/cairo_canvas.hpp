// The canvas of vectors on a cairo context whose user units are millimetres of the page. Does not own the context.
#pragma once

#include "sheet/vector_canvas.hpp"

typedef struct _cairo cairo_t; // NOLINT: cairo's own name, so that this header does not need cairo's

namespace geju {

/// sRGB as cairo's source.
void setColor(cairo_t* cairo, Rgba color, double opacity = 1);

class CairoCanvas : public VectorCanvas {
  public:
    explicit CairoCanvas(cairo_t* cairo)
      : cairo_(cairo) {}

    void moveTo(Point point) override;
    void lineTo(Point point) override;
    void closePath() override;
    void circle(Point center, double radius) override;
    void fill(Rgba color, double opacity, FillRule rule) override;
    void stroke(Rgba color, double opacity, const Pen& pen) override;
    void fillAndStroke(Rgba inside, Rgba edge, double opacity, const Pen& pen) override;
    void fillGraded(const std::vector<ColorStop>& stops, const GradientSpan& span, const AlphaOf& alphaOf) override;
    void drawThrough(const std::function<void()>& shade, const std::function<void()>& cover) override;
    void shadeAlong(const std::vector<ColorStop>& stops, std::span<const Point> path, double reach,
                    const AlphaOf& alphaOf) override;
    void fillFading(Rgba color, double opacity, Point center, double inner, double outer) override;
    void save() override;
    void clip(FillRule rule) override;
    void restore() override;

  private:
    cairo_t* cairo_;
};

} // namespace geju
