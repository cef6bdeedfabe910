#include "gl/shader_source.hpp"
#include "support/catch.hpp"

#include <array>

using namespace geju;
using namespace geju::gl;

namespace {

const std::array<EmbeddedFile, 4> kFiles{{
    {"main.frag", "line one\n#include \"shared.glsl\"\nline three\n  #include \"other.glsl\"\nline five"},
    {"shared.glsl", "#include \"other.glsl\"\nshared two\n"},
    {"other.glsl", "other one\n"},
    {"broken.vert", "ok\n#include \"nowhere.glsl\"\n"},
}};

} // namespace

TEST_CASE("includes are expanded once and lines keep their numbers") {
    const std::array<std::string_view, 1> defines{"HATCH"};
    const auto source = shaderSource(kFiles, "main.frag", defines);
    REQUIRE(source);
    CHECK(source->files == std::vector<std::string>{"main.frag", "shared.glsl", "other.glsl"});
    CHECK(source->text == "#version 330 core\n#define HATCH 1\n"
                          "#line 1 0\nline one\n"
                          "#line 1 1\n#line 1 2\nother one\n#line 2 1\nshared two\n"
                          "#line 3 0\nline three\n"
                          "#line 5 0\nline five\n");
}

TEST_CASE("a missing include names the file and line that asks for it") {
    const auto source = shaderSource(kFiles, "broken.vert");
    CHECK_FALSE(source);
    REQUIRE(source.issues.size() == 1);
    CHECK(source.issues[0].file == "broken.vert");
    CHECK(source.issues[0].position == "line 2");
    CHECK(source.issues[0].message.find("nowhere.glsl") != std::string::npos);
    CHECK_FALSE(shaderSource(kFiles, "absent.frag"));
}

TEST_CASE("compiler logs name files in the forms of Mesa and of NVIDIA") {
    const std::vector<std::string> files{"fill.frag", "output.glsl"};
    CHECK(withFileNames("1:12(3): error: no\n", files) == "output.glsl:12(3): error: no\n");
    CHECK(withFileNames("0(7) : error C0000: no", files) == "fill.frag(7) : error C0000: no\n");
    CHECK(withFileNames("7:1(1): beyond the files\nplain text\n", files) == "7:1(1): beyond the files\nplain text\n");
}
