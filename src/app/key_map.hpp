// What keys mean in the window. Keys and modifiers are GLFW's numbers. Pure functions.
#pragma once

#include "ui/commands.hpp"

#include <optional>

namespace geju {

/// Nothing for keys that mean nothing, or that need more than a command (Backspace, Enter, scenes).
std::optional<Command> commandForKey(int key, int modifiers);

} // namespace geju
