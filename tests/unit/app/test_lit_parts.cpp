// What a clicked figure lights on the map: the parts that make it, and nothing else.
#include "analysis/feature_measures.hpp"
#include "crs/transform.hpp"
#include "desk.hpp"
#include "support/cut_plan.hpp"

#include <algorithm>

using namespace geju;
using namespace geju::test;

namespace {

/// Everything of one opacity that lies over the map.
struct Lit {
    double squareMeters = 0;
    Box lonLat;
    std::size_t features = 0;
    bool ofTheMap = true; ///< shapes as the plan has them
};

constexpr unsigned kManyAlpha = 77; ///< of one of many: 0.30
constexpr unsigned kOneAlpha = 46;  ///< of the one that was clicked: 0.18

Lit litOn(Desk& desk, unsigned alpha) {
    Lit lit;
    const Frame* frame = desk.application.frame();
    if (!frame->overlay) return lit;
    const auto toLonLat = Transform::between(desk.state().document->crs, Crs::wgs84());
    REQUIRE(toLonLat);
    for (const PictureLayer& layer : frame->overlay->layers) {
        if (layer.kind != PictureKind::Fill || layer.fills.front().color.a != alpha) continue;
        lit.ofTheMap = lit.ofTheMap && layer.table == desk.state().document->source("land")->world;
        for (const std::uint32_t row : *layer.rows) {
            lit.squareMeters += *measureFeature(*layer.table, *layer.table, row).ellipsoidalSquareMeters;
            lit.lonLat.extend(toLonLat->forward(layer.table->envelope(row)));
            ++lit.features;
        }
    }
    return lit;
}

bool hasDashedOutline(Desk& desk) {
    const auto& layers = desk.application.frame()->overlay->layers;
    return std::any_of(layers.begin(), layers.end(), [](const PictureLayer& layer) {
        return layer.kind == PictureKind::Line && !layer.lines.front().dash.empty();
    });
}

const ClassRow& park(const Desk& desk) {
    const auto& rows = desk.state().balance.rows;
    const auto row = std::find_if(rows.begin(), rows.end(), [](const ClassRow& r) { return r.code == "1401"; });
    REQUIRE(row != rows.end());
    return *row;
}

} // namespace

TEST_CASE("a figure of a district lights its parts inside the district") {
    const CutPlan plan;
    Desk desk(plan.file(), 960, 720);
    desk.ask(command::ShowSection{Section::Balance});
    REQUIRE(desk.state().balance.districts.size() == 1);
    CHECK(desk.state().balance.districts[0].shown.get() == "The West"); // its figures are keyed by the other name
    desk.ask(command::PickDistrict{"west"});
    CHECK(scopeText(desk.state().balance) == "The West");
    desk.ask(command::HighlightClass{"1401"});
    const Lit lit = litOn(desk, kManyAlpha);
    CHECK(lit.features == 2);
    CHECK(lit.squareMeters == Approx(park(desk).squareMeters).epsilon(1e-7));
    CHECK(lit.lonLat.maxX == Approx(121.02).margin(1e-8));
    CHECK_FALSE(lit.ofTheMap);

    // Of a polygon under the pointer, what counts is lit and the rest is outlined; the list says how much that is.
    const auto& parts = desk.state().balance.parts;
    REQUIRE(parts.size() == 2);
    CHECK(parts[0].name == "long");
    REQUIRE(parts[0].uncutSquareMeters);
    CHECK(parts[0].squareMeters / *parts[0].uncutSquareMeters == Approx(0.5).epsilon(1e-6));
    CHECK(parts[1].uncutSquareMeters == parts[1].squareMeters);
    CHECK(litOn(desk, kOneAlpha).features == 0);
    desk.ask(command::HoverPart{parts[0].row});
    CHECK(litOn(desk, kOneAlpha).squareMeters == Approx(parts[0].squareMeters).epsilon(1e-7));
    CHECK(hasDashedOutline(desk));
    desk.ask(command::HoverPart{parts[1].row});
    CHECK(litOn(desk, kOneAlpha).squareMeters == Approx(parts[1].squareMeters).epsilon(1e-7));
    CHECK_FALSE(hasDashedOutline(desk));
    desk.ask(command::HoverPart{});
    CHECK(litOn(desk, kOneAlpha).features == 0);
    desk.ask(command::ShowLandUse{parts[0].row});
    CHECK(litOn(desk, kOneAlpha).squareMeters == Approx(parts[0].squareMeters).epsilon(1e-7));
    CHECK(hasDashedOutline(desk));

    // The other class lies outside; the whole plan cuts nothing.
    desk.ask(command::ClearSelection{});
    desk.ask(command::PickDistrict{std::nullopt});
    CHECK(litOn(desk, kManyAlpha).features == 0);
    desk.ask(command::HighlightClass{"1401"});
    const Lit whole = litOn(desk, kManyAlpha);
    CHECK(whole.ofTheMap);
    CHECK(whole.squareMeters == Approx(park(desk).squareMeters).epsilon(1e-7));
    CHECK(whole.lonLat.maxX == Approx(121.04).margin(1e-8));
    desk.ask(command::HighlightClass{});
    CHECK(litOn(desk, kManyAlpha).features == 0);
}

