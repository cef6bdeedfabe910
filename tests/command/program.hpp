// Runs the built program and keeps what it wrote and how it ended. Without a display and in English unless told
// otherwise, whatever the environment of the tests.
#pragma once

#include <nlohmann/json.hpp>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace geju::test {

struct Ended {
    int status = -1; ///< exit status; 128 + n when signal n ended it
    std::string out;
    std::string err;

    /// Standard output as JSON; fails the test when it is not.
    nlohmann::json json() const;
    std::vector<std::string> lines() const; ///< of standard output
};

using Environment = std::map<std::string, std::string>;

Ended run(const std::vector<std::string>& arguments, const Environment& environment = {});
/// The same with Ctrl+C as soon as its standard error holds the text.
Ended runInterrupted(const std::vector<std::string>& arguments, const std::string& when);

/// The shipped plan.
std::string plan();
/// An empty folder for one test; removed with the value.
class Folder {
  public:
    Folder();
    ~Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    std::string path(const std::string& name) const { return (folder_ / name).string(); }
    /// Writes a file there; gives its path.
    std::string write(const std::string& name, const std::string& text) const;
    std::size_t files() const;

  private:
    std::filesystem::path folder_;
};

std::string readAll(const std::string& path);

} // namespace geju::test
