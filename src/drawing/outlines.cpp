#include "drawing/outlines.hpp"

#include <cmath>
#include <numbers>
#include <sstream>
#include <string>

namespace geju {

std::vector<std::vector<Point>> parseOutlines(std::string_view path) {
    constexpr int kCurveSteps = 12;
    constexpr int kEllipseSteps = 64;
    std::vector<std::vector<Point>> rings;
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
                rings.back().push_back({a * fromX + b * bendX + t * t * x, a * fromY + b * bendY + t * t * y});
            }
        } else if (command == 'E') {
            double radiusX = 0;
            double radiusY = 0;
            read(x, y, radiusX, radiusY);
            std::vector<Point>& ring = rings.emplace_back();
            for (int i = 0; i < kEllipseSteps; ++i) {
                const double angle = 2 * std::numbers::pi * i / kEllipseSteps;
                ring.push_back({x + radiusX * std::cos(angle), y + radiusY * std::sin(angle)});
            }
        } else {
            read(x, y);
            if (command == 'M') rings.emplace_back();
            rings.back().push_back({x, y});
        }
    }
    return rings;
}

} // namespace geju
