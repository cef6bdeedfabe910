// What every panel is given: the state to read, the queue for what the user asks, the fonts. One function a panel,
// one file a panel. The window's thread, between ImGui's NewFrame and Render.
#pragma once

#include "ui/commands.hpp"
#include "ui/fonts.hpp"
#include "ui/state.hpp"
#include "ui/swatch.hpp"

#include <map>
#include <string>
#include <vector>

namespace geju {

struct Panel {
    const UiState& state;
    CommandQueue& commands;
    WindowFonts& fonts;
    SwatchTextures& swatches;
    float scale = 1; ///< ImGui pixels a point
    /// Where controls were drawn, by name, for programs that drive the window; null when nobody asks.
    std::map<std::string, Box>* places = nullptr;

    float points(float value) const { return value * scale; }
    void ask(Command command) const { commands.push(std::move(command)); }
};

void drawToolbar(const Panel& panel);
void drawSceneHeading(const Panel& panel);
void drawScenes(const Panel& panel);
void drawLayers(const Panel& panel);
void drawFeature(const Panel& panel);
void drawBalance(const Panel& panel);
void drawIndicators(const Panel& panel);
void drawMeasure(const Panel& panel);
void drawIssues(const Panel& panel);

/// What is being typed.
struct SearchDraft {
    std::string text;
    std::string sent;   ///< what was searched for last
    unsigned focus = 0; ///< SearchState::focus that was answered
};
void drawSearch(const Panel& panel, SearchDraft& draft);
void drawStatusBar(const Panel& panel);
/// What lies over the map, boxes in ImGui's pixels.
struct Furniture {
    std::vector<Box> covered; ///< title, north arrow, scale bar, legend: labels keep out
    std::vector<Box> blocked; ///< where the mouse means the panel and not the map
};
Furniture drawMapFurniture(const Panel& panel, const Box& map);

} // namespace geju
