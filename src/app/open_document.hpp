// Opens what the user names, a project or data files, as a Document: every source read, in parallel, and taken to the
// world frame. A project is recognised by its content, not by its name. The world frame is the project's CRS; without
// one, the data's own when it is projected, else a system in metres suited to their extent.
// Blocking; called from a worker thread by the window. What is good is given back; every fault is an issue, and the
// issues of the result are those of the document.
#pragma once

#include "core/progress.hpp"
#include "core/result.hpp"
#include "plan/document.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace geju {

struct OpenOptions {
    Progress* progress = nullptr; ///< a cancelled opening is an error "cancelled"
    bool allowOutsideFolder = false;
    /// Called a few times while one large file of data is read, with a document of the shapes read so far: to look at.
    /// On another thread than the caller's.
    std::function<void(Document)> preview = {};
};

/// One project, or any number of data files. No value when nothing of it can be shown.
Result<Document> openDocument(std::span<const std::filesystem::path> paths, const OpenOptions& options = {});

/// Names that `icon-image` or a pattern property of a layer asks for and that are no pictograms or patterns: a warning
/// each.
std::vector<Issue> imageIssues(const Document& document, const StyleLayer& layer);

/// True when the file holds a project; false for data, and for what cannot be read.
bool isProjectFile(const std::filesystem::path& path);

/// The extent of a table in degrees on WGS 84; empty when it has none or it cannot be known.
Box lonLatExtent(const FeatureTable& table);

/// The CRS in which tables are shown together.
Crs displayCrs(const std::vector<std::shared_ptr<const FeatureTable>>& tables);

} // namespace geju
