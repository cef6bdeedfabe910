// Expressions of the MapLibre style language over features and zoom: the published subset of docs/style.md, legacy
// filters and legacy {"stops"} functions included. Parsed once, evaluated often; immutable, any thread.
// Evaluation never fails: where MapLibre would raise an error the result is null and the caller's default holds.
#pragma once

#include "core/result.hpp"
#include "geometry/feature_table.hpp"
#include "plan/color.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace geju {

/// What an expression evaluates to. Lists serve dash arrays, offsets and fonts.
struct StyleValue {
    using List = std::vector<StyleValue>;
    std::variant<std::monostate, bool, double, std::string, Rgba, List> data;

    bool isNull() const { return data.index() == 0; }
    std::optional<double> number() const;
    std::optional<bool> boolean() const;
    std::optional<std::string> text() const; ///< only of a string
    std::optional<Rgba> color() const;       ///< also of a string in CSS syntax
    std::optional<std::vector<double>> numbers() const;
    std::string toText() const; ///< as MapLibre's to-string

    friend bool operator==(const StyleValue&, const StyleValue&) = default;
};

/// What an expression sees. Without a table, feature operators give null.
struct EvaluationContext {
    const FeatureTable* table = nullptr;
    std::size_t row = 0;
    double zoom = 0;
    double lineProgress = 0; ///< along the line, 0…1
};

class Expression {
  public:
    enum class Use {
        Property,
        Filter
    }; ///< filters take the legacy syntax too; a bare string in a Property is a literal

    /// From JSON text. Unsupported operators are warnings that name them (code "unsupported-expression"); the value
    /// is then missing and the caller drops the property.
    static Result<Expression> parse(std::string_view json, Use use = Use::Property);
    static Expression constant(StyleValue value);

    StyleValue evaluate(const EvaluationContext& context) const;
    /// Filters: true when the result is true.
    bool matches(const EvaluationContext& context) const;

    bool isConstant() const { return !dependsOnZoom() && !dependsOnFeature() && !dependsOnLineProgress(); }
    bool dependsOnZoom() const;
    bool dependsOnLineProgress() const;
    bool dependsOnFeature() const;
    /// The properties that the expression reads by name, each once; "id" where it asks for the feature's id.
    std::vector<std::string> properties() const;
    /// Does it also read properties whose names are known only when it is evaluated?
    bool computesPropertyNames() const;
    /// Of a `match` on ["get", property] at the root: the labels listed, in order; empty otherwise. For legends.
    struct MatchedValues {
        std::string property;
        std::vector<StyleValue> values;
    };
    std::optional<MatchedValues> matchedValues() const;

    struct Node;
    explicit Expression(std::shared_ptr<const Node> root);
    const Node& root() const { return *root_; }

  private:
    std::shared_ptr<const Node> root_;
};

} // namespace geju
