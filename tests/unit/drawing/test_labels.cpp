#include "drawing/label_candidates.hpp"
#include "drawing/label_placement.hpp"
#include "drawing/labels.hpp"
#include "label_layers.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <numeric>
#include <random>

using namespace geju;
using namespace geju::test;

namespace {

/// Points, polygons and lines with names, scattered over 4 km.
std::shared_ptr<const FeatureTable> scatter(unsigned seed) {
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> place(-2000, 2000);
    std::uniform_real_distribution<double> turn(0, 2 * std::numbers::pi);
    const std::vector<std::string> names{"长江路",     "夏驾河科创走廊",   "青阳港", "Qianjin Road",
                                         "综合保税区", "光电产业园（东）", "园",     "Eastern Medical Centre"};
    PlanTable table;
    for (int i = 0; i < 300; ++i) {
        const std::string& name = names[random() % names.size()];
        const Attributes attributes{{"name", name}, {"key", static_cast<std::int64_t>(random() % 4)}};
        const Point at{place(random), place(random)};
        if (i % 3 == 0) table.point(at, attributes);
        if (i % 3 == 1) table.square(at.x, at.y, 50 + std::abs(place(random)) / 4, attributes);
        if (i % 3 == 2) {
            std::vector<Point> path{at};
            double heading = turn(random);
            for (int step = 0; step < 20; ++step) {
                heading += (turn(random) - std::numbers::pi) / 8;
                path.push_back({path.back().x + 60 * std::cos(heading), path.back().y + 60 * std::sin(heading)});
            }
            table.line(path, attributes);
        }
    }
    return table.build();
}

const std::string kScatterLayers =
    "[" + symbolLayer(R"("symbol-placement":"line","text-size":13)", "along") + "," +
    R"({"id":"signs","type":"symbol","source":"plan","layout":{"icon-image":"star","icon-size":0.5,
        "symbol-placement":"line","symbol-spacing":130}},)" +
    symbolLayer(R"("text-size":15,"text-max-width":5,"symbol-sort-key":["get","key"])", "points") + "," +
    symbolLayer(R"("text-size":11,"text-anchor":"left","text-offset":[0.5,0],"text-rotate":20)", "turned") + "]";

} // namespace

TEST_CASE("labels of random plans never overlap, and none leaves the view") {
    FontBook fonts;
    for (unsigned seed = 1; seed <= 12; ++seed) {
        const auto table = scatter(seed);
        const double unitsPerPixel = 1.0 + seed * 0.5;
        const View view = viewOf({100.0 * seed - 600, 50.0 * seed}, unitsPerPixel, 900, 700, seed % 2 ? 1 : 1.5);
        const auto picture = pictureOf(table, kScatterLayers, view);
        LabelPlacer placer(fonts);
        const std::vector<Box> reserved{{0, 0, 200, 80}, {700, 600, 900, 700}};
        for (const bool wholeOnly : {false, true}) {
            const auto labels = placer.place(*picture, view, wholeOnly, reserved);
            CAPTURE(seed, wholeOnly, labels.size());
            CHECK(labels.size() > 10);
            CHECK(overlaps(labels) == 0);
            const Box screen{0, 0, 900, 700};
            for (const PlacedLabel& label : labels) {
                REQUIRE_FALSE(label.boxes.empty());
                REQUIRE_FALSE(label.glyphs.empty());
                for (const Box& box : label.boxes) {
                    CHECK(screen.contains(box));
                    for (const Box& taken : reserved) CHECK_FALSE(box.intersects(taken));
                }
            }
        }
    }
    CHECK(fonts.missingGlyphs() == 0);
}

