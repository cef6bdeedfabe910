// One piece of work on a thread of its own: started, watched, cancelled, its result taken once. Used from one thread;
// the work itself sees only its Progress. Destroying or restarting it cancels and waits for the thread.
#pragma once

#include "core/progress.hpp"

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <thread>
#include <utility>

namespace geju {

template <typename T>
class Task {
  public:
    Task() = default;
    Task(const Task&) = delete;
    Task& operator=(const Task&) = delete;
    ~Task() { stop(); }

    /// `done` is called on the worker when the result can be taken; it may only wake the window.
    void start(std::function<T(Progress&)> work, std::function<void()> done) {
        stop();
        shared_ = std::make_shared<Shared>();
        thread_ = std::thread([shared = shared_, work = std::move(work), done = std::move(done)] {
            shared->result.emplace(work(shared->progress));
            shared->finished.store(true, std::memory_order_release);
            if (done) done();
        });
    }

    bool running() const { return shared_ != nullptr; } ///< until the result is taken
    double fraction() const { return shared_ ? shared_->progress.fraction() : 0; }
    void cancel() {
        if (shared_) shared_->progress.cancel();
    }
    /// The result, once it is there.
    std::optional<T> take() {
        if (!shared_ || !shared_->finished.load(std::memory_order_acquire)) return std::nullopt;
        thread_.join();
        const auto finished = std::exchange(shared_, nullptr);
        return std::move(finished->result);
    }
    void stop() {
        cancel();
        if (thread_.joinable()) thread_.join();
        shared_.reset();
    }

  private:
    struct Shared {
        Progress progress;
        std::optional<T> result;
        std::atomic<bool> finished{false};
    };
    std::shared_ptr<Shared> shared_;
    std::thread thread_;
};

} // namespace geju
