// Land-use balances for the window: computed on another thread when they are asked for, kept for the document's life.
// The balance of what is in view follows the view while it moves, and is made exact when it rests. The window's thread.
#pragma once

#include "analysis/land_use_balance.hpp"
#include "analysis/view_balance.hpp"
#include "app/ground_balance.hpp"
#include "app/lit_parts.hpp"
#include "app/table_export.hpp"
#include "app/task.hpp"
#include "plan/document.hpp"
#include "ui/state.hpp"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace geju {

class BalanceDesk {
  public:
    explicit BalanceDesk(std::function<void()> wake)
      : wake_(wake)
      , ground_(wake)
      , lit_(std::move(wake)) {}

    void setDocument(std::shared_ptr<const Document> document);
    /// Shows the balance of a district (nothing: of the whole plan), computing it if it is not known yet.
    void show(std::optional<std::string> district);
    /// Shows the balance of what is in view, from now on wherever the view goes.
    void showView();
    /// Where the view is, and whether it will be elsewhere in a moment.
    void setView(const Box& world, bool moving);
    /// Shows the balance inside a polygon, or in the corridor along a line.
    void showGround(GroundBalance::Scope scope);
    void setCorridorWidth(double meters);
    /// What is being counted on, where it is the ground of a feature; world frame, may be null.
    std::shared_ptr<const FeatureTable> ground() const;
    /// The line along which the corridor runs that is counted on.
    struct Axis {
        std::shared_ptr<const FeatureTable> table; ///< world frame
        std::uint32_t row = 0;
        double widthMeters = 0;
    };
    std::optional<Axis> axis() const;
    /// Counts the polygons of a source by a field, in a document that names no land use.
    void countClasses(const std::string& source, const std::string& field);
    /// What is counted; nothing where nothing is named and nothing was chosen.
    const std::optional<LandUseReference>& landUse() const { return landUse_; }
    void fold(bool folded);
    /// By another column from the largest down, codes upwards; by the same one the other way round.
    void sort(BalanceColumn column);
    void useUnit(AreaUnit unit) { state_.unit = unit; }
    /// The polygons of a class, or of a first-level class with all that it contains.
    void highlight(std::optional<std::string> code, bool group);
    void cancel();
    /// Takes what the worker has finished; true when the state changed.
    bool poll();
    bool working() const { return task_.running() || preparing_.running() || ground_.working() || lit_.working(); }

    const BalanceState& state() const { return state_; }
    /// The balance that is shown, to be written: nothing while it is not exact. In it the highlighted figure.
    std::optional<TableRequest> shownTable() const;
    /// The polygons of the highlighted class, as they count.
    const LitParts& lit() const { return lit_; }
    void hoverPart(std::optional<std::uint32_t> feature) { state_.hoveredPart = feature; }
    /// Words in the interface's language again.
    void translate() { fill(); }

  private:
    using Known = Result<LandUseBalance>;
    void start();
    void startView();
    bool takePrepared();
    bool takeFinished();
    bool takeLit();
    void leaveScope();
    void forget();
    const Known* shownBalance() const;
    const BalanceRow* highlightedRow() const;
    ClassRow classRow(const BalanceRow& row) const;
    void fill();
    void light();
    void forgetHighlight();
    LitParts::Figure figureOf(const BalanceRow& row) const;
    void fillParts(const BalanceRow& row);

    std::function<void()> wake_;
    std::shared_ptr<const Document> document_; ///< with the land use that was chosen
    std::optional<LandUseReference> landUse_;
    std::map<std::optional<std::string>, Known> known_;
    std::optional<std::string> computing_;
    std::vector<BalanceRow> shownRows_;   ///< folded or not
    std::vector<BalanceRow> shownGroups_; ///< first-level classes of several rows
    std::optional<ViewBalance> view_;     ///< prepared when it was first asked for
    Box viewBox_;                         ///< world
    Box exactBox_;                        ///< that `viewExact_` is of, or will be
    std::optional<Known> viewExact_;
    std::optional<Known> viewLive_;
    BalanceState state_;
    Task<Known> task_;
    Task<std::shared_ptr<Result<ViewBalance>>> preparing_;
    GroundBalance ground_;
    LitParts lit_;
};

} // namespace geju
