#include "sheet/picture_place.hpp"
#include "support/catch.hpp"

using namespace geju;

namespace {

using Texts = std::map<std::string, std::string, std::less<>>;

PicturePlace somePlace() {
    PicturePlace place;
    place.origin = {"../图 纸/100% plan.geju.json", {}, "0123456789abcdef"};
    place.scene = "a 1";
    place.layers = {{"a b", 0}, {"c%", 0.25}};
    place.crs = "EPSG:4549";
    place.extentLonLat = {120.1, 31.2, 121.3, 31.4};
    place.centerLonLat = {120.70000000000003, 31.3};
    place.scaleDenominator = 25000;
    return place;
}

Texts textsOf(const PictureEntries& entries) {
    return {entries.begin(), entries.end()};
}

} // namespace

TEST_CASE("a place comes back from a picture's texts, one by one or in one line", "[sheet][picture]") {
    const PicturePlace place = somePlace();
    CHECK(placeFrom(textsOf(entriesOf(place))) == place);
    CHECK(placeFrom({{"Keywords", joinEntries(entriesOf(place))}, {"Title", "A"}}) == place);

    PicturePlace data;
    data.origin.data = {"a b.geojson", "乙%20.geojson"};
    CHECK(placeFrom(textsOf(entriesOf(data))) == data);
    CHECK(placeFrom({{"Keywords", "map plan " + joinEntries(entriesOf(data))}}) == data);
}

TEST_CASE("what others wrote is no place, and nonsense under Geju's keywords is left out", "[sheet][picture]") {
    CHECK_FALSE(placeFrom({}));
    CHECK_FALSE(placeFrom({{"Title", "A"}, {"Keywords", "map, geju, plan=1"}}));
    for (const char* extent : {"1,2,3", "1,2,3,4,5", "3,2,1,4", "1,2,nan,4", "a,b,c,d", "-181,0,0,1", "1,,2,3", ""}) {
        INFO(extent);
        const auto place = placeFrom({{"geju:extent", extent},
                                      {"geju:center", "400,1"},
                                      {"geju:scale", "-1"},
                                      {"geju:layers", "0.5\nx y\n2 a\n-1 b\n0.5 c d"}});
        REQUIRE(place);
        CHECK(place->extentLonLat.empty());
        CHECK_FALSE(place->centerLonLat);
        CHECK(place->scaleDenominator == 0);
        CHECK(place->layers == std::map<std::string, double>{{"c d", 0.5}});
    }
    const auto place = placeFrom({{"Keywords", "geju:scene=%zz%2 geju: geju:crs geju:project=%"}});
    REQUIRE(place);
    CHECK(place->scene == "%zz%2");
    CHECK(place->origin.project == "%");
}
