// Shader files into what the GLSL compiler gets: `#include "name.glsl"` is resolved among the embedded files, once
// each, and #line keeps the compiler's messages on the lines of the files they are about.
#pragma once

#include "core/embedded.hpp"
#include "core/result.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace geju::gl {

struct ShaderSource {
    std::string text;
    std::vector<std::string> files; ///< by the number that #line and the compiler's messages use
};

/// `defines` are the names that are #defined, for variants of one shader. Fails naming the file that is missing.
Result<ShaderSource> shaderSource(std::span<const EmbeddedFile> files, std::string_view name,
                                  std::span<const std::string_view> defines = {});

/// A compiler's log with file names for file numbers ("0:12(3): error" and "0(12) : error" forms).
std::string withFileNames(std::string_view log, const std::vector<std::string>& files);

} // namespace geju::gl
