#include "web/sprite_sheet.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <numeric>

namespace geju {

namespace {

struct Place {
    int x = 0;
    int y = 0;
};

void copyTo(Image& sheet, const Image& picture, Place place) {
    for (int y = 0; y < picture.height; ++y) {
        std::copy_n(picture.pixel(0, y), static_cast<std::size_t>(picture.width) * 4,
                    sheet.pixel(place.x, place.y + y));
    }
}

} // namespace

SpriteSheet packSprites(const std::vector<SpritePicture>& pictures, int pixelRatio) {
    constexpr int kWidth = 512; // of a sheet, unless one picture is wider
    constexpr int kGap = 1;     // neighbours must not bleed into each other
    std::vector<std::size_t> order(pictures.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return pictures[a].image.height > pictures[b].image.height; });

    std::vector<Place> places(pictures.size());
    Place next;
    int rowHeight = 0;
    int width = 1;
    int height = 1;
    for (const std::size_t i : order) {
        const Image& image = pictures[i].image;
        if (next.x > 0 && next.x + image.width > kWidth * pixelRatio) next = {0, next.y + rowHeight + kGap};
        if (next.x == 0) rowHeight = image.height;
        places[i] = next;
        width = std::max(width, next.x + image.width);
        height = std::max(height, next.y + image.height);
        next.x += image.width + kGap;
    }

    SpriteSheet sheet;
    sheet.image = Image(width, height);
    nlohmann::json index = nlohmann::json::object();
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        const Image& image = pictures[i].image;
        copyTo(sheet.image, image, places[i]);
        nlohmann::json& entry = index[pictures[i].name];
        entry = {{"x", places[i].x},
                 {"y", places[i].y},
                 {"width", image.width},
                 {"height", image.height},
                 {"pixelRatio", pixelRatio}};
        if (pictures[i].sdf) entry["sdf"] = true;
    }
    sheet.index = index.dump(1) + "\n";
    return sheet;
}

} // namespace geju
