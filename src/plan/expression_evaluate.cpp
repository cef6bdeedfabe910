#include "plan/expression_node.hpp"
#include "plan/expression_operators.hpp"

#include <algorithm>
#include <cmath>

namespace geju {

namespace {

using Node = Expression::Node;

Value cellNamed(const Node& node, const EvaluationContext& context, std::string_view name) {
    if (!context.table) return {};
    const auto& columns = context.table->columns();
    const std::uint32_t hinted = node.hint.index.load(std::memory_order_relaxed);
    if (hinted < columns.size() && columns[hinted].name() == name) return columns[hinted].at(context.row);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].name() == name) {
            node.hint.index.store(static_cast<std::uint32_t>(i), std::memory_order_relaxed);
            return columns[i].at(context.row);
        }
    }
    return {};
}

/// False when the property's name is an expression that gives no string.
bool cell(const Node& node, const EvaluationContext& context, Value& out) {
    if (node.args.empty()) {
        out = cellNamed(node, context, node.name);
        return true;
    }
    StyleValue name;
    if (!evaluateNode(*node.args[0], context, name)) return false;
    const auto* text = std::get_if<std::string>(&name.data);
    if (!text) return false;
    out = cellNamed(node, context, *text);
    return true;
}

StyleValue fromCell(const Value& value) {
    switch (value.index()) {
    case 1:
        return {std::get<bool>(value)};
    case 2:
        return {static_cast<double>(std::get<std::int64_t>(value))};
    case 3:
        return {std::get<double>(value)};
    case 4:
        return {std::string(std::get<std::string_view>(value))};
    default:
        return {};
    }
}

bool evaluateNumber(const Node& node, const EvaluationContext& context, double& out) {
    StyleValue value;
    if (!evaluateNode(node, context, value)) return false;
    const auto* number = std::get_if<double>(&value.data);
    if (!number) return false;
    out = *number;
    return true;
}

bool evaluateBoolean(const Node& node, const EvaluationContext& context, bool& out) {
    StyleValue value;
    if (!evaluateNode(node, context, value)) return false;
    const auto* truth = std::get_if<bool>(&value.data);
    if (!truth) return false;
    out = *truth;
    return true;
}

std::string_view geometryName(const EvaluationContext& context) {
    std::string_view type = context.table->geometryType(context.row);
    if (type.starts_with("Multi")) type.remove_prefix(5);
    return type;
}

bool evaluateMatch(const Node& node, const EvaluationContext& context, StyleValue& out) {
    const Node& input = *node.args[0];
    std::uint32_t chosen = static_cast<std::uint32_t>(node.args.size() - 1);
    const auto byText = [&](std::string_view text) {
        if (const auto found = node.texts.find(text); found != node.texts.end()) chosen = found->second;
    };
    const auto byNumber = [&](double number) {
        const auto found = std::lower_bound(node.numbers.begin(), node.numbers.end(), number,
                                            [](const auto& entry, double value) { return entry.first < value; });
        if (found != node.numbers.end() && found->first == number) chosen = found->second;
    };
    if (input.op == Operator::Get) { // the common case without copying the text
        Value value;
        if (!cell(input, context, value)) return false;
        if (const auto* text = std::get_if<std::string_view>(&value)) byText(*text);
        if (const auto* integer = std::get_if<std::int64_t>(&value)) byNumber(static_cast<double>(*integer));
        if (const auto* real = std::get_if<double>(&value)) byNumber(*real);
    } else {
        StyleValue value;
        if (!evaluateNode(input, context, value)) return false;
        if (const auto* text = std::get_if<std::string>(&value.data)) byText(*text);
        if (const auto* number = std::get_if<double>(&value.data)) byNumber(*number);
    }
    return evaluateNode(*node.args[chosen], context, out);
}

bool evaluateCase(const Node& node, const EvaluationContext& context, StyleValue& out) {
    for (std::size_t i = 0; i + 1 < node.args.size(); i += 2) {
        bool holds = false;
        if (!evaluateBoolean(*node.args[i], context, holds)) return false;
        if (holds) return evaluateNode(*node.args[i + 1], context, out);
    }
    return evaluateNode(*node.args.back(), context, out);
}

bool evaluateStep(const Node& node, const EvaluationContext& context, StyleValue& out) {
    double input = 0;
    if (!evaluateNumber(*node.args[0], context, input) || std::isnan(input)) return false;
    const auto passed = std::upper_bound(node.stops.begin(), node.stops.end(), input) - node.stops.begin();
    return evaluateNode(*node.args[static_cast<std::size_t>(passed) + 1], context, out);
}

/// How far `input` lies between two stops, with the growth of an exponential curve of that base.
double interpolationFactor(double input, double base, double lower, double upper) {
    const double span = upper - lower;
    const double progress = input - lower;
    if (span == 0) return 0;
    if (base == 1) return progress / span;
    return (std::pow(base, progress) - 1) / (std::pow(base, span) - 1);
}

bool interpolated(const StyleValue& from, const StyleValue& to, double t, StyleValue& out) {
    if (const auto* start = std::get_if<double>(&from.data)) {
        const auto* end = std::get_if<double>(&to.data);
        if (!end) return false;
        out.data = *start * (1 - t) + *end * t;
        return true;
    }
    if (const auto* start = std::get_if<StyleValue::List>(&from.data)) {
        const auto* end = std::get_if<StyleValue::List>(&to.data);
        if (!end || end->size() != start->size()) return false;
        StyleValue::List list(start->size());
        for (std::size_t i = 0; i < list.size(); ++i) {
            if (!interpolated((*start)[i], (*end)[i], t, list[i])) return false;
        }
        out.data = std::move(list);
        return true;
    }
    const auto start = from.color();
    const auto end = to.color();
    if (!start || !end) return false;
    out.data = mix(*start, *end, t);
    return true;
}

