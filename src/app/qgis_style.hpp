// A QGIS style as style layers: data that lie beside a QML file of the same name are shown as QGIS shows them. Simple
// fills, patterns of lines, simple lines and simple markers, of single, categorised and graduated renderers. Lengths go
// from millimetres, points, inches or map units to pixels of 1/96 inch or metres on the ground.
#pragma once

#include "core/result.hpp"
#include "geometry/feature_table.hpp"
#include "io/qml_reader.hpp"
#include "plan/project.hpp"

#include <string>
#include <vector>

namespace geju {

/// The layers of a source, bottom first; warnings name what of the style is not taken over. An error, and no layers,
/// for a renderer that is not one of those or an attribute that the table lacks.
Result<std::vector<StyleLayer>> qgisLayers(const QmlStyle& style, const std::string& source, const FeatureTable& table,
                                           const std::string& file);

/// Puts the layers of `name.qml` beside a data file, where there is one, in place of those given to data without a
/// project; labels stay. Says so in a notice.
void styleLikeQgis(Project& project, const std::string& source, const FeatureTable& table,
                   const std::filesystem::path& dataFile, std::vector<Issue>& issues);

} // namespace geju
