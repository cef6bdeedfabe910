// Who makes the pixels of a tile: everything of a picture but its texts. Painters differ in how fast they are on which
// machine, never in what they paint.
#pragma once

#include "drawing/picture.hpp"
#include "gl/texture.hpp"
#include "render/tile_view.hpp"

#include <memory>

namespace geju {

struct PaintedTile {
    gl::Texture texture;  ///< premultiplied, row 0 on top, of the view's size
    bool complete = true; ///< false: something was not ready yet and is left out
};

class TilePainter {
  public:
    virtual ~TilePainter() = default;
    /// A context is current.
    virtual PaintedTile paint(const std::shared_ptr<const Picture>& picture, const TileView& view) = 0;
    /// Lets go of what it keeps for pictures that are drawn no more.
    virtual void forgetPictures() {}
};

} // namespace geju
