#include "web/web_style.hpp"

#include "core/translate.hpp"
#include "crs/transform.hpp"
#include "drawing/symbolizer.hpp"
#include "drawing/utf8.hpp"
#include "web/baked_fills.hpp"
#include "web/derived_tables.hpp"
#include "web/layer_writer.hpp"
#include "web/web_patterns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace geju {

using json = nlohmann::ordered_json;

namespace {

/// A map of this size shows the extent at first.
constexpr double kWidthPixels = 1024;
constexpr double kHeightPixels = 768;

class StyleMaker {
  public:
    StyleMaker(const Document& document, const WebStyleRequest& request)
      : document_(document)
      , request_(request) {}

    WebStyle make() {
        placeView();
        json layers = json::array();
        for (const StyleLayer& layer : document_.project.layers) addLayer(layer, layers);
        json& style = made_.style;
        style["version"] = 8;
        if (!request_.title.empty()) style["name"] = request_.title;
        style["center"] = {rounded(place_.centerLonLat.x, 1e6), rounded(place_.centerLonLat.y, 1e6)};
        style["zoom"] = rounded(place_.zoom, 1e3);
        if (made_.hasSprite()) style["sprite"] = request_.baseUrl + "sprite";
        if (!made_.characters.empty()) style["glyphs"] = request_.baseUrl + "glyphs/{fontstack}/{range}.pbf";
        style["sources"] = std::move(sources_);
        style["layers"] = std::move(layers);
        return std::move(made_);
    }

  private:
    static double rounded(double value, double steps) { return std::round(value * steps) / steps; }

    void placeView() {
        Box extent = request_.extentLonLat;
        const auto toLonLat = Transform::between(document_.crs, Crs::wgs84());
        const Box everything = document_.extent();
        if (!toLonLat) {
            append(made_.issues, toLonLat.issues);
        } else if (!everything.empty()) {
            const Box lonLat = toLonLat->forward(everything);
            if (extent.empty()) extent = lonLat;
            latitudeDegrees_ = lonLat.center().y;
        }
        place_ = fitLonLat(extent, kWidthPixels, kHeightPixels);
        made_.zoom = place_.zoom;
        const double unitMeters = document_.crs.isGeographic() ? 111319.49 : document_.crs.metersPerUnit();
        scale_ = {place_.zoom, 1 / unitMeters, metersPerStylePixel(place_.zoom, latitudeDegrees_) / unitMeters};
    }

    bool isVisible(const StyleLayer& layer) const {
        const auto state = request_.states.find(layer.id);
        return state == request_.states.end() ? layer.visible : state->second.visible;
    }

    /// The source's id in the style, with its data to be written once. What reaches far into the neighbouring tiles,
    /// wide lines and the letters along lines, would be cut at their edges.
    std::string sourceOf(const std::string& id, std::shared_ptr<const FeatureTable> table, bool reachesFar) {
        json& source = sources_[id];
        if (source.is_null()) {
            const std::string file = fileFor(id);
            source = {{"type", "geojson"}, {"data", request_.baseUrl + file}};
            if (const SourceReference* reference = document_.project.source(id)) {
                if (!reference->attribution.empty()) source["attribution"] = reference->attribution;
            }
            made_.sources.push_back({id, file, std::move(table)});
        }
        constexpr int kWholeTile = 512; // of what lies in the neighbouring tiles
        if (reachesFar) source["buffer"] = kWholeTile;
        return id;
    }

    std::string fileFor(const std::string& id, const char* ending = ".geojson") {
        std::string name;
        for (const char c : id) {
            const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
            name += plain ? c : '-';
        }
        std::string unique = name;
        for (int n = 2; !files_.insert(unique).second; ++n) unique = fmt::format("{}-{}", name, n);
        return "data/" + unique + ending;
    }

    void push(json& layers, json layer, const StyleLayer& style, const std::string& source, json filter) {
        if (!source.empty()) layer["source"] = source;
        if (!filter.is_null()) layer["filter"] = std::move(filter);
        if (!isVisible(style)) layer["layout"]["visibility"] = "none";
        made_.layers.push_back({layer["id"], style.id, style.visible});
        layers.push_back(std::move(layer));
    }

