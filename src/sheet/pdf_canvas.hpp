// The canvas of vectors that writes the operators of a PDF content stream (ISO 32000-1, 8). Frame of what is written:
// steps of a hundredth of a millimetre right and down from an origin on the page, so that most numbers are short and
// whole. Nothing is assumed of the state before, so that the contents of several canvases can follow each other. One
// thread.
#pragma once

#include "sheet/vector_canvas.hpp"

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace geju {

inline constexpr double kPdfStepMillimeters = 0.01;

/// Operators, and the resources that they name.
struct PdfContent {
    std::string operators;
    std::set<int> opacities; ///< thousandths: "/a500 gs" is a half
};

class PdfCanvas : public VectorCanvas {
  public:
    explicit PdfCanvas(Point originMillimeters)
      : origin_(originMillimeters) {}

    void moveTo(Point point) override;
    void lineTo(Point point) override;
    void closePath() override;
    void circle(Point center, double radius) override;
    void fill(Rgba color, double opacity, FillRule rule) override;
    void stroke(Rgba color, double opacity, const Pen& pen) override;
    void fillAndStroke(Rgba inside, Rgba edge, double opacity, const Pen& pen) override;
    void fillGraded(const std::vector<ColorStop>&, const GradientSpan&, const AlphaOf&) override;
    void drawThrough(const std::function<void()>&, const std::function<void()>&) override;
    void shadeAlong(const std::vector<ColorStop>&, std::span<const Point>, double, const AlphaOf&) override;
    void fillFading(Rgba color, double opacity, Point center, double inner, double outer) override;
    void save() override;
    void clip(FillRule rule) override;
    void restore() override;

    PdfContent take() { return std::move(content_); }

  private:
    /// What the stream last set; nothing where that is not known.
    struct State {
        std::optional<Rgba> inside;
        std::optional<Rgba> edge;
        std::optional<int> opacity;
        std::string pen;
    };

    void appendPoint(Point point, const char* oper);
    void setOpacity(Rgba color, double opacity);
    void setColor(std::optional<Rgba>& last, Rgba color, const char* oper);
    void setPen(const Pen& pen);
    void paint(const char* oper);

    Point origin_;
    std::string path_; ///< not yet painted: what it is painted with is set before it
    PdfContent content_;
    State state_;
    std::vector<State> saved_;
};

} // namespace geju
