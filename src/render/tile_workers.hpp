// Paints tiles with the CPU painter on threads of its own, so that no frame waits for a tile. What is wanted is said
// anew each frame, most urgent first; tiles that nobody wants any more are not begun. While the map moves, the threads
// take what time the frames leave; at rest all cores paint. The public members are for one thread, the frame's; the
// destructor waits for the tiles being painted.
#pragma once

#include "drawing/picture.hpp"
#include "render/image.hpp"
#include "render/tile_cache.hpp"

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace geju {

class TileWorkers {
  public:
    struct Job {
        std::shared_ptr<const Picture> picture;
        TileLevel level;
        TileIndex index;
    };
    struct Done {
        TileLevel level;
        TileIndex index;
        Image image; ///< premultiplied
    };

    explicit TileWorkers(unsigned threads);
    ~TileWorkers();
    TileWorkers(const TileWorkers&) = delete;
    TileWorkers& operator=(const TileWorkers&) = delete;

    /// Replaces what waits to be painted. What is being painted, or is done and not taken, is not begun again.
    void want(std::vector<Job> jobs, bool atRest);
    /// Waits, for that long at most, until all that was wanted has been painted.
    void wait(std::chrono::milliseconds atMost);
    /// The tile that was done first.
    std::optional<Done> take();

  private:
    enum class Role : std::uint8_t {
        Always, ///< only when no other thread of the machine wants the core
        AtRest  ///< of low priority, but never starved by other programs
    };
    void work(Role role);
    bool known(const Job& job) const;

    std::mutex mutex_;
    std::condition_variable wanted_;
    std::condition_variable painted_;
    std::vector<Job> waiting_; ///< last first
    std::vector<Job> painting_;
    std::deque<Done> done_;
    bool atRest_ = false;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

} // namespace geju
