#include "sheet/grid.hpp"

#include "core/units.hpp"
#include "crs/transform.hpp"
#include "sheet/page_frame.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <limits>
#include <utility>

namespace geju {

namespace {

/// In layout units.
constexpr double kLeastSpacing = 38;
constexpr double kFigureSize = 2.3;
constexpr double kTickLength = 1.0;
constexpr double kFigureGap = 3.0;

/// Lines beyond this number mean that the spacing is not that of the whole frame (a world map in lon/lat at a pole).
constexpr int kMostLines = 400;

/// Where the lines of a grid meet the frame, and the figures that stand there.
class GridFrame {
  public:
    GridFrame(const PageBox& frame, double unit, const Letterer& letterer, const std::vector<PageBox>& avoided)
      : frame_(frame)
      , unit_(unit)
      , letterer_(letterer)
      , avoided_(avoided) {
        grid_.lettering.sizeMillimeters = kFigureSize * unit;
        grid_.lettering.color = {70, 76, 84, 255};
    }

    void add(bool upright, double value, const std::vector<PageLine>& curve, const std::string& text) {
        GridLine line{upright, value, {}};
        for (const PageLine& part : curve) {
            std::vector<Point> crossings;
            const auto insides = insideOf(part, frame_, crossings);
            for (const PageLine& inside : insides) {
                auto shown = outsideOf(inside, avoided_);
                std::move(shown.begin(), shown.end(), std::back_inserter(line.paths));
            }
            for (const Point crossing : crossings) meet(crossing, directionAt(insides, crossing), text);
        }
        if (!line.paths.empty()) grid_.lines.push_back(std::move(line));
    }

    SheetGrid take() {
        for (auto& edge : edges_) label(edge);
        return std::move(grid_);
    }

  private:
    struct Meeting {
        double at; ///< along the edge
        std::string text;
    };
    struct Edge {
        bool upright;
        double outward; ///< -1: left and top
        double position;
        std::vector<Meeting> meetings;
    };

    /// Of the line that ends at the crossing.
    static Point directionAt(const std::vector<PageLine>& lines, Point crossing) {
        for (const PageLine& line : lines) {
            if (line.size() < 2) continue;
            const auto& [end, next] = line.front() == crossing
                                          ? std::pair(line[0], line[1])
                                          : std::pair(line[line.size() - 1], line[line.size() - 2]);
            if (end == crossing) return {next.x - end.x, next.y - end.y};
        }
        return {};
    }

    void meet(Point p, Point direction, const std::string& text) {
        Edge* nearest = &edges_[0];
        double least = std::numeric_limits<double>::infinity();
        for (Edge& edge : edges_) {
            const double distance = std::abs((edge.upright ? p.x : p.y) - edge.position);
            if (distance < least) {
                least = distance;
                nearest = &edge;
            }
        }
        // A line that all but runs along the edge would put a figure of the other kind among the edge's own.
        constexpr double kLeastSine = 0.3;
        const double across = std::abs(nearest->upright ? direction.x : direction.y);
        if (across < kLeastSine * std::hypot(direction.x, direction.y)) return;
        nearest->meetings.push_back({nearest->upright ? p.y : p.x, text});
        const double tick = nearest->outward * kTickLength * unit_;
        grid_.ticks.push_back({p, nearest->upright ? Point{p.x + tick, p.y} : Point{p.x, p.y + tick}});
    }

    /// Figures that would touch each other or leave their edge are left out; their ticks stay.
    void label(Edge& edge) {
        std::sort(edge.meetings.begin(), edge.meetings.end(),
                  [](const Meeting& a, const Meeting& b) { return a.at < b.at; });
        const double from = edge.upright ? frame_.y : frame_.x;
        const double to = edge.upright ? frame_.bottom() : frame_.right();
        double taken = from;
        for (const Meeting& meeting : edge.meetings) {
            const double length = letterer_.width(meeting.text, grid_.lettering);
            if (meeting.at - length / 2 < taken || meeting.at + length / 2 > to) continue;
            taken = meeting.at + length / 2 + kFigureGap * unit_;
            const double away = edge.position + edge.outward * (kGridBand + kTickLength) / 2 * unit_;
            grid_.labels.push_back(
                {meeting.text, edge.upright ? Point{away, meeting.at} : Point{meeting.at, away}, edge.upright, length});
        }
    }

