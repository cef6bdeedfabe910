// The window's mind without a window, on the shipped plan: opening, scenes, history, selection, tools.
#include "desk.hpp"

#include <filesystem>
#include <fstream>

using namespace geju;

namespace {

struct Desk : test::Desk {
    explicit Desk(const std::string& file)
      : test::Desk(std::string(GEJU_SOURCE_DIR) + "/" + file, 960, 720) {}

    void click(Point screen, PointerButton button = PointerButton::Left, bool shift = false) {
        seconds += 1;
        application.point({PointerEvent::Type::Press, screen, button, shift, seconds});
        application.point({PointerEvent::Type::Release, screen, button, shift, seconds + 0.05});
        finish();
    }
    void drag(Point from, Point to) {
        seconds += 1;
        application.point({PointerEvent::Type::Press, from, PointerButton::Left, false, seconds});
        application.point({PointerEvent::Type::Move, to, PointerButton::Left, false, seconds});
        application.point({PointerEvent::Type::Release, to, PointerButton::Left, false, seconds});
        finish();
    }
    Point center() const { return state().map.view.centerWorld; }
};

} // namespace

TEST_CASE("the plan opens in its home scene, with a legend, a scale and a balance") {
    Desk desk("geodata/kunshan.geju.json");
    REQUIRE(desk.state().document);
    CHECK(desk.state().scene == desk.state().document->project.homeScene);
    CHECK_FALSE(desk.state().map.legend.empty());
    CHECK(desk.state().map.scaleDenominator > 1000);
    CHECK(desk.state().map.scaleBarMeters > 0);
    REQUIRE(desk.state().balance.available);
    CHECK(desk.state().balance.ledger->closes());
    double sum = 0;
    for (const ClassRow& row : desk.state().balance.rows) sum += row.share;
    CHECK(sum == Approx(1).epsilon(1e-4));
    CHECK_FALSE(desk.application.nextDue(desk.seconds)); // nothing will happen by itself
}

TEST_CASE("a scene stays whole when panels take room from the map, until somebody moves it") {
    Desk desk("geodata/kunshan.geju.json");
    const Project& project = desk.state().document->project;
    const Box scene = project.scene(project.homeScene)->extentLonLat;
    CHECK(desk.application.extentLonLat().contains(scene));
    desk.application.resizeMap(640, 720, 1);
    desk.finish();
    CHECK(desk.application.extentLonLat().contains(scene));
    CHECK_FALSE(desk.state().map.canGoBack); // it is the same place

    desk.drag({300, 300}, {340, 330});
    const double scale = desk.state().map.view.unitsPerPixel;
    const Point center = desk.center();
    desk.application.resizeMap(960, 720, 1);
    desk.finish();
    CHECK(desk.state().map.view.unitsPerPixel == scale);
    CHECK(desk.center() == center);
}

TEST_CASE("back and forward lead through drags and scenes") {
    Desk desk("geodata/kunshan.geju.json");
    const Point home = desk.center();
    desk.drag({500, 300}, {400, 350});
    const Point dragged = desk.center();
    CHECK_FALSE(dragged == home);
    const auto& scenes = desk.state().document->project.scenes;
    REQUIRE(scenes.size() > 3);
    desk.ask(command::ShowScene{scenes[3].id});
    CHECK(desk.state().scene == scenes[3].id);
    desk.ask(command::GoBack{});
    CHECK(desk.center() == dragged);
    desk.ask(command::GoBack{});
    CHECK(desk.center() == home);
    CHECK_FALSE(desk.state().map.canGoBack);
    desk.ask(command::GoForward{});
    CHECK(desk.center() == dragged);
    CHECK(desk.state().map.canGoForward);
}

TEST_CASE("a scale that is typed is the scale that is shown") {
    Desk desk("geodata/kunshan.geju.json");
    for (const double scale : {5000.0, 25000.0, 100000.0}) {
        desk.ask(command::SetScale{scale});
        CHECK(desk.state().map.scaleDenominator == Approx(scale).epsilon(1e-4));
    }
}

