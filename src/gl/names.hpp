// Raw OpenGL names of handles, for the sources of this room alone.
#pragma once

#include "gl/object.hpp"

namespace geju::gl {

struct Names {
    static unsigned of(const Object& object) { return object.id_; }
};

} // namespace geju::gl
