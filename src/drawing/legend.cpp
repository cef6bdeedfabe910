#include "drawing/legend.hpp"

#include "core/translate.hpp"
#include "geometry/picking.hpp"
#include "geometry/spatial_index.hpp"
#include "plan/color_rules.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

namespace geju {

namespace {

/// Positions in `layer.rows` of the features that touch the extent, ascending.
std::vector<std::uint32_t> visiblePositions(const PictureLayer& layer, const Box& extent) {
    const auto& rows = *layer.rows;
    std::vector<std::uint32_t> positions;
    if (extent.contains(layer.table->extent())) {
        positions.resize(rows.size());
        for (std::size_t i = 0; i < positions.size(); ++i) positions[i] = static_cast<std::uint32_t>(i);
        return positions;
    }
    std::vector<std::uint32_t> hits = layer.table->index().query(extent);
    std::sort(hits.begin(), hits.end());
    for (std::uint32_t i = 0; i < rows.size(); ++i) {
        if (std::binary_search(hits.begin(), hits.end(), rows[i])) positions.push_back(i);
    }
    return positions;
}

std::variant<FillSymbol, LineSymbol, CircleSymbol, IconSymbol> symbolAt(const PictureLayer& layer,
                                                                        std::uint32_t symbol) {
    switch (layer.kind) {
    case PictureKind::Line:
        return layer.lines[symbol];
    case PictureKind::Circle:
        return layer.circles[symbol];
    case PictureKind::Symbol:
        return *layer.textSymbols[symbol].icon; // positions without one are not asked for
    case PictureKind::Fill:
    case PictureKind::Raster:
        break;
    }
    return layer.fills[symbol];
}

const LandUseClass* classOfCode(const ClassTable& classes, std::string_view code) {
    for (; !code.empty(); code.remove_suffix(1)) {
        if (const LandUseClass* found = classes.find(code)) return found;
    }
    return nullptr;
}

/// Where a value stands in the legend: by the style's order, the class table's, then numbers, then texts.
using Rank = std::tuple<std::size_t, std::size_t, double, std::string>;

class ValueOrder {
  public:
    ValueOrder(const StyleLayer& style, const Project& project)
      : style_(style)
      , classes_(project.landUse && project.landUse->classField == style.legend.property ? &project.classes : nullptr) {
    }
    Rank rank(const std::string& value) const {
        const auto& order = style_.legend.order;
        const auto listed = static_cast<std::size_t>(std::find(order.begin(), order.end(), value) - order.begin());
        std::size_t classIndex = 0;
        if (classes_) {
            const LandUseClass* found = classOfCode(*classes_, value);
            classIndex = found ? static_cast<std::size_t>(found - classes_->items.data()) : classes_->items.size();
        }
        double number = 0;
        const auto parsed = std::from_chars(value.data(), value.data() + value.size(), number);
        const bool isNumber = parsed.ec == std::errc() && parsed.ptr == value.data() + value.size();
        return {listed, classIndex, isNumber ? number : INFINITY, value};
    }
    std::string label(const std::string& value) const {
        const auto given = style_.legend.labels.find(value);
        if (given != style_.legend.labels.end() && !given->second.empty()) return given->second.get();
        const LandUseClass* found = classes_ ? classOfCode(*classes_, value) : nullptr;
        if (!found || found->name.empty()) return value;
        return found->code == value ? found->name.get() : value + " " + found->name.get();
    }

