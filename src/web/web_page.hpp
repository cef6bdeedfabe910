// The page that opens an exported map. It loads MapLibre GL JS from beside itself, where the user puts it, and says so
// when it is missing. Pure function.
#pragma once

#include <string>
#include <string_view>

namespace geju {

std::string webPage(std::string_view title);

} // namespace geju
