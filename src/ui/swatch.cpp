// Samples of how layers and classes look: for the layer tree, the legend and the tables.
#include "drawing/pictograms.hpp"
#include "ui/painter.hpp"
#include "ui/panel.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace geju {

namespace {

void drawHatch(ImDrawList& list, const HatchStyle& hatch, ImVec2 from, ImVec2 to, float scale) {
    list.PushClipRect(from, to, true);
    const auto stroke = [&](double degrees) {
        const double radians = degrees * 3.14159265358979 / 180;
        const ImVec2 along{static_cast<float>(std::cos(radians)), static_cast<float>(-std::sin(radians))};
        const ImVec2 across{-along.y, along.x};
        const float reach = to.x - from.x + to.y - from.y;
        const float step = std::clamp(static_cast<float>(hatch.spacing), 3.0f, 6.0f) * scale;
        const ImVec2 center{(from.x + to.x) / 2, (from.y + to.y) / 2};
        for (float at = -reach; at <= reach; at += step) {
            const ImVec2 middle{center.x + across.x * at, center.y + across.y * at};
            list.AddLine({middle.x - along.x * reach, middle.y - along.y * reach},
                         {middle.x + along.x * reach, middle.y + along.y * reach}, packed(hatch.color),
                         std::max(1.0f, static_cast<float>(hatch.width) * scale));
        }
    };
    stroke(hatch.angleDegrees);
    if (hatch.cross) stroke(hatch.angleDegrees + 90);
    list.PopClipRect();
}

void drawGradient(ImDrawList& list, const std::vector<ColorStop>& stops, ImVec2 from, ImVec2 to) {
    const auto x = [&](double at) { return from.x + static_cast<float>(std::clamp(at, 0.0, 1.0)) * (to.x - from.x); };
    list.AddRectFilled(from, {x(stops.front().at), to.y}, packed(stops.front().color));
    for (std::size_t i = 0; i + 1 < stops.size(); ++i) {
        const ImU32 left = packed(stops[i].color);
        const ImU32 right = packed(stops[i + 1].color);
        list.AddRectFilledMultiColor({x(stops[i].at), from.y}, {x(stops[i + 1].at), to.y}, left, right, right, left);
    }
    list.AddRectFilled({x(stops.back().at), from.y}, to, packed(stops.back().color));
}

void drawLineSample(ImDrawList& list, const Swatch& swatch, ImVec2 from, ImVec2 to, float scale) {
    const float y = (from.y + to.y) / 2;
    const float width = std::clamp(static_cast<float>(swatch.width), 1.2f, 6.0f) * scale;
    const ImU32 color = packed(swatch.color);
    // White roads would vanish on white paper.
    const bool pale = swatch.color.r + swatch.color.g + swatch.color.b > 3 * 232;
    if (pale) list.AddLine({from.x, y}, {to.x, y}, packed(Rgba{150, 158, 166, 255}), width + 2 * scale);
    const float head = (to.y - from.y) / 2;
    const auto drawHead = [&](float tip, float size, ImU32 headColor) {
        list.AddTriangleFilled({tip - size, y - size}, {tip, y}, {tip - size, y + size}, headColor);
    };
    if (swatch.dashed) {
        const float dash = (to.x - from.x) / 5;
        for (int i = 0; i < 5; i += 2) {
            const float x = from.x + dash * static_cast<float>(i);
            list.AddLine({x, y}, {x + dash, y}, color, width);
        }
    } else if (swatch.arrow && swatch.gradient.size() > 1) {
        drawGradient(list, swatch.gradient, {from.x, y - width / 2}, {to.x - head, y + width / 2});
        drawHead(to.x, head, packed(swatch.gradient.back().color));
    } else if (swatch.arrow) {
        list.AddLine({from.x, y}, {to.x - head, y}, color, width);
        drawHead(to.x, head, color);
    } else if (swatch.gradient.size() > 1) {
        drawGradient(list, swatch.gradient, {from.x, y - width / 2}, {to.x, y + width / 2});
    } else {
        list.AddLine({from.x, y}, {to.x, y}, color, width);
        if (swatch.hatch) drawHatch(list, *swatch.hatch, {from.x, y - width / 2}, {to.x, y + width / 2}, scale);
    }
    if (swatch.heads) drawHead((from.x + to.x) / 2 + head / 2, 0.8f * head, packed(*swatch.heads));
}

/// Pixels of equal coverage in a row are one rectangle.
void drawPictogram(ImDrawList& list, PictogramId pictogram, Rgba color, ImVec2 center, float size) {
    const GlyphBitmap bitmap = rasterizePictogram(pictogram, size, 0, 0);
    const float left = std::round(center.x) + static_cast<float>(bitmap.left);
    const float top = std::round(center.y) + static_cast<float>(bitmap.top);
    for (int y = 0; y < bitmap.height; ++y) {
        const std::uint8_t* row = bitmap.coverage.data() + static_cast<std::ptrdiff_t>(y) * bitmap.width;
        for (int x = 0; x < bitmap.width;) {
            const int end = static_cast<int>(
                std::find_if(row + x, row + bitmap.width, [&](std::uint8_t covered) { return covered != row[x]; }) -
                row);
            const float down = top + static_cast<float>(y);
            if (row[x] > 0) {
                list.AddRectFilled({left + static_cast<float>(x), down}, {left + static_cast<float>(end), down + 1},
                                   packed(withOpacity(color, row[x] / 255.0)));
            }
            x = end;
        }
    }
}

} // namespace

