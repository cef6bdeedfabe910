// Draws pictures with OpenGL 3.3 core: through a cache of tiles at the view's exact scale in the window, tile by tile
// into an image for exports. Both run the same passes, so window and export agree. A context must be current on the
// calling thread in every call, the destructor included.
#pragma once

#include "core/result.hpp"
#include "drawing/labels.hpp"
#include "drawing/picture.hpp"
#include "drawing/view.hpp"
#include "render/image.hpp"

#include <cstdint>
#include <memory>
#include <vector>

namespace geju {

struct Frame {
    std::shared_ptr<const Picture> picture;
    View view;
    std::vector<PlacedLabel> labels;        ///< of the picture, drawn over it
    std::shared_ptr<const Picture> overlay; ///< highlight, sketches: drawn over all, never cached; may be null
    Point focusPixels;                      ///< tiles nearest to it are refined first
    double budgetMilliseconds = 8;          ///< time for refining tiles in this frame
};

/// Triangles by OpenGL, or spans by the CPU on threads of its own (faster where OpenGL is done by the CPU too). The
/// same picture within the tolerance of edges.
enum class Painter : std::uint8_t { Measured, Gpu, Cpu };

class MapRenderer {
  public:
    /// `painter`: how the layers are painted; measured on the machine unless said.
    explicit MapRenderer(FontBook& fonts, Painter painter = Painter::Measured);
    ~MapRenderer();
    MapRenderer(const MapRenderer&) = delete;
    MapRenderer& operator=(const MapRenderer&) = delete;

    /// Draws into the bound framebuffer at (0,0) with the view's size. True when the picture is complete and sharp;
    /// false when another frame would refine it.
    bool draw(const Frame& frame);

    /// Whether the last frame was sharp everywhere: comes before draw() is through with the view's surroundings.
    bool sharp() const;

    /// The whole view as an image, complete, whatever its size. `labels` were placed for this view.
    Image renderImage(const Picture& picture, const View& view, const std::vector<PlacedLabel>& labels);

    Painter painter() const; ///< the one in use; Measured before anything was drawn

    /// Frees what earlier pictures left on the GPU.
    void trim();

    /// What went wrong since the last call (a shader that this machine's driver refuses); empty as a rule.
    std::vector<Issue> takeIssues();

  private:
    struct Data;
    std::unique_ptr<Data> data_;
};

} // namespace geju
