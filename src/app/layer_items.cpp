#include "app/layer_items.hpp"

#include "drawing/symbolizer.hpp"
#include "sheet/legend_layout.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <memory>
#include <optional>
#include <utility>

namespace geju {

namespace {

/// At which layers are shown in the list of layers.
constexpr double kMiddlingZoom = 14;
constexpr double kMiddlingScale = 25'000;

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

/// How one style layer looks, from the first feature that it shows; nothing for labels and pictures.
std::optional<LegendEntry> sampleOf(const Document& document, const StyleLayer& layer) {
    const LoadedSource* source = document.source(layer.source);
    EvaluationContext context;
    context.zoom = kMiddlingZoom;
    if (source && source->source && source->source->size() > 0) {
        context.table = source->source.get();
        context.row = sampleRow(*source->source, layer);
    }
    LegendEntry entry;
    entry.layer = layer.id;
    switch (layer.type) {
    case LayerType::Background:
        entry.symbol = backgroundSymbol(layer, context);
        return entry;
    case LayerType::Fill:
        entry.symbol = fillSymbol(layer, context);
        return entry;
    case LayerType::Line:
        entry.kind = PictureKind::Line;
        entry.symbol = lineSymbol(layer, context);
        return entry;
    case LayerType::Circle:
        entry.kind = PictureKind::Circle;
        entry.symbol = circleSymbol(layer, context);
        return entry;
    case LayerType::Symbol: {
        const TextSymbol symbol = textSymbol(layer, context);
        if (!symbol.icon) return std::nullopt;
        entry.kind = PictureKind::Symbol;
        entry.symbol = *symbol.icon;
        return entry;
    }
    case LayerType::Raster:
        break;
    }
    return std::nullopt;
}

/// White on white would not be seen: a sample of nothing but pale colours stands on a grey ground.
void putOnGround(Image& image) {
    constexpr unsigned kPale = 232;
    constexpr unsigned kGround = 176;
    for (std::size_t i = 0; i < image.rgba.size(); i += 4) {
        if (image.rgba[i + 3] > 0 && std::min({image.rgba[i], image.rgba[i + 1], image.rgba[i + 2]}) < kPale) return;
    }
    for (std::size_t i = 0; i < image.rgba.size(); i += 4) {
        const unsigned alpha = image.rgba[i + 3];
        for (std::size_t c = i; c < i + 3; ++c) {
            image.rgba[c] = static_cast<std::uint8_t>((image.rgba[c] * alpha + kGround * (255 - alpha)) / 255);
        }
        image.rgba[i + 3] = 255;
    }
}

Swatch pictureOf(const SheetSwatch& sample, double pixelRatio, double scaleDenominator) {
    const auto pixels = [&](double points) { return std::max(1, static_cast<int>(std::lround(points * pixelRatio))); };
    Image image = swatchImage(sample, pixels(kSwatchWidth), pixels(kSwatchHeight), pixelRatio, scaleDenominator);
    putOnGround(image);
    Swatch swatch;
    swatch.picture = std::make_shared<const SwatchPicture>(
        image.width, image.height, std::vector<std::uint8_t>(image.rgba.begin(), image.rgba.end()));
    return swatch;
}

/// Of all style layers that are one item, bottom first.
Swatch swatchOf(const Document& document, const StyleLayer& item, double pixelRatio) {
    SheetSwatch sample;
    for (const StyleLayer& layer : document.project.layers) {
        if (&layer != &item && !isOneItem(layer, item)) continue;
        if (auto part = sampleOf(document, layer)) sample.parts.push_back(std::move(*part));
    }
    if (!sample.parts.empty()) return pictureOf(sample, pixelRatio, kMiddlingScale);
    Swatch swatch;
    swatch.sign = item.type == LayerType::Raster ? Swatch::Sign::Raster : Swatch::Sign::Labels;
    if (item.type == LayerType::Symbol) swatch.signColor = item.color("text-color", {}, {0, 0, 0, 255});
    return swatch;
}

} // namespace

bool isOneItem(const StyleLayer& a, const StyleLayer& b) {
    return a.source == b.source && a.group == b.group && !a.name.empty() && a.name.get() == b.name.get();
}

std::vector<LayerItem> layerItems(const Document& document, double pixelRatio) {
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
        item.swatch = swatchOf(document, *layer, pixelRatio);
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

std::vector<LegendItem> legendItems(const Document& document, const std::vector<LegendEntry>& entries,
                                    const std::vector<SheetSwatch>& swatches, double pixelRatio,
                                    double scaleDenominator) {
    std::vector<LegendItem> items;
    for (const LegendRow& row : legendRows(document, entries)) {
        LegendItem item;
        item.text = row.label;
        item.heading = row.heading;
        if (!row.heading) item.swatch = pictureOf(swatches[row.entry], pixelRatio, scaleDenominator);
        items.push_back(std::move(item));
    }
    return items;
}

} // namespace geju
