#include "ui/swatch.hpp"

#include "ui/painter.hpp"
#include "ui/panel.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace geju {

namespace {

void drawPicture(const Panel& panel, const std::shared_ptr<const SwatchPicture>& picture, ImVec2 from) {
    const ImVec2 pixels = ImGui::GetIO().DisplayFramebufferScale; // device pixels, one for one
    const ImVec2 to{from.x + static_cast<float>(picture->width) / std::max(pixels.x, 1.0f),
                    from.y + static_cast<float>(picture->height) / std::max(pixels.y, 1.0f)};
    if (!ImGui::IsRectVisible(from, to)) return;
    const TexturePlace place = panel.swatches.place(picture);
    if (place.texture == 0) return;
    // ImTextureID is a pointer in older releases of ImGui and a number in newer ones.
    ImGui::GetWindowDrawList()->AddImage((ImTextureID)place.texture, from, to, {place.left, place.top},
                                         {place.right, place.bottom});
}

/// The letter T.
void drawLabelSign(const Panel& panel, Rgba color, ImVec2 from, ImVec2 to) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float middle = (from.x + to.x) / 2;
    const float height = to.y - from.y;
    const float top = from.y + height * 0.12f;
    const float reach = height * 0.32f;
    list.AddLine({middle - reach, top}, {middle + reach, top}, packed(color), panel.points(1.6f));
    list.AddLine({middle, top}, {middle, to.y - height * 0.08f}, packed(color), panel.points(1.6f));
}

/// Pixels.
void drawRasterSign(Rgba color, ImVec2 from, ImVec2 to) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 middle{std::round((from.x + to.x) / 2), std::round((from.y + to.y) / 2)};
    list.AddRectFilled(from, to, packed(withOpacity(color, 0.35)));
    list.AddRectFilled(from, middle, packed(color));
    list.AddRectFilled(middle, to, packed(color));
}

} // namespace

void drawSwatch(const Panel& panel, const Swatch& swatch, float x, float y) {
    const ImVec2 from{std::round(x), std::round(y)};
    const ImVec2 to{from.x + std::round(panel.points(kSwatchWidth)), from.y + std::round(panel.points(kSwatchHeight))};
    if (swatch.picture) {
        drawPicture(panel, swatch.picture, from);
    } else if (swatch.sign == Swatch::Sign::Labels) {
        drawLabelSign(panel, swatch.signColor, from, to);
    } else if (swatch.sign == Swatch::Sign::Raster) {
        drawRasterSign(swatch.signColor, from, to);
    }
}

/// Pixels of equal coverage in a row are one rectangle.
void drawPictogram(PictogramId pictogram, Rgba color, float x, float y, float side) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const GlyphBitmap bitmap = rasterizePictogram(pictogram, side, 0, 0);
    const float left = std::round(x + side / 2) + static_cast<float>(bitmap.left);
    const float top = std::round(y + side / 2) + static_cast<float>(bitmap.top);
    for (int row = 0; row < bitmap.height; ++row) {
        const std::uint8_t* covered = bitmap.coverage.data() + static_cast<std::ptrdiff_t>(row) * bitmap.width;
        const float down = top + static_cast<float>(row);
        for (int begin = 0; begin < bitmap.width;) {
            int end = begin + 1;
            while (end < bitmap.width && covered[end] == covered[begin]) ++end;
            if (covered[begin] > 0) {
                list.AddRectFilled({left + static_cast<float>(begin), down}, {left + static_cast<float>(end), down + 1},
                                   packed(withOpacity(color, covered[begin] / 255.0)));
            }
            begin = end;
        }
    }
}

} // namespace geju
