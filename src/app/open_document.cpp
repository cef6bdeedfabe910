#include "app/open_document.hpp"

#include "app/doubtful_layers.hpp"
#include "app/open_raster.hpp"
#include "app/qgis_style.hpp"
#include "core/files.hpp"
#include "core/parallel.hpp"
#include "core/translate.hpp"
#include "crs/transform.hpp"
#include "drawing/symbolizer.hpp"
#include "io/raster_reader.hpp"
#include "io/vector_reader.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <fstream>
#include <set>

namespace geju {

namespace {

/// A style document may be large through inlined data, but says what it is early or is small; a data file of a
/// gigabyte must not be read to learn that it is no project.
constexpr std::size_t kLargestProjectBytes = 64u << 20;

/// Of the time that opening takes; the rest goes into taking what was read to the world frame.
constexpr double kReadingShare = 0.8;

/// Data read from one file, before it is known in which frame it will be shown.
struct ReadFile {
    std::filesystem::path path;
    Result<DataSet> read;
};

std::vector<ReadFile> readAll(const std::vector<SourceReference>& sources, Progress* progress,
                              const std::function<void(FeatureTable)>& preview = {}) {
    std::vector<ReadFile> files(sources.size());
    beginPart(progress, 0, kReadingShare);
    std::atomic<std::size_t> done{0};
    parallelFor(sources.size(), 1, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            if (isCancelled(progress)) return;
            files[i].path = sources[i].path;
            ReadOptions options;
            // Several readers would overwrite each other's fraction: only a file on its own reports from within.
            if (sources.size() == 1) {
                options.progress = progress;
                options.preview = preview;
            }
            files[i].read = sources[i].raster ? readOutline(sources[i]) : readVector(sources[i].path, options);
            const double fraction = static_cast<double>(++done) / static_cast<double>(sources.size());
            report(progress, fraction);
        }
    });
    return files;
}

Issue makeIssue(Severity severity, std::string code, std::string message, std::string file, std::string remedy = {}) {
    Issue issue;
    issue.severity = severity;
    issue.code = std::move(code);
    issue.message = std::move(message);
    issue.remedy = std::move(remedy);
    issue.file = std::move(file);
    return issue;
}

Result<Document> cancelled() {
    return failure<Document>("cancelled", tr("opening was cancelled"));
}

/// Takes every source to the document's frame, in parallel.
void takeToWorld(Document& document, Progress* progress) {
    std::vector<std::pair<LoadedSource*, const SourceReference*>> all;
    for (auto& [id, loaded] : document.sources) all.emplace_back(&loaded, document.project.source(id));
    std::vector<std::vector<Issue>> issues(all.size());
    beginPart(progress, kReadingShare, 1);
    std::atomic<std::size_t> done{0};
    parallelFor(all.size(), 1, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            if (isCancelled(progress)) return;
            LoadedSource& loaded = *all[i].first;
            if (all[i].second && all[i].second->raster) {
                issues[i] = placePixels(loaded, *all[i].second, document.crs, progress);
            } else if (loaded.source->crs() == document.crs) {
                loaded.world = loaded.source;
            } else {
                auto moved = reproject(*loaded.source, document.crs);
                issues[i] = std::move(moved.issues);
                if (moved) loaded.world = std::make_shared<const FeatureTable>(std::move(*moved));
            }
            report(progress, static_cast<double>(++done) / static_cast<double>(all.size()));
        }
    });
    for (const auto& found : issues) append(document.issues, found);
    std::erase_if(document.sources, [](const auto& entry) { return !entry.second.world; });
}

Result<Document> finish(Document document) {
    for (const StyleLayer& layer : document.project.layers) append(document.issues, imageIssues(document, layer));
    append(document.issues, doubtfulLayers(document));
    Result<Document> result;
    result.issues = document.issues;
    result.value = std::move(document);
    return result;
}

