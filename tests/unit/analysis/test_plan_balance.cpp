// Present and planned states side by side, and areas per head, against counts of cells.
#include "analysis/figure_tables.hpp"
#include "analysis/plan_balance.hpp"
#include "cells.hpp"
#include "core/translate.hpp"

using namespace geju;
using namespace geju::test;

namespace {

Cells block(int x0, int y0, int x1, int y1) {
    Cells cells;
    for (int x = x0; x < x1; ++x) {
        for (int y = y0; y < y1; ++y) cells.insert({x, y});
    }
    return cells;
}

void addSource(Document& document, const std::string& id, FeatureTable table) {
    LoadedSource source;
    source.source = std::make_shared<const FeatureTable>(std::move(table));
    source.world = source.source;
    document.sources[id] = source;
    SourceReference reference;
    reference.id = id;
    document.project.sources.push_back(reference);
}

/// A zone of 10 × 10 cells in two districts. Planned: homes 60, parks 40; now: fields 50, homes 50.
Document document() {
    Document made;
    made.crs = planeCrs();
    TableBuilder land;
    const auto add = [&](const Cells& cells, const char* planned, const char* now) {
        addShape(land, outline(cells));
        land.set("code", std::string_view(planned));
        land.set("now", std::string_view(now));
        land.endFeature();
    };
    add(block(0, 0, 5, 10), "0701", "0701");
    add(block(5, 0, 6, 10), "0702", "01");
    add(block(6, 0, 10, 10), "1401", "01");
    addSource(made, "land", land.build("land", planeCrs()));
    TableBuilder zone;
    addShape(zone, outline(block(0, 0, 10, 10)));
    zone.endFeature();
    addSource(made, "zone", zone.build("zone", planeCrs()));
    TableBuilder districts;
    for (const auto& [name, cells] : {std::pair{"west", block(0, 0, 5, 10)}, std::pair{"east", block(5, 0, 10, 10)}}) {
        addShape(districts, outline(cells));
        districts.set("name", std::string_view(name));
        districts.endFeature();
    }
    addSource(made, "districts", districts.build("districts", planeCrs()));
    made.project.landUse = LandUseReference{"land", "code", "zone", LandUseReference::Present{"land", "now"}};
    made.project.districts = DistrictReference{"districts", "name"};
    made.project.populations = {
        {"zone", "", 2015, 1000, ""}, {"zone", "", 2020, 5000, ""}, {"districts", "west", 2020, 4000, ""}};
    return made;
}

LandUseBalance balanced(const Document& made, BalanceRequest request) {
    request.options.measure = Measure::Planar;
    auto figures = planBalance(made, request);
    for (const auto& issue : figures.issues) UNSCOPED_INFO(describe(issue));
    REQUIRE(figures);
    return std::move(*figures);
}

struct Expected {
    const char* within;
    const char* code;
    double planned; // cells
    double present;
};

void check(const LandUseBalance& balance, const std::vector<Expected>& expected) {
    REQUIRE(balance.rows.size() == expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        INFO(i);
        const BalanceRow& row = balance.rows[i];
        CHECK(row.within.value_or("") == expected[i].within);
        CHECK(row.code.value_or("") == expected[i].code);
        CHECK(row.squareMeters == Approx(expected[i].planned * kCellSquareMeters));
        REQUIRE(row.presentSquareMeters);
        CHECK(*row.presentSquareMeters == Approx(expected[i].present * kCellSquareMeters));
    }
}

} // namespace

TEST_CASE("the planned state beside the present one, classes of either") {
    const Document made = document();
    const LandUseBalance whole = balanced(made, *wholeBalance(made));
    check(whole, {{"", "01", 0, 50}, {"", "0701", 50, 50}, {"", "0702", 10, 0}, {"", "1401", 40, 0}});
    CHECK(whole.ledgers[0].closes());
    const LandUseBalance within = balanced(made, *districtBalance(made));
    check(within, {{"west", "0701", 50, 50}, {"east", "01", 0, 50}, {"east", "0702", 10, 0}, {"east", "1401", 40, 0}});

    const auto folded = foldClasses(whole.rows);
    REQUIRE(folded.size() == 3);
    CHECK(folded[1].code == "07");
    CHECK(*folded[1].presentSquareMeters == Approx(50 * kCellSquareMeters));
    CHECK(*folded[1].squareMetersPerHead == Approx(60 * kCellSquareMeters / 5000));
}

TEST_CASE("areas per head by the latest population of the ground") {
    const Document made = document();
    for (const BalanceRow& row : balanced(made, *wholeBalance(made)).rows) {
        REQUIRE(row.squareMetersPerHead);
        CHECK(*row.squareMetersPerHead == Approx(row.squareMeters / 5000));
    }
    for (const BalanceRow& row : balanced(made, *districtBalance(made)).rows) {
        CHECK(row.squareMetersPerHead.has_value() == (row.within == "west"));
        if (row.squareMetersPerHead) CHECK(*row.squareMetersPerHead == Approx(row.squareMeters / 4000));
    }
}

TEST_CASE("what the project does not know adds no figure") {
    Document made = document();
    made.project.populations.clear();
    made.project.landUse->present.reset();
    const LandUseBalance plain = balanced(made, *wholeBalance(made));
    CHECK_FALSE(plain.comparesStates());
    CHECK_FALSE(plain.knowsPopulation());
    const std::size_t columns = balanceTable(plain, nullptr).columns.size();
    const Document all = document();
    CHECK(balanceTable(balanced(all, *wholeBalance(all)), nullptr).columns.size() == columns + 3);

    // Other classes of the same table are not the plan's, and are not compared.
    made = document();
    BalanceRequest request = *wholeBalance(made);
    request.classField = "now";
    CHECK_FALSE(balanced(made, request).comparesStates());

    made.project.landUse->present->source = "gone";
    const auto missing = planBalance(made, *wholeBalance(made));
    REQUIRE(missing);
    REQUIRE_FALSE(missing.issues.empty());
    CHECK(missing.issues.back().code == "missing-source");
}

TEST_CASE("a ledger says whether it closes") {
    setLanguage("en");
    Ledger ledger;
    ledger.boundarySquareMeters = 100;
    ledger.differenceSquareMeters = 1;
    CHECK_FALSE(ledger.closes());
    CHECK(ledgerText(ledger).find("does not close") != std::string::npos);
    ledger.differenceSquareMeters = 1e-6;
    CHECK(ledger.closes());
    CHECK(ledgerText(ledger).find("it closes") != std::string::npos);
}
