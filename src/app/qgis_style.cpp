#include "app/qgis_style.hpp"

#include "app/qgis_symbol.hpp"
#include "core/translate.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace geju {

using nlohmann::json;
using nlohmann::ordered_json;

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

ordered_json layerOf(const Group& group, const Chooser& chooser) {
    const auto value = [&](auto QgisPart::*member) {
        std::vector<json> values;
        for (const QgisPart& part : group.parts) values.push_back(jsonOf(part.*member));
        return ordered_json(chooser.choose(group.classes, values));
    };
    ordered_json layer;
    ordered_json metadata = ordered_json::object();
    ordered_json paint;
    switch (group.first.kind) {
    case QgisPart::Kind::Fill:
        layer["type"] = "fill";
        paint["fill-color"] = value(&QgisPart::color);
        if (const auto& hatch = group.first.hatch) {
            metadata["geju:hatch"] = {{"angle", hatch->angleDegrees},
                                      {"spacing", hatch->spacing},
                                      {"width", hatch->width},
                                      {"color", toCss(hatch->color)},
                                      {"cross", hatch->cross}};
        }
        break;
    case QgisPart::Kind::Line:
        layer["type"] = "line";
        paint["line-color"] = value(&QgisPart::color);
        if (group.first.widthInMeters) {
            metadata["geju:line-width-meters"] = value(&QgisPart::width);
        } else {
            paint["line-width"] = value(&QgisPart::width);
        }
        if (!group.first.dash.empty()) paint["line-dasharray"] = value(&QgisPart::dash);
        layer["layout"] = {{"line-cap", value(&QgisPart::cap)}, {"line-join", value(&QgisPart::join)}};
        break;
    case QgisPart::Kind::Circle:
        layer["type"] = "circle";
        paint["circle-color"] = value(&QgisPart::color);
        paint["circle-radius"] = value(&QgisPart::width);
        paint["circle-stroke-color"] = value(&QgisPart::strokeColor);
        paint["circle-stroke-width"] = value(&QgisPart::strokeWidth);
        break;
    }
    const json filter = chooser.filter(group.classes);
    if (!filter.is_null()) layer["filter"] = ordered_json(filter);
    layer["paint"] = std::move(paint);
    layer["metadata"] = std::move(metadata);
    return layer;
}

/// A field as QGIS writes it: quoted when it is an expression.
std::string fieldName(std::string text) {
    if (text.size() > 2 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
    return text;
}

} // namespace

Result<std::string> qgisLayers(const QmlStyle& style, const std::string& source, const FeatureTable& table,
                               const std::string& file) {
    if (style.renderer == "nullSymbol") return {std::string("[]"), {}};
    const bool single = style.renderer == "singleSymbol";
    if (!single && style.renderer != "categorizedSymbol" && style.renderer != "graduatedSymbol") {
        return failure<std::string>(
            "unsupported-renderer",
            fmt::format(fmt::runtime(tr("the renderer \"{}\" is not supported")), style.renderer), file);
    }
    const std::string field = single ? std::string() : fieldName(style.attribute);
    if (!single && !table.column(field)) {
        return failure<std::string>(
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

    ordered_json layers = ordered_json::array();
    const Chooser chooser(style, field);
    for (const Group& group : grouped(partsOfClass)) {
        ordered_json layer{{"id", fmt::format("{}-qml-{}", source, layers.size() + 1)}};
        layer.update(layerOf(group, chooser));
        ordered_json legend = group.place == 0;
        if (group.place == 0 && !field.empty()) legend = {{"property", field}};
        layer["metadata"]["geju:legend"] = std::move(legend);
        layer["source"] = source;
        layers.push_back(std::move(layer));
    }
    return {layers.dump(-1, ' ', false, ordered_json::error_handler_t::replace), reader.takeIssues()};
}

std::string qgisLayersBeside(const std::filesystem::path& dataFile, const std::string& source,
                             const FeatureTable& table, std::vector<Issue>& issues) {
    std::filesystem::path file = dataFile;
    file.replace_extension(".qml");
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error)) return {};
    const auto style = readQml(file);
    append(issues, style.issues);
    if (!style) return {};
    auto made = qgisLayers(*style, source, table, file.string());
    for (Issue& issue : made.issues) {
        // The data are shown all the same.
        if (issue.severity == Severity::Error) issue.severity = Severity::Warning;
        issues.push_back(issue);
    }
    if (!made) return {};
    Issue notice;
    notice.severity = Severity::Notice;
    notice.code = "qgis-style";
    notice.message = tr("the style of QGIS beside the data is used");
    notice.file = file.string();
    issues.push_back(std::move(notice));
    return std::move(*made);
}

} // namespace geju
