// A balance that does not close says so in every form that it is given away in.
#include "analysis/figure_tables.hpp"
#include "app/stats_output.hpp"
#include "core/translate.hpp"
#include "support/catch.hpp"

#include <nlohmann/json.hpp>

#include <string>

using namespace geju;

namespace {

/// A boundary of 10 ha with classes of 9 ha and no gap that would explain it.
LandUseBalance openBalance() {
    LandUseBalance balance;
    BalanceRow row;
    row.code = "1401";
    row.squareMeters = 90000;
    row.share = 0.9;
    row.count = 1;
    balance.rows = {row};
    Ledger ledger;
    ledger.classesSquareMeters = 90000;
    ledger.boundarySquareMeters = 100000;
    ledger.gapsSquareMeters = 0;
    ledger.differenceSquareMeters = -10000;
    balance.ledgers = {ledger};
    return balance;
}

} // namespace

TEST_CASE("CSV, text, JSON and the tables to take away say that a balance does not close") {
    setLanguage("en");
    LandUseBalance balance = openBalance();
    REQUIRE_FALSE(balance.ledgers.front().closes());
    TableBuilder builder;
    const FeatureTable table = builder.build("none", Crs::wgs84());
    const auto notes = [&] {
        std::string all;
        for (const std::string& note : balanceTable(balance, nullptr).notes) all += note + "\n";
        return all;
    };
    // Even where nobody asked for ledgers.
    const std::string csv = statsCsv({}, balance, {});
    CHECK(csv.find("[difference],-10000") != std::string::npos);
    CHECK(csv.find("[does not close]") != std::string::npos);
    CHECK(statsTable(balance, nullptr).find("it does not close: difference -1.00 ha") != std::string::npos);
    CHECK(notes().find("it does not close: difference -1.00 ha") != std::string::npos);
    StatsOutput ledgers;
    ledgers.ledger = true;
    const auto json = nlohmann::json::parse(statsJson(ledgers, balance, {&table, "EPSG:4326", {}}, {}));
    CHECK(json["ledgers"][0]["closes"] == false);
    CHECK(json["ledgers"][0]["difference_m2"] == -10000);

    balance.ledgers.front().differenceSquareMeters = 0;
    CHECK(statsCsv({}, balance, {}).find('[') == std::string::npos);
    CHECK(notes().find("it closes") != std::string::npos);
}
