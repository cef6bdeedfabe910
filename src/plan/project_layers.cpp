// Style layers of a project: what is drawn, and a warning for everything that is not.
#include "plan/json_support.hpp"
#include "plan/project_parser.hpp"
#include "plan/style_properties.hpp"

#include <fmt/format.h>

namespace geju {

using nlohmann::json;

namespace {

std::optional<LayerType> layerType(std::string_view name) {
    if (name == "background") return LayerType::Background;
    if (name == "fill") return LayerType::Fill;
    if (name == "line") return LayerType::Line;
    if (name == "circle") return LayerType::Circle;
    if (name == "symbol") return LayerType::Symbol;
    if (name == "raster") return LayerType::Raster;
    return std::nullopt;
}

ExpressionTraits traitsOf(const PropertyTraits& property) {
    ExpressionTraits traits;
    const bool curve = property.kind == PropertyKind::Number || property.kind == PropertyKind::Color ||
                       property.kind == PropertyKind::Numbers;
    traits.interpolates = curve && property.name != "line-dasharray";
    traits.tokens = property.kind == PropertyKind::Formatted;
    traits.lineProgress = property.name == "line-gradient";
    traits.textList = property.kind == PropertyKind::TextList || property.kind == PropertyKind::AnchorOffsets;
    return traits;
}

} // namespace

std::optional<Expression> ProjectParser::expression(const json& value, const std::string& layer,
                                                    const std::string& what, const ExpressionTraits& traits,
                                                    bool filter) {
    ExpressionParser parser(traits);
    NodePointer root = filter ? parser.filter(value) : parser.property(value);
    for (Issue& issue : parser.issues()) {
        issue.file = project_.path.string();
        issue.layer = layer;
        issue.message = what + ": " + issue.message;
        if (issue.remedy.empty()) {
            issue.remedy = filter ? tr("the layer shows all features") : tr("the property is left out");
        }
        issues_.push_back(std::move(issue));
    }
    if (!root) return std::nullopt;
    return Expression(std::move(root));
}

void ProjectParser::parseLayers(const json& layers) {
    for (std::size_t i = 0; i < layers.size(); ++i) parseLayer(layers[i], i);
}

void ProjectParser::parseLayer(const json& object, std::size_t index) {
    if (!object.is_object()) {
        fail("invalid-value", fmt::format(fmt::runtime(tr("layer {} must be an object")), index));
        return;
    }
    StyleLayer layer;
    layer.id = object.contains("id") && object["id"].is_string() ? object["id"].get<std::string>() : std::string();
    if (layer.id.empty()) {
        layer.id = fmt::format("layer-{}", index);
        warn("invalid-value", fmt::format(fmt::runtime(tr("layer {} has no \"id\"")), index), {},
             fmt::format(fmt::runtime(tr("it is called \"{}\"")), layer.id));
    }
    if (project_.layer(layer.id) || droppedLayers_.count(layer.id) > 0) {
        fail("duplicate-id", tr("another layer has the same \"id\"; this one is left out"), layer.id);
        return;
    }
    const std::string where = tr("layer");
    const auto drop = [&] { droppedLayers_.insert(layer.id); };
    const std::string typeText = text(object, "type", where);
    const auto type = layerType(typeText);
    if (!type) {
        warn("unsupported-layer-type",
             fmt::format(fmt::runtime(tr("layers of the type \"{}\" are not supported")), typeText), layer.id,
             tr("the layer is left out"));
        return drop();
    }
    layer.type = *type;
    warnOfUnknown(object, {"id", "type", "source", "filter", "minzoom", "maxzoom", "layout", "paint", "metadata"},
                  where, layer.id);
    layer.source = text(object, "source", where);
    if (layer.type != LayerType::Background && !project_.source(layer.source)) {
        if (layer.source.empty()) {
            fail("missing-source", tr("the layer names no source"), layer.id);
        } else if (droppedSources_.count(layer.source) == 0) {
            fail("missing-source", fmt::format(fmt::runtime(tr("there is no source \"{}\"")), layer.source), layer.id);
        } else {
            warn("missing-source", fmt::format(fmt::runtime(tr("the source \"{}\" could not be taken")), layer.source),
                 layer.id, tr("the layer is left out"));
        }
        return drop();
    }
    const SourceReference* source = project_.source(layer.source);
    if (source && source->raster != (layer.type == LayerType::Raster)) {
        warn("wrong-source",
             source->raster ? tr("the layer draws features, its source is a picture")
                            : tr("the layer draws a picture, its source has features"),
             layer.id, tr("the layer is left out"));
        return drop();
    }
    layer.minZoom = number(object, "minzoom", where).value_or(layer.minZoom);
    layer.maxZoom = number(object, "maxzoom", where).value_or(layer.maxZoom);
    if (object.contains("filter")) layer.filter = expression(object["filter"], layer.id, "filter", {}, true);
    if (object.contains("layout")) parseProperties(layer, object["layout"], true);
    if (object.contains("paint")) parseProperties(layer, object["paint"], false);
    if (object.contains("metadata")) parseLayerMetadata(layer, object["metadata"]);
    if (layer.property("line-gradient") && (layer.property("line-dasharray") || layer.hatch)) {
        warn("unsupported-property", tr("\"line-gradient\" is for lines without dashes and hatch"), layer.id,
             tr("the gradient is left out"));
        layer.paint.erase("line-gradient");
    }
    project_.layers.push_back(std::move(layer));
}

void ProjectParser::parseProperties(StyleLayer& layer, const json& values, bool layout) {
    const char* where = layout ? "layout" : "paint";
    if (!values.is_object()) {
        warn("invalid-value", fmt::format(fmt::runtime(tr("\"{}\" must be an object")), where), layer.id);
        return;
    }
    for (const auto& [name, value] : values.items()) {
        if (value.is_null()) continue;
        if (layout && name == "visibility") {
            if (value == "none") layer.visible = false;
            if (value != "none" && value != "visible") {
                warn("invalid-value",
                     fmt::format(fmt::runtime(tr("\"visibility\" is \"visible\" or \"none\", not {}")),
                                 shortened(value)),
                     layer.id);
            }
            continue;
        }
        if (name.ends_with("-transition")) continue; // pictures do not move
        const PropertyTraits* traits = propertyTraits(layer.type, layout, name);
        if (!traits) {
            const bool misplaced = propertyTraits(layer.type, !layout, name);
            warn("unknown-property",
                 fmt::format(fmt::runtime(misplaced ? (layout ? tr("\"{}\" belongs under \"paint\"")
                                                              : tr("\"{}\" belongs under \"layout\""))
                                                    : tr("\"{}\" is no property of such layers")),
                             name),
                 layer.id, tr("the property is left out"));
            continue;
        }
        if (!traits->drawn) {
            warn("unsupported-property", fmt::format(fmt::runtime(tr("\"{}\" is not supported")), name), layer.id,
                 tr("the property is left out"));
            continue;
        }
        auto parsed = expression(value, layer.id, name, traitsOf(*traits));
        if (!parsed) continue;
        if (parsed->isConstant() && !accepts(*traits, parsed->evaluate({}))) {
            warn("invalid-value", fmt::format(fmt::runtime(tr("\"{}\" cannot be {}")), name, shortened(value)),
                 layer.id, tr("the property is left out"));
            continue;
        }
        if (traits->name == "line-gradient" && (parsed->dependsOnFeature() || parsed->dependsOnZoom())) {
            warn("unsupported-property", tr("\"line-gradient\" takes nothing but \"line-progress\""), layer.id,
                 tr("the property is left out"));
            continue;
        }
        (layout ? layer.layout : layer.paint).emplace(name, std::move(*parsed));
    }
}

void ProjectParser::parseLayerMetadata(StyleLayer& layer, const json& metadata) {
    if (!metadata.is_object()) return;
    const std::string where = "metadata";
    warnOfUnknown(metadata,
                  {"geju:name", "geju:group", "geju:legend", "geju:labels-only", "geju:line-width-meters",
                   "geju:line-width-mm", "geju:circle-radius-meters", "geju:hatch", "geju:arrow", "geju:arrows-along",
                   "geju:soft-edge", "geju:fill-gradient", "geju:pattern-color", "geju:pattern-scale", "geju:leader",
                   "geju:text-field-en"},
                  where, layer.id, true);
    if (metadata.contains("geju:name")) layer.name = localText(metadata["geju:name"]);
    if (metadata.contains("geju:group")) {
        layer.groupName = localText(metadata["geju:group"]);
        layer.group = layer.groupName.zh.empty() ? layer.groupName.en : layer.groupName.zh;
    }
    layer.labelsOnly = flag(metadata, "geju:labels-only", false, where);
    layer.legend.shown = !layer.name.empty() && !layer.labelsOnly;
    if (metadata.contains("geju:legend")) parseLegend(layer, metadata["geju:legend"]);
    if (metadata.contains("geju:line-width-meters")) {
        layer.lineWidthMeters = expression(metadata["geju:line-width-meters"], layer.id, "geju:line-width-meters");
    }
    if (metadata.contains("geju:line-width-mm")) {
        layer.lineWidthMillimeters = expression(metadata["geju:line-width-mm"], layer.id, "geju:line-width-mm");
    }
    if (metadata.contains("geju:circle-radius-meters")) {
        layer.circleRadiusMeters =
            expression(metadata["geju:circle-radius-meters"], layer.id, "geju:circle-radius-meters");
    }
    if (metadata.contains("geju:text-field-en")) {
        ExpressionTraits traits;
        traits.interpolates = false;
        traits.tokens = true;
        layer.textFieldEnglish = expression(metadata["geju:text-field-en"], layer.id, "geju:text-field-en", traits);
    }
    if (metadata.contains("geju:hatch")) parseHatch(layer, metadata["geju:hatch"]);
    if (metadata.contains("geju:soft-edge")) parseSoftEdge(layer, metadata["geju:soft-edge"]);
    if (metadata.contains("geju:fill-gradient")) parseFillGradient(layer, metadata["geju:fill-gradient"]);
    parsePattern(layer, metadata);
    if (metadata.contains("geju:arrow")) parseArrow(layer, metadata["geju:arrow"]);
    if (metadata.contains("geju:arrows-along")) parseArrowsAlong(layer, metadata["geju:arrows-along"]);
    if (metadata.contains("geju:leader")) parseLeader(layer, metadata["geju:leader"]);
    const bool band = layer.type == LayerType::Line && !layer.arrow && !layer.property("line-dasharray") &&
                      !layer.property("line-gap-width");
    if (layer.hatch && layer.type != LayerType::Fill && !band) {
        warn("unsupported-property", tr("\"geju:hatch\" is for fills, and for lines without dashes, gap or arrow"),
             layer.id, tr("the hatch is left out"));
        layer.hatch.reset();
    }
    if (layer.property("fill-pattern") && (layer.softEdge || layer.fillGradient)) {
        warn("unsupported-property", tr("\"fill-pattern\" is for fills without a gradient and with hard edges"),
             layer.id, tr("the pattern is left out"));
        layer.paint.erase("fill-pattern");
    }
    if (layer.hatch && (layer.softEdge || layer.fillGradient)) {
        warn("unsupported-property", tr("\"geju:hatch\" is for fills without a gradient and with hard edges"), layer.id,
             tr("the hatch is left out"));
        layer.hatch.reset();
    }
}

void ProjectParser::parseLegend(StyleLayer& layer, const json& legend) {
    if (legend.is_boolean()) {
        layer.legend.shown = legend.get<bool>();
        return;
    }
    if (!legend.is_object()) {
        warn("invalid-value", tr("\"geju:legend\" is true, false or an object"), layer.id);
        return;
    }
    warnOfUnknown(legend, {"property", "order", "labels"}, "geju:legend", layer.id);
    layer.legend.shown = true;
    layer.legend.property = text(legend, "property", "geju:legend");
    if (legend.contains("labels") && legend["labels"].is_object()) {
        for (const auto& [value, label] : legend["labels"].items()) layer.legend.labels[value] = localText(label);
    }
    if (!legend.contains("order") || !legend["order"].is_array()) return;
    for (const auto& value : legend["order"]) layer.legend.order.push_back(literalValue(value).toText());
}

void ProjectParser::parseHatch(StyleLayer& layer, const json& hatch) {
    const std::string where = "geju:hatch";
    if (!hatch.is_object()) {
        warn("invalid-value", tr("\"geju:hatch\" must be an object"), layer.id);
        return;
    }
    warnOfUnknown(hatch, {"angle", "spacing", "width", "color", "cross"}, where, layer.id);
    HatchStyle style;
    style.angleDegrees = number(hatch, "angle", where).value_or(style.angleDegrees);
    style.spacing = number(hatch, "spacing", where).value_or(style.spacing);
    style.width = number(hatch, "width", where).value_or(style.width);
    style.cross = flag(hatch, "cross", false, where);
    if (const auto color = parseColor(text(hatch, "color", where))) {
        style.color = *color;
    } else if (hatch.contains("color")) {
        warn("invalid-value", fmt::format(fmt::runtime(tr("{}: {} is no colour")), where, shortened(hatch["color"])),
             layer.id);
    }
    if (!(style.spacing >= 0.5) || !(style.width > 0)) {
        warn("invalid-value", tr("\"geju:hatch\": the spacing must be at least 0.5 and the width above 0"), layer.id,
             tr("the hatch is left out"));
        return;
    }
    layer.hatch = style;
}

void ProjectParser::parsePattern(StyleLayer& layer, const json& metadata) {
    for (const char* key : {"geju:pattern-color", "geju:pattern-scale"}) {
        if (metadata.contains(key) && layer.patternProperty().empty()) {
            warn("unsupported-property", fmt::format(fmt::runtime(tr("\"{}\" is for fills and backgrounds")), key),
                 layer.id, tr("the property is left out"));
            return;
        }
    }
    if (metadata.contains("geju:pattern-color")) {
        const json& color = metadata["geju:pattern-color"];
        layer.patternColor = expression(color, layer.id, "geju:pattern-color");
        if (layer.patternColor && layer.patternColor->isConstant() && !layer.patternColor->evaluate({}).color()) {
            warn("invalid-value",
                 fmt::format(fmt::runtime(tr("\"{}\" cannot be {}")), "geju:pattern-color", shortened(color)), layer.id,
                 tr("the property is left out"));
            layer.patternColor.reset();
        }
    }
    if (!metadata.contains("geju:pattern-scale")) return;
    layer.patternScale = number(metadata, "geju:pattern-scale", "metadata").value_or(1);
    constexpr double kLeast = 0.1;
    constexpr double kMost = 20;
    if (layer.patternScale >= kLeast && layer.patternScale <= kMost) return;
    warn("invalid-value", tr("\"geju:pattern-scale\" is between 0.1 and 20"), layer.id, tr("the property is left out"));
    layer.patternScale = 1;
}

void ProjectParser::parseArrow(StyleLayer& layer, const json& arrow) {
    const std::string where = "geju:arrow";
    if (!arrow.is_object()) {
        warn("invalid-value", tr("\"geju:arrow\" must be an object"), layer.id);
        return;
    }
    warnOfUnknown(arrow, {"start", "end", "length", "width", "taper"}, where, layer.id);
    ArrowStyle style;
    const auto end = [&](const char* key, bool otherwise) {
        if (!arrow.contains(key)) return otherwise;
        const json& value = arrow[key];
        if (value == "arrow" || value == "none") return value == "arrow";
        warn("invalid-value",
             fmt::format(fmt::runtime(tr("{}: \"{}\" is \"arrow\" or \"none\", not {}")), where, key, shortened(value)),
             layer.id);
        return otherwise;
    };
    style.atStart = end("start", false);
    style.atEnd = end("end", true);
    style.headLength = number(arrow, "length", where).value_or(style.headLength);
    style.headWidth = number(arrow, "width", where).value_or(style.headWidth);
    style.tailWidth = number(arrow, "taper", where).value_or(style.tailWidth);
    if (!(style.headLength > 0) || !(style.headWidth > 0) || !(style.tailWidth >= 0)) {
        warn("invalid-value", tr("\"geju:arrow\": length and width must be above 0 and the taper not below 0"),
             layer.id, tr("the arrow is left out"));
        return;
    }
    layer.arrow = style;
}

void ProjectParser::parseArrowsAlong(StyleLayer& layer, const json& arrows) {
    const std::string where = "geju:arrows-along";
    if (!arrows.is_object()) {
        warn("invalid-value", fmt::format(fmt::runtime(tr("\"{}\" must be an object")), where), layer.id);
        return;
    }
    if (layer.type != LayerType::Line) {
        warn("unsupported-property", tr("\"geju:arrows-along\" is for lines"), layer.id, tr("the arrows are left out"));
        return;
    }
    warnOfUnknown(arrows, {"spacing", "spacing-mm", "spacing-meters", "length", "width", "color"}, where, layer.id);
    ArrowsAlongStyle style;
    const std::pair<const char*, LengthUnit> spacings[]{{"spacing", LengthUnit::Pixels},
                                                        {"spacing-mm", LengthUnit::Millimeters},
                                                        {"spacing-meters", LengthUnit::Meters}};
    for (const auto& [key, unit] : spacings) {
        const auto spacing = number(arrows, key, where);
        if (!spacing) continue;
        style.spacing = *spacing;
        style.spacingUnit = unit;
    }
    style.headLength = number(arrows, "length", where).value_or(style.headLength);
    style.headWidth = number(arrows, "width", where).value_or(style.headWidth);
    style.color = parseColor(text(arrows, "color", where));
    if (arrows.contains("color") && !style.color) {
        warn("invalid-value", fmt::format(fmt::runtime(tr("{}: {} is no colour")), where, shortened(arrows["color"])),
             layer.id);
    }
    if (!(style.spacing > 0) || !(style.headLength > 0) || !(style.headWidth > 0)) {
        warn("invalid-value", tr("\"geju:arrows-along\": spacing, length and width must be above 0"), layer.id,
             tr("the arrows are left out"));
        return;
    }
    layer.arrowsAlong = style;
}

void ProjectParser::parseLeader(StyleLayer& layer, const json& leader) {
    const std::string where = "geju:leader";
    if (!leader.is_object() || layer.type != LayerType::Symbol) {
        warn("invalid-value", tr("\"geju:leader\" is an object, in a symbol layer"), layer.id);
        return;
    }
    warnOfUnknown(leader, {"distance", "gap", "width", "color"}, where, layer.id);
    LeaderStyle style;
    style.distance = number(leader, "distance", where).value_or(style.distance);
    style.gap = number(leader, "gap", where).value_or(style.gap);
    style.width = number(leader, "width", where).value_or(style.width);
    style.color = parseColor(text(leader, "color", where));
    if (!style.color && leader.contains("color")) {
        warn("invalid-value", fmt::format(fmt::runtime(tr("{}: {} is no colour")), where, shortened(leader["color"])),
             layer.id);
    }
    if (!(style.gap >= 0) || !(style.distance > style.gap) || !(style.width > 0)) {
        warn("invalid-value", tr("\"geju:leader\": the distance must be above the gap and the width above 0"), layer.id,
             tr("labels do not stand apart"));
        return;
    }
    layer.leader = style;
}

} // namespace geju
