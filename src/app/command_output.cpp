#include "app/command_output.hpp"

#include "app/commands.hpp"
#include "app/text_table.hpp"
#include "core/translate.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>

namespace geju {

namespace {

const char* name(Severity severity) {
    switch (severity) {
    case Severity::Notice:
        return "notice";
    case Severity::Warning:
        return "warning";
    case Severity::Error:
        return "error";
    }
    return "error";
}

} // namespace

nlohmann::ordered_json toJson(const Issue& issue) {
    nlohmann::ordered_json json{{"severity", name(issue.severity)}, {"code", issue.code}, {"message", issue.message}};
    if (!issue.remedy.empty()) json["remedy"] = issue.remedy;
    if (!issue.file.empty()) json["file"] = issue.file;
    if (!issue.layer.empty()) json["layer"] = issue.layer;
    if (issue.feature) json["feature"] = *issue.feature;
    if (!issue.position.empty()) json["position"] = issue.position;
    return json;
}

nlohmann::ordered_json toJson(const std::vector<Issue>& issues) {
    auto json = nlohmann::ordered_json::array();
    for (const auto& issue : issues) json.push_back(toJson(issue));
    return json;
}

nlohmann::ordered_json toJson(const Box& box) {
    if (box.empty()) return nullptr;
    return {box.minX, box.minY, box.maxX, box.maxY};
}

std::string dumpJson(const nlohmann::ordered_json& json) {
    return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

void printIssues(const std::vector<Issue>& issues) {
    for (const auto& issue : issues) fmt::print(stderr, "{}\n", describe(issue));
}

std::string warningsText(const std::vector<Issue>& issues) {
    constexpr std::size_t kListed = 20;
    std::string text;
    std::size_t count = 0;
    for (const auto& issue : issues) {
        if (issue.severity != Severity::Warning || ++count > kListed) continue;
        text += fmt::format("{} [{}]\n", describe(issue), issue.code);
    }
    if (count > kListed) text += fmt::format(fmt::runtime(tr("… and {} more warnings\n")), count - kListed);
    return text;
}

std::string issuesCsv(const std::vector<Issue>& issues, std::size_t columns, std::size_t column) {
    std::string text;
    for (const auto& issue : issues) {
        if (issue.severity == Severity::Notice) continue;
        std::vector<std::string> cells(columns);
        cells[column] = fmt::format("[{}] {}", issue.code, describe(issue));
        text += csvLine(cells);
    }
    return text;
}

void printBesideTable(const std::vector<Issue>& issues) {
    for (const auto& issue : issues) {
        if (issue.severity != Severity::Warning) fmt::print(stderr, "{}\n", describe(issue));
    }
}

std::string sourceDate() {
    const char* epoch = std::getenv("SOURCE_DATE_EPOCH");
    if (!epoch) return {};
    std::time_t seconds = 0;
    const std::string_view text = epoch;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size()) return {};
    return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(seconds));
}

int writeResult(std::string_view text, int status) {
    if (std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0) return status;
    fmt::print(stderr, fmt::runtime(tr("error: standard output cannot be written: {}\n")), std::strerror(errno));
    return kFailed;
}

} // namespace geju
