#include "plan/expression_parser.hpp"

#include "core/translate.hpp"
#include "plan/expression_operators.hpp"
#include "plan/json_support.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace geju {

namespace {

using nlohmann::json;
using Node = Expression::Node;

constexpr int kDeepest = 200;                 // nesting that a hand or a tool writes stays far below
constexpr std::uint32_t kDearest = 1'000'000; // visits of one evaluation; only nested `let` can multiply them

/// Operators of the MapLibre style specification that Geju does not have (docs/style.md).
constexpr std::string_view kUnsupported[] = {
    "accumulated",
    "collator",
    "distance",
    "elevation",
    "feature-state",
    "global-state",
    "heatmap-density",
    "image",
    "interpolate-hcl",
    "interpolate-lab",
    "object",
    "properties",
    "resolved-locale",
    "within",
    "is-supported-script",
    "to-hsla",
    "to-rgba",
    "cluster",
    "sky-radial-progress",
    "raster-value",
    "raster-particle-speed",
    "measure-light",
    "pitch",
    "distance-from-center",
    "worldview",
    "hsl",
    "hsla",
    "random",
    "config",
};

bool isUnsupported(std::string_view name) {
    return std::find(std::begin(kUnsupported), std::end(kUnsupported), name) != std::end(kUnsupported);
}

/// "e", "pi", "ln2".
std::optional<double> namedNumber(std::string_view name) {
    if (name == "pi") return std::numbers::pi;
    if (name == "e") return std::numbers::e;
    if (name == "ln2") return std::numbers::ln2;
    return std::nullopt;
}

} // namespace

NodePointer finished(Node node) {
    node.usesZoom = node.op == Operator::Zoom;
    node.usesLineProgress = node.op == Operator::LineProgress;
    node.usesFeature = node.op == Operator::Get || node.op == Operator::Has || node.op == Operator::NotHas ||
                       node.op == Operator::GeometryType || node.op == Operator::Id;
    std::uint64_t cost = 1;
    for (const auto& argument : node.args) {
        node.usesZoom |= argument->usesZoom;
        node.usesLineProgress |= argument->usesLineProgress;
        node.usesFeature |= argument->usesFeature;
        cost += argument->cost;
    }
    node.cost = static_cast<std::uint32_t>(std::min<std::uint64_t>(cost, kDearest + 1));
    return std::make_shared<const Node>(std::move(node));
}

NodePointer literalNode(StyleValue value) {
    Node node;
    node.value = std::move(value);
    return finished(std::move(node));
}

NodePointer getNode(std::string property) {
    Node node;
    node.op = Operator::Get;
    node.name = std::move(property);
    return finished(std::move(node));
}

StyleValue literalValue(const json& value) {
    if (value.is_boolean()) return {value.get<bool>()};
    if (value.is_number()) return {value.get<double>()};
    if (value.is_string()) return {value.get<std::string>()};
    if (value.is_array()) {
        StyleValue::List list;
        for (const auto& item : value) list.push_back(literalValue(item));
        return {std::move(list)};
    }
    return {};
}

bool makeInterpolable(std::vector<NodePointer>& args) {
    for (std::size_t i = 1; i < args.size(); ++i) {
        if (args[i]->op != Operator::Literal) continue;
        const StyleValue& value = args[i]->value;
        if (const auto* text = std::get_if<std::string>(&value.data)) {
            const auto color = parseColor(*text);
            if (!color) return false;
            args[i] = literalNode({*color});
        } else if (!value.number() && !value.numbers() && !value.color()) {
            return false;
        }
    }
    return true;
}

NodePointer ExpressionParser::unsupported(const std::string& what) {
    Issue issue;
    issue.code = "unsupported-expression";
    issue.message = fmt::format(fmt::runtime(tr("the expression \"{}\" is not supported")), what);
    issues_.push_back(std::move(issue));
    return nullptr;
}

NodePointer ExpressionParser::invalid(const std::string& message) {
    Issue issue;
    issue.code = "invalid-expression";
    issue.message = message;
    issues_.push_back(std::move(issue));
    return nullptr;
}

