// The bytes of files, large enough that several threads read them, and the memory given back.
#include "core/files.hpp"
#include "io/text_source.hpp"
#include "io_support.hpp"
#include "support/catch.hpp"

#include <random>

using namespace geju;

namespace {

std::string bytesOf(std::size_t count) {
    std::mt19937 random(3);
    std::string bytes(count, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random());
    return bytes;
}

} // namespace

TEST_CASE("a file of any size is read as it is", "[text]") {
    const test::TemporaryFolder folder;
    for (const std::size_t size : {std::size_t{1}, std::size_t{4096}, (std::size_t{1} << 24) - 1, std::size_t{1} << 24,
                                   (std::size_t{1} << 24) + 12345}) {
        const std::string bytes = bytesOf(size);
        REQUIRE(writeFile(folder / "file", bytes).empty());
        const auto source = TextSource::fromFile(folder / "file");
        REQUIRE(source);
        CHECK(source->text() == bytes);
    }
}

TEST_CASE("what was not forgotten stays, wherever the stretches lie", "[text]") {
    const test::TemporaryFolder folder;
    const std::string bytes = bytesOf(3'000'000);
    REQUIRE(writeFile(folder / "file", bytes).empty());
    std::mt19937 random(5);
    for (int round = 0; round < 40; ++round) {
        auto source = TextSource::fromFile(folder / "file");
        REQUIRE(source);
        std::string kept = bytes;
        std::size_t from = random() % 200'000;
        while (from < bytes.size()) {
            const std::size_t to = std::min(from + 1 + random() % 400'000, bytes.size());
            source->forget(from, to);
            std::fill(kept.begin() + static_cast<std::ptrdiff_t>(from), kept.begin() + static_cast<std::ptrdiff_t>(to),
                      '\0');
            from = to + (random() % 2 ? 0 : random() % 100'000);
        }
        std::size_t lost = 0;
        std::size_t returned = 0;
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            if (kept[i] != '\0') lost += source->text()[i] != bytes[i];
            returned += bytes[i] != '\0' && source->text()[i] == '\0';
        }
        REQUIRE(lost == 0);
        CHECK(returned > bytes.size() / 4);
    }
}
