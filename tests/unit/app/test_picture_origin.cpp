// From a document to a picture and back to the files it was made from.
#include "app/picture_export.hpp"
#include "app/picture_origin.hpp"
#include "core/files.hpp"
#include "support/catch.hpp"

#include <unistd.h>

#include <algorithm>

using namespace geju;
namespace fs = std::filesystem;

namespace {

constexpr const char* kData = R"json({"type":"Polygon","coordinates":
  [[[120.95,31.35],[121.05,31.35],[121.05,31.42],[120.95,31.42],[120.95,31.35]]]})json";
constexpr const char* kProject = R"json({"version":8,"name":"甲","sources":{"a":{"type":"geojson","data":"a.geojson"}},
  "layers":[{"id":"a","type":"fill","source":"a","paint":{"fill-color":"#ff0000"}}],
  "metadata":{"geju:crs":"EPSG:4549","geju:scenes":[{"id":"s","layers":["a"]}]}})json";

/// A plan in a folder "plan 甲", and an empty folder "out" beside it.
struct Plan {
    fs::path root = fs::temp_directory_path() / ("geju-origin-" + std::to_string(getpid()));
    fs::path project = root / "plan 甲" / "p.geju.json";
    Plan() {
        fs::create_directories(project.parent_path());
        fs::create_directories(root / "out");
        REQUIRE(writeFile(project, kProject).empty());
        REQUIRE(writeFile(project.parent_path() / "a.geojson", kData).empty());
    }
    ~Plan() {
        std::error_code ignored;
        fs::remove_all(root, ignored);
    }
    std::shared_ptr<const Document> open() const {
        auto document = openDocument(std::span(&project, 1));
        REQUIRE(document);
        return std::make_shared<const Document>(std::move(*document));
    }
    fs::path draw(const char* name) const {
        ExportRequest request;
        request.path = root / "out" / name;
        request.document = open();
        request.scene = "s";
        request.states = {{"a", {true, 0.5}}};
        request.view = View::fit(request.document->extent(), 300, 200, 1, 10);
        const auto done = exportPicture(request);
        for (const Issue& issue : done.issues) UNSCOPED_INFO(describe(issue));
        REQUIRE_FALSE(hasErrors(done.issues));
        return done.path;
    }
};

Result<OpenedPlan> openPicture(const fs::path& picture) {
    return openPlan(std::span(&picture, 1));
}

bool has(const std::vector<Issue>& issues, const char* code) {
    return std::any_of(issues.begin(), issues.end(), [&](const Issue& issue) { return issue.code == code; });
}

} // namespace

TEST_CASE("a picture leads back to its plan, by the way it names or beside it") {
    const Plan plan;
    for (const char* name : {"a.png", "a.pdf"}) {
        INFO(name);
        const fs::path picture = plan.draw(name);
        auto opened = openPicture(picture);
        REQUIRE(opened);
        CHECK(opened.issues.empty());
        CHECK(fs::equivalent(opened->document.project.path, plan.project));
        REQUIRE(opened->place);
        CHECK(opened->place->scene == "s");
        CHECK(opened->place->layers == std::map<std::string, double>{{"a", 0.5}});
        CHECK(opened->place->origin.project == "../plan 甲/p.geju.json");
        CHECK(opened->place->origin.hash == hashOfFiles(*plan.open()));

        // Sent to somebody who has both in one folder.
        const fs::path sent = plan.project.parent_path() / name;
        fs::rename(picture, sent);
        opened = openPicture(sent);
        REQUIRE(opened);
        CHECK(fs::equivalent(opened->document.project.path, plan.project));
    }
}

TEST_CASE("a plan that has changed opens with a warning, one that is gone is said with where it was looked for") {
    const Plan plan;
    const fs::path picture = plan.draw("a.png");
    std::string moved = kData;
    moved.replace(moved.find("31.42"), 5, "31.43");
    REQUIRE(writeFile(plan.project.parent_path() / "a.geojson", moved).empty()); // data count as well as the project
    auto opened = openPicture(picture);
    REQUIRE(opened);
    CHECK(has(opened.issues, "plan-changed"));
    CHECK_FALSE(hasErrors(opened.issues));

    fs::rename(plan.project, plan.root / "elsewhere.geju.json");
    opened = openPicture(picture);
    CHECK_FALSE(opened);
    REQUIRE(has(opened.issues, "origin-missing"));
    CHECK(opened.issues.front().message.find((plan.root / "plan 甲" / "p.geju.json").string()) != std::string::npos);
    CHECK(opened.issues.front().message.find((plan.root / "out" / "p.geju.json").string()) != std::string::npos);
}

TEST_CASE("a picture names no folders that it does not share, and leads to nothing but files that are there") {
    const Plan plan;
    const auto document = plan.open();
    CHECK(originOf(*document, "/srv/out/a.png", "1").project == "p.geju.json");
    CHECK(originOf(*document, {}, "1").project == "p.geju.json");
    CHECK(originOf(*document, plan.project.parent_path() / "a.png", "1").project == "p.geju.json");
    PicturePlace place;
    for (const char* name :
         {"/etc/passwd", "/vsicurl/http://example.org/p.geju.json", "http://example.org/p.geju.json"}) {
        place.origin.project = name;
        CHECK_FALSE(findOrigin(place, plan.root / "out" / "a.png"));
    }
    place.origin = {};
    CHECK(has(findOrigin(place, "a.png").issues, "origin-unknown"));
}

TEST_CASE("data without a project come back too") {
    const Plan plan;
    const fs::path data = plan.project.parent_path() / "a.geojson";
    auto document = openDocument(std::span(&data, 1));
    REQUIRE(document);
    PicturePlace place;
    place.origin = originOf(*document, plan.root / "out" / "a.png", "1");
    CHECK(place.origin.project.empty());
    const auto found = findOrigin(place, plan.root / "out" / "a.png");
    REQUIRE(found);
    REQUIRE(found->size() == 1);
    CHECK(fs::equivalent(found->front(), data));
}
