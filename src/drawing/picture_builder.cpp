#include "core/parallel.hpp"
#include "crs/transform.hpp"
#include "drawing/fill_gradient.hpp"
#include "drawing/picture.hpp"
#include "drawing/row_classes.hpp"
#include "drawing/symbolizer.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <numbers>
#include <unordered_map>
#include <utility>

namespace geju {

namespace {

/// Symbols follow the zoom in steps of 1/16: widths that double with each zoom are then at most 2.2 % off, and a
/// wheel turn needs a new picture only now and then.
constexpr double kZoomSteps = 16;
constexpr double kNoZoom = std::numeric_limits<double>::infinity();
constexpr double kUnknownZoom = std::numeric_limits<double>::quiet_NaN(); ///< equal to none

std::uint64_t nextRevision() {
    static std::atomic<std::uint64_t> last{0};
    return ++last;
}

/// Source-over of straight colours (Porter and Duff 1984) on an opaque backdrop.
Rgba over(Rgba color, Rgba backdrop) {
    Rgba opaque = color;
    opaque.a = 255;
    return mix(backdrop, opaque, color.a / 255.0);
}

/// Lays a background over those below it: their patterns show as far as its colour lets them.
void lay(const FillSymbol& ground, double opacity, Rgba& background, std::vector<PatternStyle>& patterns) {
    const Rgba color = withOpacity(ground.color, opacity);
    background = over(color, background);
    if (color.a == 255) patterns.clear();
    for (PatternStyle& below : patterns) {
        const std::uint8_t alpha = std::exchange(below.color.a, 255);
        below.color = over(color, below.color);
        below.color.a = alpha;
    }
    if (!ground.pattern) return;
    patterns.push_back(*ground.pattern);
    patterns.back().color = withOpacity(ground.pattern->color, opacity);
}

using Rows = std::shared_ptr<const std::vector<std::uint32_t>>;
using Classes = std::shared_ptr<const RowClasses>;

bool canShow(const FeatureTable& table, std::size_t row, LayerType type) {
    const IndexRange parts = table.parts(row);
    if (type == LayerType::Circle || type == LayerType::Symbol) return !parts.empty();
    for (const std::uint32_t part : parts) {
        const PartKind kind = table.kind(part);
        if (kind == PartKind::Polygon || (kind == PartKind::Line && type == LayerType::Line)) return true;
    }
    return false;
}

const Expression* drawingOrderOf(const StyleLayer& style) {
    switch (style.type) {
    case LayerType::Fill:
        return style.property("fill-sort-key");
    case LayerType::Line:
        return style.property("line-sort-key");
    case LayerType::Circle:
        return style.property("circle-sort-key");
    default: // the sort key of symbols is about who is placed first
        return nullptr;
    }
}

/// Lower keys first, equal ones as they are; a feature without a key has 0.
void sortRows(std::vector<std::uint32_t>& rows, const Expression& order, const FeatureTable& table, double zoom) {
    std::vector<std::pair<double, std::uint32_t>> keyed;
    keyed.reserve(rows.size());
    for (const std::uint32_t row : rows) {
        const double key = order.evaluate({&table, row, zoom}).number().value_or(0);
        keyed.emplace_back(std::isnan(key) ? 0 : key, row);
    }
    std::stable_sort(keyed.begin(), keyed.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = keyed[i].second;
}

PictureKind kindOf(LayerType type) {
    switch (type) {
    case LayerType::Line:
        return PictureKind::Line;
    case LayerType::Circle:
        return PictureKind::Circle;
    case LayerType::Symbol:
        return PictureKind::Symbol;
    case LayerType::Raster:
        return PictureKind::Raster;
    case LayerType::Background:
    case LayerType::Fill:
        break;
    }
    return PictureKind::Fill;
}

/// Evaluates `make` for each class and keeps what differs: gives the symbol of each class.
template <typename Symbol, typename Make>
std::vector<std::uint32_t> distinctSymbols(const RowClasses& classes, std::vector<Symbol>& symbols, const Make& make) {
    std::unordered_map<std::string, std::uint32_t> known;
    std::vector<std::uint32_t> symbolOfClass(classes.size());
    for (std::size_t i = 0; i < classes.size(); ++i) {
        Symbol symbol = make(classes.representative[i]);
        const auto [entry, isNew] = known.try_emplace(symbolKey(symbol), static_cast<std::uint32_t>(symbols.size()));
        if (isNew) symbols.push_back(std::move(symbol));
        symbolOfClass[i] = entry->second;
    }
    return symbolOfClass;
}

} // namespace

struct PictureBuilder::Data {
    /// Of a layer whose fills have gradients: kept over edits of its colours.
    struct Spans {
        Rows rows;
        GradientCourse course = GradientCourse::LongestAxis;
        double angleDegrees = 0;
        std::shared_ptr<const std::vector<GradientSpan>> ofParts;
    };
    /// What is kept of a style layer between pictures.
    struct CachedLayer {
        const StyleLayer* style = nullptr;
        LayerUses uses;
        bool rowsSeeZoom = false; ///< the filter or the drawing order does
        bool symbolsSeeZoom = false;
        Rows rows;
        double rowsZoom = 0;
        std::shared_ptr<const PictureLayer> content; ///< with opacity 1; null: not made yet
        double contentZoom = 0;
        std::string contentLanguage;
        Spans spans;
    };
    /// What of the arguments the last picture was made from.
    struct Shown {
        std::shared_ptr<const PictureLayer> content;
        double opacity = 1;
        friend bool operator==(const Shown&, const Shown&) = default;
    };

