// The land use on the ground of features: inside one polygon or several, of selected parcels of the land use itself, or
// in the corridor along a line whose width is dragged.
// Computed on another thread, again and again while the width changes, each time exactly. The window's thread.
#pragma once

#include "analysis/land_use_balance.hpp"
#include "app/task.hpp"
#include "plan/document.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace geju {

class GroundBalance {
  public:
    struct Scope {
        std::shared_ptr<const FeatureTable> table; ///< in the frame of its source
        std::vector<std::uint32_t> rows;           ///< one; several count as one ground
        std::string name;
        bool line = false;
        double widthMeters = 0; ///< of the corridor along a line
    };
    struct Figures {
        Result<LandUseBalance> balance;
        std::shared_ptr<const FeatureTable> counted; ///< the ground as it was counted on; null where nothing was cut
        std::shared_ptr<const FeatureTable> ground;  ///< world frame; null when it could not be made
        double widthMeters = 0;
    };

    explicit GroundBalance(std::function<void()> wake)
      : wake_(std::move(wake)) {}

    void show(std::shared_ptr<const Document> document, Scope scope);
    void setWidth(double meters);
    void stop();
    /// True when there are new figures.
    bool poll();

    const std::optional<Scope>& scope() const { return scope_; }
    const std::shared_ptr<const Figures>& figures() const { return figures_; } ///< null before the first
    bool working() const { return task_.running(); }
    /// The figures are those of another width, which the hand has left behind.
    bool behind() const { return scope_ && (!figures_ || figures_->widthMeters != scope_->widthMeters); }

  private:
    void start();

    std::function<void()> wake_;
    std::shared_ptr<const Document> document_;
    std::optional<Scope> scope_;
    std::shared_ptr<const Figures> figures_;
    Task<std::shared_ptr<const Figures>> task_;
};

} // namespace geju
