// Balances against counts of cells, and against GEOS's plain overlay.
#include "analysis/land_use_balance.hpp"
#include "cells.hpp"
#include "crs/transform.hpp"

#include <cmath>
#include <map>
#include <numbers>

using namespace geju;
using namespace geju::test;

namespace {

struct World {
    std::vector<Cells> features;
    std::vector<std::optional<std::string>> codes;
    std::vector<Cells> districts;
    std::vector<std::string> names;

    FeatureTable table() const {
        TableBuilder builder;
        for (std::size_t i = 0; i < features.size(); ++i) {
            addShape(builder, outline(features[i]));
            if (codes[i]) builder.set("code", std::string_view(*codes[i]));
            builder.endFeature();
        }
        return builder.build("parcels", planeCrs());
    }
    FeatureTable districtTable() const {
        TableBuilder builder;
        for (std::size_t i = 0; i < districts.size(); ++i) {
            addShape(builder, outline(districts[i]));
            builder.set("name", std::string_view(names[i]));
            builder.endFeature();
        }
        return builder.build("districts", planeCrs());
    }
};

World randomWorld(std::mt19937& random) {
    World world;
    const char* codes[] = {"0701", "1401", "1402", "17"};
    for (int i = 0; i < 22; ++i) {
        world.features.push_back(randomPatch(random, 9, 9));
        const int code = std::uniform_int_distribution<int>(0, 4)(random);
        world.codes.push_back(code < 4 ? std::optional<std::string>(codes[code]) : std::nullopt);
    }
    for (int i = 0; i < 4; ++i) {
        world.districts.push_back(randomPatch(random, 9, 30));
        world.names.push_back(i < 3 ? "district " + std::to_string(i) : "district 0"); // two parts of one name
    }
    return world;
}

using Key = std::pair<std::string, std::string>; // within, code; "-" for none

std::map<Key, const BalanceRow*> byKey(const LandUseBalance& balance) {
    std::map<Key, const BalanceRow*> rows;
    for (const auto& row : balance.rows) rows[{row.within.value_or("-"), row.code.value_or("-")}] = &row;
    return rows;
}

} // namespace

TEST_CASE("class by district equals the count of cells, overlaps counted once") {
    std::mt19937 random(7);
    for (int round = 0; round < 40; ++round) {
        const World world = randomWorld(random);
        const FeatureTable table = world.table();
        const FeatureTable districts = world.districtTable();
        BalanceRequest request;
        request.table = &table;
        request.classField = "code";
        request.districts = &districts;
        request.options = planar();
        const auto result = balance(request);
        for (const auto& issue : result.issues) UNSCOPED_INFO(describe(issue));
        REQUIRE(result);

        std::map<std::string, Cells> ground;
        for (std::size_t i = 0; i < world.districts.size(); ++i) {
            ground[world.names[i]].insert(world.districts[i].begin(), world.districts[i].end());
        }
        std::map<Key, Cells> expected;
        std::map<Key, std::size_t> counts, sums;
        std::map<std::string, Cells> covered;
        for (const auto& [name, cells] : ground) {
            for (std::size_t i = 0; i < world.features.size(); ++i) {
                const Key key{name, world.codes[i].value_or("-")};
                bool any = false;
                for (const auto& cell : world.features[i]) {
                    if (!cells.count(cell)) continue;
                    expected[key].insert(cell);
                    covered[name].insert(cell);
                    ++sums[key];
                    any = true;
                }
                counts[key] += any ? 1 : 0;
            }
        }
        std::erase_if(counts, [](const auto& entry) { return entry.second == 0; });
        const auto rows = byKey(*result);
        CHECK(rows.size() == counts.size());
        for (const auto& [key, cells] : expected) {
            INFO(key.first << " / " << key.second);
            REQUIRE(rows.count(key));
            const BalanceRow& row = *rows.at(key);
            const double area = static_cast<double>(cells.size()) * kCellSquareMeters;
            CHECK(row.squareMeters == Approx(area).epsilon(1e-12));
            CHECK(row.count == counts[key]);
            CHECK(row.share ==
                  Approx(static_cast<double>(cells.size()) / static_cast<double>(ground[key.first].size())));
            CHECK(row.overlapSquareMeters ==
                  Approx(static_cast<double>(sums[key] - cells.size()) * kCellSquareMeters).margin(1e-3));
            double parts = 0;
            for (const double part : row.parts) parts += part;
            CHECK(parts == Approx(static_cast<double>(sums[key]) * kCellSquareMeters));
            CHECK(row.features.size() == row.parts.size());
        }
        REQUIRE(result->ledgers.size() == ground.size());
        for (const Ledger& ledger : result->ledgers) {
            const auto& cells = ground[*ledger.within];
            INFO(*ledger.within);
            CHECK(*ledger.boundarySquareMeters == Approx(static_cast<double>(cells.size()) * kCellSquareMeters));
            CHECK(*ledger.gapsSquareMeters ==
                  Approx(static_cast<double>(cells.size() - covered[*ledger.within].size()) * kCellSquareMeters)
                      .margin(1e-3));
            CHECK(ledger.closes());
            CHECK(std::fabs(*ledger.differenceSquareMeters) < 0.01);
        }
    }
}

