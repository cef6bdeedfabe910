// What paper loses of a path, and that neighbours lose the same.
#include "sheet/paper_paths.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <random>
#include <tuple>

using namespace geju;

namespace {

// A metre of the world is a millimetre of the page: 1 : 1000.
constexpr View kView{{100, 100}, 0.1, 2000, 2000, 10 * 25.4 / 96};
constexpr PageBox kFrame{20, 30, 200, 200};

using Path = std::vector<Point>;

/// Cells of a lattice whose edges wind and are the same from both sides; every ring begins at a random corner, every
/// second one runs the other way.
class Lattice {
  public:
    explicit Lattice(int size)
      : size_(size) {
        for (int i = 0; i <= size; ++i) {
            for (int j = 0; j <= size; ++j) {
                if (i < size) across_[{i, j}] = edge(Point(i, j), Point(i + 1, j), j == 0 || j == size);
                if (j < size) up_[{i, j}] = edge(Point(i, j), Point(i, j + 1), i == 0 || i == size);
            }
        }
        for (int i = 0; i < size; ++i) {
            for (int j = 0; j < size; ++j) rings.push_back(ring(i, j));
        }
    }
    std::vector<Path> rings;

  private:
    Path edge(Point from, Point to, bool straight) {
        Path path;
        const double swing = straight ? 0 : std::uniform_real_distribution(-0.06, 0.06)(random_);
        constexpr int kSteps = 24;
        for (int k = 0; k <= kSteps; ++k) {
            const double t = double(k) / kSteps;
            const double side = k % kSteps == 0 ? 0 : swing * std::sin(3 * std::numbers::pi * t);
            path.push_back({100 + from.x + (to.x - from.x) * t - (to.y - from.y) * side,
                            100 + from.y + (to.y - from.y) * t + (to.x - from.x) * side});
        }
        return path;
    }
    Path ring(int i, int j) {
        Path path;
        const auto go = [&](Path part, bool back) {
            if (back) std::reverse(part.begin(), part.end());
            path.insert(path.end(), part.begin(), part.end() - 1);
        };
        go(across_[{i, j}], false);
        go(up_[{i + 1, j}], false);
        go(across_[{i, j + 1}], true);
        go(up_[{i, j}], true);
        std::rotate(path.begin(), path.begin() + static_cast<std::ptrdiff_t>(random_() % path.size()), path.end());
        path.push_back(path.front());
        if ((i + j) % 2 == 1) std::reverse(path.begin(), path.end());
        return path;
    }

    int size_;
    std::mt19937 random_{7};
    std::map<std::pair<int, int>, Path> across_, up_;
};

Picture pictureOf(const std::vector<Path>& paths, PartKind kind) {
    TableBuilder builder;
    for (const Path& path : paths) {
        builder.beginPart(kind);
        builder.beginRing();
        for (const Point point : path) builder.addPoint(point);
        builder.endFeature();
    }
    PictureLayer layer;
    layer.kind = PictureKind::Fill;
    layer.table = std::make_shared<FeatureTable>(builder.build("paths", Crs::wgs84()));
    Picture picture;
    picture.layers.push_back(std::move(layer));
    return picture;
}

double area(const Path& ring) {
    double sum = 0;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) sum += ring[i].x * ring[i + 1].y - ring[i + 1].x * ring[i].y;
    return sum / 2;
}

double distance(Point point, Point from, Point to) {
    const double x = to.x - from.x;
    const double y = to.y - from.y;
    const double length = x * x + y * y;
    const double t = length == 0 ? 0 : std::clamp(((point.x - from.x) * x + (point.y - from.y) * y) / length, 0.0, 1.0);
    return std::hypot(point.x - from.x - t * x, point.y - from.y - t * y);
}

double distance(Point point, const Path& path) {
    double least = INFINITY;
    for (std::size_t i = 0; i + 1 < path.size(); ++i) least = std::min(least, distance(point, path[i], path[i + 1]));
    return least;
}

} // namespace

