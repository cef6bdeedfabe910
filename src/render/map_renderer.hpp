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
    std::shared_ptr<const Picture> overlay; ///< highlight, sketches: drawn over all; may be null
    Point focusPixels;                      ///< tiles nearest to it are refined first
    double budgetMilliseconds = 8;          ///< time for refining tiles in this frame
    /// The picture shows the world of the one drawn before it, though they have no table in common: what that one left
    /// stays up until it is painted anew.
    bool continues = false;
};

/// The same picture within the tolerance of edges.
enum class Painter : std::uint8_t {
    Measured, ///< what is fastest for the picture on the machine, as measured there; exports by the CPU
    Direct,   ///< triangles by OpenGL, anew in each frame
    Gpu,      ///< triangles by OpenGL into tiles
    Cpu       ///< spans by the CPU into tiles, on threads of its own
};

class MapRenderer {
  public:
    explicit MapRenderer(FontBook& fonts, Painter painter = Painter::Measured);
    ~MapRenderer();
    MapRenderer(const MapRenderer&) = delete;
    MapRenderer& operator=(const MapRenderer&) = delete;

    /// Draws into the bound framebuffer at (0,0) with the view's size. True when the picture is complete and sharp;
    /// false when another frame would refine it.
    bool draw(const Frame& frame);

    /// Whether the last frame was sharp everywhere: comes before draw() is through with the view's surroundings.
    bool sharp() const;

    /// The whole view as an image, complete, whatever its size. `labels` were placed for this view. Painted by the CPU
    /// unless another painter was asked for, so that it does not depend on the driver.
    Image renderImage(const Picture& picture, const View& view, const std::vector<PlacedLabel>& labels);

    Painter painter() const; ///< of the last frame; Measured before the first

    /// Frees what earlier pictures left on the GPU.
    void trim();

    /// What went wrong since the last call (a shader that this machine's driver refuses); empty as a rule.
    std::vector<Issue> takeIssues();

  private:
    struct Data;
    std::unique_ptr<Data> data_;
};

/// What MapRenderer::renderImage gives of a picture without labels, by the CPU, at a place in an image: needs no
/// context, any thread. What would lie outside to the right or below is left out.
void paintLayers(const Picture& picture, const View& view, Image& image, PixelOffset offset = {});

} // namespace geju