bool evaluateInterpolate(const Node& node, const EvaluationContext& context, StyleValue& out) {
    double input = 0;
    if (!evaluateNumber(*node.args[0], context, input) || std::isnan(input)) return false;
    const std::size_t passed =
        static_cast<std::size_t>(std::upper_bound(node.stops.begin(), node.stops.end(), input) - node.stops.begin());
    if (passed == 0) return evaluateNode(*node.args[1], context, out);
    if (passed == node.stops.size()) return evaluateNode(*node.args.back(), context, out);
    StyleValue from, to;
    if (!evaluateNode(*node.args[passed], context, from) || !evaluateNode(*node.args[passed + 1], context, to)) {
        return false;
    }
    return interpolated(from, to, interpolationFactor(input, node.base, node.stops[passed - 1], node.stops[passed]),
                        out);
}

bool evaluateComparison(const Node& node, const EvaluationContext& context, StyleValue& out) {
    StyleValue left, right;
    if (!evaluateNode(*node.args[0], context, left) || !evaluateNode(*node.args[1], context, right)) return false;
    if (node.op == Operator::Equal || node.op == Operator::NotEqual) {
        out.data = (left == right) == (node.op == Operator::Equal);
        return true;
    }
    int order = 0;
    if (left.data.index() == right.data.index() && left.number()) {
        const double a = *left.number();
        const double b = *right.number();
        if (std::isnan(a) || std::isnan(b)) {
            out.data = false;
            return true;
        }
        order = a < b ? -1 : a > b;
    } else if (left.data.index() == right.data.index() && left.text()) {
        // UTF-8 sorts as code points do
        order = std::get<std::string>(left.data).compare(std::get<std::string>(right.data));
    } else {
        out.data = false;
        return node.lenient;
    }
    out.data = node.op == Operator::Less          ? order < 0
               : node.op == Operator::LessOrEqual ? order <= 0
               : node.op == Operator::Greater     ? order > 0
                                                  : order >= 0;
    return true;
}

bool evaluateLogic(const Node& node, const EvaluationContext& context, StyleValue& out) {
    const bool stopsAt = node.op != Operator::All;
    for (const auto& argument : node.args) {
        bool holds = false;
        if (!evaluateBoolean(*argument, context, holds)) {
            if (!node.lenient) return false;
            holds = false;
        }
        if (holds == stopsAt) {
            out.data = node.op == Operator::Any;
            return true;
        }
    }
    out.data = node.op != Operator::Any;
    return true;
}

} // namespace

bool evaluateNode(const Expression::Node& node, const EvaluationContext& context, StyleValue& out) {
    switch (node.op) {
    case Operator::Literal:
        out = node.value;
        return true;
    case Operator::Get: {
        Value value;
        if (!cell(node, context, value)) return false;
        out = fromCell(value);
        return true;
    }
    case Operator::Has:
    case Operator::NotHas: {
        Value value;
        if (!cell(node, context, value)) return false;
        out.data = isNull(value) == (node.op == Operator::NotHas);
        return true;
    }
    case Operator::Zoom:
        out.data = context.zoom;
        return true;
    case Operator::LineProgress:
        out.data = context.lineProgress;
        return true;
    case Operator::GeometryType:
        if (context.table) {
            out.data = std::string(geometryName(context));
        } else {
            out = {};
        }
        return true;
    case Operator::Id:
        out = fromCell(cellNamed(node, context, "id"));
        return true;
    case Operator::Equal:
    case Operator::NotEqual:
    case Operator::Less:
    case Operator::LessOrEqual:
    case Operator::Greater:
    case Operator::GreaterOrEqual:
        return evaluateComparison(node, context, out);
    case Operator::Not: {
        bool truth = false;
        if (!evaluateBoolean(*node.args[0], context, truth)) return false;
        out.data = !truth;
        return true;
    }
    case Operator::All:
    case Operator::Any:
    case Operator::None:
        return evaluateLogic(node, context, out);
    case Operator::Match:
        return evaluateMatch(node, context, out);
    case Operator::Case:
        return evaluateCase(node, context, out);
    case Operator::Coalesce:
        for (const auto& argument : node.args) {
            if (!evaluateNode(*argument, context, out)) return false;
            if (!out.isNull()) return true;
        }
        return true;
    case Operator::Fallback:
        if (evaluateNode(*node.args[0], context, out) && !out.isNull()) return true;
        return evaluateNode(*node.args[1], context, out);
    case Operator::Step:
        return evaluateStep(node, context, out);
    case Operator::Interpolate:
        return evaluateInterpolate(node, context, out);
    default:
        break;
    }
    std::vector<StyleValue> values(node.args.size());
    if (node.op == Operator::ToNumber || node.op == Operator::ToColor) { // the first argument that converts
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (!evaluateNode(*node.args[i], context, values[i])) return false;
            if (convertTo(node.op, values[i], out)) return true;
        }
        return false;
    }
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!evaluateNode(*node.args[i], context, values[i])) return false;
    }
    return applyOperator(node.op, values, out);
}

} // namespace geju
