// Where the plan that comes with the program lies: the first *.geju.json (by name) of a folder geodata/ above the
// executable (a build in its source tree), of PREFIX/share/geju/geodata beside PREFIX/bin, or of the source tree that
// the program was built from.
#pragma once

#include <filesystem>
#include <optional>

namespace geju {

std::optional<std::filesystem::path> shippedPlan();

} // namespace geju
