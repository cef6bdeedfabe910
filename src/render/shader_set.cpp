#include "render/shader_set.hpp"

namespace geju {

const gl::Program* ShaderSet::get(std::string_view name, std::span<const std::string_view> defines) {
    std::string key(name);
    for (const auto define : defines) key.append(" ").append(define);
    if (const auto found = programs_.find(key); found != programs_.end())
        return found->second.empty() ? nullptr : &found->second;

    auto& program = programs_[key];
    const auto vertex = gl::shaderSource(embeddedShaders(), std::string(name) + ".vert", defines);
    const auto fragment = gl::shaderSource(embeddedShaders(), std::string(name) + ".frag", defines);
    append(issues_, vertex.issues);
    append(issues_, fragment.issues);
    if (!vertex || !fragment) return nullptr;
    auto linked = gl::Program::link(key, *vertex, *fragment);
    append(issues_, linked.issues);
    if (!linked) return nullptr;
    program = std::move(*linked);
    return &program;
}

} // namespace geju