    void warnOfRaster(const StyleLayer& layer) {
        Issue issue;
        issue.code = "not-in-maplibre";
        issue.layer = layer.id;
        issue.message = tr("a picture under the plan is not exported");
        issue.remedy = tr("the layer is left out");
        made_.issues.push_back(std::move(issue));
    }

    void warnOfLeader(const StyleLayer& layer) {
        Issue issue;
        issue.code = "not-in-maplibre";
        issue.layer = layer.id;
        issue.message = tr("\"geju:leader\": MapLibre joins no label to its place by a line");
        issue.remedy = tr("labels that find no room are left out");
        made_.issues.push_back(std::move(issue));
    }

    void addLayer(const StyleLayer& layer, json& layers) {
        LayerWriter writer(layer, made_, latitudeDegrees_);
        if (layer.type == LayerType::Background) return addBackground(layer, writer, layers);
        if (layer.type == LayerType::Raster) return warnOfRaster(layer);
        const LoadedSource* loaded = document_.source(layer.source);
        if (!loaded || !loaded->world) return; // reported when the document was opened
        if (layer.type == LayerType::Line && layer.arrow) {
            const auto table = std::make_shared<const FeatureTable>(bandTable(layer, *loaded->world, scale_));
            json members = writer.arrowMembers();
            push(layers, std::move(members), layer, sourceOf(freeSourceId("arrows-" + layer.id), table, false),
                 keptFilter(layer, writer));
            if (!layer.arrowsAlong) return;
            const json width = writer.members().value("paint", json::object()).value("line-width", json());
            return addHeads(layer, writer, width, sourceOf(layer.source, loaded->world, false), layers);
        }
        if (layer.type == LayerType::Symbol) return addSymbols(layer, writer, *loaded->world, layers);
        if (layer.softEdge || layer.fillGradient) return addPicture(layer, writer, *loaded->world, layers);
        const bool wideLines = layer.type == LayerType::Line && layer.lineWidthMeters;
        const std::string source = sourceOf(layer.source, loaded->world, wideLines);
        if (layer.property("fill-pattern")) return addPatterns(layer, writer, *loaded->world, source, layers);
        json members = writer.members();
        const json width = members.value("paint", json::object()).value("line-width", json());
        if (layer.property("line-gradient")) sources_[source]["lineMetrics"] = true;
        push(layers, std::move(members), layer, source, writer.filter());
        if (layer.arrowsAlong) addHeads(layer, writer, width, source, layers);
        if (layer.type == LayerType::Fill && layer.hatch) addHatch(layer, source, writer.filter(), layers);
        if (layer.type == LayerType::Line && layer.hatch) {
            writer.warnOfFixedWidth("geju:hatch");
            const auto bands = std::make_shared<const FeatureTable>(bandTable(layer, *loaded->world, scale_));
            addHatch(layer, sourceOf(freeSourceId("bands-" + layer.id), bands, false), keptFilter(layer, writer),
                     layers);
        }
    }

    /// Derived features have passed the filter already, unless it looks at the zoom.
    static json keptFilter(const StyleLayer& layer, LayerWriter& writer) {
        return layer.filter && layer.filter->dependsOnZoom() ? writer.filter() : json(nullptr);
    }

    std::string freeSourceId(const std::string& wanted) const {
        std::string id = wanted;
        while (document_.project.source(id)) id += "-";
        return id;
    }

    void addPicture(const StyleLayer& layer, LayerWriter& writer, const FeatureTable& world, json& layers) {
        auto baked = bakeFills(layer, world, place_.zoom, latitudeDegrees_);
        if (!baked) return; // no ground
        const std::string id = freeSourceId("fills-" + layer.id);
        const std::string file = fileFor(id, ".png");
        const auto corner = [](double x, double y) { return json::array({rounded(x, 1e8), rounded(y, 1e8)}); };
        const Box& box = baked->lonLat;
        sources_[id] = {{"type", "image"},
                        {"url", request_.baseUrl + file},
                        {"coordinates",
                         {corner(box.minX, box.maxY), corner(box.maxX, box.maxY), corner(box.maxX, box.minY),
                          corner(box.minX, box.minY)}}};
        push(layers, writer.pictureMembers(baked->metersPerPixel), layer, id, nullptr);
        made_.pictures.push_back({file, std::move(baked->image)});
    }