/// A source of a project is one layer of its file.
std::optional<FeatureTable> layerOfSource(DataSet data, const SourceReference& source, std::vector<Issue>& issues) {
    std::string names;
    for (auto& layer : data.layers) {
        if (!source.layer.empty() && layer.name() == source.layer) return std::move(layer);
        names += (names.empty() ? "" : ", ") + layer.name();
    }
    if (!source.layer.empty()) {
        issues.push_back(makeIssue(Severity::Error, "no-such-layer",
                                   fmt::format(fmt::runtime(tr("has no layer {}; there are: {}")), source.layer, names),
                                   data.path));
        return std::nullopt;
    }
    if (data.layers.size() > 1) {
        issues.push_back(makeIssue(
            Severity::Warning, "several-layers", fmt::format(fmt::runtime(tr("holds several layers: {}")), names),
            data.path,
            fmt::format(fmt::runtime(tr("{} is taken; \"geju:sources\" chooses")), data.layers.front().name())));
    }
    return std::move(data.layers.front());
}

Result<Document> openProject(const std::filesystem::path& path, const OpenOptions& options) {
    LoadOptions loadOptions;
    loadOptions.allowOutsideFolder = options.allowOutsideFolder;
    auto text = readFile(path);
    auto project = text ? parseProject(*text, path, loadOptions) : Result<Project>{std::nullopt, text.issues};
    if (!project) {
        Result<Document> failed;
        failed.issues = std::move(project.issues);
        return failed;
    }
    Document document;
    document.text = std::move(*text);
    document.project = std::move(*project);
    document.issues = std::move(project.issues);

    auto files = readAll(document.project.sources, options.progress);
    if (isCancelled(options.progress)) return cancelled();

    std::vector<std::shared_ptr<const FeatureTable>> tables;
    for (std::size_t i = 0; i < files.size(); ++i) {
        append(document.issues, files[i].read.issues);
        if (!files[i].read || files[i].read->layers.empty()) continue;
        const SourceReference& source = document.project.sources[i];
        auto chosen = layerOfSource(std::move(*files[i].read), source, document.issues);
        if (!chosen) continue;
        auto table = std::make_shared<const FeatureTable>(std::move(*chosen));
        tables.push_back(table);
        document.sources[source.id].source = std::move(table);
    }
    document.crs = displayCrs(tables);
    if (!document.project.crs.empty()) {
        auto named = Crs::from(document.project.crs);
        append(document.issues, named.issues);
        if (named) document.crs = *named;
    }
    takeToWorld(document, options.progress);
    if (isCancelled(options.progress)) return cancelled();
    return finish(std::move(document));
}

std::string uniqueId(const std::string& wanted, const std::map<std::string, LoadedSource, std::less<>>& taken) {
    std::string id = wanted;
    for (int n = 2; taken.contains(id); ++n) id = fmt::format("{}-{}", wanted, n);
    return id;
}

/// A quiet map of shapes that have no attributes yet.
std::optional<Document> documentOfShapes(FeatureTable shapes) {
    const auto table = std::make_shared<const FeatureTable>(std::move(shapes));
    const std::string id = "preview";
    LoadOptions anywhere;
    anywhere.allowOutsideFolder = true;
    auto project = parseProject(projectForData({{id, table, {}}}), {}, anywhere);
    if (!project) return std::nullopt;
    Document document;
    document.project = std::move(*project);
    document.crs = displayCrs({table});
    document.sources[id].source = table;
    takeToWorld(document, nullptr);
    if (document.sources.empty()) return std::nullopt;
    return document;
}

