#include "render/tile_workers.hpp"

#include "render/software_painter.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>

namespace geju {

TileWorkers::TileWorkers(unsigned threads) {
    for (unsigned i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
}

TileWorkers::~TileWorkers() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        waiting_.clear();
    }
    wanted_.notify_all();
    for (std::thread& thread : threads_) thread.join();
}

bool TileWorkers::known(const Job& job) const {
    const auto same = [&](const auto& other) { return other.level == job.level && other.index == job.index; };
    return std::any_of(painting_.begin(), painting_.end(), same) || std::any_of(done_.begin(), done_.end(), same);
}

void TileWorkers::want(std::vector<Job> jobs) {
    {
        const std::lock_guard lock(mutex_);
        std::erase_if(jobs, [this](const Job& job) { return known(job); });
        std::reverse(jobs.begin(), jobs.end());
        waiting_ = std::move(jobs);
    }
    wanted_.notify_all();
}

void TileWorkers::wait(std::chrono::milliseconds atMost) {
    std::unique_lock lock(mutex_);
    painted_.wait_for(lock, atMost, [this] { return waiting_.empty() && painting_.empty(); });
}

std::optional<TileWorkers::Done> TileWorkers::take() {
    const std::lock_guard lock(mutex_);
    if (done_.empty()) return std::nullopt;
    std::optional<Done> first(std::move(done_.front()));
    done_.pop_front();
    return first;
}

void TileWorkers::work() {
    // Frames go first where cores are few: on Linux a thread has a niceness of its own. Refused, it is as it was.
    constexpr int kNicer = 15;
    setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), kNicer);
    SoftwarePainter painter;
    std::unique_lock lock(mutex_);
    for (;;) {
        wanted_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
        if (stopping_) return;
        const Job job = std::move(waiting_.back());
        waiting_.pop_back();
        painting_.push_back(job);
        lock.unlock();
        Done done{job.level, job.index, painter.paint(*job.picture, tileView(job.level, job.index).asView())};
        lock.lock();
        std::erase_if(painting_,
                      [&](const Job& other) { return other.level == job.level && other.index == job.index; });
        done_.push_back(std::move(done));
        painted_.notify_all();
    }
}

} // namespace geju
