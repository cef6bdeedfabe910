// Styles of QGIS (QML): the renderer, its symbols and their layers as the file has them, without meaning; what they
// look like is for others to say. Both ways of writing options are read: <Option name= value=> of QGIS 3.16 and later,
// <prop k= v=> before. Nothing throws; any thread.
#pragma once

#include "core/result.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace geju {

struct QmlSymbolLayer {
    std::string kind; ///< "SimpleFill", "SimpleLine", …
    std::map<std::string, std::string, std::less<>> options;
    std::vector<QmlSymbolLayer> inner; ///< of a symbol inside this layer, such as the strokes of a pattern

    /// The first of the names that has a value, or "".
    std::string_view option(std::string_view name, std::string_view olderName = {}) const;
};

struct QmlSymbol {
    double opacity = 1;
    std::vector<QmlSymbolLayer> layers; ///< bottom first
};

struct QmlClass {
    std::string value; ///< of a category; "": all others
    double lower = 0;  ///< of a range
    double upper = 0;
    std::string label;
    bool shown = true;
    QmlSymbol symbol;
};

struct QmlStyle {
    std::string renderer;  ///< "singleSymbol", "categorizedSymbol", "graduatedSymbol", …
    std::string attribute; ///< field name or expression
    double layerOpacity = 1;
    bool hasLabels = false;
    std::vector<QmlClass> classes; ///< one for a single symbol
};

/// An error when the file cannot be read or holds no renderer of a vector layer.
Result<QmlStyle> readQml(const std::filesystem::path& path);

} // namespace geju