TEST_CASE("the whole input: shares are of the ground it covers, and the ledger closes on a boundary") {
    std::mt19937 random(11);
    for (int round = 0; round < 25; ++round) {
        const World world = randomWorld(random);
        const FeatureTable table = world.table();
        Cells zone = world.districts[0];
        TableBuilder builder;
        addShape(builder, outline(zone));
        builder.endFeature();
        const FeatureTable boundary = builder.build("zone", planeCrs());
        BalanceRequest request;
        request.table = &table;
        request.classField = "code";
        request.boundary = &boundary;
        request.options = planar();
        const auto result = balance(request);
        REQUIRE(result);
        std::map<std::string, Cells> expected;
        Cells all;
        for (std::size_t i = 0; i < world.features.size(); ++i) {
            expected[world.codes[i].value_or("-")].insert(world.features[i].begin(), world.features[i].end());
            all.insert(world.features[i].begin(), world.features[i].end());
        }
        REQUIRE(result->rows.size() == expected.size());
        double classes = 0;
        for (const BalanceRow& row : result->rows) {
            const double cells = static_cast<double>(expected[row.code.value_or("-")].size());
            CHECK_FALSE(row.within);
            CHECK(row.squareMeters == Approx(cells * kCellSquareMeters));
            CHECK(row.share == Approx(cells / static_cast<double>(all.size())));
            classes += cells;
        }
        REQUIRE(result->ledgers.size() == 1);
        const Ledger& ledger = result->ledgers[0];
        const double inside = static_cast<double>(common(all, zone));
        CHECK(ledger.classesSquareMeters == Approx(classes * kCellSquareMeters));
        CHECK(ledger.overlapsSquareMeters ==
              Approx((classes - static_cast<double>(all.size())) * kCellSquareMeters).margin(1e-3));
        CHECK(ledger.outsideSquareMeters ==
              Approx((static_cast<double>(all.size()) - inside) * kCellSquareMeters).margin(1e-3));
        CHECK(*ledger.gapsSquareMeters ==
              Approx((static_cast<double>(zone.size()) - inside) * kCellSquareMeters).margin(1e-3));
        CHECK(ledger.closes());
    }
}

