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
/// The area by every method, with what the others differ from the geodesic polygon by: m² and parts per million.
void drawAreaMethods(const Panel& panel, const std::optional<double>& ellipsoidal, const std::optional<double>& survey,
                     const std::optional<double>& planar);
/// One row each: perimeter, length.
void drawLengthTable(const Panel& panel, const std::string& label, const FigureColumns& meters);
void drawMeasures(const Panel& panel, const FeatureMeasures& measures);
/// The heads of the two columns.
void drawFigureHeads(const Panel& panel);

} // namespace geju