    std::shared_ptr<const Document> document;
    double latitudeDegrees = 0;
    double metersPerUnit = 1;
    std::vector<CachedLayer> layers;
    std::map<std::pair<const FeatureTable*, std::vector<std::string>>, Classes> classes;
    std::shared_ptr<const Picture> picture;
    std::vector<Shown> shown;

    explicit Data(std::shared_ptr<const Document> shownDocument)
      : document(std::move(shownDocument)) {
        placeOnGlobe();
        for (const StyleLayer& style : document->project.layers) layers.push_back(layerOf(style));
    }

    static CachedLayer layerOf(const StyleLayer& style) {
        CachedLayer layer;
        layer.style = &style;
        layer.uses = usesOf(style);
        const Expression* order = drawingOrderOf(style);
        layer.rowsSeeZoom = (style.filter && style.filter->dependsOnZoom()) || (order && order->dependsOnZoom());
        layer.symbolsSeeZoom = style.dependsOnZoom();
        return layer;
    }

    void restyle(std::shared_ptr<const Document> edited, const std::vector<std::string>& changed) {
        std::vector<CachedLayer> before = std::exchange(layers, {});
        for (const StyleLayer& style : edited->project.layers) {
            CachedLayer layer = layerOf(style);
            const auto known = std::find_if(before.begin(), before.end(),
                                            [&](const CachedLayer& old) { return old.style->id == style.id; });
            if (known != before.end() && std::find(changed.begin(), changed.end(), style.id) == changed.end()) {
                layer = std::move(*known);
                layer.style = &style;
            } else if (known != before.end() && known->style->source == style.source) {
                layer.rows = known->rows;
                layer.rowsZoom = kUnknownZoom;
                layer.spans = std::move(known->spans);
            }
            layers.push_back(std::move(layer));
        }
        document = std::move(edited);
    }

    void placeOnGlobe() {
        const Crs& crs = document->crs;
        metersPerUnit = crs.metersPerUnit();
        const Box extent = document->extent();
        if (crs.isGeographic()) {
            // A degree along the meridian, as MapLibre's sphere has it.
            metersPerUnit = 6378137.0 * std::numbers::pi / 180;
            if (!extent.empty()) latitudeDegrees = extent.center().y;
        } else if (crs.isProjected() && !extent.empty()) {
            const auto toLonLat = Transform::between(crs, crs.geographic());
            const auto center = toLonLat ? toLonLat->forward(extent.center()) : std::nullopt;
            if (center) latitudeDegrees = center->y;
        }
        if (!(std::abs(latitudeDegrees) < 89)) latitudeDegrees = 0;
    }

    Classes classesOf(const FeatureTable& table, const FeatureUse& use) {
        if (!use.any) return std::make_shared<const RowClasses>(singleClass(table));
        if (use.rowByRow) return std::make_shared<const RowClasses>(everyRow(table));
        Classes& known = classes[{&table, use.names}];
        if (!known) known = std::make_shared<const RowClasses>(classifyRows(table, use.names));
        return known;
    }

