#include "gl/debug.hpp"

#include <epoxy/gl.h>

#include <mutex>
#include <string>
#include <utility>

namespace geju::gl {

struct DebugListener::Heard {
    std::mutex mutex; // drivers may speak from their own threads
    std::vector<Issue> issues;
};

DebugListener::DebugListener()
  : heard_(std::make_unique<Heard>()) {
    if (epoxy_gl_version() < 43 && !epoxy_has_gl_extension("GL_KHR_debug")) return;
    const auto callback = [](GLenum, GLenum type, GLuint, GLenum severity, GLsizei length, const GLchar* text,
                             const void* user) {
        if (severity != GL_DEBUG_SEVERITY_HIGH && severity != GL_DEBUG_SEVERITY_MEDIUM) return;
        if (type == GL_DEBUG_TYPE_PERFORMANCE) return; // "this shader is being compiled again": the picture is right
        auto& heard = *const_cast<Heard*>(static_cast<const Heard*>(user));
        Issue issue;
        issue.severity = type == GL_DEBUG_TYPE_ERROR ? Severity::Error : Severity::Warning;
        issue.code = "gl-debug";
        issue.message.assign(text, static_cast<std::size_t>(length));
        const std::lock_guard lock(heard.mutex);
        heard.issues.push_back(std::move(issue));
    };
    glEnable(GL_DEBUG_OUTPUT);
    glEnable(GL_DEBUG_OUTPUT_SYNCHRONOUS);
    glDebugMessageCallback(callback, heard_.get());
}

DebugListener::~DebugListener() {
    if (epoxy_gl_version() < 43 && !epoxy_has_gl_extension("GL_KHR_debug")) return;
    glDebugMessageCallback(nullptr, nullptr);
}

std::vector<Issue> DebugListener::take() {
    const std::lock_guard lock(heard_->mutex);
    return std::exchange(heard_->issues, {});
}

} // namespace geju::gl