TEST_CASE("a larger coverage of slanted parcels against GEOS's plain overlay, on the ellipsoid") {
    // 30 x 30 quadrilaterals with shaken corners in lon/lat, 9 round districts across them.
    std::mt19937 random(5);
    std::uniform_real_distribution<double> shake(-0.0003, 0.0003);
    constexpr int kSide = 30;
    constexpr double kStep = 0.001;
    std::vector<Point> corners;
    for (int y = 0; y <= kSide; ++y) {
        for (int x = 0; x <= kSide; ++x) {
            corners.push_back({120.9 + x * kStep + shake(random), 31.3 + y * kStep + shake(random)});
        }
    }
    TableBuilder builder;
    for (int y = 0; y < kSide; ++y) {
        for (int x = 0; x < kSide; ++x) {
            const auto at = [&](int dx, int dy) {
                return corners[static_cast<std::size_t>((y + dy) * (kSide + 1) + x + dx)];
            };
            addPolygon(builder, {{at(0, 0), at(1, 0), at(1, 1), at(0, 1)}});
            builder.set("kind", static_cast<std::int64_t>((x * 7 + y * 3) % 5));
            builder.endFeature();
        }
    }
    const FeatureTable table = builder.build("parcels", Crs::wgs84());
    TableBuilder circles;
    for (int i = 0; i < 9; ++i) {
        std::vector<Point> ring;
        for (int k = 0; k < 200; ++k) {
            const double angle = 6.283185307179586 * k / 200;
            ring.push_back({120.905 + 0.01 * (i % 3) + 0.0045 * std::cos(angle),
                            31.305 + 0.01 * (i / 3) + 0.0045 * std::sin(angle)});
        }
        addPolygon(circles, {ring});
        circles.set("label", static_cast<std::int64_t>(i));
        circles.endFeature();
    }
    const FeatureTable districts = circles.build("districts", Crs::wgs84());
    BalanceRequest request;
    request.table = &table;
    request.classField = "kind";
    request.districts = &districts;
    request.nameField = "label";
    request.options.measure = GENERATE(Measure::Ellipsoidal, Measure::Survey);
    const auto result = balance(request);
    for (const auto& issue : result.issues) UNSCOPED_INFO(describe(issue));
    REQUIRE(result);
    CHECK(result.issues.empty());
    REQUIRE(result->rows.size() == 45);
    const auto rows = byKey(*result);
    for (std::size_t d = 0; d < 9; ++d) {
        const Shape district = Shape::fromFeature(districts, d);
        std::map<std::string, double> plain;
        for (std::size_t row = 0; row < table.size(); ++row) {
            const auto part = Shape::fromFeature(table, row).intersection(district);
            REQUIRE(part);
            if (part->empty()) continue;
            TableBuilder piece;
            addShape(piece, *part);
            piece.endFeature();
            const auto area = measureAreas(piece.build("piece", Crs::wgs84()), request.options);
            REQUIRE(area);
            plain[toText(table.value(row, "kind"))] += area->totalSquareMeters;
        }
        for (const auto& [kind, area] : plain) {
            INFO(d << " / " << kind);
            CHECK(rows.at({std::to_string(d), kind})->squareMeters == Approx(area).epsilon(1e-9));
        }
    }
    for (const Ledger& ledger : result->ledgers) {
        CHECK(ledger.closes());
        CHECK(*ledger.gapsSquareMeters == 0);
        CHECK(ledger.overlapsSquareMeters == 0);
    }
}

TEST_CASE("a ledger closes over sides so long that geodesics bend away from them, and not over a hole as large") {
    // A district of four sides, 0.2° long, on a finer grid that covers it: all cells along its borders are cut or end
    // there. Sides along a parallel bend by length³ tan(latitude) / 12 R (the area of a parabola's segment, the
    // curvature of the parallel being tan(latitude) / R).
    constexpr double kSouth = 40;
    constexpr double kNorth = 40.2;
    constexpr double kDegree = std::numbers::pi / 180;
    const auto bend = [&](double latitude) {
        const double length = 0.2 * kDegree * 6.387e6 * std::cos(latitude * kDegree); // with the normal radius here
        return std::pow(length, 3) * std::tan(latitude * kDegree) / (12 * 6.387e6);
    };
    const auto cover = [&](std::size_t missing) {
        TableBuilder builder;
        for (std::size_t i = 0; i < 400; ++i) {
            const double x = 116.19 + 0.0113 * static_cast<double>(i % 20);
            const double y = 39.99 + 0.0113 * static_cast<double>(i / 20);
            if (i == missing) continue;
            addPolygon(builder, {{{x, y}, {x + 0.0113, y}, {x + 0.0113, y + 0.0113}, {x, y + 0.0113}, {x, y}}});
            builder.endFeature();
        }
        return builder.build("cells", Crs::wgs84());
    };
    TableBuilder builder;
    addPolygon(builder, {{{116.2, kSouth}, {116.4, kSouth}, {116.4, kNorth}, {116.2, kNorth}, {116.2, kSouth}}});
    builder.endFeature();
    const FeatureTable district = builder.build("district", Crs::wgs84());
    const FeatureTable cells = cover(400);
    BalanceRequest request;
    request.table = &cells;
    request.districts = &district;
    const auto closed = balance(request);
    REQUIRE(closed);
    const Ledger& ledger = closed->ledgers.front();
    CHECK(std::fabs(*ledger.differenceSquareMeters) > kLedgerTolerance * *ledger.boundarySquareMeters);
    CHECK(*ledger.gapsSquareMeters == Approx(0).margin(1e-3));
    CHECK(ledger.bendSquareMeters == Approx(bend(kSouth) + bend(kNorth)).epsilon(0.03));
    CHECK(ledger.closes());
    CHECK(closed.issues.empty());

    Ledger broken = ledger;
    *broken.differenceSquareMeters += 3 * ledger.bendSquareMeters;
    CHECK_FALSE(broken.closes());
    const FeatureTable open = cover(210);
    request.table = &open;
    const auto gap = balance(request);
    REQUIRE(gap);
    CHECK(*gap->ledgers.front().gapsSquareMeters > 1e6); // a gap is a gap, and stated
}

