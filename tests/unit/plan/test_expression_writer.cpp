// Expressions written back for MapLibre: what was written in older forms or more freely says the same.
#include "plan/expression_writer.hpp"
#include "support/catch.hpp"
#include "tables.hpp"

#include <nlohmann/json.hpp>

using namespace geju;
using geju::test::squares;
using nlohmann::json;

namespace {

json written(const std::string& text, const ExpressionWriting& writing = {}) {
    const auto parsed = Expression::parse(text, writing.filter ? Expression::Use::Filter : Expression::Use::Property);
    for (const auto& issue : parsed.issues) UNSCOPED_INFO(issue.message);
    INFO(text);
    REQUIRE(parsed);
    return json::parse(writeExpression(*parsed, writing).json);
}

json writtenFilter(const std::string& text) {
    return written(text, {true, 0});
}

} // namespace

TEST_CASE("what MapLibre knows is written as it was", "[plan][writer]") {
    for (const char* text : {
             R"(["get","name"])",
             R"(["match",["get","kind"],["river","lake"],"#3399cc","road",["rgb",1,2,3],"#000000"])",
             R"(["case",["==",["get","kind"],"river"],2,["<",["get","rank"],3],1,0])",
             R"(["interpolate",["exponential",1.5],["zoom"],5,1,18,["*",2,["get","rank"]]])",
             R"(["interpolate",["linear"],["zoom"],5,"#ff0000",18,"#0000ff80"])",
             R"(["step",["zoom"],"a",10,"b"])",
             R"(["coalesce",["get","name"],["concat","no ",["to-string",["get","rank"]]]])",
             R"(["-",["get","rank"]])",
             R"(["all",["!",["in",["get","kind"],["literal",["a","b"]]]],["any",true,false]])",
             R"(["number-format",["get","rank"],{"min-fraction-digits":1}])",
             R"(["array","number",2,["literal",[1,2]]])",
             R"(["join",["split",["get","name"],"/"],"\\n"])",
             R"("#ff8800")",
             "0.25",
             "[2,4]",
         }) {
        CHECK(written(text) == json::parse(text));
    }
}

TEST_CASE("older forms become expressions", "[plan][writer]") {
    CHECK(writtenFilter(R"(["==","kind","river"])") == json::parse(R"(["==",["get","kind"],"river"])"));
    CHECK(writtenFilter(R"(["in","kind","river","lake"])") ==
          json::parse(R"(["match",["get","kind"],["river","lake"],true,false])"));
    // A comparison of different types is an error in an expression; in a filter of the older form it was false.
    CHECK(writtenFilter(R"([">","rank",3])") ==
          json::parse(R"(["all",["==",["typeof",["get","rank"]],"number"],[">",["number",["get","rank"]],3]])"));
    CHECK(writtenFilter(R"(["none",["has","name"]])") == json::parse(R"(["!",["any",["!=",["get","name"],null]]])"));
    CHECK(written(R"({"base":2,"stops":[[5,1],[10,4]]})") ==
          json::parse(R"(["interpolate",["exponential",2],["zoom"],5,1,10,4])"));
}

TEST_CASE("what Geju takes more freely is put so that MapLibre takes it", "[plan][writer]") {
    // Labels of two kinds, and of numbers that are not whole.
    CHECK(written(R"(["match",["get","rank"],1,"a","one","b","c"])") ==
          json::parse(R"(["case",["any",["==",["get","rank"],1]],"a",["any",["==",["get","rank"],"one"]],"b","c"])"));
    CHECK(written(R"(["match",["get","rank"],0.5,"a","c"])")[0] == "case");
    // MapLibre's id is the feature's own, Geju's a property; multi-geometries have types of their own there.
    CHECK(written(R"(["id"])") == json::parse(R"(["get","id"])"));
    CHECK(writtenFilter(R"(["==",["geometry-type"],"Polygon"])")[1][0] == "match");
    // Braces would be tokens.
    CHECK(written(R"(["concat","{a}"])") == json::parse(R"(["concat","{a}"])"));
    CHECK(written(R"("{a}")") == json::parse(R"(["literal","{a}"])"));
}

TEST_CASE("the zoom becomes a number where a property may not look at it", "[plan][writer]") {
    const auto inside = Expression::parse(R"(["*",2,["zoom"]])");
    REQUIRE(inside);
    const WrittenExpression fixed = writeExpression(*inside, {false, 11.5});
    CHECK(fixed.zoomFixed);
    CHECK(json::parse(fixed.json) == json::parse(R"(["*",2,11.5])"));
    const auto top = Expression::parse(R"(["step",["zoom"],1,10,2])");
    REQUIRE(top);
    CHECK_FALSE(writeExpression(*top).zoomFixed);
    CHECK(writtenFilter(R"([">",["zoom"],10])") == json::parse(R"([">",["zoom"],10])"));
}

TEST_CASE("what was written evaluates to the same", "[plan][writer]") {
    const FeatureTable table = squares({
        {{"kind", std::string_view("river")}, {"rank", std::int64_t{2}}, {"id", std::int64_t{7}}},
        {{"kind", std::string_view("road")}, {"rank", std::string_view("2")}},
        {{"other", 1.5}},
    });
    for (
        const char* text : {
            R"(["match",["get","rank"],1,"a",2,"b","2","c","d"])",
            R"({"property":"kind","type":"categorical","stops":[["river",1],["road",2]],"default":3})",
            R"({"stops":[[{"zoom":5,"value":0},1],[{"zoom":5,"value":10},2],[{"zoom":15,"value":0},3]],"property":"other"})",
            R"(["let","x",["to-number",["get","rank"],0],["+",["var","x"],["id"]]])",
            R"(["has","rank"])",
            R"(["geometry-type"])",
            R"(["slice",["get","kind"],1])",
            R"(["at",1,["literal",[1,2,3]]])",
        }) {
        INFO(text);
        const auto first = Expression::parse(text);
        REQUIRE(first);
        const auto again = Expression::parse(writeExpression(*first).json);
        REQUIRE(again);
        for (std::size_t row = 0; row < table.size(); ++row) {
            for (const double zoom : {4.0, 9.5, 16.0}) {
                const EvaluationContext context{&table, row, zoom};
                CHECK(again->evaluate(context) == first->evaluate(context));
            }
        }
    }
}
