#include "plan/color_rules.hpp"

#include "plan/expression_node.hpp"
#include "plan/project_text.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace geju {

namespace {

using Json = nlohmann::ordered_json;
using Node = Expression::Node;

std::optional<Rgba> plainColor(const Node& node) {
    return node.op == Operator::Literal ? node.value.color() : std::nullopt;
}

/// The property that a node reads, as it is or through conversions to one type.
const Node* readsProperty(const Node* node, std::initializer_list<Operator> conversions, bool& converted) {
    while (std::find(conversions.begin(), conversions.end(), node->op) != conversions.end() && node->args.size() == 1) {
        node = node->args[0].get();
        converted = true;
    }
    return node->op == Operator::Get && node->args.empty() ? node : nullptr;
}

std::uint32_t positionOf(const Node& match, const StyleValue& label) {
    if (const auto text = label.text()) return match.texts.find(*text)->second;
    const double number = label.number().value_or(0);
    return std::find_if(match.numbers.begin(), match.numbers.end(),
                        [&](const auto& entry) { return entry.first == number; })
        ->second;
}

StyleValue asStyleValue(const Value& value) {
    if (isNull(value)) return {};
    if (const auto* text = std::get_if<std::string_view>(&value)) return {std::string(*text)};
    if (const auto* flag = std::get_if<bool>(&value)) return {*flag};
    return {toNumber(value)};
}

Json labelJson(const StyleValue& value) {
    return Json::parse(value.number() ? jsonNumber(*value.number()) : jsonText(value.toText()));
}

std::string numberText(double number) {
    return StyleValue{number}.toText();
}

} // namespace

std::size_t ColorCategories::indexOf(const Value& value) const {
    StyleValue wanted = asStyleValue(value);
    if (asText) wanted = {wanted.toText()};
    const auto found = std::find_if(items.begin(), items.end(), [&](const ColorCategory& item) {
        return std::find(item.values.begin(), item.values.end(), wanted) != item.values.end();
    });
    return static_cast<std::size_t>(found - items.begin());
}

std::size_t ColorSteps::indexOf(double number) const {
    return static_cast<std::size_t>(std::upper_bound(stops.begin(), stops.end(), number) - stops.begin());
}

std::optional<ColorCategories> colorCategories(const Expression& expression) {
    const Node* node = &expression.root();
    if (node->op == Operator::Fallback) node = node->args[0].get();
    if (node->op != Operator::Match) return std::nullopt;
    ColorCategories rule;
    const Node* read = readsProperty(node->args[0].get(), {Operator::ToString, Operator::AsString}, rule.asText);
    const auto otherwise = plainColor(*node->args.back());
    if (!read || !otherwise) return std::nullopt;
    rule.property = read->name;
    rule.otherwise = *otherwise;
    std::uint32_t last = 0;
    for (const StyleValue& label : node->labels) {
        const std::uint32_t position = positionOf(*node, label);
        const auto color = plainColor(*node->args[position]);
        if (!color) return std::nullopt;
        if (position != last) rule.items.push_back({{}, *color});
        rule.items.back().values.push_back(label);
        last = position;
    }
    return rule;
}

std::optional<ColorSteps> colorSteps(const Expression& expression) {
    const Node* node = &expression.root();
    ColorSteps rule;
    // ["case", is a number, classes, colour without one], as toJson writes it
    if (node->op == Operator::Case && node->args.size() == 3) {
        const Node& condition = *node->args[0];
        const bool asksForType = condition.op == Operator::Equal && condition.args[0]->op == Operator::TypeOf;
        rule.withoutNumber = plainColor(*node->args[2]);
        if (!asksForType || !rule.withoutNumber) return std::nullopt;
        node = node->args[1].get();
    }
    if (node->op != Operator::Step) return std::nullopt;
    bool converted = false;
    const Node* read = readsProperty(node->args[0].get(), {Operator::ToNumber, Operator::AsNumber}, converted);
    if (!read) return std::nullopt;
    rule.property = read->name;
    rule.stops = node->stops;
    for (std::size_t i = 1; i < node->args.size(); ++i) {
        const auto color = plainColor(*node->args[i]);
        if (!color) return std::nullopt;
        rule.colors.push_back(*color);
    }
    if (rule.colors.size() != rule.stops.size() + 1) return std::nullopt;
    return rule;
}

