#include "drawing/symbolizer.hpp"

#include "drawing/patterns.hpp"
#include "drawing/pictograms.hpp"
#include "plan/unicode.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>

namespace geju {

namespace {

constexpr Rgba kBlack{0, 0, 0, 255};
constexpr Rgba kNone{0, 0, 0, 0};

Rgba paintColor(const StyleLayer& layer, const EvaluationContext& context, std::string_view color,
                std::string_view opacity, Rgba otherwise) {
    return withOpacity(layer.color(color, context, otherwise), layer.number(opacity, context, 1));
}

std::optional<double> lengthOf(const std::optional<Expression>& expression, const EvaluationContext& context) {
    return expression ? expression->evaluate(context).number() : std::nullopt;
}

std::string firstFont(const StyleLayer& layer, const EvaluationContext& context, std::string otherwise) {
    const Expression* property = layer.property("text-font");
    if (!property) return otherwise;
    const StyleValue value = property->evaluate(context);
    if (const auto text = value.text()) return *text;
    if (const auto* list = std::get_if<StyleValue::List>(&value.data); list && !list->empty()) {
        if (const auto text = list->front().text()) return *text;
    }
    return otherwise;
}

constexpr double kStylePixelsPerMillimeter = 96 / 25.4; // docs/style.md, "Zoom"

HeadsAlong headsAlong(const ArrowsAlongStyle& style, Rgba line, double lineOpacity) {
    HeadsAlong heads;
    heads.spacing = style.spacing * (style.spacingUnit == LengthUnit::Millimeters ? kStylePixelsPerMillimeter : 1);
    heads.spacingInMeters = style.spacingUnit == LengthUnit::Meters;
    heads.length = style.headLength;
    heads.width = style.headWidth;
    heads.color = style.color ? withOpacity(*style.color, lineOpacity) : line;
    return heads;
}

std::vector<std::string> textsOf(const StyleLayer& layer, const EvaluationContext& context, std::string_view name) {
    std::vector<std::string> texts;
    const Expression* property = layer.property(name);
    const StyleValue value = property ? property->evaluate(context) : StyleValue{};
    if (const auto* list = std::get_if<StyleValue::List>(&value.data)) {
        for (const StyleValue& item : *list) texts.push_back(item.toText());
    }
    return texts;
}

/// Away from the anchor's point by `right` and `down`, to the side on which the text stands.
Point awayFrom(std::string_view anchor, Point distances) {
    const auto says = [&](std::string_view side) { return anchor.find(side) != std::string_view::npos; };
    return {says("left")    ? distances.x
            : says("right") ? -distances.x
                            : 0,
            says("top")      ? distances.y
            : says("bottom") ? -distances.y
                             : 0};
}

bool mayOverlap(const StyleLayer& layer, const EvaluationContext& context, const std::string& part, bool otherwise) {
    const std::string overlap = layer.text(part + "-overlap", context, "");
    return overlap.empty() ? layer.flag(part + "-allow-overlap", context, otherwise) : overlap == "always";
}

/// text-radial-offset is along the diagonal for an anchor at a corner.
Point radially(std::string_view anchor, double radiusEms) {
    const bool corner = anchor.find('-') != std::string_view::npos;
    const double side = corner ? radiusEms / std::numbers::sqrt2 : radiusEms;
    return awayFrom(anchor, {side, side});
}

/// Of text-variable-anchor-offset: anchors, each followed by its offset.
std::vector<TextSymbol::Standing> standingsOf(const StyleLayer& layer, const EvaluationContext& context) {
    std::vector<TextSymbol::Standing> standings;
    const Expression* property = layer.property("text-variable-anchor-offset");
    const StyleValue value = property ? property->evaluate(context) : StyleValue{};
    const auto* list = std::get_if<StyleValue::List>(&value.data);
    for (std::size_t i = 0; list && i + 1 < list->size(); i += 2) {
        const auto offset = (*list)[i + 1].numbers();
        if (offset && offset->size() == 2) standings.push_back({(*list)[i].toText(), {(*offset)[0], (*offset)[1]}});
    }
    return standings;
}

void standText(TextSymbol& symbol, const StyleLayer& layer, const EvaluationContext& context) {
    if (auto standings = standingsOf(layer, context); !standings.empty()) {
        symbol.anchor = standings.front().anchor;
        symbol.offsetEms = standings.front().offsetEms;
        symbol.otherStandings.assign(standings.begin() + 1, standings.end());
        return;
    }
    const auto offset = layer.numbers("text-offset", context, {});
    if (offset.size() == 2) symbol.offsetEms = {offset[0], offset[1]};
    const double radius = layer.number("text-radial-offset", context, 0);
    const auto anchors = textsOf(layer, context, "text-variable-anchor");
    if (anchors.empty()) {
        if (radius != 0) symbol.offsetEms = radially(symbol.anchor, radius);
        return;
    }
    const Point distances{std::abs(symbol.offsetEms.x), std::abs(symbol.offsetEms.y)};
    for (const std::string& anchor : anchors) {
        symbol.otherStandings.push_back({anchor, radius != 0 ? radially(anchor, radius) : awayFrom(anchor, distances)});
    }
    symbol.anchor = symbol.otherStandings.front().anchor;
    symbol.offsetEms = symbol.otherStandings.front().offsetEms;
    symbol.otherStandings.erase(symbol.otherStandings.begin());
}

TextSymbol::Order orderOf(const StyleLayer& layer, const EvaluationContext& context) {
    const std::string order = layer.text("symbol-z-order", context, "auto");
    if (order == "source") return TextSymbol::Order::Source;
    const bool sorted = order == "auto" && layer.property("symbol-sort-key");
    return sorted ? TextSymbol::Order::SortKey : TextSymbol::Order::ViewportY;
}

std::optional<IconSymbol> iconSymbol(const StyleLayer& layer, const EvaluationContext& context) {
    const auto pictogram = findPictogram(layer.text("icon-image", context, ""));
    const double scale = layer.number("icon-size", context, 1);
    if (!pictogram || !(scale > 0)) return std::nullopt;
    IconSymbol icon;
    icon.pictogram = *pictogram;
    icon.size = scale * kPictogramPixels;
    icon.color = paintColor(layer, context, "icon-color", "icon-opacity", kBlack);
    icon.haloColor = paintColor(layer, context, "icon-halo-color", "icon-opacity", kNone);
    icon.haloWidth = std::max(0.0, layer.number("icon-halo-width", context, icon.haloWidth));
    // One for all sides: the largest where they differ.
    const auto sides = layer.numbers("icon-padding", context, {layer.number("icon-padding", context, icon.padding)});
    if (!sides.empty()) icon.padding = std::max(0.0, *std::max_element(sides.begin(), sides.end()));
    icon.rotateDegrees = layer.number("icon-rotate", context, icon.rotateDegrees);
    icon.allowOverlap = mayOverlap(layer, context, "icon", icon.allowOverlap);
    icon.ignorePlacement = layer.flag("icon-ignore-placement", context, icon.ignorePlacement);
    icon.optional = layer.flag("icon-optional", context, icon.optional);
    icon.turnsWithLine = layer.text("icon-rotation-alignment", context, "auto") != "viewport";
    icon.keepUpright = layer.flag("icon-keep-upright", context, icon.keepUpright);
    icon.anchor = layer.text("icon-anchor", context, icon.anchor);
    const auto offset = layer.numbers("icon-offset", context, {});
    if (offset.size() == 2) icon.offset = {offset[0] * scale, offset[1] * scale};
    const auto moved = layer.numbers("icon-translate", context, {});
    if (moved.size() == 2) icon.offset = {icon.offset.x + moved[0], icon.offset.y + moved[1]};
    return icon;
}

/// A pattern takes the colour of the symbol, which is then bare, or geju:pattern-color over it.
void addPattern(FillSymbol& symbol, const StyleLayer& layer, const EvaluationContext& context,
                std::string_view opacity) {
    const std::string_view property = layer.patternProperty();
    if (!layer.property(property)) return;
    const auto pattern = findPattern(layer.text(property, context, ""));
    if (!pattern) return;
    symbol.pattern = PatternStyle{*pattern, layer.patternScale, symbol.color};
    if (!layer.patternColor) {
        symbol.color = kNone;
        return;
    }
    const Rgba ink = layer.patternColor->evaluate(context).color().value_or(kBlack);
    symbol.pattern->color = withOpacity(ink, layer.number(opacity, context, 1));
}

class KeyWriter {
  public:
    template <typename T>
    KeyWriter& add(const T& value) {
        static_assert(std::is_trivially_copyable_v<T> && !std::is_pointer_v<T>);
        key_.append(reinterpret_cast<const char*>(&value), sizeof value);
        return *this;
    }
    KeyWriter& add(const std::string& text) {
        key_ += text;
        return add('\0');
    }
    std::string take() { return std::move(key_); }

