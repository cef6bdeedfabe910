// Two-dimensional pictures of the GPU. Row 0 is the first row given and read, whatever the caller takes it for.
#pragma once

#include "gl/object.hpp"

#include <cstddef>
#include <cstdint>
#include <span>

namespace geju::gl {

enum class PixelFormat : std::uint8_t { Rgba8, R8 };
enum class Sampling : std::uint8_t { Nearest, Linear };

class Texture : public Object {
  public:
    Texture()
      : Object(Kind::Texture) {}
    /// Contents are undefined until written.
    static Texture create(int width, int height, PixelFormat format);

    /// Writes a rectangle from tightly packed rows.
    void write(int x, int y, int width, int height, std::span<const std::uint8_t> pixels);
    void bind(int unit, Sampling sampling) const;

    int width() const { return width_; }
    int height() const { return height_; }
    std::size_t bytes() const;
    /// OpenGL's own, for a library that binds textures itself.
    unsigned name() const;

  private:
    Texture(unsigned id, int width, int height, PixelFormat format)
      : Object(Kind::Texture, id)
      , width_(width)
      , height_(height)
      , format_(format) {}

    int width_ = 0;
    int height_ = 0;
    PixelFormat format_ = PixelFormat::Rgba8;
};

/// Largest width and height of a texture, 1024 at least.
int maxTextureSize();

} // namespace geju::gl
