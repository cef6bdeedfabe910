#include "gl/vertex_array.hpp"

#include "gl/names.hpp"

#include <epoxy/gl.h>

namespace geju::gl {

VertexArray VertexArray::create() {
    unsigned id = 0;
    glGenVertexArrays(1, &id);
    return VertexArray(id);
}

void VertexArray::setAttribute(const Buffer& vertices, std::size_t strideBytes, const Attribute& attribute) {
    const auto location = static_cast<unsigned>(attribute.location);
    const auto stride = static_cast<int>(strideBytes);
    const auto* offset = reinterpret_cast<const void*>(attribute.offsetBytes);
    glBindVertexArray(Names::of(*this));
    glBindBuffer(GL_ARRAY_BUFFER, Names::of(vertices));
    glEnableVertexAttribArray(location);
    switch (attribute.type) {
    case AttributeType::Float:
        glVertexAttribPointer(location, attribute.components, GL_FLOAT, GL_FALSE, stride, offset);
        break;
    case AttributeType::Unorm8:
        glVertexAttribPointer(location, attribute.components, GL_UNSIGNED_BYTE, GL_TRUE, stride, offset);
        break;
    case AttributeType::Int32:
        glVertexAttribIPointer(location, attribute.components, GL_INT, stride, offset);
        break;
    case AttributeType::Uint32:
        glVertexAttribIPointer(location, attribute.components, GL_UNSIGNED_INT, stride, offset);
        break;
    }
    glBindBuffer(GL_ARRAY_BUFFER, 0);
    glBindVertexArray(0);
}

void VertexArray::setIndices(const Buffer& indices) {
    glBindVertexArray(Names::of(*this));
    glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, Names::of(indices));
    glBindVertexArray(0);
}

void VertexArray::bind() const {
    glBindVertexArray(Names::of(*this));
}

} // namespace geju::gl
