// The style of data that come without a project.
#include "plan/document.hpp"
#include "plan/expression_parser.hpp"
#include "plan/land_use_guide.hpp"
#include "plan/unicode.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace geju {

namespace {

using nlohmann::json;

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

class LayerMaker {
  public:
    LayerMaker(Project& project, std::string source, const FeatureTable& table, std::size_t turn)
      : project_(project)
      , source_(std::move(source))
      , table_(table)
      , fill_(kPalette[turn % kPalette.size()])
      , outline_(kOutlines[turn % kOutlines.size()])
      , kinds_(kindsOf(table)) {}

    void makePolygons(const Column* codes) {
        if (!kinds_.polygons) return;
        const bool styled = table_.column("fill") || table_.column("stroke");
        StyleLayer& fill = add("fill", LayerType::Fill, "Polygon");
        if (codes) {
            set(fill.paint, "fill-color", classColors(*codes, fill_));
            fill.legend.property = codes->name();
        } else {
            set(fill.paint, "fill-color", ownColor(table_, "fill", fill_));
        }
        set(fill.paint, "fill-opacity", ownNumber(table_, "fill-opacity", codes ? 1 : styled ? 0.6 : 0.75));
        StyleLayer& line = add("outline", LayerType::Line, "Polygon");
        line.legend.shown = false;
        set(line.paint, "line-color", ownColor(table_, "stroke", codes ? json("#6b6b6b") : json(outline_)));
        set(line.paint, "line-width", ownNumber(table_, "stroke-width", codes ? 0.4 : styled ? 2 : 0.8));
        set(line.paint, "line-opacity", ownNumber(table_, "stroke-opacity", 1));
        set(line.layout, "line-join", "round");
    }

    void makeLines() {
        if (!kinds_.lines) return;
        StyleLayer& line = add("line", LayerType::Line, "LineString");
        set(line.paint, "line-color", ownColor(table_, "stroke", outline_));
        set(line.paint, "line-width", ownNumber(table_, "stroke-width", 2));
        set(line.paint, "line-opacity", ownNumber(table_, "stroke-opacity", 1));
        set(line.layout, "line-join", "round");
        set(line.layout, "line-cap", "round");
    }

    void makePoints() {
        if (!kinds_.points) return;
        StyleLayer& circle = add("circle", LayerType::Circle, "Point");
        set(circle.paint, "circle-color", ownColor(table_, "marker-color", outline_));
        json radius = 5;
        if (table_.column("marker-size")) {
            radius = json::array({"match", json::array({"get", "marker-size"}), "small", 4, "large", 8, 5.5});
        }
        set(circle.paint, "circle-radius", radius);
        set(circle.paint, "circle-stroke-color", "#ffffff");
        set(circle.paint, "circle-stroke-width", 1);
    }

    void makeLabels() {
        const Column* names = firstColumn(table_, kNameFields);
        if (!names) return;
        StyleLayer& label = add("label", LayerType::Symbol, nullptr);
        label.labelsOnly = true;
        label.legend.shown = false;
        const auto textOf = [](const Column& column) {
            return json::array({"to-string", json::array({"get", column.name()})});
        };
        set(label.layout, "text-field", textOf(*names));
        if (const Column* english = firstColumn(table_, kEnglishFields)) {
            label.textFieldEnglish =
                parsed(json::array({"coalesce", json::array({"get", english->name()}), textOf(*names)}));
        }
        set(label.layout, "text-size", 12);
        if (kinds_.points && !kinds_.polygons && !kinds_.lines) {
            set(label.layout, "text-anchor", "top");
            set(label.layout, "text-offset", json::array({0, 0.6}));
        }
        if (kinds_.lines && !kinds_.polygons && !kinds_.points) set(label.layout, "symbol-placement", "line");
        set(label.paint, "text-color", "#333333");
        set(label.paint, "text-halo-color", "#ffffffcc");
        set(label.paint, "text-halo-width", 1.2);
    }

  private:
    static Expression parsed(const json& value) {
        ExpressionParser parser;
        return Expression(parser.property(value));
    }
    static void set(StyleProperties& properties, const char* name, const json& value) {
        properties.insert_or_assign(name, parsed(value));
    }

    StyleLayer& add(const char* suffix, LayerType type, const char* geometry) {
        StyleLayer layer;
        layer.id = source_ + "-" + suffix;
        layer.type = type;
        layer.source = source_;
        layer.group = table_.name();
        (hasHan(table_.name()) ? layer.groupName.zh : layer.groupName.en) = table_.name();
        if (std::string_view(suffix) != "outline" && std::string_view(suffix) != "label") layer.name = layer.groupName;
        const int kinds = int(kinds_.points) + int(kinds_.lines) + int(kinds_.polygons);
        if (geometry && kinds > 1) {
            layer.filter = parsed(json::array({"==", json::array({"geometry-type"}), geometry}));
        }
        return project_.layers.emplace_back(std::move(layer));
    }

    Project& project_;
    std::string source_;
    const FeatureTable& table_;
    std::string fill_;
    std::string outline_;
    Kinds kinds_;
};

} // namespace

Project projectForData(const std::vector<std::pair<std::string, std::shared_ptr<const FeatureTable>>>& tables) {
    Project project;
    std::vector<LayerMaker> makers;
    std::vector<const Column*> codes;
    for (const auto& [id, table] : tables) {
        SourceReference source;
        source.id = id;
        (hasHan(table->name()) ? source.name.zh : source.name.en) = table->name();
        project.sources.push_back(std::move(source));
        makers.emplace_back(project, id, *table, makers.size());
        codes.push_back(guideColumn(*table));
        if (!codes.back() || project.landUse) continue;
        project.landUse = LandUseReference{id, codes.back()->name(), {}, {}};
        project.classes = landUseGuide();
    }
    // Areas below lines below points below labels, whatever the order of the tables.
    for (std::size_t i = 0; i < makers.size(); ++i) makers[i].makePolygons(codes[i]);
    for (auto& maker : makers) maker.makeLines();
    for (auto& maker : makers) maker.makePoints();
    for (auto& maker : makers) maker.makeLabels();
    if (!tables.empty()) project.title = project.sources.front().name;
    return project;
}

} // namespace geju