TEST_CASE("neighbours lose the same corners of the border they share", "[sheet][paper]") {
    constexpr int kSize = 20;
    const Lattice lattice(kSize);
    const PaperPaths paths(pictureOf(lattice.rings, PartKind::Polygon), kView, kFrame);
    using Ends = std::pair<std::pair<long, long>, std::pair<long, long>>;
    std::map<Ends, int> sides;
    std::size_t before = 0;
    std::size_t after = 0;
    double total = 0;
    for (const Path& ring : lattice.rings) {
        const Path drawn = paths.onPage(ring);
        REQUIRE(drawn.front() == drawn.back());
        before += ring.size();
        after += drawn.size();
        total += std::abs(area(drawn));
        for (std::size_t i = 0; i + 1 < drawn.size(); ++i) {
            const auto key = [](Point p) { return std::pair(std::lround(p.x * 100), std::lround(p.y * 100)); };
            ++sides[std::minmax(key(drawn[i]), key(drawn[i + 1]))];
        }
    }
    CHECK(after * 2 < before);
    CHECK(total == Approx(kSize * kSize).epsilon(1e-9)); // neither gap nor overlap: the lattice is a square
    for (const auto& [ends, count] : sides) {
        const auto outer = [&](long low, long first, long second) {
            return first == second && (first == low || first == low + 100 * kSize);
        };
        // The lattice begins at the frame's middle and goes up the page.
        const bool rim = outer(12000, ends.first.first, ends.second.first) ||
                         outer(13000 - 100 * kSize, ends.first.second, ends.second.second);
        CHECK(count == (rim ? 1 : 2));
    }
}

TEST_CASE("no path moves by more than two hundredths of a millimetre", "[sheet][paper]") {
    std::mt19937 random(11);
    std::normal_distribution<double> step(0, 0.01);
    std::vector<Path> lines;
    for (int i = 0; i < 20; ++i) {
        Path line{{100.0 + i, 100}};
        for (int k = 0; k < 500; ++k) line.push_back({line.back().x + step(random), line.back().y + step(random)});
        lines.push_back(line);
    }
    const PaperPaths paths(pictureOf(lines, PartKind::Line), kView, kFrame);
    std::size_t dropped = 0;
    for (const Path& line : lines) {
        const Path drawn = paths.onPage(line);
        dropped += line.size() - drawn.size();
        Path exact;
        for (const Point point : line) exact.push_back(paths.page().toPage(point));
        CHECK(distance(exact.front(), drawn.front(), drawn.front()) < 0.0075);
        CHECK(distance(exact.back(), drawn.back(), drawn.back()) < 0.0075);
        for (const Point point : exact) CHECK(distance(point, drawn) < 0.02);
        for (const Point point : drawn) CHECK(distance(point, exact) < 0.02);
    }
    CHECK(dropped > 500);
}

TEST_CASE("an island and the hole around it are one line, from wherever they begin", "[sheet][paper]") {
    Path island;
    constexpr int kCorners = 400;
    for (int k = 0; k < kCorners; ++k) {
        const double angle = 2 * std::numbers::pi * k / kCorners;
        island.push_back({120 + 5 * std::cos(angle), 120 + 3 * std::sin(angle)});
    }
    Path hole = island;
    std::rotate(hole.begin(), hole.begin() + 123, hole.end());
    std::reverse(hole.begin(), hole.end());
    for (Path* ring : {&island, &hole}) ring->push_back(ring->front());
    const PaperPaths paths(pictureOf({island, hole}, PartKind::Polygon), kView, kFrame);
    Path inner = paths.onPage(island);
    Path outer = paths.onPage(hole);
    CHECK(inner.size() < kCorners / 2);
    for (Path* ring : {&inner, &outer}) {
        ring->pop_back();
        std::sort(ring->begin(), ring->end(), [](Point a, Point b) { return std::tie(a.x, a.y) < std::tie(b.x, b.y); });
    }
    CHECK((inner == outer));
    // Dashes begin where the ring does.
    const Point first = paths.page().toPage(hole.front());
    const Point kept = paths.onPage(hole, true).front();
    CHECK(std::hypot(kept.x - first.x, kept.y - first.y) < 0.0075);
}

TEST_CASE("what lies far outside of the frame stays within what programs can read", "[sheet][paper]") {
    const Path path{{100, 100}, {1e12, 100}, {-1e15, 1e300}};
    const PaperPaths paths(pictureOf({path}, PartKind::Line), kView, kFrame);
    for (const Point point : paths.onPage(path)) {
        CHECK(std::abs(point.x) < 1e7);
        CHECK(std::abs(point.y) < 1e7);
    }
}
