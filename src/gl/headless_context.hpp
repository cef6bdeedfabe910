// An OpenGL 3.3 core context without a display: EGL surfaceless (Mesa, any driver), made current on the calling thread.
#pragma once

#include "core/result.hpp"

#include <memory>
#include <string>

namespace geju::gl {

class HeadlessContext {
  public:
    /// Fails, naming what EGL said, where no such context can be had.
    static Result<HeadlessContext> create();
    HeadlessContext(HeadlessContext&&) noexcept;
    HeadlessContext& operator=(HeadlessContext&&) noexcept;
    ~HeadlessContext();

  private:
    struct Data;
    explicit HeadlessContext(std::unique_ptr<Data> data);
    std::unique_ptr<Data> data_;
};

/// "llvmpipe (LLVM 15.0.6, 256 bits)": renderer of the current context.
std::string rendererName();

} // namespace geju::gl
