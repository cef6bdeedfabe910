// What a picture carries along of the place it shows and of the files it was made from, so that the window can go back
// there: keywords "geju:…" with texts, in PNG a text each, in PDF joined among the keywords. Pure values, any thread.
#pragma once

#include "core/box.hpp"
#include "drawing/picture.hpp"
#include "plan/project.hpp"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace geju {

/// The files a picture was made from: a project, or data files on their own.
struct PictureOrigin {
    std::string project;           ///< path relative to the picture's folder, or a name alone; empty: data files
    std::vector<std::string> data; ///< the same of data files
    std::string hash;              ///< of the project and its sources, 16 hexadecimal digits; see app/picture_origin
    friend bool operator==(const PictureOrigin&, const PictureOrigin&) = default;
};

struct PicturePlace {
    PictureOrigin origin;
    std::string scene;
    /// Layers that are not as the scene has them: opacity by id, 0 for a hidden one.
    std::map<std::string, double> layers;
    std::string crs;                   ///< plan CRS: identifier, else name
    Box extentLonLat;                  ///< degrees, of the map's frame
    std::optional<Point> centerLonLat; ///< degrees
    double scaleDenominator = 0;       ///< of 1 : N on the ground at the centre, along a row; 0: unknown
    friend bool operator==(const PicturePlace&, const PicturePlace&) = default;
};

/// What the user changed of a scene (null: of the project without one).
std::map<std::string, double> changedLayers(const Project& project, const Scene* scene, const LayerStates& states);

/// Keyword and text; what is unknown is left out.
using PictureEntries = std::vector<std::pair<std::string, std::string>>;
PictureEntries entriesOf(const PicturePlace& place);

/// The entries "geju:…" in one line, for a format that has one field for them.
std::string joinEntries(const PictureEntries& entries);

/// Back from texts by their keywords, as they stand or joined under "Keywords". Nothing when Geju wrote none of them;
/// what is no number or no place is left out.
std::optional<PicturePlace> placeFrom(const std::map<std::string, std::string, std::less<>>& text);

} // namespace geju
