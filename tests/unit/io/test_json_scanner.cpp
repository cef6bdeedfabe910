// Strictness by a table of our own and by JSONTestSuite where it is at hand; numbers against the C library's strtod.
#include "core/files.hpp"
#include "io/issue_log.hpp"
#include "io/json_number.hpp"
#include "io/json_scanner.hpp"
#include "support/catch.hpp"
#include "support/shared_data.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>

using namespace geju;

namespace {

std::uint64_t bitsOf(double value) {
    return std::bit_cast<std::uint64_t>(value);
}

void checkNumber(const std::string& text) {
    INFO(text);
    const double expected = std::strtod(text.c_str(), nullptr);
    JsonScanner scanner(text);
    JsonNumber number;
    REQUIRE(scanner.readNumber(number));
    CHECK(bitsOf(number.value) == bitsOf(expected));
    CHECK(scanner.offset() == text.size());

    const std::string padded = text + "," + std::string(kPlainNumberReach, ' ');
    const char* cursor = padded.data();
    double plain = 0;
    if (parsePlainNumber(cursor, plain)) {
        CHECK(bitsOf(plain) == bitsOf(expected));
        CHECK(cursor == padded.data() + text.size());
    }
}

} // namespace

TEST_CASE("numbers are rounded as the C library rounds them", "[json]") {
    for (const char* text : {"0",
                             "-0",
                             "-0.0",
                             "1",
                             "120.8400855",
                             "31.2425000",
                             "0.1",
                             "0.3",
                             "1e22",
                             "1e23",
                             "9007199254740993",
                             "9007199254740992.5",
                             "2.2250738585072011e-308",
                             "4.9e-324",
                             "1.7976931348623157e308",
                             "123456789012345678901234567890",
                             "0.000000000000000000000000000000000000012345",
                             "5.54554",
                             "-149.92383493947585",
                             "179.99999999999997",
                             "12345678.12345678",
                             "123456789.5",
                             "0.1234567890123456",
                             "0.12345678901234567",
                             "1.00000000000000011102230246251565",
                             "8.5e-1",
                             "1E+2",
                             "1e-999",
                             "-1e-999",
                             "99999999.99999999"}) {
        checkNumber(text);
    }
    std::mt19937_64 random(20230704);
    for (int round = 0; round < 200000; ++round) {
        char text[64];
        const double value = std::ldexp(static_cast<double>(random() >> 11), -44) - 256;
        std::snprintf(text, sizeof text, "%.*f", static_cast<int>(random() % 18), value);
        checkNumber(text);
        std::snprintf(text, sizeof text, "%.*g", 1 + static_cast<int>(random() % 18), std::bit_cast<double>(random()));
        if (std::isfinite(std::strtod(text, nullptr))) checkNumber(text);
    }
}

TEST_CASE("numbers beyond a double are infinite or zero", "[json]") {
    for (const auto& [text, expected] : {std::pair{"1e400", HUGE_VAL},
                                         {"-1e400", -HUGE_VAL},
                                         {"1e-400", 0.0},
                                         {"0.00001e99999999999999999999", HUGE_VAL},
                                         {"12e-99999999999999999999", 0.0}}) {
        JsonScanner scanner{std::string_view(text)};
        JsonNumber number;
        REQUIRE(scanner.readNumber(number));
        CHECK(number.value == expected);
    }
}

