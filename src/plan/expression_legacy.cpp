// What styles were written in before expressions: filters as lists of keys and values, functions as {"stops": …}.
#include "core/translate.hpp"
#include "plan/expression_operators.hpp"
#include "plan/expression_parser.hpp"
#include "plan/json_support.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace geju {

namespace {

using nlohmann::json;
using Node = Expression::Node;

std::optional<Operator> comparison(std::string_view name) {
    if (name == "==") return Operator::Equal;
    if (name == "!=") return Operator::NotEqual;
    if (name == "<") return Operator::Less;
    if (name == "<=") return Operator::LessOrEqual;
    if (name == ">") return Operator::Greater;
    if (name == ">=") return Operator::GreaterOrEqual;
    return std::nullopt;
}

NodePointer keyNode(const std::string& key) {
    Node node;
    if (key == "$type") {
        node.op = Operator::GeometryType;
    } else if (key == "$id") {
        node.op = Operator::Id;
    } else {
        return getNode(key);
    }
    return finished(std::move(node));
}

NodePointer negated(NodePointer argument) {
    Node node;
    node.op = Operator::Not;
    node.args.push_back(std::move(argument));
    return finished(std::move(node));
}

} // namespace

bool isLegacyFilter(const json& value) {
    if (!value.is_array() || value.empty() || !value[0].is_string()) return false;
    const std::string name = value[0].get<std::string>();
    if (name == "!in" || name == "!has" || name == "none") return true;
    if (name == "has") return value.size() == 2 && value[1].is_string() && value[1].get<std::string>().starts_with('$');
    if (name == "in") return value.size() < 3 || (value[1].is_string() && !value[2].is_array());
    if (comparison(name)) return value.size() == 3 && !value[1].is_array() && !value[2].is_array();
    if (name == "all" || name == "any") {
        return std::any_of(value.begin() + 1, value.end(), [](const json& part) { return isLegacyFilter(part); });
    }
    return false;
}

NodePointer ExpressionParser::filter(const json& value) {
    if (value.is_null()) return literalNode({true});
    if (value.is_boolean()) return literalNode({value.get<bool>()});
    if (value.is_array() && value.empty()) return literalNode({true});
    if (!value.is_array()) return invalid(tr("a filter is a list or true or false"));
    if (isLegacyFilter(value)) {
        if (++depth_ > 200) return invalid(tr("expressions are nested too deeply"));
        NodePointer node = legacyFilter(value);
        --depth_;
        return node;
    }
    return expression(value);
}

NodePointer ExpressionParser::legacyFilter(const json& value) {
    const std::string name = value[0].get<std::string>();
    if (name == "all" || name == "any" || name == "none") {
        Node node;
        node.op = name == "all" ? Operator::All : name == "any" ? Operator::Any : Operator::None;
        node.lenient = true;
        for (std::size_t i = 1; i < value.size(); ++i) {
            NodePointer part = filter(value[i]);
            if (!part) return nullptr;
            node.args.push_back(std::move(part));
        }
        return finished(std::move(node));
    }
    if (value.size() < 2 || !value[1].is_string()) {
        return invalid(fmt::format(fmt::runtime(tr("the filter \"{}\" takes the name of a property")), name));
    }
    if (name == "in" || name == "!in") return legacySet(value, name == "!in");
    if (name == "has" || name == "!has") {
        Node node;
        node.op = name == "has" ? Operator::Has : Operator::NotHas;
        node.name = value[1].get<std::string>();
        if (node.name == "$type") return literalNode({name == "has"});
        if (node.name == "$id") node.name = "id";
        return finished(std::move(node));
    }
    return legacyComparison(*comparison(name), value);
}

NodePointer ExpressionParser::legacyComparison(Operator op, const json& value) {
    if (value[2].is_object()) return invalid(tr("a filter compares with a text, a number, true, false or null"));
    Node node;
    node.op = op;
    node.lenient = true;
    node.args = {keyNode(value[1].get<std::string>()), literalNode(literalValue(value[2]))};
    return finished(std::move(node));
}

