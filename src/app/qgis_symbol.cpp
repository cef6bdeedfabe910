#include "app/qgis_symbol.hpp"

#include "core/translate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace geju {

using nlohmann::json;

namespace {

constexpr double kPixelsPerMillimeter = 96 / 25.4;
/// Brushes of Qt repeat every eight pixels.
constexpr double kBrushSpacing = 8;
/// A width of 0 is Qt's thinnest line.
constexpr double kHairline = 1;

std::vector<double> numbersIn(std::string_view text, char separator) {
    std::vector<double> numbers;
    while (!text.empty()) {
        const auto end = std::min(text.find(separator), text.size());
        double value = 0;
        if (std::from_chars(text.data(), text.data() + end, value).ec != std::errc()) break;
        numbers.push_back(value);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return numbers;
}

double numberIn(std::string_view text, double otherwise) {
    const auto numbers = numbersIn(text, ';');
    return numbers.empty() ? otherwise : numbers.front();
}

/// "r,g,b,a"; newer versions append the same colour in other models.
Rgba colorIn(std::string_view text, double opacity) {
    const auto numbers = numbersIn(text, ',');
    if (numbers.size() < 3) return {0, 0, 0, 0};
    const auto channel = [&](std::size_t i) {
        return static_cast<std::uint8_t>(std::lround(std::clamp(numbers[i], 0.0, 255.0)));
    };
    const Rgba color{channel(0), channel(1), channel(2), numbers.size() > 3 ? channel(3) : std::uint8_t{255}};
    return withOpacity(color, opacity);
}

struct Brush {
    std::string_view name;
    double angleDegrees;
    bool cross;
};
constexpr Brush kBrushes[] = {{"horizontal", 0, false},  {"vertical", 90, false},    {"cross", 0, true},
                              {"b_diagonal", 45, false}, {"f_diagonal", 135, false}, {"diagonal_x", 45, true}};

} // namespace

json jsonOf(Rgba color) {
    return toCss(color);
}
json jsonOf(double number) {
    return number;
}
json jsonOf(const std::string& text) {
    return text;
}
json jsonOf(const std::vector<double>& numbers) {
    return numbers;
}

bool QgisPart::canJoin(const QgisPart& other) const {
    if (kind != other.kind || hatch || other.hatch || widthInMeters != other.widthInMeters) return false;
    return dash == other.dash && cap == other.cap && join == other.join;
}

void QgisSymbolReader::warn(const std::string& message) {
    if (!said_.insert(message).second) return;
    Issue issue;
    issue.code = "not-of-qgis-style";
    issue.message = message;
    issue.file = file_;
    issues_.push_back(std::move(issue));
}

QgisSymbolReader::Length QgisSymbolReader::length(const QmlSymbolLayer& layer, std::string_view name,
                                                  std::string_view olderName, std::string_view unitName,
                                                  double otherwise) {
    const double value = numberIn(layer.option(name, olderName), otherwise);
    const std::string_view unit = layer.option(unitName);
    if (unit == "Pixel") return {value, false};
    if (unit == "Point") return {value * 96 / 72, false};
    if (unit == "Inch") return {value * 96, false};
    if (unit == "MapUnit" || unit == "RenderMetersInMapUnits") return {value, true};
    if (!unit.empty() && unit != "MM") {
        warn(fmt::format(fmt::runtime(tr("the unit \"{}\" is taken as millimetres")), unit));
    }
    return {value * kPixelsPerMillimeter, false};
}

double QgisSymbolReader::pixels(const QmlSymbolLayer& layer, std::string_view name, std::string_view olderName,
                                std::string_view unitName, double otherwise) {
    const Length found = length(layer, name, olderName, unitName, otherwise);
    if (!found.inMeters) return found.value;
    warn(fmt::format(fmt::runtime(tr("\"{}\" in map units is taken as millimetres")), name));
    return found.value * kPixelsPerMillimeter;
}

std::vector<QgisPart> QgisSymbolReader::parts(const QmlSymbol& symbol, double opacity) {
    std::vector<QgisPart> parts;
    const double whole = symbol.opacity * opacity;
    for (const QmlSymbolLayer& layer : symbol.layers) {
        if (layer.kind == "SimpleFill") {
            addSimpleFill(layer, whole, parts);
        } else if (layer.kind == "LinePatternFill") {
            addLinePattern(layer, whole, parts);
        } else if (layer.kind == "SimpleLine") {
            addSimpleLine(layer, whole, parts);
        } else if (layer.kind == "SimpleMarker") {
            addSimpleMarker(layer, whole, parts);
        } else {
            warn(fmt::format(fmt::runtime(tr("the symbol layer \"{}\" is not supported")), layer.kind));
        }
    }
    return parts;
}

void QgisSymbolReader::addSimpleFill(const QmlSymbolLayer& layer, double opacity, std::vector<QgisPart>& parts) {
    const std::string_view style = layer.option("style");
    QgisPart fill;
    fill.color = colorIn(layer.option("color"), opacity);
    const auto brush =
        std::find_if(std::begin(kBrushes), std::end(kBrushes), [&](const Brush& each) { return each.name == style; });
    if (brush != std::end(kBrushes)) {
        fill.hatch = HatchStyle{brush->angleDegrees, kBrushSpacing, 1, fill.color, brush->cross};
        fill.color.a = 0;
    } else if (!style.empty() && style != "solid" && style != "no") {
        warn(fmt::format(fmt::runtime(tr("the fill style \"{}\" is drawn as a plain fill")), style));
    }
    if (style != "no") parts.push_back(fill);

    const std::string_view outline = layer.option("outline_style", "style_border");
    if (outline == "no") return;
    QgisPart line;
    line.kind = QgisPart::Kind::Line;
    line.color = colorIn(layer.option("outline_color", "color_border"), opacity);
    const Length width = length(layer, "outline_width", "width_border", "outline_width_unit", 0.26);
    line.width = width.value > 0 ? width.value : kHairline;
    line.widthInMeters = width.inMeters && width.value > 0;
    line.join = layer.option("joinstyle") == "miter"   ? "miter"
                : layer.option("joinstyle") == "round" ? "round"
                                                       : "bevel";
    line.dash = dashOf(layer, outline, line);
    parts.push_back(std::move(line));
}

void QgisSymbolReader::addLinePattern(const QmlSymbolLayer& layer, double opacity, std::vector<QgisPart>& parts) {
    // The strokes are a symbol of their own; without one, older files give colour and width here.
    const QmlSymbolLayer* stroke = nullptr;
    for (const QmlSymbolLayer& inner : layer.inner) {
        if (inner.kind == "SimpleLine") stroke = &inner;
    }
    if (layer.inner.size() > 1) warn(tr("of the strokes of a line pattern the last is used"));
    QgisPart fill;
    HatchStyle hatch;
    hatch.angleDegrees = numberIn(layer.option("angle", "lineangle"), 45);
    hatch.spacing = pixels(layer, "distance", {}, "distance_unit", 5);
    hatch.color = colorIn(stroke ? stroke->option("line_color", "color") : layer.option("color"), opacity);
    hatch.width = stroke ? pixels(*stroke, "line_width", "width", "line_width_unit", 0.26)
                         : pixels(layer, "line_width", "linewidth", "line_width_unit", 0.26);
    if (hatch.width <= 0) hatch.width = kHairline;
    fill.hatch = hatch;
    parts.push_back(std::move(fill));
}

void QgisSymbolReader::addSimpleLine(const QmlSymbolLayer& layer, double opacity, std::vector<QgisPart>& parts) {
    const std::string_view style = layer.option("line_style", "penstyle");
    if (style == "no") return;
    QgisPart line;
    line.kind = QgisPart::Kind::Line;
    line.color = colorIn(layer.option("line_color", "color"), opacity);
    const Length width = length(layer, "line_width", "width",
                                layer.option("line_width_unit").empty() ? "width_unit" : "line_width_unit", 0.26);
    line.width = width.value > 0 ? width.value : kHairline;
    line.widthInMeters = width.inMeters && width.value > 0;
    const std::string_view cap = layer.option("capstyle");
    line.cap = cap == "round" ? "round" : cap == "flat" ? "butt" : "square";
    const std::string_view join = layer.option("joinstyle");
    line.join = join == "round" ? "round" : join == "miter" ? "miter" : "bevel";
    if (numberIn(layer.option("offset"), 0) != 0) warn(tr("the offset of a line is not taken over"));
    line.dash = dashOf(layer, style, line);
    parts.push_back(std::move(line));
}

/// Patterns of Qt's pens, in widths of the pen; a custom pattern has lengths of its own.
std::vector<double> QgisSymbolReader::dashOf(const QmlSymbolLayer& layer, std::string_view style,
                                             const QgisPart& line) {
    if (layer.option("use_custom_dash") == "1") {
        const std::string_view unit = layer.option("customdash_unit");
        const bool points = unit == "Point";
        const double scale = unit == "Pixel" ? 1 : points ? 96.0 / 72 : kPixelsPerMillimeter;
        if (!line.widthInMeters) {
            std::vector<double> dash = numbersIn(layer.option("customdash"), ';');
            for (double& each : dash) each = each * scale / line.width;
            return dash;
        }
        warn(tr("a dash pattern of its own on a line in map units is not taken over"));
        return {};
    }
    if (style == "dash") return {4, 2};
    if (style == "dot") return {1, 2};
    if (style == "dash dot") return {4, 2, 1, 2};
    if (style == "dash dot dot") return {4, 2, 1, 2, 1, 2};
    return {};
}

void QgisSymbolReader::addSimpleMarker(const QmlSymbolLayer& layer, double opacity, std::vector<QgisPart>& parts) {
    QgisPart circle;
    circle.kind = QgisPart::Kind::Circle;
    circle.color = colorIn(layer.option("color"), opacity);
    circle.width = pixels(layer, "size", {}, "size_unit", 2) / 2;
    if (layer.option("outline_style") != "no") {
        circle.strokeColor = colorIn(layer.option("outline_color", "color_border"), opacity);
        const double width = pixels(layer, "outline_width", {}, "outline_width_unit", 0);
        circle.strokeWidth = width > 0 ? width : kHairline;
        // QGIS strokes on the edge of the marker, MapLibre outside of it.
        circle.width = std::max(0.0, circle.width - circle.strokeWidth / 2);
    }
    const std::string_view shape = layer.option("name");
    if (!shape.empty() && shape != "circle") {
        warn(fmt::format(fmt::runtime(tr("the marker \"{}\" is drawn as a circle")), shape));
    }
    parts.push_back(std::move(circle));
}

} // namespace geju
