#include "web/web_patterns.hpp"

#include "drawing/patterns.hpp"
#include "drawing/symbolizer.hpp"
#include "plan/expression_writer.hpp"
#include "web/derived_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace geju {

using json = nlohmann::ordered_json;

namespace {

constexpr Rgba kBlack{0, 0, 0, 255};

const Expression* inkOf(const StyleLayer& layer) {
    return layer.patternColor ? &*layer.patternColor
                              : layer.property(layer.type == LayerType::Fill ? "fill-color" : "background-color");
}

/// As patternImage() puts it together.
std::string nameOf(std::string_view pattern, double scale, Rgba ink) {
    return fmt::format("{} {} {} {} {} {}", pattern, scale, ink.r, ink.g, ink.b, ink.a);
}

Rgba inkFor(const StyleLayer& layer, const EvaluationContext& context) {
    const Expression* ink = inkOf(layer);
    return ink ? ink->evaluate(context).color().value_or(kBlack) : kBlack;
}

json written(const Expression& expression) {
    return json::parse(writeExpression(expression).json);
}

json patternText(const StyleLayer& layer, double zoom) {
    const Expression& pattern = *layer.property("fill-pattern");
    if (pattern.dependsOnZoom()) return layer.text("fill-pattern", {nullptr, 0, zoom}, "");
    return written(pattern);
}

} // namespace

std::vector<WebPattern> patternsOf(const StyleLayer& layer, const FeatureTable& table, double zoom) {
    std::vector<WebPattern> patterns;
    std::set<std::string> names;
    for (std::size_t row = 0; row < table.size(); ++row) {
        const EvaluationContext context{&table, row, zoom};
        if (!passesFilter(layer, context)) continue;
        const std::string name = layer.text("fill-pattern", context, "");
        const auto pattern = findPattern(name);
        if (!pattern) continue;
        const Rgba ink = inkFor(layer, context);
        std::string image = nameOf(name, layer.patternScale, ink);
        if (!names.insert(image).second) continue;
        patterns.push_back({std::move(image), name, {*pattern, layer.patternScale, ink}});
    }
    return patterns;
}

std::optional<WebPattern> backgroundPatternOf(const StyleLayer& layer, double zoom) {
    const EvaluationContext context{nullptr, 0, zoom};
    const std::string name = layer.text("background-pattern", context, "");
    const auto pattern = findPattern(name);
    if (!pattern) return std::nullopt;
    const Rgba ink = inkFor(layer, context);
    return WebPattern{nameOf(name, layer.patternScale, ink), name, {*pattern, layer.patternScale, ink}};
}

json patternImage(const StyleLayer& layer, double zoom) {
    const Expression& pattern = *layer.property("fill-pattern");
    const Expression* ink = inkOf(layer);
    const bool oneInk = !ink || !ink->dependsOnFeature() || ink->dependsOnZoom();
    const bool onePattern = !pattern.dependsOnFeature() || pattern.dependsOnZoom();
    const EvaluationContext anyFeature{nullptr, 0, zoom};
    if (oneInk && onePattern) {
        return nameOf(layer.text("fill-pattern", anyFeature, ""), layer.patternScale, inkFor(layer, anyFeature));
    }
    json name = json::array({"concat", patternText(layer, zoom), fmt::format(" {}", layer.patternScale)});
    const json color = json::array(
        {"to-rgba", json::array({"to-color", oneInk ? json(toCss(inkFor(layer, anyFeature))) : written(*ink)})});
    for (int i = 0; i < 4; ++i) {
        json part = json::array({"at", i, color});
        if (i == 3) part = json::array({"*", 255, std::move(part)}); // alpha is 0…1
        name.push_back(" ");
        name.push_back(json::array({"to-string", json::array({"round", std::move(part)})}));
    }
    return name;
}

json hasPattern(const StyleLayer& layer, const std::vector<WebPattern>& patterns, double zoom) {
    std::set<std::string> names;
    for (const WebPattern& pattern : patterns) names.insert(pattern.pattern);
    return json::array({"in", patternText(layer, zoom), json::array({"literal", names})});
}

Image drawPatternTile(const PatternStyle& pattern, double pixelsPerStylePixel) {
    const double cell = patternCell(pattern.pattern).side * pattern.scale * pixelsPerStylePixel;
    const int side = std::max(1, static_cast<int>(std::lround(cell)));
    const PatternMask mask(pattern.pattern, side);
    Image image(side, side);
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            std::uint8_t* pixel = image.pixel(x, y);
            pixel[0] = pattern.color.r;
            pixel[1] = pattern.color.g;
            pixel[2] = pattern.color.b;
            pixel[3] = static_cast<std::uint8_t>(std::lround(pattern.color.a * mask.coverage(x, y, {})));
        }
    }
    return image;
}

} // namespace geju
