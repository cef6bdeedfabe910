#include "gl/program.hpp"

#include "core/translate.hpp"
#include "gl/names.hpp"

#include <epoxy/gl.h>
#include <fmt/format.h>

#include <vector>

namespace geju::gl {

namespace {

/// A compiled stage, or 0 with an issue.
unsigned compile(unsigned stage, std::string_view program, const ShaderSource& source, std::vector<Issue>& issues) {
    const unsigned shader = glCreateShader(stage);
    const char* text = source.text.data();
    const auto length = static_cast<int>(source.text.size());
    glShaderSource(shader, 1, &text, &length);
    glCompileShader(shader);
    int compiled = 0;
    glGetShaderiv(shader, GL_COMPILE_STATUS, &compiled);
    if (compiled) return shader;

    int logLength = 0;
    glGetShaderiv(shader, GL_INFO_LOG_LENGTH, &logLength);
    std::string log(static_cast<std::size_t>(logLength), '\0');
    glGetShaderInfoLog(shader, logLength, nullptr, log.data());
    glDeleteShader(shader);
    log.resize(log.find('\0') == std::string::npos ? log.size() : log.find('\0'));
    Issue issue;
    issue.severity = Severity::Error;
    issue.code = "shader-compile";
    issue.message =
        fmt::format(fmt::runtime(tr("shader of {} does not compile: {}")), program, withFileNames(log, source.files));
    issue.file = source.files.empty() ? std::string{} : source.files.front();
    issues.push_back(std::move(issue));
    return 0;
}

} // namespace

Result<Program> Program::link(std::string_view name, const ShaderSource& vertex, const ShaderSource& fragment) {
    Result<Program> result;
    const unsigned vertexShader = compile(GL_VERTEX_SHADER, name, vertex, result.issues);
    const unsigned fragmentShader = compile(GL_FRAGMENT_SHADER, name, fragment, result.issues);
    if (vertexShader == 0 || fragmentShader == 0) {
        glDeleteShader(vertexShader);
        glDeleteShader(fragmentShader);
        return result;
    }
    Program program(glCreateProgram());
    const unsigned id = Names::of(program);
    glAttachShader(id, vertexShader);
    glAttachShader(id, fragmentShader);
    glLinkProgram(id);
    glDetachShader(id, vertexShader);
    glDetachShader(id, fragmentShader);
    glDeleteShader(vertexShader);
    glDeleteShader(fragmentShader);

    int linked = 0;
    glGetProgramiv(id, GL_LINK_STATUS, &linked);
    if (!linked) {
        int logLength = 0;
        glGetProgramiv(id, GL_INFO_LOG_LENGTH, &logLength);
        std::string log(static_cast<std::size_t>(logLength) + 1, '\0');
        glGetProgramInfoLog(id, logLength, nullptr, log.data());
        Issue issue;
        issue.severity = Severity::Error;
        issue.code = "shader-link";
        issue.message = fmt::format(fmt::runtime(tr("shader {} does not link: {}")), name, log.c_str());
        result.issues.push_back(std::move(issue));
        return result;
    }

    int count = 0;
    glGetProgramiv(id, GL_ACTIVE_UNIFORMS, &count);
    for (int i = 0; i < count; ++i) {
        char uniform[128];
        int size = 0;
        unsigned type = 0;
        glGetActiveUniform(id, static_cast<unsigned>(i), sizeof uniform, nullptr, &size, &type, uniform);
        program.locations_.emplace(uniform, glGetUniformLocation(id, uniform));
    }
    result.value = std::move(program);
    return result;
}

void Program::use() const {
    glUseProgram(Names::of(*this));
}

int Program::location(std::string_view uniform) const {
    const auto found = locations_.find(uniform);
    return found == locations_.end() ? -1 : found->second;
}

void Program::set(std::string_view uniform, int value) const {
    glUniform1i(location(uniform), value);
}

void Program::set(std::string_view uniform, float value) const {
    glUniform1f(location(uniform), value);
}

void Program::set(std::string_view uniform, float x, float y) const {
    glUniform2f(location(uniform), x, y);
}

void Program::set(std::string_view uniform, float x, float y, float z, float w) const {
    glUniform4f(location(uniform), x, y, z, w);
}

void Program::set(std::string_view uniform, int x, int y) const {
    glUniform2i(location(uniform), x, y);
}

} // namespace geju::gl
