#include "gl/screen.hpp"

#include "gl/names.hpp"

#include <epoxy/gl.h>

namespace geju::gl {

void bindScreen(int width, int height) {
    glBindFramebuffer(GL_FRAMEBUFFER, 0);
    glViewport(0, 0, width, height);
}

void copyToScreen(const Framebuffer& from, PixelRect rect, int toX, int toY) {
    glBindFramebuffer(GL_READ_FRAMEBUFFER, Names::of(from));
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, 0);
    glDisable(GL_SCISSOR_TEST); // would clip the copy
    glBlitFramebuffer(rect.x, rect.y, rect.x + rect.width, rect.y + rect.height, toX, toY, toX + rect.width,
                      toY + rect.height, GL_COLOR_BUFFER_BIT, GL_NEAREST);
    glBindFramebuffer(GL_FRAMEBUFFER, 0);
}

} // namespace geju::gl
