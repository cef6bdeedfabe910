// A packed R-tree over boxes: built once in Hilbert order, flat arrays, read from any thread.
#pragma once

#include "core/box.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace geju {

class SpatialIndex {
  public:
    /// Empty boxes are never found. Indices given back are positions in `boxes`.
    explicit SpatialIndex(std::span<const Box> boxes);

    /// Calls `found` for every box that intersects `area` (touching counts), in no defined order.
    void query(const Box& area, const std::function<void(std::uint32_t)>& found) const;
    std::vector<std::uint32_t> query(const Box& area) const;
    /// Whether any box intersects `area`.
    bool meets(const Box& area) const;

    enum class Cover {
        Apart,  ///< nothing in the box is wanted
        Inside, ///< everything in the box is wanted
        Mixed   ///< to be asked of smaller boxes
    };
    struct Node {
        std::uint32_t position;
        std::uint32_t level; ///< 0: a box
    };
    /// Nodes that hold all boxes between them: at least so many, where there are as many boxes.
    std::vector<Node> nodes(std::size_t least) const;
    /// Calls found(position, inside) for the boxes of a node that are not apart by cover(box), which is asked of boxes
    /// about many boxes first.
    template <typename CoverOf, typename Found>
    void select(Node node, const CoverOf& cover, const Found& found) const;

    std::size_t size() const { return count_; } ///< boxes that can be found
    /// All that can be found, along the Hilbert curve: neighbours in the list lie near each other.
    std::span<const std::uint32_t> inOrder() const { return {indices_.data(), count_}; }

  private:
    template <typename Found>
    bool visit(const Box& area, const Found& found) const;

    static constexpr std::uint32_t kNodeSize = 16;

    std::size_t count_ = 0;
    std::vector<Box> boxes_;               ///< leaves first, then each level up to the root
    std::vector<std::uint32_t> indices_;   ///< leaves: position of the caller's box; nodes: first child
    std::vector<std::uint32_t> levelEnds_; ///< end of each level in boxes_ and indices_
};

template <typename CoverOf, typename Found>
void SpatialIndex::select(Node node, const CoverOf& cover, const Found& found) const {
    const auto descend = [&](const auto& self, Node at, bool inside) -> void {
        if (!inside) {
            const Cover own = cover(boxes_[at.position]);
            if (own == Cover::Apart) return;
            inside = own == Cover::Inside;
        }
        if (at.level == 0) {
            found(indices_[at.position], inside);
            return;
        }
        const std::uint32_t first = indices_[at.position];
        const std::uint32_t last = std::min(first + kNodeSize, levelEnds_[at.level - 1]);
        for (std::uint32_t i = first; i < last; ++i) self(self, {i, at.level - 1}, inside);
    };
    descend(descend, node, false);
}

} // namespace geju
