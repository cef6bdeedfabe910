#include "geometry/column.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <span>
#include <string>

using namespace geju;

namespace {

Column columnOf(std::initializer_list<Value> values) {
    Column column("x");
    for (const Value& value : values) column.append(value);
    return column;
}

std::vector<std::string> textsOf(const Column& column) {
    std::vector<std::string> texts;
    for (std::size_t row = 0; row < column.size(); ++row) texts.push_back(toText(column.at(row)));
    return texts;
}

constexpr std::int64_t kBig = 9007199254740993; // 2^53 + 1: no double is equal to it

} // namespace

TEST_CASE("a column keeps values of one type exactly", "[column]") {
    const Column integers = columnOf({std::int64_t{1}, kBig, std::numeric_limits<std::int64_t>::min()});
    CHECK(integers.type() == ColumnType::Integer);
    CHECK(integers.at(1) == Value(kBig));
    CHECK(integers.at(2) == Value(std::numeric_limits<std::int64_t>::min()));
    const Column reals = columnOf({0.1, -0.0, 1e300});
    CHECK(reals.type() == ColumnType::Real);
    CHECK(reals.at(0) == Value(0.1));
    CHECK(std::signbit(std::get<double>(reals.at(1))));
    const Column booleans = columnOf({true, false});
    CHECK(booleans.type() == ColumnType::Boolean);
    CHECK(booleans.at(0) == Value(true));
    CHECK(booleans.at(1) == Value(false));
    const Column texts = columnOf({"林地", "", "林地"});
    CHECK(texts.type() == ColumnType::Text);
    CHECK(texts.dictionary() == std::vector<std::string>{"林地", ""});
    CHECK(texts.codes() == std::vector<std::uint32_t>{0, 1, 0});
    CHECK_FALSE(isNull(texts.at(1))); // empty text is not null
    CHECK_FALSE(texts.mixed());
}

TEST_CASE("nulls before, between and after values", "[column]") {
    for (const Value& value : {Value(true), Value(std::int64_t{7}), Value(2.5), Value(std::string_view("a"))}) {
        Column column = columnOf({{}, {}, value, {}});
        column.padTo(6);
        column.append(value);
        CHECK(column.size() == 7);
        for (const std::size_t row : {0, 1, 3, 4, 5}) CHECK(isNull(column.at(row)));
        CHECK(column.at(2) == value);
        CHECK(column.at(6) == value);
    }
    const Column nulls = columnOf({{}, {}});
    CHECK(nulls.type() == ColumnType::Empty);
    CHECK(isNull(nulls.at(1)));
    CHECK(columnOf({{}, "a"}).codes() == std::vector<std::uint32_t>{Column::kNull, 0});
}

TEST_CASE("integers widen to reals, and to text where a real would lose digits", "[column]") {
    const Column plain = columnOf({std::int64_t{1}, {}, 2.5, std::int64_t{3}});
    CHECK(plain.type() == ColumnType::Real);
    CHECK(plain.at(0) == Value(1.0));
    CHECK(isNull(plain.at(1)));
    CHECK(plain.at(3) == Value(3.0));
    CHECK_FALSE(plain.mixed());

    const Column bigFirst = columnOf({kBig, 2.5});
    CHECK(bigFirst.type() == ColumnType::Text);
    CHECK(textsOf(bigFirst) == std::vector<std::string>{"9007199254740993", "2.5"});
    CHECK(bigFirst.mixed());
    const Column bigLast = columnOf({2.5, kBig, -kBig});
    CHECK(textsOf(bigLast) == std::vector<std::string>{"2.5", "9007199254740993", "-9007199254740993"});
    const Column exact = columnOf({2.5, std::int64_t{9007199254740992}});
    CHECK(exact.type() == ColumnType::Real);
}

