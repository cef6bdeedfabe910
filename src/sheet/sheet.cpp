#include "sheet/sheet.hpp"

#include "core/units.hpp"
#include "crs/transform.hpp"
#include "render/png_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace geju {

namespace {

/// Space round an extent that was asked for, so that what lies on its edge is not cut.
constexpr double kMarginMillimeters = 3;

/// Of the room for the scale bar: the figure and the unit at its end need the rest.
constexpr double kBarShare = 0.86;

const Scene* sceneOf(const Project& project, const SheetRequest& request) {
    if (!request.scene.empty()) return project.scene(request.scene);
    return project.homeScene.empty() ? nullptr : project.scene(project.homeScene);
}

/// The layers as the project has them when no scene chooses.
LayerStates statesOf(const Project& project, const Scene* scene, const SheetRequest& request) {
    if (request.layers) return *request.layers;
    if (scene) return statesOfScene(project, *scene);
    return {};
}

std::string joined(const std::vector<std::string>& parts, const char* between) {
    std::string text;
    for (const auto& part : parts) {
        if (part.empty()) continue;
        if (!text.empty()) text += between;
        text += part;
    }
    return text;
}

SheetContent contentOf(const Document& document, const Scene* scene, const SheetTemplate& sheet,
                       const SheetRequest& request) {
    const Project& project = document.project;
    SheetContent content;
    if (scene && !scene->title.empty()) {
        content.title = scene->title.get();
        content.subtitle = joined({project.title.get(), project.subtitle.get()}, "  ·  ");
        content.description = scene->text.get();
        content.descriptionSource = scene->source.get();
    } else {
        content.title = project.title.get();
        content.subtitle = project.subtitle.get();
    }
    if (!request.title.empty()) {
        content.subtitle = joined({content.title, content.subtitle}, "  ·  ");
        content.title = request.title;
    }
    if (project.schematic) {
        content.note = project.precisionNote.empty()
                           ? std::string(tr("Schematic map: shapes and positions are not surveyed"))
                           : project.precisionNote.get();
    }
    content.credits = project.credits.get();
    for (const auto& source : project.sources) {
        // The attribution of each source once, unless the credits name it already.
        if (source.attribution.empty() || content.credits.find(source.attribution) != std::string::npos) continue;
        content.credits = joined({content.credits, source.attribution}, "  ·  ");
    }
    const std::string crs = document.crs.identifier().empty()
                                ? document.crs.name()
                                : document.crs.name() + " (" + document.crs.identifier() + ")";
    content.facts = joined({crs, request.date.substr(0, 10), request.program}, "  ·  ");
    if (!sheet.subtitle.empty()) content.subtitle = sheet.subtitle.get();
    content.heading = sheet.heading;
    if (!sheet.sceneText) content.description.clear();
    content.text = sheet.text.get();
    content.figures = request.figures;
    content.legendTitle = sheet.legendTitle.empty() ? std::string(tr("Legend")) : sheet.legendTitle.get();
    content.northArrow = sheet.northArrow;
    content.scaleBar = sheet.scaleBar;
    content.grid = sheet.grid != SheetTemplate::Grid::None;
    if (sheet.panel != SheetTemplate::Panel::Auto) content.panelBelow = sheet.panel == SheetTemplate::Panel::Below;
    content.marginMillimeters = sheet.marginMillimeters;
    return content;
}

Box worldExtent(const Document& document, const Scene* scene, const SheetRequest& request) {
    if (!request.extentWorld.empty()) return request.extentWorld;
    const Box asked = !request.extentLonLat.empty() ? request.extentLonLat : scene ? scene->extentLonLat : Box{};
    if (!asked.empty()) {
        const auto transform = Transform::between(Crs::wgs84(), document.crs);
        if (transform) {
            const Box world = transform->forward(asked);
            if (!world.empty() && std::isfinite(world.width() + world.height())) return world;
        }
    }
    return document.extent();
}

/// At the centre of a view; over a thousandth of its width, where any projection is as good as straight and what
/// rounding leaves is still below a millionth.
double localMetersPerUnit(const Ground& ground, const View& view) {
    return ground.metersPerUnit(view.centerWorld, view.unitsPerPixel * view.widthPixels / 1000);
}

/// N of 1 : N on paper; not finite where the map has no scale.
double denominatorOf(const View& view, const Page& page, const Ground& ground) {
    return localMetersPerUnit(ground, view) * view.unitsPerPixel * page.pixelsPerMillimeter() * 1000;
}

/// The view of a frame on an extent, at the scale asked for, else at a rounded one.
View viewOf(const SheetLayout& layout, const Box& world, const Ground& ground, double wantedDenominator) {
    const Page& page = layout.page;
    const double perMillimeter = page.pixelsPerMillimeter();
    const int width = std::max(1, static_cast<int>(std::lround(layout.frame.width * perMillimeter)));
    const int height = std::max(1, static_cast<int>(std::lround(layout.frame.height * perMillimeter)));
    const double margin = std::min({kMarginMillimeters * perMillimeter, width / 20.0, height / 20.0});
    View view = View::fit(world, width, height, page.pixelRatio(), margin);
    const double denominator = denominatorOf(view, page, ground);
    if (!std::isfinite(denominator) || denominator <= 0) return view;
    view.unitsPerPixel *= (wantedDenominator > 0 ? wantedDenominator : roundedScale(denominator)) / denominator;
    // Far from the first view's scale the metres a unit are others, where a unit is a degree.
    const double reached = denominatorOf(view, page, ground);
    if (wantedDenominator > 0 && std::isfinite(reached)) view.unitsPerPixel *= wantedDenominator / reached;
    return view;
}

/// Extent and centre of the frame in degrees.
void placeOnEarth(Sheet& sheet, const Document& document) {
    const auto transform = Transform::between(document.crs, Crs::wgs84());
    if (!transform) return;
    sheet.extentLonLat = transform->forward(sheet.view.extent());
    sheet.centerLonLat = transform->forward(sheet.view.centerWorld);
}

void warn(std::vector<Issue>& issues, const char* code, std::string message, const char* remedy) {
    Issue issue;
    issue.code = code;
    issue.message = std::move(message);
    issue.remedy = remedy;
    issues.push_back(std::move(issue));
}

/// An id that is not there, and those that are.
Result<Sheet> unknown(const Project& project, const char* code, const char* none, const char* others,
                      const std::string& id, const std::string& known) {
    return failure<Sheet>(
        code, known.empty() ? fmt::format(fmt::runtime(none), id) : fmt::format(fmt::runtime(others), id, known),
        project.path.string());
}

template <typename Items>
std::string idsOf(const Items& items) {
    std::string ids;
    for (const auto& item : items) ids += (ids.empty() ? "" : ", ") + item.id;
    return ids;
}

void addLogo(Sheet& sheet, const SheetTemplate& of, std::vector<Issue>& issues) {
    if (of.logo.empty()) return;
    std::vector<Issue> found;
    if (of.logo.extension() == ".svg" || of.logo.extension() == ".SVG") {
        auto read = SvgPicture::read(of.logo);
        found = std::move(read.issues);
        if (read) {
            sheet.logoDrawing = std::move(*read);
            sheet.content.logoShape = sheet.logoDrawing->shape();
        }
    } else {
        auto read = readPng(of.logo);
        found = std::move(read.issues);
        if (read && read->width > 0 && read->height > 0) {
            sheet.logo = std::move(*read);
            sheet.content.logoShape = double(sheet.logo.width) / sheet.logo.height;
        }
    }
    for (Issue& issue : found) issue.severity = Severity::Warning;
    append(issues, found);
}

/// The grid that the template asks for, or the one that the plan's CRS has.
SheetGrid gridOf(const Crs& crs, const SheetTemplate& sheet, const SheetLayout& layout, const View& view,
                 const Letterer& letterer, const std::vector<PageBox>& avoided, std::vector<Issue>& issues) {
    if (sheet.grid == SheetTemplate::Grid::None) return {};
    const bool metric = sheet.grid == SheetTemplate::Grid::Projected;
    const bool inDegrees = crs.isGeographic();
    const bool local = !inDegrees && !crs.isProjected();
    if (metric && inDegrees) {
        warn(issues, "no-grid", tr("the plan's coordinate system is in degrees and has no grid of kilometres"),
             tr("a graticule is drawn instead"));
    }
    if (!metric && local) {
        warn(issues, "no-grid", tr("the plan's coordinate system is local and has no longitudes and latitudes"),
             tr("a grid of kilometres is drawn instead"));
    }
    const auto make = (metric && !inDegrees) || local ? makeMetricGrid : makeGraticule;
    return make(crs, view, layout.frame, layout.unit, letterer, avoided);
}

/// The boxes of labels on the page.
std::vector<PageBox> boxesOf(const std::vector<PlacedLabel>& labels, const SheetLayout& layout) {
    const double perMillimeter = layout.page.pixelsPerMillimeter();
    std::vector<PageBox> boxes;
    for (const auto& label : labels) {
        for (const Box& box : label.boxes) {
            boxes.push_back({layout.frame.x + box.minX / perMillimeter, layout.frame.y + box.minY / perMillimeter,
                             box.width() / perMillimeter, box.height() / perMillimeter});
        }
    }
    return boxes;
}

Box onScreen(const PageBox& box, const SheetLayout& layout) {
    const double perMillimeter = layout.page.pixelsPerMillimeter();
    const double left = (box.x - layout.frame.x) * perMillimeter;
    const double top = (box.y - layout.frame.y) * perMillimeter;
    return {left, top, left + box.width * perMillimeter, top + box.height * perMillimeter};
}

bool sameLegend(const std::vector<LegendRow>& a, const std::vector<LegendRow>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const LegendRow& x, const LegendRow& y) {
        return x.label == y.label && x.heading == y.heading && x.entry == y.entry;
    });
}

} // namespace

