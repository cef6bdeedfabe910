// The shipped projects as projects: they load without a word, every feature says what it is and where that stands, and
// every system of the plan has a scene that draws and labels its members.
#include "analysis/indicators.hpp"
#include "shipped_plan.hpp"

#include <algorithm>
#include <set>

using namespace geju;
using namespace geju::testing;

namespace {

bool matches(const StyleLayer& layer, const FeatureTable& features, std::size_t row) {
    EvaluationContext context;
    context.table = &features;
    context.row = row;
    context.zoom = 12;
    return !layer.filter || layer.filter->matches(context);
}

bool shown(const Document& document, const Scene& scene, const std::string& source, std::size_t row, bool label) {
    return std::any_of(scene.layers.begin(), scene.layers.end(), [&](const std::string& id) {
        const StyleLayer* layer = document.project.layer(id);
        return layer && layer->source == source && (layer->type == LayerType::Symbol) == label &&
               matches(*layer, table(document, source), row);
    });
}

/// Half-width punctuation after a Chinese character, or an empty text.
bool wellPunctuated(const std::string& chinese) {
    for (std::size_t i = 2; i + 1 < chinese.size(); ++i) {
        const auto before = static_cast<unsigned char>(chinese[i - 2]);
        const bool han = before >= 0xe4 && before <= 0xe9; // first byte of U+4000–U+9FFF in UTF-8
        if (han && std::string_view(",;:!?()").find(chinese[i + 1]) != std::string_view::npos) return false;
    }
    return !chinese.empty();
}

void checkTexts(const Document& document) {
    const auto& project = document.project;
    const auto check = [](const LocalText& text) {
        CAPTURE(text.zh, text.en);
        CHECK(wellPunctuated(text.zh));
        CHECK_FALSE(text.en.empty());
    };
    check(project.title);
    check(project.credits);
    if (project.schematic) check(project.precisionNote);
    for (const auto& scene : project.scenes) {
        check(scene.title);
        check(scene.text);
        CHECK(wellPunctuated(scene.source.zh));
    }
    for (const auto& indicator : project.indicators) {
        CAPTURE(indicator.id);
        check(indicator.name);
        check(indicator.definition);
        CHECK(wellPunctuated(indicator.source.zh));
    }
    for (const auto& layer : project.layers) {
        CAPTURE(layer.id);
        if (!layer.name.empty()) check(layer.name);
        if (!layer.groupName.empty()) check(layer.groupName);
    }
}

void checkScenes(const Document& document) {
    for (const auto& scene : document.project.scenes) {
        CAPTURE(scene.id);
        CHECK_FALSE(scene.extentLonLat.empty());
        CHECK_FALSE(scene.layers.empty());
        std::set<std::string> drawn;
        for (const auto& id : scene.layers) {
            CAPTURE(id);
            const StyleLayer* layer = document.project.layer(id);
            REQUIRE(layer);
            if (layer->type != LayerType::Symbol) drawn.insert(layer->source);
        }
        for (const auto& id : scene.layers) { // names only of what is drawn
            const StyleLayer* layer = document.project.layer(id);
            CAPTURE(id);
            if (layer->type == LayerType::Symbol) CHECK(drawn.count(layer->source) == 1);
        }
    }
}

void checkFeatures(const Document& document) {
    std::set<std::string> ids;
    for (const auto& [id, loaded] : document.sources) {
        REQUIRE(loaded.source);
        const FeatureTable& features = *loaded.source;
        CAPTURE(id);
        CHECK(features.size() > 0);
        for (std::size_t row = 0; row < features.size(); ++row) {
            CAPTURE(row);
            for (const char* field : {"id", "system", "name", "name_en", "kind", "role", "source", "precision"}) {
                if (text(features, row, field).empty()) FAIL_CHECK("no " << field);
            }
            if (!ids.insert(text(features, row, "id")).second) FAIL_CHECK("id twice: " << text(features, row, "id"));
            const std::string precision = text(features, row, "precision");
            if (precision != "schematic" && precision != "surveyed") FAIL_CHECK("precision " << precision);
            const Value derived = features.value(row, "derived");
            if (std::holds_alternative<bool>(derived) && std::get<bool>(derived) &&
                text(features, row, "derivation").empty()) {
                FAIL_CHECK("derived, but not how");
            }
            for (const char* field : {"name", "role", "source"}) {
                if (!wellPunctuated(text(features, row, field))) FAIL_CHECK(text(features, row, field));
            }
        }
    }
}

} // namespace

TEST_CASE("shipped projects load without an issue", "[geodata]") {
    for (const char* path : {"kunshan.geju.json", "example/example.geju.json"}) {
        const Document& document = plan(path);
        CAPTURE(path);
        INFO(describeAll(document.issues));
        CHECK(document.issues.empty());
        CHECK(document.project.schematic);
        CHECK(document.project.scene(document.project.homeScene));
        checkTexts(document);
        checkScenes(document);
        checkFeatures(document);
    }
}

TEST_CASE("every system of the plan has a scene that draws and names its members", "[geodata]") {
    const Document& document = kunshan();
    std::vector<std::string> systems;
    for (int i = 1; i <= 12; ++i) systems.push_back("a" + std::to_string(i));
    for (int i = 1; i <= 13; ++i) systems.push_back("b" + std::to_string(i));
    for (const auto& id : systems) {
        CAPTURE(id);
        const Scene* scene = document.project.scene(id);
        REQUIRE(scene);
        std::string system = id;
        system[0] = static_cast<char>(system[0] - 'a' + 'A');
        int members = 0;
        for (const auto& [source, loaded] : document.sources) {
            for (std::size_t row = 0; row < loaded.source->size(); ++row) {
                if (text(*loaded.source, row, "system") != system) continue;
                ++members;
                CAPTURE(text(*loaded.source, row, "name"));
                if (!shown(document, *scene, source, row, false)) FAIL_CHECK("not drawn");
                if (text(*loaded.source, row, "level") == "neighbourhood") continue; // dots without names
                if (!shown(document, *scene, source, row, true)) FAIL_CHECK("not labelled");
            }
        }
        CHECK(members > 0);
    }
}

TEST_CASE("indicators are what their names say", "[geodata]") {
    const auto figures = computeIndicators(kunshan());
    REQUIRE(figures);
    std::set<std::string> ids;
    for (const auto& row : figures->rows) {
        const Indicator& indicator = row.indicator;
        CAPTURE(indicator.id);
        CHECK(ids.insert(indicator.id).second);
        INFO(describeAll(row.issues));
        for (const auto& issue : row.issues)
            CHECK(issue.severity == Severity::Notice); // says what it is, not what is wrong
        CHECK(row.computed.has_value() == indicator.computation.has_value());
        // Parcels say nothing of tree crowns: a coverage rate is carried, a green land rate computed.
        if (indicator.name.zh.find("绿化覆盖率") != std::string::npos) CHECK_FALSE(indicator.computation);
        if (!indicator.computation) continue;
        for (const auto& code : indicator.computation->codes) {
            if (indicator.computation->classField != "code") continue;
            CAPTURE(code);
            CHECK(indicator.definition.zh.find("（" + code + "）") != std::string::npos);
            CHECK(indicator.definition.en.find("(" + code + ")") != std::string::npos);
        }
    }
    CHECK(ids.count("green-land-rate") == 1);
    int first = 0;
    int second = 0;
    for (const auto& id : ids) {
        first += id.starts_with("t1-");
        second += id.starts_with("t2-");
    }
    CHECK(first == 23); // rows of the plan's two tables
    CHECK(second == 29);
}
