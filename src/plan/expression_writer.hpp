// Expressions back into JSON, in the syntax of the MapLibre style specification: what was written in an older form
// (filters of keys and values, functions with stops, tokens in texts) becomes an expression, and what Geju takes more
// freely than MapLibre is put so that MapLibre takes it too. Pure functions, any thread.
#pragma once

#include "plan/expression.hpp"

#include <string>

namespace geju {

struct ExpressionWriting {
    bool filter = false; ///< filters may look at the zoom anywhere
    double zoom = 0;     ///< takes the place of the zoom where a property may not look at it
};

struct WrittenExpression {
    std::string json;
    bool zoomFixed = false; ///< the zoom stood where MapLibre does not allow it, and is now a number
};

/// A property may look at the zoom only as the input of the outermost "step" or "interpolate".
WrittenExpression writeExpression(const Expression& expression, const ExpressionWriting& writing = {});

} // namespace geju
