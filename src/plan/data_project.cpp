// The project of data that come without one, written as JSON.
#include "plan/document.hpp"
#include "plan/land_use_guide.hpp"
#include "plan/project_text.hpp"
#include "plan/unicode.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <set>

namespace geju {

namespace {

using json = nlohmann::ordered_json;

/// Quiet, distinct and printable; one a layer, in turn.
constexpr std::array<std::string_view, 6> kPalette = {"#8fb0c9", "#b5c99a", "#d9b48f", "#b9a7cf", "#c9c08f", "#9ac9bf"};
constexpr std::array<std::string_view, 6> kOutlines = {"#3f6480", "#647d45", "#8c6236",
                                                       "#69548a", "#7d7340", "#427a6e"};

constexpr std::string_view kNameFields[] = {"name", "Name", "NAME", "名称", "name_zh", "nom", "NAMELSAD", "title"};
constexpr std::string_view kEnglishFields[] = {"name_en", "NAME_EN"};
constexpr std::string_view kCodeFields[] = {"code",     "CODE", "地类编码", "DLBM", "dlbm",
                                            "用地代码", "YDDM", "class",    "CLASS"};

struct Kinds {
    bool points = false;
    bool lines = false;
    bool polygons = false;
};

Kinds kindsOf(const FeatureTable& table) {
    Kinds kinds;
    for (const PartKind kind : table.structure().partKind) {
        kinds.points |= kind == PartKind::Points;
        kinds.lines |= kind == PartKind::Line;
        kinds.polygons |= kind == PartKind::Polygon;
    }
    return kinds;
}

template <std::size_t Count>
const Column* firstColumn(const FeatureTable& table, const std::string_view (&names)[Count]) {
    for (const auto name : names) {
        const Column* column = table.column(name);
        if (column && column->type() != ColumnType::Empty) return column;
    }
    return nullptr;
}

/// A code as the guide writes it; integers have lost their leading zero.
std::string codeText(const Value& value) {
    std::string text = toText(value);
    if (std::holds_alternative<std::int64_t>(value) && text.size() % 2 == 1) text.insert(0, 1, '0');
    return text;
}

/// The distinct values of a column, or nothing when there are more than a legend could hold.
std::optional<std::vector<Value>> distinctValues(const Column& column) {
    constexpr std::size_t kMost = 500;
    std::vector<Value> values;
    if (column.type() == ColumnType::Text) {
        if (column.dictionary().size() > kMost) return std::nullopt;
        for (const auto& text : column.dictionary()) values.emplace_back(std::string_view(text));
        return values;
    }
    std::set<std::int64_t> seen;
    for (std::size_t row = 0; row < column.size(); ++row) {
        const Value value = column.at(row);
        const auto* integer = std::get_if<std::int64_t>(&value);
        if (isNull(value)) continue;
        if (!integer || seen.size() > kMost) return std::nullopt;
        if (seen.insert(*integer).second) values.push_back(value);
    }
    return values;
}

/// A column of which every value is a code of the land-use guide. Other classifications share some codes with other
/// meanings, so one unknown value is enough to leave the column alone.
const Column* guideColumn(const FeatureTable& table) {
    for (const auto name : kCodeFields) {
        const Column* column = table.column(name);
        if (!column || (column->type() != ColumnType::Text && column->type() != ColumnType::Integer)) continue;
        const auto values = distinctValues(*column);
        if (!values || values->empty()) continue;
        const bool all = std::all_of(values->begin(), values->end(),
                                     [](const Value& value) { return guideClass(codeText(value)) != nullptr; });
        if (all) return column;
    }
    return nullptr;
}

json classColors(const Column& column, std::string_view otherwise) {
    json match = json::array({"match", json::array({"get", column.name()})});
    const auto values = distinctValues(column);
    for (const Value& value : *values) {
        const auto* integer = std::get_if<std::int64_t>(&value);
        if (integer) {
            match.push_back(*integer);
        } else {
            match.push_back(toText(value));
        }
        match.push_back(toCss(guideClass(codeText(value))->color));
    }
    match.push_back(otherwise);
    return match;
}

/// simplestyle-spec 1.1: the feature's own colour, else `otherwise`.
json ownColor(const FeatureTable& table, const char* property, json otherwise) {
    if (!table.column(property)) return otherwise;
    return json::array({"to-color", json::array({"get", property}), std::move(otherwise)});
}

json ownNumber(const FeatureTable& table, const char* property, double otherwise) {
    if (!table.column(property)) return otherwise;
    return json::array({"to-number", json::array({"coalesce", json::array({"get", property}), otherwise}), otherwise});
}

json inLanguages(const LocalText& text) {
    json languages = json::object();
    if (!text.zh.empty()) languages["zh"] = text.zh;
    if (!text.en.empty()) languages["en"] = text.en;
    return languages;
}

/// A name found in the data, in the language it is in.
json named(const std::string& name) {
    return inLanguages(hasHan(name) ? LocalText{name, {}} : LocalText{{}, name});
}

class LayerMaker {
  public:
    LayerMaker(json& layers, const DataSource& source, std::size_t turn)
      : layers_(layers)
      , source_(source.id)
      , table_(*source.table)
      , fill_(kPalette[turn % kPalette.size()])
      , outline_(kOutlines[turn % kOutlines.size()])
      , kinds_(kindsOf(*source.table)) {}