    void updateRows(CachedLayer& layer, const FeatureTable& table, double zoom) {
        // MapLibre evaluates filters at whole zooms.
        const double rowsZoom = layer.rowsSeeZoom ? std::floor(zoom) : kNoZoom;
        if (layer.rows && layer.rowsZoom == rowsZoom) return;
        const StyleLayer& style = *layer.style;
        const Classes groups = classesOf(table, layer.uses.filter);
        std::vector<char> passes(groups->size(), 1);
        for (std::size_t i = 0; style.filter && i < passes.size(); ++i) {
            passes[i] = style.filter->matches({&table, groups->representative[i], rowsZoom});
        }
        std::vector<std::uint32_t> rows;
        for (std::size_t row = 0; row < table.size(); ++row) {
            if (passes[groups->of(row)] && canShow(table, row, style.type)) {
                rows.push_back(static_cast<std::uint32_t>(row));
            }
        }
        if (const Expression* order = drawingOrderOf(style)) sortRows(rows, *order, table, rowsZoom);
        layer.rowsZoom = rowsZoom;
        if (layer.rows && *layer.rows == rows) return;
        rows.shrink_to_fit();
        layer.rows = std::make_shared<const std::vector<std::uint32_t>>(std::move(rows));
        layer.content.reset();
    }

    void updateContent(CachedLayer& layer, const LoadedSource& source, double zoom) {
        const auto& table = source.world;
        const double contentZoom = layer.symbolsSeeZoom ? zoom : kNoZoom;
        const std::string_view contentLanguage = layer.style->textFieldEnglish ? language() : std::string_view();
        if (layer.content && layer.contentZoom == contentZoom && layer.contentLanguage == contentLanguage) return;
        layer.contentZoom = contentZoom;
        layer.contentLanguage = contentLanguage;

        PictureLayer made;
        const StyleLayer& style = *layer.style;
        made.id = style.id;
        made.kind = kindOf(style.type);
        made.table = table;
        made.rows = layer.rows;
        made.translate = layerTranslate(style, zoom);
        const Classes groups = classesOf(*table, layer.uses.symbol);
        const auto contextOf = [&](std::uint32_t row) { return EvaluationContext{table.get(), row, zoom}; };
        std::vector<std::uint32_t> symbolOfClass;
        switch (made.kind) {
        case PictureKind::Fill:
            symbolOfClass = distinctSymbols(*groups, made.fills,
                                            [&](std::uint32_t row) { return fillSymbol(style, contextOf(row)); });
            updateSpans(layer, *table);
            made.gradientSpans = layer.spans.ofParts;
            break;
        case PictureKind::Line:
            symbolOfClass = distinctSymbols(*groups, made.lines,
                                            [&](std::uint32_t row) { return lineSymbol(style, contextOf(row)); });
            break;
        case PictureKind::Circle:
            symbolOfClass = distinctSymbols(*groups, made.circles,
                                            [&](std::uint32_t row) { return circleSymbol(style, contextOf(row)); });
            break;
        case PictureKind::Symbol:
            symbolOfClass = distinctSymbols(*groups, made.textSymbols,
                                            [&](std::uint32_t row) { return textSymbol(style, contextOf(row)); });
            addTexts(made, layer, zoom);
            break;
        case PictureKind::Raster:
            symbolOfClass.assign(groups->size(), 0);
            made.raster = source.raster;
            made.rasterSymbol = rasterSymbol(style, {nullptr, 0, zoom});
            break;
        }
        made.symbolOf.reserve(made.rows->size());
        for (const std::uint32_t row : *made.rows) made.symbolOf.push_back(symbolOfClass[groups->of(row)]);
        layer.content = std::make_shared<const PictureLayer>(std::move(made));
    }

    static void updateSpans(CachedLayer& layer, const FeatureTable& table) {
        Spans& spans = layer.spans;
        const auto& gradient = layer.style->fillGradient;
        if (!gradient) {
            spans = {};
            return;
        }
        if (spans.rows == layer.rows && spans.course == gradient->course &&
            spans.angleDegrees == gradient->angleDegrees)
            return;
        spans = {layer.rows, gradient->course, gradient->angleDegrees,
                 std::make_shared<const std::vector<GradientSpan>>(
                     gradientSpans(table, *layer.rows, gradient->course, gradient->angleDegrees))};
    }

