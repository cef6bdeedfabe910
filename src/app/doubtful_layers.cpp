#include "app/doubtful_layers.hpp"

#include "analysis/swapped_axes.hpp"

#include <algorithm>

namespace geju {

std::vector<Issue> doubtfulLayers(const Document& document) {
    std::vector<NamedTable> asRead;
    std::vector<NamedTable> asShown; // whose indexes the map needs too
    for (const SourceReference& reference : document.project.sources) {
        const LoadedSource* loaded = document.source(reference.id);
        if (!loaded || !loaded->source || !loaded->world || loaded->raster) continue;
        const std::string file = reference.path.string();
        asRead.push_back({file, reference.id, loaded->source.get()});
        asShown.push_back({file, reference.id, loaded->world.get()});
    }
    std::vector<Issue> issues = findGcj02(asShown);
    append(issues, findSwappedAxes(asRead, document.project.crs.empty() ? nullptr : &document.crs));
    return issues;
}

std::vector<Issue> doubtfulLayers(std::span<const NamedTable> tables, const Crs* plan,
                                  const std::vector<Issue>& known) {
    std::vector<Issue> issues = findGcj02(tables);
    append(issues, findSwappedAxes(tables, plan));
    std::erase_if(issues, [&](const Issue& issue) {
        return std::any_of(known.begin(), known.end(),
                           [&](const Issue& other) { return other.code == issue.code && other.layer == issue.layer; });
    });
    return issues;
}

} // namespace geju
