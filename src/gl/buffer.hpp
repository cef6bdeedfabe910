// Memory of the GPU: vertices, indices, and arrays that shaders index freely (buffer textures).
#pragma once

#include "gl/object.hpp"

#include <cstddef>
#include <cstdint>
#include <span>

namespace geju::gl {

enum class BufferUse : std::uint8_t { Static, Stream };

class Buffer : public Object {
  public:
    Buffer()
      : Object(Kind::Buffer) {}
    static Buffer create();

    /// Replaces the whole content.
    void upload(std::span<const std::byte> bytes, BufferUse use);
    template <typename T>
    void upload(std::span<const T> values, BufferUse use = BufferUse::Static) {
        upload(std::as_bytes(values), use);
    }
    std::size_t bytes() const { return bytes_; }

  private:
    explicit Buffer(unsigned id)
      : Object(Kind::Buffer, id) {}
    std::size_t bytes_ = 0;
};

/// What one element of a buffer texture is in the shader.
enum class TexelFormat : std::uint8_t { Uint32, Float, Float4, Int4 };

/// An array of texels that a shader reads with texelFetch (samplerBuffer and its integer kin).
class BufferTexture : public Object {
  public:
    BufferTexture()
      : Object(Kind::Texture) {}
    static BufferTexture create(TexelFormat format);

    template <typename T>
    void upload(std::span<const T> values, BufferUse use = BufferUse::Static) {
        buffer_.upload(values, use);
        attach();
    }
    void bind(int unit) const;
    std::size_t bytes() const { return buffer_.bytes(); }

  private:
    BufferTexture(unsigned id, TexelFormat format);
    void attach();

    Buffer buffer_;
    TexelFormat format_ = TexelFormat::Uint32;
};

/// Texels that a buffer texture may have in the current context (65 536 at least).
std::size_t maxBufferTexels();

} // namespace geju::gl
