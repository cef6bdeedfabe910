#include "gl/debug.hpp"
#include "gl/draw.hpp"
#include "gl/headless_context.hpp"
#include "gl/program.hpp"
#include "gl/vertex_array.hpp"
#include "support/catch.hpp"

#include <array>
#include <numeric>

using namespace geju;
using namespace geju::gl;

namespace {

HeadlessContext& context() {
    static HeadlessContext made = [] {
        auto result = HeadlessContext::create();
        for (const Issue& issue : result.issues) FAIL(describe(issue));
        return std::move(*result);
    }();
    return made;
}

Result<Program> link(std::string_view vertex, std::string_view fragment) {
    const std::array<EmbeddedFile, 2> files{{{"t.vert", vertex}, {"t.frag", fragment}}};
    return Program::link("t", *shaderSource(files, "t.vert"), *shaderSource(files, "t.frag"));
}

constexpr std::string_view kWholeTarget = R"(
void main() {
    vec2 corner = vec2(gl_VertexID == 1 ? 3.0 : -1.0, gl_VertexID == 2 ? 3.0 : -1.0);
    gl_Position = vec4(corner, 0.0, 1.0);
}
)";

} // namespace

TEST_CASE("a context without a display names its renderer") {
    context();
    CHECK_FALSE(rendererName().empty());
    CHECK(maxTextureSize() >= 1024);
    CHECK(maxSamples() >= 4);
    CHECK(maxBufferTexels() >= 65536);
}

TEST_CASE("two contexts live side by side, the last one made being current") {
    context();
    {
        auto second = HeadlessContext::create();
        REQUIRE(second);
        CHECK_FALSE(Buffer::create().empty());
        HeadlessContext moved = std::move(*second);
        CHECK_FALSE(Buffer::create().empty());
    }
    // None is current now: back to the first by making it anew.
    context() = std::move(*HeadlessContext::create());
    CHECK_FALSE(Buffer::create().empty());
}

TEST_CASE("handles are empty by default and after a move") {
    context();
    Buffer none;
    CHECK(none.empty());
    Buffer one = Buffer::create();
    const std::array<int, 3> values{1, 2, 3};
    one.upload(std::span<const int>(values));
    CHECK(one.bytes() == 12);
    none = std::move(one);
    CHECK(one.empty());
    CHECK(none);
    CHECK(none.bytes() == 12);
    Texture texture;
    CHECK(texture.empty());
    texture = Texture::create(3, 5, PixelFormat::Rgba8);
    CHECK(texture.bytes() == 60);
    const Texture taken = std::move(texture);
    CHECK(texture.empty());
    CHECK(taken.width() == 3);
}

TEST_CASE("pixels come back as they were written, row for row") {
    context();
    Texture texture = Texture::create(5, 3, PixelFormat::Rgba8);
    std::vector<std::uint8_t> pixels(60);
    std::iota(pixels.begin(), pixels.end(), std::uint8_t{0});
    texture.write(0, 0, 5, 3, pixels);
    Framebuffer framebuffer = Framebuffer::create();
    framebuffer.attach(texture);
    std::vector<std::uint8_t> back(60);
    framebuffer.read({0, 0, 5, 3}, back);
    CHECK(back == pixels);
    std::vector<std::uint8_t> part(8);
    framebuffer.read({1, 2, 2, 1}, part);
    CHECK(part == std::vector<std::uint8_t>(pixels.begin() + 44, pixels.begin() + 52));
}

TEST_CASE("shaders read buffer textures, and uploads disturb no binding") {
    context();
    DebugListener listener;
    auto program = link(kWholeTarget, R"(
uniform samplerBuffer values;
uniform int index;
layout(location = 0) out vec4 color;
void main() { color = texelFetch(values, index); }
)");
    for (const Issue& issue : program.issues) FAIL(describe(issue));
    BufferTexture values = BufferTexture::create(TexelFormat::Float4);
    const std::array<std::array<float, 4>, 2> texels{{{0, 0, 0, 0}, {1, 0.4F, 0.2F, 1}}};
    values.upload(std::span<const std::array<float, 4>>(texels));
    Texture target = Texture::create(4, 4, PixelFormat::Rgba8);
    Framebuffer framebuffer = Framebuffer::create();
    framebuffer.attach(target);
    const VertexArray none = VertexArray::create();

    resetState();
    framebuffer.bind();
    setBlend(Blend::Off);
    program->use();
    program->set("values", 0);
    program->set("index", 1);
    values.bind(0);
    BufferTexture other = BufferTexture::create(TexelFormat::Float4);
    other.upload(std::span<const std::array<float, 4>>(texels).first(1));
    none.bind();
    drawTriangles(DrawRange{0, 3});
    std::vector<std::uint8_t> pixel(4);
    framebuffer.read({2, 2, 1, 1}, pixel);
    CHECK(pixel == std::vector<std::uint8_t>{255, 102, 51, 255});
    CHECK(listener.take().empty());
}

TEST_CASE("coverage blending replaces colour and alpha instead of adding") {
    context();
    auto program = link(kWholeTarget, R"(
uniform vec4 ink;
uniform float coverage;
layout(location = 0, index = 0) out vec4 color;
layout(location = 0, index = 1) out vec4 covered;
void main() { color = ink * coverage; covered = vec4(coverage); }
)");
    for (const Issue& issue : program.issues) FAIL(describe(issue));
    Texture target = Texture::create(1, 1, PixelFormat::Rgba8);
    Framebuffer framebuffer = Framebuffer::create();
    framebuffer.attach(target);
    const VertexArray none = VertexArray::create();
    resetState();
    framebuffer.bind();
    clearColor(0, 0, 0, 0);
    setBlend(Blend::Replace);
    program->use();
    none.bind();
    program->set("coverage", 1.0F);
    program->set("ink", 0.2F, 0.0F, 0.0F, 0.4F); // premultiplied red at 40 %
    drawTriangles(DrawRange{0, 3});
    drawTriangles(DrawRange{0, 3});
    std::vector<std::uint8_t> pixel(4);
    framebuffer.read({0, 0, 1, 1}, pixel);
    CHECK(pixel == std::vector<std::uint8_t>{51, 0, 0, 102});
}

TEST_CASE("shader errors name file and line") {
    context();
    const auto program = link(kWholeTarget, "out vec4 color;\nvoid main() {\n    color = nonsense;\n}\n");
    CHECK_FALSE(program);
    REQUIRE_FALSE(program.issues.empty());
    CHECK(program.issues[0].message.find("t.frag") != std::string::npos);
    CHECK(program.issues[0].message.find('3') != std::string::npos);
}
