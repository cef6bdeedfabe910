// The paper of a sheet. Page frame: millimetres, x right, y down, (0,0) at the top left corner.
#pragma once

#include <optional>
#include <string_view>

namespace geju {

inline constexpr double kMillimetersPerInch = 25.4;
/// A style pixel is 1/96 inch on paper, as in CSS.
inline constexpr double kMillimetersPerStylePixel = kMillimetersPerInch / 96;
/// A typographic point is 1/72 inch.
inline constexpr double kMillimetersPerPoint = kMillimetersPerInch / 72;

/// A rectangle in the page frame.
struct PageBox {
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;

    double right() const { return x + width; }
    double bottom() const { return y + height; }
    bool contains(const PageBox& other, double tolerance = 1e-9) const {
        return other.x >= x - tolerance && other.y >= y - tolerance && other.right() <= right() + tolerance &&
               other.bottom() <= bottom() + tolerance;
    }
    bool intersects(const PageBox& other) const {
        return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
    }
    friend bool operator==(const PageBox&, const PageBox&) = default;
};

struct Page {
    double widthMillimeters = 420;
    double heightMillimeters = 297;
    double dpi = 96;

    /// Of a picture of that many pixels.
    static Page ofPixels(int widthPixels, int heightPixels, double dpi);

    double pixelsPerMillimeter() const { return dpi / kMillimetersPerInch; }
    double pixelRatio() const { return dpi / 96; } ///< device pixels a style pixel
    int widthPixels() const;                       ///< nearest whole pixel
    int heightPixels() const;
};

struct PaperSize {
    double widthMillimeters;
    double heightMillimeters;
};

/// "A0" … "A5" (ISO 216), landscape; with "-portrait" behind it upright. Case does not matter.
std::optional<PaperSize> paperSize(std::string_view name);

} // namespace geju
