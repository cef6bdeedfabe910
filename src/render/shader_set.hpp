// The programs of the painters, linked from the embedded shaders when first asked for. A shader that does not build on
// this machine is reported once, by takeIssues(), and draws nothing.
#pragma once

#include "core/embedded.hpp"
#include "core/result.hpp"
#include "gl/program.hpp"

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace geju {

/// The files of shaders/, by the build.
std::span<const EmbeddedFile> embeddedShaders();

class ShaderSet {
  public:
    /// Vertex and fragment shader `name`.vert and `name`.frag with the names defined; null when they do not build.
    const gl::Program* get(std::string_view name, std::span<const std::string_view> defines = {});
    std::vector<Issue> takeIssues() { return std::exchange(issues_, {}); }

  private:
    std::map<std::string, gl::Program, std::less<>> programs_;
    std::vector<Issue> issues_;
};

} // namespace geju
