#include "drawing/pictograms.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <sstream>
#include <string>

namespace geju {

namespace {

struct Drawing {
    std::string_view name;
    std::string_view path;
};

/// On a grid of 24, y down, within 2 and 22. M x y: a new ring; L x y …: corners; Q cx cy x y: a quadratic curve;
/// E cx cy rx ry: an ellipse, which is a ring of its own. Filled even–odd: a ring in a ring is a hole.
constexpr Drawing kDrawings[] = {
    {"airport", "M 12 2 Q 13.5 2 13.5 5 L 13.5 9 22 14.5 22 16.5 13.5 13.7 13.2 18.4 16 20.5 16 22 12 21 8 22 8 20.5 "
                "10.8 18.4 10.5 13.7 2 16.5 2 14.5 10.5 9 10.5 5 Q 10.5 2 12 2"},
    {"bus", "M 6 3 L 18 3 Q 20 3 20 5 L 20 17.5 4 17.5 4 5 Q 4 3 6 3 M 6 6 L 18 6 18 11 6 11 E 7.3 14.3 1.3 1.3 "
            "E 16.7 14.3 1.3 1.3 M 5.5 18.5 L 8.7 18.5 8.7 21.5 5.5 21.5 M 15.3 18.5 L 18.5 18.5 18.5 21.5 15.3 21.5"},
    {"convention", "M 2 11.5 Q 12 -1 22 11.5 L 22 13.5 2 13.5 M 3.5 15 L 6 15 6 19 3.5 19 M 8.4 15 L 10.9 15 10.9 19 "
                   "8.4 19 M 13.1 15 L 15.6 15 15.6 19 13.1 19 M 18 15 L 20.5 15 20.5 19 18 19 M 2 20.2 L 22 20.2 22 "
                   "22 2 22"},
    {"dot", "E 12 12 8 8"},
    {"drop", "M 12 2 Q 19.5 11 19.5 14.6 Q 19.5 22 12 22 Q 4.5 22 4.5 14.6 Q 4.5 11 12 2"},
    {"elder-care", "M 12 2 L 22 11 19.8 11 19.8 22 4.2 22 4.2 11 2 11 M 12 19.6 Q 6.8 15.8 6.8 12.6 Q 6.8 9.9 9.3 9.9 "
                   "Q 11.2 9.9 12 11.6 Q 12.8 9.9 14.7 9.9 Q 17.2 9.9 17.2 12.6 Q 17.2 15.8 12 19.6"},
    {"energy", "M 14.5 2 L 4.5 13.7 11 13.7 9.5 22 19.5 10.3 13 10.3"},
    {"factory", "M 2.5 21.5 L 2.5 11.5 8.3 7.2 8.3 11.5 14.1 7.2 14.1 11.5 15.6 11.5 16.3 2.5 20 2.5 21.5 21.5 M 5.5 "
                "15 L 8 15 8 18 5.5 18 M 10.6 15 L 13.1 15 13.1 18 10.6 18 M 15.7 15 L 18.2 15 18.2 18 15.7 18"},
    {"flag", "M 4.5 2 L 6.7 2 6.7 3.2 20.5 3.2 17.3 8.4 20.5 13.6 6.7 13.6 6.7 22 4.5 22"},
    {"government", "M 11.2 2 L 17.2 4 12.8 5.8 12.8 7.6 21.5 12 21.5 13.6 2.5 13.6 2.5 12 11.2 7.6 M 4.6 15 L 7.4 15 "
                   "7.4 18.8 4.6 18.8 M 10.6 15 L 13.4 15 13.4 18.8 10.6 18.8 M 16.6 15 L 19.4 15 19.4 18.8 16.6 "
                   "18.8 M 2.5 20.2 L 21.5 20.2 21.5 22 2.5 22"},
    {"harbor", "E 12 4.8 2.8 2.8 E 12 4.8 1.1 1.1 M 10.8 7.9 L 13.2 7.9 13.2 9.4 16.8 9.4 16.8 11.6 13.2 11.6 13.2 "
               "19.1 Q 17.4 18.4 18.3 15 L 16.4 15.7 19.4 11.5 22 16 20.5 15.5 Q 19 21.6 12 22 Q 5 21.6 3.5 15.5 L "
               "2 16 4.6 11.5 7.6 15.7 5.7 15 Q 6.6 18.4 10.8 19.1 L 10.8 11.6 7.2 11.6 7.2 9.4 10.8 9.4"},
    {"heart", "M 12 21.8 Q 2 14.6 2 8.6 Q 2 3 7 3 Q 10.6 3 12 6.4 Q 13.4 3 17 3 Q 22 3 22 8.6 Q 22 14.6 12 21.8"},
    {"home", "M 12 2.5 L 22 11.5 19.6 11.5 19.6 21.5 14.2 21.5 14.2 15 9.8 15 9.8 21.5 4.4 21.5 4.4 11.5 2 11.5"},
    {"hospital", "M 8.8 2.5 L 15.2 2.5 15.2 8.8 21.5 8.8 21.5 15.2 15.2 15.2 15.2 21.5 8.8 21.5 8.8 15.2 2.5 15.2 2.5 "
                 "8.8 8.8 8.8"},
    {"library", "M 2 5 Q 7 2.8 11.2 6 L 11.2 20.8 Q 7 17.6 2 19.8 M 22 5 Q 17 2.8 12.8 6 L 12.8 20.8 Q 17 17.6 22 "
                "19.8"},
    {"metro", "E 12 12 10 10 E 12 12 8 8 M 6.8 16.5 L 8.6 7.5 10.7 7.5 12 12 13.3 7.5 15.4 7.5 17.2 16.5 14.9 16.5 "
              "14.1 12 12.8 16.5 11.2 16.5 9.9 12 9.1 16.5"},
    {"monument", "M 12 2 L 14 5 14.9 16.8 9.1 16.8 10 5 M 5.5 18.4 L 18.5 18.4 18.5 22 5.5 22"},
    {"museum", "M 12 2 L 22 7.2 22 9 2 9 2 7.2 M 4 10.5 L 6.8 10.5 6.8 17.5 4 17.5 M 10.6 10.5 L 13.4 10.5 13.4 17.5 "
               "10.6 17.5 M 17.2 10.5 L 20 10.5 20 17.5 17.2 17.5 M 2 19 L 22 19 22 22 2 22"},
    {"office", "M 5.5 2 L 18.5 2 18.5 22 13.6 22 13.6 18 10.4 18 10.4 22 5.5 22 M 8 4.8 L 10.8 4.8 10.8 7.2 8 7.2 M "
               "13.2 4.8 L 16 4.8 16 7.2 13.2 7.2 M 8 9 L 10.8 9 10.8 11.4 8 11.4 M 13.2 9 L 16 9 16 11.4 13.2 11.4 "
               "M 8 13.2 L 10.8 13.2 10.8 15.6 8 15.6 M 13.2 13.2 L 16 13.2 16 15.6 13.2 15.6"},
    {"park", "M 12 2 L 18.2 9.5 15.7 9.5 20.5 16.8 13.4 16.8 13.4 22 10.6 22 10.6 16.8 3.5 16.8 8.3 9.5 5.8 9.5"},
    {"rail", "M 8 2 L 16 2 Q 19 2 19 5 L 19 14.6 Q 19 17.6 16 17.6 L 8 17.6 Q 5 17.6 5 14.6 L 5 5 Q 5 2 8 2 M 7.3 5.4 "
             "L 16.7 5.4 16.7 10.4 7.3 10.4 E 8.6 14 1.3 1.3 E 15.4 14 1.3 1.3 M 6.8 18.8 L 9.4 18.8 7.2 22 4.6 22 M "
             "14.6 18.8 L 17.2 18.8 19.4 22 16.8 22"},
    {"research", "M 8.6 2 L 15.4 2 15.4 4.2 14.3 4.2 14.3 9.6 20.8 19.4 Q 21.8 22 19.2 22 L 4.8 22 Q 2.2 22 3.2 19.4 L "
                 "9.7 9.6 9.7 4.2 8.6 4.2 M 11.5 10.2 L 12.5 10.2 15.4 14.6 8.6 14.6 E 10 18.3 1.2 1.2 E 14.3 17.5 1 "
                 "1"},
    {"school", "M 12 3.5 L 22 8.5 12 13.5 2 8.5 M 5.8 12 L 12 15.2 18.2 12 18.2 17 Q 12 22.6 5.8 17 M 20.3 10.9 L 22 "
               "10 22 16.5 20.3 16.5"},
    {"shop", "M 4.2 8 L 19.8 8 21 22 3 22 M 7.9 6.9 L 7.9 6 Q 7.9 2 12 2 Q 16.1 2 16.1 6 L 16.1 6.9 14.2 6.9 14.2 6 Q "
             "14.2 3.9 12 3.9 Q 9.8 3.9 9.8 6 L 9.8 6.9"},
    {"soccer", "E 12 12 10 10 M 12 7.8 L 16 10.7 14.5 15.4 9.5 15.4 8 10.7 M 9.6 3.6 L 14.4 3.6 12 5.6 M 19.25 7.12 L "
               "20.73 11.69 18.1 10.02 M 18.88 17.38 L 15 20.21 15.77 17.18 M 9 20.21 L 5.12 17.38 8.23 17.18 M 3.27 "
               "11.69 L 4.75 7.12 5.9 10.02"},
    {"stadium", "E 12 12 10 7.8 E 12 12 7.6 5.4 M 8.4 9.6 L 15.6 9.6 15.6 14.4 8.4 14.4"},
    {"star", "M 12 2.4 L 14.47 9.3 21.7 9.5 15.99 13.9 18 20.9 12 16.8 6 20.9 8.01 13.9 2.3 9.5 9.53 9.3"},
    {"warehouse", "M 12 2.5 L 22 8.2 22 21.5 19 21.5 19 11.4 5 11.4 5 21.5 2 21.5 2 8.2 M 7 13 L 17 13 17 15 7 15 M 7 "
                  "16.3 L 17 16.3 17 18.3 7 18.3 M 7 19.5 L 17 19.5 17 21.5 7 21.5"},
    {"water", "M 2 5 Q 5 2 8 4.5 Q 12 7.8 16 4.5 Q 19 2 22 5 L 22 7.8 Q 19 4.8 16 7.3 Q 12 10.6 8 7.3 Q 5 4.8 2 7.8 M "
              "2 11.5 Q 5 8.5 8 11 Q 12 14.3 16 11 Q 19 8.5 22 11.5 L 22 14.3 Q 19 11.3 16 13.8 Q 12 17.1 8 13.8 Q 5 "
              "11.3 2 14.3 M 2 18 Q 5 15 8 17.5 Q 12 20.8 16 17.5 Q 19 15 22 18 L 22 20.8 Q 19 17.8 16 20.3 Q 12 "
              "23.6 8 20.3 Q 5 17.8 2 20.8"},
};
constexpr std::size_t kCount = std::size(kDrawings);

using Rings = std::vector<std::vector<Point>>;

Point onGrid(double x, double y) {
    return {x / 24 - 0.5, y / 24 - 0.5};
}

Rings parsePath(std::string_view path) {
    constexpr int kCurveSteps = 12;
    constexpr int kEllipseSteps = 64;
    Rings rings;
    std::istringstream words{std::string(path)};
    words.imbue(std::locale::classic());
    char command = 'M';
    double x = 0;
    double y = 0;
    const auto read = [&](auto&... numbers) { (words >> ... >> numbers); };
    while (words >> std::ws && !words.eof()) {
        if (const int next = words.peek(); next >= 'A' && next <= 'Z') words >> command;
        if (command == 'Q') {
            const double fromX = x;
            const double fromY = y;
            double bendX = 0;
            double bendY = 0;
            read(bendX, bendY, x, y);
            for (int i = 1; i <= kCurveSteps; ++i) {
                const double t = static_cast<double>(i) / kCurveSteps;
                const double a = (1 - t) * (1 - t);
                const double b = 2 * t * (1 - t);
                rings.back().push_back(onGrid(a * fromX + b * bendX + t * t * x, a * fromY + b * bendY + t * t * y));
            }
        } else if (command == 'E') {
            double radiusX = 0;
            double radiusY = 0;
            read(x, y, radiusX, radiusY);
            std::vector<Point>& ring = rings.emplace_back();
            for (int i = 0; i < kEllipseSteps; ++i) {
                const double angle = 2 * std::numbers::pi * i / kEllipseSteps;
                ring.push_back(onGrid(x + radiusX * std::cos(angle), y + radiusY * std::sin(angle)));
            }
        } else {
            read(x, y);
            if (command == 'M') rings.emplace_back();
            rings.back().push_back(onGrid(x, y));
        }
    }
    return rings;
}

} // namespace

std::span<const std::string_view> pictogramNames() {
    static const auto names = [] {
        std::array<std::string_view, kCount> all;
        std::transform(std::begin(kDrawings), std::end(kDrawings), all.begin(),
                       [](const Drawing& drawing) { return drawing.name; });
        return all;
    }();
    return names;
}

std::optional<PictogramId> findPictogram(std::string_view name) {
    const auto names = pictogramNames();
    const auto found = std::lower_bound(names.begin(), names.end(), name);
    if (found == names.end() || *found != name) return std::nullopt;
    return static_cast<PictogramId>(found - names.begin());
}

const std::vector<std::vector<Point>>& pictogramRings(PictogramId pictogram) {
    static const auto rings = [] {
        std::array<Rings, kCount> all;
        std::transform(std::begin(kDrawings), std::end(kDrawings), all.begin(),
                       [](const Drawing& drawing) { return parsePath(drawing.path); });
        return all;
    }();
    return rings.at(pictogram);
}

} // namespace geju