    /// Layers that were made elsewhere; nothing but labels is made for the source then.
    void takeGiven(const json& given) {
        for (json layer : given) {
            layer["source"] = source_;
            layer["metadata"]["geju:name"] = named(table_.name());
            layer["metadata"]["geju:group"] = named(table_.name());
            layers_.push_back(std::move(layer));
        }
        given_ = !given.empty();
    }

    void makePolygons(const Column* codes) {
        if (given_ || !kinds_.polygons) return;
        const bool styled = table_.column("fill") || table_.column("stroke");
        const json color = codes ? classColors(*codes, fill_) : ownColor(table_, "fill", fill_);
        json& fill = add("fill", "Polygon");
        fill["paint"] = {{"fill-color", color},
                         {"fill-opacity", ownNumber(table_, "fill-opacity",
                                                    codes    ? 1
                                                    : styled ? 0.6
                                                             : 0.75)}};
        if (codes) fill["metadata"]["geju:legend"] = {{"property", codes->name()}};
        json& line = add("outline", "Polygon");
        line["layout"] = {{"line-join", "round"}};
        line["paint"] = {{"line-color", ownColor(table_, "stroke", codes ? json("#6b6b6b") : json(outline_))},
                         {"line-width", ownNumber(table_, "stroke-width",
                                                  codes    ? 0.4
                                                  : styled ? 2
                                                           : 0.8)},
                         {"line-opacity", ownNumber(table_, "stroke-opacity", 1)}};
    }

    void makeLines() {
        if (given_ || !kinds_.lines) return;
        json& line = add("line", "LineString");
        line["layout"] = {{"line-join", "round"}, {"line-cap", "round"}};
        line["paint"] = {{"line-color", ownColor(table_, "stroke", outline_)},
                         {"line-width", ownNumber(table_, "stroke-width", 2)},
                         {"line-opacity", ownNumber(table_, "stroke-opacity", 1)}};
    }

    void makePoints() {
        if (given_ || !kinds_.points) return;
        json radius = 5;
        if (table_.column("marker-size")) {
            radius = json::array({"match", json::array({"get", "marker-size"}), "small", 4, "large", 8, 5.5});
        }
        json& circle = add("circle", "Point");
        circle["paint"] = {{"circle-color", ownColor(table_, "marker-color", outline_)},
                           {"circle-radius", radius},
                           {"circle-stroke-color", "#ffffff"},
                           {"circle-stroke-width", 1}};
    }

    void makeLabels() {
        const Column* names = firstColumn(table_, kNameFields);
        if (!names) return;
        json& label = add("label", nullptr);
        const auto textOf = [](const Column& column) {
            return json::array({"to-string", json::array({"get", column.name()})});
        };
        json layout{{"text-field", textOf(*names)}, {"text-size", 12}};
        if (const Column* english = firstColumn(table_, kEnglishFields)) {
            label["metadata"]["geju:text-field-en"] =
                json::array({"coalesce", json::array({"get", english->name()}), textOf(*names)});
        }
        if (kinds_.points && !kinds_.polygons && !kinds_.lines) {
            layout["text-anchor"] = "top";
            layout["text-offset"] = json::array({0, 0.6});
        }
        if (kinds_.lines && !kinds_.polygons && !kinds_.points) layout["symbol-placement"] = "line";
        label["layout"] = std::move(layout);
        label["paint"] = {{"text-color", "#333333"}, {"text-halo-color", "#ffffffcc"}, {"text-halo-width", 1.2}};
    }

