#include "app/qgis_style.hpp"

#include "app/qgis_symbol.hpp"
#include "core/translate.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace geju {

using nlohmann::json;

namespace {

/// A value for each class of the style as one expression.
class Chooser {
  public:
    Chooser(const QmlStyle& style, std::string field)
      : style_(style)
      , field_(std::move(field)) {}

    /// `values` belong to the classes of the numbers in `of`; where no other class is drawn so, the last one holds.
    json choose(const std::vector<std::size_t>& of, const std::vector<json>& values) const {
        const bool same = std::all_of(values.begin(), values.end(), [&](const json& v) { return v == values.front(); });
        if (same) return values.front();
        json made = json::array();
        json otherwise = values.back();
        if (isGraduated()) {
            made.push_back("case");
            for (std::size_t i = 0; i < of.size(); ++i) {
                made.push_back(condition(of[i]));
                made.push_back(values[i]);
            }
        } else {
            made = {"match", valueText()};
            for (std::size_t i = 0; i < of.size(); ++i) {
                if (isOthers(of[i])) {
                    otherwise = values[i];
                } else {
                    made.push_back(style_.classes[of[i]].value);
                    made.push_back(values[i]);
                }
            }
        }
        made.push_back(otherwise);
        return made;
    }

    /// Which features belong to one of the classes; null: all do.
    json filter(const std::vector<std::size_t>& of) const {
        if (field_.empty()) return nullptr;
        json any = json::array({"any"});
        for (const std::size_t number : of) any.push_back(condition(number));
        return any;
    }

  private:
    bool isGraduated() const { return style_.renderer == "graduatedSymbol"; }
    bool isOthers(std::size_t number) const { return style_.classes[number].value.empty(); }
    json value() const { return json::array({"get", field_}); }
    json valueText() const { return json::array({"to-string", value()}); }

    json condition(std::size_t number) const {
        const QmlClass& each = style_.classes[number];
        if (isGraduated()) {
            // As in QGIS, a value at the limit of two ranges belongs to the first of them.
            return {"all", json::array({"==", json::array({"typeof", value()}), "number"}),
                    json::array({">=", value(), each.lower}), json::array({"<=", value(), each.upper})};
        }
        if (!isOthers(number)) return json::array({"==", valueText(), each.value});
        json listed = json::array();
        for (const QmlClass& other : style_.classes) {
            if (!other.value.empty()) listed.push_back(other.value);
        }
        return json::array({"!", json::array({"in", valueText(), json::array({"literal", listed})})});
    }