void drawSwatch(const Panel& panel, const Swatch& swatch, float x, float y, float width, float height) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 from{std::round(x), std::round(y)};
    const ImVec2 to{from.x + std::round(width), from.y + std::round(height)};
    switch (swatch.type) {
    case LayerType::Background:
    case LayerType::Fill:
        list.AddRectFilled(from, to, packed(swatch.color), panel.points(2));
        if (swatch.hatch) drawHatch(list, *swatch.hatch, from, to, panel.scale);
        list.AddRect(from, to, packed(swatch.outline.a ? swatch.outline : Rgba{0, 0, 0, 40}), panel.points(2));
        break;
    case LayerType::Line:
        drawLineSample(list, swatch, from, to, panel.scale);
        break;
    case LayerType::Circle: {
        const ImVec2 center{(from.x + to.x) / 2, (from.y + to.y) / 2};
        const float radius = height * 0.4f;
        list.AddCircleFilled(center, radius, packed(swatch.color));
        if (swatch.outline.a) list.AddCircle(center, radius, packed(swatch.outline), 0, panel.points(1.2f));
        if (swatch.pictogram) drawPictogram(list, *swatch.pictogram, swatch.pictogramColor, center, radius * 1.5f);
        break;
    }
    case LayerType::Raster: { // pixels
        const ImVec2 middle{std::round((from.x + to.x) / 2), std::round((from.y + to.y) / 2)};
        list.AddRectFilled(from, to, packed(withOpacity(swatch.color, 0.35)));
        list.AddRectFilled(from, middle, packed(swatch.color));
        list.AddRectFilled(middle, to, packed(swatch.color));
        break;
    }
    case LayerType::Symbol: {
        if (swatch.pictogram) {
            drawPictogram(list, *swatch.pictogram, swatch.pictogramColor, {(from.x + to.x) / 2, (from.y + to.y) / 2},
                          height);
            break;
        }
        const float cx = (from.x + to.x) / 2;
        const float h = height * 0.8f;
        const ImU32 color = packed(swatch.color);
        list.AddLine({cx - h * 0.4f, from.y + height * 0.12f}, {cx + h * 0.4f, from.y + height * 0.12f}, color,
                     panel.points(1.6f));
        list.AddLine({cx, from.y + height * 0.12f}, {cx, to.y - height * 0.08f}, color, panel.points(1.6f));
        break;
    }
    }
}

} // namespace geju
