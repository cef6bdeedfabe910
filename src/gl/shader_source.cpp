#include "gl/shader_source.hpp"

#include "core/translate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <optional>

namespace geju::gl {

namespace {

struct Expansion {
    std::span<const EmbeddedFile> files;
    ShaderSource source;
    std::vector<Issue> issues;

    void add(std::string_view name, std::string_view from, int line);
};

/// The name in an `#include "name"` line.
std::optional<std::string_view> includedName(std::string_view line) {
    const auto start = line.find_first_not_of(" \t");
    if (start == std::string_view::npos || !line.substr(start).starts_with("#include")) return std::nullopt;
    const auto open = line.find('"');
    const auto close = line.rfind('"');
    if (open == std::string_view::npos || close <= open) return std::nullopt;
    return line.substr(open + 1, close - open - 1);
}

void Expansion::add(std::string_view name, std::string_view from, int fromLine) {
    if (std::find(source.files.begin(), source.files.end(), name) != source.files.end()) return;
    const auto file = std::find_if(files.begin(), files.end(), [&](const auto& f) { return f.name == name; });
    if (file == files.end()) {
        Issue issue;
        issue.severity = Severity::Error;
        issue.code = "shader-missing";
        issue.message = fmt::format(fmt::runtime(tr("there is no shader file named {}")), name);
        issue.file = std::string(from);
        if (fromLine > 0) issue.position = fmt::format("line {}", fromLine);
        issues.push_back(std::move(issue));
        return;
    }
    const auto number = source.files.size();
    source.files.emplace_back(name);
    source.text += fmt::format("#line 1 {}\n", number);

    std::string_view rest = file->bytes;
    for (int line = 1; !rest.empty(); ++line) {
        const auto end = rest.find('\n');
        const std::string_view text = rest.substr(0, end);
        rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
        if (const auto included = includedName(text)) {
            add(*included, name, line);
            source.text += fmt::format("#line {} {}\n", line + 1, number);
        } else {
            source.text.append(text).push_back('\n');
        }
    }
}

} // namespace

Result<ShaderSource> shaderSource(std::span<const EmbeddedFile> files, std::string_view name,
                                  std::span<const std::string_view> defines) {
    Expansion expansion;
    expansion.files = files;
    expansion.source.text = "#version 330 core\n";
    for (const auto define : defines) expansion.source.text += fmt::format("#define {} 1\n", define);
    expansion.add(name, name, 0);

    Result<ShaderSource> result;
    result.issues = std::move(expansion.issues);
    if (!hasErrors(result.issues)) result.value = std::move(expansion.source);
    return result;
}

std::string withFileNames(std::string_view log, const std::vector<std::string>& files) {
    std::string named;
    while (!log.empty()) {
        const auto end = log.find('\n');
        const std::string_view line = log.substr(0, end);
        log = end == std::string_view::npos ? std::string_view{} : log.substr(end + 1);
        std::size_t number = 0;
        const auto parsed = std::from_chars(line.data(), line.data() + line.size(), number);
        const auto length = static_cast<std::size_t>(parsed.ptr - line.data());
        const bool isPosition = parsed.ec == std::errc{} && length < line.size() &&
                                (line[length] == ':' || line[length] == '(') && number < files.size();
        if (isPosition)
            named.append(files[number]).append(line.substr(length));
        else
            named.append(line);
        named.push_back('\n');
    }
    return named;
}

} // namespace geju::gl
