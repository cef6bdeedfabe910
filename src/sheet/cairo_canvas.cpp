#include "sheet/cairo_canvas.hpp"

#include "sheet/cairo_gradient.hpp"

#include <cairo.h>

#include <numbers>

namespace geju {

namespace {

cairo_line_cap_t cairoCap(LineCap cap) {
    return cap == LineCap::Round    ? CAIRO_LINE_CAP_ROUND
           : cap == LineCap::Square ? CAIRO_LINE_CAP_SQUARE
                                    : CAIRO_LINE_CAP_BUTT;
}

cairo_line_join_t cairoJoin(LineJoin join) {
    return join == LineJoin::Round   ? CAIRO_LINE_JOIN_ROUND
           : join == LineJoin::Bevel ? CAIRO_LINE_JOIN_BEVEL
                                     : CAIRO_LINE_JOIN_MITER;
}

} // namespace

void setColor(cairo_t* cairo, Rgba color, double opacity) {
    cairo_set_source_rgba(cairo, color.r / 255.0, color.g / 255.0, color.b / 255.0, color.a / 255.0 * opacity);
}

void CairoCanvas::moveTo(Point point) {
    cairo_move_to(cairo_, point.x, point.y);
}

void CairoCanvas::lineTo(Point point) {
    cairo_line_to(cairo_, point.x, point.y);
}

void CairoCanvas::closePath() {
    cairo_close_path(cairo_);
}

void CairoCanvas::circle(Point center, double radius) {
    cairo_new_sub_path(cairo_);
    cairo_arc(cairo_, center.x, center.y, radius, 0, 2 * std::numbers::pi);
    cairo_close_path(cairo_);
}

void CairoCanvas::fill(Rgba color, double opacity, FillRule rule) {
    setColor(cairo_, color, opacity);
    cairo_set_fill_rule(cairo_, rule == FillRule::EvenOdd ? CAIRO_FILL_RULE_EVEN_ODD : CAIRO_FILL_RULE_WINDING);
    cairo_fill(cairo_);
}

void CairoCanvas::stroke(Rgba color, double opacity, const Pen& pen) {
    setColor(cairo_, color, opacity);
    cairo_set_line_width(cairo_, pen.width);
    cairo_set_line_cap(cairo_, cairoCap(pen.cap));
    cairo_set_line_join(cairo_, cairoJoin(pen.join));
    cairo_set_miter_limit(cairo_, pen.miterLimit);
    cairo_set_dash(cairo_, pen.dashes.data(), static_cast<int>(pen.dashes.size()), 0);
    cairo_stroke(cairo_);
}

void CairoCanvas::fillAndStroke(Rgba inside, Rgba edge, double opacity, const Pen& pen) {
    setColor(cairo_, inside, opacity);
    cairo_set_fill_rule(cairo_, CAIRO_FILL_RULE_EVEN_ODD);
    cairo_fill_preserve(cairo_);
    stroke(edge, opacity, pen);
}

void CairoCanvas::fillGraded(const std::vector<ColorStop>& stops, const GradientSpan& span, const AlphaOf& alphaOf) {
    setGradient(cairo_, stops, span, alphaOf);
    cairo_set_fill_rule(cairo_, CAIRO_FILL_RULE_EVEN_ODD);
    cairo_fill(cairo_);
}

void CairoCanvas::drawThrough(const std::function<void()>& shade, const std::function<void()>& cover) {
    cairo_push_group(cairo_);
    shade();
    cairo_pattern_t* shades = cairo_pop_group(cairo_);
    cairo_push_group_with_content(cairo_, CAIRO_CONTENT_ALPHA);
    cover();
    cairo_pattern_t* mask = cairo_pop_group(cairo_);
    cairo_set_source(cairo_, shades);
    cairo_mask(cairo_, mask);
    cairo_pattern_destroy(mask);
    cairo_pattern_destroy(shades);
}

void CairoCanvas::shadeAlong(const std::vector<ColorStop>& stops, std::span<const Point> path, double reach,
                             const AlphaOf& alphaOf) {
    fillGradient(cairo_, stops, path, reach, alphaOf);
}

void CairoCanvas::fillFading(Rgba color, double opacity, Point center, double inner, double outer) {
    cairo_pattern_t* pattern = cairo_pattern_create_radial(center.x, center.y, inner, center.x, center.y, outer);
    for (const double at : {0.0, 1.0}) {
        cairo_pattern_add_color_stop_rgba(pattern, at, color.r / 255.0, color.g / 255.0, color.b / 255.0,
                                          color.a / 255.0 * opacity * (1 - at));
    }
    cairo_set_source(cairo_, pattern);
    cairo_fill(cairo_);
    cairo_pattern_destroy(pattern);
}

void CairoCanvas::save() {
    cairo_save(cairo_);
}

void CairoCanvas::clip(FillRule rule) {
    cairo_set_fill_rule(cairo_, rule == FillRule::EvenOdd ? CAIRO_FILL_RULE_EVEN_ODD : CAIRO_FILL_RULE_WINDING);
    cairo_clip(cairo_);
}

void CairoCanvas::restore() {
    cairo_restore(cairo_);
}

} // namespace geju
