#include "core/files.hpp"

#include "core/translate.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>

namespace geju {

namespace {

Issue fileError(std::string code, const std::string& message, const std::filesystem::path& path) {
    Issue issue;
    issue.severity = Severity::Error;
    issue.code = std::move(code);
    issue.message = message;
    issue.file = path.string();
    return issue;
}

} // namespace

Result<std::string> readFile(const std::filesystem::path& path) {
    std::error_code error;
    if (std::filesystem::is_directory(path, error)) {
        return failure<std::string>("cannot-read", tr("is a folder, not a file"), path.string());
    }
    std::ifstream stream(path, std::ios::binary);
    if (!stream) {
        return failure<std::string>(
            "cannot-read", fmt::format(fmt::runtime(tr("cannot be opened: {}")), std::strerror(errno)), path.string());
    }
    Result<std::string> result;
    const auto size = std::filesystem::file_size(path, error);
    std::string bytes;
    if (!error && size > 0) {
        bytes.resize(size);
        stream.read(bytes.data(), static_cast<std::streamsize>(size));
        bytes.resize(static_cast<std::size_t>(stream.gcount()));
    } else { // pipes and /proc files have no size
        bytes.assign(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
    }
    if (stream.bad()) {
        return failure<std::string>(
            "cannot-read", fmt::format(fmt::runtime(tr("cannot be read: {}")), std::strerror(errno)), path.string());
    }
    result.value = std::move(bytes);
    return result;
}

std::vector<Issue> writeThrough(const std::filesystem::path& path,
                                const std::function<std::vector<Issue>(const std::filesystem::path&)>& write) {
    const auto temporary =
        path.parent_path() / fmt::format(".{}.{}{}", path.stem().string(), getpid(), path.extension().string());
    std::vector<Issue> issues = write(temporary);
    std::error_code error;
    if (hasErrors(issues)) {
        std::filesystem::remove(temporary, error);
        for (auto& issue : issues) {
            if (issue.file == temporary.string()) issue.file = path.string();
        }
        return issues;
    }
    std::filesystem::rename(temporary, path, error);
    if (error) {
        issues.push_back(
            fileError("cannot-write", fmt::format(fmt::runtime(tr("cannot be written: {}")), error.message()), path));
        std::filesystem::remove(temporary, error);
    }
    return issues;
}

std::vector<Issue> writeFile(const std::filesystem::path& path, std::string_view bytes) {
    return writeThrough(path, [&](const std::filesystem::path& temporary) -> std::vector<Issue> {
        std::ofstream stream(temporary, std::ios::binary | std::ios::trunc);
        stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        stream.close();
        if (stream) return {};
        return {fileError("cannot-write", fmt::format(fmt::runtime(tr("cannot be written: {}")), std::strerror(errno)),
                          temporary)};
    });
}

} // namespace geju
