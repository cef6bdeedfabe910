#include "web/layer_writer.hpp"

#include "core/translate.hpp"
#include "plan/color_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace geju {

using json = nlohmann::ordered_json;

namespace {

constexpr double kLargestZoom = 24;
constexpr double kPixelsPerMillimeter = 96 / 25.4;

/// Properties that are the same for all features of a layer in MapLibre ("data-constant" in its specification).
bool isSameForAll(std::string_view name) {
    constexpr std::array kSame{std::string_view("text-variable-anchor"),
                               std::string_view("fill-antialias"),
                               std::string_view("line-cap"),
                               std::string_view("line-miter-limit"),
                               std::string_view("line-round-limit"),
                               std::string_view("symbol-placement"),
                               std::string_view("symbol-spacing"),
                               std::string_view("symbol-avoid-edges"),
                               std::string_view("symbol-z-order"),
                               std::string_view("text-line-height"),
                               std::string_view("text-padding"),
                               std::string_view("text-allow-overlap"),
                               std::string_view("text-ignore-placement"),
                               std::string_view("text-keep-upright"),
                               std::string_view("text-max-angle"),
                               std::string_view("text-rotation-alignment"),
                               std::string_view("text-optional"),
                               std::string_view("icon-allow-overlap"),
                               std::string_view("icon-ignore-placement"),
                               std::string_view("icon-keep-upright"),
                               std::string_view("icon-rotation-alignment"),
                               std::string_view("icon-optional")};
    return std::find(kSame.begin(), kSame.end(), name) != kSame.end();
}

/// Lengths that are metres when the line's width is.
constexpr std::array<const char*, 3> kGroundLengths{"line-gap-width", "line-offset", "line-blur"};

/// A length times a factor. MapLibre takes the zoom only as the input of the outermost curve, so its outputs are
/// scaled.
json timesOutputs(const json& length, double factor) {
    if (length.is_number()) return length.get<double>() * factor;
    const bool interpolates = length[0] == "interpolate" && length[2] == json::array({"zoom"});
    const bool steps = length[0] == "step" && length[1] == json::array({"zoom"});
    if (!interpolates && !steps) return json::array({"*", length, factor});
    json scaled = length;
    for (std::size_t output = interpolates ? 4 : 2; output < scaled.size(); output += 2)
        scaled[output] = timesOutputs(length[output], factor);
    return scaled;
}

const char* typeName(LayerType type) {
    switch (type) {
    case LayerType::Background:
        return "background";
    case LayerType::Line:
        return "line";
    case LayerType::Circle:
        return "circle";
    case LayerType::Symbol:
        return "symbol";
    case LayerType::Fill:
    case LayerType::Raster: // has no member of this writer
        break;
    }
    return "fill";
}

} // namespace

void LayerWriter::warn(const std::string& property, const std::string& message, const std::string& remedy) {
    Issue issue;
    issue.code = "not-in-maplibre";
    issue.layer = layer_.id;
    issue.message = fmt::format("\"{}\": {}", property, message);
    issue.remedy = remedy;
    style_.issues.push_back(std::move(issue));
}

json LayerWriter::head(const char* type) {
    json layer = {{"id", layer_.id}, {"type", type}};
    if (!layer_.name.empty()) layer["metadata"] = {{"name", layer_.name.get()}};
    if (layer_.minZoom > 0) layer["minzoom"] = std::min(layer_.minZoom, kLargestZoom);
    if (layer_.maxZoom < kLargestZoom) layer["maxzoom"] = std::max(layer_.maxZoom, 0.0);
    return layer;
}

json LayerWriter::property(const std::string& name, const Expression& expression) {
    if (isSameForAll(name) && expression.dependsOnFeature()) {
        warn(name, tr("MapLibre takes one value for all features of a layer"), tr("the property is left out"));
        return nullptr;
    }
    const WrittenExpression written = writeExpression(expression, {false, style_.zoom});
    if (written.zoomFixed) {
        warn(name, tr("MapLibre takes the zoom only as the input of the outermost step or interpolate"),
             fmt::format(fmt::runtime(tr("it is as at zoom {:.1f}")), style_.zoom));
    }
    return json::parse(written.json);
}

void LayerWriter::addProperties(json& to, const StyleProperties& properties) {
    for (const auto& [name, expression] : properties) {
        json value = property(name, expression);
        if (!value.is_null()) to[name] = std::move(value);
    }
}

void LayerWriter::putMeters(json& paint, const std::string& name, const Expression& meters) {
    const WrittenExpression written = writeExpression(meters, {true, style_.zoom});
    if (!meters.dependsOnZoom()) {
        paint[name] = metersAsPixels(json::parse(written.json), latitudeDegrees_);
        return;
    }
    // Metres of each zoom cannot be doubled from one zoom to the next.
    warn(name, tr("a width in metres that also depends on the zoom"),
         fmt::format(fmt::runtime(tr("it is as at zoom {:.1f}")), style_.zoom));
    const EvaluationContext context{nullptr, 0, style_.zoom};
    if (const auto fixed = meters.evaluate(context).number()) paint[name] = metersAsPixels(*fixed, latitudeDegrees_);
}

void LayerWriter::addGroundLengths(json& paint) {
    putMeters(paint, "line-width", *layer_.lineWidthMeters);
    for (const char* name : kGroundLengths) {
        if (const Expression* length = layer_.property(name)) putMeters(paint, name, *length);
    }
}

std::string LayerWriter::fontOf(const StyleLayer& layer, const EvaluationContext& context) {
    const Expression* font = layer.property("text-font");
    const StyleValue value = font ? font->evaluate(context) : StyleValue{};
    if (const auto text = value.text()) return *text;
    if (const auto* list = std::get_if<StyleValue::List>(&value.data); list && !list->empty()) {
        if (const auto text = list->front().text()) return *text;
    }
    return TextSymbol().font;
}

