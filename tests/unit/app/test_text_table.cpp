#include "app/text_table.hpp"
#include "core/text_width.hpp"
#include "support/catch.hpp"

#include <limits>

using namespace geju;

TEST_CASE("Chinese takes two cells of a terminal", "[app][table]") {
    CHECK(terminalWidth("") == 0);
    CHECK(terminalWidth("km²") == 3);
    CHECK(terminalWidth("亩") == 2);
    CHECK(terminalWidth("用地 A、B") == 9); // the enumeration comma is wide as well
    CHECK(terminalWidth("\xff\xfe") == 2);  // not UTF-8: a cell a byte
}

TEST_CASE("columns line up whatever they hold", "[app][table]") {
    TextTable table({{"class"}, {"ha", ColumnAlignment::Right}});
    table.add({"水田", "1.25"});
    table.add({"road", "1 200.00"});
    table.addRule();
    table.add({"sum", "1 201.25"});
    CHECK(table.text() == "class        ha\n"
                          "─────  ────────\n"
                          "水田       1.25\n"
                          "road   1 200.00\n"
                          "─────  ────────\n"
                          "sum    1 201.25\n");
}

TEST_CASE("csv is quoted where it must be", "[app][table]") {
    CHECK(csvLine({"a", "", "b c"}) == "a,,b c\n");
    CHECK(csvLine({"1,5", "say \"hi\"", "two\nlines"}) == "\"1,5\",\"say \"\"hi\"\"\",\"two\nlines\"\n");
}

TEST_CASE("numbers read back as they were", "[app][table]") {
    for (const double value : {0.1, 1.0 / 3, 6854145.772908711, 1e-300, -24619419146.0, 5e22}) {
        CHECK(std::stod(exactNumber(value)) == value);
    }
    CHECK(exactNumber(0.1) == "0.1");
    CHECK(exactNumber(std::numeric_limits<double>::quiet_NaN()).empty());
}
