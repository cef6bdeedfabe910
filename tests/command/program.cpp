#include "program.hpp"

#include "support/catch.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <thread>

extern char** environ;

namespace geju::test {

namespace {

std::vector<std::string> environmentWith(const Environment& changes) {
    Environment all;
    for (char** entry = environ; *entry; ++entry) {
        const std::string text = *entry;
        const auto equals = text.find('=');
        all[text.substr(0, equals)] = text.substr(equals + 1);
    }
    for (const char* variable :
         {"DISPLAY", "WAYLAND_DISPLAY", "LANGUAGE", "LC_MESSAGES", "LANG", "SOURCE_DATE_EPOCH"}) {
        all.erase(variable);
    }
    all["LC_ALL"] = "C";
    for (const auto& [name, value] : changes) all[name] = value;
    std::vector<std::string> result;
    for (const auto& [name, value] : all) result.push_back(name + "=" + value);
    return result;
}

std::vector<char*> pointersTo(std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    for (auto& text : texts) pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
}

} // namespace

namespace {

Ended runProgram(const std::vector<std::string>& arguments, const Environment& environment,
                 const std::string& interruptedWhen) {
    const Folder folder;
    const std::string out = folder.path("out");
    const std::string err = folder.path("err");
    std::vector<std::string> words{GEJU_EXECUTABLE};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<std::string> variables = environmentWith(environment);
    auto argv = pointersTo(words);
    auto envp = pointersTo(variables);

    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 1, out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawn_file_actions_addopen(&actions, 2, err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    pid_t pid = 0;
    const int failed = posix_spawn(&pid, words[0].c_str(), &actions, nullptr, argv.data(), envp.data());
    posix_spawn_file_actions_destroy(&actions);
    REQUIRE(failed == 0);
    int status = 0;
    pid_t ended = 0;
    while (!interruptedWhen.empty() && ended == 0) {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        ended = waitpid(pid, &status, WNOHANG);
        if (ended != 0 || readAll(err).find(interruptedWhen) == std::string::npos) continue;
        kill(pid, SIGINT);
        break;
    }
    if (ended == 0) ended = waitpid(pid, &status, 0);
    REQUIRE(ended == pid);

    Ended result;
    result.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    result.out = readAll(out);
    result.err = readAll(err);
    UNSCOPED_INFO("standard error: " << result.err);
    return result;
}

} // namespace

Ended run(const std::vector<std::string>& arguments, const Environment& environment) {
    return runProgram(arguments, environment, {});
}

Ended runInterrupted(const std::vector<std::string>& arguments, const std::string& when) {
    return runProgram(arguments, {}, when);
}

nlohmann::json Ended::json() const {
    auto parsed = nlohmann::json::parse(out, nullptr, false);
    INFO(out);
    REQUIRE_FALSE(parsed.is_discarded());
    return parsed;
}

std::vector<std::string> Ended::lines() const {
    std::vector<std::string> result;
    std::istringstream stream(out);
    for (std::string line; std::getline(stream, line);) result.push_back(line);
    return result;
}

std::string plan() {
    std::vector<std::filesystem::path> found;
    for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(GEJU_SOURCE_DIR) / "geodata")) {
        if (entry.path().string().ends_with(".geju.json")) found.push_back(entry.path());
    }
    REQUIRE_FALSE(found.empty());
    return std::min_element(found.begin(), found.end())->string();
}

Folder::Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "geju-test-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()));
    folder_ = name;
}

Folder::~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

std::string Folder::write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return path(name);
}

std::size_t Folder::files() const {
    return static_cast<std::size_t>(
        std::distance(std::filesystem::directory_iterator(folder_), std::filesystem::directory_iterator()));
}

std::string readAll(const std::string& path) {
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

} // namespace geju::test
