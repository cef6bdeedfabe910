// The whole window: lays the panels out and draws them, with the splitters between sides and map. Keeps what belongs
// to the look alone (widths, what is being typed). The window's thread; needs a current ImGui context.
#pragma once

#include "ui/dialogs.hpp"
#include "ui/layout.hpp"
#include "ui/panel.hpp"
#include "ui/style_controls.hpp"

#include <string_view>
#include <vector>

namespace geju {

class Workbench {
  public:
    /// Draws everything but the map itself and the panels' plain ground: kPanel everywhere, kPaper under the toolbar
    /// and the status bar, which the caller clears. Sizes in ImGui's pixels.
    void draw(const Panel& panel, double width, double height);
    /// Whether an ImGui window of that name is a side panel, the toolbar, or a part of one: beside the map, under what
    /// lies over both, and the same while only the map moves.
    static bool isSteady(std::string_view window);
    /// Of a window of that size, as it will be drawn.
    WindowLayout layout(const UiState& state, double width, double height, double scale) const;
    /// Whether the mouse at (x, y) means the map: no panel, legend or dialog is in between. Of the frame drawn last.
    bool meansMap(double x, double y) const;

    /// What furniture hides of the map, from the map's top left corner. Of the frame drawn last.
    std::vector<Box> coveredOfMap() const;

  private:
    void drawSection(const Panel& panel);
    void drawSides(const Panel& panel, const WindowLayout& layout);
    void drawSplitter(const Panel& panel, const WindowLayout& layout, bool left);

    SideWidths sides_;
    DialogDraft draft_;
    SearchDraft search_;
    StyleDraft style_;
    Box map_;
    Furniture furniture_;
    bool covered_ = false; ///< a dialog, a popup or loading lies over everything
    double sceneShare_ = 0.42;
};

} // namespace geju
