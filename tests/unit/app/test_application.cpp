// The window's mind without a window, on the shipped plan: opening, scenes, history, selection, tools.
#include "analysis/feature_measures.hpp"
#include "desk.hpp"
#include "geometry/shape.hpp"

#include <algorithm>
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
    void drag(Point from, Point to, bool shift = false, bool alt = false) {
        seconds += 1;
        application.point({PointerEvent::Type::Press, from, PointerButton::Left, shift, seconds, alt});
        application.point({PointerEvent::Type::Move, to, PointerButton::Left, shift, seconds, alt});
        application.point({PointerEvent::Type::Release, to, PointerButton::Left, shift, seconds, alt});
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

TEST_CASE("a box selects the polygons it touches and counts them") {
    Desk desk("geodata/kunshan.geju.json");
    desk.ask(command::ShowScene{"landuse"});
    desk.ask(command::SetScale{100000});
    desk.ask(command::UseTool{Tool::BoxSelect});
    const LoadedSource& landUse = *desk.state().document->source("landuse");
    // What overlays say of the same box, and what the inspector says of each of the parcels.
    struct Expected {
        std::size_t count = 0;
        double squareMeters = 0;
    };
    const auto expected = [&](const std::vector<Box>& screens, bool wholly) {
        Expected sum;
        for (std::size_t row = 0; row < landUse.world->size(); ++row) {
            const bool taken = std::any_of(screens.begin(), screens.end(), [&](const Box& screen) {
                const View& view = desk.state().map.view;
                Box world;
                world.extend(view.toWorld({screen.minX, screen.minY}));
                world.extend(view.toWorld({screen.maxX, screen.maxY}));
                if (wholly) return world.contains(landUse.world->envelope(row));
                return Shape::fromFeature(*landUse.world, row).intersects(Shape::fromBox(world));
            });
            if (!taken) continue;
            ++sum.count;
            sum.squareMeters += *measureFeature(*landUse.source, *landUse.world, row).ellipsoidalSquareMeters;
        }
        return sum;
    };
    const auto check = [&](const Expected& sum) {
        REQUIRE(desk.state().feature);
        CHECK(desk.state().feature->sourceId == "landuse");
        CHECK(desk.state().feature->gathered == sum.count);
        CHECK(desk.state().section == Section::Balance);
        REQUIRE(desk.state().balance.ground);
        std::size_t count = 0;
        for (const ClassRow& row : desk.state().balance.rows) count += row.count;
        CHECK(count == sum.count);
        CHECK(desk.state().balance.totalSquareMeters == Approx(sum.squareMeters).epsilon(1e-9));
    };
    const Box first{440, 330, 470, 355};
    const Box second{520, 360, 545, 380};
    desk.drag({first.minX, first.maxY}, {first.maxX, first.minY});
    const Expected touching = expected({first}, false);
    REQUIRE(touching.count > 3);
    check(touching);
    CHECK(desk.state().map.hint.find(std::to_string(touching.count)) != std::string::npos);
    CHECK(desk.application.frame()->overlay);

    desk.drag({second.minX, second.minY}, {second.maxX, second.maxY}, true);
    check(expected({first, second}, false));
    desk.drag({5, 5}, {30, 30}, true); // nothing there: the selection stays
    check(expected({first, second}, false));

    const Box wide{400, 250, 600, 450};
    desk.drag({wide.minX, wide.minY}, {wide.maxX, wide.maxY}, false, true);
    const Expected inside = expected({wide}, true);
    CHECK(inside.count < expected({wide}, false).count);
    check(inside);

    desk.ask(command::Escape{});
    CHECK(desk.state().tool == Tool::Pan);
    desk.ask(command::Escape{});
    CHECK_FALSE(desk.state().feature);
}

TEST_CASE("a box takes from the layer that is chosen, else from the topmost that has polygons there") {
    Desk desk("geodata/kunshan.geju.json");
    desk.ask(command::ShowScene{"landuse"});
    desk.ask(command::UseTool{Tool::BoxSelect});
    // The zone is outlined above the land use: its border is met where it is crossed, and nothing of it inside.
    desk.drag({400, 300}, {480, 380});
    REQUIRE(desk.state().feature);
    CHECK(desk.state().feature->sourceId == "landuse");
    std::string zone;
    for (const PictureLayer& layer : desk.application.frame()->picture->layers) {
        const StyleLayer* style = desk.state().document->project.layer(layer.id);
        if (style && style->source == desk.state().document->project.landUse->boundarySource) zone = layer.id;
    }
    REQUIRE_FALSE(zone.empty());
    desk.ask(command::PickLayer{zone});
    desk.drag({400, 300}, {480, 380});
    CHECK_FALSE(desk.state().feature);
    desk.drag({10, 10}, {950, 710});
    REQUIRE(desk.state().feature);
    CHECK(desk.state().feature->sourceId == desk.state().document->project.landUse->boundarySource);
    CHECK(desk.state().feature->gathered == 1);
}

TEST_CASE("rows stay as they were sorted, whatever is counted; a first-level class shows all its polygons") {
    Desk desk("geodata/kunshan.geju.json");
    desk.ask(command::ShowScene{"landuse"});
    desk.ask(command::ShowSection{Section::Balance});
    desk.ask(command::SortClasses{BalanceColumn::Area});
    const auto isSorted = [&] {
        const BalanceState& balance = desk.state().balance;
        const auto sumOf = [&](const ClassRow& row) {
            double sum = 0;
            for (const ClassRow& other : balance.rows) sum += other.group == row.group ? other.squareMeters : 0;
            return sum;
        };
        for (std::size_t i = 1; i < balance.rows.size(); ++i) {
            const ClassRow& above = balance.rows[i - 1];
            const ClassRow& below = balance.rows[i];
            const bool same = above.group == below.group;
            if (same ? above.squareMeters < below.squareMeters : sumOf(above) < sumOf(below)) return false;
        }
        return balance.rows.size() > 3;
    };
    CHECK(isSorted());
    desk.ask(command::BalanceView{});
    CHECK(isSorted());
    desk.drag({500, 300}, {450, 340});
    CHECK(isSorted());
    desk.ask(command::FoldClasses{true});
    CHECK(desk.state().balance.groups.empty());
    CHECK(isSorted());
    desk.ask(command::FoldClasses{false});
    desk.ask(command::PickDistrict{std::nullopt});
    CHECK(isSorted());

    REQUIRE_FALSE(desk.state().balance.groups.empty());
    const ClassRow group = desk.state().balance.groups.front();
    desk.ask(command::HighlightClass{group.code, true});
    double parts = 0;
    for (const FigurePart& part : desk.state().balance.parts) parts += part.squareMeters;
    CHECK(desk.state().balance.parts.size() == group.count);
    CHECK(parts == Approx(group.squareMeters).epsilon(1e-9));
    desk.ask(command::SortClasses{BalanceColumn::Area});
    CHECK(desk.state().balance.rows.front().squareMeters <= desk.state().balance.rows.back().squareMeters);
    CHECK(desk.state().balance.highlighted == group.code);
}

TEST_CASE("the polygons of a class stay listed while the view moves, and are those of the view at rest") {
    Desk desk("geodata/kunshan.geju.json");
    desk.ask(command::ShowScene{"landuse"});
    desk.ask(command::SetScale{50000});
    desk.ask(command::BalanceView{});
    desk.ask(command::SortClasses{BalanceColumn::Area});
    const std::string code = desk.state().balance.rows.front().code;
    desk.ask(command::HighlightClass{code});
    REQUIRE_FALSE(desk.state().balance.parts.empty());
    desk.application.point({PointerEvent::Type::Press, {500, 300}, PointerButton::Left, false, 100});
    desk.application.point({PointerEvent::Type::Move, {460, 320}, PointerButton::Left, false, 100.1});
    desk.application.frame();
    CHECK(desk.state().balance.approximate);
    CHECK_FALSE(desk.state().balance.parts.empty());
    desk.application.point({PointerEvent::Type::Release, {460, 320}, PointerButton::Left, false, 100.2});
    desk.finish();
    CHECK_FALSE(desk.state().balance.approximate);
    double parts = 0;
    for (const FigurePart& part : desk.state().balance.parts) parts += part.squareMeters;
    const auto& rows = desk.state().balance.rows;
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const ClassRow& other) { return other.code == code; });
    REQUIRE(row != rows.end());
    CHECK(parts == Approx(row->squareMeters).epsilon(1e-9));
}

