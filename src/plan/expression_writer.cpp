#include "plan/expression_writer.hpp"

#include "plan/expression_node.hpp"
#include "plan/expression_operators.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace geju {

namespace {

using nlohmann::json;
using Node = Expression::Node;

json numberJson(double number) {
    constexpr double kExactIntegers = 9007199254740992; // 2^53
    if (number == std::floor(number) && std::abs(number) < kExactIntegers) return static_cast<std::int64_t>(number);
    return number;
}

json plainValue(const StyleValue& value) {
    if (const auto truth = value.boolean()) return *truth;
    if (const auto number = value.number()) return numberJson(*number);
    if (const auto* color = std::get_if<Rgba>(&value.data)) return toCss(*color);
    if (const auto text = value.text()) return *text;
    if (const auto* list = std::get_if<StyleValue::List>(&value.data)) {
        json items = json::array();
        for (const StyleValue& item : *list) items.push_back(plainValue(item));
        return items;
    }
    return nullptr;
}

json call(std::string_view name, std::initializer_list<json> arguments) {
    json made = json::array({std::string(name)});
    for (const json& argument : arguments) made.push_back(argument);
    return made;
}

bool isCurve(const Node& node) {
    return node.op == Operator::Step || node.op == Operator::Interpolate;
}

class Writer {
  public:
    explicit Writer(const ExpressionWriting& writing)
      : writing_(writing) {}

    json property(const Node& node) {
        // A plain list stands for itself; a plain text that holds braces would be taken for one with tokens.
        if (node.op == Operator::Literal && !node.value.text()) return plainValue(node.value);
        if (node.op == Operator::Literal && node.value.text()->find('{') == std::string::npos)
            return *node.value.text();
        if (node.op == Operator::Literal) return call("literal", {plainValue(node.value)});
        if (isCurve(node) && node.args[0]->op == Operator::Zoom) return curve(node, call("zoom", {}));
        return expression(node);
    }
    json expression(const Node& node);
    bool zoomFixed() const { return zoomFixed_; }

  private:
    json arguments(std::string_view name, const Node& node) {
        json made = json::array({std::string(name)});
        for (const auto& argument : node.args) made.push_back(expression(*argument));
        return made;
    }
    json curve(const Node& node, json input) {
        json made = json::array();
        std::size_t output = 1;
        if (node.op == Operator::Step) {
            made = {"step", std::move(input), expression(*node.args[output++])};
        } else {
            json kind = node.base == 1 ? json::array({"linear"}) : json::array({"exponential", numberJson(node.base)});
            made = {"interpolate", std::move(kind), std::move(input)};
        }
        for (const double stop : node.stops) {
            made.push_back(numberJson(stop));
            made.push_back(expression(*node.args[output++]));
        }
        return made;
    }
    json access(std::string_view name, const Node& node) {
        return call(name, {node.args.empty() ? json(node.name) : expression(*node.args[0])});
    }
    json match(const Node& node);
    json lenientOrder(const Node& node);

