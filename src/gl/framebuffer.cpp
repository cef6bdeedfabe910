#include "gl/framebuffer.hpp"

#include "gl/names.hpp"

#include <epoxy/gl.h>

#include <algorithm>
#include <cassert>

namespace geju::gl {

namespace {

void setPackState() {
    glBindBuffer(GL_PIXEL_PACK_BUFFER, 0);
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glPixelStorei(GL_PACK_ROW_LENGTH, 0);
    glPixelStorei(GL_PACK_SKIP_PIXELS, 0);
    glPixelStorei(GL_PACK_SKIP_ROWS, 0);
}

} // namespace

Renderbuffer Renderbuffer::create(int width, int height, int samples) {
    unsigned id = 0;
    glGenRenderbuffers(1, &id);
    glBindRenderbuffer(GL_RENDERBUFFER, id);
    glRenderbufferStorageMultisample(GL_RENDERBUFFER, std::min(samples, maxSamples()), GL_RGBA8, width, height);
    glBindRenderbuffer(GL_RENDERBUFFER, 0);
    return Renderbuffer(id);
}

Framebuffer Framebuffer::create() {
    unsigned id = 0;
    glGenFramebuffers(1, &id);
    return Framebuffer(id);
}

void Framebuffer::attach(const Texture& texture) {
    glBindFramebuffer(GL_FRAMEBUFFER, Names::of(*this));
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, Names::of(texture), 0);
    assert(glCheckFramebufferStatus(GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE);
    width_ = texture.width();
    height_ = texture.height();
}

Framebuffer Framebuffer::createMultisampled(int width, int height, int samples) {
    Framebuffer framebuffer = create();
    framebuffer.memory_ = Renderbuffer::create(width, height, samples);
    framebuffer.width_ = width;
    framebuffer.height_ = height;
    glBindFramebuffer(GL_FRAMEBUFFER, Names::of(framebuffer));
    glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, Names::of(framebuffer.memory_));
    assert(glCheckFramebufferStatus(GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE);
    return framebuffer;
}

void Framebuffer::bind() const {
    glBindFramebuffer(GL_FRAMEBUFFER, Names::of(*this));
    glViewport(0, 0, width_, height_);
}

void Framebuffer::resolveTo(const Framebuffer& target, PixelRect from, int toX, int toY) const {
    glBindFramebuffer(GL_READ_FRAMEBUFFER, Names::of(*this));
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, Names::of(target));
    glDisable(GL_SCISSOR_TEST);
    glBlitFramebuffer(from.x, from.y, from.x + from.width, from.y + from.height, toX, toY, toX + from.width,
                      toY + from.height, GL_COLOR_BUFFER_BIT, GL_NEAREST);
}

void Framebuffer::shrinkTo(const Framebuffer& target, PixelRect from, PixelRect to) const {
    glBindFramebuffer(GL_READ_FRAMEBUFFER, Names::of(*this));
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, Names::of(target));
    glDisable(GL_SCISSOR_TEST);
    glBlitFramebuffer(from.x, from.y, from.x + from.width, from.y + from.height, to.x, to.y, to.x + to.width,
                      to.y + to.height, GL_COLOR_BUFFER_BIT, GL_LINEAR);
}

void Framebuffer::read(PixelRect rect, std::span<std::uint8_t> rgba) const {
    assert(rgba.size() >= static_cast<std::size_t>(rect.width) * static_cast<std::size_t>(rect.height) * 4);
    glBindFramebuffer(GL_READ_FRAMEBUFFER, Names::of(*this));
    setPackState();
    glReadPixels(rect.x, rect.y, rect.width, rect.height, GL_RGBA, GL_UNSIGNED_BYTE, rgba.data());
}

OuterFramebuffer OuterFramebuffer::current() {
    int id = 0;
    glGetIntegerv(GL_DRAW_FRAMEBUFFER_BINDING, &id);
    OuterFramebuffer outer;
    outer.id_ = static_cast<unsigned>(id);
    return outer;
}

void OuterFramebuffer::bind(int width, int height) const {
    glBindFramebuffer(GL_FRAMEBUFFER, id_);
    glViewport(0, 0, width, height);
}

std::vector<std::uint8_t> OuterFramebuffer::read(PixelRect rect) const {
    std::vector<std::uint8_t> rgba(static_cast<std::size_t>(rect.width) * static_cast<std::size_t>(rect.height) * 4);
    glBindFramebuffer(GL_READ_FRAMEBUFFER, id_);
    setPackState();
    glReadPixels(rect.x, rect.y, rect.width, rect.height, GL_RGBA, GL_UNSIGNED_BYTE, rgba.data());
    return rgba;
}

int maxSamples() {
    int samples = 0;
    glGetIntegerv(GL_MAX_SAMPLES, &samples);
    return samples;
}

} // namespace geju::gl
