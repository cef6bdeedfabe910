// The order of the balance's rows.
#include "app/balance_order.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

using namespace geju;

namespace {

ClassRow rowOf(const std::string& code, double squareMeters, std::size_t count = 1) {
    ClassRow row;
    row.code = code;
    row.group = firstLevelCode(code);
    row.squareMeters = squareMeters;
    row.share = squareMeters / 100;
    row.count = count;
    return row;
}

std::vector<std::string> codes(const std::vector<ClassRow>& rows) {
    std::vector<std::string> codes;
    for (const ClassRow& row : rows) codes.push_back(row.code);
    return codes;
}

using Codes = std::vector<std::string>;

} // namespace

TEST_CASE("second-level classes are sorted inside their first-level one, and those by their sums") {
    std::vector<ClassRow> rows{rowOf("", 99),      rowOf("0701", 1),  rowOf("0703", 20), rowOf("0802", 9),
                               rowOf("0803", 9.5), rowOf("1401", 21), rowOf("1701", 30)};
    std::vector<ClassRow> groups{rowOf("07", 21), rowOf("08", 18.5)};
    std::shuffle(rows.begin(), rows.end(), std::mt19937(5));
    sortClasses(rows, groups, {BalanceColumn::Class, false});
    CHECK(codes(rows) == Codes{"0701", "0703", "0802", "0803", "1401", "1701", ""});
    sortClasses(rows, groups, {BalanceColumn::Class, true});
    CHECK(codes(rows) == Codes{"1701", "1401", "0803", "0802", "0703", "0701", ""});
    // 07 has as much as 1401: the codes decide. What has no class comes last however large it is.
    sortClasses(rows, groups, {BalanceColumn::Area, true});
    CHECK(codes(rows) == Codes{"1701", "0703", "0701", "1401", "0803", "0802", ""});
    CHECK(codes(groups) == Codes{"07", "08"});
    sortClasses(rows, groups, {BalanceColumn::Area, false});
    CHECK(codes(rows) == Codes{"0802", "0803", "0701", "0703", "1401", "1701", ""});
}

TEST_CASE("rows are sorted by their values, not by what is written; what has none comes last") {
    std::vector<ClassRow> rows{rowOf("01", 9.996, 9), rowOf("02", 1000, 10), rowOf("03", 9.999, 100)};
    std::vector<ClassRow> none;
    sortClasses(rows, none, {BalanceColumn::Area, true});
    CHECK(codes(rows) == Codes{"02", "03", "01"}); // both "10.00" to two decimals
    sortClasses(rows, none, {BalanceColumn::Count, true});
    CHECK(codes(rows) == Codes{"03", "02", "01"});

    rows[0].presentSquareMeters = 1;  // 03
    rows[2].presentSquareMeters = 50; // 01
    sortClasses(rows, none, {BalanceColumn::Present, true});
    CHECK(codes(rows) == Codes{"01", "03", "02"});
    sortClasses(rows, none, {BalanceColumn::Present, false});
    CHECK(codes(rows) == Codes{"03", "01", "02"});
    sortClasses(rows, none, {BalanceColumn::Change, true});
    CHECK(codes(rows) == Codes{"03", "01", "02"}); // + 9, - 40
    rows[1].squareMetersPerHead = 4;
    sortClasses(rows, none, {BalanceColumn::PerHead, false});
    CHECK(codes(rows).front() == "01");
}
