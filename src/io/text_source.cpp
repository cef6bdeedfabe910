#include "io/text_source.hpp"

#include "core/parallel.hpp"
#include "core/translate.hpp"
#include "io/message.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <utility>

namespace geju {

namespace {

/// Deflate packs at most 1032 : 1, maps rarely 30 : 1. A small file may still unpack to a gibibyte.
constexpr std::size_t kMaxUnpackRatio = 200;
constexpr std::size_t kAlwaysAllowedBytes = std::size_t{1} << 30;
constexpr std::size_t kReadAtOnce = std::size_t{1} << 23;
/// Memory is given back in multiples of this, which is one of every page size in use.
constexpr std::size_t kPageBytes = std::size_t{1} << 16;

struct Descriptor {
    int number;
    ~Descriptor() {
        if (number >= 0) close(number);
    }
};

struct Inflater {
    z_stream stream{};
    bool isOpen = false;
    Inflater() { isOpen = inflateInit2(&stream, 16 + MAX_WBITS) == Z_OK; } // 16: gzip header
    ~Inflater() {
        if (isOpen) inflateEnd(&stream);
    }
};

Result<TextSource> outOfMemory(const std::filesystem::path& path) {
    return failure<TextSource>("out-of-memory", tr("there is not enough memory for this file"), path.string());
}

} // namespace

TextSource::~TextSource() {
    if (bytes_) munmap(bytes_, capacity_);
}

TextSource::TextSource(TextSource&& other) noexcept {
    *this = std::move(other);
}

TextSource& TextSource::operator=(TextSource&& other) noexcept {
    std::swap(bytes_, other.bytes_);
    std::swap(capacity_, other.capacity_);
    std::swap(size_, other.size_);
    std::swap(forgottenTo_, other.forgottenTo_);
    std::swap(returnedTo_, other.returnedTo_);
    return *this;
}

bool TextSource::resize(std::size_t capacity) {
    capacity = std::max<std::size_t>(capacity, 1);
    void* pages = bytes_ ? mremap(bytes_, capacity_, capacity, MREMAP_MAYMOVE)
                         : mmap(nullptr, capacity, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (pages == MAP_FAILED) return false;
    bytes_ = static_cast<char*>(pages);
    capacity_ = capacity;
    return true;
}

void TextSource::forget(std::size_t from, std::size_t to) {
    const auto pageAt = [&](std::size_t offset) { // the first whole page from there on, as an offset
        const auto address = reinterpret_cast<std::uintptr_t>(bytes_) + offset;
        return offset + (kPageBytes - address % kPageBytes) % kPageBytes;
    };
    if (from != forgottenTo_) returnedTo_ = pageAt(from);
    forgottenTo_ = to;
    const std::size_t behind = pageAt(to);
    const std::size_t end = behind > to ? behind - std::min(behind, kPageBytes) : to;
    if (end <= returnedTo_) return;
    static_cast<void>(madvise(bytes_ + returnedTo_, end - returnedTo_, MADV_DONTNEED));
    returnedTo_ = end;
}

/// False when the file turned out shorter than it was, or a read failed.
bool TextSource::readInBlocks(int file, std::size_t size) {
    std::atomic<bool> isGood{true};
    const std::size_t blocks = (size + kReadAtOnce - 1) / kReadAtOnce;
    parallelFor(blocks, 1, [&](std::size_t begin, std::size_t end) {
        std::size_t at = begin * kReadAtOnce;
        const std::size_t last = std::min(end * kReadAtOnce, size);
        while (at < last && isGood) {
            const ssize_t count = pread(file, bytes_ + at, last - at, static_cast<off_t>(at));
            if (count > 0) {
                at += static_cast<std::size_t>(count);
            } else if (count == 0 || errno != EINTR) {
                isGood = false;
            }
        }
    });
    return isGood;
}

Result<TextSource> TextSource::fromFile(const std::filesystem::path& path) {
    const auto systemError = [&] {
        return failure<TextSource>("cannot-read", filled(tr("cannot be read: {}"), std::strerror(errno)),
                                   path.string());
    };
    const Descriptor file{open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    struct stat status {};
    if (file.number < 0 || fstat(file.number, &status) != 0) return systemError();

    TextSource source;
    const auto expected = static_cast<std::size_t>(std::max<off_t>(status.st_size, 0));
    if (!source.resize(expected + 1)) return outOfMemory(path);
    if (expected >= 2 * kReadAtOnce && source.readInBlocks(file.number, expected)) {
        if (lseek(file.number, status.st_size, SEEK_SET) < 0) return systemError();
        source.size_ = expected;
    }
    while (true) {
        if (source.size_ == source.capacity_) { // a file that grows
            if (!source.resize(source.capacity_ * 2)) return outOfMemory(path);
        }
        const ssize_t count =
            read(file.number, source.bytes_ + source.size_, std::min(source.capacity_ - source.size_, kReadAtOnce));
        if (count == 0) break;
        if (count < 0) {
            if (errno == EINTR) continue;
            return systemError();
        }
        source.size_ += static_cast<std::size_t>(count);
    }
    return Result<TextSource>{std::move(source), {}};
}

Result<TextSource> TextSource::unpacked(const std::filesystem::path& path, Progress* progress) const {
    TextSource result;
    std::size_t consumed = 0;
    /// With what was unpacked before, where there is any.
    const auto broken = [&](const char* why) {
        auto failed = failure<TextSource>("bad-gzip", filled(tr("the gzip file is broken: {}"), why), path.string(),
                                          filled(tr("byte {}"), consumed));
        if (result.size_ == 0) return failed;
        failed.issues.front().remedy = tr("what stands before is read");
        failed.value = std::move(result);
        return failed;
    };
    const std::size_t limit = std::max(kAlwaysAllowedBytes, size_ * kMaxUnpackRatio);
    Inflater inflater;
    if (!inflater.isOpen) return outOfMemory(path);
    if (!result.resize(std::max<std::size_t>(size_ * 8, 1 << 16))) return outOfMemory(path);
    while (true) {
        if (isCancelled(progress)) return failure<TextSource>("cancelled", tr("reading was cancelled"), path.string());
        if (result.size_ == result.capacity_ && !result.resize(result.capacity_ * 2)) return outOfMemory(path);
        z_stream& stream = inflater.stream;
        constexpr std::size_t kStep = 1 << 24;
        stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes_ + consumed));
        stream.avail_in = static_cast<uInt>(std::min(size_ - consumed, kStep));
        stream.next_out = reinterpret_cast<Bytef*>(result.bytes_ + result.size_);
        stream.avail_out = static_cast<uInt>(std::min(result.capacity_ - result.size_, kStep));
        const uInt offeredIn = stream.avail_in;
        const uInt offeredOut = stream.avail_out;
        const int state = inflate(&stream, Z_NO_FLUSH);
        consumed += offeredIn - stream.avail_in;
        result.size_ += offeredOut - stream.avail_out;
        if (result.size_ > limit) {
            result = {};
            return broken(tr("it unpacks to far more than a map can hold"));
        }
        if (state == Z_STREAM_END) {
            if (size_ - consumed < 2 || std::memcmp(bytes_ + consumed, "\x1f\x8b", 2) != 0) break;
            if (inflateReset(&stream) != Z_OK)
                return broken(tr("a second part cannot be read")); // gzip of several parts
        } else if (state != Z_OK && !(state == Z_BUF_ERROR && consumed < size_ && stream.avail_out == 0)) {
            if (consumed == size_) return broken(tr("it ends too early"));
            return broken(stream.msg ? stream.msg : tr("not in gzip's format"));
        }
    }
    return Result<TextSource>{std::move(result), {}};
}

} // namespace geju
