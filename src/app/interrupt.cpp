#include "app/interrupt.hpp"

#include <cassert>

namespace geju {

namespace {

Progress* interrupted = nullptr; ///< of the one Interrupt there is

void onInterrupt(int) {
    if (interrupted) interrupted->cancel(); // a store to a lock-free atomic: allowed in a handler
}

} // namespace

Interrupt::Interrupt() {
    assert(!interrupted);
    interrupted = &progress_;
    struct sigaction action {};
    action.sa_handler = onInterrupt;
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    sigaction(SIGINT, &action, &before_);
}

Interrupt::~Interrupt() {
    sigaction(SIGINT, &before_, nullptr);
    interrupted = nullptr;
}

} // namespace geju
