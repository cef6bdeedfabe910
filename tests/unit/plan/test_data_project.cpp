#include "plan/document.hpp"
#include "plan/land_use_guide.hpp"
#include "support/catch.hpp"
#include "tables.hpp"

using namespace geju;
using geju::test::squares;

namespace {

std::shared_ptr<const FeatureTable> shared(FeatureTable table) {
    return std::make_shared<const FeatureTable>(std::move(table));
}

Project projectOf(const std::string& id, const std::shared_ptr<const FeatureTable>& table) {
    LoadOptions anywhere;
    anywhere.allowOutsideFolder = true;
    auto project = parseProject(projectForData({{id, table, "/data/" + id + ".geojson"}}), {}, anywhere);
    CHECK(project.issues.empty());
    REQUIRE(project);
    return std::move(*project);
}

const StyleLayer& layerOf(const Project& project, LayerType type) {
    for (const auto& layer : project.layers) {
        if (layer.type == type) return layer;
    }
    FAIL("no such layer");
    return project.layers.front();
}

} // namespace

TEST_CASE("simplestyle properties are taken feature by feature") {
    const auto table = shared(squares({{{"fill", std::string_view("#ff0000")},
                                        {"fill-opacity", 0.25},
                                        {"stroke", std::string_view("blue")},
                                        {"stroke-width", std::string_view("3")}},
                                       {{"fill", std::string_view("nonsense")}, {"name", std::string_view("乙")}}}));
    const Project project = projectOf("data", table);
    const StyleLayer& fill = layerOf(project, LayerType::Fill);
    const StyleLayer& line = layerOf(project, LayerType::Line);
    const StyleLayer& label = layerOf(project, LayerType::Symbol);
    const EvaluationContext first{table.get(), 0, 10};
    const EvaluationContext second{table.get(), 1, 10};
    CHECK(fill.color("fill-color", first, {}) == Rgba{255, 0, 0, 255});
    CHECK(fill.number("fill-opacity", first, 1) == 0.25);
    CHECK(line.color("line-color", first, {}) == Rgba{0, 0, 255, 255});
    CHECK(line.number("line-width", first, 1) == 3);
    CHECK(fill.color("fill-color", second, {}) != Rgba{});
    CHECK(fill.number("fill-opacity", second, 1) == 0.6);
    CHECK(line.number("line-width", second, 1) == 2);
    CHECK(label.text("text-field", second, "") == "乙");
    CHECK(label.text("text-field", first, "") == "");
    CHECK_FALSE(project.landUse);
}

TEST_CASE("codes of the land-use guide bring its colours") {
    const auto table = shared(squares({{{"DLBM", std::string_view("0701")}}, {{"DLBM", std::string_view("140101")}}}));
    const Project project = projectOf("parcels", table);
    REQUIRE(project.landUse);
    CHECK(project.landUse->classField == "DLBM");
    const StyleLayer& fill = layerOf(project, LayerType::Fill);
    CHECK(fill.color("fill-color", {table.get(), 0, 10}, {}) == Rgba{255, 255, 45, 255});
    CHECK(fill.color("fill-color", {table.get(), 1, 10}, {}) == Rgba{0, 255, 0, 255});
    CHECK(fill.legend.property == "DLBM");
    // codes read as numbers have lost their zero
    const auto numbers = shared(squares({{{"code", std::int64_t{701}}}, {{"code", std::int64_t{1701}}}}));
    const Project numbered = projectOf("parcels", numbers);
    REQUIRE(numbered.landUse);
    CHECK(layerOf(numbered, LayerType::Fill).color("fill-color", {numbers.get(), 0, 1}, {}) == Rgba{255, 255, 45, 255});
}

TEST_CASE("another classification is not taken for the guide") {
    // 1107 is a ditch in GB/T 21010-2017 and no code of the guide of 2023
    const auto table = shared(squares({{{"DLBM", std::string_view("1101")}}, {{"DLBM", std::string_view("1107")}}}));
    CHECK_FALSE(projectOf("parcels", table).landUse);
}

TEST_CASE("the land-use guide") {
    CHECK(landUseGuide().items.size() == 24 + 111);
    CHECK(guideClass("14")->name.zh == "绿地与开敞空间用地");
    CHECK(guideClass("1402")->color == Rgba{20, 141, 74, 255});
    CHECK(guideClass("120803")->name.zh == "交通场站用地");
    CHECK_FALSE(guideClass("1404"));
    CHECK_FALSE(guideClass("99"));
    CHECK_FALSE(guideClass("140"));
    CHECK_FALSE(guideClass("14a1"));
    for (std::size_t i = 1; i < landUseGuide().items.size(); ++i) {
        CHECK(landUseGuide().items[i - 1].code < landUseGuide().items[i].code);
    }
}
