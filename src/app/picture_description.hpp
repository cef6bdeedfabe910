// What `geju info` says of a map picture: which plan it was made from, and what part of it is shown.
#pragma once

#include "app/picture_origin.hpp"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace geju {

struct PictureDescription {
    std::string title;
    std::string program;
    PicturePlace place;
    std::vector<std::filesystem::path> files; ///< that it was made from, where they were found; empty: they were not
};

/// Nothing, and no issue, when Geju did not make the picture. An origin that is not found is a warning.
Result<PictureDescription> describePicture(const std::filesystem::path& path);

nlohmann::ordered_json toJson(const PictureDescription& picture);
std::string asText(const PictureDescription& picture);

} // namespace geju
