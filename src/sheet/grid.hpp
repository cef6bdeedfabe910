// The graticule (meridians and parallels) or the metric grid of a sheet, with its figures round the frame. Page frame,
// millimetres. Spacing is round and as wide on every paper; lines are the true curves of the projection, to a hundredth
// of a millimetre. Pure functions on values; fonts as the letterer's.
#pragma once

#include "crs/crs.hpp"
#include "drawing/view.hpp"
#include "sheet/lettering.hpp"
#include "sheet/page.hpp"
#include "sheet/page_lines.hpp"

#include <string>
#include <vector>

namespace geju {

struct GridLine {
    bool upright = true; ///< of one longitude or easting
    double value = 0;    ///< degrees, or metres of the plan's CRS
    std::vector<PageLine> paths;
};

/// Centred beside the place where its line meets the frame; upright edges have it turned, to be read from the right.
struct GridLabel {
    std::string text;
    Point center;
    bool turned = false;
    double length = 0; ///< of the text

    PageBox box(double height) const;
};

struct SheetGrid {
    std::vector<GridLine> lines;
    std::vector<PageLine> ticks; ///< outside the frame, where lines meet it
    std::vector<GridLabel> labels;
    Lettering lettering;
};

/// Room that the figures need on each side of the frame, in layout units.
inline constexpr double kGridBand = 4.6;

/// `unit` is the millimetres of a layout unit; lines keep out of `avoided`. Empty where the CRS has no lon/lat.
SheetGrid makeGraticule(const Crs& crs, const View& view, const PageBox& frame, double unit, const Letterer& letterer,
                        const std::vector<PageBox>& avoided);
/// Empty where the CRS is in degrees.
SheetGrid makeMetricGrid(const Crs& crs, const View& view, const PageBox& frame, double unit, const Letterer& letterer,
                         const std::vector<PageBox>& avoided);

/// "120°55′E", "31°20′30″N"; as many parts as a step of `stepSeconds` needs.
std::string graticuleText(double degrees, bool longitude, double stepSeconds);

} // namespace geju
