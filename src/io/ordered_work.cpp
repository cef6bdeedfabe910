#include "io/ordered_work.hpp"

#include <condition_variable>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace geju {

namespace {

class Runner {
  public:
    explicit Runner(const OrderedWork& task)
      : task_(task)
      , isReady_(task.count, 0) {}

    void run() {
        std::unique_lock lock(mutex_);
        while (!isOver_ && handedOver_ < task_.count) {
            if (!isHandingOver_ && isReady_[handedOver_]) {
                isHandingOver_ = true;
                const bool goesOn = unlocked(lock, [&] { return task_.handOver(handedOver_); });
                isHandingOver_ = false;
                ++handedOver_;
                isOver_ = isOver_ || !goesOn;
                changed_.notify_all();
            } else if (next_ < task_.count && next_ < handedOver_ + task_.ahead) {
                const std::size_t piece = next_++;
                unlocked(lock, [&] {
                    task_.work(piece);
                    return true;
                });
                isReady_[piece] = 1;
                changed_.notify_all();
            } else {
                changed_.wait(lock);
            }
        }
    }
    void rethrow() const {
        if (thrown_) std::rethrow_exception(thrown_);
    }

  private:
    template <typename Action>
    bool unlocked(std::unique_lock<std::mutex>& lock, Action action) {
        lock.unlock();
        bool goesOn = false;
        std::exception_ptr thrown;
        try {
            goesOn = action();
        } catch (...) {
            thrown = std::current_exception(); // for the thread that called runInOrder
        }
        lock.lock();
        if (thrown) {
            if (!thrown_) thrown_ = thrown;
            isOver_ = true;
        }
        return goesOn;
    }

    const OrderedWork& task_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<char> isReady_;
    std::size_t next_ = 0;
    std::size_t handedOver_ = 0;
    bool isHandingOver_ = false;
    bool isOver_ = false;
    std::exception_ptr thrown_;
};

} // namespace

void runInOrder(const OrderedWork& task) {
    Runner runner(task);
    std::vector<std::thread> others;
    for (std::size_t i = 1; i < task.threads && i < task.count; ++i) {
        try {
            others.emplace_back([&runner] { runner.run(); });
        } catch (const std::system_error&) {
            break; // the system has no more threads: fewer do the same work
        }
    }
    runner.run();
    for (std::thread& thread : others) thread.join();
    runner.rethrow();
}

} // namespace geju
