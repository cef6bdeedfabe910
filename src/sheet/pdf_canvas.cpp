#include "sheet/pdf_canvas.hpp"

#include <fmt/format.h>

#include <cassert>
#include <charconv>
#include <cmath>
#include <utility>

namespace geju {

namespace {

/// Of a step's tenths, a thousandth of a millimetre, whole steps without the point.
void appendSteps(std::string& text, double millimeters) {
    const std::int64_t tenths = std::llround(millimeters * (10 / kPdfStepMillimeters));
    char digits[24];
    const auto write = [&](std::int64_t number) {
        text.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
    };
    if (tenths < 0) text += '-';
    const std::int64_t size = std::abs(tenths);
    write(size / 10);
    if (size % 10 == 0) return;
    text += '.';
    write(size % 10);
}

std::string steps(double millimeters) {
    std::string text;
    appendSteps(text, millimeters);
    return text;
}

int thousandths(Rgba color, double opacity) {
    return static_cast<int>(std::lround(color.a / 255.0 * opacity * 1000));
}

} // namespace

void PdfCanvas::appendPoint(Point point, const char* oper) {
    appendSteps(path_, point.x - origin_.x);
    path_ += ' ';
    appendSteps(path_, point.y - origin_.y);
    path_ += oper;
}

void PdfCanvas::moveTo(Point point) {
    appendPoint(point, " m\n");
}

void PdfCanvas::lineTo(Point point) {
    appendPoint(point, " l\n");
}

void PdfCanvas::closePath() {
    path_ += "h\n";
}

void PdfCanvas::circle(Point center, double radius) {
    // Quarters by Bézier curves; the farthest of them is off by 0.03 % of the radius.
    const double reach = radius * 4 / 3 * (std::sqrt(2.0) - 1);
    Point from{radius, 0};
    moveTo({center.x + from.x, center.y + from.y});
    for (int quarter = 0; quarter < 4; ++quarter) {
        const Point to{-from.y, from.x};
        const double turn = reach / radius;
        appendPoint({center.x + from.x + to.x * turn, center.y + from.y + to.y * turn}, " ");
        appendPoint({center.x + to.x + from.x * turn, center.y + to.y + from.y * turn}, " ");
        appendPoint({center.x + to.x, center.y + to.y}, " c\n");
        from = to;
    }
    closePath();
}

void PdfCanvas::fill(Rgba color, double opacity, FillRule rule) {
    if (thousandths(color, opacity) == 0) {
        path_.clear();
        return;
    }
    setOpacity(color, opacity);
    setColor(state_.inside, color, "rg");
    paint(rule == FillRule::EvenOdd ? "f*\n" : "f\n");
}

void PdfCanvas::stroke(Rgba color, double opacity, const Pen& pen) {
    if (thousandths(color, opacity) == 0 || !(pen.width > 0)) {
        path_.clear();
        return;
    }
    setOpacity(color, opacity);
    setColor(state_.edge, color, "RG");
    setPen(pen);
    paint("S\n");
}

void PdfCanvas::fillAndStroke(Rgba inside, Rgba edge, double opacity, const Pen& pen) {
    constexpr int kOpaque = 1000;
    if (thousandths(inside, opacity) == kOpaque && thousandths(edge, opacity) == kOpaque) {
        setOpacity(inside, opacity);
        setColor(state_.inside, inside, "rg");
        setColor(state_.edge, edge, "RG");
        setPen(pen);
        paint("B*\n");
        return;
    }
    // Painted at once, what is transparent would not show the inside below the edge (ISO 32000-1, 11.7.4.4).
    const std::string again = path_;
    fill(inside, opacity, FillRule::EvenOdd);
    path_ = again;
    stroke(edge, opacity, pen);
}

// What is shaded is drawn by cairo: layers that need it never come here.
void PdfCanvas::fillGraded(const std::vector<ColorStop>&, const GradientSpan&, const AlphaOf&) {
    assert(false);
}

void PdfCanvas::drawThrough(const std::function<void()>&, const std::function<void()>&) {
    assert(false);
}

void PdfCanvas::shadeAlong(const std::vector<ColorStop>&, std::span<const Point>, double, const AlphaOf&) {
    assert(false);
}

void PdfCanvas::fillFading(Rgba color, double opacity, Point, double, double) {
    assert(false);
    fill(color, opacity, FillRule::EvenOdd);
}

void PdfCanvas::save() {
    content_.operators += "q\n";
    saved_.push_back(state_);
}

void PdfCanvas::clip(FillRule rule) {
    paint(rule == FillRule::EvenOdd ? "W* n\n" : "W n\n");
}

void PdfCanvas::restore() {
    content_.operators += "Q\n";
    state_ = std::move(saved_.back());
    saved_.pop_back();
}

void PdfCanvas::setOpacity(Rgba color, double opacity) {
    const int wanted = thousandths(color, opacity);
    if (state_.opacity == wanted) return;
    state_.opacity = wanted;
    content_.opacities.insert(wanted);
    content_.operators += fmt::format("/a{} gs\n", wanted);
}

void PdfCanvas::setColor(std::optional<Rgba>& last, Rgba color, const char* oper) {
    color.a = 255; // said apart
    if (last == color) return;
    last = color;
    content_.operators +=
        fmt::format("{:.3g} {:.3g} {:.3g} {}\n", color.r / 255.0, color.g / 255.0, color.b / 255.0, oper);
}

void PdfCanvas::setPen(const Pen& pen) {
    std::string dashes;
    for (const double dash : pen.dashes) dashes += (dashes.empty() ? "" : " ") + steps(dash);
    std::string text = fmt::format("{} w {} J {} j {:.3g} M [{}] 0 d\n", steps(pen.width), static_cast<int>(pen.cap),
                                   static_cast<int>(pen.join), pen.miterLimit, dashes);
    if (text == state_.pen) return;
    content_.operators += text;
    state_.pen = std::move(text);
}

void PdfCanvas::paint(const char* oper) {
    content_.operators += path_;
    content_.operators += oper;
    path_.clear();
}

} // namespace geju
