#include "io/text_source.hpp"

#include "core/translate.hpp"
#include "io/message.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <limits>

namespace geju {

namespace {

/// Deflate packs at most 1032 : 1, maps rarely 30 : 1. A small file may still unpack to a gibibyte.
constexpr std::size_t kMaxUnpackRatio = 200;
constexpr std::size_t kAlwaysAllowedBytes = std::size_t{1} << 30;
constexpr std::size_t kReadAtOnce = std::size_t{1} << 24;

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

void TextSource::Free::operator()(char* bytes) const {
    std::free(bytes); // NOLINT: from realloc, so that growing need not copy
}

bool TextSource::resize(std::size_t size) {
    char* moved = static_cast<char*>(std::realloc(bytes_.get(), std::max<std::size_t>(size, 1))); // NOLINT
    if (!moved) return false;
    static_cast<void>(bytes_.release());
    bytes_.reset(moved);
    return true;
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
    std::size_t capacity = static_cast<std::size_t>(std::max<off_t>(status.st_size, 0)) + 1;
    if (!source.resize(capacity)) return outOfMemory(path);
    while (true) {
        if (source.size_ == capacity) { // a pipe, or a file that grows
            capacity *= 2;
            if (!source.resize(capacity)) return outOfMemory(path);
        }
        const ssize_t count =
            read(file.number, source.bytes_.get() + source.size_, std::min(capacity - source.size_, kReadAtOnce));
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
    const auto broken = [&](const char* why) {
        return failure<TextSource>("bad-gzip", filled(tr("the gzip file is broken: {}"), why), path.string());
    };
    const std::size_t limit = std::max(kAlwaysAllowedBytes, size_ * kMaxUnpackRatio);
    Inflater inflater;
    if (!inflater.isOpen) return outOfMemory(path);
    TextSource result;
    std::size_t capacity = std::max<std::size_t>(size_ * 8, 1 << 16);
    if (!result.resize(capacity)) return outOfMemory(path);
    std::size_t consumed = 0;
    while (true) {
        if (isCancelled(progress)) return failure<TextSource>("cancelled", tr("reading was cancelled"), path.string());
        if (result.size_ == capacity) {
            capacity *= 2;
            if (!result.resize(capacity)) return outOfMemory(path);
        }
        z_stream& stream = inflater.stream;
        constexpr std::size_t kStep = 1 << 24;
        stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes_.get() + consumed));
        stream.avail_in = static_cast<uInt>(std::min(size_ - consumed, kStep));
        stream.next_out = reinterpret_cast<Bytef*>(result.bytes_.get() + result.size_);
        stream.avail_out = static_cast<uInt>(std::min(capacity - result.size_, kStep));
        const uInt offeredIn = stream.avail_in;
        const uInt offeredOut = stream.avail_out;
        const int state = inflate(&stream, Z_NO_FLUSH);
        consumed += offeredIn - stream.avail_in;
        result.size_ += offeredOut - stream.avail_out;
        if (result.size_ > limit) return broken(tr("it unpacks to far more than a map can hold"));
        if (state == Z_STREAM_END) {
            if (size_ - consumed < 2 || std::memcmp(bytes_.get() + consumed, "\x1f\x8b", 2) != 0) break;
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