void LayerWriter::addText(json& layout) {
    // The first font is the one that Geju letters with; without one, MapLibre's default is another than ours.
    const Expression* font = layer_.property("text-font");
    if (!font || font->isConstant()) layout["text-font"] = json::array({fontOf(layer_, {})});
    if (layer_.textFieldEnglish && language() != "zh") {
        json english = property("text-field", *layer_.textFieldEnglish);
        const Expression* field = layer_.property("text-field");
        // Where there is no English text the other one stands in.
        if (field && !layer_.textFieldEnglish->isConstant()) {
            const json shown = json::array({"to-string", english});
            english = json::array({"case", json::array({"!=", shown, ""}), shown, property("text-field", *field)});
        }
        layout["text-field"] = std::move(english);
    }
}

json LayerWriter::members() {
    json layer = head(typeName(layer_.type));
    json layout = json::object();
    json paint = json::object();
    addProperties(layout, layer_.layout);
    addProperties(paint, layer_.paint);
    if (layer_.type == LayerType::Line && layer_.lineWidthMeters) {
        addGroundLengths(paint);
    } else if (layer_.type == LayerType::Line && layer_.lineWidthMillimeters) {
        paint["line-width"] =
            timesOutputs(property("geju:line-width-mm", *layer_.lineWidthMillimeters), kPixelsPerMillimeter);
    }
    if (layer_.type == LayerType::Circle && layer_.circleRadiusMeters) {
        putMeters(paint, "circle-radius", *layer_.circleRadiusMeters);
    }
    if (layer_.type == LayerType::Symbol) addText(layout);
    if (!layout.empty()) layer["layout"] = std::move(layout);
    if (!paint.empty()) layer["paint"] = std::move(paint);
    return layer;
}

json LayerWriter::arrowMembers() {
    json layer = head("fill");
    json paint = json::object();
    const auto copy = [&](const char* from, const char* to) {
        if (const Expression* value = layer_.property(from)) paint[to] = property(from, *value);
    };
    copy("line-color", "fill-color");
    copy("line-opacity", "fill-opacity");
    if (const Expression* gradient = layer_.property("line-gradient")) {
        paint["fill-color"] = toCss(colorAt(colorStops(*gradient), 0.5));
        warn("line-gradient", tr("an arrow becomes a polygon, which has no such property"),
             tr("it has the colour of its middle"));
    }
    layer["paint"] = std::move(paint);
    warnOfFixedWidth("geju:arrow");
    for (const char* name : {"line-blur", "line-dasharray", "line-offset", "line-gap-width"}) {
        if (layer_.property(name)) {
            warn(name, tr("an arrow becomes a polygon, which has no such property"), tr("the property is left out"));
        }
    }
    return layer;
}

json LayerWriter::headMembers(const json& width, const std::string& image, double headPixels) {
    const ArrowsAlongStyle& arrows = *layer_.arrowsAlong;
    json layer = head("symbol");
    layer["id"] = layer_.id + ":arrows";
    json spacing = arrows.spacing;
    if (arrows.spacingUnit == LengthUnit::Millimeters) spacing = arrows.spacing * kPixelsPerMillimeter;
    if (arrows.spacingUnit == LengthUnit::Meters) spacing = metersAsPixels(arrows.spacing, latitudeDegrees_);
    layer["layout"] = {{"icon-image", image},
                       {"icon-size", timesOutputs(width.is_null() ? json(1) : width, arrows.headLength / headPixels)},
                       {"symbol-placement", "line"},
                       {"symbol-spacing", std::move(spacing)},
                       {"icon-padding", 0},
                       {"icon-allow-overlap", true},
                       {"icon-ignore-placement", true},
                       {"icon-rotation-alignment", "map"}};
    json paint = json::object();
    const auto copy = [&](const char* from, const char* to) {
        if (const Expression* value = layer_.property(from)) paint[to] = property(from, *value);
    };
    if (arrows.color) {
        paint["icon-color"] = toCss(*arrows.color);
    } else if (const Expression* gradient = layer_.property("line-gradient")) {
        paint["icon-color"] = toCss(colorAt(colorStops(*gradient), 0.5));
    } else {
        copy("line-color", "icon-color");
    }
    copy("line-opacity", "icon-opacity");
    if (!paint.empty()) layer["paint"] = std::move(paint);
    if (layer_.property("line-offset")) {
        warn("line-offset", tr("arrows along a line stand on it in MapLibre"), tr("the property is left out"));
    }
    return layer;
}

json LayerWriter::pictureMembers(double metersPerPixel) {
    json layer = head("raster");
    layer["paint"] = {{"raster-fade-duration", 0}};
    warn(layer_.fillGradient ? "geju:fill-gradient" : "geju:soft-edge",
         tr("MapLibre fills a polygon with one colour up to its boundary"),
         fmt::format(fmt::runtime(tr("the layer becomes a picture of {:.1f} m a pixel, as at zoom {:.1f}")),
                     metersPerPixel, style_.zoom));
    return layer;
}

void LayerWriter::warnOfFixedWidth(const char* extra) {
    if (layer_.lineWidthMeters && !layer_.lineWidthMeters->dependsOnZoom()) return;
    warn(extra, tr("it becomes a polygon on the ground and keeps its width in metres"),
         fmt::format(fmt::runtime(tr("it is as at zoom {:.1f}")), style_.zoom));
}

json LayerWriter::filter() {
    if (!layer_.filter) return nullptr;
    return json::parse(writeExpression(*layer_.filter, {true, style_.zoom}).json);
}

} // namespace geju
