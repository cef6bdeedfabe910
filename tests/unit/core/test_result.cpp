#include "core/box.hpp"
#include "core/result.hpp"
#include "core/translate.hpp"
#include "support/catch.hpp"

using namespace geju;

TEST_CASE("an issue is one line that names file, layer, feature and position", "[result]") {
    setLanguage("en");
    Issue issue;
    issue.severity = Severity::Warning;
    issue.message = "the outline crosses itself";
    CHECK(describe(issue) == "warning: the outline crosses itself");
    issue.file = "roads.geojson";
    issue.layer = "roads";
    issue.feature = 12;
    issue.position = "line 3, column 17";
    issue.remedy = "taken even-odd";
    CHECK(describe(issue) == "warning: roads.geojson: layer roads: feature 12 (line 3, column 17): the outline crosses "
                             "itself; taken even-odd");
    issue.feature.reset();
    issue.layer.clear();
    CHECK(describe(issue) == "warning: roads.geojson: line 3, column 17: the outline crosses itself; taken even-odd");
}

TEST_CASE("a failure has no value and one error", "[result]") {
    const auto result = failure<int>("cannot-read", "is a folder", "x");
    CHECK_FALSE(result);
    REQUIRE(result.issues.size() == 1);
    CHECK(result.issues[0].code == "cannot-read");
    CHECK(hasErrors(result.issues));
    std::vector<Issue> issues(1);
    CHECK_FALSE(hasErrors(issues));
    append(issues, result.issues);
    CHECK(issues.size() == 2);
    CHECK(hasErrors(issues));
    const Result<int> good{5, {}};
    CHECK(good);
    CHECK(*good == 5);
}

TEST_CASE("a box grows from nothing", "[box]") {
    Box box;
    CHECK(box.empty());
    CHECK(box.width() == 0);
    CHECK_FALSE(box.intersects({-1e9, -1e9, 1e9, 1e9}));
    CHECK_FALSE(box.contains(Point{0, 0}));
    box.extend(Point{3, 4});
    CHECK_FALSE(box.empty());
    CHECK(box.contains(Point{3, 4}));
    box.extend(Box{});
    CHECK(box == Box{3, 4, 3, 4});
    box.extend(Box{0, 0, 1, 1});
    CHECK(box == Box{0, 0, 3, 4});
    CHECK(box.center() == Point{1.5, 2});
    CHECK(box.intersects({3, 4, 5, 5}));
    CHECK_FALSE(box.intersects({3.1, 4, 5, 5}));
    CHECK(box.grown(1).contains(box));
}
