// The map of data of which a part has been read: shapes alone, fitted to the map, while the rest is on its way. No
// figure is taken from it. offer() may be called from any thread, everything else on the window's.
#pragma once

#include "drawing/picture.hpp"
#include "plan/document.hpp"
#include "render/map_renderer.hpp"

#include <memory>
#include <mutex>
#include <optional>

namespace geju {

class MapPreview {
  public:
    void offer(Document document);
    /// Takes what was offered last; true when there was something.
    bool poll();
    void clear();
    /// Whether what is shown lies in the world of this CRS: then another map may take its place bit by bit.
    bool shows(const Crs& crs) const { return document_ && document_->crs == crs; }
    /// Null while there is nothing to show.
    const Frame* frame(int widthPixels, int heightPixels, double pixelRatio);

  private:
    std::mutex mutex_;
    std::optional<Document> offered_;
    std::shared_ptr<const Document> document_;
    std::optional<PictureBuilder> builder_;
    Frame frame_;
};

} // namespace geju
