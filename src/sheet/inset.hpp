// The overview in a corner of the map: the wider extent, small, with the sheet's own as a rectangle. Page frame.
#pragma once

#include "drawing/labels.hpp"
#include "drawing/picture.hpp"
#include "plan/document.hpp"
#include "sheet/page.hpp"
#include "sheet/sheet_layout.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace geju {

/// Symbols of an overview are this much smaller than those of the map.
inline constexpr double kInsetSymbols = 0.5;

struct SheetInset {
    PageBox box; ///< edges lie on device pixels
    View view;   ///< of the box, device pixels
    std::shared_ptr<const Picture> picture;
    PageBox mark; ///< the sheet's extent inside the box
};

struct InsetRequest {
    std::string scene; ///< that it shows; empty: the home, else the widest scene, else everything
    const SheetLayout& layout;
    const View& view; ///< of the map
    const Picture& picture;
    const std::vector<PlacedLabel>& labels; ///< of the map if it had no inset
};

/// In the corner of the map in which the least is drawn. Nothing where the map shows half of the wider extent or more:
/// its overview would be the same picture once more.
std::optional<SheetInset> makeInset(const std::shared_ptr<const Document>& document, PictureBuilder& builder,
                                    const InsetRequest& request);

} // namespace geju