TEST_CASE("figures do not depend on the order of the threads") {
    std::mt19937 random(3);
    const World world = randomWorld(random);
    const FeatureTable table = world.table();
    BalanceRequest request;
    request.table = &table;
    request.classField = "code";
    const auto first = balance(request);
    REQUIRE(first);
    for (int i = 0; i < 5; ++i) {
        const auto again = balance(request);
        REQUIRE(again);
        for (std::size_t k = 0; k < first->rows.size(); ++k) {
            CHECK(again->rows[k].squareMeters == first->rows[k].squareMeters);
        }
    }
}

TEST_CASE("without a class there is one row, and features without area are left out with a notice") {
    TableBuilder builder;
    addShape(builder, outline({{0, 0}, {1, 0}}));
    builder.endFeature();
    builder.beginPart(PartKind::Points);
    builder.beginRing();
    builder.addPoint(kGridOrigin);
    builder.endFeature();
    const FeatureTable table = builder.build("mixed", planeCrs());
    BalanceRequest request;
    request.table = &table;
    request.options = planar();
    const auto result = balance(request);
    REQUIRE(result);
    REQUIRE(result->rows.size() == 1);
    CHECK_FALSE(result->rows[0].code);
    CHECK_FALSE(result->rows[0].within);
    CHECK(result->rows[0].squareMeters == 2 * kCellSquareMeters);
    CHECK(result->rows[0].share == 1);
    CHECK(result->rows[0].count == 1);
    REQUIRE(result.issues.size() == 1);
    CHECK(result.issues[0].code == "not-areal");
    CHECK(result.issues[0].severity == Severity::Notice);
}

TEST_CASE("a field that is missing is an error that names the fields") {
    const World world{{{{0, 0}}}, {"14"}, {{{0, 0}}}, {"甲"}};
    const FeatureTable table = world.table();
    const FeatureTable districts = world.districtTable();
    BalanceRequest request;
    request.table = &table;
    request.classField = "klasse";
    const auto result = balance(request);
    CHECK_FALSE(result);
    REQUIRE(result.issues.size() == 1);
    CHECK(result.issues[0].code == "missing-field");
    CHECK(result.issues[0].message.find("klasse") != std::string::npos);
    CHECK(result.issues[0].message.find("code") != std::string::npos);
    request.classField = "code";
    request.districts = &districts;
    request.nameField = "titel";
    CHECK(balance(request).issues.at(0).message.find("titel") != std::string::npos);
    request.nameField.clear();
    request.withinOnly = "乙";
    CHECK(balance(request).issues.at(0).code == "missing-district");
    request.withinOnly = "甲";
    CHECK(balance(request)->rows.size() == 1);
}

