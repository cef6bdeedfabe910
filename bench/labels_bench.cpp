// What placing labels costs a frame: ten thousand candidates in a view of 1600 × 1000, points (with and without a
// pictogram), polygons and lines, Chinese and Latin, beside the limit of 16 ms. No project and no display are needed.
//
//   labels_bench [CANDIDATES]
//
// First: the first placement, with shaping and anchors, at once and frame by frame as the window does it at rest. Pan:
// 300 frames of 12 pixels round a square. Zoom: 240 frames in by the factor 1.5 and back, with sizes that stay and with
// sizes that follow the zoom. Whole: as for an export.
#include "drawing/label_candidates.hpp"
#include "drawing/labels.hpp"
#include "stopwatch.hpp"

#include <cmath>
#include <numbers>
#include <random>

using namespace geju;

namespace {

constexpr int kWidth = 1600;
constexpr int kHeight = 1000;
constexpr double kLimitMilliseconds = 16;
/// Sides of the plan, in those of the view: there is something to come in while panning.
constexpr double kReach = 2.2;

std::string nameOf(std::mt19937& random) {
    static const std::vector<std::string> kFirst{"长江", "前进", "青阳", "夏驾", "娄江",
                                                 "柏庐", "东城", "花桥", "玉山"};
    static const std::vector<std::string> kMiddle{"科创", "生态", "文化", "先进制造", "光电", "绿色", "滨水", "综合"};
    static const std::vector<std::string> kLast{"走廊", "产业园", "中心", "片区", "路", "公园", "服务区（东）", "港"};
    static const std::vector<std::string> kLatin{"Qianjin", "Eastern", "Medical", "Lakeside", "Innovation", "Harbour"};
    static const std::vector<std::string> kKind{"Road", "Centre", "Park", "Industrial Zone", "Quarter"};
    const auto one = [&](const std::vector<std::string>& of) { return of[random() % of.size()]; };
    const std::string number = std::to_string(random() % 20);
    if (random() % 3 == 0) return one(kLatin) + " " + one(kKind) + " " + number;
    return one(kFirst) + one(kMiddle) + one(kLast) + (random() % 2 ? number : "");
}

/// A third each of points, polygons of twelve corners and winding lines, evenly over the plan.
std::shared_ptr<const FeatureTable> makePlan(int count) {
    std::mt19937 random(20261127);
    std::uniform_real_distribution<double> unit(0, 1);
    TableBuilder builder;
    const auto path = [&](PartKind kind, const std::vector<Point>& points) {
        builder.beginPart(kind);
        builder.beginRing();
        for (const Point& point : points) builder.addPoint(point);
    };
    for (int i = 0; i < count; ++i) {
        const Point at{(unit(random) - 0.5) * kReach * kWidth, (unit(random) - 0.5) * kReach * kHeight};
        std::vector<Point> points{at};
        if (i % 3 == 1) {
            const double radius = 15 + 45 * unit(random);
            points.clear();
            for (int corner = 0; corner < 12; ++corner) {
                const double angle = corner * std::numbers::pi / 6;
                const double distance = radius * (0.6 + 0.4 * unit(random));
                points.push_back({at.x + distance * std::cos(angle), at.y + distance * std::sin(angle)});
            }
            points.push_back(points.front());
        } else if (i % 3 == 2) {
            double heading = 2 * std::numbers::pi * unit(random);
            for (int step = 0; step < 10; ++step) {
                heading += (unit(random) - 0.5) * 0.6;
                points.push_back({points.back().x + 25 * std::cos(heading), points.back().y + 25 * std::sin(heading)});
            }
        }
        path(i % 3 == 0 ? PartKind::Points : i % 3 == 1 ? PartKind::Polygon : PartKind::Line, points);
        builder.set("name", nameOf(random));
        builder.set("rank", static_cast<std::int64_t>(random() % 5));
        builder.endFeature();
    }
    return std::make_shared<const FeatureTable>(builder.build("plan", Crs::from("EPSG:4549").value.value()));
}

std::shared_ptr<const Document> makeDocument(const std::shared_ptr<const FeatureTable>& table,
                                             const std::string& size) {
    const auto layer = [&](const std::string& id, const std::string& kind, const std::string& layout) {
        return R"({"id":")" + id + R"(","type":"symbol","source":"plan","filter":["==",["geometry-type"],")" + kind +
               R"("],"layout":{"text-field":["get","name"],"symbol-sort-key":["get","rank"],"text-size":)" + size +
               "," + layout + R"(},"paint":{"text-halo-color":"#fff","text-halo-width":1.2}})";
    };
    const std::string layers =
        "[" + layer("areas", "Polygon", R"("text-max-width":6)") + "," +
        layer("roads", "LineString", R"("symbol-placement":"line","text-letter-spacing":0.1)") + "," +
        layer("places", "Point",
              R"("icon-image":"dot","icon-size":0.6,"text-optional":true,"text-radial-offset":0.8,)"
              R"("text-variable-anchor":["left","right","top","bottom"])") +
        "]";
    auto document = std::make_shared<Document>();
    auto project = parseProject(
        R"({"version":8,"name":"labels","sources":{"plan":{"type":"geojson","data":"plan.geojson"}},"layers":)" +
            layers + "}",
        "/labels.geju.json");
    if (!project) return nullptr;
    document->project = std::move(*project);
    document->crs = table->crs();
    document->sources["plan"] = {table, table};
    return document;
}

