// JSON → expression tree. Private to the room. Every fault is a warning: "unsupported-expression" for what MapLibre
// knows and Geju does not, "invalid-expression" for what neither does; the tree is then missing.
#pragma once

#include "core/result.hpp"
#include "plan/expression_node.hpp"

#include <nlohmann/json.hpp>

#include <map>
#include <string>
#include <vector>

namespace geju {

/// What the style specification says of the property that the expression is for.
struct ExpressionTraits {
    bool interpolates = true;  ///< legacy functions of numbers and colours are curves, not steps
    bool tokens = false;       ///< "{name}" in plain strings stands for the property
    bool lineProgress = false; ///< the property takes the place along the line
    bool textList = false;     ///< a list of plain strings is a value (fonts)
};

class ExpressionParser {
  public:
    explicit ExpressionParser(ExpressionTraits traits = {})
      : traits_(traits) {}

    /// The value of a property: expression, legacy function, or plain value.
    NodePointer property(const nlohmann::json& json);
    NodePointer filter(const nlohmann::json& json);
    std::vector<Issue>& issues() { return issues_; }

  private:
    NodePointer expression(const nlohmann::json& json);
    NodePointer call(const std::string& name, const nlohmann::json& json);
    NodePointer parseGet(const std::string& name, const nlohmann::json& json);
    NodePointer parseMatch(const nlohmann::json& json);
    NodePointer parseCase(const nlohmann::json& json);
    NodePointer parseStep(const nlohmann::json& json);
    NodePointer parseInterpolate(const nlohmann::json& json);
    NodePointer parseLet(const nlohmann::json& json);
    NodePointer parseFormat(const nlohmann::json& json);
    NodePointer parseNumberFormat(const nlohmann::json& json);
    NodePointer parseArray(const nlohmann::json& json);
    bool parseStops(const nlohmann::json& json, std::size_t first, Expression::Node& node);
    bool addArgument(Expression::Node& node, const nlohmann::json& json);

    NodePointer legacyFilter(const nlohmann::json& json);
    NodePointer legacyComparison(Operator op, const nlohmann::json& json);
    NodePointer legacySet(const nlohmann::json& json, bool negated);
    NodePointer legacyFunction(const nlohmann::json& json);
    NodePointer featureFunction(const nlohmann::json& json, const nlohmann::json& stops, const std::string& type);
    NodePointer zoomFunction(const nlohmann::json& stops, const std::string& type, double base);
    NodePointer functionOutput(const nlohmann::json& json);
    NodePointer withTokens(const std::string& text);

    NodePointer unsupported(const std::string& what);
    NodePointer invalid(const std::string& message);

    ExpressionTraits traits_;
    std::vector<Issue> issues_;
    std::map<std::string, NodePointer, std::less<>> variables_;
    int depth_ = 0;
};

NodePointer finished(Expression::Node node); ///< with what it depends on
NodePointer literalNode(StyleValue value);
NodePointer getNode(std::string property);
StyleValue literalValue(const nlohmann::json& json); ///< objects become null
/// Text literals among the outputs of a curve become colours; false when one is neither number, list nor colour.
bool makeInterpolable(std::vector<NodePointer>& args);
bool isLegacyFilter(const nlohmann::json& json);

} // namespace geju