  private:
    std::string key_;
};

void collect(const Expression& expression, FeatureUse& use) {
    if (!expression.dependsOnFeature()) return;
    use.any = true;
    use.rowByRow = use.rowByRow || expression.computesPropertyNames();
    for (std::string& name : expression.properties()) use.names.push_back(std::move(name));
}

bool belongsToText(std::string_view property) {
    return property == "text-field" || property == "text-transform" || property == "symbol-sort-key";
}

/// It says in which order features are drawn, not how they look.
bool belongsToOrder(std::string_view property) {
    return property == "fill-sort-key" || property == "line-sort-key" || property == "circle-sort-key";
}

} // namespace

FillSymbol fillSymbol(const StyleLayer& layer, const EvaluationContext& context) {
    FillSymbol symbol;
    symbol.color = paintColor(layer, context, "fill-color", "fill-opacity", kBlack);
    if (layer.property("fill-outline-color") && layer.flag("fill-antialias", context, true)) {
        symbol.outline = paintColor(layer, context, "fill-outline-color", "fill-opacity", kNone);
    }
    symbol.hatch = layer.hatch;
    if (layer.softEdge) {
        const LengthUnit unit = layer.softEdge->unit;
        const double width = layer.softEdge->width.evaluate(context).number().value_or(0);
        symbol.softEdge = std::max(0.0, width) * (unit == LengthUnit::Millimeters ? kStylePixelsPerMillimeter : 1);
        symbol.softEdgeInMeters = unit == LengthUnit::Meters;
    }
    if (layer.fillGradient) {
        const double opacity = layer.number("fill-opacity", context, 1);
        symbol.gradientCourse = layer.fillGradient->course;
        symbol.gradientAngleDegrees = layer.fillGradient->angleDegrees;
        symbol.gradient = colorStops(layer.fillGradient->colors, context);
        for (ColorStop& stop : symbol.gradient) stop.color = withOpacity(stop.color, opacity);
        symbol.color = colorAt(symbol.gradient, 0.5);
    }
    addPattern(symbol, layer, context, "fill-opacity");
    return symbol;
}

FillSymbol backgroundSymbol(const StyleLayer& layer, const EvaluationContext& context) {
    FillSymbol symbol;
    symbol.color = paintColor(layer, context, "background-color", "background-opacity", kBlack);
    addPattern(symbol, layer, context, "background-opacity");
    return symbol;
}

LineSymbol lineSymbol(const StyleLayer& layer, const EvaluationContext& context) {
    LineSymbol symbol;
    symbol.color = paintColor(layer, context, "line-color", "line-opacity", kBlack);
    symbol.width = std::max(0.0, layer.number("line-width", context, symbol.width));
    if (const auto millimeters = lengthOf(layer.lineWidthMillimeters, context)) {
        symbol.width = std::max(0.0, *millimeters * kStylePixelsPerMillimeter);
    }
    if (const auto ground = lengthOf(layer.lineWidthMeters, context)) {
        symbol.width = std::max(0.0, *ground);
        symbol.widthInMeters = true;
    }
    symbol.dash = layer.numbers("line-dasharray", context, {});
    for (double& length : symbol.dash) length = std::max(0.0, length);
    if (std::all_of(symbol.dash.begin(), symbol.dash.end(), [](double length) { return length == 0; })) {
        symbol.dash.clear();
    }
    const std::string cap = layer.text("line-cap", context, "butt");
    symbol.cap = cap == "round" ? LineCap::Round : cap == "square" ? LineCap::Square : LineCap::Butt;
    const std::string join = layer.text("line-join", context, "miter");
    symbol.join = join == "round" ? LineJoin::Round : join == "bevel" ? LineJoin::Bevel : LineJoin::Miter;
    symbol.miterLimit = layer.number("line-miter-limit", context, symbol.miterLimit);
    symbol.blur = std::max(0.0, layer.number("line-blur", context, symbol.blur));
    symbol.offset = layer.number("line-offset", context, symbol.offset);
    symbol.gapWidth = std::max(0.0, layer.number("line-gap-width", context, symbol.gapWidth));
    if (const Expression* gradient = layer.property("line-gradient")) {
        const double opacity = layer.number("line-opacity", context, 1);
        symbol.gradient = colorStops(*gradient);
        for (ColorStop& stop : symbol.gradient) stop.color = withOpacity(stop.color, opacity);
        symbol.color = colorAt(symbol.gradient, 0.5);
    }
    symbol.arrow = layer.arrow;
    if (layer.arrowsAlong) {
        symbol.heads = headsAlong(*layer.arrowsAlong, symbol.color, layer.number("line-opacity", context, 1));
    }
    symbol.hatch = layer.hatch;
    // The shape that every painter can clip to.
    if (symbol.hatch || !symbol.gradient.empty()) symbol.join = LineJoin::Round;
    return symbol;
}

CircleSymbol circleSymbol(const StyleLayer& layer, const EvaluationContext& context) {
    CircleSymbol symbol;
    symbol.color = paintColor(layer, context, "circle-color", "circle-opacity", kBlack);
    symbol.radius = std::max(0.0, layer.number("circle-radius", context, symbol.radius));
    if (const auto ground = lengthOf(layer.circleRadiusMeters, context)) {
        symbol.radius = std::max(0.0, *ground);
        symbol.radiusInMeters = true;
    }
    symbol.strokeWidth = std::max(0.0, layer.number("circle-stroke-width", context, symbol.strokeWidth));
    symbol.strokeColor = paintColor(layer, context, "circle-stroke-color", "circle-stroke-opacity", kBlack);
    symbol.blur = std::max(0.0, layer.number("circle-blur", context, symbol.blur));
    return symbol;
}

RasterSymbol rasterSymbol(const StyleLayer& layer, const EvaluationContext& context) {
    RasterSymbol symbol;
    symbol.opacity = layer.number("raster-opacity", context, symbol.opacity);
    symbol.brightnessMin = layer.number("raster-brightness-min", context, symbol.brightnessMin);
    symbol.brightnessMax = layer.number("raster-brightness-max", context, symbol.brightnessMax);
    symbol.contrast = layer.number("raster-contrast", context, symbol.contrast);
    symbol.saturation = layer.number("raster-saturation", context, symbol.saturation);
    symbol.hueRotateDegrees = layer.number("raster-hue-rotate", context, symbol.hueRotateDegrees);
    symbol.nearest = layer.text("raster-resampling", context, "linear") == "nearest";
    return symbol;
}

TextSymbol textSymbol(const StyleLayer& layer, const EvaluationContext& context) {
    TextSymbol symbol;
    symbol.font = firstFont(layer, context, symbol.font);
    symbol.size = std::max(0.0, layer.number("text-size", context, symbol.size));
    symbol.color = paintColor(layer, context, "text-color", "text-opacity", kBlack);
    symbol.haloColor = paintColor(layer, context, "text-halo-color", "text-opacity", kNone);
    symbol.haloWidth = std::max(0.0, layer.number("text-halo-width", context, symbol.haloWidth));
    symbol.maxWidthEms = layer.number("text-max-width", context, symbol.maxWidthEms);
    symbol.letterSpacingEms = layer.number("text-letter-spacing", context, symbol.letterSpacingEms);
    symbol.lineHeightEms = layer.number("text-line-height", context, symbol.lineHeightEms);
    symbol.padding = std::max(0.0, layer.number("text-padding", context, symbol.padding));
    symbol.rotateDegrees = layer.number("text-rotate", context, symbol.rotateDegrees);
    symbol.allowOverlap = mayOverlap(layer, context, "text", symbol.allowOverlap);
    symbol.ignorePlacement = layer.flag("text-ignore-placement", context, symbol.ignorePlacement);
    symbol.optional = layer.flag("text-optional", context, symbol.optional);
    symbol.turnsWithLine = layer.text("text-rotation-alignment", context, "auto") != "viewport";
    symbol.keepUpright = layer.flag("text-keep-upright", context, symbol.keepUpright);
    symbol.maxAngleDegrees = layer.number("text-max-angle", context, symbol.maxAngleDegrees);
    symbol.anchor = layer.text("text-anchor", context, symbol.anchor);
    symbol.justify = layer.text("text-justify", context, symbol.justify);
    standText(symbol, layer, context);
    const auto moved = layer.numbers("text-translate", context, {});
    if (moved.size() == 2 && symbol.size > 0) {
        const Point ems{moved[0] / symbol.size, moved[1] / symbol.size};
        symbol.offsetEms = {symbol.offsetEms.x + ems.x, symbol.offsetEms.y + ems.y};
        for (auto& other : symbol.otherStandings)
            other.offsetEms = {other.offsetEms.x + ems.x, other.offsetEms.y + ems.y};
    }
    symbol.order = orderOf(layer, context);
    const std::string placement = layer.text("symbol-placement", context, "point");
    symbol.placement = placement == "line"          ? TextSymbol::Placement::Line
                       : placement == "line-center" ? TextSymbol::Placement::LineCenter
                                                    : TextSymbol::Placement::Point;
    symbol.spacing = std::max(1.0, layer.number("symbol-spacing", context, symbol.spacing));
    symbol.icon = iconSymbol(layer, context);
    if (symbol.placement != TextSymbol::Placement::Point) return symbol;
    symbol.leader = layer.leader;
    if (symbol.leader && !symbol.leader->color) symbol.leader->color = symbol.color;
    return symbol;
}

std::vector<std::string> unknownImages(const StyleLayer& layer, const FeatureTable* table, double zoom) {
    std::set<std::string> unknown;
    const bool pattern = layer.type != LayerType::Symbol;
    const Expression* image = layer.property(pattern ? layer.patternProperty() : "icon-image");
    if (!image) return {};
    const auto look = [&](const EvaluationContext& context) {
        std::string name = image->evaluate(context).toText();
        const bool known = pattern ? findPattern(name).has_value() : findPictogram(name).has_value();
        if (!name.empty() && !known) unknown.insert(std::move(name));
    };
    if (!table) look({nullptr, 0, zoom});
    for (std::size_t row = 0; table && row < table->size(); ++row) {
        const EvaluationContext context{table, row, zoom};
        if (!layer.filter || layer.filter->matches(context)) look(context);
    }
    return {unknown.begin(), unknown.end()};
}

Point layerTranslate(const StyleLayer& layer, double zoom) {
    const EvaluationContext context{nullptr, 0, zoom};
    for (const char* name : {"fill-translate", "line-translate", "circle-translate"}) {
        const auto moved = layer.numbers(name, context, {});
        if (moved.size() == 2) return {moved[0], moved[1]};
    }
    return {};
}

std::string labelText(const StyleLayer& layer, const EvaluationContext& context) {
    std::string text;
    const bool english = layer.textFieldEnglish && language() != "zh";
    if (english) text = layer.textFieldEnglish->evaluate(context).toText();
    if (text.empty()) {
        if (const Expression* field = layer.property("text-field")) text = field->evaluate(context).toText();
    }
    const std::string transform = layer.text("text-transform", context, "none");
    if (transform == "uppercase") return toUpper(text);
    if (transform == "lowercase") return toLower(text);
    return text;
}

double sortKey(const StyleLayer& layer, const EvaluationContext& context) {
    return layer.number("symbol-sort-key", context, 0);
}

std::string symbolKey(const FillSymbol& symbol) {
    KeyWriter key;
    key.add(symbol.color).add(symbol.outline).add(symbol.softEdge);
    for (const ColorStop& stop : symbol.gradient) key.add(stop.at).add(stop.color);
    if (symbol.pattern) key.add(symbol.pattern->pattern).add(symbol.pattern->color);
    return key.take();
}

std::string symbolKey(const LineSymbol& symbol) {
    KeyWriter key;
    key.add(symbol.color).add(symbol.width).add(symbol.widthInMeters).add(symbol.cap).add(symbol.join);
    key.add(symbol.miterLimit).add(symbol.blur).add(symbol.offset).add(symbol.gapWidth);
    if (symbol.heads) key.add(symbol.heads->color);
    for (const ColorStop& stop : symbol.gradient) key.add(stop.at).add(stop.color);
    for (const double length : symbol.dash) key.add(length);
    return key.take();
}

std::string symbolKey(const CircleSymbol& symbol) {
    KeyWriter key;
    key.add(symbol.color).add(symbol.radius).add(symbol.radiusInMeters).add(symbol.strokeColor);
    return key.add(symbol.strokeWidth).add(symbol.blur).take();
}

std::string symbolKey(const TextSymbol& symbol) {
    KeyWriter key;
    key.add(symbol.font).add(symbol.anchor).add(symbol.justify).add(symbol.size).add(symbol.color);
    key.add(symbol.haloColor).add(symbol.haloWidth).add(symbol.maxWidthEms).add(symbol.letterSpacingEms);
    key.add(symbol.lineHeightEms).add(symbol.padding).add(symbol.rotateDegrees).add(symbol.allowOverlap);
    for (const TextSymbol::Standing& other : symbol.otherStandings) key.add(other.anchor).add(other.offsetEms);
    key.add(symbol.offsetEms).add(symbol.placement).add(symbol.spacing).add(symbol.optional);
    key.add(symbol.ignorePlacement).add(symbol.turnsWithLine).add(symbol.keepUpright).add(symbol.maxAngleDegrees);
    key.add(symbol.order);
    if (const auto& leader = symbol.leader) {
        key.add(leader->distance).add(leader->gap).add(leader->width).add(*leader->color);
    }
    if (const auto& icon = symbol.icon) {
        key.add(icon->pictogram).add(icon->size).add(icon->color).add(icon->haloColor).add(icon->haloWidth);
        key.add(icon->padding).add(icon->rotateDegrees).add(icon->allowOverlap).add(icon->optional);
        key.add(icon->anchor).add(icon->offset).add(icon->ignorePlacement);
        key.add(icon->turnsWithLine).add(icon->keepUpright);
    }
    return key.take();
}

LayerUses usesOf(const StyleLayer& layer) {
    LayerUses uses;
    for (const StyleProperties* properties : {&layer.paint, &layer.layout}) {
        for (const auto& [name, expression] : *properties) {
            if (belongsToOrder(name)) continue;
            collect(expression, belongsToText(name) ? uses.text : uses.symbol);
        }
    }
    if (layer.textFieldEnglish) collect(*layer.textFieldEnglish, uses.text);
    if (layer.lineWidthMeters) collect(*layer.lineWidthMeters, uses.symbol);
    if (layer.lineWidthMillimeters) collect(*layer.lineWidthMillimeters, uses.symbol);
    if (layer.circleRadiusMeters) collect(*layer.circleRadiusMeters, uses.symbol);
    if (layer.softEdge) collect(layer.softEdge->width, uses.symbol);
    if (layer.fillGradient) collect(layer.fillGradient->colors, uses.symbol);
    if (layer.patternColor) collect(*layer.patternColor, uses.symbol);
    if (layer.filter) collect(*layer.filter, uses.filter);
    for (FeatureUse* use : {&uses.filter, &uses.text, &uses.symbol}) {
        std::sort(use->names.begin(), use->names.end());
        use->names.erase(std::unique(use->names.begin(), use->names.end()), use->names.end());
    }
    return uses;
}

} // namespace geju