Result<std::optional<Page>> pageOf(const SheetTemplate& sheet, double dpi) {
    constexpr double kPrintDpi = 300;
    Result<std::optional<Page>> result;
    result.value.emplace();
    if (sheet.paper.empty()) return result;
    const auto paper = paperSize(sheet.paper);
    if (!paper) {
        return failure<std::optional<Page>>(
            "no-such-paper",
            fmt::format(
                fmt::runtime(tr("the sheet {} names the paper {}: A0 to A5 are known, each also as A3-portrait")),
                sheet.id, sheet.paper));
    }
    *result.value = Page{paper->widthMillimeters, paper->heightMillimeters,
                         dpi > 0         ? dpi
                         : sheet.dpi > 0 ? sheet.dpi
                                         : kPrintDpi};
    return result;
}

double roundedScale(double denominator) {
    if (!(denominator > 0) || !std::isfinite(denominator)) return denominator;
    const double step = std::pow(10.0, std::floor(std::log10(denominator)) - 1);
    // What is a rounding error above a step is on it: a millionth of a step shows on no paper.
    return std::ceil(denominator / step - 1e-6) * step;
}

Result<Sheet> composeSheet(const std::shared_ptr<const Document>& document, const SheetRequest& request,
                           FontBook& fonts) {
    const Project& project = document->project;
    const Scene* scene = sceneOf(project, request);
    if (!request.scene.empty() && !scene) {
        return unknown(project, "no-such-scene", tr("there is no scene {}; there are none"),
                       tr("there is no scene {}; there are: {}"), request.scene, idsOf(project.scenes));
    }
    const auto sheetTemplate = geju::sheetTemplate(project, request.sheet);
    if (!sheetTemplate) {
        return unknown(project, "no-such-sheet", "", tr("there is no sheet {}; there are: {}"), request.sheet,
                       idsOf(sheetTemplates(project)));
    }
    const Box world = worldExtent(*document, scene, request);
    if (world.empty()) return failure<Sheet>("nothing-to-show", tr("there is nothing to show: no feature has a place"));

    Result<Sheet> result;
    Sheet sheet;
    sheet.sceneId = scene ? scene->id : std::string();
    sheet.program = request.program;
    sheet.date = request.date;
    sheet.crs = document->crs.identifier().empty() ? document->crs.name() : document->crs.identifier();
    sheet.content = contentOf(*document, scene, *sheetTemplate, request);
    addLogo(sheet, *sheetTemplate, result.issues);

    const LayerStates states = statesOf(project, scene, request);
    if (request.layers) sheet.changedLayers = changedLayers(project, scene, states);
    const Letterer letterer(fonts);
    const Ground ground(document->crs);
    PictureBuilder builder(document);
    const auto lay = [&] {
        sheet.layout = layoutSheet(request.page, sheet.content, letterer);
        sheet.view = viewOf(sheet.layout, world, ground, request.scaleDenominator);
        sheet.picture = builder.build(states, sheet.view);
    };
    // The legend takes its room from the map, and the map says what is in the legend: a few rounds settle it.
    constexpr int kRounds = 4;
    lay();
    for (int round = 0; round < kRounds; ++round) {
        if (sheetTemplate->legend == SheetTemplate::Legend::None) break;
        const bool all = sheetTemplate->legend == SheetTemplate::Legend::All;
        sheet.legend = legendEntries(*document, *sheet.picture, all ? document->extent() : sheet.view.extent());
        auto rows = legendRows(*document, sheet.legend);
        const bool settled = sameLegend(rows, sheet.content.legend);
        sheet.content.legend = std::move(rows);
        if (settled) break;
        lay();
    }
    if (!sheet.layout.legend.complete) {
        warn(result.issues, "legend-cut", tr("the legend does not fit on the page and was cut"),
             tr("use a larger page or show fewer layers"));
    }
    if (!sheet.layout.figuresComplete) {
        warn(result.issues, "figures-cut", tr("a table of figures does not fit on the page and is left out"),
             tr("use a larger page or show fewer layers"));
    }

    const bool extentAsked = !request.extentWorld.empty() || !request.extentLonLat.empty();
    if (request.scaleDenominator > 0 && extentAsked && !sheet.view.extent().contains(world)) {
        warn(result.issues, "extent-cut",
             fmt::format(fmt::runtime(tr("at 1 : {} not all of the extent fits on the page")),
                         formatNumber(request.scaleDenominator, 0)),
             tr("use a larger page or a smaller scale"));
    }

    for (const auto& entry : sheet.legend) sheet.swatches.push_back(swatchOf(entry, *document, *sheet.picture));
    LabelPlacer placer(fonts);
    sheet.labels = placer.place(*sheet.picture, sheet.view, true);
    if (sheetTemplate->inset) {
        sheet.inset = makeInset(document, builder,
                                {sheetTemplate->insetScene, sheet.layout, sheet.view, *sheet.picture, sheet.labels});
        if (sheet.inset) {
            sheet.labels = placer.place(*sheet.picture, sheet.view, true, {onScreen(sheet.inset->box, sheet.layout)});
        }
    }
    std::vector<PageBox> avoided = boxesOf(sheet.labels, sheet.layout);
    if (sheet.inset) avoided.push_back(sheet.inset->box);
    sheet.grid = gridOf(document->crs, *sheetTemplate, sheet.layout, sheet.view, letterer, avoided, result.issues);
    if (request.highlight) {
        sheet.picture = withHighlight(*sheet.picture, *request.highlight, sheet.view.extent());
    }
    const double perMillimeter = request.page.pixelsPerMillimeter();
    const double unitsPerMillimeter = sheet.view.unitsPerPixel * perMillimeter;
    const Point center = sheet.view.centerWorld;
    if (sheet.layout.scaleBar) {
        sheet.scaleBar = chooseScaleBar(ground, center, kBarShare * sheet.layout.scaleBar->width * unitsPerMillimeter);
    }
    sheet.scaleDenominator = denominatorOf(sheet.view, request.page, ground);
    sheet.northRadians = ground.northRadians(center);
    placeOnEarth(sheet, *document);
    result.value = std::move(sheet);
    return result;
}

} // namespace geju