Result<Document> openData(std::span<const std::filesystem::path> paths, const OpenOptions& options) {
    std::vector<SourceReference> sources(paths.size());
    for (std::size_t i = 0; i < paths.size(); ++i) {
        sources[i].path = paths[i];
        sources[i].raster = isRasterFile(paths[i]);
    }
    std::function<void(FeatureTable)> preview;
    if (options.preview) {
        preview = [&](FeatureTable shapes) {
            if (auto shown = documentOfShapes(std::move(shapes))) options.preview(std::move(*shown));
        };
    }
    auto files = readAll(sources, options.progress, preview);
    if (isCancelled(options.progress)) return cancelled();

    Document document;
    std::vector<std::shared_ptr<const FeatureTable>> tables;
    std::vector<DataSource> named;
    for (std::size_t i = 0; i < files.size(); ++i) {
        auto& file = files[i];
        append(document.issues, file.read.issues);
        if (!file.read) continue;
        const std::string stem = file.path.stem().string();
        const bool several = file.read->layers.size() > 1;
        for (auto& layer : file.read->layers) {
            const std::string wanted = several ? stem + "/" + layer.name() : stem;
            auto table = std::make_shared<const FeatureTable>(std::move(layer));
            const std::string id = uniqueId(wanted, document.sources);
            document.sources[id].source = table;
            named.push_back({id, table, std::filesystem::absolute(file.path).lexically_normal(),
                             several ? table->name() : std::string(), sources[i].raster});
            if (!several && !sources[i].raster) {
                named.back().layers = qgisLayersBeside(file.path, id, *table, document.issues);
            }
            tables.push_back(std::move(table));
        }
    }
    if (tables.empty()) {
        Result<Document> failed;
        failed.issues = std::move(document.issues);
        if (!hasErrors(failed.issues)) {
            failed.issues.push_back(
                makeIssue(Severity::Error, "nothing-read", tr("holds no layer"), paths.front().string()));
        }
        return failed;
    }
    document.crs = displayCrs(tables);
    document.text = projectForData(named);
    LoadOptions anywhere;
    anywhere.allowOutsideFolder = true;
    auto project = parseProject(document.text, {}, anywhere);
    if (project) document.project = std::move(*project);
    if (document.project.title.empty()) {
        const std::string title = paths.front().stem().string();
        document.project.title = {title, title};
    }
    takeToWorld(document, options.progress);
    if (isCancelled(options.progress)) return cancelled();
    return finish(std::move(document));
}

} // namespace

bool isProjectFile(const std::filesystem::path& path) {
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    if (error || size > kLargestProjectBytes) return false;
    {
        // Only text that begins with a brace can be one; most data formats are told by their first bytes.
        std::ifstream stream(path, std::ios::binary);
        std::array<char, 64> head{};
        stream.read(head.data(), head.size());
        std::string_view text(head.data(), static_cast<std::size_t>(stream.gcount()));
        if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
        const auto first = text.find_first_not_of(" \t\r\n");
        if (first == std::string_view::npos || text[first] != '{') return false;
    }
    const auto text = readFile(path);
    return text && looksLikeProject(*text);
}

Box lonLatExtent(const FeatureTable& table) {
    if (table.extent().empty()) return {};
    const auto transform = Transform::between(table.crs(), Crs::wgs84());
    if (!transform) return {};
    return transform->forward(table.extent());
}

Crs displayCrs(const std::vector<std::shared_ptr<const FeatureTable>>& tables) {
    Box lonLat;
    for (const auto& table : tables) {
        // Web Mercator is metres in name only: a third too long at the middle latitudes.
        const bool suits = table->crs().identifier() != "EPSG:3857";
        if (!table->extent().empty() && !table->crs().isGeographic() && suits) return table->crs();
        const Box box = lonLatExtent(*table);
        if (!box.empty()) lonLat.extend(box);
    }
    return suggestDisplayCrs(lonLat);
}

Result<Document> openDocument(std::span<const std::filesystem::path> paths, const OpenOptions& options) {
    if (paths.empty()) return failure<Document>("nothing-named", tr("no file is named"));
    if (paths.size() == 1 && isProjectFile(paths.front())) return openProject(paths.front(), options);
    for (const auto& path : paths) {
        if (paths.size() > 1 && isProjectFile(path)) {
            return failure<Document>("project-among-data", tr("is a project, which is opened on its own"),
                                     path.string());
        }
    }
    return openData(paths, options);
}

std::vector<Issue> imageIssues(const Document& document, const StyleLayer& layer) {
    std::vector<Issue> issues;
    const LoadedSource* source = document.source(layer.source);
    const bool pattern = !layer.patternProperty().empty();
    const bool hasTable = source && source->source;
    if ((layer.type != LayerType::Symbol && !pattern) || hasTable == (layer.type == LayerType::Background))
        return issues;
    const FeatureTable* table = hasTable ? source->source.get() : nullptr;
    for (const std::string& image : unknownImages(layer, table, layer.minZoom)) {
        Issue issue = makeIssue(
            Severity::Warning, "unknown-image",
            pattern ? fmt::format(fmt::runtime(tr("\"{}\": there is no pattern {}")), layer.patternProperty(), image)
                    : fmt::format(fmt::runtime(tr("\"icon-image\": there is no pictogram {}")), image),
            {}, pattern ? tr("the layer has its colour in its place") : tr("nothing is drawn in its place"));
        issue.layer = layer.id;
        issues.push_back(std::move(issue));
    }
    return issues;
}

} // namespace geju
