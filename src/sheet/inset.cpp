#include "sheet/inset.hpp"

#include "crs/transform.hpp"
#include "geometry/picking.hpp"
#include "sheet/page_frame.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace geju {

namespace {

/// Of the map's shorter side.
constexpr double kLongerSide = 0.26;
/// A map that shows at least this share of the wider extent needs no overview.
constexpr double kOwnShare = 0.5;
/// Wider extents of another shape get a box of at most this one.
constexpr double kLongestShape = 1.6;
/// A mark of a small extent is still seen.
constexpr double kLeastMarkMillimeters = 1.5;

struct Overview {
    Box world;
    LayerStates states;
};

double areaOf(const Box& box) {
    return box.width() * box.height();
}

std::optional<Overview> overviewOf(const Document& document, const std::string& named, const Box& shown) {
    const Project& project = document.project;
    const auto toWorld = Transform::between(Crs::wgs84(), document.crs);
    const auto extentOf = [&](const Scene& scene) {
        return toWorld && !scene.extentLonLat.empty() ? toWorld->forward(scene.extentLonLat) : document.extent();
    };
    const auto wider = [&](const Box& world) { return areaOf(shown) < kOwnShare * areaOf(world); };
    const Scene* home = project.scene(named.empty() ? project.homeScene : named);
    if (home && (!named.empty() || wider(extentOf(*home)))) {
        if (!wider(extentOf(*home))) return std::nullopt;
        return Overview{extentOf(*home), statesOfScene(project, *home)};
    }
    for (const Scene& scene : project.scenes) {
        if (wider(extentOf(scene))) return Overview{extentOf(scene), statesOfScene(project, scene)};
    }
    if (!wider(document.extent())) return std::nullopt;
    return Overview{document.extent(), home ? statesOfScene(project, *home) : LayerStates()};
}

/// How much of the map a box hides: features of fills, lines and circles, and labels.
double inkIn(const PageBox& box, const InsetRequest& request) {
    constexpr double kLabelInk = 20; // a name is worth more than a parcel
    const PageFrame page(request.view, request.layout.frame);
    const Point southWest = page.toWorld({box.x, box.bottom()});
    const Point northEast = page.toWorld({box.right(), box.y});
    const Box world{southWest.x, southWest.y, northEast.x, northEast.y};
    double ink = 0;
    for (const PictureLayer& layer : request.picture.layers) {
        if (layer.kind == PictureKind::Symbol) continue;
        ink += static_cast<double>(std::count_if(layer.rows->begin(), layer.rows->end(), [&](std::uint32_t row) {
            return layer.table->envelope(row).intersects(world) && touches(*layer.table, row, world);
        }));
    }
    const double perMillimeter = request.layout.page.pixelsPerMillimeter();
    for (const PlacedLabel& label : request.labels) {
        ink += kLabelInk * std::any_of(label.boxes.begin(), label.boxes.end(), [&](const Box& screen) {
                   const PageBox& frame = request.layout.frame;
                   return box.intersects({frame.x + screen.minX / perMillimeter, frame.y + screen.minY / perMillimeter,
                                          screen.width() / perMillimeter, screen.height() / perMillimeter});
               });
    }
    return ink;
}

PageBox emptiestCorner(double width, double height, const InsetRequest& request) {
    const PageBox& frame = request.layout.frame;
    const double left = frame.x;
    const double right = frame.right() - width;
    const double top = frame.y;
    const double bottom = frame.bottom() - height;
    const std::array<PageBox, 4> corners{{{left, top, width, height},
                                          {left, bottom, width, height},
                                          {right, top, width, height},
                                          {right, bottom, width, height}}};
    std::array<double, 4> ink{};
    std::transform(corners.begin(), corners.end(), ink.begin(),
                   [&](const PageBox& corner) { return inkIn(corner, request); });
    return corners[static_cast<std::size_t>(std::min_element(ink.begin(), ink.end()) - ink.begin())];
}

} // namespace

std::optional<SheetInset> makeInset(const std::shared_ptr<const Document>& document, PictureBuilder& builder,
                                    const InsetRequest& request) {
    const Box shown = request.view.extent();
    const auto overview = overviewOf(*document, request.scene, shown);
    if (!overview) return std::nullopt;
    const Page& page = request.layout.page;
    const PageBox& frame = request.layout.frame;
    const double perMillimeter = page.pixelsPerMillimeter();
    const auto whole = [&](double millimeters) { return std::max(1.0, std::round(millimeters * perMillimeter)); };

    // The wider extent and the map's own, in a box of its shape.
    Box world = overview->world;
    world.extend(shown);
    const double longer = kLongerSide * std::min(frame.width, frame.height);
    const double shape = std::clamp(world.width() / world.height(), 1 / kLongestShape, kLongestShape);
    const double widthPixels = whole(shape >= 1 ? longer : longer * shape);
    const double heightPixels = whole(shape >= 1 ? longer / shape : longer);

    SheetInset inset;
    inset.box = emptiestCorner(widthPixels / perMillimeter, heightPixels / perMillimeter, request);
    inset.view = View::fit(world, static_cast<int>(widthPixels), static_cast<int>(heightPixels),
                           page.pixelRatio() * kInsetSymbols, 0.03 * longer * perMillimeter);
    inset.picture = builder.build(overview->states, inset.view);
    const double unitsPerMillimeter = inset.view.unitsPerPixel * perMillimeter;
    const double width = std::max(shown.width() / unitsPerMillimeter, kLeastMarkMillimeters);
    const double height = std::max(shown.height() / unitsPerMillimeter, kLeastMarkMillimeters);
    const Point center = inset.view.toScreen(request.view.centerWorld);
    inset.mark = {inset.box.x + center.x / perMillimeter - width / 2,
                  inset.box.y + center.y / perMillimeter - height / 2, width, height};
    return inset;
}

} // namespace geju
