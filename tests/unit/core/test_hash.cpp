// XXH64 against digits published with its specification and its bindings.
#include "core/hash.hpp"
#include "support/catch.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

using namespace geju;

TEST_CASE("XXH64 gives the published digits") {
    CHECK(hashText(xxh64("")) == "ef46db3751d8e999");
    CHECK(hashText(xxh64("a")) == "d24ec4f1a98c6e5b");
    CHECK(hashText(xxh64("abc")) == "44bc2cf5ad770999");
    CHECK(hashText(xxh64("Nobody inspects the spammish repetition")) == "fbcea83c8a378bf1");
}

TEST_CASE("a hash depends on each byte") {
    std::string text;
    for (int i = 0; i < 200; ++i) text += static_cast<char>(i * 7 + i / 3);
    for (std::size_t size = 1; size <= text.size(); ++size) {
        const std::string_view whole(text.data(), size);
        std::string other(whole);
        other[size / 2] ^= 1;
        CHECK(xxh64(other) != xxh64(whole));
    }
}

TEST_CASE("the hash of a file is that of its bytes; a folder and what is not there have none") {
    const auto path = std::filesystem::temp_directory_path() / ("geju-hash-" + std::to_string(getpid()));
    std::string text(700001, 'x');
    for (std::size_t i = 0; i < text.size(); i += 11) text[i] = static_cast<char>(i);
    std::ofstream(path, std::ios::binary) << text;
    CHECK(hashOfFile(path) == xxh64(text));
    std::filesystem::remove(path);
    CHECK_FALSE(hashOfFile(path));
    CHECK_FALSE(hashOfFile(std::filesystem::temp_directory_path()));
}
