#include "app/picture_origin.hpp"

#include "app/shipped_plan.hpp"
#include "core/hash.hpp"
#include "core/translate.hpp"
#include "io/picture_text.hpp"
#include "io/raster_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace geju {

namespace {

namespace fs = std::filesystem;

/// Those of a project with itself first, each once.
std::vector<fs::path> filesOf(const Document& document) {
    std::vector<fs::path> files;
    if (!document.project.path.empty()) files.push_back(document.project.path);
    for (const SourceReference& source : document.project.sources) {
        const bool known = source.path.empty() || std::find(files.begin(), files.end(), source.path) != files.end();
        if (!known) files.push_back(source.path);
    }
    return files;
}

std::string nameFor(const fs::path& file, const fs::path& picture) {
    if (picture.empty()) return file.filename().string();
    std::error_code unknown;
    const fs::path to = fs::weakly_canonical(fs::absolute(file, unknown), unknown);
    const fs::path from = fs::weakly_canonical(fs::absolute(picture, unknown), unknown).parent_path();
    const auto parts = std::mismatch(from.begin(), from.end(), to.begin(), to.end());
    const bool together = std::distance(from.begin(), parts.first) > 1; // more than the root
    return together ? to.lexically_relative(from).string() : file.filename().string();
}

Issue makeIssue(Severity severity, std::string code, std::string message, const fs::path& picture) {
    Issue issue;
    issue.severity = severity;
    issue.code = std::move(code);
    issue.message = std::move(message);
    issue.file = picture.string();
    return issue;
}

/// Where a file named by a picture may lie.
std::vector<fs::path> placesOf(const std::string& name, const fs::path& picture) {
    const fs::path named = name;
    std::vector<fs::path> places;
    const fs::path folder = picture.parent_path();
    if (named.is_relative()) places.push_back((folder / named).lexically_normal());
    const fs::path beside = folder / named.filename();
    if (places.empty() || places.front() != beside.lexically_normal()) places.push_back(beside.lexically_normal());
    const auto plan = shippedPlan();
    if (plan && plan->filename() == named.filename()) places.push_back(*plan);
    return places;
}

} // namespace

std::string hashOfFiles(const Document& document) {
    std::string hashes;
    for (const fs::path& file : filesOf(document)) {
        const auto own = hashOfFile(file);
        hashes += own ? hashText(*own) : "-";
    }
    return hashText(xxh64(hashes));
}

PictureOrigin originOf(const Document& document, const fs::path& picture, std::string hash) {
    PictureOrigin origin;
    origin.hash = std::move(hash);
    if (!document.project.path.empty()) {
        origin.project = nameFor(document.project.path, picture);
    } else {
        for (const fs::path& file : filesOf(document)) origin.data.push_back(nameFor(file, picture));
    }
    return origin;
}

Result<PicturePlace> placeOfPicture(const fs::path& path) {
    Result<PicturePlace> result;
    const PictureFormat format = pictureFormat(path);
    if (format == PictureFormat::None) return result;
    auto text = readPictureText(path);
    if (text) result.value = placeFrom(*text);
    if (result) return result;
    if (format == PictureFormat::Pdf || describeRaster({path, {}, {}})) return result; // may be data
    result.issues = std::move(text.issues);
    if (!hasErrors(result.issues)) {
        result.issues.push_back(makeIssue(Severity::Error, "not-a-map-picture",
                                          tr("is a picture that does not say which plan it shows"), path));
        result.issues.back().remedy = tr("only pictures written by Geju lead back to a plan");
    }
    return result;
}

Result<std::vector<fs::path>> findOrigin(const PicturePlace& place, const fs::path& picture) {
    std::vector<std::string> names = place.origin.data;
    if (!place.origin.project.empty()) names = {place.origin.project};
    Result<std::vector<fs::path>> result;
    result.value.emplace();
    for (const std::string& name : names) {
        const auto places = placesOf(name, picture);
        std::error_code unknown;
        const auto found =
            std::find_if(places.begin(), places.end(), [&](const auto& p) { return fs::exists(p, unknown); });
        if (found != places.end()) {
            result->push_back(*found);
            continue;
        }
        std::string looked;
        for (const fs::path& p : places) looked += (looked.empty() ? "" : tr(", ")) + p.string();
        auto issue =
            makeIssue(Severity::Error, "origin-missing",
                      fmt::format(fmt::runtime(tr("{}, which the picture was made from, is not there; looked for: {}")),
                                  fs::path(name).filename().string(), looked),
                      picture);
        issue.remedy = tr("put it beside the picture");
        result.issues.push_back(std::move(issue));
    }
    if (names.empty()) {
        result.issues.push_back(makeIssue(Severity::Error, "origin-unknown",
                                          tr("the picture does not name the plan it was made from"), picture));
    }
    if (!result.issues.empty()) result.value.reset();
    return result;
}

Result<OpenedPlan> openPlan(std::span<const fs::path> paths, const OpenOptions& options) {
    Result<OpenedPlan> result;
    std::vector<fs::path> files(paths.begin(), paths.end());
    std::optional<PicturePlace> place;
    if (paths.size() == 1) {
        auto read = placeOfPicture(paths.front());
        result.issues = std::move(read.issues);
        if (hasErrors(result.issues)) return result;
        place = std::move(read.value);
    }
    if (place) {
        auto found = findOrigin(*place, paths.front());
        append(result.issues, found.issues);
        if (!found) return result;
        files = std::move(*found);
    }
    auto document = openDocument(files, options);
    append(result.issues, document.issues);
    if (!document) return result;
    if (place && hashOfFiles(*document) != place->origin.hash) {
        result.issues.push_back(makeIssue(Severity::Warning, "plan-changed",
                                          tr("the plan or its data have changed since this picture was made"),
                                          paths.front()));
    }
    if (place && !place->scene.empty() && !document->project.scene(place->scene)) {
        result.issues.push_back(makeIssue(
            Severity::Warning, "no-such-scene",
            fmt::format(fmt::runtime(tr("the plan no longer has the scene {} that the picture shows")), place->scene),
            paths.front()));
    }
    document->issues = result.issues;
    result.value.emplace(OpenedPlan{std::move(*document), std::move(place)});
    return result;
}

} // namespace geju
