// Reading and writing whole files. A file is written under a temporary name in the same folder and then renamed,
// so that a reader never sees half of it and a failure leaves the old one.
#pragma once

#include "core/result.hpp"

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace geju {

Result<std::string> readFile(const std::filesystem::path& path);

/// Nothing on success, otherwise an error that names the file and the system's reason.
std::vector<Issue> writeFile(const std::filesystem::path& path, std::string_view bytes);

/// The same for a writer that needs a path: `write(temporary)` gives its issues; when none is an error the temporary
/// file is renamed to `path`, else it is removed. The temporary name keeps the extension of `path`.
std::vector<Issue> writeThrough(const std::filesystem::path& path,
                                const std::function<std::vector<Issue>(const std::filesystem::path&)>& write);

} // namespace geju