    void addHatch(const StyleLayer& layer, const std::string& source, json filter, json& layers) {
        WebHatch hatch{fmt::format("hatch-{}", made_.hatches.size() + 1), *layer.hatch};
        json over = {{"id", layer.id + ":hatch"}, {"type", "fill"}};
        if (layer.minZoom > 0) over["minzoom"] = layer.minZoom;
        if (layer.maxZoom < 24) over["maxzoom"] = layer.maxZoom;
        over["paint"] = {{"fill-pattern", hatch.name}};
        push(layers, std::move(over), layer, source, std::move(filter));
        made_.hatches.push_back(std::move(hatch));
    }

    /// The fill without its patterns where it shows, then the patterns.
    void addPatterns(const StyleLayer& layer, LayerWriter& writer, const FeatureTable& world, const std::string& source,
                     json& layers) {
        std::vector<WebPattern> patterns = patternsOf(layer, world, place_.zoom);
        json below = writer.members();
        below["paint"].erase("fill-pattern");
        json over = below;
        json filter = writer.filter();
        const auto both = [&](json condition) {
            return filter.is_null() ? condition : json::array({"all", filter, std::move(condition)});
        };
        const json patterned = hasPattern(layer, patterns, place_.zoom);
        push(layers, std::move(below), layer, source,
             layer.patternColor ? filter : both(json::array({"!", patterned})));
        if (layer.hatch) addHatch(layer, source, filter, layers);
        if (patterns.empty()) return;
        over["id"] = layer.id + ":pattern";
        over["paint"].erase("fill-color");
        over["paint"].erase("fill-outline-color");
        over["paint"]["fill-pattern"] = patternImage(layer, place_.zoom);
        push(layers, std::move(over), layer, source, both(patterned));
        for (WebPattern& pattern : patterns) keepPattern(std::move(pattern));
    }

    void keepPattern(WebPattern pattern) {
        const auto same = [&](const WebPattern& known) { return known.name == pattern.name; };
        if (std::none_of(made_.patterns.begin(), made_.patterns.end(), same))
            made_.patterns.push_back(std::move(pattern));
    }

    /// In MapLibre a pattern takes the place of the colour: a pattern over it is a layer of its own.
    void addBackground(const StyleLayer& layer, LayerWriter& writer, json& layers) {
        json below = writer.members();
        auto pattern = backgroundPatternOf(layer, place_.zoom);
        if (layer.property("background-pattern")) below["paint"].erase("background-pattern");
        json over = below;
        if (!pattern || layer.patternColor) push(layers, std::move(below), layer, {}, nullptr);
        if (!pattern) return;
        if (layer.patternColor) over["id"] = layer.id + ":pattern";
        over["paint"].erase("background-color");
        over["paint"]["background-pattern"] = pattern->name;
        push(layers, std::move(over), layer, {}, nullptr);
        keepPattern(std::move(*pattern));
    }

    void addHeads(const StyleLayer& layer, LayerWriter& writer, const json& width, const std::string& source,
                  json& layers) {
        constexpr double kLongest = 24;
        const double longer = std::max(layer.arrowsAlong->headLength, layer.arrowsAlong->headWidth);
        WebHead head{fmt::format("arrow-{}", made_.heads.size() + 1), kLongest * layer.arrowsAlong->headLength / longer,
                     kLongest * layer.arrowsAlong->headWidth / longer};
        push(layers, writer.headMembers(width, head.name, head.lengthPixels), layer, source, writer.filter());
        made_.heads.push_back(std::move(head));
    }