TEST_CASE("the balance and the polygons of a class are saved as tables whose parts re-add to the figure") {
    const auto folder = std::filesystem::temp_directory_path() / "geju-test-tables";
    std::filesystem::create_directories(folder);
    Desk desk("geodata/kunshan.geju.json");
    desk.ask(command::ShowSection{Section::Balance});
    desk.ask(command::SortClasses{BalanceColumn::Area});
    const auto linesOf = [&](const std::string& name) {
        std::vector<std::string> lines;
        std::ifstream file(folder / name);
        for (std::string line; std::getline(file, line);) lines.push_back(line);
        return lines;
    };
    desk.ask(command::ExportTable{folder / "balance"});
    CHECK(desk.application.lastExport().filename() == "balance.csv");
    const auto table = linesOf("balance.csv");
    REQUIRE(table.size() > desk.state().balance.rows.size() + 2);
    CHECK(table[0].starts_with("\xEF\xBB\xBF"
                               "class,name,ha"));
    CHECK(std::is_sorted(table.begin() + 1, table.begin() + static_cast<int>(desk.state().balance.rows.size())));
    CHECK(std::any_of(table.begin(), table.end(),
                      [](const std::string& line) { return line.find("it closes") != std::string::npos; }));

    const ClassRow row = desk.state().balance.rows.front();
    desk.ask(command::HighlightClass{row.code});
    desk.ask(command::ExportTable{folder / "polygons.csv"});
    const auto polygons = linesOf("polygons.csv");
    double sum = 0;
    std::size_t count = 0;
    for (std::size_t i = 1; i < polygons.size() && polygons[i].starts_with(row.code + ","); ++i) {
        // class, feature, id, name, m², …: none of the shipped names has a comma
        std::vector<std::string> cells(1);
        for (const char c : polygons[i]) {
            if (c == ',') {
                cells.emplace_back();
            } else {
                cells.back() += c;
            }
        }
        REQUIRE(cells.size() > 5);
        CHECK(cells[2].starts_with("lu-"));
        sum += std::stod(cells[4]);
        ++count;
    }
    CHECK(count == row.count);
    CHECK(sum == Approx(row.squareMeters).epsilon(1e-12));

    desk.ask(command::ExportTable{folder / "balance.xlsx"});
    CHECK(std::filesystem::file_size(folder / "balance.xlsx") > 10000);
    desk.ask(command::ExportTable{folder / "balance.doc"});
    REQUIRE(desk.state().message);
    CHECK(desk.state().message->error);
    CHECK_FALSE(std::filesystem::exists(folder / "balance.doc"));
    std::filesystem::remove_all(folder);
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
