// Writing what is seen to a file: as a sheet with title, legend, scale bar and north arrow, or the bare map (png, jpg,
// tif, pdf, svg); the report of the whole plan (html, xlsx); the balance that is shown (csv, xlsx). On a thread and
// with a context of its own, so that the window goes on. The window's thread.
#pragma once

#include "app/table_export.hpp"
#include "app/task.hpp"
#include "core/result.hpp"
#include "drawing/picture.hpp"
#include "plan/document.hpp"
#include "ui/state.hpp"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace geju {

struct ExportRequest {
    std::filesystem::path path; ///< without an ending .png is added
    std::shared_ptr<const Document> document;
    LayerStates states;
    std::string scene; ///< gives the sheet its title and text
    std::string sheet; ///< id of the template; empty: the project's default
    View view;
    bool mapOnly = false; ///< of raster formats
};

class PictureExport {
  public:
    explicit PictureExport(std::function<void()> wake)
      : wake_(std::move(wake)) {}
    void start(ExportRequest request);
    void start(TableRequest request);
    bool working() const { return task_.running(); }
    double fraction() const { return task_.fraction(); }
    void cancel() { task_.cancel(); }
    struct Done {
        std::filesystem::path path;
        std::vector<Issue> issues;
    };
    std::optional<Done> poll() { return task_.take(); }

  private:
    std::function<void()> wake_;
    Task<Done> task_;
};

/// What the worker does, for tests and callers that may block.
PictureExport::Done exportPicture(const ExportRequest& request, Progress* progress = nullptr);

} // namespace geju
