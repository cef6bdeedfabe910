#include "gl/texture.hpp"

#include "gl/names.hpp"

#include <epoxy/gl.h>

#include <cassert>

namespace geju::gl {

Texture Texture::create(int width, int height, PixelFormat format) {
    unsigned id = 0;
    glGenTextures(1, &id);
    glActiveTexture(GL_TEXTURE0 + kScratchUnit);
    glBindTexture(GL_TEXTURE_2D, id);
    const bool color = format == PixelFormat::Rgba8;
    glTexImage2D(GL_TEXTURE_2D, 0, color ? GL_RGBA8 : GL_R8, width, height, 0, color ? GL_RGBA : GL_RED,
                 GL_UNSIGNED_BYTE, nullptr);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, 0);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    glBindTexture(GL_TEXTURE_2D, 0);
    return Texture(id, width, height, format);
}

void Texture::write(int x, int y, int width, int height, std::span<const std::uint8_t> pixels) {
    const bool color = format_ == PixelFormat::Rgba8;
    assert(pixels.size() == static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * (color ? 4 : 1));
    glBindBuffer(GL_PIXEL_UNPACK_BUFFER, 0);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
    glPixelStorei(GL_UNPACK_SKIP_PIXELS, 0);
    glPixelStorei(GL_UNPACK_SKIP_ROWS, 0);
    glActiveTexture(GL_TEXTURE0 + kScratchUnit);
    glBindTexture(GL_TEXTURE_2D, Names::of(*this));
    glTexSubImage2D(GL_TEXTURE_2D, 0, x, y, width, height, color ? GL_RGBA : GL_RED, GL_UNSIGNED_BYTE, pixels.data());
    glBindTexture(GL_TEXTURE_2D, 0);
}

void Texture::bind(int unit, Sampling sampling) const {
    glActiveTexture(GL_TEXTURE0 + static_cast<unsigned>(unit));
    glBindTexture(GL_TEXTURE_2D, Names::of(*this));
    const int filter = sampling == Sampling::Linear ? GL_LINEAR : GL_NEAREST;
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, filter);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, filter);
}

std::size_t Texture::bytes() const {
    return static_cast<std::size_t>(width_) * static_cast<std::size_t>(height_) *
           (format_ == PixelFormat::Rgba8 ? 4u : 1u);
}

unsigned Texture::name() const {
    return Names::of(*this);
}

int maxTextureSize() {
    int size = 0;
    glGetIntegerv(GL_MAX_TEXTURE_SIZE, &size);
    return size;
}

} // namespace geju::gl
