#include "app/style_desk.hpp"

#include "core/translate.hpp"
#include "plan/land_use_guide.hpp"
#include "plan/layer_edits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <tuple>

namespace geju {

namespace {

constexpr double kMiddlingZoom = 14; ///< at which filters are read for counts
constexpr std::size_t kMostValues = 120;
constexpr Rgba kOther{204, 204, 204, 255};

const char* partName(const StyleLayer& layer, bool polygons) {
    switch (layer.type) {
    case LayerType::Background:
        return tr("Background");
    case LayerType::Fill:
        return tr("Fill");
    case LayerType::Line:
        return polygons ? tr("Outline") : tr("Line");
    case LayerType::Circle:
        return tr("Points");
    case LayerType::Symbol:
        return tr("Labels");
    case LayerType::Raster:
        return tr("Picture");
    }
    return "";
}

const FeatureTable* tableOf(const Document& document, const StyleLayer& layer) {
    const LoadedSource* source = document.source(layer.source);
    return source ? source->source.get() : nullptr;
}

void forEachRow(const FeatureTable& table, const StyleLayer& layer, const std::function<void(std::size_t)>& use) {
    for (std::size_t row = 0; row < table.size(); ++row) {
        if (!layer.filter || layer.filter->matches({&table, row, kMiddlingZoom})) use(row);
    }
}

/// Class of each text of a dictionary is looked up once.
std::vector<std::size_t> countClasses(const FeatureTable& table, const StyleLayer& layer, const Column& column,
                                      std::size_t classes, const std::function<std::size_t(const Value&)>& classOf) {
    std::vector<std::size_t> counts(classes, 0);
    std::vector<std::size_t> known(column.dictionary().size(), classes);
    const bool isText = column.type() == ColumnType::Text;
    forEachRow(table, layer, [&](std::size_t row) {
        const std::uint32_t code = isText ? column.codes()[row] : Column::kNull;
        if (code == Column::kNull) {
            ++counts[classOf(column.at(row))];
            return;
        }
        if (known[code] == classes) known[code] = classOf(column.at(row));
        ++counts[known[code]];
    });
    return counts;
}

/// Codes read as numbers have lost their leading zero.
std::string codeText(const std::string& value, bool number) {
    return number && value.size() % 2 == 1 ? "0" + value : value;
}

/// Of the project's own classes, else of the national ones.
const LandUseClass* landUseClass(const Project& project, const std::string& code) {
    for (std::string_view part = code; part.size() >= 2; part.remove_suffix(1)) {
        if (const LandUseClass* found = project.classes.find(part)) return found;
    }
    return guideClass(code);
}

struct ValueCount {
    StyleValue value;
    std::size_t count = 0;
};

/// Distinct values of a field, numbers before texts, each ascending; nothing when there are too many.
std::optional<std::vector<ValueCount>> distinctValues(const FeatureTable& table, const StyleLayer& layer,
                                                      const Column& column) {
    using Rank = std::tuple<bool, double, std::string>;
    std::map<Rank, ValueCount> found;
    const bool numbers = column.type() == ColumnType::Integer || column.type() == ColumnType::Real;
    std::vector<ValueCount*> known(column.dictionary().size(), nullptr);
    bool tooMany = false;
    forEachRow(table, layer, [&](std::size_t row) {
        const bool isText = column.type() == ColumnType::Text;
        const std::uint32_t code = isText ? column.codes()[row] : Column::kNull;
        if (isText && code != Column::kNull && known[code]) {
            ++known[code]->count;
            return;
        }
        const Value value = column.at(row);
        if (tooMany || isNull(value)) return;
        const double number = numbers ? toNumber(value) : 0;
        std::string text = toText(value);
        ValueCount& entry = found[Rank{!numbers, number, text}];
        entry.value = numbers ? StyleValue{number} : StyleValue{std::move(text)};
        ++entry.count;
        if (code != Column::kNull) known[code] = &entry;
        tooMany = found.size() > kMostValues;
    });
    if (tooMany) return std::nullopt;
    std::vector<ValueCount> values;
    for (auto& [rank, entry] : found) values.push_back(std::move(entry));
    return values;
}

std::string joined(const std::vector<StyleValue>& values) {
    std::string text;
    for (const StyleValue& value : values) text += (text.empty() ? "" : ", ") + value.toText();
    return text;
}

/// Whatever decides how many features a class has: not its colour.
std::string countKey(const StyleState& state, std::string_view layerText) {
    std::string key = state.layer + '\n';
    if (const auto filter = findValue(layerText, "/filter"))
        key += layerText.substr(filter->begin, filter->end - filter->begin);
    key += '\n' + (state.categories ? state.categories->property : state.steps->property);
    if (state.categories) {
        for (const ColorCategory& item : state.categories->items) key += '\n' + StyleValue{item.values}.toText();
    } else {
        for (const double stop : state.steps->stops) key += '\n' + StyleValue{stop}.toText();
    }
    return key;
}

void describeClasses(const Document& document, const StyleLayer& layer, std::string_view layerText,
                     const StyleState& before, StyleState& state) {
    const FeatureTable* table = tableOf(document, layer);
    const std::string place = mainColorPlace(layer.type);
    const Expression* color = layer.property(place.substr(place.find('/') + 1));
    if (!table || !color) return;
    state.categories = colorCategories(*color);
    state.steps = colorSteps(*color);
    if (!state.categories && !state.steps) return;
    const std::string& field = state.categories ? state.categories->property : state.steps->property;
    const Column* column = table->column(field);
    if (state.categories) {
        const ClassTable& classes = document.project.classes;
        const bool landUse = document.project.landUse && document.project.landUse->classField == field;
        for (const ColorCategory& item : state.categories->items) {
            std::string label = joined(item.values);
            const std::string first = item.values.front().toText();
            const auto given = layer.legend.labels.find(first);
            const LandUseClass* named = landUse ? classes.find(first) : nullptr;
            if (given != layer.legend.labels.end()) {
                label += "  " + given->second.get();
            } else if (named) {
                label += "  " + named->name.get();
            }
            state.labels.push_back(std::move(label));
        }
        state.labels.push_back(tr("other values"));
    } else {
        for (std::size_t i = 0; i < state.steps->colors.size(); ++i) state.labels.push_back(rangeText(*state.steps, i));
        state.labels.push_back(tr("no figure"));
    }
    if (!column) return;
    state.countedFor = countKey(state, layerText);
    if (state.countedFor == before.countedFor) {
        state.counts = before.counts;
        return;
    }
    const std::size_t rest = state.labels.size() - 1;
    state.counts = countClasses(*table, layer, *column, state.labels.size(), [&](const Value& value) {
        if (state.categories) return state.categories->indexOf(value);
        const double number = toNumber(value);
        return std::isnan(number) ? rest : state.steps->indexOf(number);
    });
}

/// A layer is in the legend by its name.
void nameForLegend(const StyleLayer& layer, std::vector<command::LayerMember>& members) {
    if (layer.name.empty() && !layer.labelsOnly) members.push_back({"metadata/geju:name", jsonText(layer.id)});
}

std::string inLanguages(const LocalText& text) {
    return "{\"zh\":" + jsonText(text.zh) + ",\"en\":" + jsonText(text.en) + "}";
}

Issue missing(const std::string& message) {
    Issue issue;
    issue.severity = Severity::Error;
    issue.code = "no-values";
    issue.message = message;
    return issue;
}

} // namespace

const char* mainColorPlace(LayerType type) {
    switch (type) {
    case LayerType::Background:
        return "paint/background-color";
    case LayerType::Fill:
        return "paint/fill-color";
    case LayerType::Line:
        return "paint/line-color";
    case LayerType::Circle:
        return "paint/circle-color";
    case LayerType::Symbol:
        return "paint/text-color";
    case LayerType::Raster: // has none
        break;
    }
    return "";
}

std::vector<StylePart> partsOf(const Project& project, const LayerItem& item) {
    std::vector<const StyleLayer*> layers;
    const StyleLayer* leader = project.layer(item.id);
    if (!leader) return {};
    layers.push_back(leader);
    for (const std::string& id : item.followers) layers.push_back(project.layer(id));
    for (const StyleLayer& layer : project.layers) {
        if (layer.labelsOnly && layer.source == leader->source && !leader->source.empty()) layers.push_back(&layer);
    }
    std::erase(layers, nullptr);
    const bool polygons = std::any_of(layers.begin(), layers.end(),
                                      [](const StyleLayer* layer) { return layer->type == LayerType::Fill; });
    std::vector<StylePart> parts;
    std::map<std::string, int> used;
    for (const StyleLayer* layer : layers) {
        std::string name = partName(*layer, polygons);
        if (const int number = ++used[name]; number > 1) name += fmt::format(" {}", number);
        parts.push_back({layer->id, std::move(name)});
    }
    return parts;
}

StyleState styleState(const Document& document, const std::string& id, const StyleState& before) {
    StyleState state;
    const StyleLayer* layer = document.project.layer(id);
    if (!layer) return state;
    state.layer = id;
    if (const FeatureTable* table = tableOf(document, *layer)) {
        for (const Column& column : table->columns()) {
            if (column.type() == ColumnType::Empty) continue;
            const bool number = column.type() == ColumnType::Integer || column.type() == ColumnType::Real;
            state.fields.push_back({column.name(), number});
        }
    }
    if (document.text.empty()) return state; // a document made in memory
    const auto texts = layerTexts(document.text);
    const auto text = texts.find(id);
    if (text != texts.end()) {
        for (const auto& [group, properties] : {std::pair{"paint", &layer->paint}, {"layout", &layer->layout}}) {
            for (const auto& [name, expression] : *properties) {
                if (expression.isConstant()) continue;
                const std::string place = fmt::format("{}/{}", group, name);
                const auto range = findValue(text->second, "/" + place);
                if (range) state.expressions[place] = text->second.substr(range->begin, range->end - range->begin);
            }
        }
    }
    if (text != texts.end()) describeClasses(document, *layer, text->second, before, state);
    return state;
}

Result<std::vector<command::LayerMember>> colorsByValue(const Document& document,
                                                        const command::ColorByValue& request) {
    const StyleLayer* layer = document.project.layer(request.layer);
    const FeatureTable* table = layer ? tableOf(document, *layer) : nullptr;
    const Column* column = table ? table->column(request.field) : nullptr;
    const auto values = column ? distinctValues(*table, *layer, *column) : std::vector<ValueCount>{};
    if (!values) {
        return {std::nullopt,
                {missing(fmt::format(fmt::runtime(tr("{} has more than {} different values")), request.field,
                                     kMostValues))}};
    }
    if (values->empty())
        return {std::nullopt, {missing(fmt::format(fmt::runtime(tr("{} has no values")), request.field))}};

    const bool numbers = column->type() == ColumnType::Integer;
    const auto classOf = [&](const StyleValue& value) {
        return landUseClass(document.project, codeText(value.toText(), numbers));
    };
    const bool allClasses = std::all_of(values->begin(), values->end(),
                                        [&](const ValueCount& entry) { return classOf(entry.value) != nullptr; });
    const ColorScheme scheme = request.scheme.value_or(allClasses ? ColorScheme::LandUse : ColorScheme::Soft);

    ColorCategories rule;
    rule.property = request.field;
    rule.asText = column->type() == ColumnType::Boolean;
    rule.otherwise = kOther;
    const auto palette = paletteColors(scheme == ColorScheme::Strong ? Palette::Strong : Palette::Soft, values->size());
    std::string labels;
    for (std::size_t i = 0; i < values->size(); ++i) {
        const StyleValue& value = (*values)[i].value;
        Rgba color = palette[i];
        if (scheme == ColorScheme::LandUse) {
            const LandUseClass* known = classOf(value);
            color = known ? known->color : kOther;
            if (known) {
                labels += (labels.empty() ? "" : ",") + jsonText(value.toText()) + ":" + inLanguages(known->name);
            }
        }
        rule.items.push_back({{value}, color});
    }
    // Names that the project's own class table gives need not be said again.
    const auto& landUse = document.project.landUse;
    if (landUse && landUse->classField == request.field) labels.clear();
    std::vector<command::LayerMember> members{{mainColorPlace(layer->type), toJson(rule)}};
    std::string legend = "{\"property\":" + jsonText(request.field);
    if (!labels.empty()) legend += ",\"labels\":{" + labels + "}";
    members.push_back({"metadata/geju:legend", legend + "}"});
    nameForLegend(*layer, members);
    return {std::move(members), {}};
}

Result<ClassColors> colorsByClass(const Document& document, const command::ColorByClass& request, Progress* progress) {
    const StyleLayer* layer = document.project.layer(request.layer);
    const FeatureTable* table = layer ? tableOf(document, *layer) : nullptr;
    const Column* column = table ? table->column(request.field) : nullptr;
    std::vector<double> numbers;
    bool without = false;
    if (column) {
        forEachRow(*table, *layer, [&](std::size_t row) {
            const double number = toNumber(column->at(row));
            if (std::isfinite(number)) {
                numbers.push_back(number);
            } else {
                without = true;
            }
        });
    }
    if (numbers.empty())
        return {std::nullopt, {missing(fmt::format(fmt::runtime(tr("{} has no numbers")), request.field))}};
    const Classification classes = classify(numbers, request.method, request.classes, progress);
    if (isCancelled(progress)) return failure<ClassColors>("cancelled", tr("Cancelled."));

    ColorSteps rule;
    rule.property = request.field;
    rule.stops = classes.breaks;
    rule.colors = rampColors(request.ramp, classes.breaks.size() + 1);
    if (request.reversed) std::reverse(rule.colors.begin(), rule.colors.end());
    if (without) rule.withoutNumber = kOther;
    ClassColors made;
    made.fit = classes.fit;
    made.members = {{mainColorPlace(layer->type), toJson(rule)},
                    {"metadata/geju:legend", "{\"property\":" + jsonText(request.field) + "}"}};
    nameForLegend(*layer, made.members);
    return {std::move(made), {}};
}

} // namespace geju
