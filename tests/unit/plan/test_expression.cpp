// Meaning of the expressions as the MapLibre Style Specification, version 8, states it.
#include "plan/expression.hpp"
#include "support/catch.hpp"
#include "tables.hpp"

#include <cmath>
#include <limits>
#include <sstream>

using namespace geju;
using geju::test::squares;

namespace {

const FeatureTable& table() {
    static const FeatureTable made = squares({
        {{"name", std::string_view("夏驾河")},
         {"kind", std::string_view("river")},
         {"width", 40.0},
         {"lanes", std::int64_t{4}},
         {"open", true},
         {"text", std::string_view("12.5")},
         {"color", std::string_view("#ff0000")}},
        {{"name", std::string_view("Straße")}, {"kind", std::string_view("road")}, {"width", std::int64_t{7}}},
    });
    return made;
}

StyleValue value(const std::string& json, std::size_t row = 0, double zoom = 12) {
    const auto parsed = Expression::parse(json);
    for (const auto& issue : parsed.issues) UNSCOPED_INFO(issue.message);
    INFO(json);
    REQUIRE(parsed);
    REQUIRE(parsed.issues.empty());
    return parsed->evaluate({&table(), row, zoom});
}

double number(const std::string& json, std::size_t row = 0, double zoom = 12) {
    const auto result = value(json, row, zoom).number();
    INFO(json);
    REQUIRE(result);
    return *result;
}

std::string text(const std::string& json, std::size_t row = 0, double zoom = 12) {
    const auto result = value(json, row, zoom).text();
    INFO(json);
    REQUIRE(result);
    return *result;
}

bool truth(const std::string& json, std::size_t row = 0) {
    const auto result = value(json, row).boolean();
    INFO(json);
    REQUIRE(result);
    return *result;
}

bool isError(const std::string& json, std::size_t row = 0) {
    return value(json, row).isNull();
}

} // namespace

TEST_CASE("properties of a feature") {
    CHECK(text(R"(["get","name"])") == "夏驾河");
    CHECK(number(R"(["get","lanes"])") == 4);
    CHECK(value(R"(["get","missing"])").isNull());
    CHECK(value(R"(["get","lanes"])", 1).isNull());
    CHECK(truth(R"(["has","open"])"));
    CHECK_FALSE(truth(R"(["has","open"])", 1));
    CHECK(truth(R"(["!",["has","nothing"]])"));
    CHECK(number(R"(["get",["concat","wid","th"]])") == 40);
    CHECK(text(R"(["geometry-type"])") == "Polygon");
    CHECK(value(R"(["id"])").isNull());
}

TEST_CASE("without a feature its properties are null") {
    const auto parsed = Expression::parse(R"(["coalesce",["get","name"],"none"])");
    REQUIRE(parsed);
    CHECK(parsed->evaluate({}).text() == "none");
}

TEST_CASE("match compares type and value") {
    CHECK(text(R"(["match",["get","kind"],"road","r","river","w","x"])") == "w");
    CHECK(text(R"(["match",["get","kind"],["canal","river"],"water","x"])") == "water");
    CHECK(text(R"(["match",["get","kind"],["canal"],"water","x"])") == "x");
    CHECK(text(R"(["match",["get","lanes"],4,"four","x"])") == "four");
    CHECK(text(R"(["match",["get","lanes"],"4","four","x"])") == "x");
    CHECK(text(R"(["match",["get","text"],12.5,"number","x"])") == "x");
    CHECK(text(R"(["match",["get","missing"],"a","b","other"])") == "other");
    CHECK(text(R"(["match",["to-string",["get","lanes"]],"4","four","x"])") == "four");
    CHECK(text(R"(["match",["get","kind"],"river",["get","name"],"x"])") == "夏驾河");
    CHECK(text(R"(["match","a","a","first","a","second","x"])") == "first");
}

TEST_CASE("case takes the first true condition, and conditions are boolean") {
    CHECK(text(R"(["case",["==",["get","kind"],"road"],"r",["get","open"],"open","x"])") == "open");
    CHECK(text(R"(["case",false,"a","b"])") == "b");
    CHECK(isError(R"(["case",["get","kind"],"a","b"])"));
    CHECK(isError(R"(["case",["get","missing"],"a","b"])"));
}