NodePointer ExpressionParser::legacySet(const json& value, bool negate) {
    Node node;
    node.op = Operator::Match;
    node.args = {keyNode(value[1].get<std::string>()), literalNode({true}), literalNode({false})};
    StyleValue::List others;
    for (std::size_t i = 2; i < value.size(); ++i) {
        if (value[i].is_string()) {
            node.texts.emplace(value[i].get<std::string>(), 1);
        } else if (value[i].is_number()) {
            node.numbers.emplace_back(value[i].get<double>(), 1);
        } else {
            others.push_back(literalValue(value[i]));
        }
        node.labels.push_back(literalValue(value[i]));
    }
    if (!others.empty()) { // true, false and null are no labels of a match
        Node among;
        among.op = Operator::In;
        among.args = {node.args[0], literalNode({std::move(others)})};
        node.args[2] = finished(std::move(among));
    }
    std::sort(node.numbers.begin(), node.numbers.end());
    NodePointer set = finished(std::move(node));
    return negate ? negated(std::move(set)) : set;
}

NodePointer ExpressionParser::withTokens(const std::string& text) {
    Node node;
    node.op = Operator::Concat;
    std::size_t at = 0;
    while (at < text.size()) {
        const auto open = text.find('{', at);
        const auto close = open == std::string::npos ? open : text.find_first_of("{}", open + 1);
        if (close == std::string::npos || text[close] == '{' || close == open + 1) {
            const auto end = open == std::string::npos || close == std::string::npos ? text.size() : open + 1;
            node.args.push_back(literalNode({text.substr(at, end - at)}));
            at = end;
            continue;
        }
        if (open > at) node.args.push_back(literalNode({text.substr(at, open - at)}));
        node.args.push_back(getNode(text.substr(open + 1, close - open - 1)));
        at = close + 1;
    }
    if (node.args.empty()) return literalNode({text});
    NodePointer joined = finished(std::move(node));
    return joined->usesFeature ? joined : literalNode({text});
}

NodePointer ExpressionParser::functionOutput(const json& value) {
    if (value.is_string() && traits_.tokens) return withTokens(value.get<std::string>());
    if (value.is_object()) return invalid(tr("the output of a function is a value"));
    return literalNode(literalValue(value));
}

NodePointer ExpressionParser::zoomFunction(const json& stops, const std::string& type, double base) {
    Node node;
    node.op = type == "exponential" ? Operator::Interpolate : Operator::Step;
    node.base = base;
    Node zoom;
    zoom.op = Operator::Zoom;
    node.args.push_back(finished(std::move(zoom)));
    for (const auto& stop : stops) {
        if (!node.stops.empty() && !(stop[0].get<double>() > node.stops.back())) {
            return invalid(tr("the stops of a function must ascend"));
        }
        node.stops.push_back(stop[0].get<double>());
        NodePointer output = functionOutput(stop[1]);
        if (!output) return nullptr;
        node.args.push_back(std::move(output));
    }
    if (node.op == Operator::Step) node.stops.erase(node.stops.begin()); // the first output also holds below it
    if (node.op == Operator::Interpolate && !makeInterpolable(node.args)) {
        return invalid(tr("between these outputs nothing can be interpolated"));
    }
    return finished(std::move(node));
}

NodePointer ExpressionParser::featureFunction(const json& function, const json& stops, const std::string& type) {
    const std::string property = function["property"].get<std::string>();
    NodePointer result;
    if (type == "identity") {
        result = getNode(property);
    } else if (type == "categorical") {
        Node node;
        node.op = Operator::Match;
        node.args.push_back(getNode(property));
        NodePointer truths[2];
        for (const auto& stop : stops) {
            NodePointer output = functionOutput(stop[1]);
            if (!output) return nullptr;
            const auto position = static_cast<std::uint32_t>(node.args.size());
            node.args.push_back(output);
            if (stop[0].is_string()) node.texts.emplace(stop[0].get<std::string>(), position);
            if (stop[0].is_number()) node.numbers.emplace_back(stop[0].get<double>(), position);
            if (stop[0].is_boolean()) truths[stop[0].get<bool>() ? 1 : 0] = output;
            node.labels.push_back(literalValue(stop[0]));
        }
        std::stable_sort(node.numbers.begin(), node.numbers.end(),
                         [](const auto& a, const auto& b) { return a.first < b.first; });
        NodePointer otherwise = literalNode({});
        for (const bool truth : {false, true}) {
            if (!truths[truth ? 1 : 0]) continue;
            Node equal;
            equal.op = Operator::Equal;
            equal.args = {getNode(property), literalNode({truth})};
            Node choice;
            choice.op = Operator::Case;
            choice.args = {finished(std::move(equal)), truths[truth ? 1 : 0], otherwise};
            otherwise = finished(std::move(choice));
        }
        node.args.push_back(std::move(otherwise));
        result = finished(std::move(node));
    } else {
        Node node;
        node.op = type == "exponential" ? Operator::Interpolate : Operator::Step;
        node.base = function.value("base", 1.0);
        node.args.push_back(getNode(property));
        for (const auto& stop : stops) {
            if (!stop[0].is_number()) return invalid(tr("the stops of this function are numbers"));
            if (!node.stops.empty() && !(stop[0].get<double>() > node.stops.back())) {
                return invalid(tr("the stops of a function must ascend"));
            }
            node.stops.push_back(stop[0].get<double>());
            NodePointer output = functionOutput(stop[1]);
            if (!output) return nullptr;
            node.args.push_back(std::move(output));
        }
        if (node.op == Operator::Step) node.stops.erase(node.stops.begin());
        if (node.op == Operator::Interpolate && !makeInterpolable(node.args)) {
            return invalid(tr("between these outputs nothing can be interpolated"));
        }
        result = finished(std::move(node));
    }
    if (!function.contains("default")) return result;
    NodePointer otherwise = functionOutput(function["default"]);
    if (!otherwise) return nullptr;
    Node node;
    node.op = Operator::Fallback;
    node.args = {std::move(result), std::move(otherwise)};
    return finished(std::move(node));
}

