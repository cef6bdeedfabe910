#include "plan/expression.hpp"

#include "plan/expression_node.hpp"

#include <algorithm>

namespace geju {

namespace {

void collectProperties(const Expression::Node& node, std::vector<std::string>& names) {
    const bool reads = node.op == Operator::Get || node.op == Operator::Has || node.op == Operator::NotHas;
    if (reads && node.args.empty() && std::find(names.begin(), names.end(), node.name) == names.end()) {
        names.push_back(node.name);
    }
    if (node.op == Operator::Id && std::find(names.begin(), names.end(), "id") == names.end()) names.push_back("id");
    for (const auto& argument : node.args) collectProperties(*argument, names);
}

bool computesNames(const Expression::Node& node) {
    const bool reads = node.op == Operator::Get || node.op == Operator::Has;
    return (reads && !node.args.empty()) ||
           std::any_of(node.args.begin(), node.args.end(), [](const auto& part) { return computesNames(*part); });
}

} // namespace

Expression::Expression(std::shared_ptr<const Node> root)
  : root_(std::move(root)) {}

Expression Expression::constant(StyleValue value) {
    auto node = std::make_shared<Node>();
    node->value = std::move(value);
    return Expression(std::move(node));
}

StyleValue Expression::evaluate(const EvaluationContext& context) const {
    StyleValue value;
    if (!evaluateNode(*root_, context, value)) return {};
    return value;
}

bool Expression::matches(const EvaluationContext& context) const {
    StyleValue value;
    if (!evaluateNode(*root_, context, value)) return false;
    const auto* truth = std::get_if<bool>(&value.data);
    return truth && *truth;
}

bool Expression::dependsOnZoom() const {
    return root_->usesZoom;
}

bool Expression::dependsOnLineProgress() const {
    return root_->usesLineProgress;
}

bool Expression::dependsOnFeature() const {
    return root_->usesFeature;
}

std::vector<std::string> Expression::properties() const {
    std::vector<std::string> names;
    collectProperties(*root_, names);
    return names;
}

bool Expression::computesPropertyNames() const {
    return computesNames(*root_);
}

std::optional<Expression::MatchedValues> Expression::matchedValues() const {
    const Node* node = root_.get();
    if (node->op == Operator::Fallback) node = node->args[0].get();
    if (node->op != Operator::Match) return std::nullopt;
    const Node* input = node->args[0].get();
    while ((input->op == Operator::ToString || input->op == Operator::AsString) && input->args.size() == 1) {
        input = input->args[0].get();
    }
    if (input->op != Operator::Get || !input->args.empty()) return std::nullopt;
    return MatchedValues{input->name, node->labels};
}

} // namespace geju
