// The pictures of docs/gallery.md are what the commands beside them draw.
#include "program.hpp"
#include "render/png_file.hpp"
#include "support/blurred_difference.hpp"
#include "support/catch.hpp"

#include <cstdlib>
#include <filesystem>
#include <sstream>

using namespace geju::test;

namespace {

const std::filesystem::path kProject = GEJU_SOURCE_DIR;

/// The words of every command of the page that writes a picture.
std::vector<std::vector<std::string>> commands() {
    std::vector<std::vector<std::string>> found;
    std::istringstream page(readAll((kProject / "docs/gallery.md").string()));
    for (std::string line; std::getline(page, line);) {
        if (!line.starts_with("geju ")) continue;
        std::istringstream words(line);
        std::vector<std::string> command;
        for (std::string word; words >> word;) command.push_back(word);
        found.emplace_back(command.begin() + 1, command.end());
    }
    return found;
}

} // namespace

TEST_CASE("the gallery shows what its commands draw", "[command][gallery]") {
    const auto all = commands();
    REQUIRE(all.size() >= 5);
    const Folder folder;
    for (std::vector<std::string> command : all) {
        REQUIRE(command[command.size() - 2] == "-o");
        const std::filesystem::path shown = kProject / command.back();
        INFO(shown.string());
        const bool writes = std::getenv("GEJU_WRITE_GALLERY");
        const std::string drawn = writes ? shown.string() : folder.path("drawn.png");
        command.back() = drawn;
        for (std::string& word : command) {
            if (word.starts_with("geodata/")) word = (kProject / word).string();
        }
        const Ended ended = run(command);
        INFO(ended.err);
        REQUIRE(ended.status == 0);
        const auto expected = geju::readPng(shown);
        const auto actual = geju::readPng(drawn);
        REQUIRE(expected);
        REQUIRE(actual);
        REQUIRE(actual->width == expected->width);
        REQUIRE(actual->height == expected->height);
        // Of 255, over blocks of 8 pixels: another driver or font renderer samples edges differently, nothing else.
        const double difference = blurredDifference(*actual, *expected, 8);
        if (difference >= 1) {
            const auto results = std::filesystem::path(GEJU_BINARY_DIR) / "render-results";
            std::filesystem::create_directories(results);
            geju::writePng(results / shown.filename(), *actual);
        }
        CHECK(difference < 1);
    }
}
