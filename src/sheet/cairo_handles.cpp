#include "sheet/cairo_handles.hpp"

#include <cairo.h>

namespace geju {

void ReleaseCairo::operator()(cairo_t* cairo) const {
    cairo_destroy(cairo);
}

void ReleaseCairo::operator()(cairo_surface_t* surface) const {
    cairo_surface_destroy(surface);
}

} // namespace geju
