// The pictures of samples in one texture, for ImGui: packed in rows when a panel first shows them. One context, its
// thread.
#pragma once

#include "gl/texture.hpp"
#include "ui/swatch.hpp"

#include <unordered_map>

namespace geju {

class SwatchAtlas : public SwatchTextures {
  public:
    /// Without a texture when there is no room left: then isFull().
    TexturePlace place(const std::shared_ptr<const SwatchPicture>& picture) override;
    bool isFull() const { return full_; }
    /// Forgets all pictures; what was drawn with their places must be drawn anew.
    void clear();

  private:
    struct Placed {
        std::shared_ptr<const SwatchPicture> picture; ///< held, so that no other takes its address
        TexturePlace place;
    };
    gl::Texture texture_;
    std::unordered_map<const SwatchPicture*, Placed> placed_;
    int x_ = 0; ///< of the next picture in the row begun last
    int y_ = 0;
    int rowHeight_ = 0;
    bool full_ = false;
};

} // namespace geju