TEST_CASE("coalesce passes over null, not over errors") {
    CHECK(text(R"(["coalesce",["get","missing"],["get","name"]])") == "夏驾河");
    CHECK(value(R"(["coalesce",["get","missing"],null])").isNull());
    CHECK(isError(R"(["coalesce",["+",["get","missing"],1],7])"));
}

TEST_CASE("step") {
    const std::string steps = R"(["step",["zoom"],"small",10,"middle",14,"large"])";
    CHECK(text(steps, 0, 9.99) == "small");
    CHECK(text(steps, 0, 10) == "middle");
    CHECK(text(steps, 0, 13.9) == "middle");
    CHECK(text(steps, 0, 14) == "large");
    CHECK(text(R"(["step",["zoom"],"only"])") == "only");
    CHECK(isError(R"(["step",["get","kind"],1,2,3])"));
}

TEST_CASE("interpolate numbers") {
    const std::string linear = R"(["interpolate",["linear"],["zoom"],10,1,14,9])";
    CHECK(number(linear, 0, 8) == 1);
    CHECK(number(linear, 0, 12) == Approx(5));
    CHECK(number(linear, 0, 13) == Approx(7));
    CHECK(number(linear, 0, 20) == 9);
    // base 2 from 10 to 14: (2^2 - 1) / (2^4 - 1) = 3/15
    const std::string curve = R"(["interpolate",["exponential",2],["zoom"],10,1,14,9])";
    CHECK(number(curve, 0, 12) == Approx(1 + 8 * 3.0 / 15));
    CHECK(number(R"(["interpolate",["linear"],["get","width"],0,0,100,10])") == Approx(4));
    CHECK(isError(R"(["interpolate",["linear"],["get","kind"],0,0,100,10])"));
    // outputs may be expressions
    CHECK(number(R"(["interpolate",["linear"],["zoom"],10,["get","width"],14,80])", 0, 12) == Approx(60));
    CHECK(isError(R"(["interpolate",["linear"],["zoom"],10,["get","kind"],14,80])"));
}

