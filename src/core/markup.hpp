// Texts inside XML and HTML. Any thread.
#pragma once

#include <string>
#include <string_view>

namespace geju {

/// As content or as an attribute in double quotes: &, <, > and " as entities; control characters that XML 1.0 does not
/// have are left out.
std::string escapeMarkup(std::string_view text);

} // namespace geju