    const PageBox& frame_;
    double unit_;
    const Letterer& letterer_;
    const std::vector<PageBox>& avoided_;
    SheetGrid grid_;
    std::array<Edge, 4> edges_{Edge{true, -1, frame_.x, {}}, Edge{true, 1, frame_.right(), {}},
                               Edge{false, -1, frame_.y, {}}, Edge{false, 1, frame_.bottom(), {}}};
};

/// The least of the round steps that is not below `least`, in seconds of arc.
double roundSeconds(double least) {
    for (const double scale : {1.0, 60.0}) {
        for (const double step : {1.0, 2.0, 5.0, 10.0, 15.0, 20.0, 30.0}) {
            if (step * scale >= least) return step * scale;
        }
    }
    for (const double degrees : {1.0, 2.0, 5.0, 10.0, 15.0, 20.0, 30.0, 45.0}) {
        if (degrees * 3600 >= least) return degrees * 3600;
    }
    return 90 * 3600;
}

/// 1, 2 or 5 times a power of ten, not below `least`.
double roundMeters(double least) {
    const double power = std::pow(10.0, std::floor(std::log10(least)));
    for (const double step : {1.0, 2.0, 5.0}) {
        if (step * power >= least * (1 - 1e-9)) return step * power;
    }
    return 10 * power;
}

struct Range {
    double from = std::numeric_limits<double>::infinity();
    double to = -std::numeric_limits<double>::infinity();
    void extend(double value) {
        from = std::min(from, value);
        to = std::max(to, value);
    }
};

/// What of the globe a frame shows: longitudes about that of its middle, so that they may pass 180°.
class GlobeView {
  public:
    GlobeView(const Transform& toLonLat, const PageFrame& page, const PageBox& frame)
      : toLonLat_(toLonLat)
      , page_(page) {
        middle_ = at({frame.x + frame.width / 2, frame.y + frame.height / 2});
        if (!middle_) return;
        typical_ = *middle_;
        constexpr int kSamples = 24;
        for (int i = 0; i <= kSamples; ++i) {
            for (int k = 0; k <= kSamples; ++k) {
                const auto place = at({frame.x + frame.width * i / kSamples, frame.y + frame.height * k / kSamples});
                if (!place) continue;
                longitudes.extend(middle_->x + std::remainder(place->x - middle_->x, 360));
                latitudes.extend(place->y);
            }
        }
        for (const double pole : {-90.0, 90.0}) {
            const auto where = onPage({middle_->x, pole});
            if (!where || !frame.contains({where->x, where->y, 0, 0})) continue;
            latitudes.extend(pole);
            longitudes = {middle_->x - 180, middle_->x + 180};
            roundPole_ = true;
            // At the pole itself a degree of longitude is nothing.
            typical_ = at({frame.x + frame.width / 4, frame.y + frame.height / 4}).value_or(typical_);
        }
    }

    bool empty() const { return !middle_; }

    std::optional<Point> onPage(Point lonLat) const {
        const auto world = toLonLat_.inverse(lonLat);
        if (!world) return std::nullopt;
        const Point page = page_.toPage(*world);
        return std::isfinite(page.x) && std::isfinite(page.y) ? std::optional(page) : std::nullopt;
    }

    /// Millimetres of a degree along a parallel (x) and a meridian (y), as they are over most of the frame.
    Point millimetersOfDegree() const {
        constexpr double kStep = 1e-3;
        const auto here = onPage(typical_);
        const auto east = onPage({typical_.x + kStep, typical_.y});
        const auto north = onPage({typical_.x, typical_.y + (typical_.y > 0 ? -kStep : kStep)});
        if (!here || !east || !north) return {};
        return {std::hypot(east->x - here->x, east->y - here->y) / kStep,
                std::hypot(north->x - here->x, north->y - here->y) / kStep};
    }

    bool roundPole() const { return roundPole_; }

    Range longitudes;
    Range latitudes;

  private:
    std::optional<Point> at(Point page) const { return toLonLat_.forward(page_.toWorld(page)); }

