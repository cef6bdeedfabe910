// What the style panel shows of a layer, and the edits that colour it by an attribute. Counting and classifying are
// pure functions of the document, any thread.
#pragma once

#include "analysis/classification.hpp"
#include "core/progress.hpp"
#include "core/result.hpp"
#include "plan/document.hpp"
#include "ui/commands.hpp"
#include "ui/state.hpp"

#include <memory>
#include <string>
#include <vector>

namespace geju {

/// The colour that a layer of this type is mostly made of: "paint/fill-color", …
const char* mainColorPlace(LayerType type);

/// The style layers that belong to an item of the layer tree, and the labels of its features.
std::vector<StylePart> partsOf(const Project& project, const LayerItem& item);

/// Everything of the panel's state that the document gives, for one style layer. Counts are taken from `before` where
/// they are the same.
StyleState styleState(const Document& document, const std::string& layer, const StyleState& before = {});

/// Members to set for one colour a value of a field; the legend follows. An error when there are none, or more values
/// than a legend can hold.
Result<std::vector<command::LayerMember>> colorsByValue(const Document& document, const command::ColorByValue& request);

struct ClassColors {
    std::vector<command::LayerMember> members;
    double fit = 1;
};
/// The same for classes of a number. An error when the field has no numbers, and "cancelled".
Result<ClassColors> colorsByClass(const Document& document, const command::ColorByClass& request, Progress* progress);

} // namespace geju
