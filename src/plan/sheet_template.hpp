// What a printed sheet shows besides the map, and on which paper: "geju:sheet" (the default), the templates of
// "geju:sheets", and those that ship with the program (shipped_sheets.json, embedded). Pure data, any thread.
#pragma once

#include "core/translate.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace geju {

struct Project;

struct SheetTemplate {
    std::string id; ///< empty: the project's default
    LocalText name;
    std::string paper;                       ///< "A3", "A4-portrait"; empty: whoever asks decides
    double dpi = 0;                          ///< of pictures; 0: whoever asks decides
    std::optional<double> marginMillimeters; ///< round everything; nothing: grows with the paper

    bool heading = true; ///< title and subtitle
    LocalText subtitle;  ///< instead of the plan's
    bool sceneText = true;
    LocalText text; ///< below the scene's
    enum class Legend { None, Visible, All };
    Legend legend = Legend::Visible; ///< Visible: what has a feature in the frame
    enum class Panel { Auto, Right, Below };
    Panel panel = Panel::Auto; ///< Auto: beside the map on landscape paper, else below it
    LocalText legendTitle;
    bool northArrow = true;
    bool scaleBar = true;
    enum class Grid { None, Graticule, Projected };
    Grid grid = Grid::None;
    bool inset = false;     ///< overview of what lies round the map
    std::string insetScene; ///< that it shows; empty: the home, else the first that is wider
    enum class Table { None, Balance, Indicators };
    Table table = Table::None;
    std::vector<std::string> indicators; ///< ids; empty: those that the map computes
    bool chart = false;                  ///< bars of the land use's shares
    std::filesystem::path logo;          ///< PNG or SVG, absolute; empty: none
};

/// Those of the program, read once.
const std::vector<SheetTemplate>& shippedSheets();

/// All that a project can use, by id: its own, then the shipped ones that it does not replace.
std::vector<SheetTemplate> sheetTemplates(const Project& project);

/// The template of an id (empty: the default); what it leaves open of logo and legend title is the default's. Nothing
/// where there is none of that id.
std::optional<SheetTemplate> sheetTemplate(const Project& project, std::string_view id);

} // namespace geju
