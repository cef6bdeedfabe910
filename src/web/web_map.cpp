#include "web/web_map.hpp"

#include "core/files.hpp"
#include "io/geojson_writer.hpp"
#include "render/png_file.hpp"
#include "web/glyphs.hpp"
#include "web/hatch_tile.hpp"
#include "web/pictogram_field.hpp"
#include "web/sprite_sheet.hpp"
#include "web/web_patterns.hpp"

#include <fmt/format.h>

#include <cmath>
#include <map>

namespace geju {

namespace {

class FolderWriter {
  public:
    explicit FolderWriter(std::filesystem::path folder)
      : folder_(std::move(folder)) {}

    void write(const std::filesystem::path& name, std::string_view bytes) {
        const std::filesystem::path path = folder_ / name;
        std::error_code error;
        std::filesystem::create_directories(path.parent_path(), error);
        if (error) {
            add(failure<int>("cannot-write", error.message(), path.parent_path().string()).issues);
        } else {
            add(writeFile(path, bytes));
        }
    }
    void add(const std::vector<Issue>& issues) { append(issues_, issues); }
    bool failed() const { return hasErrors(issues_); }
    std::vector<Issue> take() { return std::move(issues_); }

  private:
    std::filesystem::path folder_;
    std::vector<Issue> issues_;
};

void writeSprites(FolderWriter& writer, const WebStyle& made) {
    // MapLibre scales patterns with the map between whole zooms; at the style's zoom they have their true size.
    const double shrunk = std::exp2(std::floor(made.zoom) - made.zoom);
    for (const int ratio : {1, 2}) {
        std::vector<SpritePicture> pictures;
        for (const WebHatch& hatch : made.hatches) {
            pictures.push_back({hatch.name, drawHatchTile(hatch.hatch, ratio * shrunk)});
        }
        for (const WebPattern& pattern : made.patterns) {
            pictures.push_back({pattern.name, drawPatternTile(pattern.style, ratio * shrunk)});
        }
        for (const WebHead& head : made.heads) {
            pictures.push_back({head.name, headField(head.lengthPixels, head.widthPixels, ratio), true});
        }
        for (const std::string_view name : made.pictograms ? pictogramNames() : std::span<const std::string_view>()) {
            pictures.push_back({std::string(name), pictogramField(*findPictogram(name), ratio), true});
        }
        const SpriteSheet sheet = packSprites(pictures, ratio);
        const std::string name = ratio == 1 ? "sprite" : fmt::format("sprite@{}x", ratio);
        auto png = encodePng(sheet.image);
        writer.add(png.issues);
        if (png) writer.write(name + ".png", *png);
        writer.write(name + ".json", sheet.index);
    }
}

void writeGlyphs(FolderWriter& writer, const WebStyle& made, FontBook& fonts) {
    constexpr std::uint32_t kRange = 256;
    for (const auto& [font, characters] : made.characters) {
        for (auto at = characters.begin(); at != characters.end();) {
            const std::uint32_t first = *at / kRange * kRange;
            const std::string bytes = glyphRange(fonts, font, first, characters);
            writer.write(std::filesystem::path("glyphs") / font / fmt::format("{}-{}.pbf", first, first + kRange - 1),
                         bytes);
            at = characters.lower_bound(first + kRange);
        }
    }
}

/// Equal samples share a file: scenes have most of their legends in common.
std::vector<std::string> writeSamples(FolderWriter& writer, const WebPage& page) {
    std::map<std::string, std::string> files;
    std::vector<std::string> names;
    for (const WebScene& scene : page.scenes) {
        for (const WebLegendRow& row : scene.legend) {
            if (row.heading) continue;
            auto png = encodePng(row.sample);
            writer.add(png.issues);
            if (!png) return {};
            const auto [known, isNew] = files.emplace(*png, fmt::format("legend/{}.png", files.size() + 1));
            if (isNew) writer.write(known->second, *png);
            names.push_back(known->second);
        }
    }
    return names;
}

void writePage(FolderWriter& writer, const WebStyle& made, const WebPage& page) {
    const std::vector<std::string> samples = writeSamples(writer, page);
    if (writer.failed()) return;
    std::vector<std::vector<std::string>> shown;
    for (const WebScene& scene : page.scenes) shown.push_back(made.shownLayers(scene.states));
    writer.write("page.json", webPageJson(page, samples, shown));
    writer.write("index.html", webPageHtml(page.title));
}

} // namespace

std::vector<Issue> writeWebMap(const std::filesystem::path& folder, const Document& document,
                               const WebStyleRequest& request, const WebPage& page, FontBook& fonts) {
    FolderWriter writer(folder);
    const WebStyle made = makeWebStyle(document, request);
    writer.add(made.issues);
    for (const WebSource& source : made.sources) {
        if (writer.failed()) return writer.take();
        const auto text = toGeoJson(*source.table);
        writer.add(text.issues);
        if (text) writer.write(source.file, *text);
    }
    for (const WebPicture& picture : made.pictures) {
        const auto png = encodePng(picture.image);
        writer.add(png.issues);
        if (png) writer.write(picture.file, *png);
    }
    if (made.hasSprite()) writeSprites(writer, made);
    writeGlyphs(writer, made, fonts);
    writer.write("style.json", made.style.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
    writePage(writer, made, page);
    return writer.take();
}

} // namespace geju
