#include "io/vector_reader.hpp"

#include "core/translate.hpp"
#include "io/encoding.hpp"
#include "io/gdal_reader.hpp"
#include "io/geojson_reader.hpp"
#include "io/message.hpp"
#include "io/misread_text.hpp"
#include "io/text_source.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>

namespace geju {

namespace {

std::string lowered(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

/// File name without folders and without the extensions of GeoJSON and gzip.
std::string layerNameOf(const std::string& path) {
    std::filesystem::path name = std::filesystem::path(path).filename();
    if (lowered(name.extension().string()) == ".gz") name = name.stem();
    return name.has_stem() ? name.stem().string() : name.string();
}

std::string jsonExtension(const std::filesystem::path& path) {
    std::filesystem::path name = path.filename();
    if (lowered(name.extension().string()) == ".gz") name = name.stem();
    std::string extension = lowered(name.extension().string());
    constexpr std::array<std::string_view, 8> known{".json",   ".geojson",   ".geojsonl", ".geojsons",
                                                    ".ndjson", ".ndgeojson", ".jsonl",    ".geojsonseq"};
    return std::find(known.begin(), known.end(), extension) == known.end() ? std::string() : extension;
}

bool isSequenceName(const std::filesystem::path& path) {
    const std::string extension = jsonExtension(path);
    return !extension.empty() && extension != ".json" && extension != ".geojson";
}

/// Whether the first byte that is not space, a byte order mark or a record separator opens a JSON object or array.
char firstJsonByte(std::string_view start) {
    if (start.starts_with("\xEF\xBB\xBF")) start.remove_prefix(3);
    const std::size_t at = start.find_first_not_of(" \t\r\n\x1e");
    const char c = at == std::string_view::npos ? '\0' : start[at];
    return c == '{' || c == '[' ? c : '\0';
}

/// A name that GDAL would take for something else than a file; nothing when it is a plain path.
std::optional<Issue> refusal(const std::filesystem::path& path) {
    const std::string text = path.string();
    const std::string lower = lowered(text);
    std::error_code error;
    const bool isAddress = text.find("://") != std::string::npos || lower.starts_with("/vsi");
    const std::size_t colon = text.find(':');
    const bool hasPrefix = colon != std::string::npos && colon >= 2 &&
                           std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(colon),
                                       [](unsigned char c) { return std::isalnum(c) || c == '_'; });
    if (!isAddress && !(hasPrefix && !std::filesystem::exists(path, error))) return std::nullopt;
    Issue issue;
    issue.severity = Severity::Error;
    issue.code = "not-a-local-file";
    issue.message = tr("addresses and database connections are not opened");
    issue.remedy = tr("save the data to a file and open that");
    issue.file = text;
    return issue;
}

Result<DataSet> withIssue(Issue issue) {
    Result<DataSet> result;
    result.issues.push_back(std::move(issue));
    return result;
}

/// Recodes what the reader found not to be UTF-8, and reads again.
GeoJsonOutcome readRecoded(std::string_view text, const std::string& encoding, bool isAssumed, GeoJsonRequest request,
                           std::string& store) {
    request.forget = {}; // another text than the one read here
    Recoder recoder(encoding);
    GeoJsonOutcome outcome;
    if (!recoder.isOpen()) {
        outcome.issues =
            failure<DataSet>("unknown-encoding",
                             filled(tr("this system does not know the text encoding \"{}\""), encoding), request.file)
                .issues;
        return outcome;
    }
    store = recoder.toUtf8(text);
    outcome = GeoJsonReader(store, request).read();
    if (isAssumed) {
        Issue issue;
        issue.code = "encoding-assumed";
        issue.file = request.file;
        issue.message = tr("the text is not UTF-8, which GeoJSON must be");
        issue.remedy = filled(tr("read as {}; name the encoding if that is wrong"), encoding);
        outcome.issues.insert(outcome.issues.begin(), issue);
    }
    return outcome;
}

GeoJsonOutcome readText(std::string_view text, const GeoJsonRequest& request, const ReadOptions& options) {
    std::string store;
    const std::string named = options.encoding.empty() ? "UTF-8" : canonicalEncoding(options.encoding);
    if (named != "UTF-8") return readRecoded(text, named, false, request, store);
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"))
        return readRecoded(text, "UTF-16", true, request, store);
    GeoJsonOutcome outcome = GeoJsonReader(text, request).read();
    if (outcome.legacyEncoding.empty()) return outcome;
    return readRecoded(text, outcome.legacyEncoding, true, request, store);
}

Result<DataSet> asDataSet(GeoJsonOutcome outcome, const std::string& path, const ReadOptions& options) {
    Result<DataSet> result;
    result.issues = std::move(outcome.issues);
    if (!outcome.otherFormat.empty()) {
        append(
            result.issues,
            failure<DataSet>("not-geojson", filled(tr("not GeoJSON: this is {}"), outcome.otherFormat), path).issues);
    }
    if (!outcome.table) return result;
    if (!options.layer.empty() && options.layer != outcome.table->name()) {
        Issue issue = failure<DataSet>("no-such-layer", filled(tr("there is no layer \"{}\""), options.layer), path)
                          .issues.front();
        issue.remedy = filled(tr("its layers are: {}"), outcome.table->name());
        return withIssue(std::move(issue));
    }
    DataSet data;
    data.path = path;
    data.driver = outcome.isSequence ? "GeoJSONSeq" : "GeoJSON";
    data.layers.push_back(std::move(*outcome.table));
    result.value = std::move(data);
    return result;
}

Result<TextSource> loadText(const std::filesystem::path& path, const ReadOptions& options) {
    Result<TextSource> source = TextSource::fromFile(path);
    if (!source || !source->isGzip()) return source;
    source = source->unpacked(path, options.progress);
    if (source && jsonExtension(path).empty() && firstJsonByte(source->text().substr(0, 4096)) == '\0') {
        return failure<TextSource>("unknown-format", tr("a gzip file without GeoJSON in it: unpack it first"),
                                   path.string());
    }
    return source;
}

Result<DataSet> readJsonFile(const std::filesystem::path& path, const ReadOptions& options) {
    Result<TextSource> source = loadText(path, options);
    if (!source) return Result<DataSet>{std::nullopt, source.issues};
    GeoJsonRequest request{path.string(), layerNameOf(path.string()), isSequenceName(path), options.progress};
    request.forget = [&source](std::size_t from, std::size_t to) { source->forget(from, to); };
    request.preview = options.preview;
    GeoJsonOutcome outcome = readText(source->text(), request, options);
    if (outcome.needsWholeText) {
        outcome = {};
        source = loadText(path, options);
        if (!source) return Result<DataSet>{std::nullopt, source.issues};
        request.forget = {};
        outcome = readText(source->text(), request, options);
    }
    if (!outcome.otherFormat.empty() && !source->text().starts_with("\x1f\x8b")) {
        return readWithGdal(path, options, outcome.otherFormat);
    }
    append(source.issues, outcome.issues); // what is wrong with the file comes before what is wrong in it
    outcome.issues = std::move(source.issues);
    return asDataSet(std::move(outcome), path.string(), options);
}

/// Adds what the texts themselves say of encodings, unless the reader had to mend their bytes and said so.
Result<DataSet> withTextsChecked(Result<DataSet> result, const std::string& path) {
    const auto isMended = [](const Issue& issue) { return issue.code == "bad-text" || issue.code == "bad-utf8"; };
    if (!result || std::any_of(result.issues.begin(), result.issues.end(), isMended)) return result;
    for (const FeatureTable& layer : result->layers) append(result.issues, findMisreadText(layer, path));
    return result;
}

Result<DataSet> readFile(const std::filesystem::path& path, const ReadOptions& options) {
    if (auto issue = refusal(path)) return withIssue(std::move(*issue));
    const auto cannotRead = [&](const char* why) { return failure<DataSet>("cannot-read", why, path.string()); };
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (status.type() == std::filesystem::file_type::not_found) return cannotRead(tr("there is no such file"));
    if (std::filesystem::is_directory(status)) {
        if (lowered(path.extension().string()) == ".gdb") return readWithGdal(path, options);
        return cannotRead(tr("this is a folder, not a file"));
    }
    // Opening a pipe would wait for its writer.
    if (!std::filesystem::is_regular_file(status)) return cannotRead(tr("this is not a regular file"));
    std::ifstream stream(path, std::ios::binary);
    if (!stream) return cannotRead(tr("the file cannot be opened: no permission"));
    std::string start(4096, '\0');
    stream.read(start.data(), static_cast<std::streamsize>(start.size()));
    start.resize(static_cast<std::size_t>(stream.gcount()));
    if (start.empty()) return failure<DataSet>("empty-file", tr("the file is empty"), path.string());
    stream.close();

    const char first = firstJsonByte(start);
    const bool isGzip = start.starts_with("\x1f\x8b");
    const bool hasJsonName = !jsonExtension(path).empty();
    // Content decides; the name only where the content is broken JSON, or '[' that may as well open a table's header.
    if (first == '{' || isGzip || (hasJsonName && (first == '[' || !isKnownToGdal(path)))) {
        return readJsonFile(path, options);
    }
    return readWithGdal(path, options);
}

} // namespace

Result<DataSet> readVector(const std::filesystem::path& path, const ReadOptions& options) {
    return withTextsChecked(readFile(path, options), path.string());
}

Result<DataSet> readGeoJson(std::string_view text, const std::string& name, const ReadOptions& options) {
    GeoJsonRequest request{name, layerNameOf(name), isSequenceName(name), options.progress};
    return withTextsChecked(asDataSet(readText(text, request, options), name, options), name);
}

} // namespace geju
