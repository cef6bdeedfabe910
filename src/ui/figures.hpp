// Tables of measured figures that several panels show: ellipsoidal and planar side by side, in every unit.
#pragma once

#include "ui/panel.hpp"

#include <optional>
#include <string>

namespace geju {

struct FigureColumns {
    std::optional<double> ellipsoidal;
    std::optional<double> planar;
};

/// "Area": m², ha, km² and 亩, both ways.
void drawAreaTable(const Panel& panel, const FigureColumns& squareMeters);
/// One row each: perimeter, length.
void drawLengthTable(const Panel& panel, const std::string& label, const FigureColumns& meters);
void drawMeasures(const Panel& panel, const FeatureMeasures& measures);
/// The heads of the two columns.
void drawFigureHeads(const Panel& panel);

} // namespace geju