TEST_CASE("the ink of every glyph lies in its label's boxes") {
    FontBook fonts;
    const View view = viewOf({0, 0}, 3, 900, 700);
    const auto picture = pictureOf(scatter(5), kScatterLayers, view);
    LabelPlacer placer(fonts);
    for (const PlacedLabel& label : placer.place(*picture, view, true)) {
        Box bounds;
        for (const Box& box : label.boxes) bounds.extend(box);
        for (const PlacedGlyph& glyph : label.glyphs) {
            const GlyphBitmap ink = fonts.rasterize(glyph.face, glyph.glyph, label.sizePixels, 0, glyph.angleRadians);
            if (ink.coverage.empty()) continue;
            const Box inked{glyph.pen.x + ink.left, glyph.pen.y + ink.top, glyph.pen.x + ink.left + ink.width,
                            glyph.pen.y + ink.top + ink.height};
            CAPTURE(label.text, glyph.angleRadians);
            CHECK(bounds.grown(1.5).contains(inked)); // bitmaps are rounded out to whole pixels
        }
    }
}

TEST_CASE("while panning every label that stays in sight stays where it is in the world") {
    FontBook fonts;
    for (unsigned seed = 20; seed < 26; ++seed) {
        View view = viewOf({0, 0}, 2.5, 900, 700);
        const auto picture = pictureOf(scatter(seed), kScatterLayers, view);
        LabelPlacer placer(fonts);
        auto before = placer.place(*picture, view, false);
        for (int step = 0; step < 15; ++step) {
            View next = view;
            next.centerWorld.x += 17.5 * (step % 4);
            next.centerWorld.y -= 11.25;
            const auto after = placer.place(*picture, next, false);
            CHECK(overlaps(after) == 0);
            const Box inner = Box{0, 0, 900, 700};
            for (const PlacedLabel& label : before) {
                const Point world = view.toWorld(label.glyphs[0].pen);
                bool inSight = true;
                for (const Box& box : label.boxes) {
                    Box moved;
                    moved.extend(next.toScreen(view.toWorld({box.minX, box.minY})));
                    moved.extend(next.toScreen(view.toWorld({box.maxX, box.maxY})));
                    inSight = inSight && inner.contains(moved);
                }
                if (!inSight) continue;
                const bool kept = std::any_of(after.begin(), after.end(), [&](const PlacedLabel& other) {
                    const Point otherWorld = next.toWorld(other.glyphs[0].pen);
                    return other.text == label.text &&
                           std::hypot(otherWorld.x - world.x, otherWorld.y - world.y) < 0.01;
                });
                CAPTURE(seed, step, label.text, label.boxes[0].minX, label.boxes[0].minY);
                CHECK(kept);
            }
            before = after;
            view = next;
        }
    }
}

namespace {

/// A placer for panning that knows no short cut: every candidate that is not shown is tried again in every view.
class PlainPlacer {
  public:
    explicit PlainPlacer(FontBook& fonts)
      : fonts_(fonts) {}
    std::vector<PlacedLabel> place(const Picture& picture, const View& view, const std::vector<Box>& reserved) {
        std::vector<LabelCandidate> candidates;
        for (std::uint32_t i = 0; i < picture.layers.size(); ++i) {
            LabelLayer& layer = layers_.try_emplace(i, i).first->second;
            layer.update(picture.layers[i], picture.revision, view.pixelRatio);
            collectCandidates(layer, i, view, fonts_, candidates);
        }
        for (LabelCandidate& candidate : candidates) {
            LabelMemory& memory = memories_[{candidate.layer, candidate.target, candidate.slot, candidate.onLine}];
            candidate.memory = &memory;
            candidate.shownBefore = memory.shown && memory.call == call_;
            memory.call = call_ + 1;
            memory.shown = false;
        }
        ++call_;
        const auto order = [](const LabelCandidate& c) {
            return std::make_tuple(-static_cast<int>(c.layer), c.sortKey, !c.shownBefore, -c.size, c.target, c.slot);
        };
        std::sort(candidates.begin(), candidates.end(),
                  [&](const LabelCandidate& a, const LabelCandidate& b) { return order(a) < order(b); });
        LabelPlacement placement(fonts_, view);
        for (const Box& box : reserved) placement.reserve(box);
        for (const LabelCandidate& candidate : candidates) {
            if (candidate.shownBefore) placement.tryAgain(layers_.at(candidate.layer), candidate);
        }
        for (const LabelCandidate& candidate : candidates) {
            if (!candidate.memory->shown) placement.tryCandidate(layers_.at(candidate.layer), candidate);
        }
        return std::move(placement.labels);
    }

