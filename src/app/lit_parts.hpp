// The polygons of the figure that was clicked, as they make it: whole, or the part inside the district, corridor,
// polygon or view that it is of. The parts are cut on another thread; until they are there, what was lit
// before stays, or the whole polygons alone. The window's thread.
#pragma once

#include "analysis/cut_parts.hpp"
#include "app/task.hpp"
#include "plan/document.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace geju {

class LitParts {
  public:
    struct Figure {
        std::shared_ptr<const Document> document;
        std::vector<std::uint32_t> features;            ///< rows of the counted table
        std::vector<std::uint8_t> whole;                ///< of each: 0 where it is cut
        std::function<Result<CutParts>(Progress&)> cut; ///< what counts of those; on another thread
    };

    explicit LitParts(std::function<void()> wake)
      : wake_(std::move(wake)) {}

    void show(Figure figure);
    void clear();
    void cancel(); ///< what was lit stays
    /// Cancels what is being cut and waits for it.
    void stop();
    /// True when the parts of what was shown have come.
    bool poll();
    bool working() const { return task_.running(); }

    /// Rows of the counted table that count as they are.
    const std::vector<std::uint32_t>& whole() const { return whole_; }
    /// One a feature that is cut, world frame; null while they are not known.
    std::shared_ptr<const FeatureTable> cut() const { return cut_ ? cut_->world : nullptr; }
    /// The feature's row in cut(); nothing where it is not cut, or that is not known yet.
    std::optional<std::uint32_t> cutRow(std::uint32_t feature) const;
    /// Of a feature that is cut, in m².
    std::optional<double> uncutSquareMeters(std::uint32_t feature) const;
    /// Of parts that cannot be shown.
    std::vector<Issue> issues() const { return cut_ ? cut_->issues : std::vector<Issue>(); }

  private:
    struct Cut {
        CutParts parts;
        std::shared_ptr<const FeatureTable> world;
        std::vector<Issue> issues;
    };
    static std::shared_ptr<const Cut> compute(const Figure& figure, Progress& progress);
    void start();
    void take(const Figure& figure, std::shared_ptr<const Cut> cut);

    std::function<void()> wake_;
    std::shared_ptr<const Figure> wanted_;    ///< null once it is shown
    std::shared_ptr<const Figure> computing_; ///< not the one wanted: let end, then forgotten
    bool showing_ = false;
    std::vector<std::uint32_t> whole_;
    std::shared_ptr<const Cut> cut_;
    Task<std::shared_ptr<const Cut>> task_;
};

} // namespace geju
