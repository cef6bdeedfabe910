// How a vertex buffer is read by a vertex shader, and which indices go with it. Buffers must outlive the array.
#pragma once

#include "gl/buffer.hpp"
#include "gl/object.hpp"

#include <cstddef>
#include <cstdint>

namespace geju::gl {

enum class AttributeType : std::uint8_t { Float, Int32, Uint32, Unorm8 };

struct Attribute {
    int location = 0;
    int components = 1;
    AttributeType type = AttributeType::Float;
    std::size_t offsetBytes = 0;
};

class VertexArray : public Object {
  public:
    VertexArray()
      : Object(Kind::VertexArray) {}
    static VertexArray create();

    void setAttribute(const Buffer& vertices, std::size_t strideBytes, const Attribute& attribute);
    void setIndices(const Buffer& indices); ///< 32 bits each
    void bind() const;

  private:
    explicit VertexArray(unsigned id)
      : Object(Kind::VertexArray, id) {}
};

} // namespace geju::gl