    ExpressionWriting writing_;
    bool zoomFixed_ = false;
};

/// Labels of a MapLibre match are of one kind, and its numbers whole; others become comparisons.
json Writer::match(const Node& node) {
    const json input = expression(*node.args[0]);
    const bool texts = node.numbers.empty();
    const bool numbers = node.texts.empty() && std::all_of(node.numbers.begin(), node.numbers.end(), [](const auto& n) {
                             return n.first == std::floor(n.first);
                         });
    std::set<std::string> seen;
    std::map<std::uint32_t, json> labelsOf;
    for (const StyleValue& label : node.labels) {
        const json written = plainValue(label);
        std::uint32_t position = 0;
        if (const auto text = label.text()) position = node.texts.at(*text);
        for (const auto& [number, target] : node.numbers) {
            if (position == 0 && label.number() == number) position = target;
        }
        if (position == 0 || !seen.insert(written.dump()).second) continue;
        labelsOf.try_emplace(position, json::array()).first->second.push_back(written);
    }
    const json otherwise = expression(*node.args.back());
    if (labelsOf.empty()) return otherwise;
    json made = json::array();
    made.push_back(texts || numbers ? "match" : "case");
    if (texts || numbers) made.push_back(input);
    for (const auto& [position, labels] : labelsOf) {
        if (texts || numbers) {
            made.push_back(labels.size() == 1 ? labels[0] : labels);
        } else {
            json any = json::array({"any"});
            for (const json& label : labels) any.push_back(call("==", {input, label}));
            made.push_back(std::move(any));
        }
        made.push_back(expression(*node.args[position]));
    }
    made.push_back(otherwise);
    return made;
}

/// Comparing different types is false in an older filter and an error in an expression.
json Writer::lenientOrder(const Node& node) {
    const json left = expression(*node.args[0]);
    const json right = expression(*node.args[1]);
    const char* type = node.args[1]->value.number() ? "number" : "string";
    return call("all",
                {call("==", {call("typeof", {left}), type}), call(operatorName(node.op), {call(type, {left}), right})});
}

json Writer::expression(const Node& node) {
    switch (node.op) {
    case Operator::Literal: {
        json value = plainValue(node.value);
        return value.is_array() ? call("literal", {std::move(value)}) : value;
    }
    case Operator::Get:
        return access("get", node);
    case Operator::Has: // a property that is null counts as absent
        return call("!=", {access("get", node), nullptr});
    case Operator::NotHas:
        return call("==", {access("get", node), nullptr});
    case Operator::Id: // the property in Geju, the feature's own number in MapLibre
        return call("get", {"id"});
    case Operator::GeometryType: // MapLibre tells multi-geometries apart
        return {"match",
                call("geometry-type", {}),
                "MultiPoint",
                "Point",
                "MultiLineString",
                "LineString",
                "MultiPolygon",
                "Polygon",
                call("geometry-type", {})};
    case Operator::Zoom:
        if (writing_.filter) return call("zoom", {});
        zoomFixed_ = true;
        return writing_.zoom;
    case Operator::None: {
        return call("!", {arguments("any", node)});
    }
    case Operator::Case:
        return arguments("case", node);
    case Operator::Fallback:
        return arguments("coalesce", node);
    case Operator::Match:
        return match(node);
    case Operator::Step:
    case Operator::Interpolate:
        return curve(node, expression(*node.args[0]));
    case Operator::AsArray: {
        json made = json::array({"array"});
        for (const std::size_t given : {1, 2}) {
            if (!node.args[given]->value.isNull()) made.push_back(plainValue(node.args[given]->value));
        }
        made.push_back(expression(*node.args[0]));
        return made;
    }
    case Operator::NumberFormat: {
        json options = json::object();
        const char* names[] = {"min-fraction-digits", "max-fraction-digits"};
        for (std::size_t i = 0; i < 2; ++i) {
            const Node& digits = *node.args[i + 1];
            if (digits.op != Operator::Literal || !digits.value.isNull()) options[names[i]] = expression(digits);
        }
        return call("number-format", {expression(*node.args[0]), options});
    }
    case Operator::Less:
    case Operator::LessOrEqual:
    case Operator::Greater:
    case Operator::GreaterOrEqual:
        if (node.lenient) return lenientOrder(node);
        break;
    default:
        break;
    }
    return arguments(operatorName(node.op), node);
}

} // namespace

WrittenExpression writeExpression(const Expression& expression, const ExpressionWriting& writing) {
    Writer writer(writing);
    WrittenExpression written;
    const json made = writing.filter ? writer.expression(expression.root()) : writer.property(expression.root());
    written.json = made.dump(-1, ' ', false, json::error_handler_t::replace);
    written.zoomFixed = writer.zoomFixed();
    return written;
}

} // namespace geju
