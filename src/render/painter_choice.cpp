#include "render/painter_choice.hpp"

#include "gl/draw.hpp"

#include <chrono>

namespace geju {

namespace {

constexpr int kSide = 256;
constexpr int kLayers = 8;
/// Blended multisampled pixels per second from which triangles win. Mesa's llvmpipe on two cores reaches some 10^8
/// and paints tiles four to five times slower than the CPU painter; the slowest GPUs of the last ten years reach 10^9.
constexpr double kGpuPixelsPerSecond = 5e8;

} // namespace

Painter fasterPainter(PicturePasses& passes) {
    const gl::Texture texture = gl::Texture::create(kSide, kSide, gl::PixelFormat::Rgba8);
    const gl::Framebuffer target = gl::Framebuffer::createMultisampled(kSide, kSide, kSamples);
    gl::resetState();
    target.bind();
    gl::clearColor(0, 0, 0, 0);
    gl::setBlend(gl::Blend::Over);
    const Box whole{0, 0, kSide, kSide};
    const auto paint = [&] {
        passes.drawTexture(texture, kSide, kSide, true, whole, {0, 0, 1, 1}, gl::Sampling::Nearest, 0.5);
    };
    paint(); // compiles the shader
    gl::finish();
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < kLayers; ++i) paint();
    gl::finish();
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
    return elapsed.count() * kGpuPixelsPerSecond < double(kSide) * kSide * kLayers ? Painter::Gpu : Painter::Cpu;
}

} // namespace geju
