#include "sheet/cairo_gradient.hpp"

#include "drawing/stroke.hpp"
#include "render/pixel_paths.hpp"

#include <cairo.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace geju {

namespace {

/// A path's ground cut across, from left to right.
struct CrossCut {
    Point left;
    Point right;
    double progress = 0; ///< along the path, 0…1

    Point middle() const { return {(left.x + right.x) / 2, (left.y + right.y) / 2}; }
};

/// The path thinned, with a corner wherever a stop is: between two of them colours run straight.
std::vector<Point> gradientSpine(std::span<const Point> path, const std::vector<ColorStop>& stops, double reach) {
    std::vector<Point> thin; // the fewer pieces, the fewer seams
    thinPath(path, 0.1 * reach, thin);
    const PathMeter meter(thin);
    std::vector<Point> spine;
    const auto add = [&](Point point) {
        if (spine.empty() || !(spine.back() == point)) spine.push_back(point);
    };
    auto stop = stops.begin();
    for (std::size_t i = 0; i < thin.size(); ++i) {
        for (; stop != stops.end() && stop->at * meter.length() < meter.distanceOf(i); ++stop) {
            if (stop->at > 0) add(meter.at(stop->at * meter.length()));
        }
        add(thin[i]);
    }
    return spine;
}

/// At the corners along the lines that halve their angles, as far as `reach` beside the path; and that far beyond its
/// ends.
std::vector<CrossCut> crossCuts(std::span<const Point> path, double reach) {
    const PathMeter meter(path);
    std::vector<CrossCut> cuts;
    const auto directionOf = [&](std::size_t segment) {
        const double length = meter.distanceOf(segment + 1) - meter.distanceOf(segment);
        return Point{(path[segment + 1].x - path[segment].x) / length,
                     (path[segment + 1].y - path[segment].y) / length};
    };
    for (std::size_t i = 0; path.size() > 1 && i < path.size(); ++i) {
        const bool isFirst = i == 0;
        const bool isLast = i + 1 == path.size();
        const Point after = directionOf(isLast ? i - 1 : i);
        const Point before = isFirst ? after : directionOf(i - 1);
        Point sum{before.x + after.x, before.y + after.y};
        constexpr double kSharpest = 0.25; // squared: sharper bends are cut straight across
        if (sum.x * sum.x + sum.y * sum.y < kSharpest) sum = {2 * after.x, 2 * after.y};
        const double scale = 2 * reach / (sum.x * sum.x + sum.y * sum.y);
        const auto addCut = [&](double beyond) {
            const Point at{path[i].x + after.x * beyond, path[i].y + after.y * beyond};
            cuts.push_back({{at.x + sum.y * scale, at.y - sum.x * scale},
                            {at.x - sum.y * scale, at.y + sum.x * scale},
                            meter.distanceOf(i) / meter.length()});
        };
        if (isFirst) addCut(-reach);
        addCut(0);
        if (isLast) addCut(reach);
    }
    return cuts;
}

bool isAt(const ColorStop& stop, double at) {
    constexpr double kRounding = 1e-9;
    return std::abs(stop.at - at) <= kRounding;
}

/// Where the colour changes at once there are two: the one before the place, and the one from there on. A stop's colour
/// is taken as it is, though it may be that of nothing: cairo mixes colours without regard to their transparency.
Rgba colorBefore(const std::vector<ColorStop>& stops, double at) {
    const auto stop = std::find_if(stops.begin(), stops.end(), [&](const ColorStop& s) { return isAt(s, at); });
    return stop != stops.end() ? stop->color : colorAt(stops, at);
}
Rgba colorFrom(const std::vector<ColorStop>& stops, double at) {
    const auto stop = std::find_if(stops.rbegin(), stops.rend(), [&](const ColorStop& s) { return isAt(s, at); });
    return stop != stops.rend() ? stop->color : colorAt(stops, at);
}

/// Ground between two cuts, and the colours there.
struct Piece {
    CrossCut from;
    CrossCut to;
    Rgba first;
    Rgba last;
};

std::vector<Piece> piecesBetween(const std::vector<ColorStop>& stops, const std::vector<CrossCut>& cuts) {
    std::vector<Piece> pieces;
    for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
        pieces.push_back(
            {cuts[i], cuts[i + 1], colorFrom(stops, cuts[i].progress), colorBefore(stops, cuts[i + 1].progress)});
    }
    return pieces;
}

