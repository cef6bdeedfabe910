// The bytes of a file for the scanner: read at once, unpacked when they are gzip. The memory is not cleared first,
// which for large files costs as much as reading them. Errors are issues that name the file.
#pragma once

#include "core/progress.hpp"
#include "core/result.hpp"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string_view>

namespace geju {

class TextSource {
  public:
    static Result<TextSource> fromFile(const std::filesystem::path& path);
    /// The unpacked bytes; an error when they are broken, or so many that the file must be a trap.
    Result<TextSource> unpacked(const std::filesystem::path& path, Progress* progress) const;

    bool isGzip() const { return text().starts_with("\x1f\x8b"); }
    std::string_view text() const { return {bytes_.get(), size_}; }

  private:
    struct Free {
        void operator()(char* bytes) const;
    };
    std::unique_ptr<char, Free> bytes_;
    std::size_t size_ = 0;

    bool resize(std::size_t size);
};

} // namespace geju