NodePointer ExpressionParser::legacyFunction(const json& function) {
    const bool ofFeature = function.contains("property");
    if (ofFeature && !function["property"].is_string()) return invalid(tr("the property of a function is a text"));
    if (function.contains("base") && !function["base"].is_number())
        return invalid(tr("the base of a function is a number"));
    if (function.contains("type") && !function["type"].is_string())
        return invalid(tr("the type of a function is a text"));
    const bool lab = function.contains("colorSpace") && function["colorSpace"] != "rgb";
    if (lab) return unsupported("colorSpace " + shortened(function["colorSpace"]));

    std::string type = function.value("type", std::string());
    if (type == "identity") {
        if (!ofFeature) return invalid(tr("an identity function names a property"));
        return featureFunction(function, json::array(), type);
    }
    if (!function.contains("stops") || !function["stops"].is_array() || function["stops"].empty()) {
        return invalid(tr("an object that is not a function with stops"));
    }
    const json& stops = function["stops"];
    for (const auto& stop : stops) {
        if (!stop.is_array() || stop.size() != 2) return invalid(tr("a stop is a pair of input and output"));
    }
    if (type.empty()) {
        const bool curve = std::all_of(stops.begin(), stops.end(), [](const json& stop) {
            const StyleValue value = literalValue(stop[1]);
            return value.number() || value.numbers() || value.color();
        });
        type = traits_.interpolates && curve ? "exponential" : "interval";
        if (ofFeature && !stops[0][0].is_number() && !stops[0][0].is_object()) type = "categorical";
    }
    if (type != "exponential" && type != "interval" && type != "categorical") return unsupported("function " + type);

    const double base = function.value("base", 1.0);
    if (!ofFeature) {
        for (const auto& stop : stops) {
            if (!stop[0].is_number()) return invalid(tr("the stops of this function are numbers"));
        }
        return zoomFunction(stops, type == "categorical" ? "interval" : type, base);
    }
    if (!stops[0][0].is_object()) return featureFunction(function, stops, type);

    // Of zoom and property: a function of the property for each zoom, and a curve between them.
    Node node;
    node.op = traits_.interpolates && type == "exponential" ? Operator::Interpolate : Operator::Step;
    Node zoom;
    zoom.op = Operator::Zoom;
    node.args.push_back(finished(std::move(zoom)));
    std::vector<std::pair<double, json>> levels;
    for (const auto& stop : stops) {
        const json& at = stop[0];
        if (!at.is_object() || !at.contains("zoom") || !at["zoom"].is_number() || !at.contains("value")) {
            return invalid(tr("a stop of zoom and property is {\"zoom\": …, \"value\": …}"));
        }
        const double level = at["zoom"].get<double>();
        if (levels.empty() || levels.back().first != level) levels.emplace_back(level, json::array());
        levels.back().second.push_back(json::array({at["value"], stop[1]}));
    }
    for (const auto& [level, inner] : levels) {
        if (!node.stops.empty() && !(level > node.stops.back()))
            return invalid(tr("the stops of a function must ascend"));
        NodePointer output = featureFunction(function, inner, type);
        if (!output) return nullptr;
        node.stops.push_back(level);
        node.args.push_back(std::move(output));
    }
    if (node.op == Operator::Step) node.stops.erase(node.stops.begin());
    return finished(std::move(node));
}

} // namespace geju
