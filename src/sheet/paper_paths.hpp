// The paths of a picture as paper needs them: on a grid finer than any print, without the corners that no print shows,
// so that files of vectors stay small. A border that features share loses the same corners in each of them, whichever
// way and from wherever it runs there: what is dropped is decided between the places where borders meet or end. No path
// moves by more than two hundredths of a millimetre. Const functions, any thread.
#pragma once

#include "drawing/picture.hpp"
#include "drawing/view.hpp"
#include "sheet/page_frame.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace geju {

/// In steps of the grid from the frame's top left corner, right and down.
struct PaperPoint {
    std::int32_t x = 0;
    std::int32_t y = 0;
    friend auto operator<=>(const PaperPoint&, const PaperPoint&) = default;
};
inline constexpr double kPaperStepMillimeters = 0.01;

/// The points of the grid where the paths of a picture's fills and lines meet, cross at a corner or end.
class BorderNodes {
  public:
    /// For about `corners` corners.
    explicit BorderNodes(std::size_t corners);

    /// The path's corners in turn, none repeated; of a ring without the first one at its end. Any thread.
    void add(std::span<const PaperPoint> path, bool ring);
    /// Now and then true of other points as well, always the same ones.
    bool contains(PaperPoint point) const { return signs_[slotOf(point)] == kNode; }

  private:
    static constexpr std::uint32_t kNode = 2; // every sign of neighbours is odd, and none is zero
    std::size_t slotOf(PaperPoint point) const;
    void mark(PaperPoint point, std::uint32_t sign);

    std::vector<std::uint32_t> signs_; ///< of the neighbours of the point that has the slot
};

class PaperPaths {
  public:
    PaperPaths(const Picture& picture, const View& view, const PageBox& frame);

    /// A path of the world in millimetres of the page. With `fromStart` it keeps its first point, for dashes and
    /// gradients.
    std::vector<Point> onPage(std::span<const Point> world, bool fromStart = false) const;
    const PageFrame& page() const { return page_; }

  private:
    std::vector<PaperPoint> onGrid(std::span<const Point> world) const;

    PageFrame page_;
    Point corner_; ///< of the frame
    BorderNodes nodes_;
};

} // namespace geju