NodePointer ExpressionParser::property(const json& value) {
    if (value.is_object()) return legacyFunction(value);
    if (value.is_string() && traits_.tokens) return withTokens(value.get<std::string>());
    if (!value.is_array()) return literalNode(literalValue(value));
    const bool named = !value.empty() && value[0].is_string();
    if (!named) return literalNode(literalValue(value));
    if (traits_.textList) {
        const std::string name = value[0].get<std::string>();
        const bool known = simpleOperator(name) || name == "literal" || name == "step" || name == "case" ||
                           name == "match" || name == "get" || name == "let";
        if (!known) return literalNode(literalValue(value));
    }
    return expression(value);
}

NodePointer ExpressionParser::expression(const json& value) {
    if (value.is_object()) return invalid(tr("an object stands where an expression should; use [\"literal\", …]"));
    if (!value.is_array()) return literalNode(literalValue(value));
    if (value.empty() || !value[0].is_string()) {
        return invalid(fmt::format(fmt::runtime(tr("an expression starts with the name of an operator, not {}; "
                                                   "write a list as [\"literal\", …]")),
                                   value.empty() ? "[]" : shortened(value[0])));
    }
    if (depth_ >= kDeepest) return invalid(tr("expressions are nested too deeply"));
    ++depth_;
    const std::string name = value[0].get<std::string>();
    NodePointer node = call(name, value);
    --depth_;
    if (node && node->cost > kDearest) return invalid(tr("the expression is too complex"));
    return node;
}

bool ExpressionParser::addArgument(Node& node, const json& value) {
    NodePointer argument = expression(value);
    if (!argument) return false;
    node.args.push_back(std::move(argument));
    return true;
}

NodePointer ExpressionParser::call(const std::string& name, const json& value) {
    const std::size_t count = value.size() - 1;
    if (name == "get" || name == "has" || name == "!has") return parseGet(name, value);
    if (name == "match") return parseMatch(value);
    if (name == "case") return parseCase(value);
    if (name == "step") return parseStep(value);
    if (name == "interpolate") return parseInterpolate(value);
    if (name == "let") return parseLet(value);
    if (name == "format") return parseFormat(value);
    if (name == "number-format") return parseNumberFormat(value);
    if (name == "array") return parseArray(value);
    if (name == "literal") {
        if (count != 1) return invalid(tr("\"literal\" takes one value"));
        if (value[1].is_object()) return unsupported("literal object");
        return literalNode(literalValue(value[1]));
    }
    if (name == "var") {
        if (count != 1 || !value[1].is_string()) return invalid(tr("\"var\" takes the name of a variable"));
        const auto found = variables_.find(value[1].get<std::string>());
        if (found != variables_.end()) return found->second;
        return invalid(fmt::format(fmt::runtime(tr("no variable is named \"{}\" here")), value[1].get<std::string>()));
    }
    if (name == "line-progress" && !traits_.lineProgress) return unsupported(name);
    if (const auto number = namedNumber(name); number && count == 0) return literalNode({*number});

    Node node;
    std::optional<Arity> arity = simpleOperator(name);
    if (name == "-") arity = Arity{count == 1 ? Operator::Negate : Operator::Subtract, 1, 2};
    if (name == "none") arity = Arity{Operator::None, 0, count};
    if (!arity) {
        if (isUnsupported(name)) return unsupported(name);
        return invalid(fmt::format(fmt::runtime(tr("\"{}\" is no operator of the style language; write a list of "
                                                   "texts as [\"literal\", …]")),
                                   name));
    }
    const bool compares = arity->op >= Operator::Equal && arity->op <= Operator::GreaterOrEqual;
    if (compares && count == 3) return unsupported(name + " with collator");
    if (count < arity->least || count > arity->most) {
        return invalid(fmt::format(fmt::runtime(tr("\"{}\" does not take {} arguments")), name, count));
    }
    node.op = arity->op;
    for (std::size_t i = 1; i < value.size(); ++i) {
        // In these, a plain list is meant as a value: MapLibre takes it only as ["literal", …], older styles do not.
        const bool plainList = (name == "in" || name == "index-of") && i == 2 && value[i].is_array() &&
                               (value[i].empty() || !value[i][0].is_string());
        if (plainList) {
            node.args.push_back(literalNode(literalValue(value[i])));
        } else if (!addArgument(node, value[i])) {
            return nullptr;
        }
    }
    return finished(std::move(node));
}

