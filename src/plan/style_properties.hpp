// What the MapLibre style specification says of each paint and layout property, and which of them Geju draws.
// Private to the room; docs/style.md is the same table for people.
#pragma once

#include "plan/style.hpp"

#include <span>
#include <string_view>

namespace geju {

enum class PropertyKind { Number, Color, Text, Choice, Flag, Numbers, TextList, AnchorOffsets, Formatted, Padding };

struct PropertyTraits {
    std::string_view name;
    LayerType layer;
    bool layout = false; ///< under `layout`, not `paint`
    PropertyKind kind = PropertyKind::Number;
    bool drawn = true;             ///< false: known to MapLibre, left out by Geju with a warning
    double least = 0;              ///< of numbers
    double most = 1e9;             ///< of numbers
    std::string_view choices = {}; ///< of a choice: "|"-separated
};

/// Null when MapLibre has no such property for layers of this type.
const PropertyTraits* propertyTraits(LayerType type, bool layout, std::string_view name);
/// True when a constant is a value that the property can take. Null (no value) can always be taken.
bool accepts(const PropertyTraits& traits, const StyleValue& value);
std::span<const PropertyTraits> allProperties();

} // namespace geju
