#include "program.hpp"
#include "support/catch.hpp"

using namespace geju::test;

TEST_CASE("version and help go to standard output", "[command]") {
    const Ended version = run({"--version"});
    CHECK(version.status == 0);
    CHECK(version.out == "geju " GEJU_VERSION "\n");
    CHECK(version.err.empty());

    const Ended help = run({"--help"});
    CHECK(help.status == 0);
    for (const char* command : {"view", "info", "stats", "indicators", "check", "snapshot"}) {
        CHECK(help.out.find(command) != std::string::npos);
        const Ended own = run({command, "--help"});
        CHECK(own.status == 0);
        CHECK(own.out.find("Usage") != std::string::npos);
        CHECK(own.err.empty());
    }
}

TEST_CASE("wrong use ends with 2, on standard error alone", "[command]") {
    const std::vector<std::vector<std::string>> wrong{
        {"frobnicate"},
        {"stats"},
        {"info"},
        {"check"},
        {"indicators"},
        {"indicators", plan(), "another"},
        {"info", "--frobnicate", plan()},
        {"stats", plan(), "--format", "xml"},
        {"stats", plan(), "--area", "spherical"},
        {"stats", plan(), "--name", "title"},
        {"snapshot", plan()},
        {"snapshot", plan(), "-o", "a.gif"},
        {"snapshot", plan(), "-o", "a.png", "--size", "100"},
        {"snapshot", plan(), "-o", "a.png", "--size", "0x10"},
        {"snapshot", plan(), "-o", "a.png", "--paper", "A9"},
        {"snapshot", plan(), "-o", "a.png", "--paper", "A3", "--size", "10x10"},
        {"snapshot", plan(), "-o", "a.png", "--extent", "1,2,3"},
        {"snapshot", plan(), "-o", "a.png", "--extent", "10,0,-10,1"},
        {"--lang", "xx", "info", plan()},
    };
    for (const auto& arguments : wrong) {
        std::string line;
        for (const auto& argument : arguments) line += argument + " ";
        INFO(line);
        const Ended ended = run(arguments);
        CHECK(ended.status == 2);
        CHECK(ended.out.empty());
        CHECK_FALSE(ended.err.empty());
    }
}

TEST_CASE("what cannot be read ends with 1 and names the file", "[command]") {
    const Folder folder;
    const std::string missing = folder.path("没有.geojson");
    const std::string broken = folder.write("broken.geojson", "{\"type\":\"FeatureCollection\",\"features\":[{");
    for (const auto& path : {missing, broken}) {
        for (const std::string command : {"info", "stats", "check", "indicators"}) {
            INFO(command << " " << path);
            const Ended ended = run({command, path});
            CHECK(ended.status == 1);
            CHECK((ended.err + ended.out).find(path) != std::string::npos);
        }
        const Ended snapshot = run({"snapshot", path, "-o", folder.path("a.png")});
        CHECK(snapshot.status == 1);
        CHECK_FALSE(std::filesystem::exists(folder.path("a.png")));
    }
}

TEST_CASE("without a display the window says so and ends with 1", "[command]") {
    for (const auto& arguments : std::vector<std::vector<std::string>>{{}, {"view"}, {"view", plan()}, {plan()}}) {
        const Ended ended = run(arguments);
        CHECK(ended.status == 1);
        CHECK(ended.out.empty());
        CHECK(ended.err.find("display") != std::string::npos);
    }
    CHECK(run({"view", "no-such-file.geojson"}).status == 1);
}

TEST_CASE("the language switch stands before or after the command", "[command]") {
    const Ended before = run({"--lang", "zh", "info", plan(), "--json"});
    const Ended after = run({"info", plan(), "--json", "--lang", "zh"});
    const Ended locale = run({"info", plan(), "--json"}, {{"LC_ALL", "zh_CN.UTF-8"}});
    const Ended english = run({"info", plan(), "--json", "--lang", "en"}, {{"LC_ALL", "zh_CN.UTF-8"}});
    CHECK(before.status == 0);
    CHECK(before.out == after.out);
    CHECK(before.out == locale.out);
    CHECK(before.out != english.out);
    CHECK(before.json()["files"][0]["title"] != english.json()["files"][0]["title"]);
}