  private:
    FontBook& fonts_;
    std::map<std::uint32_t, LabelLayer> layers_;
    LabelMemories memories_;
    std::uint64_t call_ = 0;
};

} // namespace

TEST_CASE("what is not tried again while panning would find no place") {
    FontBook fonts;
    const std::string layers =
        "[" + symbolLayer(R"("symbol-placement":"line","text-size":13,"symbol-spacing":180)", "along") + "," +
        symbolLayer(R"("text-size":15,"text-max-width":5,"symbol-sort-key":["get","key"],"icon-image":"dot",)"
                    R"("text-optional":true,"text-radial-offset":1,"text-variable-anchor":["left","right","top"])",
                    "points") +
        "," + symbolLayer(R"("text-size":11,"text-anchor":"left","text-offset":[0.5,0],"text-rotate":20)", "turned") +
        R"(,{"id":"apart","type":"symbol","source":"plan","layout":{"text-field":["get","name"]},)"
        R"("metadata":{"geju:leader":{}}}])";
    for (unsigned seed = 40; seed < 48; ++seed) {
        std::mt19937 random(seed);
        View view = viewOf({0, 0}, 4, 900, 700);
        const auto picture = pictureOf(scatter(seed), layers, view);
        LabelPlacer placer(fonts);
        PlainPlacer plain(fonts);
        for (int step = 0; step < 40; ++step) {
            const std::vector<Box> reserved =
                step % 9 < 5 ? std::vector<Box>{{0, 0, 200, 80}} : std::vector<Box>{{700, 600, 900, 700}};
            if (step % 13 == 12) view.widthPixels = 700 + 25 * step; // the window is made larger
            const auto labels = placer.place(*picture, view, false, reserved);
            const auto expected = plain.place(*picture, view, reserved);
            CAPTURE(seed, step);
            REQUIRE(labels.size() > 20);
            REQUIRE(labels.size() == expected.size());
            for (std::size_t i = 0; i < labels.size(); ++i) {
                CHECK(labels[i].text == expected[i].text);
                CHECK(labels[i].boxes == expected[i].boxes);
            }
            view.centerWorld.x += static_cast<double>(random() % 240) - 90;
            view.centerWorld.y += static_cast<double>(random() % 160) - 90;
        }
    }
}

TEST_CASE("exports do not depend on what was shown before") {
    FontBook fonts;
    const View view = viewOf({0, 0}, 2.5, 900, 700);
    View elsewhere = view;
    elsewhere.centerWorld.x += 200;
    const auto picture = pictureOf(scatter(3), kScatterLayers, view);
    LabelPlacer fresh(fonts);
    LabelPlacer used(fonts);
    used.place(*picture, elsewhere, false);
    const auto one = fresh.place(*picture, view, true);
    const auto other = used.place(*picture, view, true);
    REQUIRE(one.size() == other.size());
    for (std::size_t i = 0; i < one.size(); ++i) {
        CHECK(one[i].text == other[i].text);
        CHECK(one[i].boxes == other[i].boxes);
    }
}

