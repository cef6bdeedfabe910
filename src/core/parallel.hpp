// Work over an index range on all cores. Order of the chunks is not defined: write results by index.
#pragma once

#include <cstddef>
#include <functional>

namespace geju {

/// Calls body(begin, end) for disjoint chunks that cover [0, count), each at least `grain` long where possible,
/// on the shared thread pool; returns when all are done. Exceptions of the body reach the caller.
void parallelFor(std::size_t count, std::size_t grain, const std::function<void(std::size_t, std::size_t)>& body);

} // namespace geju