TEST_CASE("clicking again reaches what lies below; Esc selects nothing") {
    Desk desk("geodata/kunshan.geju.json");
    desk.click({480, 360});
    REQUIRE(desk.state().feature);
    const FeatureState first = *desk.state().feature;
    CHECK_FALSE(first.source.empty());
    CHECK(first.index == 0);
    if (first.count > 1) {
        desk.click({481, 360});
        CHECK(desk.state().feature->index == 1);
    }
    CHECK(desk.application.frame()->overlay);
    desk.ask(command::Escape{});
    CHECK_FALSE(desk.state().feature);
    CHECK_FALSE(desk.application.frame()->overlay);
}

TEST_CASE("a language changes what is shown at once") {
    Desk desk("geodata/kunshan.geju.json");
    const std::string english = desk.state().map.title;
    desk.ask(command::UseLanguage{"zh"});
    CHECK(desk.state().map.title != english);
    desk.ask(command::UseLanguage{"en"});
    CHECK(desk.state().map.title == english);
}

TEST_CASE("hiding a layer takes it from the picture") {
    Desk desk("geodata/kunshan.geju.json");
    std::string shown;
    for (const LayerItem& item : desk.state().layers) {
        if (item.visible && item.inScaleRange && item.followers.empty()) shown = item.id;
    }
    REQUIRE_FALSE(shown.empty());
    const auto drawn = [&] {
        for (const PictureLayer& layer : desk.application.frame()->picture->layers) {
            if (layer.id == shown) return true;
        }
        return false;
    };
    const bool before = drawn();
    desk.ask(command::SetLayerVisible{{shown}, false});
    CHECK_FALSE(drawn());
    desk.ask(command::SetLayerVisible{{shown}, true});
    CHECK(drawn() == before);
}

TEST_CASE("a file that cannot be read leaves the document and is explained") {
    Desk desk("geodata/kunshan.geju.json");
    const auto document = desk.state().document;
    const auto path = std::filesystem::temp_directory_path() / "geju-test-broken.geojson";
    std::ofstream(path) << "{\"type\":";
    desk.application.open({path});
    for (int i = 0; i < 400 && desk.state().loading.running; ++i) {
        desk.seconds += 0.01;
        desk.application.advance(desk.seconds);
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    CHECK(desk.state().document == document);
    CHECK_FALSE(desk.state().issues.empty());
    REQUIRE(desk.state().message);
    CHECK(desk.state().message->error);
    CHECK(desk.state().section == Section::Issues);
    std::filesystem::remove(path);
}

TEST_CASE("land use inside several polygons that were clicked with Shift") {
    Desk desk("geodata/kunshan.geju.json");
    desk.ask(command::ShowScene{"landuse"});
    desk.ask(command::SetScale{8000});
    desk.click({400, 300});
    REQUIRE(desk.state().feature);
    const double first = *desk.state().feature->measures.ellipsoidalSquareMeters;
    const std::uint32_t firstRow = desk.state().feature->row;
    REQUIRE(desk.state().feature->sourceId == "landuse");
    desk.click({400, 300}, PointerButton::Left, true); // out again
    CHECK_FALSE(desk.state().feature);
    desk.click({400, 300});
    double second = 0;
    for (const Point at : {Point{600, 450}, Point{650, 200}, Point{250, 520}}) {
        desk.click(at, PointerButton::Left, true);
        REQUIRE(desk.state().feature);
        if (desk.state().feature->gathered < 2) continue;
        CHECK(desk.state().feature->row != firstRow);
        second = *desk.state().feature->measures.ellipsoidalSquareMeters;
        break;
    }
    REQUIRE(desk.state().feature->gathered == 2);
    desk.ask(command::BalanceGround{});
    REQUIRE(desk.state().balance.ground);
    // Two parcels of the coverage have nothing in them but themselves.
    CHECK(desk.state().balance.totalSquareMeters == Approx(first + second).epsilon(1e-7));
    desk.click({500, 100});
    if (desk.state().feature) CHECK(desk.state().feature->gathered == 1);
}

TEST_CASE("land use inside a polygon that was drawn") {
    Desk desk("geodata/kunshan.geju.json");
    desk.ask(command::ShowScene{"landuse"});
    desk.ask(command::SetScale{20000});
    desk.ask(command::UseTool{Tool::MeasureArea});
    for (const Point corner : {Point{400, 300}, Point{560, 310}, Point{540, 420}}) desk.click(corner);
    REQUIRE(desk.state().measure.points == 3);
    desk.ask(command::FinishMeasure{});
    const double area = *desk.state().measure.figures.ellipsoidalSquareMeters;
    desk.ask(command::BalanceDrawn{});
    CHECK(desk.state().tool == Tool::Pan);
    REQUIRE(desk.state().balance.ground);
    REQUIRE(desk.state().balance.ledger);
    // Straight on the map, where the tool measures geodesics from corner to corner.
    CHECK(*desk.state().balance.ledger->boundarySquareMeters == Approx(area).epsilon(1e-6));
    CHECK(desk.state().balance.ledger->closes());
    CHECK(desk.state().balance.totalSquareMeters ==
          Approx(area).epsilon(1e-6)); // it lies in the zone, which is covered
}

TEST_CASE("a file that names no land use is counted by the field that is chosen") {
    const auto path = std::filesystem::temp_directory_path() / "geju-test-classes.geojson";
    std::ofstream(path) << R"({"type":"FeatureCollection","features":[
      {"type":"Feature","properties":{"use":"a"},"geometry":{"type":"Polygon","coordinates":[[[121,31],[121.01,31],[121.01,31.01],[121,31.01],[121,31]]]}},
      {"type":"Feature","properties":{"use":"b"},"geometry":{"type":"Polygon","coordinates":[[[121.01,31],[121.02,31],[121.02,31.01],[121.01,31.01],[121.01,31]]]}}]})";
    Desk desk("geodata/kunshan.geju.json");
    desk.application.open({path});
    desk.finish();
    REQUIRE(desk.state().document);
    CHECK_FALSE(desk.state().balance.available);
    REQUIRE(desk.state().balance.choices.size() == 1);
    const ClassChoice choice = desk.state().balance.choices[0];
    CHECK(choice.field == "use");
    desk.ask(command::CountClasses{choice.source, choice.field});
    REQUIRE(desk.state().balance.rows.size() == 2);
    CHECK(desk.state().balance.rows[0].code == "a");
    CHECK(desk.state().balance.rows[0].share == Approx(0.5).epsilon(1e-9));
    CHECK(desk.state().balance.choices.size() == 1);
    std::filesystem::remove(path);
}

