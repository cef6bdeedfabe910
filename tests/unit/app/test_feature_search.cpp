#include "app/feature_search.hpp"
#include "support/catch.hpp"

using namespace geju;

namespace {

std::shared_ptr<const Document> document() {
    const auto made = std::make_shared<Document>();
    TableBuilder builder;
    const std::pair<const char*, const char*> names[] = {{"黄浦公园", "Huangpu Park"},
                                                         {"黄浦公园水面", "Huangpu Park Water"},
                                                         {"青阳港", "Qingyang Harbour"},
                                                         {"青阳港", "Qingyang Harbour"},
                                                         {"老公园", "Old Park, Huangpu"}};
    double x = 120;
    for (const auto& [zh, en] : names) {
        builder.beginPart(PartKind::Points);
        builder.beginRing();
        builder.addPoint({x += 0.1, 31});
        builder.set("name", std::string_view(zh));
        builder.set("name_en", std::string_view(en));
        builder.endFeature();
    }
    const auto table = std::make_shared<const FeatureTable>(builder.build("places", Crs::wgs84()));
    made->sources.emplace("places", LoadedSource{table, table});
    SourceReference reference;
    reference.id = "places";
    made->project.sources.push_back(reference);
    return made;
}

} // namespace

TEST_CASE("features are found by either name, the best first, equal ones once", "[search]") {
    FeatureSearch search;
    search.setDocument(document());
    const auto parks = search.find("huangpu park", 10);
    REQUIRE(parks.size() == 2);
    CHECK(parks[0].row == 0); // equal before one that begins alike
    CHECK(parks[1].row == 1);
    const auto anywhere = search.find("HUANGPU", 10);
    REQUIRE(anywhere.size() == 3);
    CHECK(anywhere[2].row == 4); // in the midst comes last
    CHECK(search.find("青阳港", 10).size() == 1);
    CHECK(search.find("park", 1).size() == 1);
    CHECK(search.find("nothing", 10).empty());
    CHECK(search.find("", 10).empty());
    search.setDocument(nullptr);
    CHECK(search.find("park", 10).empty());
}