    void addTexts(PictureLayer& made, const CachedLayer& layer, double zoom) {
        const Classes groups = classesOf(*made.table, layer.uses.text);
        std::vector<std::string> textOfClass(groups->size());
        std::vector<double> keyOfClass(groups->size());
        constexpr std::size_t kClassesAtOnce = 4096;
        parallelFor(groups->size(), kClassesAtOnce, [&](std::size_t begin, std::size_t end) {
            for (std::size_t i = begin; i < end; ++i) {
                const EvaluationContext context{made.table.get(), groups->representative[i], zoom};
                textOfClass[i] = labelText(*layer.style, context);
                keyOfClass[i] = sortKey(*layer.style, context);
            }
        });
        made.texts.reserve(made.rows->size());
        made.priorities.reserve(made.rows->size());
        for (const std::uint32_t row : *made.rows) {
            made.texts.push_back(textOfClass[groups->of(row)]);
            made.priorities.push_back(keyOfClass[groups->of(row)]);
        }
    }

    double zoomOf(const View& view) const {
        return zoomLevel(view.unitsPerStylePixel() * metersPerUnit, latitudeDegrees);
    }

    std::shared_ptr<const Picture> build(const LayerStates& states, const View& view) {
        const double zoom = std::round(zoomOf(view) * kZoomSteps) / kZoomSteps;
        Rgba background{255, 255, 255, 255};
        std::vector<PatternStyle> patterns;
        std::vector<Shown> showing;
        for (CachedLayer& layer : layers) {
            const StyleLayer& style = *layer.style;
            const auto state = states.find(style.id);
            const double opacity = state == states.end() ? 1 : state->second.opacity;
            const bool visible = state == states.end() ? style.visible : state->second.visible;
            if (!visible || opacity <= 0 || zoom < style.minZoom || zoom >= style.maxZoom) continue;
            if (style.type == LayerType::Background) {
                lay(backgroundSymbol(style, {nullptr, 0, zoom}), opacity, background, patterns);
                continue;
            }
            const LoadedSource* source = document->source(style.source);
            if (!source || !source->world || (style.type == LayerType::Raster) != bool(source->raster)) continue;
            updateRows(layer, *source->world, zoom);
            updateContent(layer, *source, zoom);
            showing.push_back({layer.content, opacity});
        }
        const bool sameGround = picture && picture->background == background && picture->backgroundPatterns == patterns;
        if (sameGround && shown == showing) return picture;

        auto made = std::make_shared<Picture>();
        made->background = background;
        made->backgroundPatterns = std::move(patterns);
        made->zoom = zoom;
        made->metersPerUnit = metersPerUnit;
        made->revision = nextRevision();
        for (const Shown& layer : showing) {
            made->layers.push_back(*layer.content);
            made->layers.back().opacity = layer.opacity;
        }
        shown = std::move(showing);
        picture = std::move(made);
        return picture;
    }
};

LayerStates statesOfScene(const Project& project, const Scene& scene) {
    LayerStates states;
    for (const StyleLayer& layer : project.layers) {
        if (layer.type == LayerType::Background) continue;
        const bool listed = std::find(scene.layers.begin(), scene.layers.end(), layer.id) != scene.layers.end();
        states[layer.id] = {listed, 1};
    }
    return states;
}

PictureBuilder::PictureBuilder(std::shared_ptr<const Document> document)
  : data_(std::make_unique<Data>(std::move(document))) {}
PictureBuilder::~PictureBuilder() = default;
PictureBuilder::PictureBuilder(PictureBuilder&&) noexcept = default;
PictureBuilder& PictureBuilder::operator=(PictureBuilder&&) noexcept = default;

std::shared_ptr<const Picture> PictureBuilder::build(const LayerStates& states, const View& view) {
    return data_->build(states, view);
}

void PictureBuilder::restyle(std::shared_ptr<const Document> document, const std::vector<std::string>& changed) {
    data_->restyle(std::move(document), changed);
}

double PictureBuilder::zoomOf(const View& view) const {
    return data_->zoomOf(view);
}

} // namespace geju
