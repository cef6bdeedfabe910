// What the documents say of order, place and size (docs of the plan: geodata/SOURCES.md), proven on the data.
#include "analysis/areas.hpp"
#include "analysis/indicators.hpp"
#include "analysis/land_use_balance.hpp"
#include "shipped_plan.hpp"

#include <algorithm>
#include <numeric>
#include <set>

using namespace geju;
using namespace geju::testing;

namespace {

std::vector<double> areasOf(const FeatureTable& features) {
    const auto areas = measureAreas(features);
    REQUIRE(areas);
    REQUIRE(areas->repaired.empty());
    return areas->squareMeters;
}

double total(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

void checkSameGround(const Shape& a, const Shape& b) {
    const auto left = a.difference(b);
    const auto right = b.difference(a);
    REQUIRE(left);
    REQUIRE(right);
    CHECK(left->planarArea() == 0);
    CHECK(right->planarArea() == 0);
}

/// Neither gap nor overlap: the parts' union is the whole, and their areas add up to it.
void checkPartition(const FeatureTable& parts, const FeatureTable& whole) {
    checkSameGround(unionOf(parts), unionOf(whole));
    const double expected = total(areasOf(whole));
    CHECK(std::abs(total(areasOf(parts)) - expected) <= 1e-9 * expected);
}

std::vector<std::string> split(const std::string& text, const std::string& by) {
    std::vector<std::string> parts;
    std::size_t from = 0;
    for (std::size_t at = text.find(by); at != std::string::npos; at = text.find(by, from)) {
        parts.push_back(text.substr(from, at - from));
        from = at + by.size();
    }
    parts.push_back(text.substr(from));
    return parts;
}

} // namespace

TEST_CASE("Changjiang Road, Qingyang, Xiajia and Wapu lie from west to east", "[geodata]") {
    const auto& roads = table(kunshan(), "roads");
    const auto& rivers = table(kunshan(), "rivers");
    for (const double latitude : {31.345, 31.355, 31.365, 31.375, 31.385, 31.395}) {
        CAPTURE(latitude);
        const std::vector<double> longitudes = {crossing(roads, rowOf(roads, "road-changjiang"), latitude, true),
                                                crossing(rivers, rowOf(rivers, "river-qingyang"), latitude, true),
                                                crossing(rivers, rowOf(rivers, "river-xiajia"), latitude, true),
                                                crossing(rivers, rowOf(rivers, "river-wapu"), latitude, true)};
        for (const double longitude : longitudes) REQUIRE(std::isfinite(longitude));
        CHECK(std::is_sorted(longitudes.begin(), longitudes.end(), std::less_equal<>()));
    }
    // Places known from addresses and from the polders that the rivers bound, with their stated tolerances.
    CHECK(crossing(roads, rowOf(roads, "road-changjiang"), 31.37, true) == Approx(120.974).margin(0.004));
    CHECK(crossing(rivers, rowOf(rivers, "river-qingyang"), 31.36, true) == Approx(120.978).margin(0.006));
    CHECK(crossing(rivers, rowOf(rivers, "river-xiajia"), 31.36, true) == Approx(121.045).margin(0.006));
    CHECK(crossing(roads, rowOf(roads, "road-qianjin"), 120.97, false) == Approx(31.385).margin(0.003));
}

TEST_CASE("the city is as large as the yearbook says, within 0.5 %", "[geodata]") {
    const double squareKilometers = total(areasOf(table(kunshan(), "city"))) / 1e6;
    CHECK(std::abs(squareKilometers / 931.51 - 1) < 0.005);
}

TEST_CASE("towns lie inside the outline and fill it; groups are made of whole towns", "[geodata]") {
    const auto& city = table(kunshan(), "city");
    const auto& towns = table(kunshan(), "towns");
    const auto& groups = table(kunshan(), "b1_groups");
    const Shape outline = Shape::fromFeature(city, 0);
    CHECK(towns.size() == 11);
    for (std::size_t row = 0; row < towns.size(); ++row) {
        CAPTURE(text(towns, row, "name"));
        CHECK(outline.covers(Shape::fromFeature(towns, row)));
    }
    checkPartition(towns, city);
    CHECK(groups.size() == 4);
    checkPartition(groups, city);

    std::multiset<std::string> members;
    for (std::size_t group = 0; group < groups.size(); ++group) {
        const Shape ground = Shape::fromFeature(groups, group);
        for (const std::string& name : split(text(groups, group, "members"), "、")) {
            CAPTURE(text(groups, group, "name"), name);
            members.insert(name);
            bool found = false;
            for (std::size_t row = 0; row < towns.size(); ++row) {
                if (text(towns, row, "name") != name) continue;
                found = true;
                CHECK(ground.covers(Shape::fromFeature(towns, row)));
            }
            CHECK(found);
        }
    }
    CHECK(members.size() == towns.size());
    CHECK(std::set<std::string>(members.begin(), members.end()).size() == towns.size());
}

TEST_CASE("the seats of the towns lie in their towns", "[geodata]") {
    const auto& towns = table(kunshan(), "towns");
    const auto& seats = table(kunshan(), "town_points");
    for (std::size_t row = 0; row < seats.size(); ++row) {
        const std::string key = text(seats, row, "id").substr(5);
        CAPTURE(key);
        CHECK(Shape::fromFeature(towns, rowOf(towns, "town-" + key)).contains(seats.pointsOf(row).front()));
    }
}

TEST_CASE("the four innovation parks lie on the Xiajia River", "[geodata]") {
    const auto& rivers = table(kunshan(), "rivers");
    const auto& parks = table(kunshan(), "a7_corridor");
    const auto river = rivers.pointsOf(rowOf(rivers, "river-xiajia"));
    int count = 0;
    for (std::size_t row = 0; row < parks.size(); ++row) {
        if (text(parks, row, "kind") != "innovation-park") continue;
        ++count;
        CAPTURE(text(parks, row, "name"));
        const Shape park = Shape::fromFeature(parks, row);
        bool touched = false;
        for (std::size_t i = 1; i < river.size() && !touched; ++i) {
            for (int step = 0; step <= 20 && !touched; ++step) {
                const double t = step / 20.0;
                touched = park.contains({river[i - 1].x + t * (river[i].x - river[i - 1].x),
                                         river[i - 1].y + t * (river[i].y - river[i - 1].y)});
            }
        }
        CHECK(touched);
    }
    CHECK(count == 4);
}

TEST_CASE("the nine carriers stand along Qianjin Road in the plan's order", "[geodata]") {
    const char* const expected[] = {"市民文化广场", "市政府",   "黄浦公园",       "东部医疗中心",    "国际会展中心",
                                    "时代大厦",     "世茂广场", "夏驾河科创走廊", "亚洲杯专业足球场"};
    const auto& roads = table(kunshan(), "roads");
    const auto& carriers = table(kunshan(), "a6_carriers");
    REQUIRE(carriers.size() == std::size(expected));
    double west = -180;
    for (std::size_t row = 0; row < carriers.size(); ++row) {
        CAPTURE(text(carriers, row, "name"));
        CHECK(text(carriers, row, "name") == expected[row]);
        const Point place = carriers.pointsOf(row).front();
        CHECK(place.x > west);
        west = place.x;
        const double road = crossing(roads, rowOf(roads, "road-qianjin"), place.x, false);
        CHECK(std::abs(place.y - road) * 110900 < 600); // metres a degree of latitude at 31° N
    }
}

TEST_CASE("ecological space is 14.46 % of the city within 0.3 points, and the three zones fill it", "[geodata]") {
    const auto& zones = table(kunshan(), "b11_zones");
    const auto areas = areasOf(zones);
    const double city = total(areasOf(table(kunshan(), "city")));
    CHECK(areas[rowOf(zones, "b11-ecological")] / city * 100 == Approx(14.46).margin(0.3));
    CHECK(total(areas) == Approx(city).epsilon(1e-6));
}

TEST_CASE("the land use covers the zone without gap or overlap, in classes of the guide", "[geodata]") {
    const auto& parcels = table(kunshan(), "landuse");
    const auto& zone = table(kunshan(), "zone");
    CHECK(parcels.size() >= 150);
    checkPartition(parcels, zone);
    checkPartition(table(kunshan(), "districts"), zone);

    const auto& classes = kunshan().project.classes;
    for (std::size_t row = 0; row < parcels.size(); ++row) {
        const std::string code = text(parcels, row, "code");
        const LandUseClass* known = classes.find(code);
        CAPTURE(row, code);
        REQUIRE(known);
        CHECK(text(parcels, row, "class") == known->name.zh);
        CHECK(text(parcels, row, "class_en") == known->name.en);
    }

    BalanceRequest request;
    request.table = &parcels;
    request.classField = "code";
    request.boundary = &zone;
    const auto figures = balance(request);
    REQUIRE(figures);
    REQUIRE(figures->ledgers.size() == 1);
    const Ledger& ledger = figures->ledgers.front();
    CHECK(ledger.closes());
    CHECK(ledger.overlapsSquareMeters == 0);
    CHECK(ledger.gapsSquareMeters.value_or(-1) == 0);
    CHECK(ledger.outsideSquareMeters == 0);
    CHECK(ledger.unmeasured == 0);
}

TEST_CASE("the example of another place closes, and its figures are those of its parcels", "[geodata]") {
    const Document& example = plan("example/example.geju.json");
    const auto& parcels = table(example, "landuse");
    checkPartition(parcels, table(example, "boundary"));
    checkPartition(table(example, "districts"), table(example, "boundary"));

    const auto areas = areasOf(parcels);
    double green = 0;
    for (std::size_t row = 0; row < parcels.size(); ++row) {
        if (text(parcels, row, "code") == "1401") green += areas[row];
    }
    const auto figures = computeIndicators(example);
    REQUIRE(figures);
    REQUIRE(figures->rows.size() == 3);
    CHECK(figures->rows[0].computed.value_or(0) == Approx(green / total(areas) * 100).epsilon(1e-9));
    // Capitol to Lincoln Memorial 3.57 km, White House to Jefferson Memorial 1.81 km on the sphere of 6371 km.
    CHECK(figures->rows[2].computed.value_or(0) == Approx(3.566 + 1.812).epsilon(0.005));
}

TEST_CASE("no development land lies in ecological space", "[geodata]") {
    const auto& parcels = table(kunshan(), "landuse");
    const Shape ecology = unionOf(table(kunshan(), "a11_ecology"));
    const PreparedShape prepared(ecology);
    const std::set<std::string> built = {"07", "08", "09", "10", "11", "13", "16"};
    for (std::size_t row = 0; row < parcels.size(); ++row) {
        if (built.count(text(parcels, row, "code").substr(0, 2)) == 0) continue;
        const Shape parcel = Shape::fromFeature(parcels, row);
        if (!prepared.intersects(parcel)) continue;
        const auto common = parcel.intersection(ecology);
        REQUIRE(common);
        CAPTURE(text(parcels, row, "id"));
        CHECK(common->planarArea() == 0);
    }
}

TEST_CASE("systems have as many members as their names say", "[geodata]") {
    const auto count = [](std::string_view source, std::string_view kind) {
        const auto& features = table(kunshan(), source);
        int found = 0;
        for (std::size_t row = 0; row < features.size(); ++row) found += text(features, row, "kind") == kind;
        return found;
    };
    CHECK(count("a1_axes", "axis") == 2);
    CHECK(count("a2_belts", "belt") == 3);
    CHECK(count("a3_cores", "core") == 2);
    CHECK(count("a4_living_parks", "living-park") == 2);
    CHECK(count("a5_industry_parks", "industry-park") == 7);
    CHECK(count("a8_green", "green-axis") == 4);
    CHECK(count("a8_green", "green-corridor") == 3);
    CHECK(count("b4_centre", "core") == 3);
    CHECK(count("b5_expressways", "ring") == 2);
    CHECK(count("b5_expressways", "link-road") == 4);
    CHECK(count("b5_expressways", "radial") == 8);
    CHECK(count("b6_corridors", "eco-across") == 7);
    CHECK(count("b6_corridors", "eco-down") == 4);
    CHECK(count("b9_lakes", "lake-area") == 2);
}
