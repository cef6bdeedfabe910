#include "render/tile_workers.hpp"

#include "render/software_painter.hpp"

#include <sched.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>

namespace geju {

TileWorkers::TileWorkers(unsigned threads) {
    for (unsigned i = 0; i + 1 < std::max(2U, threads); ++i) threads_.emplace_back([this] { work(Role::Always); });
    threads_.emplace_back([this] { work(Role::AtRest); });
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

void TileWorkers::want(std::vector<Job> jobs, bool atRest) {
    {
        const std::lock_guard lock(mutex_);
        std::erase_if(jobs, [this](const Job& job) { return known(job); });
        std::reverse(jobs.begin(), jobs.end());
        waiting_ = std::move(jobs);
        atRest_ = atRest;
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

void TileWorkers::work(Role role) {
    // On Linux both are of a thread, not of the process. Refused, it is as it was.
    if (role == Role::Always) {
        // Niceness does not do: a thread that wakes waits for the slice of a nice one to end, a frame's half.
        const sched_param none{};
        sched_setscheduler(0, SCHED_IDLE, &none);
    } else {
        constexpr int kNicer = 15;
        setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), kNicer);
    }
    SoftwarePainter painter;
    std::unique_lock lock(mutex_);
    for (;;) {
        wanted_.wait(lock, [&] { return stopping_ || (!waiting_.empty() && (atRest_ || role == Role::Always)); });
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
        lock.unlock(); // who is woken goes first and must not find it locked
        painted_.notify_all();
        lock.lock();
    }
}

} // namespace geju