TEST_CASE("a picture brings back its scene, layers, middle and scale, on a sharper screen too") {
    const auto picture = std::filesystem::temp_directory_path() / "geju-test-back.png";
    Point center;
    double scale = 0;
    std::string scene;
    std::string hidden;
    {
        Desk desk("geodata/kunshan.geju.json");
        desk.ask(command::ShowScene{desk.state().document->project.scenes[3].id});
        desk.ask(command::SetScale{23456});
        desk.ask(command::PanBy{0.3, 0.1});
        hidden = desk.state().document->project.scene(desk.state().scene)->layers.front();
        desk.ask(command::SetLayerVisible{{hidden}, false});
        center = desk.center();
        scale = desk.state().map.scaleDenominator;
        scene = desk.state().scene;
        desk.ask(command::ExportPicture{picture, true, {}});
    }
    Desk desk("geodata/kunshan.geju.json");
    desk.application.resizeMap(1400, 900, 2);
    desk.ask(command::OpenPaths{{picture}});
    std::filesystem::remove(picture);
    CHECK(desk.state().issues.empty());
    CHECK(desk.state().scene == scene);
    CHECK(desk.center().x == Approx(center.x).margin(0.01));
    CHECK(desk.center().y == Approx(center.y).margin(0.01));
    CHECK(desk.state().map.scaleDenominator == Approx(scale).epsilon(1e-4));
    for (const PictureLayer& layer : desk.application.frame()->picture->layers) CHECK(layer.id != hidden);

    desk.application.resizeMap(1400, 900, 1); // to another screen
    desk.finish();
    CHECK(desk.state().map.scaleDenominator == Approx(scale).epsilon(1e-4));
}
