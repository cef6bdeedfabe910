// Text that went through a wrong encoding before the file was written, so that the file itself is in order: GBK read as
// UTF-8 leaves U+FFFD, and "锟斤拷" when that was read as GBK again; read as a western encoding it leaves "ÖÐ¹ú" for
// "中国". Pure functions, any thread.
#pragma once

#include "core/result.hpp"
#include "geometry/feature_table.hpp"

#include <string>
#include <vector>

namespace geju {

/// A warning for each text column: "lost-text" where characters are gone, "misread-text" where the bytes are still
/// there and another reading of them makes sense; with the first such feature, its text, and how many there are.
std::vector<Issue> findMisreadText(const FeatureTable& table, const std::string& file);

} // namespace geju
