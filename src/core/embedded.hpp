// A file that travels inside the executable (shader, translation); the build makes the arrays (src/embed.cmake).
#pragma once

#include <string_view>

namespace geju {

struct EmbeddedFile {
    std::string_view name; ///< file name without folders
    std::string_view bytes;
};

} // namespace geju