    const QmlStyle& style_;
    std::string field_;
};

Expression expressionOf(const json& value) {
    const json& written =
        value.is_array() && !value.empty() && !value[0].is_string() ? json::array({"literal", value}) : value;
    auto parsed = Expression::parse(written.dump());
    return parsed ? std::move(*parsed) : Expression::constant({});
}

/// Strokes of the same place in their symbols that can be one layer: same kind, and equal in what cannot vary.
struct Group {
    std::size_t place = 0;
    QgisPart first;
    std::vector<std::size_t> classes;
    std::vector<QgisPart> parts;
};

std::vector<Group> grouped(const std::vector<std::vector<QgisPart>>& partsOfClass) {
    std::vector<Group> groups;
    for (std::size_t number = 0; number < partsOfClass.size(); ++number) {
        for (std::size_t place = 0; place < partsOfClass[number].size(); ++place) {
            const QgisPart& part = partsOfClass[number][place];
            auto group = std::find_if(groups.begin(), groups.end(), [&](const Group& each) {
                return each.place == place && each.first.canJoin(part);
            });
            if (group == groups.end()) group = groups.insert(groups.end(), Group{place, part, {}, {}});
            group->classes.push_back(number);
            group->parts.push_back(part);
        }
    }
    std::stable_sort(groups.begin(), groups.end(), [](const Group& a, const Group& b) { return a.place < b.place; });
    return groups;
}

StyleLayer layerOf(const Group& group, const Chooser& chooser) {
    StyleLayer layer;
    const auto set = [&](StyleProperties& properties, const char* name, auto QgisPart::*member) {
        std::vector<json> values;
        for (const QgisPart& part : group.parts) values.push_back(jsonOf(part.*member));
        properties.insert_or_assign(name, expressionOf(chooser.choose(group.classes, values)));
    };
    switch (group.first.kind) {
    case QgisPart::Kind::Fill:
        layer.type = LayerType::Fill;
        set(layer.paint, "fill-color", &QgisPart::color);
        layer.hatch = group.first.hatch;
        break;
    case QgisPart::Kind::Line:
        layer.type = LayerType::Line;
        set(layer.paint, "line-color", &QgisPart::color);
        if (group.first.widthInMeters) {
            StyleProperties meters;
            set(meters, "width", &QgisPart::width);
            layer.lineWidthMeters = meters.at("width");
        } else {
            set(layer.paint, "line-width", &QgisPart::width);
        }
        if (!group.first.dash.empty()) set(layer.paint, "line-dasharray", &QgisPart::dash);
        set(layer.layout, "line-cap", &QgisPart::cap);
        set(layer.layout, "line-join", &QgisPart::join);
        break;
    case QgisPart::Kind::Circle:
        layer.type = LayerType::Circle;
        set(layer.paint, "circle-color", &QgisPart::color);
        set(layer.paint, "circle-radius", &QgisPart::width);
        set(layer.paint, "circle-stroke-color", &QgisPart::strokeColor);
        set(layer.paint, "circle-stroke-width", &QgisPart::strokeWidth);
        break;
    }
    const json filter = chooser.filter(group.classes);
    if (!filter.is_null()) {
        auto parsed = Expression::parse(filter.dump(), Expression::Use::Filter);
        if (parsed) layer.filter = std::move(*parsed);
    }
    return layer;
}

/// A field as QGIS writes it: quoted when it is an expression.
std::string fieldName(std::string text) {
    if (text.size() > 2 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
    return text;
}

} // namespace

Result<std::vector<StyleLayer>> qgisLayers(const QmlStyle& style, const std::string& source, const FeatureTable& table,
                                           const std::string& file) {
    using Layers = std::vector<StyleLayer>;
    if (style.renderer == "nullSymbol") return {Layers{}, {}};
    const bool single = style.renderer == "singleSymbol";
    if (!single && style.renderer != "categorizedSymbol" && style.renderer != "graduatedSymbol") {
        return failure<Layers>("unsupported-renderer",
                               fmt::format(fmt::runtime(tr("the renderer \"{}\" is not supported")), style.renderer),
                               file);
    }
    const std::string field = single ? std::string() : fieldName(style.attribute);
    if (!single && !table.column(field)) {
        return failure<Layers>(
            "no-such-field",
            fmt::format(fmt::runtime(tr("the style is by \"{}\", which is no field of the data")), style.attribute),
            file);
    }
    QgisSymbolReader reader(file);
    std::vector<std::vector<QgisPart>> partsOfClass;
    bool labelled = false;
    for (const QmlClass& each : style.classes) {
        labelled = labelled || (!single && !each.label.empty() && !each.value.empty() && each.label != each.value);
        partsOfClass.push_back(each.shown ? reader.parts(each.symbol, style.layerOpacity) : std::vector<QgisPart>());
    }
    if (labelled) reader.warn(tr("the legend shows the values of the field, not the labels of the categories"));
    if (style.hasLabels) reader.warn(tr("the style's labelling is not taken over"));

    Layers layers;
    const Chooser chooser(style, field);
    for (const Group& group : grouped(partsOfClass)) {
        StyleLayer layer = layerOf(group, chooser);
        layer.id = fmt::format("{}-qml-{}", source, layers.size() + 1);
        layer.source = source;
        layer.legend.shown = group.place == 0;
        layer.legend.property = field;
        layers.push_back(std::move(layer));
    }
    return {std::move(layers), reader.takeIssues()};
}

void styleLikeQgis(Project& project, const std::string& source, const FeatureTable& table,
                   const std::filesystem::path& dataFile, std::vector<Issue>& issues) {
    std::filesystem::path file = dataFile;
    file.replace_extension(".qml");
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error)) return;
    const auto style = readQml(file);
    append(issues, style.issues);
    if (!style) return;
    auto made = qgisLayers(*style, source, table, file.string());
    for (Issue& issue : made.issues) {
        // The data are shown all the same.
        if (issue.severity == Severity::Error) issue.severity = Severity::Warning;
        issues.push_back(issue);
    }
    if (!made) return;

    const auto isDefault = [&](const StyleLayer& layer) { return layer.source == source && !layer.labelsOnly; };
    const auto first = std::find_if(project.layers.begin(), project.layers.end(), isDefault);
    if (first != project.layers.end()) {
        for (StyleLayer& layer : *made) {
            layer.name = first->name;
            layer.group = first->group;
            layer.groupName = first->groupName;
        }
    }
    const auto place = first - project.layers.begin();
    std::erase_if(project.layers, isDefault);
    project.layers.insert(project.layers.begin() + place, std::make_move_iterator(made->begin()),
                          std::make_move_iterator(made->end()));
    Issue notice;
    notice.severity = Severity::Notice;
    notice.code = "qgis-style";
    notice.message = tr("the style of QGIS beside the data is used");
    notice.file = file.string();
    issues.push_back(std::move(notice));
}

} // namespace geju
