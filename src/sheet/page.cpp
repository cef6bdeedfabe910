#include "sheet/page.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <string>

namespace geju {

Page Page::ofPixels(int widthPixels, int heightPixels, double dpi) {
    return {widthPixels * kMillimetersPerInch / dpi, heightPixels * kMillimetersPerInch / dpi, dpi};
}

int Page::widthPixels() const {
    return static_cast<int>(std::lround(widthMillimeters * pixelsPerMillimeter()));
}

int Page::heightPixels() const {
    return static_cast<int>(std::lround(heightMillimeters * pixelsPerMillimeter()));
}

std::optional<PaperSize> paperSize(std::string_view name) {
    std::string lower(name);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    bool portrait = false;
    for (const std::string_view suffix : {"-portrait", "-landscape"}) {
        if (!lower.ends_with(suffix)) continue;
        portrait = suffix == "-portrait";
        lower.resize(lower.size() - suffix.size());
        break;
    }
    // ISO 216, long side first.
    constexpr std::array<PaperSize, 6> sizes{{{1189, 841}, {841, 594}, {594, 420}, {420, 297}, {297, 210}, {210, 148}}};
    if (lower.size() != 2 || lower[0] != 'a' || lower[1] < '0' || lower[1] > '5') return std::nullopt;
    const PaperSize size = sizes[static_cast<std::size_t>(lower[1] - '0')];
    if (portrait) return PaperSize{size.heightMillimeters, size.widthMillimeters};
    return size;
}

} // namespace geju
