#include "gl/draw.hpp"

#include <epoxy/gl.h>

#include <vector>

namespace geju::gl {

void resetState() {
    for (const unsigned capability : {GL_DEPTH_TEST, GL_STENCIL_TEST, GL_CULL_FACE, GL_SCISSOR_TEST, GL_COLOR_LOGIC_OP,
                                      GL_PRIMITIVE_RESTART, GL_SAMPLE_ALPHA_TO_COVERAGE, GL_SAMPLE_COVERAGE,
                                      GL_FRAMEBUFFER_SRGB, GL_POLYGON_OFFSET_FILL, GL_RASTERIZER_DISCARD})
        glDisable(capability);
    glEnable(GL_MULTISAMPLE);
    glDepthMask(GL_FALSE);
    glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
    glPolygonMode(GL_FRONT_AND_BACK, GL_FILL);
    // A sampler object left on a unit would override the texture's own sampling.
    for (unsigned unit = 0; unit < 4; ++unit) glBindSampler(unit, 0);
}

void setBlend(Blend blend) {
    if (blend == Blend::Off) {
        glDisable(GL_BLEND);
        return;
    }
    glEnable(GL_BLEND);
    glBlendEquation(blend == Blend::Max ? GL_MAX : blend == Blend::Min ? GL_MIN : GL_FUNC_ADD);
    if (blend == Blend::Replace)
        glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC1_ALPHA);
    else
        glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
}

void setViewport(int width, int height) {
    glViewport(0, 0, width, height);
}

void setScissor(PixelRect rect) {
    glEnable(GL_SCISSOR_TEST);
    glScissor(rect.x, rect.y, rect.width, rect.height);
}

void clearScissor() {
    glDisable(GL_SCISSOR_TEST);
}

void clearColor(float r, float g, float b, float a) {
    glClearColor(r, g, b, a);
    glClear(GL_COLOR_BUFFER_BIT);
}

void drawTriangles(DrawRange vertices) {
    glDrawArrays(GL_TRIANGLES, static_cast<int>(vertices.first), static_cast<int>(vertices.count));
}

void drawTriangles(std::span<const DrawRange> vertexRanges) {
    if (vertexRanges.size() == 1) return drawTriangles(vertexRanges.front());
    std::vector<int> firsts(vertexRanges.size());
    std::vector<int> counts(vertexRanges.size());
    for (std::size_t i = 0; i < vertexRanges.size(); ++i) {
        firsts[i] = static_cast<int>(vertexRanges[i].first);
        counts[i] = static_cast<int>(vertexRanges[i].count);
    }
    glMultiDrawArrays(GL_TRIANGLES, firsts.data(), counts.data(), static_cast<int>(firsts.size()));
}

void drawIndexedTriangles(std::span<const DrawRange> indexRanges) {
    std::vector<const void*> offsets(indexRanges.size());
    std::vector<int> counts(indexRanges.size());
    for (std::size_t i = 0; i < indexRanges.size(); ++i) {
        offsets[i] = reinterpret_cast<const void*>(std::size_t{indexRanges[i].first} * sizeof(std::uint32_t));
        counts[i] = static_cast<int>(indexRanges[i].count);
    }
    glMultiDrawElements(GL_TRIANGLES, counts.data(), GL_UNSIGNED_INT, offsets.data(), static_cast<int>(offsets.size()));
}

void finish() {
    glFinish();
}

} // namespace geju::gl
