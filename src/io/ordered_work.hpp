// Work on many pieces by several threads whose results are wanted in order: while later pieces are worked on, finished
// ones are handed over first to last, one at a time, by whichever thread is free. Private to the room.
#pragma once

#include <cstddef>
#include <functional>

namespace geju {

struct OrderedWork {
    std::size_t count = 0;   ///< pieces
    std::size_t threads = 1; ///< the caller's among them
    std::size_t ahead = 1;   ///< how many pieces may be begun and not yet handed over
    std::function<void(std::size_t)> work;
    /// Never called by two threads at once; false ends the whole.
    std::function<bool(std::size_t)> handOver;
};

/// Returns when the last piece was handed over, or handOver said no and no thread works any more. What either function
/// throws reaches the caller.
void runInOrder(const OrderedWork& task);

} // namespace geju
