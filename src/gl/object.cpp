#include "gl/object.hpp"

#include <epoxy/gl.h>

#include <utility>

namespace geju::gl {

Object::Object(Object&& other) noexcept
  : id_(std::exchange(other.id_, 0))
  , kind_(other.kind_) {}

Object& Object::operator=(Object&& other) noexcept {
    if (this != &other) {
        destroy();
        id_ = std::exchange(other.id_, 0);
        kind_ = other.kind_;
    }
    return *this;
}

Object::~Object() {
    destroy();
}

void Object::destroy() {
    if (id_ == 0) return;
    switch (kind_) {
    case Kind::Buffer:
        glDeleteBuffers(1, &id_);
        break;
    case Kind::Texture:
        glDeleteTextures(1, &id_);
        break;
    case Kind::Renderbuffer:
        glDeleteRenderbuffers(1, &id_);
        break;
    case Kind::Framebuffer:
        glDeleteFramebuffers(1, &id_);
        break;
    case Kind::VertexArray:
        glDeleteVertexArrays(1, &id_);
        break;
    case Kind::Program:
        glDeleteProgram(id_);
        break;
    }
    id_ = 0;
}

} // namespace geju::gl
