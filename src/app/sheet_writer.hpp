// Draws sheets of one document into files of every format; what drawing needs is made once and kept. One thread, which
// gets an OpenGL context of its own.
#pragma once

#include "drawing/fonts.hpp"
#include "gl/headless_context.hpp"
#include "plan/document.hpp"
#include "render/map_renderer.hpp"
#include "sheet/sheet.hpp"
#include "sheet/sheet_file.hpp"

#include <filesystem>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace geju {

class SheetWriter {
  public:
    explicit SheetWriter(std::shared_ptr<const Document> document);

    std::vector<Issue> write(const std::filesystem::path& path, SheetFormat format, const SheetRequest& request);
    /// The sheet as the bytes of a PNG.
    Result<std::string> png(const SheetRequest& request);
    /// The bare map of a view, layers as they are; raster formats alone. The file says that it shows `scene`.
    std::vector<Issue> writeMap(const std::filesystem::path& path, SheetFormat format, const LayerStates& states,
                                const View& view, const std::string& scene);

  private:
    /// With the figures that its template asks for.
    Result<Sheet> compose(const SheetRequest& request);
    Result<Image> paintPage(const Sheet& sheet);
    /// A map at a place of an image: nothing on success.
    std::vector<Issue> paint(const Picture& picture, const View& view, const std::vector<PlacedLabel>& labels,
                             Image& image, PixelOffset at = {});

    std::shared_ptr<const Document> document_;
    std::shared_future<std::string> hash_; ///< of the document's files, made while the first sheet is drawn
    FontBook fonts_;
    std::optional<std::string> figuresOf_; ///< id of the template whose figures are kept
    std::vector<FigureTable> figures_;
    std::optional<gl::HeadlessContext> context_;
};

} // namespace geju
