// A picture from an SVG file, drawn as vectors: a logo. librsvg reads it without a base, so that nothing outside the
// file is ever opened; what the file refers to elsewhere is left out and said. One thread at a time.
#pragma once

#include "core/result.hpp"
#include "sheet/page.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

typedef struct _cairo cairo_t;         // NOLINT: cairo's own name, so that this header does not need cairo's
typedef struct _RsvgHandle RsvgHandle; // NOLINT: the same for librsvg

namespace geju {

class SvgPicture {
  public:
    /// Errors: a file that cannot be read, that is no SVG, or that has no size. Warnings: references to elsewhere.
    static Result<std::shared_ptr<const SvgPicture>> read(const std::filesystem::path& path);

    /// Width ÷ height.
    double shape() const { return shape_; }
    /// As large as fits into the box, which is in the user space of the context.
    void draw(cairo_t* cairo, const PageBox& box) const;

    SvgPicture(RsvgHandle* handle, double shape)
      : handle_(handle)
      , shape_(shape) {}
    ~SvgPicture();
    SvgPicture(const SvgPicture&) = delete;
    SvgPicture& operator=(const SvgPicture&) = delete;

  private:
    RsvgHandle* handle_; ///< owned
    double shape_;
};

/// What an SVG's text refers to outside itself, each once: files and addresses in its links (but for those that a
/// reader may click), style sheets and entities.
std::vector<std::string> outsideReferences(std::string_view svg);

} // namespace geju
