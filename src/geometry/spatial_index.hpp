// A packed R-tree over boxes: built once in Hilbert order, flat arrays, read from any thread.
#pragma once

#include "core/box.hpp"

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

    std::size_t size() const { return count_; } ///< boxes that can be found
    /// All that can be found, along the Hilbert curve: neighbours in the list lie near each other.
    std::span<const std::uint32_t> inOrder() const { return {indices_.data(), count_}; }

  private:
    template <typename Found>
    void visit(const Box& area, const Found& found) const;

    static constexpr std::uint32_t kNodeSize = 16;

    std::size_t count_ = 0;
    std::vector<Box> boxes_;               ///< leaves first, then each level up to the root
    std::vector<std::uint32_t> indices_;   ///< leaves: position of the caller's box; nodes: first child
    std::vector<std::uint32_t> levelEnds_; ///< end of each level in boxes_ and indices_
};

} // namespace geju
