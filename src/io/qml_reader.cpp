#include "io/qml_reader.hpp"

#include "core/files.hpp"
#include "core/translate.hpp"
#include "io/gdal_support.hpp"

#include <cpl_minixml.h>
#include <fmt/format.h>

#include <charconv>
#include <cstring>
#include <memory>

namespace geju {

namespace {

struct DestroyXml {
    void operator()(CPLXMLNode* node) const { CPLDestroyXMLNode(node); }
};

bool isElement(const CPLXMLNode& node, const char* name) {
    return node.eType == CXT_Element && std::strcmp(node.pszValue, name) == 0;
}

const CPLXMLNode* child(const CPLXMLNode* node, const char* name) {
    for (const CPLXMLNode* each = node ? node->psChild : nullptr; each; each = each->psNext) {
        if (isElement(*each, name)) return each;
    }
    return nullptr;
}

template <typename Visit>
void eachChild(const CPLXMLNode* node, const char* name, const Visit& visit) {
    for (const CPLXMLNode* each = node ? node->psChild : nullptr; each; each = each->psNext) {
        if (isElement(*each, name)) visit(each);
    }
}

std::string attribute(const CPLXMLNode* node, const char* name, const char* otherwise = "") {
    return CPLGetXMLValue(node, name, otherwise);
}

double numberOf(const std::string& text, double otherwise) {
    double value = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
    return parsed.ec == std::errc() ? value : otherwise;
}

QmlSymbol symbolOf(const CPLXMLNode* node, int depth);

QmlSymbolLayer symbolLayerOf(const CPLXMLNode* node, int depth) {
    QmlSymbolLayer layer;
    layer.kind = attribute(node, "class");
    eachChild(node, "prop",
              [&](const CPLXMLNode* prop) { layer.options[attribute(prop, "k")] = attribute(prop, "v"); });
    eachChild(child(node, "Option"), "Option",
              [&](const CPLXMLNode* option) { layer.options[attribute(option, "name")] = attribute(option, "value"); });
    constexpr int kDeepest = 4; // symbols in symbols
    const CPLXMLNode* inner = child(node, "symbol");
    if (inner && depth < kDeepest) layer.inner = symbolOf(inner, depth + 1).layers;
    return layer;
}

QmlSymbol symbolOf(const CPLXMLNode* node, int depth) {
    QmlSymbol symbol;
    symbol.opacity = numberOf(attribute(node, "alpha"), 1);
    eachChild(node, "layer", [&](const CPLXMLNode* layer) {
        if (attribute(layer, "enabled", "1") != "0") symbol.layers.push_back(symbolLayerOf(layer, depth));
    });
    return symbol;
}

void readClasses(const CPLXMLNode* renderer, QmlStyle& style) {
    std::map<std::string, QmlSymbol> symbols;
    eachChild(child(renderer, "symbols"), "symbol",
              [&](const CPLXMLNode* symbol) { symbols[attribute(symbol, "name")] = symbolOf(symbol, 0); });
    const auto add = [&](const CPLXMLNode* node, QmlClass made) {
        made.label = attribute(node, "label");
        made.shown = attribute(node, "render", "true") != "false";
        const auto symbol = symbols.find(attribute(node, "symbol"));
        if (symbol != symbols.end()) made.symbol = symbol->second;
        style.classes.push_back(std::move(made));
    };
    eachChild(child(renderer, "categories"), "category", [&](const CPLXMLNode* node) {
        QmlClass made;
        made.value = attribute(node, "value");
        add(node, std::move(made));
    });
    eachChild(child(renderer, "ranges"), "range", [&](const CPLXMLNode* node) {
        QmlClass made;
        made.lower = numberOf(attribute(node, "lower"), 0);
        made.upper = numberOf(attribute(node, "upper"), 0);
        add(node, std::move(made));
    });
    if (style.renderer == "singleSymbol" && !symbols.empty()) {
        QmlClass made;
        made.symbol = symbols.begin()->second;
        style.classes.push_back(std::move(made));
    }
}

} // namespace

std::string_view QmlSymbolLayer::option(std::string_view name, std::string_view olderName) const {
    for (const std::string_view wanted : {name, olderName}) {
        const auto found = options.find(wanted);
        if (found != options.end() && !found->second.empty()) return found->second;
    }
    return {};
}

Result<QmlStyle> readQml(const std::filesystem::path& path) {
    Result<QmlStyle> result;
    const auto text = readFile(path);
    result.issues = text.issues;
    if (!text) return result;
    GdalScope scope;
    const std::unique_ptr<CPLXMLNode, DestroyXml> document(CPLParseXMLString(text->c_str()));
    append(result.issues, scope.take(path.string()));
    const CPLXMLNode* root = nullptr;
    for (const CPLXMLNode* each = document.get(); each; each = each->psNext) {
        if (isElement(*each, "qgis")) root = each;
    }
    const CPLXMLNode* renderer = child(root, "renderer-v2");
    if (!renderer) {
        append(result.issues,
               failure<int>("not-a-style", tr("holds no QGIS style of a vector layer"), path.string()).issues);
        return result;
    }
    QmlStyle style;
    style.renderer = attribute(renderer, "type");
    style.attribute = attribute(renderer, "attr");
    style.layerOpacity = numberOf(attribute(root, "layerOpacity"), 1);
    style.hasLabels = attribute(root, "labelsEnabled", "0") == "1";
    readClasses(renderer, style);
    result.value = std::move(style);
    return result;
}

} // namespace geju
