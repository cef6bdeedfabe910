// What the style panel offers for the ground of polygons beyond one colour: soft edges and gradients.
#include "core/translate.hpp"
#include "plan/color_rules.hpp"
#include "plan/project_text.hpp"
#include "ui/style_controls.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

namespace geju {

void drawSoftEdge(const StyleRows& rows) {
    const std::string place = "metadata/geju:soft-edge";
    const auto& edge = rows.layer().softEdge;
    bool on = edge.has_value();
    if (rows.flagOf(tr("Soft edge"), "soft-edge", on)) {
        rows.edit(tr("Soft edge"), {{place, on ? std::optional<std::string>(R"({"width":12})") : std::nullopt}});
    }
    if (!edge) return;
    struct Unit {
        std::string place;
        const char* format;
        double pixels; ///< in one of the unit, at the scale of the map
    };
    const double scale = std::max(1.0, rows.panel().state.map.scaleDenominator);
    const std::array<Unit, 3> units{Unit{place + "/width", "%.1f px", 1},
                                    Unit{place + "/width-mm", "%.1f mm", kPixelsPerMillimeter},
                                    Unit{place + "/width-meters", "%.0f m", 1000 * kPixelsPerMillimeter / scale}};
    auto unit = static_cast<std::size_t>(edge->unit);
    const double width = edge->width.evaluate({}).number().value_or(0);
    if (!edge->width.isConstant()) return rows.byExpression(tr("Width"), units[unit].place, jsonNumber(width));
    rows.numberOf(tr("Width"), units[unit].place, width, 0, unit == 2 ? 20'000 : 300, unit == 2 ? 2 : 0.1f,
                  units[unit].format);
    rows.begin(tr("Width in"));
    const std::size_t before = unit;
    if (combo(rows.panel(), "soft-edge-unit", {tr("pixels"), tr("millimetres"), tr("metres on the ground")}, unit,
              rows.controlWidth())) {
        const double converted = std::round(width * units[before].pixels / units[unit].pixels * 10) / 10;
        rows.edit(tr("Soft edge"), {{units[unit].place, jsonNumber(converted)}, {units[before].place, std::nullopt}});
    }
}

void drawFillGradient(const StyleRows& rows) {
    const std::string place = "metadata/geju:fill-gradient";
    const StyleLayer& layer = rows.layer();
    const auto& gradient = layer.fillGradient;
    bool on = gradient.has_value();
    if (rows.flagOf(tr("Gradient"), "gradient", on)) {
        const Rgba color = layer.color("fill-color", {}, {0, 0, 0, 255});
        const std::vector<ColorStop> stops{{0, withOpacity(color, 0.2)}, {1, color}};
        rows.edit(tr("Gradient"), {{place, on ? std::optional(R"({"colors":)" + toJson(stops) + "}") : std::nullopt}});
    }
    if (!gradient) return;
    rows.begin(tr("Direction"));
    auto course = static_cast<std::size_t>(gradient->course);
    if (combo(rows.panel(), "gradient-course",
              {tr("at an angle"), tr("along the longest axis"), tr("from the middle outward")}, course,
              rows.controlWidth())) {
        const char* words[] = {"0", R"("longest")", R"("outward")"};
        rows.edit(tr("Direction"), place + "/direction", words[course]);
    }
    if (gradient->course == GradientCourse::Direction) {
        rows.numberOf(tr("Angle"), place + "/direction", gradient->angleDegrees, -180, 180, 1, "%.0f°");
    }
    drawGradientColors(rows, place + "/colors", gradient->colors);
}

} // namespace geju