std::size_t candidatesIn(const Picture& picture, const View& view) {
    FontBook fonts;
    std::vector<LabelCandidate> candidates;
    for (std::uint32_t i = 0; i < picture.layers.size(); ++i) {
        LabelLayer layer(i);
        layer.update(picture.layers[i], picture.revision, view.pixelRatio);
        collectCandidates(layer, i, view, fonts, candidates);
    }
    return candidates.size();
}

double milliseconds(const std::function<void()>& work) {
    return bench::medianSeconds(1, work) * 1000;
}

void report(const char* what, std::vector<double> frames, std::size_t labels) {
    std::sort(frames.begin(), frames.end());
    const auto at = [&](double share) { return frames[static_cast<std::size_t>(share * double(frames.size() - 1))]; };
    std::printf("%-34s p50 %6.2f  p95 %6.2f  p99 %6.2f  worst %6.2f ms; limit %.0f ms: p95 is %.2f of it; %zu labels\n",
                what, at(0.5), at(0.95), at(0.99), at(1), kLimitMilliseconds, at(0.95) / kLimitMilliseconds, labels);
    std::fflush(stdout);
}

/// The first placement as the window does it: a part a frame.
void first(const std::shared_ptr<const Picture>& picture, FontBook& fonts, const View& view) {
    constexpr double kRestingLabelMilliseconds = 12; // the window's
    LabelPlacer placer(fonts);
    std::vector<double> frames;
    std::size_t labels = 0;
    do {
        frames.push_back(
            milliseconds([&] { labels = placer.follow(picture, view, {}, kRestingLabelMilliseconds).size(); }));
    } while (!placer.upToDate());
    report("first, a part a frame", frames, labels);
    std::printf("%-34s %zu frames\n", "", frames.size());
}

void pan(PictureBuilder& pictures, FontBook& fonts, const View& start) {
    LabelPlacer placer(fonts);
    View view = start;
    std::vector<double> frames;
    std::size_t labels = placer.place(*pictures.build({}, view), view, false).size();
    for (int i = 0; i < 300; ++i) {
        const int side = i / 75;
        view.centerWorld.x += (side == 0 ? 12 : side == 2 ? -12 : 0) * view.unitsPerPixel;
        view.centerWorld.y += (side == 1 ? 12 : side == 3 ? -12 : 0) * view.unitsPerPixel;
        const auto picture = pictures.build({}, view);
        frames.push_back(milliseconds([&] { labels = placer.place(*picture, view, false).size(); }));
    }
    report("pan", frames, labels);
}

void zoom(const char* what, PictureBuilder& pictures, FontBook& fonts, const View& start) {
    LabelPlacer placer(fonts);
    View view = start;
    std::vector<double> frames;
    std::size_t labels = placer.place(*pictures.build({}, view), view, false).size();
    for (int i = 1; i <= 240; ++i) {
        view.unitsPerPixel = start.unitsPerPixel / std::pow(1.5, std::sin(std::numbers::pi * i / 240));
        const auto picture = pictures.build({}, view);
        frames.push_back(milliseconds([&] { labels = placer.place(*picture, view, false).size(); }));
    }
    report(what, frames, labels);
}

} // namespace

int main(int argc, char** argv) {
    const int wanted = argc > 1 ? std::atoi(argv[1]) : 10000;
    View view;
    view.widthPixels = kWidth;
    view.heightPixels = kHeight;
    // A view shows 1 / kReach² of the plan, and a third more reaches in from outside.
    const auto table = makePlan(static_cast<int>(wanted * kReach * kReach / 1.35));
    const auto document = makeDocument(table, "12");
    const auto growing = makeDocument(table, R"(["interpolate",["linear"],["zoom"],0,4,22,26])");
    if (!document || !growing) return 1;
    PictureBuilder pictures(document);
    PictureBuilder growingPictures(growing);
    const auto picture = pictures.build({}, view);
    std::printf("%zu features, %zu candidates in the first view\n", table->size(), candidatesIn(*picture, view));

    FontBook fonts;
    std::size_t labels = 0;
    {
        LabelPlacer placer(fonts);
        const double first = milliseconds([&] { labels = placer.place(*picture, view, false).size(); });
        report("first", {first}, labels);
        std::vector<double> whole;
        for (int i = 0; i < 20; ++i) {
            whole.push_back(milliseconds([&] { labels = placer.place(*picture, view, true).size(); }));
        }
        report("whole labels, from nothing", whole, labels);
    }
    FontBook coldFonts;
    first(picture, coldFonts, view);
    pan(pictures, fonts, view);
    zoom("zoom", pictures, fonts, view);
    zoom("zoom, sizes that follow it", growingPictures, fonts, view);
    return 0;
}