TEST_CASE("interpolate colours and lists") {
    const auto color = value(R"(["interpolate",["linear"],["zoom"],10,"#ff0000",14,"blue"])");
    CHECK(color.color() == Rgba{128, 0, 128, 255});
    const auto mixed = value(R"(["interpolate",["linear"],["zoom"],10,["get","color"],14,["rgb",0,0,255]])");
    CHECK(mixed.color() == Rgba{128, 0, 128, 255});
    const auto list = value(R"(["interpolate",["linear"],["zoom"],10,["literal",[0,2]],14,["literal",[4,4]]])");
    CHECK(list.numbers() == std::vector<double>{2, 3});
}

TEST_CASE("comparison") {
    CHECK(truth(R"(["==",["get","lanes"],4])"));
    CHECK_FALSE(truth(R"(["==",["get","lanes"],"4"])"));
    CHECK(truth(R"(["!=",["get","lanes"],"4"])"));
    CHECK(truth(R"(["==",["get","missing"],null])"));
    CHECK(truth(R"([">",["get","width"],39])"));
    CHECK(truth(R"(["<=",["get","width"],40])"));
    CHECK(truth(R"(["<",["get","kind"],"road"])"));
    CHECK(truth(R"([">=","夏","一"])"));
    CHECK(isError(R"(["<",["get","kind"],5])"));
    CHECK(isError(R"(["<",["get","missing"],5])"));
}

TEST_CASE("logic stops where the answer is known and takes only booleans") {
    CHECK(truth(R"(["all"])"));
    CHECK_FALSE(truth(R"(["any"])"));
    CHECK_FALSE(truth(R"(["all",false,["get","kind"]])"));
    CHECK(truth(R"(["any",true,["get","kind"]])"));
    CHECK(isError(R"(["all",true,["get","kind"]])"));
    CHECK(isError(R"(["!",["get","kind"]])"));
}

TEST_CASE("arithmetic") {
    CHECK(number(R"(["+",1,2,3])") == 6);
    CHECK(number(R"(["-",5])") == -5);
    CHECK(number(R"(["-",5,7])") == -2);
    CHECK(number(R"(["*",["get","lanes"],3.5])") == 14);
    CHECK(number(R"(["/",1,4])") == 0.25);
    CHECK(std::isinf(number(R"(["/",1,0])")));
    CHECK(number(R"(["%",-7,3])") == -1);
    CHECK(number(R"(["^",2,10])") == 1024);
    CHECK(number(R"(["min",3,1,2])") == 1);
    CHECK(number(R"(["max",3,1,2])") == 3);
    CHECK(number(R"(["abs",-3])") == 3);
    CHECK(number(R"(["round",-1.5])") == -2);
    CHECK(number(R"(["round",1.5])") == 2);
    CHECK(number(R"(["floor",-1.5])") == -2);
    CHECK(number(R"(["ceil",-1.5])") == -1);
    CHECK(number(R"(["sqrt",9])") == 3);
    CHECK(number(R"(["*",2,["pi"]])") == Approx(6.283185307179586));
    CHECK(isError(R"(["+",1,["get","text"]])"));
    CHECK(isError(R"(["+",1,["get","missing"]])"));
}

TEST_CASE("texts count characters, not bytes") {
    CHECK(number(R"(["length",["get","name"]])") == 3);
    CHECK(number(R"(["length","a𠮷b"])") == 3);
    CHECK(text(R"(["slice",["get","name"],1])") == "驾河");
    CHECK(text(R"(["slice",["get","name"],0,2])") == "夏驾");
    CHECK(text(R"(["slice",["get","name"],-1])") == "河");
    CHECK(text(R"(["slice","abc",2,1])") == "");
    CHECK(number(R"(["index-of","河",["get","name"]])") == 2);
    CHECK(number(R"(["index-of","海",["get","name"]])") == -1);
    CHECK(number(R"(["index-of","a","banana",2])") == 3);
    CHECK(text(R"(["upcase","straße éà ж ｂ"])") == "STRASSE ÉÀ Ж Ｂ");
    CHECK(text(R"(["downcase","ÉÀ Ж Ω Ǎ"])") == "éà ж ω ǎ");
    CHECK(isError(R"(["upcase",["get","lanes"]])"));
    CHECK(text(R"(["concat",["get","name"]," ",["get","lanes"],["get","missing"],true])") == "夏驾河 4true");
    CHECK(truth(R"(["in","驾",["get","name"]])"));
    CHECK(truth(R"(["in",["get","kind"],["literal",["river","lake"]]])"));
    CHECK_FALSE(truth(R"(["in",["get","lanes"],["literal",["4"]]])"));
    CHECK_FALSE(truth(R"(["in","a",["get","missing"]])"));
}

TEST_CASE("conversions") {
    CHECK(text(R"(["to-string",4])") == "4");
    CHECK(text(R"(["to-string",-0.5])") == "-0.5");
    CHECK(text(R"(["to-string",null])") == "");
    CHECK(text(R"(["to-string",true])") == "true");
    CHECK(text(R"(["to-string",["to-color","#0a141e"]])") == "rgba(10,20,30,1)");
    CHECK(text(R"(["to-string",["literal",[1,"a",null]]])") == "[1,\"a\",null]");
    CHECK(number(R"(["to-number",["get","text"]])") == 12.5);
    CHECK(number(R"(["to-number",""])") == 0);
    CHECK(number(R"(["to-number","  0x10 "])") == 16);
    CHECK(number(R"(["to-number",null])") == 0);
    CHECK(number(R"(["to-number",true])") == 1);
    CHECK(number(R"(["to-number","many",7])") == 7);
    CHECK(isError(R"(["to-number","12 m"])"));
    CHECK_FALSE(truth(R"(["to-boolean",""])"));
    CHECK_FALSE(truth(R"(["to-boolean",0])"));
    CHECK(truth(R"(["to-boolean","false"])"));
    CHECK(value(R"(["to-color","nonsense","red"])").color() == Rgba{255, 0, 0, 255});
    CHECK(value(R"(["to-color",["literal",[1,2,3,0.5]]])").color() == Rgba{1, 2, 3, 128});
    CHECK(isError(R"(["to-color","nonsense"])"));
    CHECK(value(R"(["rgba",255,0,0,0.5])").color() == Rgba{255, 0, 0, 128});
    CHECK(isError(R"(["rgb",256,0,0])"));
    CHECK(text(R"(["typeof",["get","lanes"]])") == "number");
    CHECK(number(R"(["number",["get","kind"],["get","lanes"]])") == 4);
    CHECK(isError(R"(["number",["get","kind"]])"));
}

TEST_CASE("numbers are written as browsers write them") {
    const auto written = [](double number) { return StyleValue{number}.toText(); };
    CHECK(written(0.1) == "0.1");
    CHECK(written(-0.0) == "0");
    CHECK(written(123456789012345680000.0) == "123456789012345680000");
    CHECK(written(1e21) == "1e+21");
    CHECK(written(1.5e300) == "1.5e+300");
    CHECK(written(0.000001) == "0.000001");
    CHECK(written(1.25e-7) == "1.25e-7");
    CHECK(written(-1234.5) == "-1234.5");
    CHECK(written(100) == "100");
    CHECK(written(std::numeric_limits<double>::infinity()) == "Infinity");
}

// The texts are those of Intl.NumberFormat("en") in V8.
TEST_CASE("numbers for people are grouped and rounded as in browsers") {
    CHECK(text(R"(["number-format",1234567.891,{}])") == "1,234,567.891");
    CHECK(text(R"(["number-format",0.0005,{}])") == "0.001");
    CHECK(text(R"(["number-format",2.5,{"max-fraction-digits":0}])") == "3");
    CHECK(text(R"(["number-format",-1234.5,{"min-fraction-digits":2,"max-fraction-digits":2}])") == "-1,234.50");
    CHECK(text(R"(["number-format",1.005,{"min-fraction-digits":2,"max-fraction-digits":2}])") == "1.01");
    CHECK(text(R"(["number-format",999.9996,{}])") == "1,000");
    CHECK(text(R"(["number-format",0.1,{"max-fraction-digits":20}])") == "0.1");
    CHECK(text(R"(["number-format",12,{"min-fraction-digits":1}])") == "12.0");
    CHECK(text(R"(["number-format",1e21,{"locale":"zh-CN"}])") == "1,000,000,000,000,000,000,000");
    CHECK(text(R"(["concat",["number-format",["get","width"],{}]," m"])") == "40 m");
    CHECK(isError(R"(["number-format",["get","name"],{}])"));
    CHECK(isError(R"(["number-format",1,{"min-fraction-digits":4,"max-fraction-digits":2}])"));
}

TEST_CASE("texts are split and joined, lists are asserted") {
    CHECK(text(R"(["join",["split","a;b;;c",";"],"-"])") == "a-b--c");
    CHECK(text(R"(["at",1,["split","夏驾河",""]])") == "驾");
    CHECK(isError(R"(["join",["literal",[1,2]],"-"])"));
    CHECK(number(R"(["length",["array","number",2,["literal",[1,2]]]])") == 2);
    CHECK(isError(R"(["length",["array","string",["literal",[1,2]]]])"));
    CHECK(isError(R"(["length",["array","number",3,["literal",[1,2]]]])"));
    CHECK(isError(R"(["array",["get","name"]])"));
}

TEST_CASE("variables and formatted texts") {
    CHECK(number(R"(["let","w",["get","width"],["+",["var","w"],["var","w"]]])") == 80);
    CHECK(number(R"(["let","a",1,["let","a",2,["var","a"]]])") == 2);
    CHECK(text(R"(["format",["get","name"],{},"!",{}])") == "夏驾河!");
    const auto styled = Expression::parse(R"(["format",["get","name"],{"font-scale":2}])");
    REQUIRE(styled);
    REQUIRE(styled.issues.size() == 1);
    CHECK(styled.issues[0].code == "unsupported-expression");
}

TEST_CASE("plain values") {
    CHECK(text(R"("#fff")") == "#fff");
    CHECK(number("2.5") == 2.5);
    CHECK(value("[2,1]").numbers() == std::vector<double>{2, 1});
    CHECK(value("null").isNull());
    CHECK(truth("true"));
}

TEST_CASE("what is not understood is a warning that names it, never a value") {
    const auto issueOf = [](const std::string& json) {
        const auto parsed = Expression::parse(json);
        INFO(json);
        CHECK_FALSE(parsed);
        REQUIRE(parsed.issues.size() == 1);
        CHECK(parsed.issues[0].severity == Severity::Warning);
        return parsed.issues[0].code + ": " + parsed.issues[0].message;
    };
    CHECK(issueOf(R"(["number-format",1,{"currency":"CNY"}])").find("unsupported-expression") == 0);
    CHECK(issueOf(R"(["number-format",1,{"currency":"CNY"}])").find("number-format currency") != std::string::npos);
    CHECK(issueOf(R"(["number-format",1,{"locale":"de"}])").find("number-format locale") != std::string::npos);
    CHECK(issueOf(R"(["+",1,["feature-state","hover"]])").find("feature-state") != std::string::npos);
    CHECK(issueOf(R"(["interpolate",["cubic-bezier",0,0,1,1],["zoom"],0,1,2,3])").find("cubic-bezier") !=
          std::string::npos);
    CHECK(issueOf(R"(["frobnicate",1])").find("invalid-expression") == 0);
    CHECK(issueOf(R"(["frobnicate",1])").find("frobnicate") != std::string::npos);
    CHECK(issueOf(R"(["step",["zoom"],1,5,2,4,3])").find("ascend") != std::string::npos);
    CHECK(issueOf(R"(["match",["get","a"],"b",1])").find("match") != std::string::npos);
    CHECK(issueOf(R"(["sqrt",1,2])").find("sqrt") != std::string::npos);
    CHECK(issueOf(R"(["var","x"])").find("x") != std::string::npos);
    CHECK(issueOf(R"(["interpolate",["linear"],["zoom"],0,"a",1,"b"])").find("interpolated") != std::string::npos);
}

TEST_CASE("malicious expressions end") {
    std::string deep;
    for (int i = 0; i < 5000; ++i) deep += R"(["+",1,)";
    deep += "1";
    deep.append(5000, ']');
    CHECK_FALSE(Expression::parse(deep));

    std::ostringstream doubling; // each variable is twice the one before: 2^40 visits
    doubling << R"(["let","x0",1,)";
    for (int i = 1; i < 40; ++i) {
        doubling << R"(["let","x)" << i << R"(",["+",["var","x)" << i - 1 << R"("],["var","x)" << i - 1 << R"("]],)";
    }
    doubling << R"(["var","x39"])" << std::string(40, ']');
    const std::string wide = doubling.str();
    const auto parsed = Expression::parse(wide);
    CHECK_FALSE(parsed);
}

TEST_CASE("a syntax error says where") {
    const auto parsed = Expression::parse("[\"get\",\n \"夏\" 1]");
    REQUIRE_FALSE(parsed);
    REQUIRE(parsed.issues.size() == 1);
    CHECK(parsed.issues[0].code == "json-syntax");
    CHECK(parsed.issues[0].position == "line 2, column 6");
}

TEST_CASE("an expression knows what it depends on") {
    const auto parsed = Expression::parse(
        R"(["interpolate",["linear"],["zoom"],1,["match",["get","kind"],"a",1,2],5,["case",["has","x"],["get","kind"],0]])");
    REQUIRE(parsed);
    CHECK(parsed->dependsOnZoom());
    CHECK(parsed->dependsOnFeature());
    CHECK_FALSE(parsed->isConstant());
    CHECK(parsed->properties() == std::vector<std::string>{"kind", "x"});
    CHECK(Expression::parse(R"(["+",1,2])")->isConstant());
    CHECK_FALSE(parsed->matchedValues());
    const auto match = Expression::parse(R"(["match",["get","code"],["0701","0702"],"red","14","green","gray"])");
    REQUIRE(match->matchedValues());
    CHECK(match->matchedValues()->property == "code");
    REQUIRE(match->matchedValues()->values.size() == 3);
    CHECK(match->matchedValues()->values[2].text() == "14");
}
