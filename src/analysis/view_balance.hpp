// Land use inside a box of the map, fast enough to follow the view while it moves: whole features by their areas, those
// that the box's sides cut by the share of them inside. Prepared once, off the frame's thread; then immutable, any
// thread. The exact figure of a view is that of balance() within districts (viewDistrict).
#pragma once

#include "analysis/land_use_balance.hpp"

#include <memory>

namespace geju {

class ViewBalance {
  public:
    /// `world` is the request's table in the frame of the boxes, row for row. Districts and boundary of the request are
    /// not looked at; its table is not kept.
    static Result<ViewBalance> prepare(const BalanceRequest& request, std::shared_ptr<const FeatureTable> world);

    /// Rows as balance() gives them, without features and parts. Approximate: what lies twice counts twice, a cut
    /// feature is measured by its planar share (1e-6 of it within some kilometres), and rings that cross themselves by
    /// their outline.
    std::vector<BalanceRow> inside(const Box& world) const;

  private:
    std::shared_ptr<const FeatureTable> world_;
    std::vector<std::optional<std::string>> codes_;
    std::vector<std::uint32_t> classOf_; ///< by row, into codes_
    std::vector<double> squareMeters_;   ///< by row, 0 for what does not count
};

/// A table of one district, "view", that is the box: its sides are as dense as they must be to stay straight in another
/// frame.
FeatureTable viewDistrict(const Box& world, const Crs& frame);

} // namespace geju
