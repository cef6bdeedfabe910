// A map sheet, composed but not yet drawn: what it shows, where everything stands, which labels are placed. Pure
// values; composing needs no GL. The same sheet is drawn as an image or as vectors (sheet_painter.hpp).
// What is composed depends on nothing but the document, the request and the language: same input, same sheet.
#pragma once

#include "core/result.hpp"
#include "drawing/labels.hpp"
#include "drawing/legend.hpp"
#include "drawing/picture.hpp"
#include "plan/document.hpp"
#include "render/image.hpp"
#include "sheet/grid.hpp"
#include "sheet/ground.hpp"
#include "sheet/highlight.hpp"
#include "sheet/inset.hpp"
#include "sheet/legend_swatch.hpp"
#include "sheet/page.hpp"
#include "sheet/picture_place.hpp"
#include "sheet/sheet_layout.hpp"
#include "sheet/svg_picture.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace geju {

struct SheetRequest {
    Page page;
    std::string sheet;                ///< id of the template; empty: the project's default
    std::vector<FigureTable> figures; ///< tables and charts that the template asks for
    std::string scene;                ///< id; empty: the project's home
    Box extentLonLat;                 ///< that must be inside the frame; empty: the scene's, else everything
    Box extentWorld;                  ///< the same in the document's CRS; comes before the other
    double scaleDenominator = 0;      ///< exactly 1 : N, the extent's centre in the middle; 0: all of it, rounded up
    std::string title;                ///< comes before the scene's title, which moves to the subtitle
    std::optional<HighlightedFeature> highlight;
    std::optional<LayerStates> layers; ///< instead of the scene's
    std::string program;               ///< "Geju 0.1.0", written in the corner and into the file
    std::string date;                  ///< ISO 8601; empty: none is written
};

struct Sheet {
    std::string sceneId;
    std::map<std::string, double> changedLayers; ///< against the scene, see picture_place.hpp
    std::string program;
    std::string date;
    SheetContent content;
    SheetLayout layout;
    View view; ///< of the frame, device pixels
    std::shared_ptr<const Picture> picture;
    std::vector<PlacedLabel> labels; ///< in the view
    std::vector<LegendEntry> legend;
    std::vector<SheetSwatch> swatches; ///< of the legend's entries
    SheetGrid grid;
    std::optional<SheetInset> inset;
    Image logo;
    std::shared_ptr<const SvgPicture> logoDrawing; ///< in place of `logo`
    std::optional<ScaleBar> scaleBar;
    double scaleDenominator = 0; ///< of 1 : N on the ground, at the centre, along a row
    double northRadians = 0;     ///< of true north, clockwise from up
    Box extentLonLat;            ///< of the frame
    std::optional<Point> centerLonLat;
    std::string crs;      ///< identifier, else name
    PictureOrigin origin; ///< for what the file carries along; empty as composed
};

/// Fails when scene or template are unknown or nothing can be shown. Warnings: a legend that had to be cut, figures
/// that do not fit, a logo that cannot be read, a grid that the plan's CRS does not have, an extent that does not fit
/// at the scale asked for.
Result<Sheet> composeSheet(const std::shared_ptr<const Document>& document, const SheetRequest& request,
                           FontBook& fonts);

/// The page that a template names, at `dpi` (0: the template's, else 300). Nothing where it names none; an error where
/// there is no such paper.
Result<std::optional<Page>> pageOf(const SheetTemplate& sheet, double dpi = 0);

/// The next scale denominator not below `denominator` with two significant digits: what stands on a sheet is a number
/// to remember.
double roundedScale(double denominator);

} // namespace geju