std::vector<ColorStop> colorStops(const Expression& gradient, const EvaluationContext& context) {
    const Node& node = gradient.root();
    const auto colorHere = [&](const Node& output) {
        StyleValue value;
        return evaluateNode(output, context, value) ? value.color().value_or(Rgba{}) : Rgba{};
    };
    const auto isFixed = [](const NodePointer& output) { return !output->usesLineProgress; };
    const bool curve = node.op == Operator::Step || (node.op == Operator::Interpolate && node.base == 1);
    std::vector<ColorStop> stops;
    if (curve && node.args[0]->op == Operator::LineProgress &&
        std::all_of(node.args.begin() + 1, node.args.end(), isFixed)) {
        const bool steps = node.op == Operator::Step;
        if (steps) stops.push_back({0, colorHere(*node.args[1])});
        for (std::size_t i = 0; i < node.stops.size(); ++i) {
            if (steps) stops.push_back({node.stops[i], stops.back().color});
            stops.push_back({node.stops[i], colorHere(*node.args[i + (steps ? 2 : 1)])});
        }
        return stops;
    }
    constexpr int kSamples = 128;
    for (int i = 0; i <= kSamples; ++i) {
        EvaluationContext here = context;
        here.lineProgress = static_cast<double>(i) / kSamples;
        stops.push_back({here.lineProgress, gradient.evaluate(here).color().value_or(Rgba{})});
    }
    return stops;
}

Rgba colorAt(const std::vector<ColorStop>& stops, double at) {
    const auto after =
        std::upper_bound(stops.begin(), stops.end(), at, [](double place, const ColorStop& s) { return place < s.at; });
    if (after == stops.begin()) return stops.front().color;
    if (after == stops.end()) return stops.back().color;
    const ColorStop& before = *(after - 1);
    return mix(before.color, after->color, (at - before.at) / (after->at - before.at));
}

std::string toJson(const ColorCategories& rule) {
    Json input = Json::array({"get", rule.property});
    if (rule.asText) input = Json::array({"to-string", input});
    if (rule.items.empty()) return jsonText(toCss(rule.otherwise));
    Json match = Json::array({"match", input});
    for (const ColorCategory& item : rule.items) {
        Json labels = Json::array();
        for (const StyleValue& value : item.values) labels.push_back(labelJson(value));
        match.push_back(labels.size() == 1 ? labels[0] : labels);
        match.push_back(toCss(item.color));
    }
    match.push_back(toCss(rule.otherwise));
    return match.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string toJson(const ColorSteps& rule) {
    if (rule.stops.empty() && !rule.withoutNumber) return jsonText(toCss(rule.colors.front()));
    const Json input = Json::array({"get", rule.property});
    Json step = rule.stops.empty() ? Json(toCss(rule.colors.front()))
                                   : Json::array({"step", input, toCss(rule.colors.front())});
    for (std::size_t i = 0; i < rule.stops.size(); ++i) {
        step.push_back(Json::parse(jsonNumber(rule.stops[i])));
        step.push_back(toCss(rule.colors[i + 1]));
    }
    if (rule.withoutNumber) {
        const Json isNumber = Json::array({"==", Json::array({"typeof", input}), "number"});
        step = Json::array({"case", isNumber, step, toCss(*rule.withoutNumber)});
    }
    return step.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string toJson(const std::vector<ColorStop>& stops) {
    Json curve = Json::array({"interpolate", Json::array({"linear"}), Json::array({"line-progress"})});
    for (const ColorStop& stop : stops) {
        curve.push_back(Json::parse(jsonNumber(stop.at)));
        curve.push_back(toCss(stop.color));
    }
    return curve.dump();
}

std::string rangeText(const ColorSteps& rule, std::size_t index) {
    if (rule.stops.empty()) return {};
    if (index == 0) return "< " + numberText(rule.stops.front());
    if (index >= rule.stops.size()) return "≥ " + numberText(rule.stops.back());
    return numberText(rule.stops[index - 1]) + " – " + numberText(rule.stops[index]);
}

} // namespace geju