TEST_CASE("labels that follow a map are those of its view as soon as there was time for them") {
    FontBook fonts;
    const View view = viewOf({0, 0}, 2.5, 900, 700);
    View closer = view;
    closer.unitsPerPixel = 2.2;
    closer.centerWorld.x += 60;
    const auto picture = pictureOf(scatter(3), kScatterLayers, view);
    const std::vector<Box> reserved{{0, 0, 200, 80}};
    LabelPlacer follower(fonts);
    LabelPlacer twin(fonts);
    const auto same = [](const std::vector<PlacedLabel>& a, const std::vector<PlacedLabel>& b) {
        REQUIRE(a.size() == b.size());
        for (std::size_t i = 0; i < a.size(); ++i) {
            CHECK(a[i].text == b[i].text);
            CHECK(a[i].boxes == b[i].boxes);
        }
    };
    CHECK(follower.follow(picture, view, reserved, 0).empty());
    CHECK_FALSE(follower.upToDate());
    std::vector<PlacedLabel> before;
    int calls = 0;
    for (; !follower.upToDate(); ++calls) before = follower.follow(picture, view, reserved, 0.02);
    CHECK(calls > 1);
    CHECK(before.size() > 20);
    same(before, twin.place(*picture, view, false, reserved));

    SECTION("without time they move along with the map") {
        const auto moved = follower.follow(picture, closer, reserved, 0);
        CHECK_FALSE(follower.upToDate());
        REQUIRE(moved.size() == before.size());
        for (std::size_t i = 0; i < moved.size(); ++i) {
            const Point now = closer.toWorld(moved[i].anchor);
            const Point then = view.toWorld(before[i].anchor);
            CHECK(std::hypot(now.x - then.x, now.y - then.y) < 1e-6);
            const double dx = moved[i].anchor.x - before[i].anchor.x;
            const double dy = moved[i].anchor.y - before[i].anchor.y;
            for (std::size_t g = 0; g < moved[i].glyphs.size(); ++g) {
                CHECK(moved[i].glyphs[g].pen.x == Approx(before[i].glyphs[g].pen.x + dx));
                CHECK(moved[i].glyphs[g].pen.y == Approx(before[i].glyphs[g].pen.y + dy));
            }
            CHECK(moved[i].boxes[0].minX == Approx(before[i].boxes[0].minX + dx));
            CHECK(moved[i].boxes[0].width() == Approx(before[i].boxes[0].width()));
        }
        const auto after = follower.follow(picture, closer, reserved, 10'000);
        CHECK(follower.upToDate());
        same(after, twin.place(*picture, closer, false, reserved));
        CHECK(overlaps(after) == 0);
    }
    SECTION("a placement that was begun ends while the map moves on, and a new one follows") {
        View last = closer;
        for (int i = 0; i < 2000 && !follower.upToDate(); ++i) {
            last.centerWorld.x += i % 2;
            follower.follow(picture, last, reserved, 0.02);
        }
        const auto after = follower.follow(picture, last, reserved, 10'000);
        CHECK(follower.upToDate());
        CHECK(overlaps(after) == 0);
        CHECK(after.size() > 20);
    }
    SECTION("an export in between does not disturb them") {
        follower.follow(picture, closer, reserved, 0.02);
        follower.place(*picture, view, true);
        const auto after = follower.follow(picture, closer, reserved, 10'000);
        same(after, twin.place(*picture, closer, false, reserved));
    }
    SECTION("those of a layer that is gone are gone") {
        auto fewer = std::make_shared<Picture>(*picture);
        fewer->layers.erase(fewer->layers.begin());
        ++fewer->revision;
        const auto moved = follower.follow(fewer, closer, reserved, 0);
        CHECK(moved.size() < before.size());
        for (const PlacedLabel& label : moved) {
            REQUIRE(label.layer < fewer->layers.size());
            const PictureLayer& layer = fewer->layers[label.layer];
            const auto at = std::find(layer.rows->begin(), layer.rows->end(), label.row) - layer.rows->begin();
            CHECK(layer.texts[static_cast<std::size_t>(at)] == label.text);
        }
    }
}

TEST_CASE("of many polygons those with room for a label are found, and no other is missed") {
    FontBook fonts;
    std::mt19937 random(11);
    std::uniform_real_distribution<double> place(-20'000, 20'000);
    std::lognormal_distribution<double> size(3, 1.5);
    PlanTable table;
    for (int i = 0; i < 30'000; ++i) {
        const std::string name = i % 7 == 0 ? "" : "地块 " + std::to_string(i) + (i % 5 == 0 ? " Parcel" : "");
        const double width = size(random);
        const double height = size(random);
        const Point at{place(random), place(random)};
        table.polygon({{at, {at.x + width, at.y}, {at.x + width, at.y + height}, {at.x, at.y + height}, at}},
                      {{"name", name}});
    }
    const auto built = table.build();
    for (const char* layout : {R"("text-size":12)", R"("text-size":["interpolate",["linear"],["zoom"],8,6,16,20])",
                               R"("text-size":14,"text-max-width":3)"}) {
        LabelLayer layer(1); // one for all scales, as in a window
        for (const double unitsPerPixel : {60.0, 20.0, 5.0, 1.0, 30.0}) {
            const View view = viewOf({1000, 500}, unitsPerPixel, 900, 700, 1.5);
            const auto picture = pictureOf(built, "[" + symbolLayer(layout) + "]", view);
            layer.update(picture->layers[0], picture->revision, view.pixelRatio);
            std::vector<std::uint32_t> all(picture->layers[0].rows->size());
            std::iota(all.begin(), all.end(), 0U);
            const auto keysOf = [&](const std::vector<std::uint32_t>& positions) {
                std::vector<LabelCandidate> candidates;
                addPointCandidates(layer, 0, positions, view, fonts, candidates);
                std::vector<std::uint32_t> targets;
                for (const LabelCandidate& candidate : candidates) {
                    const Box& box = built->envelope(layer.row(candidate.target));
                    if (box.intersects(view.extent())) targets.push_back(candidate.target);
                }
                std::sort(targets.begin(), targets.end());
                return targets;
            };
            const auto found = pointPositions(layer, view);
            CAPTURE(layout, unitsPerPixel, found.size());
            CHECK(keysOf(found) == keysOf(all));
            if (unitsPerPixel == 60.0) CHECK(found.size() < all.size() / 4);
        }
    }
}

TEST_CASE("a layer of all rows is labelled as one of all rows but some without a name") {
    FontBook fonts;
    const View view = viewOf({300, -200}, 1.1, 900, 700); // a part of the plan
    const auto placed = [&](bool hasNameless) {
        std::mt19937 random(5);
        std::uniform_real_distribution<double> place(-2000, 2000);
        PlanTable table;
        for (int i = 0; i < 600; ++i)
            table.square(place(random), place(random), 40 + i % 7 * 20, {{"name", "地块" + std::to_string(i % 50)}});
        for (int i = 0; hasNameless && i < 20; ++i) table.square(i * 30, -200, 25, {{"key", std::int64_t{1}}});
        const std::string layers = R"([{"id":"names","type":"symbol","source":"plan","filter":["has","name"],)"
                                   R"("layout":{"text-field":["get","name"],"text-size":12}}])";
        const auto picture = pictureOf(table.build(), layers, view);
        LabelPlacer placer(fonts);
        placer.place(*picture, view, false);
        View next = view;
        next.centerWorld.x += 40;
        return placer.place(*picture, next, false);
    };
    const auto all = placed(false);
    const auto some = placed(true);
    REQUIRE(all.size() > 30);
    REQUIRE(all.size() == some.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
        CHECK(all[i].row == some[i].row);
        CHECK(all[i].boxes == some[i].boxes);
    }
}

TEST_CASE("at 300 dpi the same labels stand at the same millimetres") {
    FontBook fonts;
    const View low = viewOf({0, 0}, 3, 960, 720);
    const View high = viewOf({0, 0}, 3 * 96.0 / 300, 3000, 2250, 300.0 / 96);
    const auto table = scatter(8);
    const auto document = documentOf(table, kScatterLayers);
    PictureBuilder builder(document);
    LabelPlacer placer(fonts);
    const auto coarse = placer.place(*builder.build({}, low), low, true);
    const auto fine = placer.place(*builder.build({}, high), high, true);
    REQUIRE(coarse.size() == fine.size());
    for (std::size_t i = 0; i < coarse.size(); ++i) {
        CHECK(coarse[i].text == fine[i].text);
        CHECK(fine[i].glyphs[0].pen.x / (300.0 / 96) == Approx(coarse[i].glyphs[0].pen.x).margin(0.01));
        CHECK(fine[i].glyphs[0].pen.y / (300.0 / 96) == Approx(coarse[i].glyphs[0].pen.y).margin(0.01));
        CHECK(fine[i].sizePixels == Approx(coarse[i].sizePixels * 300 / 96));
    }
}