/// Pieces that meet leave a hairline: of the pixels there neither covers all. These lie below, across the inner cuts.
std::vector<Piece> bridges(const std::vector<ColorStop>& stops, const std::vector<CrossCut>& cuts) {
    constexpr double kReachMillimeters = 0.4; // a pixel of a page seen at 64 dpi
    std::vector<Piece> pieces;
    for (std::size_t i = 1; i + 1 < cuts.size(); ++i) {
        const CrossCut& cut = cuts[i];
        const double breadth = std::hypot(cut.right.x - cut.left.x, cut.right.y - cut.left.y);
        if (!(breadth > 0)) continue;
        const Point aside{(cut.left.y - cut.right.y) / breadth * kReachMillimeters,
                          (cut.right.x - cut.left.x) / breadth * kReachMillimeters};
        const auto moved = [&](double by) {
            return CrossCut{{cut.left.x + aside.x * by, cut.left.y + aside.y * by},
                            {cut.right.x + aside.x * by, cut.right.y + aside.y * by},
                            cut.progress};
        };
        const Rgba color = colorFrom(stops, cut.progress);
        pieces.push_back({moved(-1), moved(1), color, color});
    }
    return pieces;
}

/// One mesh has no seams, but only PDF keeps it as it is.
void fillByMesh(cairo_t* cairo, const std::vector<Piece>& pieces, const AlphaOf& alphaOf) {
    cairo_pattern_t* mesh = cairo_pattern_create_mesh();
    for (const Piece& piece : pieces) {
        cairo_mesh_pattern_begin_patch(mesh);
        cairo_mesh_pattern_move_to(mesh, piece.from.left.x, piece.from.left.y);
        cairo_mesh_pattern_line_to(mesh, piece.to.left.x, piece.to.left.y);
        cairo_mesh_pattern_line_to(mesh, piece.to.right.x, piece.to.right.y);
        cairo_mesh_pattern_line_to(mesh, piece.from.right.x, piece.from.right.y);
        for (unsigned corner = 0; corner < 4; ++corner) {
            const bool atEnd = corner == 1 || corner == 2;
            const Rgba color = atEnd ? piece.last : piece.first;
            cairo_mesh_pattern_set_corner_color_rgba(mesh, corner, color.r / 255.0, color.g / 255.0, color.b / 255.0,
                                                     alphaOf(color.a / 255.0));
        }
        cairo_mesh_pattern_end_patch(mesh);
    }
    cairo_set_source(cairo, mesh);
    cairo_paint(cairo);
    cairo_pattern_destroy(mesh);
}

/// Piece by piece; each reaches back by `overlap`.
void fillByPieces(cairo_t* cairo, const std::vector<Piece>& pieces, double overlap, const AlphaOf& alphaOf) {
    cairo_set_fill_rule(cairo, CAIRO_FILL_RULE_WINDING);
    for (const auto& [from, to, first, last] : pieces) {
        const Point a = from.middle();
        const Point b = to.middle();
        const double length = std::hypot(b.x - a.x, b.y - a.y);
        if (!(length > 0)) continue;
        const Point back{(a.x - b.x) / length * overlap, (a.y - b.y) / length * overlap};
        cairo_move_to(cairo, from.left.x + back.x, from.left.y + back.y);
        cairo_line_to(cairo, to.left.x, to.left.y);
        cairo_line_to(cairo, to.right.x, to.right.y);
        cairo_line_to(cairo, from.right.x + back.x, from.right.y + back.y);
        cairo_close_path(cairo);
        cairo_pattern_t* pattern = cairo_pattern_create_linear(a.x, a.y, b.x, b.y);
        const auto add = [&](double offset, Rgba color) {
            cairo_pattern_add_color_stop_rgba(pattern, offset, color.r / 255.0, color.g / 255.0, color.b / 255.0,
                                              alphaOf(color.a / 255.0));
        };
        add(0, first);
        add(1, last);
        cairo_set_source(cairo, pattern);
        cairo_fill(cairo);
        cairo_pattern_destroy(pattern);
    }
}

