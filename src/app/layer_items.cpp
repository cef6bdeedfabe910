#include "app/layer_items.hpp"

#include "drawing/symbolizer.hpp"
#include "sheet/legend_layout.hpp"

#include <algorithm>
#include <cstddef>

namespace geju {

namespace {

constexpr double kMiddlingZoom = 14;

const LayerState& stateOf(const LayerStates& states, const StyleLayer& layer, LayerState& storage) {
    const auto found = states.find(layer.id);
    if (found != states.end()) return found->second;
    storage.visible = layer.visible;
    return storage;
}

/// Some row that the layer shows at a middling zoom, for a look at its symbols.
std::size_t sampleRow(const FeatureTable& table, const StyleLayer& layer) {
    if (!layer.filter) return 0;
    for (std::size_t row = 0; row < table.size(); ++row) {
        if (layer.filter->matches({&table, row, kMiddlingZoom})) return row;
    }
    return 0;
}

Swatch swatchOf(const FillSymbol& symbol) {
    Swatch swatch;
    swatch.type = LayerType::Fill;
    swatch.color = symbol.color;
    swatch.outline = symbol.outline;
    swatch.hatch = symbol.hatch;
    return swatch;
}

Swatch swatchOf(const LineSymbol& symbol) {
    Swatch swatch;
    swatch.type = LayerType::Line;
    swatch.color = symbol.color;
    swatch.width = symbol.widthInMeters ? 5 : symbol.width;
    swatch.dashed = !symbol.dash.empty();
    swatch.arrow = symbol.arrow.has_value();
    swatch.gradient = symbol.gradient;
    if (symbol.heads) swatch.heads = symbol.heads->color;
    swatch.hatch = symbol.hatch;
    return swatch;
}

Swatch swatchOf(const CircleSymbol& symbol) {
    Swatch swatch;
    swatch.type = LayerType::Circle;
    swatch.color = symbol.color;
    swatch.outline = symbol.strokeWidth > 0 ? symbol.strokeColor : Rgba{0, 0, 0, 0};
    return swatch;
}

Swatch swatchOf(const IconSymbol& symbol) {
    Swatch swatch;
    swatch.type = LayerType::Symbol;
    swatch.pictogram = symbol.pictogram;
    swatch.pictogramColor = symbol.color;
    return swatch;
}

/// The one pictogram of a symbol layer, or of the one that is drawn over a circle layer as the same item.
void addPictogram(Swatch& swatch, const Project& project, const StyleLayer& layer, const EvaluationContext& context) {
    for (const StyleLayer& other : project.layers) {
        const Expression* image = other.property("icon-image");
        if (!image || image->dependsOnFeature() || (&other != &layer && !isOneItem(other, layer))) continue;
        const auto icon = textSymbol(other, context).icon;
        if (!icon) continue;
        swatch.pictogram = icon->pictogram;
        swatch.pictogramColor = icon->color;
    }
}

} // namespace

bool isOneItem(const StyleLayer& a, const StyleLayer& b) {
    return a.source == b.source && a.group == b.group && !a.name.empty() && a.name.get() == b.name.get();
}

Swatch swatchOf(const Document& document, const StyleLayer& layer) {
    const LoadedSource* source = document.source(layer.source);
    EvaluationContext context;
    context.zoom = kMiddlingZoom;
    if (source && source->source && source->source->size() > 0) {
        context.table = source->source.get();
        context.row = sampleRow(*source->source, layer);
    }
    const Rgba black{0, 0, 0, 255};
    Swatch swatch;
    swatch.type = layer.type;
    switch (layer.type) {
    case LayerType::Background:
        swatch.color = layer.color("background-color", context, black);
        break;
    case LayerType::Fill:
        swatch.color = withOpacity(layer.color("fill-color", context, black), layer.number("fill-opacity", context, 1));
        swatch.outline = layer.color("fill-outline-color", context, Rgba{0, 0, 0, 0});
        swatch.hatch = layer.hatch;
        break;
    case LayerType::Line:
        swatch.color = withOpacity(layer.color("line-color", context, black), layer.number("line-opacity", context, 1));
        swatch.width = layer.lineWidthMeters ? 5 : layer.number("line-width", context, 1);
        swatch.dashed = layer.property("line-dasharray") != nullptr;
        swatch.arrow = layer.arrow.has_value();
        if (const Expression* gradient = layer.property("line-gradient")) swatch.gradient = colorStops(*gradient);
        if (layer.arrowsAlong) swatch.heads = layer.arrowsAlong->color.value_or(swatch.color);
        swatch.hatch = layer.hatch;
        break;
    case LayerType::Circle:
        swatch.color =
            withOpacity(layer.color("circle-color", context, black), layer.number("circle-opacity", context, 1));
        if (layer.number("circle-stroke-width", context, 0) > 0) {
            swatch.outline = layer.color("circle-stroke-color", context, black);
        }
        addPictogram(swatch, document.project, layer, context);
        break;
    case LayerType::Symbol:
        swatch.color = layer.color("text-color", context, black);
        addPictogram(swatch, document.project, layer, context);
        break;
    case LayerType::Raster:
        swatch.color = Rgba{120, 120, 120, 255};
        break;
    }
    return swatch;
}

std::vector<LayerItem> layerItems(const Document& document) {
    const auto& layers = document.project.layers;
    std::vector<LayerItem> items;
    std::vector<const StyleLayer*> leaders;
    for (auto layer = layers.rbegin(); layer != layers.rend(); ++layer) {
        if (layer->labelsOnly) continue;
        const auto known = std::find_if(leaders.begin(), leaders.end(),
                                        [&](const StyleLayer* leader) { return isOneItem(*leader, *layer); });
        if (known != leaders.end()) {
            LayerItem& item = items[static_cast<std::size_t>(known - leaders.begin())];
            // The one in the legend stands for both.
            if (layer->legend.shown && !(*known)->legend.shown) {
                item.followers.push_back(item.id);
                item.id = layer->id;
                item.swatch = swatchOf(document, *layer);
                *known = &*layer;
            } else {
                item.followers.push_back(layer->id);
            }
            continue;
        }
        LayerItem item;
        item.id = layer->id;
        item.name = layer->name.empty() ? layer->id : layer->name.get();
        item.group = layer->group.empty() ? std::string() : layer->groupName.get();
        item.swatch = swatchOf(document, *layer);
        if (const LoadedSource* source = document.source(layer->source); source && source->source) {
            item.features = source->source->size();
        }
        items.push_back(std::move(item));
        leaders.push_back(&*layer);
    }
    // Members of a group stand together, groups in the order of their topmost members.
    std::vector<std::string> order;
    for (const LayerItem& item : items) {
        if (std::find(order.begin(), order.end(), item.group) == order.end()) order.push_back(item.group);
    }
    std::stable_sort(items.begin(), items.end(), [&](const LayerItem& a, const LayerItem& b) {
        return std::find(order.begin(), order.end(), a.group) < std::find(order.begin(), order.end(), b.group);
    });
    return items;
}

void refreshItems(std::vector<LayerItem>& items, const Project& project, const LayerStates& states, double zoom) {
    for (LayerItem& item : items) {
        const StyleLayer* layer = project.layer(item.id);
        if (!layer) continue;
        LayerState storage;
        const LayerState& state = stateOf(states, *layer, storage);
        item.visible = state.visible;
        item.opacity = state.opacity;
        item.inScaleRange = zoom >= layer->minZoom && zoom < layer->maxZoom;
    }
}

void setVisible(LayerStates& states, const Project& project, const std::vector<std::string>& layers, bool visible) {
    const auto state = [&](const StyleLayer& layer) -> LayerState& {
        LayerState storage;
        return states.emplace(layer.id, stateOf(states, layer, storage)).first->second;
    };
    std::vector<std::string_view> sources;
    for (const std::string& id : layers) {
        const StyleLayer* layer = project.layer(id);
        if (!layer) continue;
        state(*layer).visible = visible;
        sources.push_back(layer->source);
    }
    for (const StyleLayer& label : project.layers) {
        if (!label.labelsOnly || std::find(sources.begin(), sources.end(), label.source) == sources.end()) continue;
        state(label).visible = std::any_of(project.layers.begin(), project.layers.end(), [&](const StyleLayer& other) {
            LayerState storage;
            return !other.labelsOnly && other.source == label.source && stateOf(states, other, storage).visible;
        });
    }
}

std::vector<LegendItem> legendItems(const Document& document, const std::vector<LegendEntry>& entries) {
    std::vector<LegendItem> items;
    for (const LegendRow& row : legendRows(document, entries)) {
        LegendItem item;
        item.text = row.label;
        item.heading = row.heading;
        if (!row.heading) {
            const LegendEntry& entry = entries[row.entry];
            item.swatch = std::visit([](const auto& symbol) { return swatchOf(symbol); }, entry.symbol);
            if (const StyleLayer* layer = document.project.layer(entry.layer);
                layer && entry.kind == PictureKind::Circle) {
                addPictogram(item.swatch, document.project, *layer, {nullptr, 0, kMiddlingZoom});
            }
            item.swatch.color = withOpacity(item.swatch.color, entry.opacity);
        }
        items.push_back(std::move(item));
    }
    return items;
}

} // namespace geju
