#include "app/feature_search.hpp"

#include "app/feature_state.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

namespace geju {

namespace {

constexpr std::array<std::string_view, 7> kLooked{"name", "name_en", "Name", "NAME", "名称", "nom", "id"};

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

/// 0 equal, 1 at the beginning, 2 anywhere, 3 not there; `lines` are texts joined by line feeds.
int rankIn(std::string_view lines, std::string_view text) {
    int best = 3;
    for (std::size_t at = 0; at <= lines.size();) {
        const std::size_t end = std::min(lines.find('\n', at), lines.size());
        const std::string_view line = lines.substr(at, end - at);
        if (line == text)
            best = 0;
        else if (line.starts_with(text))
            best = std::min(best, 1);
        else if (line.find(text) != std::string_view::npos)
            best = std::min(best, 2);
        at = end + 1;
    }
    return best;
}

std::string layerName(const Document& document, const std::string& source) {
    for (const StyleLayer& layer : document.project.layers) {
        if (layer.source == source && !layer.name.empty()) return layer.name.get();
    }
    const SourceReference* reference = document.project.source(source);
    return reference && !reference->name.empty() ? reference->name.get() : source;
}

} // namespace

void FeatureSearch::setDocument(std::shared_ptr<const Document> document) {
    document_ = std::move(document);
    entries_.clear();
    indexed_ = false;
}

void FeatureSearch::makeIndex() {
    indexed_ = true;
    for (const SourceReference& reference : document_->project.sources) {
        const LoadedSource* loaded = document_->source(reference.id);
        if (!loaded || !loaded->source || !loaded->world || loaded->raster) continue;
        const FeatureTable& table = *loaded->source;
        std::vector<const Column*> columns;
        for (const std::string_view name : kLooked) {
            if (const Column* column = table.column(name)) columns.push_back(column);
        }
        for (std::uint32_t row = 0; row < table.size(); ++row) {
            if (loaded->world->envelope(row).empty()) continue;
            std::string looked;
            for (const Column* column : columns) {
                const Value value = column->at(row);
                if (!isNull(value)) looked += lower(toText(value)) + "\n";
            }
            if (!looked.empty()) entries_.push_back({reference.id, row, std::move(looked)});
        }
    }
}

std::vector<FoundFeature> FeatureSearch::find(std::string_view text, std::size_t most) {
    std::vector<FoundFeature> found;
    if (!document_ || text.empty()) return found;
    if (!indexed_) makeIndex();
    const std::string wanted = lower(text);
    std::vector<std::pair<int, const Entry*>> ranked;
    for (const Entry& entry : entries_) {
        const int rank = rankIn(entry.looked, wanted);
        if (rank < 3) ranked.emplace_back(rank, &entry);
    }
    std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::set<std::tuple<std::string, std::string, std::string>> seen;
    for (const auto& [rank, entry] : ranked) {
        const FeatureTable& table = *document_->source(entry->source)->source;
        FoundFeature feature;
        feature.source = entry->source;
        feature.row = entry->row;
        LocalText name{attributeText(table, entry->row, "name"), attributeText(table, entry->row, "name_en")};
        feature.name = name.get();
        const std::string& other = feature.name == name.zh ? name.en : name.zh;
        if (other != feature.name) feature.otherName = other;
        if (feature.name.empty()) feature.name = entry->looked.substr(0, entry->looked.find('\n'));
        feature.layer = layerName(*document_, entry->source);
        if (!seen.emplace(feature.source, feature.name, feature.otherName).second) continue;
        found.push_back(std::move(feature));
        if (found.size() == most) break;
    }
    return found;
}

} // namespace geju