TEST_CASE("mixed kinds become text and keep each value's words", "[column]") {
    const Column column = columnOf({std::int64_t{12}, {}, "twelve", 0.1, true, std::int64_t{12}});
    CHECK(column.type() == ColumnType::Text);
    CHECK(column.mixed());
    CHECK(textsOf(column) == std::vector<std::string>{"12", "", "twelve", "0.1", "true", "12"});
    CHECK(isNull(column.at(1)));
    CHECK(textsOf(columnOf({true, std::int64_t{1}})) == std::vector<std::string>{"true", "1"});
    CHECK(textsOf(columnOf({1.5, false})) == std::vector<std::string>{"1.5", "false"});
    // An integer that became a real on the way is still written without a point.
    CHECK(textsOf(columnOf({std::int64_t{7}, 2.5, "x"})) == std::vector<std::string>{"7", "2.5", "x"});
    CHECK(textsOf(columnOf({std::int64_t{1'000'000'000'000'000}, 2.5, "x"}))[0] == "1000000000000000");
}

TEST_CASE("the last cell can be replaced as if it had never been", "[column]") {
    Column column("x");
    column.append("text");
    column.replaceLast(std::int64_t{5});
    CHECK(column.type() == ColumnType::Integer);
    CHECK(column.name() == "x");
    column.append(std::int64_t{6});
    column.replaceLast({});
    CHECK(column.size() == 2);
    CHECK(isNull(column.at(1)));
    column.replaceLast(std::int64_t{8});
    CHECK(column.at(0) == Value(std::int64_t{5}));
    CHECK(column.at(1) == Value(std::int64_t{8}));
    Column afterNulls = columnOf({{}, {}, 2.5});
    afterNulls.replaceLast("a");
    CHECK(afterNulls.type() == ColumnType::Text);
    CHECK(afterNulls.size() == 3);
    CHECK(isNull(afterNulls.at(1)));
}

TEST_CASE("many distinct texts keep their codes", "[column]") {
    Column column("x");
    for (int i = 0; i < 50000; ++i) column.append(Value(std::string_view("parcel " + std::to_string(i % 20000))));
    CHECK(column.dictionary().size() == 20000);
    for (int i = 0; i < 50000; i += 37) {
        REQUIRE(toText(column.at(static_cast<std::size_t>(i))) == "parcel " + std::to_string(i % 20000));
    }
    const Column copy = column; // a copy must not refer to the original's texts
    CHECK(toText(copy.at(19999)) == "parcel 19999");
    Column atOnce("x");
    const std::vector<std::string_view> texts(column.dictionary().begin(), column.dictionary().end());
    atOnce.appendTexts(texts);
    atOnce.appendTexts(texts);
    CHECK(atOnce.dictionary() == column.dictionary());
    CHECK(atOnce.codes()[20003] == 3);
}

TEST_CASE("cells as numbers and as text", "[column]") {
    CHECK(toNumber(std::int64_t{4}) == 4);
    CHECK(toNumber(0.5) == 0.5);
    CHECK(std::isnan(toNumber(true)));
    CHECK(std::isnan(toNumber({})));
    CHECK(std::isnan(toNumber(std::string_view("4"))));
    CHECK(toText({}).empty());
    CHECK(toText(1.0 / 3) == "0.3333333333333333");
    CHECK(std::stod(toText(0.1 + 0.2)) == 0.1 + 0.2);
}

TEST_CASE("a column appended to another is as if its values had been appended one by one", "[column]") {
    std::mt19937 random(11);
    const std::vector<Value> all{{},
                                 true,
                                 false,
                                 std::int64_t{1},
                                 std::int64_t{1'000'000'000'000'000},
                                 kBig,
                                 2.5,
                                 -0.0,
                                 1e15,
                                 0.1,
                                 std::string_view("a"),
                                 std::string_view("true"),
                                 std::string_view("1"),
                                 std::string_view("")};
    for (int round = 0; round < 4000; ++round) {
        // A few kinds of values only, so that columns of one type meet as often as mixed ones.
        std::vector<std::vector<Value>> kinds(3);
        for (auto& kind : kinds) {
            for (int i = 0; i < 1 + round % 3; ++i) kind.push_back(all[random() % all.size()]);
        }
        Column whole("x");
        Column joined("x");
        if (round % 5 == 0) joined.reserve(40);
        for (int part = 0; part < 3; ++part) {
            Column piece("x");
            const auto& kind = kinds[random() % kinds.size()];
            const auto count = random() % 6;
            for (unsigned i = 0; i < count; ++i) {
                const Value& value = random() % 4 ? kind[random() % kind.size()] : Value{};
                whole.append(value);
                piece.append(value);
            }
            if (random() % 4 == 0) {
                const std::string one = std::to_string(random() % 3);
                const std::vector<std::string_view> texts(random() % 40, one);
                piece.appendTexts(texts);
                for (const std::string_view text : texts) whole.append(text);
            }
            joined.append(piece);
            if (random() % 3 == 0) joined.finish();
        }
        REQUIRE(joined.size() == whole.size());
        REQUIRE(joined.type() == whole.type());
        REQUIRE(joined.mixed() == whole.mixed());
        REQUIRE(joined.dictionary() == whole.dictionary());
        REQUIRE(joined.codes() == whole.codes());
        for (std::size_t row = 0; row < whole.size(); ++row) {
            REQUIRE(joined.at(row) == whole.at(row));
            REQUIRE(std::signbit(toNumber(joined.at(row))) == std::signbit(toNumber(whole.at(row))));
        }
    }
}

TEST_CASE("numbers appended at once are as if appended one by one", "[column]") {
    const std::vector<std::int32_t> few{1, -2, 3};
    const std::vector<std::int64_t> many{5, std::int64_t{1} << 60, 7};
    const std::vector<double> reals{0.5, 2, -1e300};
    const auto same = [](const Column& a, const Column& b) {
        CHECK(a.type() == b.type());
        CHECK(a.mixed() == b.mixed());
        REQUIRE(a.size() == b.size());
        for (std::size_t row = 0; row < a.size(); ++row) CHECK(a.at(row) == b.at(row));
    };
    // In every order, with nulls and texts between: the types meet and widen in each way.
    std::vector<int> order{0, 1, 2, 3, 4};
    do {
        Column atOnce("x");
        Column singly("x");
        for (const int step : order) {
            if (step == 0) {
                atOnce.appendNumbers(std::span(few));
                for (const auto number : few) singly.append(std::int64_t{number});
            } else if (step == 1) {
                atOnce.appendNumbers(std::span(many));
                for (const auto number : many) singly.append(number);
            } else if (step == 2) {
                atOnce.appendNumbers(std::span(reals));
                for (const auto number : reals) singly.append(number);
            } else if (step == 3) {
                atOnce.append(Value());
                singly.append(Value());
            } else {
                atOnce.appendNumbers(std::span<const double>());
            }
        }
        same(atOnce, singly);
    } while (std::next_permutation(order.begin(), order.end()));
}
