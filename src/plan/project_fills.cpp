// What a fill layer says beyond MapLibre of the ground of its polygons: soft edges and gradients.
#include "plan/json_support.hpp"
#include "plan/project_parser.hpp"

#include <fmt/format.h>

#include <utility>

namespace geju {

using nlohmann::json;

void ProjectParser::parseSoftEdge(StyleLayer& layer, const json& edge) {
    const std::string where = "geju:soft-edge";
    if (!edge.is_object() || layer.type != LayerType::Fill) {
        warn("invalid-value", fmt::format(fmt::runtime(tr("\"{}\" is an object, in a fill layer")), where), layer.id);
        return;
    }
    warnOfUnknown(edge, {"width", "width-mm", "width-meters"}, where, layer.id);
    const std::pair<const char*, LengthUnit> widths[]{
        {"width-meters", LengthUnit::Meters}, {"width-mm", LengthUnit::Millimeters}, {"width", LengthUnit::Pixels}};
    for (const auto& [key, unit] : widths) {
        if (!edge.contains(key)) continue;
        auto width = expression(edge[key], layer.id, where + ": " + key);
        if (!width) return;
        const auto plain = width->isConstant() ? width->evaluate({}).number() : 0;
        if (!plain || !(*plain >= 0)) {
            warn("invalid-value",
                 fmt::format(fmt::runtime(tr("\"{}\" cannot be {}")), where + ": " + key, shortened(edge[key])),
                 layer.id, tr("the property is left out"));
            return;
        }
        layer.softEdge = SoftEdgeStyle{std::move(*width), unit};
        return;
    }
    warn("invalid-value", tr("\"geju:soft-edge\" says no width"), layer.id, tr("the property is left out"));
}

void ProjectParser::parseFillGradient(StyleLayer& layer, const json& gradient) {
    const std::string where = "geju:fill-gradient";
    if (!gradient.is_object() || layer.type != LayerType::Fill || !gradient.contains("colors")) {
        warn("invalid-value", tr("\"geju:fill-gradient\" is an object with \"colors\", in a fill layer"), layer.id,
             tr("the property is left out"));
        return;
    }
    warnOfUnknown(gradient, {"direction", "colors"}, where, layer.id);
    ExpressionTraits traits;
    traits.lineProgress = true;
    auto colors = expression(gradient["colors"], layer.id, where, traits);
    if (!colors) return;
    if (!colors->dependsOnLineProgress()) {
        warn("invalid-value", tr("\"geju:fill-gradient\": the colours do not depend on \"line-progress\""), layer.id,
             tr("the property is left out"));
        return;
    }
    FillGradientStyle style{GradientCourse::LongestAxis, 0, std::move(*colors)};
    const json direction = gradient.value("direction", json("longest"));
    if (direction.is_number()) {
        style.course = GradientCourse::Direction;
        style.angleDegrees = direction.get<double>();
    } else if (direction == "outward") {
        style.course = GradientCourse::Outward;
    } else if (direction != "longest") {
        warn("invalid-value",
             fmt::format(fmt::runtime(tr("{}: \"direction\" is \"longest\", \"outward\" or degrees, not {}")), where,
                         shortened(direction)),
             layer.id);
    }
    layer.fillGradient = std::move(style);
}

} // namespace geju
