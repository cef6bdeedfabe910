// The way between a picture and the files it was made from. A picture names them relative to itself where both lie
// under one folder, else by their names alone: how somebody's folders are called is nobody else's business. It is
// followed beside the picture and to the shipped plan, and only to files that are there. Blocking; any thread.
#pragma once

#include "app/open_document.hpp"
#include "core/result.hpp"
#include "plan/document.hpp"
#include "sheet/picture_place.hpp"

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace geju {

/// XXH64 over the hashes of the files a document was read from, the project's own first, its sources in its order.
std::string hashOfFiles(const Document& document);

/// What a picture written to `picture` says of its files; names alone when that is empty.
PictureOrigin originOf(const Document& document, const std::filesystem::path& picture, std::string hash);

/// The place that a PNG or PDF carries. No value and no issue for files of other kinds, and for what other programs
/// wrote as PDF or with a world file beside it, which may be data; an error for other pictures.
Result<PicturePlace> placeOfPicture(const std::filesystem::path& path);

/// The files to open; an error that says where they were looked for.
Result<std::vector<std::filesystem::path>> findOrigin(const PicturePlace& place, const std::filesystem::path& picture);

struct OpenedPlan {
    Document document;
    std::optional<PicturePlace> place; ///< of the picture that was named
};

/// Opens a picture's project, or what openDocument() takes. A plan that is no longer what the picture shows is a
/// warning.
Result<OpenedPlan> openPlan(std::span<const std::filesystem::path> paths, const OpenOptions& options = {});

} // namespace geju
