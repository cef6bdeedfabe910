// What the inspector says of a feature: names in the interface's language, class, attributes, figures, origin.
#pragma once

#include "app/feature_picker.hpp"
#include "plan/document.hpp"
#include "ui/state.hpp"

#include <optional>

namespace geju {

/// Nothing when the picked layer is not one of the document's.
std::optional<FeatureState> featureState(const Document& document, const PickedFeature& picked);

/// The text of an attribute, "" when the table has no such column.
std::string attributeText(const FeatureTable& table, std::size_t row, std::string_view column);

} // namespace geju
