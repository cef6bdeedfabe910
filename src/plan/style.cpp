#include "plan/style.hpp"

#include <algorithm>

namespace geju {

const Expression* StyleLayer::property(std::string_view wanted) const {
    if (const auto found = paint.find(wanted); found != paint.end()) return &found->second;
    if (const auto found = layout.find(wanted); found != layout.end()) return &found->second;
    return nullptr;
}

std::string_view StyleLayer::patternProperty() const {
    switch (type) {
    case LayerType::Background:
        return "background-pattern";
    case LayerType::Fill:
        return "fill-pattern";
    case LayerType::Line:
    case LayerType::Circle:
    case LayerType::Symbol:
    case LayerType::Raster:
        break;
    }
    return {};
}

double StyleLayer::number(std::string_view wanted, const EvaluationContext& context, double otherwise) const {
    const Expression* expression = property(wanted);
    return expression ? expression->evaluate(context).number().value_or(otherwise) : otherwise;
}

Rgba StyleLayer::color(std::string_view wanted, const EvaluationContext& context, Rgba otherwise) const {
    const Expression* expression = property(wanted);
    return expression ? expression->evaluate(context).color().value_or(otherwise) : otherwise;
}

std::string StyleLayer::text(std::string_view wanted, const EvaluationContext& context,
                             std::string_view otherwise) const {
    const Expression* expression = property(wanted);
    if (!expression) return std::string(otherwise);
    const StyleValue value = expression->evaluate(context);
    return value.isNull() ? std::string(otherwise) : value.toText();
}

bool StyleLayer::flag(std::string_view wanted, const EvaluationContext& context, bool otherwise) const {
    const Expression* expression = property(wanted);
    return expression ? expression->evaluate(context).boolean().value_or(otherwise) : otherwise;
}

std::vector<double> StyleLayer::numbers(std::string_view wanted, const EvaluationContext& context,
                                        std::vector<double> otherwise) const {
    const Expression* expression = property(wanted);
    if (!expression) return otherwise;
    return expression->evaluate(context).numbers().value_or(std::move(otherwise));
}

bool StyleLayer::dependsOnZoom() const {
    const auto depends = [](const auto& entry) { return entry.second.dependsOnZoom(); };
    return std::any_of(paint.begin(), paint.end(), depends) || std::any_of(layout.begin(), layout.end(), depends) ||
           (lineWidthMeters && lineWidthMeters->dependsOnZoom()) ||
           (lineWidthMillimeters && lineWidthMillimeters->dependsOnZoom()) ||
           (circleRadiusMeters && circleRadiusMeters->dependsOnZoom()) ||
           (softEdge && softEdge->width.dependsOnZoom()) || (fillGradient && fillGradient->colors.dependsOnZoom()) ||
           (patternColor && patternColor->dependsOnZoom()) || (textFieldEnglish && textFieldEnglish->dependsOnZoom()) ||
           (filter && filter->dependsOnZoom());
}

} // namespace geju
