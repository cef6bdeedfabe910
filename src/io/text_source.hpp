// The bytes of a file for the scanner: read at once, a large file by several threads, and unpacked when they are gzip.
// The file is read, not mapped: another program may cut it short meanwhile, which would kill whoever touches a mapping.
// Errors are issues that name the file.
#pragma once

#include "core/progress.hpp"
#include "core/result.hpp"

#include <cstddef>
#include <filesystem>
#include <string_view>

namespace geju {

class TextSource {
  public:
    static Result<TextSource> fromFile(const std::filesystem::path& path);
    /// The unpacked bytes. Of a file that is broken or cut, those before the fault, with the error; the error alone where
    /// there are none, or so many that the file must be a trap.
    Result<TextSource> unpacked(const std::filesystem::path& path, Progress* progress) const;

    bool isGzip() const { return text().starts_with("\x1f\x8b"); }
    std::string_view text() const { return {bytes_, size_}; }
    /// Gives the memory of the bytes [from, to) back where it can; what is read there from now on is nothing in
    /// particular. Cheapest when stretches follow one another.
    void forget(std::size_t from, std::size_t to);

    TextSource() = default;
    ~TextSource();
    TextSource(TextSource&& other) noexcept;
    TextSource& operator=(TextSource&& other) noexcept;

  private:
    bool resize(std::size_t capacity);
    bool readInBlocks(int file, std::size_t size);

    char* bytes_ = nullptr; ///< pages of its own: growing them does not copy, parts can be given back
    std::size_t capacity_ = 0;
    std::size_t size_ = 0;
    std::size_t forgottenTo_ = 0; ///< what forget was told last
    std::size_t returnedTo_ = 0;  ///< what of that could be given back, which goes by whole pages
};

} // namespace geju