TEST_CASE("an indicator lights what its boundary, or its reach, leaves of its polygons") {
    const CutPlan plan;
    Desk desk(plan.file(), 960, 720);
    desk.ask(command::ShowSection{Section::Indicators});
    const auto& indicators = desk.state().indicators;
    REQUIRE(indicators.figures);
    REQUIRE(indicators.figures->rows.size() == 2);
    const IndicatorFigure& green = indicators.figures->rows[0];
    REQUIRE(green.computed);
    CHECK(green.features.size() == 2);
    desk.ask(command::HighlightIndicator{"green"});
    const Lit inside = litOn(desk, kManyAlpha);
    CHECK(inside.features == 2);
    CHECK(inside.squareMeters == Approx(green.numeratorSquareMeters).epsilon(1e-7));
    CHECK(inside.lonLat.maxX == Approx(121.02).margin(1e-8)); // the district's border

    // The other parcel begins where the green one ends and is 954 m wide: a part of it is within 300 m.
    const IndicatorFigure& near = indicators.figures->rows[1];
    desk.ask(command::HighlightIndicator{"near"});
    const Lit served = litOn(desk, kManyAlpha);
    CHECK(served.features == 1);
    CHECK(served.squareMeters == Approx(near.numeratorSquareMeters).epsilon(1e-7));
    // The envelope stands upright in the plan's frame, which leans by half a degree there: ten metres of its height.
    const double reachMeters = (served.lonLat.maxX - 121.04) * 95'440;
    CHECK(reachMeters > 299);
    CHECK(reachMeters < 311.5);
    desk.ask(command::HighlightIndicator{});
    CHECK(litOn(desk, kManyAlpha).features == 0);
}

TEST_CASE("a figure of the view lights what is in view, and follows it") {
    const CutPlan plan;
    Desk desk(plan.file(), 960, 720);
    desk.ask(command::ShowSection{Section::Balance});
    desk.ask(command::FlyTo{{121.02, 31.015}});
    desk.ask(command::SetScale{10000});
    desk.ask(command::BalanceView{});
    desk.ask(command::HighlightClass{"1401"});
    for (int i = 0; i < 2; ++i) {
        const Box view = desk.state().map.view.extent();
        const Lit lit = litOn(desk, kManyAlpha);
        CHECK(lit.features == desk.state().balance.parts.size());
        CHECK(lit.squareMeters == Approx(park(desk).squareMeters).epsilon(1e-6));
        const auto toLonLat = Transform::between(desk.state().document->crs, Crs::wgs84());
        REQUIRE(toLonLat);
        CHECK(toLonLat->forward(view).grown(1e-9).contains(lit.lonLat));
        desk.ask(command::PanBy{0.2, 0});
    }
}

TEST_CASE("a figure inside a polygon lights what it has there") {
    const CutPlan plan;
    Desk desk(plan.file(), 960, 720);
    const auto toWorld = Transform::between(Crs::wgs84(), desk.state().document->crs);
    REQUIRE(toWorld);
    desk.ask(command::UseTool{Tool::MeasureArea});
    const auto click = [&](double lon, double lat) {
        const Point at = desk.state().map.view.toScreen(*toWorld->forward(Point{lon, lat}));
        desk.seconds += 2;
        desk.application.point({PointerEvent::Type::Press, at, PointerButton::Left, false, desk.seconds});
        desk.application.point({PointerEvent::Type::Release, at, PointerButton::Left, false, desk.seconds});
        desk.finish();
    };
    click(121.01, 31.005);
    click(121.03, 31.005);
    click(121.03, 31.015);
    click(121.01, 31.015);
    desk.ask(command::FinishMeasure{});
    desk.ask(command::BalanceDrawn{});
    desk.ask(command::HighlightClass{"1401"});
    const Lit lit = litOn(desk, kManyAlpha);
    CHECK(lit.features == 2);
    CHECK(lit.squareMeters == Approx(park(desk).squareMeters).epsilon(1e-7));
    CHECK(lit.lonLat.minX < 121.0101);
    CHECK(lit.lonLat.maxX == Approx(121.03).margin(1e-4)); // a click lands on a whole pixel
    CHECK(hasDashedOutline(desk));                         // of the polygon that was drawn
}
