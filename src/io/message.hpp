// A translated message with its placeholders filled. Private to the room; any thread.
#pragma once

#include <fmt/format.h>

#include <string>
#include <utility>

namespace geju {

/// `message` has gone through tr(); its placeholders are those of fmt.
template <typename... Arguments>
std::string filled(const char* message, const Arguments&... arguments) {
    return fmt::format(fmt::runtime(message), arguments...);
}

} // namespace geju
