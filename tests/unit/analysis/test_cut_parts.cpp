// The shapes of a figure's parts against counts of cells.
#include "analysis/cut_parts.hpp"
#include "analysis/figure_tables.hpp"
#include "cells.hpp"

#include <algorithm>
#include <map>
#include <numeric>

using namespace geju;
using namespace geju::test;

namespace {

/// A square of cells, called by the code of its class or its district's name.
struct Named {
    Cells cells;
    std::string name;
};

FeatureTable tableOf(const std::vector<Named>& features) {
    TableBuilder builder;
    for (const Named& feature : features) {
        addShape(builder, outline(feature.cells));
        builder.set("name", std::string_view(feature.name));
        builder.endFeature();
    }
    return builder.build("cells", planeCrs());
}

Cells block(int left, int bottom, int width, int height) {
    Cells cells;
    for (int x = left; x < left + width; ++x) {
        for (int y = bottom; y < bottom + height; ++y) cells.insert({x, y});
    }
    return cells;
}

BalanceRequest requestOf(const FeatureTable& table, const FeatureTable* districts) {
    BalanceRequest request;
    request.table = &table;
    request.classField = "name";
    request.districts = districts;
    request.options.measure = Measure::Planar;
    return request;
}

} // namespace

TEST_CASE("parts have the shape of what the district has of each feature, and add up to the figure") {
    std::mt19937 random(11);
    std::size_t seen = 0;
    for (int round = 0; round < 30; ++round) {
        std::vector<Named> parcels;
        for (int i = 0; i < 14; ++i) parcels.push_back({randomPatch(random, 9, 9), i % 3 ? "0701" : "14"});
        std::vector<Named> districts;
        for (int i = 0; i < 3; ++i) districts.push_back({randomPatch(random, 9, 30), "d" + std::to_string(i)});
        const FeatureTable table = tableOf(parcels);
        const FeatureTable within = tableOf(districts);
        const BalanceRequest request = requestOf(table, &within);
        const auto balanced = balance(request);
        REQUIRE(balanced);
        for (const BalanceRow& row : balanced->rows) {
            const auto cut = cutParts(request, row);
            REQUIRE(cut);
            const Cells& district = districts[static_cast<std::size_t>(row.within->back() - '0')].cells;
            CHECK(cut->parts->size() == cut->features.size());
            double sum = 0;
            std::vector<std::uint32_t> expected;
            for (std::size_t i = 0; i < row.features.size(); ++i) {
                const Cells& cells = parcels[row.features[i]].cells;
                const bool isCut = common(cells, district) < cells.size();
                CHECK(row.whole[i] == (isCut ? 0 : 1));
                if (isCut) expected.push_back(row.features[i]);
                if (!isCut) sum += row.parts[i];
            }
            CHECK(cut->features == expected);
            for (std::size_t i = 0; i < expected.size(); ++i) {
                const Shape shape = Shape::fromFeature(*cut->parts, i);
                const Cells& cells = parcels[expected[i]].cells;
                const auto count = static_cast<double>(common(cells, district));
                CHECK(shape.planarArea() == Approx(count * kCellSquareMeters).epsilon(1e-12));
                CHECK(outline(district).covers(shape));
                CHECK(outline(cells).covers(shape));
                const auto all = static_cast<double>(cells.size());
                CHECK(cut->wholeSquareMeters[i] == Approx(all * kCellSquareMeters).epsilon(1e-12));
                sum += shape.planarArea();
                ++seen;
            }
            CHECK(sum - row.overlapSquareMeters == Approx(row.squareMeters).epsilon(1e-12));
        }
    }
    CHECK(seen > 100);
}

TEST_CASE("parts of classes folded into one, of the whole, and of a district that is gone") {
    const FeatureTable table =
        tableOf({{block(0, 0, 4, 4), "1401"}, {block(4, 0, 4, 4), "1402"}, {block(2, 4, 1, 1), "1401"}});
    const FeatureTable within = tableOf({{block(2, 0, 4, 6), "d0"}});
    BalanceRequest request = requestOf(table, &within);
    const auto balanced = balance(request);
    REQUIRE(balanced);
    const auto folded = foldClasses(balanced->rows);
    REQUIRE(folded.size() == 1);
    const auto cut = cutParts(request, folded[0]);
    REQUIRE(cut);
    CHECK(cut->features == std::vector<std::uint32_t>{0, 1});
    CHECK(Shape::fromFeature(*cut->parts, 0).planarArea() == Approx(8 * kCellSquareMeters));
    CHECK(Shape::fromFeature(*cut->parts, 1).planarArea() == Approx(8 * kCellSquareMeters));

    BalanceRow gone = folded[0];
    gone.within = "elsewhere";
    const auto none = cutParts(request, gone);
    CHECK_FALSE(none);
    REQUIRE_FALSE(none.issues.empty());
    CHECK(none.issues.front().code == "missing-district");

    Progress cancelled;
    cancelled.cancel();
    request.options.progress = &cancelled;
    CHECK_FALSE(cutParts(request, folded[0]));

    request = requestOf(table, nullptr);
    const auto whole = balance(request);
    REQUIRE(whole);
    for (const BalanceRow& row : whole->rows) {
        const auto parts = cutParts(request, row);
        REQUIRE(parts);
        CHECK(parts->features.empty());
    }
}

TEST_CASE("the largest parts come first, equal ones in the order of the table") {
    BalanceRow row;
    std::mt19937 random(3);
    std::uniform_int_distribution<int> size(1, 40);
    for (std::uint32_t i = 0; i < 500; ++i) {
        row.features.push_back(i);
        row.parts.push_back(size(random));
    }
    const auto all = byPart(row);
    REQUIRE(all.size() == 500);
    for (std::size_t i = 1; i < all.size(); ++i) {
        const double before = row.parts[all[i - 1]];
        CHECK((before > row.parts[all[i]] || (before == row.parts[all[i]] && all[i - 1] < all[i])));
    }
    for (const std::size_t most : {0U, 1U, 37U, 499U, 500U, 900U}) {
        const auto some = largestParts(row, most);
        CHECK(some ==
              std::vector<std::size_t>(all.begin(), all.begin() + static_cast<int>(std::min<std::size_t>(most, 500))));
    }
}
