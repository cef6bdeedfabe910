// A linked vertex and fragment shader with its uniforms by name. Uniforms that the shader does not use are ignored.
#pragma once

#include "core/result.hpp"
#include "gl/object.hpp"
#include "gl/shader_source.hpp"

#include <map>
#include <string>
#include <string_view>

namespace geju::gl {

class Program : public Object {
  public:
    Program()
      : Object(Kind::Program) {}
    /// Fails with the compiler's messages, in which files are named.
    static Result<Program> link(std::string_view name, const ShaderSource& vertex, const ShaderSource& fragment);

    void use() const;
    /// The program must be in use.
    void set(std::string_view uniform, int value) const;
    void set(std::string_view uniform, float value) const;
    void set(std::string_view uniform, float x, float y) const;
    void set(std::string_view uniform, float x, float y, float z, float w) const;
    void set(std::string_view uniform, int x, int y) const;

  private:
    explicit Program(unsigned id)
      : Object(Kind::Program, id) {}
    int location(std::string_view uniform) const;

    std::map<std::string, int, std::less<>> locations_;
};

} // namespace geju::gl