  private:
    json& add(const std::string& suffix, const char* geometry) {
        const bool label = suffix == "label";
        const char* type = label ? "symbol" : suffix == "outline" ? "line" : suffix.c_str();
        json layer{{"id", source_ + "-" + suffix}, {"type", type}, {"source", source_}};
        const int kinds = int(kinds_.points) + int(kinds_.lines) + int(kinds_.polygons);
        if (geometry && kinds > 1) layer["filter"] = json::array({"==", json::array({"geometry-type"}), geometry});
        json metadata = json::object();
        if (!label && suffix != "outline") metadata["geju:name"] = named(table_.name());
        metadata["geju:group"] = named(table_.name());
        if (label) metadata["geju:labels-only"] = true;
        layer["metadata"] = std::move(metadata);
        layers_.push_back(std::move(layer));
        return layers_.back();
    }

    json& layers_;
    std::string source_;
    const FeatureTable& table_;
    std::string fill_;
    std::string outline_;
    Kinds kinds_;
    bool given_ = false;
};

json classesOfGuide() {
    const ClassTable& guide = landUseGuide();
    json items = json::array();
    for (const LandUseClass& item : guide.items)
        items.push_back({{"code", item.code}, {"name", inLanguages(item.name)}, {"color", toCss(item.color)}});
    return {{"name", inLanguages(guide.name)}, {"source", guide.source}, {"items", std::move(items)}};
}

} // namespace

std::string projectForData(const std::vector<DataSource>& given) {
    json sources = json::object();
    json layers = json::array();
    json metadata = json::object();
    json names = json::object();
    std::vector<LayerMaker> makers;
    std::vector<const Column*> codes;
    std::vector<json> styled;
    for (const DataSource& source : given) {
        json& made = sources[source.id];
        names[source.id]["name"] = named(source.table->name());
        if (source.picture) {
            made = {
                {"type", "raster"}, {"url", source.path.generic_string()}, {"geju:name", named(source.table->name())}};
            layers.push_back({{"id", source.id + "-picture"},
                              {"type", "raster"},
                              {"source", source.id},
                              {"metadata", {{"geju:name", named(source.table->name())}}}});
            continue;
        }
        made = {{"type", "geojson"}, {"data", source.path.generic_string()}};
        if (!source.layer.empty()) names[source.id]["layer"] = source.layer;
        makers.emplace_back(layers, source, makers.size());
        styled.push_back(source.layers.empty() ? json::array() : json::parse(source.layers));
        codes.push_back(guideColumn(*source.table));
        if (!codes.back() || metadata.contains("geju:landuse")) continue;
        metadata["geju:landuse"] = {{"source", source.id}, {"class", codes.back()->name()}};
        metadata["geju:classes"] = classesOfGuide();
    }
    for (std::size_t i = 0; i < makers.size(); ++i) makers[i].takeGiven(styled[i]);
    // Pictures below areas below lines below points below labels, whatever the order of the tables.
    for (std::size_t i = 0; i < makers.size(); ++i) makers[i].makePolygons(codes[i]);
    for (auto& maker : makers) maker.makeLines();
    for (auto& maker : makers) maker.makePoints();
    for (auto& maker : makers) maker.makeLabels();
    if (!given.empty()) metadata["geju:title"] = named(given.front().table->name());
    metadata["geju:sources"] = std::move(names);

    const json document{{"version", 8},
                        {"metadata", std::move(metadata)},
                        {"sources", std::move(sources)},
                        {"layers", std::move(layers)}};
    const std::string compact = document.dump(-1, ' ', false, json::error_handler_t::replace);
    return laidOut(compact, "  ", {}) + "\n";
}

} // namespace geju
