#include "sheet/picture_place.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <string_view>

namespace geju {

namespace {

constexpr std::string_view kPrefix = "geju:";

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        const auto end = std::min(text.find(separator), text.size());
        if (end > 0) parts.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

/// Exactly that many finite numbers between commas.
std::optional<std::vector<double>> numbers(std::string_view text, std::size_t count) {
    std::vector<double> values;
    for (const std::string_view part : split(text, ',')) {
        double value = 0;
        const auto parsed = std::from_chars(part.data(), part.data() + part.size(), value);
        if (parsed.ec != std::errc() || parsed.ptr != part.data() + part.size() || !std::isfinite(value)) return {};
        values.push_back(value);
    }
    return values.size() == count ? std::optional(values) : std::nullopt;
}

bool isOnEarth(Point lonLat) {
    return std::fabs(lonLat.x) <= 180 && std::fabs(lonLat.y) <= 90;
}

Box boxFrom(std::string_view text) {
    const auto values = numbers(text, 4);
    if (!values) return {};
    const Box box{(*values)[0], (*values)[1], (*values)[2], (*values)[3]};
    const bool ordered = box.minX <= box.maxX && box.minY <= box.maxY;
    return ordered && isOnEarth({box.minX, box.minY}) && isOnEarth({box.maxX, box.maxY}) ? box : Box{};
}

bool isSeparating(char c) {
    return c == '%' || c == ' ' || static_cast<unsigned char>(c) < 0x20;
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (isSeparating(c)) {
            out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        } else {
            out += c;
        }
    }
    return out;
}

std::string unescaped(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        unsigned code = 0;
        if (text[i] == '%' && i + 2 < text.size() &&
            std::from_chars(text.data() + i + 1, text.data() + i + 3, code, 16).ptr == text.data() + i + 3) {
            out += static_cast<char>(code);
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

} // namespace

std::map<std::string, double> changedLayers(const Project& project, const Scene* scene, const LayerStates& states) {
    const LayerStates before = scene ? statesOfScene(project, *scene) : LayerStates();
    const auto shown = [](const LayerStates& of, const StyleLayer& layer) {
        const auto state = of.find(layer.id);
        if (state == of.end()) return layer.visible ? 1.0 : 0.0;
        return state->second.visible ? state->second.opacity : 0.0;
    };
    std::map<std::string, double> changed;
    for (const StyleLayer& layer : project.layers) {
        const double now = shown(states, layer);
        if (now != shown(before, layer)) changed.emplace(layer.id, now);
    }
    return changed;
}

PictureEntries entriesOf(const PicturePlace& place) {
    const Box& box = place.extentLonLat;
    std::string data;
    for (const std::string& file : place.origin.data) data += (data.empty() ? "" : "\n") + file;
    std::string layers;
    for (const auto& [id, opacity] : place.layers)
        layers += fmt::format("{}{} {}", layers.empty() ? "" : "\n", opacity, id);
    PictureEntries entries{
        {"geju:project", place.origin.project},
        {"geju:data", data},
        {"geju:hash", place.origin.hash},
        {"geju:extent", box.empty() ? "" : fmt::format("{},{},{},{}", box.minX, box.minY, box.maxX, box.maxY)},
        {"geju:center", place.centerLonLat ? fmt::format("{},{}", place.centerLonLat->x, place.centerLonLat->y) : ""},
        {"geju:crs", place.crs},
        {"geju:scale", place.scaleDenominator > 0 ? fmt::format("{:.6g}", place.scaleDenominator) : ""},
        {"geju:scene", place.scene},
        {"geju:layers", layers}};
    std::erase_if(entries, [](const auto& entry) { return entry.second.empty(); });
    return entries;
}

std::string joinEntries(const PictureEntries& entries) {
    std::string joined;
    for (const auto& [keyword, text] : entries) {
        if (keyword.starts_with(kPrefix)) joined += (joined.empty() ? "" : " ") + keyword + "=" + escaped(text);
    }
    return joined;
}

std::optional<PicturePlace> placeFrom(const std::map<std::string, std::string, std::less<>>& text) {
    std::map<std::string, std::string, std::less<>> own;
    for (const auto& [keyword, value] : text) {
        if (keyword.starts_with(kPrefix)) own.emplace(keyword, value);
    }
    if (const auto joined = text.find("Keywords"); joined != text.end()) {
        for (const std::string_view entry : split(joined->second, ' ')) {
            const auto equals = entry.find('=');
            if (!entry.starts_with(kPrefix) || equals == std::string_view::npos) continue;
            own.emplace(entry.substr(0, equals), unescaped(entry.substr(equals + 1)));
        }
    }
    if (own.empty()) return std::nullopt;
    PicturePlace place;
    place.origin.project = own["geju:project"];
    for (const std::string_view file : split(own["geju:data"], '\n')) place.origin.data.emplace_back(file);
    place.origin.hash = own["geju:hash"];
    place.scene = own["geju:scene"];
    for (const std::string_view line : split(own["geju:layers"], '\n')) {
        const auto space = line.find(' ');
        const auto opacity = numbers(line.substr(0, space), 1);
        if (space == std::string_view::npos || !opacity || opacity->front() < 0 || opacity->front() > 1) continue;
        place.layers.emplace(line.substr(space + 1), opacity->front());
    }
    place.crs = own["geju:crs"];
    place.extentLonLat = boxFrom(own["geju:extent"]);
    if (const auto center = numbers(own["geju:center"], 2); center && isOnEarth({(*center)[0], (*center)[1]})) {
        place.centerLonLat = {(*center)[0], (*center)[1]};
    }
    if (const auto scale = numbers(own["geju:scale"], 1); scale && scale->front() > 0) {
        place.scaleDenominator = scale->front();
    }
    return place;
}

} // namespace geju
