// Filters and functions as styles before expressions wrote them.
#include "plan/expression.hpp"
#include "support/catch.hpp"
#include "tables.hpp"

using namespace geju;
using geju::test::squares;

namespace {

const FeatureTable& table() {
    static const FeatureTable made = squares({
        {{"kind", std::string_view("river")}, {"rank", std::int64_t{2}}, {"open", true}},
        {{"kind", std::string_view("road")}, {"mark", std::string_view("2")}},
        {{"other", 1.0}},
    });
    return made;
}

std::string kept(const std::string& filter) {
    const auto parsed = Expression::parse(filter, Expression::Use::Filter);
    for (const auto& issue : parsed.issues) UNSCOPED_INFO(issue.message);
    INFO(filter);
    REQUIRE(parsed);
    std::string rows;
    for (std::size_t row = 0; row < table().size(); ++row) {
        if (parsed->matches({&table(), row, 12})) rows += std::to_string(row);
    }
    return rows;
}

StyleValue styled(const std::string& function, std::size_t row, double zoom) {
    const auto parsed = Expression::parse(function);
    for (const auto& issue : parsed.issues) UNSCOPED_INFO(issue.message);
    INFO(function);
    REQUIRE(parsed);
    return parsed->evaluate({&table(), row, zoom});
}

} // namespace

TEST_CASE("legacy filters") {
    CHECK(kept(R"(["==","kind","river"])") == "0");
    CHECK(kept(R"(["!=","kind","river"])") == "12");
    CHECK(kept(R"(["in","kind","river","road"])") == "01");
    CHECK(kept(R"(["!in","kind","river","lake"])") == "12");
    CHECK(kept(R"(["has","kind"])") == "01");
    CHECK(kept(R"(["!has","kind"])") == "2");
    CHECK(kept(R"(["all",["has","kind"],["!=","kind","road"]])") == "0");
    CHECK(kept(R"(["any",["==","kind","road"],["has","other"]])") == "12");
    CHECK(kept(R"(["none",["==","kind","road"],["has","other"]])") == "0");
    CHECK(kept(R"(["==","$type","Polygon"])") == "012");
    CHECK(kept(R"(["==","$type","Point"])") == "");
    CHECK(kept(R"(["in","open",true])") == "0");
    CHECK(kept(R"(["in","$type","Polygon","Point"])") == "012");
}

TEST_CASE("legacy comparison never mixes types and never fails") {
    CHECK(kept(R"([">=","rank",2])") == "0");
    CHECK(kept(R"([">=","mark",2])") == "");
    CHECK(kept(R"([">=","mark","2"])") == "1");
    CHECK(kept(R"(["<","kind",5])") == "");
    CHECK(kept(R"(["none",["<","missing",5]])") == "012");
}

TEST_CASE("empty and constant filters") {
    CHECK(kept("[]") == "012");
    CHECK(kept("null") == "012");
    CHECK(kept("true") == "012");
    CHECK(kept("false") == "");
    CHECK(kept(R"(["all"])") == "012");
    CHECK(kept(R"(["any"])") == "");
    CHECK(kept(R"(["none"])") == "012");
}

TEST_CASE("filters as expressions keep only true") {
    CHECK(kept(R"(["==",["get","kind"],"river"])") == "0");
    CHECK(kept(R"(["<",["get","kind"],5])") == "");
    CHECK(kept(R"(["has","kind"])") == "01");
    CHECK(kept(R"(["match",["get","kind"],["river","road"],true,false])") == "01");
    CHECK(kept(R"(["in",["get","kind"],["literal",["road"]]])") == "1");
    CHECK(kept(R"(["all",["==","kind","river"],["has","open"]])") == "0");
    CHECK(kept(R"(["get","open"])") == "0");
    CHECK(kept(R"(["all",["==",["get","kind"],"river"],["==","open",true]])") == "0");
}

TEST_CASE("functions of the zoom") {
    const std::string curve = R"({"stops":[[10,1],[14,9]]})";
    CHECK(styled(curve, 0, 5).number() == 1);
    CHECK(*styled(curve, 0, 12).number() == Approx(5));
    CHECK(styled(curve, 0, 15).number() == 9);
    CHECK(*styled(R"({"base":2,"stops":[[10,1],[14,9]]})", 0, 12).number() == Approx(1 + 8 * 3.0 / 15));
    CHECK(styled(R"({"stops":[[10,"red"],[14,"blue"]]})", 0, 12).color() == Rgba{128, 0, 128, 255});
    const std::string steps = R"({"stops":[[10,"point"],[14,"line"]]})";
    CHECK(styled(steps, 0, 5).text() == "point");
    CHECK(styled(steps, 0, 13.9).text() == "point");
    CHECK(styled(steps, 0, 14).text() == "line");
    CHECK(styled(R"({"type":"interval","stops":[[10,1],[14,9]]})", 0, 12).number() == 1);
}

TEST_CASE("functions of a property") {
    const std::string byKind = R"({"property":"kind","type":"categorical","stops":[["river","blue"],["road","gray"]]})";
    CHECK(styled(byKind, 0, 1).text() == "blue");
    CHECK(styled(byKind, 1, 1).text() == "gray");
    CHECK(styled(byKind, 2, 1).isNull());
    CHECK(styled(R"({"property":"kind","type":"categorical","stops":[["river",1]],"default":7})", 1, 1).number() == 7);
    CHECK(styled(R"({"property":"open","type":"categorical","stops":[[true,1],[false,2]]})", 0, 1).number() == 1);
    CHECK(styled(R"({"property":"other","stops":[[0,0],[2,10]]})", 2, 1).number() == Approx(5));
    CHECK(styled(R"({"property":"other","stops":[[0,0],[2,10]],"default":3})", 0, 1).number() == 3);
    CHECK(styled(R"({"property":"kind","type":"identity"})", 0, 1).text() == "river");
    const std::string both = R"({"property":"other","stops":[[{"zoom":0,"value":0},0],[{"zoom":0,"value":2},2],
                                [{"zoom":10,"value":0},10],[{"zoom":10,"value":2},20]]})";
    CHECK(*styled(both, 2, 0).number() == Approx(1));
    CHECK(*styled(both, 2, 10).number() == Approx(15));
    CHECK(*styled(both, 2, 5).number() == Approx(8));
}

TEST_CASE("faulty functions are warnings") {
    for (const char* json :
         {R"({"stops":[]})", R"({})", R"({"stops":[[1]]})", R"({"stops":[[2,1],[1,1]]})", R"({"stops":[["a",1]]})",
          R"({"property":3,"stops":[[1,1]]})", R"({"stops":[[1,"#fff"],[2,"#000"]],"colorSpace":"lab"})"}) {
        const auto parsed = Expression::parse(json);
        INFO(json);
        CHECK_FALSE(parsed);
        REQUIRE(parsed.issues.size() == 1);
        CHECK(parsed.issues[0].severity == Severity::Warning);
    }
    for (const char* json : {R"("name")", "3", R"(["in"])", R"(["==",3,4,5,6])", R"(["within",{}])"}) {
        const auto parsed = Expression::parse(json, Expression::Use::Filter);
        INFO(json);
        CHECK_FALSE(parsed);
        CHECK(parsed.issues.size() == 1);
    }
}
