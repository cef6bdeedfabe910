#include "app/web_content.hpp"

#include "core/translate.hpp"
#include "crs/transform.hpp"
#include "drawing/picture.hpp"
#include "sheet/ground.hpp"
#include "sheet/legend_layout.hpp"
#include "sheet/legend_swatch.hpp"

namespace geju {

namespace {

/// Of the page, in CSS pixels.
constexpr int kMapWidth = 720;
constexpr int kMapHeight = 720;
constexpr int kSampleWidth = 36;
constexpr int kSampleHeight = 18;

/// World extent of a scene: its own, or everything.
Box worldOf(const Document& document, const Box& extentLonLat) {
    if (extentLonLat.empty()) return document.extent();
    const auto toWorld = Transform::between(Crs::wgs84(), document.crs);
    const Box world = toWorld ? toWorld->forward(extentLonLat) : Box{};
    return world.empty() ? document.extent() : world;
}

std::vector<WebLegendRow> legendOf(const std::shared_ptr<const Document>& document, PictureBuilder& builder,
                                   const Ground& ground, const WebScene& scene) {
    const Box world = worldOf(*document, scene.extentLonLat);
    if (world.empty()) return {};
    const View view = View::fit(world, kMapWidth, kMapHeight, 1, 0);
    const double denominator =
        scaleDenominator(view, ground.metersPerUnit(view.centerWorld, view.unitsPerPixel * view.widthPixels / 1000));
    const auto picture = builder.build(scene.states, view);
    const auto entries = legendEntries(*document, *picture, view.extent());
    std::vector<WebLegendRow> rows;
    for (const LegendRow& row : legendRows(*document, entries)) {
        WebLegendRow made{row.label, row.heading, {}};
        if (!row.heading) {
            made.sample =
                swatchImage(swatchOf(entries[row.entry], *document, *picture), kWebSampleFineness * kSampleWidth,
                            kWebSampleFineness * kSampleHeight, kWebSampleFineness, denominator);
        }
        rows.push_back(std::move(made));
    }
    return rows;
}

} // namespace

WebPage webPageOf(const std::shared_ptr<const Document>& document, const std::string& scene) {
    const Project& project = document->project;
    WebPage page;
    page.title = project.title.get();
    page.subtitle = project.subtitle.get();
    page.credits = project.credits.get();
    if (project.schematic) {
        page.note = project.precisionNote.empty()
                        ? std::string(tr("Schematic map: shapes and positions are not surveyed"))
                        : project.precisionNote.get();
    }
    for (const Scene& each : project.scenes) {
        if (each.id == scene) page.first = page.scenes.size();
        page.scenes.push_back(
            {each.id, each.title.get(), each.text.get(), each.extentLonLat, statesOfScene(project, each), {}});
    }
    if (page.scenes.empty()) page.scenes.emplace_back();
    PictureBuilder builder(document);
    const Ground ground(document->crs);
    for (WebScene& each : page.scenes) each.legend = legendOf(document, builder, ground, each);
    return page;
}

} // namespace geju