    void addSymbols(const StyleLayer& layer, LayerWriter& writer, const FeatureTable& world, json& layers) {
        collectCharacters(layer, world);
        if (layer.leader) warnOfLeader(layer);
        made_.pictograms = made_.pictograms || layer.property("icon-image");
        json members = writer.members();
        const bool alongLines = layer.text("symbol-placement", {nullptr, 0, place_.zoom}, "point") != "point";
        if (alongLines && !layer.property("text-field")) {
            const LoadedSource* loaded = document_.source(layer.source);
            return push(layers, std::move(members), layer, sourceOf(layer.source, loaded->world, false),
                        writer.filter());
        }
        if (alongLines) placeOnPieces(layer, members["layout"]);
        const auto table = std::make_shared<const FeatureTable>(alongLines ? labelLineTable(layer, world, scale_)
                                                                           : labelTable(layer, world, place_.zoom));
        push(layers, std::move(members), layer, sourceOf(freeSourceId("labels-" + layer.id), table, alongLines),
             keptFilter(layer, writer));
    }

    /// The labels of labelLineTable.
    void placeOnPieces(const StyleLayer& layer, json& layout) const {
        layout["symbol-placement"] = "line-center";
        layout.erase("symbol-spacing");
        // MapLibre leaves out what would not fit with the size that it has at zoom 18.
        const Expression* size = layer.property("text-size");
        if (size && size->dependsOnZoom() && !size->dependsOnFeature())
            layout["text-size"] = layer.number("text-size", {nullptr, 0, place_.zoom}, TextSymbol().size);
    }

    /// Along a line that runs down the page, MapLibre letters punctuation by its vertical forms.
    static void addVerticalForms(std::set<std::uint32_t>& characters) {
        constexpr std::pair<std::uint32_t, std::uint32_t> kForms[]{{0xfe10, 0xfe19}, {0xfe30, 0xfe48}};
        if (characters.contains(kForms[0].first)) return;
        for (const auto& [first, last] : kForms) {
            for (std::uint32_t form = first; form <= last; ++form) characters.insert(form);
        }
    }

    void collectCharacters(const StyleLayer& layer, const FeatureTable& world) {
        bool beyond = false;
        for (std::size_t row = 0; row < world.size(); ++row) {
            const EvaluationContext context{&world, row, place_.zoom};
            const std::string text = passesFilter(layer, context) ? labelText(layer, context) : std::string();
            if (text.empty()) continue;
            auto& characters = made_.characters[LayerWriter::fontOf(layer, context)];
            for (std::size_t at = 0; at < text.size();) {
                const Utf8Character next = readUtf8(text, at);
                at += next.bytes;
                constexpr std::uint32_t kLastOfBasicPlane = 0xffff;
                beyond = beyond || next.codepoint > kLastOfBasicPlane;
                if (next.codepoint >= ' ' && next.codepoint <= kLastOfBasicPlane) characters.insert(next.codepoint);
                if (isIdeographic(next.codepoint)) addVerticalForms(characters);
            }
        }
        if (!beyond) return;
        Issue issue;
        issue.code = "not-in-maplibre";
        issue.layer = layer.id;
        issue.message = tr("\"text-field\": MapLibre's glyph files end with the basic plane of Unicode");
        issue.remedy = tr("characters beyond it are left to the browser's fonts");
        made_.issues.push_back(std::move(issue));
    }

    const Document& document_;
    const WebStyleRequest& request_;
    WebStyle made_;
    json sources_ = json::object();
    std::set<std::string> files_;
    MapPlace place_;
    double latitudeDegrees_ = 0;
    DerivedScale scale_;
};

} // namespace

std::vector<std::string> WebStyle::shownLayers(const LayerStates& states) const {
    std::vector<std::string> ids;
    for (const WebLayer& layer : layers) {
        const auto state = states.find(layer.drawn);
        if (state == states.end() ? layer.visible : state->second.visible) ids.push_back(layer.id);
    }
    return ids;
}

WebStyle makeWebStyle(const Document& document, const WebStyleRequest& request) {
    return StyleMaker(document, request).make();
}

} // namespace geju
