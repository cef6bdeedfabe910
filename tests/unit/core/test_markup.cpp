#include "core/markup.hpp"
#include "support/catch.hpp"

using namespace geju;

TEST_CASE("texts stand in markup as they are read, and cannot end what they stand in") {
    CHECK(escapeMarkup("昆山 & <b>\"x\"</b>") == "昆山 &amp; &lt;b&gt;&quot;x&quot;&lt;/b&gt;");
    CHECK(escapeMarkup("a\n\tb\r") == "a\n\tb\r");
    CHECK(escapeMarkup(std::string("a\0b\x1f", 4)) == "ab"); // characters that XML 1.0 does not have
}