  private:
    const StyleLayer& style_;
    const ClassTable* classes_;
};

std::vector<LegendEntry> entriesByValue(const StyleLayer& style, const Project& project, const PictureLayer& layer,
                                        const std::vector<std::uint32_t>& candidates, const Box& extent) {
    const Column* column = layer.table->column(style.legend.property);
    if (!column) return {};
    const ValueOrder order(style, project);
    std::map<Rank, LegendEntry> entries;
    const bool isText = column->type() == ColumnType::Text;
    std::vector<char> seen(isText ? column->dictionary().size() : 0, 0);
    for (const std::uint32_t i : candidates) {
        const std::uint32_t row = (*layer.rows)[i];
        const std::uint32_t code = isText ? column->codes()[row] : Column::kNull;
        if (isText ? code == Column::kNull || seen[code] : isNull(column->at(row))) continue;
        LegendEntry entry;
        entry.value = toText(column->at(row));
        Rank rank = order.rank(entry.value);
        if (entries.count(rank) > 0 || !touches(*layer.table, row, extent)) continue;
        if (isText) seen[code] = 1;
        entry.label = order.label(entry.value);
        entry.symbol = symbolAt(layer, layer.symbolOf[i]);
        entries.emplace(std::move(rank), std::move(entry));
    }
    std::vector<LegendEntry> result;
    for (auto& [rank, entry] : entries) result.push_back(std::move(entry));
    return result;
}

bool hasIcons(const PictureLayer& layer) {
    return std::any_of(layer.textSymbols.begin(), layer.textSymbols.end(),
                       [](const TextSymbol& symbol) { return symbol.icon.has_value(); });
}

/// The colours that the layer gives to classes of the legend's property, if it does.
std::optional<ColorSteps> stepsOf(const StyleLayer& style) {
    for (const char* name : {"fill-color", "line-color", "circle-color", "icon-color"}) {
        const Expression* color = style.property(name);
        auto steps = color ? colorSteps(*color) : std::nullopt;
        if (steps && steps->property == style.legend.property) return steps;
    }
    return std::nullopt;
}

std::vector<LegendEntry> entriesByClass(const ColorSteps& steps, const PictureLayer& layer,
                                        const std::vector<std::uint32_t>& candidates, const Box& extent) {
    const Column* column = layer.table->column(steps.property);
    if (!column) return {};
    std::vector<std::optional<LegendEntry>> entries(steps.colors.size() + 1); // the last: without a number
    std::size_t missing = entries.size();
    for (const std::uint32_t i : candidates) {
        const std::uint32_t row = (*layer.rows)[i];
        const double number = toNumber(column->at(row));
        const std::size_t index = std::isnan(number) ? steps.colors.size() : steps.indexOf(number);
        if (entries[index] || !touches(*layer.table, row, extent)) continue;
        LegendEntry& entry = entries[index].emplace();
        entry.value = std::to_string(index);
        entry.label = index < steps.colors.size() ? rangeText(steps, index) : tr("no figure");
        entry.symbol = symbolAt(layer, layer.symbolOf[i]);
        if (--missing == 0) break;
    }
    std::vector<LegendEntry> result;
    for (auto& entry : entries) {
        if (entry) result.push_back(std::move(*entry));
    }
    return result;
}

std::vector<LegendEntry> entryOfLayer(const StyleLayer& style, const PictureLayer& layer,
                                      const std::vector<std::uint32_t>& candidates, const Box& extent) {
    // Many features need no exact test: enough of them tell which symbol prevails.
    constexpr std::size_t kEnough = 10000;
    std::map<std::uint32_t, std::size_t> uses;
    std::size_t counted = 0;
    for (const std::uint32_t i : candidates) {
        if (!touches(*layer.table, (*layer.rows)[i], extent)) continue;
        ++uses[layer.symbolOf[i]];
        if (++counted == kEnough) break;
    }
    if (uses.empty()) return {};
    const auto most =
        std::max_element(uses.begin(), uses.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    LegendEntry entry;
    entry.label = style.name.get();
    entry.symbol = symbolAt(layer, most->first);
    return {std::move(entry)};
}

} // namespace

std::optional<IconSymbol> commonIcon(const PictureLayer& layer) {
    std::optional<IconSymbol> common;
    for (const std::uint32_t symbol : layer.symbolOf) {
        const auto& icon = layer.textSymbols[symbol].icon;
        if (!icon || (common && common->pictogram != icon->pictogram)) return std::nullopt;
        common = icon;
    }
    return common;
}

std::vector<LegendEntry> legendEntries(const Document& document, const Picture& picture, const Box& extentWorld) {
    std::vector<LegendEntry> entries;
    std::set<std::tuple<std::string, PictureKind, std::string>> known;
    for (auto layer = picture.layers.rbegin(); layer != picture.layers.rend(); ++layer) {
        const StyleLayer* style = document.project.layer(layer->id);
        if (layer->kind == PictureKind::Raster || !style || style->name.empty()) continue;
        if (layer->kind == PictureKind::Symbol && !hasIcons(*layer)) continue;
        if (!style->legend.shown || style->labelsOnly || layer->rows->empty()) continue;
        auto candidates = visiblePositions(*layer, extentWorld);
        if (layer->kind == PictureKind::Symbol) {
            std::erase_if(candidates, [&](std::uint32_t i) { return !layer->textSymbols[layer->symbolOf[i]].icon; });
        }
        const auto steps = style->legend.property.empty() ? std::nullopt : stepsOf(*style);
        auto made = style->legend.property.empty() ? entryOfLayer(*style, *layer, candidates, extentWorld)
                    : steps                        ? entriesByClass(*steps, *layer, candidates, extentWorld)
                            : entriesByValue(*style, document.project, *layer, candidates, extentWorld);
        for (LegendEntry& entry : made) {
            if (!known.emplace(entry.label, layer->kind, entry.value).second) continue;
            entry.layer = layer->id;
            entry.group = style->group;
            entry.kind = layer->kind;
            entry.opacity = layer->opacity;
            entries.push_back(std::move(entry));
        }
    }
    return entries;
}

} // namespace geju
