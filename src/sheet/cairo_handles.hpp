// Owners of cairo's objects.
#pragma once

#include <memory>

// NOLINTBEGIN: cairo's own names, so that this header does not need cairo's
typedef struct _cairo cairo_t;
typedef struct _cairo_surface cairo_surface_t;
// NOLINTEND

namespace geju {

struct ReleaseCairo {
    void operator()(cairo_t* cairo) const;
    void operator()(cairo_surface_t* surface) const;
};
using CairoContext = std::unique_ptr<cairo_t, ReleaseCairo>;
using CairoSurface = std::unique_ptr<cairo_surface_t, ReleaseCairo>;

} // namespace geju
