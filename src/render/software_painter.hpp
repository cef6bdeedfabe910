// Paints a picture on the CPU: the painter of machines without a GPU, and of tiles off the frame's thread. Everything
// but text, which is drawn over tiles. An object keeps canvases between calls: one for each thread.
#pragma once

#include "drawing/picture.hpp"
#include "drawing/view.hpp"
#include "render/image.hpp"
#include "render/sample_canvas.hpp"
#include "render/stroke_canvas.hpp"

#include <memory>

namespace geju {

class SoftwarePainter {
  public:
    SoftwarePainter();
    ~SoftwarePainter();
    SoftwarePainter(SoftwarePainter&&) noexcept;
    SoftwarePainter& operator=(SoftwarePainter&&) noexcept;

    /// The view's pixels with premultiplied alpha, background included.
    Image paint(const Picture& picture, const View& view);

  private:
    struct Data;
    std::unique_ptr<Data> data_;
};

} // namespace geju