/// Between colours of unlike transparency, Geju's mix is that of premultiplied ones and cairo's is not: more stops.
std::vector<ColorStop> withStopsBetween(const std::vector<ColorStop>& stops) {
    constexpr int kBetween = 8;
    std::vector<ColorStop> all;
    for (const ColorStop& stop : stops) {
        const ColorStop before = all.empty() ? stop : all.back();
        const bool sameColor =
            before.color.r == stop.color.r && before.color.g == stop.color.g && before.color.b == stop.color.b;
        for (int i = 1; i < kBetween && !sameColor && before.color.a != stop.color.a && before.at < stop.at; ++i) {
            const double t = static_cast<double>(i) / kBetween;
            all.push_back({before.at + (stop.at - before.at) * t, mix(before.color, stop.color, t)});
        }
        all.push_back(stop);
    }
    return all;
}

} // namespace

void setGradient(cairo_t* cairo, const std::vector<ColorStop>& gradient, const GradientSpan& span,
                 const AlphaOf& alphaOf) {
    const Point from = span.from;
    const Point to = span.to;
    cairo_pattern_t* pattern = span.outward ? cairo_pattern_create_radial(from.x, from.y, 0, from.x, from.y,
                                                                          std::hypot(to.x - from.x, to.y - from.y))
                                            : cairo_pattern_create_linear(from.x, from.y, to.x, to.y);
    for (const ColorStop& stop : withStopsBetween(gradient)) {
        const Rgba color = stop.color;
        cairo_pattern_add_color_stop_rgba(pattern, std::clamp(stop.at, 0.0, 1.0), color.r / 255.0, color.g / 255.0,
                                          color.b / 255.0, alphaOf(color.a / 255.0));
    }
    cairo_set_source(cairo, pattern);
    cairo_pattern_destroy(pattern);
}

void fillGradient(cairo_t* cairo, const std::vector<ColorStop>& gradient, std::span<const Point> path, double reach,
                  const AlphaOf& alphaOf) {
    const std::vector<ColorStop> stops = withStopsBetween(gradient);
    const std::vector<CrossCut> cuts = crossCuts(gradientSpine(path, stops, reach), reach);
    const std::vector<Piece> pieces = piecesBetween(stops, cuts);
    const bool even =
        std::all_of(stops.begin(), stops.end(), [&](const ColorStop& s) { return s.color.a == stops[0].color.a; });
    if (!even) {
        if (cairo_surface_get_type(cairo_get_target(cairo)) == CAIRO_SURFACE_TYPE_PDF)
            return fillByMesh(cairo, pieces, alphaOf);
        // Bridges would show: what neighbours lack where they meet, this overlap gives on the average.
        constexpr double kOverlapMillimeters = 0.015;
        return fillByPieces(cairo, pieces, kOverlapMillimeters, alphaOf);
    }
    const double alpha = alphaOf(stops[0].color.a / 255.0);
    if (alpha < 1) cairo_push_group(cairo);
    const auto opaque = [](double) { return 1.0; };
    fillByPieces(cairo, bridges(stops, cuts), 0, opaque);
    fillByPieces(cairo, pieces, 0, opaque);
    if (alpha >= 1) return;
    cairo_pop_group_to_source(cairo);
    cairo_paint_with_alpha(cairo, alpha);
}

} // namespace geju
