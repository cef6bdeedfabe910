// Where a project's data lies, and that a project cannot make Geju read what lies elsewhere.
#include "plan/json_support.hpp"
#include "plan/project_parser.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <system_error>

namespace geju {

using nlohmann::json;

namespace {

/// "https:", "data:", "ftp:"; a Windows drive letter is not one.
bool namesNetwork(const std::string& text) {
    const auto colon = text.find(':');
    if (colon == std::string::npos) return text.starts_with("//");
    if (colon < 2) return false;
    return std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(colon), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '-' ||
               c == '.';
    });
}

bool isInside(const std::filesystem::path& path, const std::filesystem::path& folder) {
    const auto relative = path.lexically_relative(folder);
    return !relative.empty() && *relative.begin() != "..";
}

} // namespace

std::optional<std::filesystem::path> ProjectParser::resolve(const std::string& where, const std::string& named) {
    const auto refuse = [&](std::string code, const char* why) {
        report(Severity::Error, std::move(code),
               fmt::format(fmt::runtime(tr("{}: \"{}\" is refused: {}")), where, named, why), {},
               tr("put the file into the project's folder and name it relative to the project"));
        return std::nullopt;
    };
    if (namesNetwork(named)) return refuse("network-source", tr("a project does not reach the network"));
    if (named.find('\0') != std::string::npos) return refuse("outside-folder", tr("the path is not valid"));

    const std::filesystem::path relative(named);
    std::error_code error;
    const auto folder = project_.path.empty() ? std::filesystem::current_path(error)
                                              : std::filesystem::absolute(project_.path, error).parent_path();
    if (options_.allowOutsideFolder) return (relative.is_absolute() ? relative : folder / relative).lexically_normal();
    if (relative.is_absolute()) return refuse("outside-folder", tr("paths are relative to the project"));
    // Links are followed before the comparison: a link inside the folder may point anywhere.
    const auto realFolder = std::filesystem::weakly_canonical(folder, error);
    if (error) return refuse("outside-folder", tr("the project's folder cannot be resolved"));
    const auto real = std::filesystem::weakly_canonical(folder / relative, error);
    if (error) return refuse("outside-folder", tr("the path cannot be resolved"));
    if (!isInside(real, realFolder)) return refuse("outside-folder", tr("it lies outside the project's folder"));
    return (folder / relative).lexically_normal();
}

void ProjectParser::parseSources(const json& sources) {
    if (!sources.is_object()) {
        fail("invalid-value", tr("\"sources\" must be an object"));
        return;
    }
    for (const auto& [id, source] : sources.items()) parseSource(id, source);
}

void ProjectParser::parseSource(const std::string& id, const json& source) {
    const std::string where = fmt::format(fmt::runtime(tr("source \"{}\"")), id);
    droppedSources_.insert(id);
    if (!source.is_object()) {
        fail("invalid-value", fmt::format(fmt::runtime(tr("{} must be an object")), where));
        return;
    }
    const std::string type = text(source, "type", where);
    const bool picture = type == "image" || type == "raster";
    if (type != "geojson" && !picture) {
        warn("unsupported-source", fmt::format(fmt::runtime(tr("{}: the type \"{}\" is not supported")), where, type),
             {}, tr("the source and its layers are left out"));
        return;
    }
    const char* key = picture ? "url" : "data";
    if (!source.contains(key) || !source[key].is_string()) {
        fail("invalid-value",
             picture
                 ? fmt::format(fmt::runtime(tr("{}: \"url\" must name a file; tiles of the web are not read")), where)
                 : fmt::format(
                       fmt::runtime(tr("{}: \"data\" must name a file; features inside the project are not read")),
                       where));
        return;
    }
    if (picture) {
        warnOfUnknown(source,
                      {"type", "url", "coordinates", "attribution", "metadata", "tileSize", "minzoom", "maxzoom",
                       "bounds", "scheme", "volatile", "geju:name"},
                      where);
    } else {
        warnOfUnknown(source,
                      {"type", "data", "attribution", "metadata", "maxzoom", "buffer", "tolerance", "generateId",
                       "promoteId", "lineMetrics", "geju:name", "geju:layer"},
                      where);
    }
    auto path = resolve(where, source[key].get<std::string>());
    if (!path) return;
    SourceReference reference;
    reference.id = id;
    reference.path = std::move(*path);
    reference.attribution = text(source, "attribution", where);
    if (source.contains("geju:name")) reference.name = localText(source["geju:name"]);
    reference.raster = picture;
    if (picture) {
        reference.corners = corners(source, where);
    } else {
        reference.layer = text(source, "geju:layer", where);
    }
    project_.sources.push_back(std::move(reference));
    droppedSources_.erase(id);
}

std::optional<std::array<Point, 4>> ProjectParser::corners(const json& source, const std::string& where) {
    if (!source.contains("coordinates")) return std::nullopt;
    const json& list = source["coordinates"];
    std::array<Point, 4> found;
    bool good = list.is_array() && list.size() == found.size();
    for (std::size_t i = 0; good && i < found.size(); ++i) {
        good = list[i].is_array() && list[i].size() == 2 && list[i][0].is_number() && list[i][1].is_number();
        if (good) found[i] = {list[i][0].get<double>(), list[i][1].get<double>()};
        good = good && std::fabs(found[i].x) <= 360 && std::fabs(found[i].y) <= 90;
    }
    if (good) return found;
    warn("invalid-value",
         fmt::format(
             fmt::runtime(tr("{}: \"coordinates\" are four corners in degrees, the upper left first, clockwise")),
             where),
         {}, tr("the picture is placed by its own file"));
    return std::nullopt;
}

void ProjectParser::parseSourceNames(const json& sources) {
    const std::string where = "geju:sources";
    if (!sources.is_object()) {
        warn("invalid-value", tr("\"geju:sources\" must be an object"));
        return;
    }
    for (const auto& [id, described] : sources.items()) {
        const auto source = std::find_if(project_.sources.begin(), project_.sources.end(),
                                         [&](const SourceReference& each) { return each.id == id; });
        if (source == project_.sources.end()) {
            if (droppedSources_.count(id) > 0) continue; // said already
            warn("missing-source", fmt::format(fmt::runtime(tr("{}: there is no source \"{}\"")), where, id));
            continue;
        }
        if (!described.is_object()) {
            warn("invalid-value", fmt::format(fmt::runtime(tr("{}: \"{}\" must be an object")), where, id));
            continue;
        }
        warnOfUnknown(described, {"name", "layer", "crs"}, where);
        if (described.contains("name")) source->name = localText(described["name"]);
        if (described.contains("layer")) source->layer = text(described, "layer", where);
        if (described.contains("crs")) source->crs = text(described, "crs", where);
    }
}

} // namespace geju
