// Land-use balances for the window: computed on another thread when they are asked for, kept for the document's life.
// The window's thread.
#pragma once

#include "analysis/land_use_balance.hpp"
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
      : wake_(std::move(wake)) {}

    void setDocument(std::shared_ptr<const Document> document);
    /// Shows the balance of a district (nothing: of the whole plan), computing it if it is not known yet.
    void show(std::optional<std::string> district);
    void fold(bool folded);
    void highlight(std::optional<std::string> code);
    void cancel();
    /// Takes what the worker has finished; true when the state changed.
    bool poll();
    bool working() const { return task_.running(); }

    const BalanceState& state() const { return state_; }
    /// The features of the highlighted class, rows of the land-use source; empty without one.
    std::vector<std::uint32_t> highlightedRows() const;
    /// Words in the interface's language again.
    void translate() { fill(); }

  private:
    using Known = Result<LandUseBalance>;
    void start();
    void fill();

    std::function<void()> wake_;
    std::shared_ptr<const Document> document_;
    std::map<std::optional<std::string>, Known> known_;
    std::optional<std::string> computing_;
    std::vector<BalanceRow> shownRows_; ///< folded or not
    BalanceState state_;
    Task<Known> task_;
};

} // namespace geju
