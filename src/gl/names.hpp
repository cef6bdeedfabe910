// Raw OpenGL names of handles, for the sources of this room alone.
#pragma once

#include "gl/object.hpp"

namespace geju::gl {

/// Texture unit for writing: what is bound to the units of shaders stays bound.
inline constexpr unsigned kScratchUnit = 15;

struct Names {
    static unsigned of(const Object& object) { return object.id_; }
};

} // namespace geju::gl