TEST_CASE("what is JSON and what is not", "[json]") {
    for (const std::string_view good :
         {R"({})", R"([])", R"(null)", R"( true )", R"(-0.0e-1)", R"("")", R"("\u00e9\ud83c\udf33\/\b")",
          R"({"a":[1,{"b":null}],"":2})", "\"\xe4\xb8\xad\"", "[1,\n\t2 ,\r3]", "\xEF\xBB\xBF{}", "\"\\ud800\"",
          "\"\x7f\""}) {
        INFO(good);
        CHECK_FALSE(validateJson(good));
    }
    for (const std::string_view bad : {"",
                                       " ",
                                       "{",
                                       "[",
                                       "]",
                                       "[1,]",
                                       "[,1]",
                                       "[1 2]",
                                       "{\"a\"}",
                                       "{\"a\":}",
                                       "{\"a\":1,}",
                                       "{a:1}",
                                       "{'a':1}",
                                       "01",
                                       "+1",
                                       ".5",
                                       "1.",
                                       "1.e2",
                                       "1e",
                                       "1e+",
                                       "-",
                                       "--1",
                                       "0x1",
                                       "NaN",
                                       "Infinity",
                                       "-Infinity",
                                       "nul",
                                       "TRUE",
                                       "\"",
                                       "\"\t\"",
                                       "\"\\x\"",
                                       "\"\\u12g4\"",
                                       "\"\\u12\"",
                                       "{} {}",
                                       "[]]",
                                       "1 2",
                                       "\"\xff\"",
                                       "\"\xc0\x80\"",
                                       "\"\xed\xa0\x80\"",
                                       "\"\xf4\x90\x80\x80\"",
                                       "\"\xe4\xb8\"",
                                       "[1]//",
                                       "/**/1",
                                       "\xEF\xBB\xBF",
                                       "[\"a\":1]",
                                       "{\"a\" 1}",
                                       "{\"a\"::1}",
                                       "[\x0b]"}) {
        INFO(bad);
        CHECK(validateJson(bad));
    }
}

TEST_CASE("a fault is where it stands", "[json]") {
    const std::string text = "{\n \"中文\": [1, 2,, 3]\n}";
    const auto fault = validateJson(text);
    REQUIRE(fault);
    const TextPosition position = locate(text, fault->offset);
    CHECK(position.line == 2);
    CHECK(position.column == 14); // counted in characters
    CHECK(fault->message.find(',') != std::string::npos);
}

TEST_CASE("positions forwards and backwards agree with counting", "[json]") {
    const std::string text = "\xEF\xBB\xBF"
                             "ab\n\n中文x\r\n🌳y\nlast";
    std::vector<TextPosition> expected; // by one pass over the bytes
    TextPosition here{1, 1};
    for (std::size_t i = 0; i <= text.size(); ++i) {
        const bool continues = i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80;
        expected.push_back(continues ? TextPosition{0, 0} : here);
        if (i < text.size() && text[i] == '\n') {
            here = {here.line + 1, 1};
        } else if (i >= 3 && i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) {
            ++here.column;
        }
    }
    TextLocator locator(text);
    std::mt19937 random(7);
    for (int round = 0; round < 2000; ++round) {
        const std::size_t at = random() % (text.size() + 1);
        if (expected[at].line == 0 || at < 3) continue;
        const TextPosition found = locator.locate(at);
        CHECK(found.line == expected[at].line);
        CHECK(found.column == expected[at].column);
    }
}

TEST_CASE("nesting is bounded by memory only", "[json]") {
    const std::size_t depth = 1'000'000;
    CHECK_FALSE(validateJson(std::string(depth, '[') + std::string(depth, ']')));
    CHECK(validateJson(std::string(depth, '[')));
}

TEST_CASE("escapes are resolved", "[json]") {
    const auto decode = [](std::string_view text) {
        JsonScanner scanner(text);
        JsonString string;
        REQUIRE(scanner.readString(string));
        return decodeJsonString(string);
    };
    CHECK(decode(R"("a\"\\\/\b\f\n\r\t")") == "a\"\\/\b\f\n\r\t");
    CHECK(decode(R"("\u4e2d\u00e9\u0041")") == "中éA");
    CHECK(decode(R"("\ud83c\udf33")") == "🌳");
    CHECK(decode(R"("\ud83cx\udf33")") == "\xEF\xBF\xBDx\xEF\xBF\xBD");
    CHECK(decode(R"("\u0000")") == std::string(1, '\0'));
}

TEST_CASE("JSONTestSuite", "[json][shared]") {
    const auto folder = test::sharedData("nasty/jsontestsuite");
    if (!folder) return;
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(*folder)) {
        const std::string name = entry.path().filename().string();
        if (entry.path().extension() != ".json") continue;
        INFO(name);
        const auto text = readFile(entry.path());
        REQUIRE(text);
        const auto fault = validateJson(*text);
        if (name[0] == 'y') CHECK_FALSE(fault);
        if (name[0] == 'n') CHECK(fault);
        ++count;
    }
    CHECK(count > 300);
}
