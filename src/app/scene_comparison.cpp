#include "app/scene_comparison.hpp"

#include "geometry/measure.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace geju {

namespace {

/// Rows that a picture shows, by source; labels alone show nothing.
std::map<std::string, std::set<std::uint32_t>> shownRows(const Document& document, const Picture& picture) {
    std::map<std::string, std::set<std::uint32_t>> rows;
    for (const PictureLayer& layer : picture.layers) {
        if (layer.kind == PictureKind::Symbol || layer.kind == PictureKind::Raster) continue;
        const StyleLayer* style = document.project.layer(layer.id);
        if (style) rows[style->source].insert(layer.rows->begin(), layer.rows->end());
    }
    return rows;
}

} // namespace

SceneComparison::SceneComparison(FontBook& fonts, std::shared_ptr<const Document> document, const Scene& scene)
  : document_(std::move(document))
  , states_(statesOfScene(document_->project, scene))
  , builder_(document_)
  , placer_(fonts) {}

const Frame& SceneComparison::frame(const Frame& beside, const std::vector<Box>& reserved) {
    const auto picture = builder_.build(states_, beside.view);
    if (picture != frame_.picture || !(labelledView_ == beside.view)) {
        frame_.labels = placer_.place(*picture, beside.view, false, reserved);
        labelledView_ = beside.view;
        ++labelRevision_;
    }
    frame_.picture = picture;
    frame_.view = beside.view;
    frame_.overlay = beside.overlay;
    frame_.focusPixels = beside.focusPixels;
    frame_.budgetMilliseconds = beside.budgetMilliseconds;
    return frame_;
}

const SceneComparison::Measures& SceneComparison::measuresOf(const std::string& source) {
    const auto known = measures_.find(source);
    if (known != measures_.end()) return known->second;
    const FeatureTable& table = *document_->source(source)->source;
    Measures measures;
    const auto& kinds = table.structure().partKind;
    if (std::find(kinds.begin(), kinds.end(), PartKind::Polygon) != kinds.end()) {
        measures.kind = CompareRow::Kind::Area;
    } else if (std::find(kinds.begin(), kinds.end(), PartKind::Line) != kinds.end()) {
        measures.kind = CompareRow::Kind::Length;
    }
    const Measurer measurer(table, Measure::Ellipsoidal);
    for (std::size_t row = 0; row < table.size(); ++row) {
        const double value = measures.kind == CompareRow::Kind::Area     ? measurer.areaOfFeature(row)
                             : measures.kind == CompareRow::Kind::Length ? measurer.lengthOfFeature(row)
                                                                         : 1;
        measures.values.push_back(std::isfinite(value) ? value : 0);
    }
    return measures_.emplace(source, std::move(measures)).first->second;
}

std::vector<CompareRow> SceneComparison::differences(const Picture& beside) {
    const auto left = shownRows(*document_, beside);
    const auto right = shownRows(*document_, *frame_.picture);
    std::vector<CompareRow> rows;
    for (const SourceReference& reference : document_->project.sources) {
        const auto inLeft = left.find(reference.id);
        const auto inRight = right.find(reference.id);
        const std::set<std::uint32_t> none;
        const auto& before = inLeft == left.end() ? none : inLeft->second;
        const auto& after = inRight == right.end() ? none : inRight->second;
        if (before == after) continue;
        const Measures& measures = measuresOf(reference.id);
        const auto sumOf = [&](const std::set<std::uint32_t>& shown) {
            double sum = 0;
            for (const std::uint32_t row : shown) sum += measures.values[row];
            return sum;
        };
        CompareRow row;
        for (const StyleLayer& layer : document_->project.layers) {
            if (row.name.empty() && layer.source == reference.id) row.name = layer.name.get();
        }
        if (row.name.empty()) row.name = reference.id;
        row.kind = measures.kind;
        row.leftCount = before.size();
        row.rightCount = after.size();
        row.left = sumOf(before);
        row.right = sumOf(after);
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace geju
