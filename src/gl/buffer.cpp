#include "gl/buffer.hpp"

#include "gl/names.hpp"

#include <epoxy/gl.h>

#include <cassert>

namespace geju::gl {

namespace {

unsigned internalFormat(TexelFormat format) {
    switch (format) {
    case TexelFormat::Uint32:
        return GL_R32UI;
    case TexelFormat::Float:
        return GL_R32F;
    case TexelFormat::Float4:
        return GL_RGBA32F;
    case TexelFormat::Int4:
        return GL_RGBA32I;
    }
    return GL_R32UI;
}

} // namespace

Buffer Buffer::create() {
    unsigned id = 0;
    glGenBuffers(1, &id);
    return Buffer(id);
}

void Buffer::upload(std::span<const std::byte> data, BufferUse use) {
    assert(!empty());
    // GL_COPY_WRITE_BUFFER is no part of any vertex array, so nothing that is bound elsewhere changes.
    glBindBuffer(GL_COPY_WRITE_BUFFER, Names::of(*this));
    glBufferData(GL_COPY_WRITE_BUFFER, static_cast<GLsizeiptr>(data.size()), data.data(),
                 use == BufferUse::Static ? GL_STATIC_DRAW : GL_STREAM_DRAW);
    glBindBuffer(GL_COPY_WRITE_BUFFER, 0);
    bytes_ = data.size();
}

BufferTexture::BufferTexture(unsigned id, TexelFormat format)
  : Object(Kind::Texture, id)
  , buffer_(Buffer::create())
  , format_(format) {}

BufferTexture BufferTexture::create(TexelFormat format) {
    unsigned id = 0;
    glGenTextures(1, &id);
    return BufferTexture(id, format);
}

void BufferTexture::attach() {
    glActiveTexture(GL_TEXTURE0 + kScratchUnit);
    glBindTexture(GL_TEXTURE_BUFFER, Names::of(*this));
    glTexBuffer(GL_TEXTURE_BUFFER, internalFormat(format_), Names::of(buffer_));
    glBindTexture(GL_TEXTURE_BUFFER, 0);
}

void BufferTexture::bind(int unit) const {
    glActiveTexture(GL_TEXTURE0 + static_cast<unsigned>(unit));
    glBindTexture(GL_TEXTURE_BUFFER, Names::of(*this));
}

std::size_t maxBufferTexels() {
    int texels = 0;
    glGetIntegerv(GL_MAX_TEXTURE_BUFFER_SIZE, &texels);
    return static_cast<std::size_t>(texels);
}

} // namespace geju::gl