    const Transform& toLonLat_;
    const PageFrame& page_;
    std::optional<Point> middle_;
    Point typical_; ///< lon/lat
    bool roundPole_ = false;
};

} // namespace

PageBox GridLabel::box(double height) const {
    const double width = turned ? height : length;
    const double tall = turned ? length : height;
    return {center.x - width / 2, center.y - tall / 2, width, tall};
}

std::string graticuleText(double degrees, bool longitude, double stepSeconds) {
    double shown = longitude ? std::remainder(degrees, 360) : degrees;
    const auto seconds = static_cast<long long>(std::llround(std::abs(shown) * 3600));
    std::string text = fmt::format("{}°", seconds / 3600);
    if (std::fmod(stepSeconds, 3600) != 0) text += fmt::format("{:02}′", seconds / 60 % 60);
    if (std::fmod(stepSeconds, 60) != 0) text += fmt::format("{:02}″", seconds % 60);
    if (seconds == 0 || (longitude && seconds == 180 * 3600)) return text;
    return text + (longitude ? (shown < 0 ? "W" : "E") : (shown < 0 ? "S" : "N"));
}

SheetGrid makeGraticule(const Crs& crs, const View& view, const PageBox& frame, double unit, const Letterer& letterer,
                        const std::vector<PageBox>& avoided) {
    GridFrame grid(frame, unit, letterer, avoided);
    if (!crs.isGeographic() && !crs.isProjected()) return grid.take();
    const auto toLonLat = Transform::between(crs, crs.geographic());
    if (!toLonLat) return grid.take();
    const PageFrame page(view, frame);
    const GlobeView globe(*toLonLat, page, frame);
    if (globe.empty()) return grid.take();
    const Point degree = globe.millimetersOfDegree();
    if (!(degree.x > 0) || !(degree.y > 0)) return grid.take();
    double east = roundSeconds(kLeastSpacing * unit / degree.x * 3600);
    double north = roundSeconds(kLeastSpacing * unit / degree.y * 3600);
    // One step for both reads better, as long as meridians and parallels keep a like distance.
    if (east <= 4 * north) north = east = std::max(east, north);

    const auto lines = [](const Range& range, double stepSeconds, const auto& draw) {
        const double first = std::ceil(range.from * 3600 / stepSeconds - 1);
        const double last = std::min(std::floor(range.to * 3600 / stepSeconds + 1), first + kMostLines);
        for (double k = first; k <= last; ++k) draw(k * stepSeconds / 3600);
    };
    const double south = std::max(globe.latitudes.from - north / 3600, -90.0);
    const double top = std::min(globe.latitudes.to + north / 3600, 90.0);
    const double west = globe.longitudes.from - east / 3600;
    const double eastern = globe.longitudes.to + east / 3600;
    lines(globe.longitudes, east, [&](double longitude) {
        const double turned = longitude - globe.longitudes.from;
        if (globe.roundPole() && (turned < -1e-9 || turned > 360 - 1e-9)) return; // once is enough
        const auto meridian = [&](double latitude) { return globe.onPage({longitude, latitude}); };
        grid.add(true, longitude, traceCurve(meridian, south, top), graticuleText(longitude, true, east));
    });
    lines(globe.latitudes, north, [&](double latitude) {
        if (std::abs(latitude) >= 90) return;
        const auto parallel = [&](double longitude) { return globe.onPage({longitude, latitude}); };
        grid.add(false, latitude, traceCurve(parallel, west, eastern), graticuleText(latitude, false, north));
    });
    return grid.take();
}

SheetGrid makeMetricGrid(const Crs& crs, const View& view, const PageBox& frame, double unit, const Letterer& letterer,
                         const std::vector<PageBox>& avoided) {
    GridFrame grid(frame, unit, letterer, avoided);
    if (crs.isGeographic()) return grid.take();
    const PageFrame page(view, frame);
    const double metersPerUnit = crs.metersPerUnit();
    const double step = roundMeters(kLeastSpacing * unit * page.unitsPerMillimeter() * metersPerUnit);
    const int decimals = static_cast<int>(std::clamp(std::ceil(3 - std::log10(step) - 1e-9), 0.0, 6.0));
    const Point low = page.toWorld({frame.x, frame.bottom()});
    const Point high = page.toWorld({frame.right(), frame.y});
    const auto lines = [&](double from, double to, bool upright) {
        for (double k = std::ceil(from * metersPerUnit / step); k * step <= to * metersPerUnit; ++k) {
            const double world = k * step / metersPerUnit;
            // Reaches beyond the frame, so that it is cut there like every other line.
            PageLine line{page.toPage(upright ? Point{world, low.y} : Point{low.x, world}),
                          page.toPage(upright ? Point{world, high.y} : Point{high.x, world})};
            (upright ? line[0].y : line[1].x) += unit;
            (upright ? line[1].y : line[0].x) -= unit;
            grid.add(upright, k * step, {line}, formatNumber(k * step / 1000, decimals) + " km");
        }
    };
    lines(low.x, high.x, true);
    lines(low.y, high.y, false);
    return grid.take();
}

} // namespace geju
