// Which features of a picture lie under a place of the screen, topmost first: labels, then layers from the top, by
// spatial index and exact geometry; and which polygons lie in a box. What is drawn with nothing but air (no fill) is
// taken by its outline.
#pragma once

#include "drawing/labels.hpp"
#include "drawing/picture.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace geju {

struct PickedFeature {
    std::string layer; ///< id of the style layer
    std::shared_ptr<const FeatureTable> table;
    std::uint32_t row = 0;

    friend bool operator==(const PickedFeature& a, const PickedFeature& b) {
        return a.table == b.table && a.row == b.row;
    }
};

/// Polygons of one table.
struct PickedPolygons {
    std::string layer; ///< id of the topmost style layer that shows some of them
    std::shared_ptr<const FeatureTable> table;
    std::vector<std::uint32_t> rows; ///< ascending
};

class FeaturePicker {
  public:
    /// `screen` in device pixels of the view. Each feature once, under the topmost layer that shows it.
    std::vector<PickedFeature> pick(const Picture& picture, const View& view, const std::vector<PlacedLabel>& labels,
                                    Point screen);
    /// The polygons of one table that touch a box of the world, or that lie inside it wholly: those of `wanted` where
    /// the picture shows polygons of it, else of the topmost table that has any there. No table: nothing.
    PickedPolygons pickInBox(const Picture& picture, const Box& world, bool wholly, const FeatureTable* wanted);

  private:
    /// Position of each of a layer's rows in its drawing order, kept while the rows are the same.
    struct Order {
        std::shared_ptr<const std::vector<std::uint32_t>> rows;
        std::vector<std::uint32_t> positionOf; ///< by row of the table; empty while the rows ascend, as they mostly do
        bool isAll = false;                    ///< ascending, and none is missing

        std::optional<std::uint32_t> find(std::uint32_t row) const; ///< nothing where the row is not drawn
    };
    const Order& orderOf(const PictureLayer& layer);
    void pickInLayer(const Picture& picture, const PictureLayer& layer, const View& view, Point world,
                     std::vector<PickedFeature>& found);
    void markInBox(const PictureLayer& layer, const Box& world, bool wholly, std::vector<std::uint8_t>& chosen);

    std::vector<Order> orders_;
};

} // namespace geju
