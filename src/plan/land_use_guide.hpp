// The national classification of land and sea use of 2023 with its colours: what plans of any county are drawn in.
// Constant data, any thread.
#pragma once

#include "plan/project.hpp"

#include <string_view>

namespace geju {

/// First and second level, sorted by code.
const ClassTable& landUseGuide();
/// The class of a code of two, four or six digits (third-level codes give their second-level class); null when the
/// guide has none.
const LandUseClass* guideClass(std::string_view code);

} // namespace geju
