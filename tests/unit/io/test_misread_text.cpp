// Texts that were read in a wrong encoding before the file was written. The damaged texts were made by hand: the bytes
// of one encoding, written as the characters of another.
#include "io_support.hpp"
#include "support/catch.hpp"

using namespace geju;

namespace {

std::vector<Issue> issuesOf(const std::string& first, const std::string& second = "plain") {
    const auto feature = [](const std::string& name) {
        return R"({"type":"Feature","properties":{"名称":")" + name +
               R"("},"geometry":{"type":"Point","coordinates":[121,31]}})";
    };
    return test::readText(R"({"type":"FeatureCollection","features":[)" + feature(second) + "," + feature(first) + "]}")
        .issues;
}

} // namespace

TEST_CASE("characters that were lost are told with the feature and its text") {
    // 锟斤拷 is EF BF BD EF BF BD, two U+FFFD, read as GBK.
    for (const char* text : {"\xEF\xBF\xBD\xEF\xBF\xBD", "锟斤拷锟斤拷", "工业\xEF\xBF\xBD"}) {
        const auto issues = issuesOf(text);
        INFO(test::allOf(issues));
        REQUIRE(issues.size() == 1);
        CHECK(issues[0].code == "lost-text");
        CHECK(issues[0].severity == Severity::Warning);
        CHECK(issues[0].feature == 1);
        CHECK(issues[0].message.find(text) != std::string::npos);
        CHECK(!issues[0].remedy.empty());
    }
}

TEST_CASE("text that a western program showed is told with what it should be") {
    struct Case {
        const char* shown;
        const char* meant;
        const char* encoding;
    };
    for (const auto& each : {Case{"À¥É½¸ßÐÂÇø", "昆山高新区", "GB18030"}, Case{"æ˜†å±±å¸‚", "昆山市", "UTF-8"}}) {
        const auto issues = issuesOf(each.shown);
        INFO(test::allOf(issues));
        REQUIRE(issues.size() == 1);
        CHECK(issues[0].code == "misread-text");
        CHECK(issues[0].feature == 1);
        CHECK(issues[0].message.find(each.meant) != std::string::npos);
        CHECK(issues[0].message.find(each.encoding) != std::string::npos);
    }
}

TEST_CASE("text in order is not doubted") {
    for (const char* text : {"昆山高新区", "Saint-Étienne-du-Grès, Besançon, Château-Thierry",
                             "Größe in m², Übergänge, ÄÖÜ", "Çà", "25 °C ± 2", "Łódź", "東京都", "№ 5 «Мир»"}) {
        INFO(text);
        CHECK(issuesOf(text, "Île-d’Aix").empty());
    }
}
