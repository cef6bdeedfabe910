// The layers of a QGIS symbol as what a map can draw: fills, strokes and circles. Lengths in pixels of 1/96 inch unless
// they say metres. One thread.
#pragma once

#include "io/qml_reader.hpp"
#include "plan/style.hpp"

#include <nlohmann/json.hpp>

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace geju {

struct QgisPart {
    enum class Kind { Fill, Line, Circle };
    Kind kind = Kind::Fill;
    Rgba color{0, 0, 0, 0};
    std::optional<HatchStyle> hatch; ///< Fill
    double width = 0;                ///< of a line; the radius of a circle
    bool widthInMeters = false;
    std::vector<double> dash; ///< in line widths
    std::string cap = "butt";
    std::string join = "miter";
    Rgba strokeColor{0, 0, 0, 0}; ///< Circle
    double strokeWidth = 0;

    /// Can both be drawn by one style layer?
    bool canJoin(const QgisPart& other) const;
};

nlohmann::json jsonOf(Rgba color);
nlohmann::json jsonOf(double number);
nlohmann::json jsonOf(const std::string& text);
nlohmann::json jsonOf(const std::vector<double>& numbers);

class QgisSymbolReader {
  public:
    explicit QgisSymbolReader(std::string file)
      : file_(std::move(file)) {}

    /// Bottom first. What cannot be drawn is a warning, each once.
    std::vector<QgisPart> parts(const QmlSymbol& symbol, double opacity);
    void warn(const std::string& message);
    std::vector<Issue> takeIssues() { return std::move(issues_); }

  private:
    struct Length {
        double value = 0;
        bool inMeters = false;
    };
    Length length(const QmlSymbolLayer& layer, std::string_view name, std::string_view olderName,
                  std::string_view unitName, double otherwise);
    double pixels(const QmlSymbolLayer& layer, std::string_view name, std::string_view olderName,
                  std::string_view unitName, double otherwise);
    void addSimpleFill(const QmlSymbolLayer& layer, double opacity, std::vector<QgisPart>& parts);
    void addLinePattern(const QmlSymbolLayer& layer, double opacity, std::vector<QgisPart>& parts);
    void addSimpleLine(const QmlSymbolLayer& layer, double opacity, std::vector<QgisPart>& parts);
    void addSimpleMarker(const QmlSymbolLayer& layer, double opacity, std::vector<QgisPart>& parts);
    std::vector<double> dashOf(const QmlSymbolLayer& layer, std::string_view style, const QgisPart& line);

    std::string file_;
    std::vector<Issue> issues_;
    std::set<std::string> said_;
};

} // namespace geju