TEST_CASE("overlaps are warnings with their area") {
    const World world{{{{0, 0}, {1, 0}}, {{1, 0}, {2, 0}}, {{2, 0}}}, {"14", "14", "17"}, {}, {}};
    const FeatureTable table = world.table();
    BalanceRequest request;
    request.table = &table;
    request.classField = "code";
    request.options = planar();
    const auto result = balance(request);
    REQUIRE(result);
    REQUIRE(result.issues.size() == 2);
    CHECK(result.issues[0].code == "overlap");
    CHECK(result.issues[0].message.find("10000.000") != std::string::npos);
    CHECK(result.issues[1].code == "overlap-between-classes");
    CHECK(result->rows[0].squareMeters == 3 * kCellSquareMeters);
    CHECK(result->rows[1].squareMeters == kCellSquareMeters);
    CHECK(result->rows[0].share == Approx(1));
    CHECK(result->rows[1].share == Approx(1.0 / 3));
}

TEST_CASE("only the features that a filter keeps count") {
    const World world{{{{0, 0}}, {{1, 0}}}, {"14", "17"}, {}, {}};
    const FeatureTable table = world.table();
    BalanceRequest request;
    request.table = &table;
    request.where = *Expression::parse(R"(["==",["get","code"],"17"])", Expression::Use::Filter);
    request.options = planar();
    const auto result = balance(request);
    REQUIRE(result);
    REQUIRE(result->rows.size() == 1);
    CHECK(result->rows[0].features == std::vector<std::uint32_t>{1});
}

TEST_CASE("districts in another coordinate system are brought to that of the data") {
    const World world{{{{0, 0}, {1, 0}, {2, 0}}}, {"14"}, {{{0, 0}, {1, 0}}}, {"甲"}};
    const FeatureTable table = world.table();
    const FeatureTable plane = world.districtTable();
    std::vector<Point> degrees = plane.coordinates();
    const auto transform = Transform::between(planeCrs(), Crs::wgs84());
    REQUIRE(transform);
    transform->forward(std::span<Point>(degrees));
    const FeatureTable districts = plane.withCoordinates(Crs::wgs84(), degrees);
    BalanceRequest request;
    request.table = &table;
    request.districts = &districts;
    request.options = planar();
    const auto result = balance(request);
    REQUIRE(result);
    REQUIRE(result->rows.size() == 1);
    CHECK(result->rows[0].squareMeters == Approx(2 * kCellSquareMeters).epsilon(1e-7));
    CHECK(result->rows[0].share == Approx(1).epsilon(1e-7));
}

TEST_CASE("second-level classes fold into the first level") {
    const World world{{{{0, 0}}, {{1, 0}}, {{2, 0}}}, {"1401", "1402", "17"}, {}, {}};
    const FeatureTable table = world.table();
    BalanceRequest request;
    request.table = &table;
    request.classField = "code";
    request.options = planar();
    const auto result = balance(request);
    REQUIRE(result);
    const auto folded = foldClasses(result->rows);
    REQUIRE(folded.size() == 2);
    CHECK(folded[0].code == "14");
    CHECK(folded[0].squareMeters == 2 * kCellSquareMeters);
    CHECK(folded[0].count == 2);
    CHECK(folded[1].code == "17");
}

TEST_CASE("only codes fold; words are classes of their own") {
    CHECK(firstLevelCode("1401") == "14");
    CHECK(firstLevelCode("R21") == "R2");
    CHECK(firstLevelCode("7") == "7");
    CHECK(firstLevelCode("residential") == "residential");
    CHECK(firstLevelCode("林地") == "林地"); // cut after two bytes it would be no text at all
    CHECK(firstLevelCode("") == "");
}

TEST_CASE("of a table only the rows that are chosen count") {
    const World world{{{{0, 0}}, {{1, 0}}, {{2, 0}}}, {"1401", "1402", "17"}, {}, {}};
    const FeatureTable table = world.table();
    BalanceRequest request;
    request.table = &table;
    request.classField = "code";
    request.options = planar();
    const std::vector<std::uint8_t> only{0, 1, 1};
    request.only = &only;
    const auto result = balance(request);
    REQUIRE(result);
    REQUIRE(result->rows.size() == 2);
    CHECK(result->rows[0].code == "1402");
    CHECK(result->rows[0].share == Approx(0.5));
    CHECK(result->rows[0].features == std::vector<std::uint32_t>{1});
    CHECK(result->rows[1].code == "17");
}
