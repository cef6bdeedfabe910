#include "core/files.hpp"
#include "support/catch.hpp"

#include <unistd.h>

#include <fstream>

using namespace geju;
namespace fs = std::filesystem;

namespace {

struct TemporaryFolder {
    fs::path path = fs::temp_directory_path() / ("geju-test-files-" + std::to_string(getpid()));
    TemporaryFolder() { fs::create_directories(path); }
    ~TemporaryFolder() { fs::remove_all(path); }
    std::size_t count() const {
        return static_cast<std::size_t>(std::distance(fs::directory_iterator(path), fs::directory_iterator()));
    }
};

} // namespace

TEST_CASE("a file comes back byte for byte, whatever its name", "[files]") {
    const TemporaryFolder folder;
    std::string bytes;
    for (int i = 0; i < 1000; ++i) bytes += static_cast<char>(i);
    for (const char* name : {"plain.bin", "昆山 规划.geojson", "no-extension"}) {
        const auto path = folder.path / name;
        CHECK(writeFile(path, bytes).empty());
        const auto read = readFile(path);
        REQUIRE(read);
        CHECK(*read == bytes);
    }
    CHECK(writeFile(folder.path / "plain.bin", "").empty());
    CHECK(readFile(folder.path / "plain.bin").value == "");
    CHECK(folder.count() == 3); // no temporary is left
}

TEST_CASE("what cannot be read or written is an error that names the file", "[files]") {
    const TemporaryFolder folder;
    for (const auto& path : {folder.path / "absent", folder.path}) {
        const auto read = readFile(path);
        CHECK_FALSE(read);
        REQUIRE(read.issues.size() == 1);
        CHECK(read.issues[0].code == "cannot-read");
        CHECK(read.issues[0].file == path.string());
    }
    const auto issues = writeFile(folder.path / "absent" / "x", "bytes");
    REQUIRE(issues.size() == 1);
    CHECK(issues[0].code == "cannot-write");
    CHECK(issues[0].file == (folder.path / "absent" / "x").string());
}

TEST_CASE("a write that fails leaves the old file and no temporary", "[files]") {
    const TemporaryFolder folder;
    const auto path = folder.path / "map.png";
    REQUIRE(writeFile(path, "old").empty());
    const auto issues = writeThrough(path, [](const fs::path& temporary) {
        CHECK(temporary.extension() == ".png");
        std::ofstream(temporary) << "half";
        Issue issue;
        issue.severity = Severity::Error;
        issue.file = temporary.string();
        return std::vector<Issue>{issue};
    });
    REQUIRE(issues.size() == 1);
    CHECK(issues[0].file == path.string());
    CHECK(*readFile(path) == "old");
    CHECK(folder.count() == 1);
}
