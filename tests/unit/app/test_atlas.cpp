#include "app/atlas.hpp"
#include "core/translate.hpp"
#include "support/catch.hpp"

#include <unistd.h>

#include <algorithm>

using namespace geju;
namespace fs = std::filesystem;

namespace {

void addSquare(TableBuilder& builder, Point corner, double side, const Value& name, const char* kind) {
    builder.beginPart(PartKind::Polygon);
    builder.beginRing();
    for (const Point p : {Point{0, 0}, {side, 0}, {side, side}, {0, side}, {0, 0}}) {
        builder.addPoint({corner.x + p.x, corner.y + p.y});
    }
    builder.set("name", name);
    builder.set("kind", std::string_view(kind));
    if (kind == std::string_view("village")) builder.set("name_en", std::string_view("Jia"));
    builder.endFeature();
}

/// Two named squares of a kilometre, one without a name, a point, and a feature without geometry.
std::shared_ptr<const Document> makeDocument() {
    Document document;
    document.crs = *Crs::from("EPSG:4549");
    auto project = parseProject(R"json({"version":8,"name":"test","sources":{"a":{"type":"geojson","data":"a.geojson"}},
        "layers":[{"id":"towns","type":"fill","source":"a","filter":["==",["get","kind"],"town"],
                   "paint":{"fill-color":"#808080"}}],
        "metadata":{"geju:crs":"EPSG:4549","geju:districts":{"source":"a","name":"name"}}})json",
                                "/nowhere/test.geju.json");
    REQUIRE(project);
    document.project = std::move(*project);
    TableBuilder builder;
    addSquare(builder, {600000, 3470000}, 1000, std::string_view("甲/镇"), "town");
    addSquare(builder, {602000, 3470000}, 1000, std::string_view("甲/镇"), "village");
    addSquare(builder, {604000, 3470000}, 1000, std::monostate(), "town");
    builder.beginPart(PartKind::Points);
    builder.beginRing();
    builder.addPoint({605000, 3475000});
    builder.set("name", std::string_view("a point"));
    builder.set("kind", std::string_view("town"));
    builder.endFeature();
    builder.set("name", std::string_view("nowhere"));
    builder.set("kind", std::string_view("town"));
    builder.endFeature();
    auto table = std::make_shared<const FeatureTable>(builder.build("a", document.crs));
    document.sources["a"] = {table, table};
    return std::make_shared<const Document>(std::move(document));
}

std::vector<std::string> filesOf(const std::vector<AtlasPage>& pages) {
    std::vector<std::string> files;
    for (const AtlasPage& page : pages) files.push_back(page.file);
    return files;
}

bool has(const std::vector<Issue>& issues, const char* code) {
    return std::any_of(issues.begin(), issues.end(), [&](const Issue& issue) { return issue.code == code; });
}

} // namespace

TEST_CASE("a page for each feature: numbered, named, with a margin; one without a place is said") {
    const auto document = makeDocument();
    AtlasRequest request;
    request.layer = "a";
    setLanguage("zh");
    const auto pages = planAtlas(*document, request);
    setLanguage("en");
    REQUIRE(pages);
    CHECK(filesOf(*pages) == std::vector<std::string>{"01 甲_镇", "02 甲_镇", "03", "04 a point"});
    const auto english = planAtlas(*document, request);
    REQUIRE(english);
    CHECK((*english)[1].name == "Jia");
    CHECK(has(pages.issues, "no-geometry"));
    CHECK(pages->front().name == "甲/镇");
    CHECK(pages->front().extentWorld == Box{599960, 3469960, 601040, 3471040});
    // A point has its surroundings; 93 km beside the meridian a projected metre is a metre to 1 in 10 000.
    CHECK(pages->back().extentWorld.width() == Approx(400).epsilon(2e-4));
}

TEST_CASE("a layer's filter and the caller's narrow the atlas; each scale has its sheet") {
    const auto document = makeDocument();
    AtlasRequest request;
    request.layer = "towns";
    request.scales = {10000, 2500};
    auto where = Expression::parse(R"(["!=",["get","name"],"a point"])", Expression::Use::Filter);
    REQUIRE(where);
    request.where = std::move(*where);
    const auto pages = planAtlas(*document, request);
    REQUIRE(pages);
    CHECK(filesOf(*pages) ==
          std::vector<std::string>{"01 甲_镇 1-10000", "01 甲_镇 1-2500", "02 1-10000", "02 1-2500"});
    CHECK((*pages)[1].scaleDenominator == 2500);
}

TEST_CASE("an atlas of what is not there says what there is") {
    const auto document = makeDocument();
    AtlasRequest request;
    request.layer = "b";
    auto pages = planAtlas(*document, request);
    CHECK_FALSE(pages);
    CHECK(has(pages.issues, "no-such-layer"));
    request.layer = "a";
    request.nameField = "nmae";
    pages = planAtlas(*document, request);
    CHECK_FALSE(pages);
    REQUIRE(has(pages.issues, "no-such-field"));
    CHECK(pages.issues.front().message.find("kind") != std::string::npos);
    request.nameField = "kind";
    request.where = *Expression::parse(R"(["==",["get","kind"],"city"])", Expression::Use::Filter).value;
    pages = planAtlas(*document, request);
    CHECK_FALSE(pages);
    CHECK(has(pages.issues, "nothing-to-show"));
}

TEST_CASE("names become parts of file names on any system") {
    CHECK(fileNamePart("玉山镇") == "玉山镇");
    CHECK(fileNamePart("a/b\\c:d*e?f\"g<h>i|j\nk") == "a_b_c_d_e_f_g_h_i_j_k");
    CHECK(fileNamePart(" ..hidden. ") == "hidden");
    CHECK(fileNamePart("...").empty());
    CHECK(fileNamePart("").empty());
    std::string longName;
    for (int i = 0; i < 100; ++i) longName += "镇";
    CHECK(fileNamePart(longName) == longName.substr(0, 78)); // 26 characters of three bytes
}

TEST_CASE("a sheet that fails leaves the others; a cancelled atlas begins none") {
    const auto document = makeDocument();
    AtlasRequest request;
    request.layer = "a";
    request.nameField = "name";
    const auto pages = planAtlas(*document, request);
    REQUIRE(pages);
    AtlasRun run;
    run.folder = fs::temp_directory_path() / ("geju-atlas-" + std::to_string(getpid()));
    fs::create_directories(run.folder / "02 甲_镇.png" / "in the way");
    run.extension = "png";
    run.sheet.page = Page::ofPixels(300, 200, 96);
    Progress progress;
    run.progress = &progress;
    std::vector<std::string> failed;
    run.ended = [&](const fs::path& path, const std::vector<Issue>& issues) {
        if (hasErrors(issues)) failed.push_back(path.stem().string());
    };
    SheetWriter writer(document);
    CHECK(writeAtlas(writer, *pages, run) == 3);
    CHECK(failed == std::vector<std::string>{"02 甲_镇"});
    CHECK(fs::file_size(run.folder / "04 a point.png") > 500);
    CHECK(std::distance(fs::directory_iterator(run.folder), fs::directory_iterator()) == 4); // nothing hidden
    fs::remove_all(run.folder);

    progress.cancel();
    CHECK(writeAtlas(writer, *pages, run) == 0);
    CHECK_FALSE(fs::exists(run.folder));
}
