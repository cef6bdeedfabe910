// A second scene beside the one that is shown: its own picture and labels for the same view, and what it shows more or
// less of. The window's thread.
#pragma once

#include "drawing/labels.hpp"
#include "drawing/picture.hpp"
#include "plan/document.hpp"
#include "render/map_renderer.hpp"
#include "ui/state.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace geju {

class SceneComparison {
  public:
    SceneComparison(FontBook& fonts, std::shared_ptr<const Document> document, const Scene& scene);

    /// The same view, focus and overlay as the frame beside it, the layers of this scene.
    const Frame& frame(const Frame& beside, const std::vector<Box>& reserved);
    /// Changes when the labels do.
    std::size_t labelRevision() const { return labelRevision_; }
    const std::shared_ptr<const Picture>& picture() const { return frame_.picture; }

    /// What the two pictures show of each source where they differ: areas of polygons, lengths of lines, numbers of
    /// points; features that overlap are not taken apart. Measures are kept.
    std::vector<CompareRow> differences(const Picture& beside);

  private:
    struct Measures {
        CompareRow::Kind kind = CompareRow::Kind::Count;
        std::vector<double> values; ///< by row; m² or m
    };
    const Measures& measuresOf(const std::string& source);

    std::shared_ptr<const Document> document_;
    LayerStates states_;
    PictureBuilder builder_;
    LabelPlacer placer_;
    Frame frame_;
    View labelledView_;
    std::size_t labelRevision_ = 0;
    std::map<std::string, Measures> measures_;
};

} // namespace geju
