#include "app/picture_description.hpp"

#include "app/command_output.hpp"
#include "core/translate.hpp"
#include "core/units.hpp"
#include "io/picture_text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace geju {

namespace {

std::string textOf(const PictureText& text, std::string_view keyword) {
    const auto found = text.find(keyword);
    return found == text.end() ? std::string() : found->second;
}

} // namespace

Result<PictureDescription> describePicture(const std::filesystem::path& path) {
    Result<PictureDescription> result;
    if (pictureFormat(path) == PictureFormat::None) return result;
    const auto text = readPictureText(path);
    const auto place = text ? placeFrom(*text) : std::nullopt;
    if (!place) return result;
    PictureDescription picture{textOf(*text, "Title"), textOf(*text, "Software"), *place, {}};
    if (picture.program.empty()) picture.program = textOf(*text, "Creator"); // PDF's word for it
    auto found = findOrigin(*place, path);
    for (Issue& issue : found.issues) issue.severity = Severity::Warning;
    result.issues = std::move(found.issues);
    if (found) picture.files = std::move(*found);
    result.value = std::move(picture);
    return result;
}

nlohmann::ordered_json toJson(const PictureDescription& picture) {
    const PicturePlace& place = picture.place;
    const auto orNull = [](const std::string& text) {
        return text.empty() ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(text);
    };
    nlohmann::ordered_json json{{"title", orNull(picture.title)}, {"program", orNull(picture.program)}};
    json["project"] = orNull(place.origin.project);
    json["data"] = place.origin.data;
    json["hash"] = orNull(place.origin.hash);
    json["scene"] = orNull(place.scene);
    json["crs"] = orNull(place.crs);
    json["scale"] = place.scaleDenominator > 0 ? nlohmann::ordered_json(place.scaleDenominator) : nullptr;
    json["center_lonlat"] = nullptr;
    if (place.centerLonLat) json["center_lonlat"] = {place.centerLonLat->x, place.centerLonLat->y};
    json["extent_lonlat"] = toJson(place.extentLonLat);
    json["files"] = nlohmann::ordered_json::array();
    for (const auto& file : picture.files) json["files"].push_back(file.string());
    return json;
}

std::string asText(const PictureDescription& picture) {
    const PicturePlace& place = picture.place;
    std::string text;
    const auto line = [&](const char* label, const std::string& value) {
        if (!value.empty()) text += "  " + std::string(label) + tr(": ") + value + "\n";
    };
    std::string origin = place.origin.project;
    for (const std::string& file : place.origin.data) origin += (origin.empty() ? "" : tr(", ")) + file;
    std::string files;
    for (const auto& file : picture.files) files += (files.empty() ? "" : tr(", ")) + file.string();
    const Box& box = place.extentLonLat;
    line(tr("title"), picture.title);
    line(tr("made by"), picture.program);
    line(tr("made from"), origin);
    line(tr("found at"), files);
    line(tr("hash (XXH64)"), place.origin.hash);
    line(tr("scene"), place.scene);
    line(tr("CRS"), place.crs);
    line(tr("scale"), place.scaleDenominator > 0 ? "1 : " + formatNumber(place.scaleDenominator, 0) : std::string());
    line(tr("extent, degrees (W, S, E, N)"),
         box.empty() ? std::string()
                     : fmt::format("{:.6f}, {:.6f}, {:.6f}, {:.6f}", box.minX, box.minY, box.maxX, box.maxY));
    return text;
}

} // namespace geju
