// What is drawn into: a texture, multisampled memory, or the framebuffer that someone else bound (the window's).
#pragma once

#include "gl/object.hpp"
#include "gl/texture.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace geju::gl {

/// Multisampled colour memory, RGBA8.
class Renderbuffer : public Object {
  public:
    Renderbuffer()
      : Object(Kind::Renderbuffer) {}
    static Renderbuffer create(int width, int height, int samples);

  private:
    explicit Renderbuffer(unsigned id)
      : Object(Kind::Renderbuffer, id) {}
};

struct PixelRect {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
};

class Framebuffer : public Object {
  public:
    Framebuffer()
      : Object(Kind::Framebuffer) {}
    static Framebuffer create();

    /// The texture must outlive the drawing, not the framebuffer.
    void attach(const Texture& texture);
    /// Owns what it draws into: `samples` a pixel (what the machine has, if less), RGBA8.
    static Framebuffer createMultisampled(int width, int height, int samples);

    /// Draws go here from now on; viewport is the whole of it.
    void bind() const;
    /// Copies a rectangle to another framebuffer, averaging samples. Same size on both sides.
    void resolveTo(const Framebuffer& target, PixelRect from, int toX, int toY) const;
    /// Copies the rectangle scaled into `to`, linear: exactly two to one is the mean of 2 × 2 pixels.
    void shrinkTo(const Framebuffer& target, PixelRect from, PixelRect to) const;
    /// RGBA, row 0 first.
    void read(PixelRect rect, std::span<std::uint8_t> rgba) const;

    int width() const { return width_; }
    int height() const { return height_; }

  private:
    explicit Framebuffer(unsigned id)
      : Object(Kind::Framebuffer, id) {}

    Renderbuffer memory_;
    int width_ = 0;
    int height_ = 0;
};

/// The draw framebuffer that is bound now, whoever made it, to come back to after drawing elsewhere. Not owned.
class OuterFramebuffer {
  public:
    static OuterFramebuffer current();
    void bind(int width, int height) const;
    std::vector<std::uint8_t> read(PixelRect rect) const; ///< RGBA, bottom row first

  private:
    unsigned id_ = 0;
};

int maxSamples();

} // namespace geju::gl
