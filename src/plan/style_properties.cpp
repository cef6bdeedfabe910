#include "plan/style_properties.hpp"

#include <algorithm>
#include <array>

namespace geju {

namespace {

constexpr auto kBackground = LayerType::Background;
constexpr auto kFill = LayerType::Fill;
constexpr auto kLine = LayerType::Line;
constexpr auto kCircle = LayerType::Circle;
constexpr auto kSymbol = LayerType::Symbol;
constexpr auto kRaster = LayerType::Raster;
constexpr auto kColor = PropertyKind::Color;
constexpr auto kNumber = PropertyKind::Number;
constexpr auto kNumbers = PropertyKind::Numbers;
constexpr auto kChoice = PropertyKind::Choice;
constexpr auto kFlag = PropertyKind::Flag;
constexpr auto kText = PropertyKind::Text;
constexpr double kAnyLess = -1e9;
constexpr std::string_view kFrame = "map|viewport";
constexpr std::string_view kAlignment = "map|viewport|auto";
constexpr std::string_view kAnchors = "center|left|right|top|bottom|top-left|top-right|bottom-left|bottom-right";

// Names and ranges: MapLibre Style Specification, version 8, "Layers".
constexpr PropertyTraits kProperties[] = {
    {"background-color", kBackground, false, kColor},
    {"background-opacity", kBackground, false, kNumber, true, 0, 1},
    {"background-pattern", kBackground, false, kText},

    {"fill-color", kFill, false, kColor},
    {"fill-opacity", kFill, false, kNumber, true, 0, 1},
    {"fill-outline-color", kFill, false, kColor},
    {"fill-antialias", kFill, false, kFlag},
    {"fill-pattern", kFill, false, kText},
    {"fill-translate", kFill, false, kNumbers},
    {"fill-translate-anchor", kFill, false, kChoice, true, 0, 0, kFrame},
    {"fill-sort-key", kFill, true, kNumber, true, kAnyLess},

    {"line-color", kLine, false, kColor},
    {"line-width", kLine, false, kNumber},
    {"line-opacity", kLine, false, kNumber, true, 0, 1},
    {"line-dasharray", kLine, false, kNumbers},
    {"line-blur", kLine, false, kNumber},
    {"line-offset", kLine, false, kNumber, true, kAnyLess},
    {"line-gap-width", kLine, false, kNumber},
    {"line-gradient", kLine, false, kColor},
    {"line-pattern", kLine, false, kText, false},
    {"line-translate", kLine, false, kNumbers},
    {"line-translate-anchor", kLine, false, kChoice, true, 0, 0, kFrame},
    {"line-cap", kLine, true, kChoice, true, 0, 0, "butt|round|square"},
    {"line-join", kLine, true, kChoice, true, 0, 0, "bevel|round|miter"},
    {"line-miter-limit", kLine, true, kNumber},
    {"line-round-limit", kLine, true, kNumber},
    {"line-sort-key", kLine, true, kNumber, true, kAnyLess},

    {"circle-color", kCircle, false, kColor},
    {"circle-radius", kCircle, false, kNumber},
    {"circle-opacity", kCircle, false, kNumber, true, 0, 1},
    {"circle-stroke-color", kCircle, false, kColor},
    {"circle-stroke-width", kCircle, false, kNumber},
    {"circle-stroke-opacity", kCircle, false, kNumber, true, 0, 1},
    {"circle-blur", kCircle, false, kNumber},
    {"circle-translate", kCircle, false, kNumbers},
    {"circle-translate-anchor", kCircle, false, kChoice, true, 0, 0, kFrame},
    {"circle-pitch-scale", kCircle, false, kChoice, true, 0, 0, kFrame},
    {"circle-pitch-alignment", kCircle, false, kChoice, true, 0, 0, kFrame},
    {"circle-sort-key", kCircle, true, kNumber, true, kAnyLess},

    {"raster-opacity", kRaster, false, kNumber, true, 0, 1},
    {"raster-brightness-min", kRaster, false, kNumber, true, 0, 1},
    {"raster-brightness-max", kRaster, false, kNumber, true, 0, 1},
    {"raster-contrast", kRaster, false, kNumber, true, -1, 1},
    {"raster-saturation", kRaster, false, kNumber, true, -1, 1},
    {"raster-resampling", kRaster, false, kChoice, true, 0, 0, "linear|nearest"},
    {"raster-hue-rotate", kRaster, false, kNumber, true, kAnyLess},
    {"raster-fade-duration", kRaster, false, kNumber},

    {"text-color", kSymbol, false, kColor},
    {"text-halo-color", kSymbol, false, kColor},
    {"text-halo-width", kSymbol, false, kNumber},
    {"text-halo-blur", kSymbol, false, kNumber},
    {"text-opacity", kSymbol, false, kNumber, true, 0, 1},
    {"text-translate", kSymbol, false, kNumbers},
    {"text-translate-anchor", kSymbol, false, kChoice, true, 0, 0, kFrame},
    {"icon-color", kSymbol, false, kColor},
    {"icon-halo-color", kSymbol, false, kColor},
    {"icon-halo-width", kSymbol, false, kNumber},
    {"icon-halo-blur", kSymbol, false, kNumber, false},
    {"icon-opacity", kSymbol, false, kNumber, true, 0, 1},
    {"icon-translate", kSymbol, false, kNumbers},
    {"icon-translate-anchor", kSymbol, false, kChoice, true, 0, 0, kFrame},
    {"symbol-placement", kSymbol, true, kChoice, true, 0, 0, "point|line|line-center"},
    {"symbol-spacing", kSymbol, true, kNumber, true, 1},
    {"symbol-sort-key", kSymbol, true, kNumber, true, kAnyLess},
    {"symbol-avoid-edges", kSymbol, true, kFlag},
    {"symbol-z-order", kSymbol, true, kChoice, true, 0, 0, "auto|viewport-y|source"},
    {"text-field", kSymbol, true, PropertyKind::Formatted},
    {"text-font", kSymbol, true, PropertyKind::TextList},
    {"text-size", kSymbol, true, kNumber},
    {"text-anchor", kSymbol, true, kChoice, true, 0, 0, kAnchors},
    {"text-offset", kSymbol, true, kNumbers},
    {"text-max-width", kSymbol, true, kNumber},
    {"text-line-height", kSymbol, true, kNumber, true, kAnyLess},
    {"text-letter-spacing", kSymbol, true, kNumber, true, kAnyLess},
    {"text-justify", kSymbol, true, kChoice, true, 0, 0, "auto|left|center|right"},
    {"text-padding", kSymbol, true, kNumber},
    {"text-rotate", kSymbol, true, kNumber, true, kAnyLess},
    {"text-transform", kSymbol, true, kChoice, true, 0, 0, "none|uppercase|lowercase"},
    {"text-allow-overlap", kSymbol, true, kFlag},
    {"text-overlap", kSymbol, true, kChoice, true, 0, 0, "never|always|cooperative"},
    {"text-ignore-placement", kSymbol, true, kFlag},
    {"text-optional", kSymbol, true, kFlag},
    {"text-keep-upright", kSymbol, true, kFlag},
    {"text-max-angle", kSymbol, true, kNumber},
    {"text-pitch-alignment", kSymbol, true, kChoice, true, 0, 0, kAlignment},
    {"text-rotation-alignment", kSymbol, true, kChoice, true, 0, 0, kAlignment},
    {"text-radial-offset", kSymbol, true, kNumber, true, kAnyLess},
    {"text-variable-anchor", kSymbol, true, PropertyKind::TextList, true, 0, 0, kAnchors},
    {"text-variable-anchor-offset", kSymbol, true, PropertyKind::AnchorOffsets, true, 0, 0, kAnchors},
    {"text-writing-mode", kSymbol, true, PropertyKind::TextList, false},
    {"icon-image", kSymbol, true, kText},
    {"icon-size", kSymbol, true, kNumber},
    {"icon-anchor", kSymbol, true, kChoice, true, 0, 0, kAnchors},
    {"icon-offset", kSymbol, true, kNumbers},
    {"icon-rotate", kSymbol, true, kNumber, true, kAnyLess},
    {"icon-padding", kSymbol, true, PropertyKind::Padding},
    {"icon-allow-overlap", kSymbol, true, kFlag},
    {"icon-overlap", kSymbol, true, kChoice, true, 0, 0, "never|always|cooperative"},
    {"icon-ignore-placement", kSymbol, true, kFlag},
    {"icon-optional", kSymbol, true, kFlag},
    {"icon-keep-upright", kSymbol, true, kFlag},
    {"icon-pitch-alignment", kSymbol, true, kChoice, true, 0, 0, kAlignment},
    {"icon-rotation-alignment", kSymbol, true, kChoice, true, 0, 0, kAlignment},
    {"icon-text-fit", kSymbol, true, kChoice, false, 0, 0, "none|width|height|both"},
    {"icon-text-fit-padding", kSymbol, true, kNumbers, false},
};

bool isChoice(std::string_view choices, std::string_view value) {
    while (!choices.empty()) {
        const auto bar = choices.find('|');
        if (choices.substr(0, bar) == value) return true;
        choices = bar == std::string_view::npos ? std::string_view{} : choices.substr(bar + 1);
    }
    return false;
}

} // namespace

std::span<const PropertyTraits> allProperties() {
    return kProperties;
}

const PropertyTraits* propertyTraits(LayerType type, bool layout, std::string_view name) {
    const auto found = std::find_if(std::begin(kProperties), std::end(kProperties), [&](const PropertyTraits& traits) {
        return traits.layer == type && traits.layout == layout && traits.name == name;
    });
    return found == std::end(kProperties) ? nullptr : found;
}

bool accepts(const PropertyTraits& traits, const StyleValue& value) {
    if (value.isNull()) return true;
    switch (traits.kind) {
    case PropertyKind::Number:
        return value.number() && *value.number() >= traits.least && *value.number() <= traits.most;
    case PropertyKind::Color:
        return value.color().has_value();
    case PropertyKind::Text:
        return value.text().has_value();
    case PropertyKind::Choice:
        return value.text() && isChoice(traits.choices, *value.text());
    case PropertyKind::Flag:
        return value.boolean().has_value();
    case PropertyKind::Numbers:
        return value.numbers().has_value();
    case PropertyKind::Padding:
        return value.number() || value.numbers();
    case PropertyKind::TextList: {
        const auto* list = std::get_if<StyleValue::List>(&value.data);
        return list && std::all_of(list->begin(), list->end(), [&](const StyleValue& item) {
                   return item.text() && (traits.choices.empty() || isChoice(traits.choices, *item.text()));
               });
    }
    case PropertyKind::AnchorOffsets: {
        const auto* list = std::get_if<StyleValue::List>(&value.data);
        bool good = list && list->size() % 2 == 0;
        for (std::size_t i = 0; good && i < list->size(); i += 2) {
            const auto offset = (*list)[i + 1].numbers();
            good = (*list)[i].text() && isChoice(traits.choices, *(*list)[i].text()) && offset && offset->size() == 2;
        }
        return good;
    }
    case PropertyKind::Formatted:
        return value.text() || value.number() || value.boolean();
    }
    return false;
}

} // namespace geju
