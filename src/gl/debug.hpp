// What the driver says about our calls, as issues. Needs a debug context (HeadlessContext makes one in debug builds, a
// window asks for one); elsewhere nothing is heard. One listener a context.
#pragma once

#include "core/result.hpp"

#include <memory>
#include <vector>

namespace geju::gl {

class DebugListener {
  public:
    /// Listens to the current context until destroyed; the context must be current then too.
    DebugListener();
    ~DebugListener();
    DebugListener(const DebugListener&) = delete;
    DebugListener& operator=(const DebugListener&) = delete;

    /// Errors, and warnings of medium severity or more but for those about speed, heard since the last call.
    std::vector<Issue> take();

  private:
    struct Heard;
    std::unique_ptr<Heard> heard_;
};

} // namespace geju::gl