NodePointer ExpressionParser::parseGet(const std::string& name, const json& value) {
    if (value.size() == 3) return unsupported(name + " of an object");
    if (value.size() != 2) return invalid(fmt::format(fmt::runtime(tr("\"{}\" takes the name of a property")), name));
    Node node;
    node.op = name == "get" ? Operator::Get : name == "has" ? Operator::Has : Operator::NotHas;
    if (value[1].is_string()) {
        node.name = value[1].get<std::string>();
    } else if (value[1].is_array()) {
        if (!addArgument(node, value[1])) return nullptr;
    } else {
        return invalid(fmt::format(fmt::runtime(tr("\"{}\" takes the name of a property")), name));
    }
    return finished(std::move(node));
}

NodePointer ExpressionParser::parseMatch(const json& value) {
    if (value.size() < 5 || value.size() % 2 == 0) {
        return invalid(tr("\"match\" takes an input, pairs of label and output, and the value otherwise"));
    }
    Node node;
    node.op = Operator::Match;
    if (!addArgument(node, value[1])) return nullptr;
    for (std::size_t i = 2; i + 1 < value.size(); i += 2) {
        const auto position = static_cast<std::uint32_t>(node.args.size());
        const json single = json::array({value[i]});
        for (const auto& label : value[i].is_array() ? value[i] : single) {
            if (label.is_string()) {
                node.texts.emplace(label.get<std::string>(), position);
            } else if (label.is_number()) {
                node.numbers.emplace_back(label.get<double>(), position);
            } else {
                return invalid(fmt::format(fmt::runtime(tr("a label of \"match\" is a text or a number, not {}")),
                                           shortened(label)));
            }
            node.labels.push_back(literalValue(label));
        }
        if (!addArgument(node, value[i + 1])) return nullptr;
    }
    if (!addArgument(node, value.back())) return nullptr;
    std::stable_sort(node.numbers.begin(), node.numbers.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    return finished(std::move(node));
}

NodePointer ExpressionParser::parseCase(const json& value) {
    if (value.size() < 4 || value.size() % 2 != 0) {
        return invalid(tr("\"case\" takes pairs of condition and output, and the value otherwise"));
    }
    Node node;
    node.op = Operator::Case;
    for (std::size_t i = 1; i < value.size(); ++i) {
        if (!addArgument(node, value[i])) return nullptr;
    }
    return finished(std::move(node));
}

bool ExpressionParser::parseStops(const json& value, std::size_t first, Node& node) {
    for (std::size_t i = first; i + 1 < value.size(); i += 2) {
        if (!value[i].is_number()) {
            invalid(fmt::format(fmt::runtime(tr("a stop is a number, not {}")), shortened(value[i])));
            return false;
        }
        const double stop = value[i].get<double>();
        if (!node.stops.empty() && !(stop > node.stops.back())) {
            invalid(fmt::format(fmt::runtime(tr("stops must ascend; {} follows {}")), stop, node.stops.back()));
            return false;
        }
        node.stops.push_back(stop);
        if (!addArgument(node, value[i + 1])) return false;
    }
    return true;
}

NodePointer ExpressionParser::parseStep(const json& value) {
    if (value.size() < 3 || value.size() % 2 == 0) {
        return invalid(tr("\"step\" takes an input, an output, and pairs of stop and output"));
    }
    Node node;
    node.op = Operator::Step;
    if (!addArgument(node, value[1]) || !addArgument(node, value[2])) return nullptr;
    if (!parseStops(value, 3, node)) return nullptr;
    return finished(std::move(node));
}

NodePointer ExpressionParser::parseInterpolate(const json& value) {
    if (value.size() < 5 || value.size() % 2 == 0) {
        return invalid(tr("\"interpolate\" takes a curve, an input, and pairs of stop and output"));
    }
    Node node;
    node.op = Operator::Interpolate;
    const json& curve = value[1];
    if (!curve.is_array() || curve.empty() || !curve[0].is_string()) {
        return invalid(tr("the curve of \"interpolate\" is [\"linear\"] or [\"exponential\", base]"));
    }
    const std::string kind = curve[0].get<std::string>();
    if (kind == "exponential" && curve.size() == 2 && curve[1].is_number() && curve[1].get<double>() > 0) {
        node.base = curve[1].get<double>();
    } else if (kind == "cubic-bezier") {
        return unsupported("interpolate cubic-bezier");
    } else if (kind != "linear" || curve.size() != 1) {
        return invalid(tr("the curve of \"interpolate\" is [\"linear\"] or [\"exponential\", base]"));
    }
    if (!addArgument(node, value[2]) || !parseStops(value, 3, node)) return nullptr;
    if (!makeInterpolable(node.args)) return invalid(tr("between these outputs nothing can be interpolated"));
    return finished(std::move(node));
}

NodePointer ExpressionParser::parseLet(const json& value) {
    if (value.size() < 4 || value.size() % 2 != 0) {
        return invalid(tr("\"let\" takes pairs of name and value, and an expression"));
    }
    auto outer = variables_;
    auto inner = variables_;
    for (std::size_t i = 1; i + 2 < value.size(); i += 2) {
        if (!value[i].is_string()) return invalid(tr("the name of a variable is a text"));
        NodePointer bound = expression(value[i + 1]); // sees the outer names only
        if (!bound) return nullptr;
        inner[value[i].get<std::string>()] = std::move(bound);
    }
    variables_ = std::move(inner);
    NodePointer result = expression(value.back());
    variables_ = std::move(outer);
    return result;
}

NodePointer ExpressionParser::parseFormat(const json& value) {
    Node node;
    node.op = Operator::Concat;
    for (std::size_t i = 1; i < value.size(); ++i) {
        if (value[i].is_object()) {
            if (!value[i].empty()) {
                unsupported("format options");
                issues_.back().remedy = tr("the text is kept without them");
            }
            continue;
        }
        if (!addArgument(node, value[i])) return nullptr;
    }
    if (node.args.empty()) return invalid(tr("\"format\" takes at least one text"));
    return finished(std::move(node));
}

NodePointer ExpressionParser::parseNumberFormat(const json& value) {
    if (value.size() != 3 || !value[2].is_object()) return invalid(tr("\"number-format\" takes a number and options"));
    Node node;
    node.op = Operator::NumberFormat;
    if (!addArgument(node, value[1])) return nullptr;
    for (const auto& [name, option] : value[2].items()) {
        const bool commas = name == "locale" && option.is_string() &&
                            (option == "" || option.get<std::string>().starts_with("en") ||
                             option.get<std::string>().starts_with("zh"));
        const bool known = name == "min-fraction-digits" || name == "max-fraction-digits" || commas;
        if (!known) return unsupported("number-format " + name);
    }
    for (const char* name : {"min-fraction-digits", "max-fraction-digits"}) {
        if (!addArgument(node, value[2].value(name, json()))) return nullptr;
    }
    return finished(std::move(node));
}

NodePointer ExpressionParser::parseArray(const json& value) {
    const bool typed = value.size() > 2;
    const bool counted = value.size() == 4;
    const bool knownType = typed && (value[1] == "string" || value[1] == "number" || value[1] == "boolean");
    const bool whole = counted && (value[2].is_null() || value[2].is_number_unsigned());
    if (value.size() < 2 || value.size() > 4 || (typed && !knownType) || (counted && !whole)) {
        return invalid(tr("\"array\" takes a value, before it the type of its items and their number"));
    }
    Node node;
    node.op = Operator::AsArray;
    if (!addArgument(node, value.back())) return nullptr;
    node.args.push_back(literalNode(typed ? literalValue(value[1]) : StyleValue{}));
    node.args.push_back(literalNode(counted ? literalValue(value[2]) : StyleValue{}));
    return finished(std::move(node));
}

Result<Expression> Expression::parse(std::string_view text, Use use) {
    Result<Expression> result;
    const auto parsed = parseJson(text, {});
    result.issues = parsed.issues;
    if (!parsed) return result;
    ExpressionParser parser;
    NodePointer root = use == Use::Filter ? parser.filter(*parsed) : parser.property(*parsed);
    append(result.issues, parser.issues());
    if (root) result.value = Expression(std::move(root));
    return result;
}

} // namespace geju
