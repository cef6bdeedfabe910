// Ctrl+C as a request to stop after what is being done. While the value lives the first one cancels its Progress, the
// next one ends the process as ever. One at a time; main thread.
#pragma once

#include "core/progress.hpp"

#include <csignal>

namespace geju {

class Interrupt {
  public:
    Interrupt();
    ~Interrupt();
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;
    Progress& progress() { return progress_; }

  private:
    Progress progress_;
    struct sigaction before_ {};
};

} // namespace geju
