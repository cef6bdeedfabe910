// A QGIS style as style layers: data that lie beside a QML file of the same name are shown as QGIS shows them. Simple
// fills, patterns of lines, simple lines and simple markers, of single, categorised and graduated renderers. Lengths go
// from millimetres, points, inches or map units to pixels of 1/96 inch or metres on the ground.
#pragma once

#include "core/result.hpp"
#include "geometry/feature_table.hpp"
#include "io/qml_reader.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace geju {

/// The layers of a source, bottom first, as a JSON array of style layers; warnings name what of the style is not taken
/// over. An error for a renderer that is not one of those or an attribute that the table lacks.
Result<std::string> qgisLayers(const QmlStyle& style, const std::string& source, const FeatureTable& table,
                               const std::string& file);

/// The layers of `name.qml` beside a data file, with a notice that says so; empty where there is none or it cannot be
/// used, which is then a warning.
std::string qgisLayersBeside(const std::filesystem::path& dataFile, const std::string& source,
                             const FeatureTable& table, std::vector<Issue>& issues);

} // namespace geju
