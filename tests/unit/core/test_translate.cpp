#include "core/translate.hpp"
#include "support/catch.hpp"

#include <cstring>

using namespace geju;

TEST_CASE("a message without a translation stays as it is", "[translate]") {
    const char* message = "a sentence that no catalogue holds";
    for (const char* language : {"en", "zh", "xx"}) {
        setLanguage(language);
        CHECK(std::strcmp(tr(message), message) == 0);
    }
    setLanguage("en");
    CHECK(geju::language() == "en");
}

TEST_CASE("texts in two languages give the one that is there", "[translate]") {
    const LocalText both{"昆山", "Kunshan"};
    setLanguage("zh");
    CHECK(both.get() == "昆山");
    setLanguage("en");
    CHECK(both.get() == "Kunshan");
    CHECK(LocalText{"昆山", ""}.get() == "昆山");
    setLanguage("zh");
    CHECK(LocalText{"", "Kunshan"}.get() == "Kunshan");
    CHECK(LocalText{}.empty());
    CHECK_FALSE(both.empty());
    setLanguage("en");
}
