// A file manager as far as a drop needs one: a client of the X server that owns the dragged files and drops them on
// another client's window by the XDND protocol, version 5 (freedesktop.org, "Drag-and-Drop Protocol for the X Window
// System").
#pragma once

#include "core/box.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace geju::test {

/// Drops `files` at `screen`, in pixels of the display's screen, on the window there that accepts drops. Empty when the
/// target took them; else what went wrong.
std::string dropFiles(const std::string& displayName, const std::vector<std::filesystem::path>& files, Point screen);

} // namespace geju::test
