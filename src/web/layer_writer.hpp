// One style layer's members in MapLibre's own language. One thread.
#pragma once

#include "plan/expression_writer.hpp"
#include "plan/style.hpp"
#include "web/web_style.hpp"

namespace geju {

class LayerWriter {
  public:
    /// Issues are added to `issues`, characters to letter to `characters`.
    LayerWriter(const StyleLayer& layer, WebStyle& style, double latitudeDegrees)
      : layer_(layer)
      , style_(style)
      , latitudeDegrees_(latitudeDegrees) {}

    /// The layer as MapLibre has it; `source` and `filter` are the caller's.
    nlohmann::ordered_json members();
    /// An arrow's body: a fill of the line's colour.
    nlohmann::ordered_json arrowMembers();
    /// The heads along the layer's lines: symbols of a picture that shows one `headPixels` long. `width` is the line's
    /// width as members() has it; null: MapLibre's default.
    nlohmann::ordered_json headMembers(const nlohmann::ordered_json& width, const std::string& image,
                                       double headPixels);
    /// A fill as a picture of `metersPerPixel`.
    nlohmann::ordered_json pictureMembers(double metersPerPixel);
    nlohmann::ordered_json filter();
    /// Says that a width in pixels is taken at the style's zoom, for what becomes a polygon on the ground.
    void warnOfFixedWidth(const char* extra);

    /// A font of the layer for a feature, as a list of one.
    static std::string fontOf(const StyleLayer& layer, const EvaluationContext& context);

  private:
    nlohmann::ordered_json head(const char* type);
    nlohmann::ordered_json property(const std::string& name, const Expression& expression);
    void addProperties(nlohmann::ordered_json& to, const StyleProperties& properties);
    void putMeters(nlohmann::ordered_json& paint, const std::string& name, const Expression& meters);
    void addGroundLengths(nlohmann::ordered_json& paint);
    void addText(nlohmann::ordered_json& layout);
    void warn(const std::string& property, const std::string& message, const std::string& remedy);

    const StyleLayer& layer_;
    WebStyle& style_;
    double latitudeDegrees_;
};

} // namespace geju
