// The part of GeoJsonReader that reads the features of a collection, by several threads where that pays, and bare
// geometries.
#include "core/translate.hpp"
#include "io/assumed_crs.hpp"
#include "io/geojson_chunk.hpp"
#include "io/geojson_reader.hpp"
#include "io/ordered_work.hpp"

#include <algorithm>
#include <atomic>
#include <memory>
#include <thread>
#include <vector>

namespace geju {

namespace {

constexpr std::size_t kPiecesAheadPerThread = 3;
constexpr std::size_t kMostThreads = 16;
/// Guessed starts in a row that turned out wrong, after which guessing is given up.
constexpr std::size_t kMostWrongGuesses = 4;

std::size_t threadsFor(const GeoJsonRequest& request) {
    if (request.threads > 0) return request.threads;
    return std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, kMostThreads);
}

} // namespace

bool GeoJsonReader::readFeatures(bool isFirstRecord) {
    if (isFirstRecord) builder_ = TableBuilder{}; // a second "features" replaces the first
    scanner_.enter('[');
    const std::size_t start = (scanner_.skipSpace(), scanner_.offset());
    bool mayFork = isFirstRecord && request_.chunkBytes > 0 && threadsFor(request_) > 1;
    bool first = true;
    elementCount_ = 0;
    while (scanner_.nextElement(first)) {
        if (mayFork && scanner_.offset() - start >= request_.chunkBytes) {
            mayFork = false;
            scanner_.skipSpace();
            const AfterElements after = readInChunks(start);
            if (after != AfterElements::More) return after == AfterElements::Closed;
        }
        if (!readElement()) return false;
    }
    return !scanner_.failed();
}

bool GeoJsonReader::readElement() {
    if (elementCount_++ % 256 == 0 && shouldStop()) return false;
    return readFeature(false);
}

/// From the element under the scanner to the first that begins at `limit` or later.
GeoJsonReader::AfterElements GeoJsonReader::readElementsUntil(std::size_t limit) {
    bool first = false;
    while (scanner_.offset() < limit) {
        if (!readElement()) return AfterElements::Broken;
        if (!scanner_.nextElement(first)) return scanner_.failed() ? AfterElements::Broken : AfterElements::Closed;
        scanner_.skipSpace();
    }
    return AfterElements::More;
}

/// Whether `chunk` continues where the scanner stands; then it is taken over.
bool GeoJsonReader::takeChunk(GeoJsonChunk& chunk) {
    const bool follows = chunk.isGood() && chunk.start() == scanner_.offset() && scanner_.tolerated().empty();
    if (!follows || builder_.fullAfter(chunk.features())) return false;
    log_.take(chunk.log(), static_cast<std::int64_t>(builder_.featureCount()));
    geometry_.addNotices(chunk.geometry());
    builder_.append(chunk.features());
    elementCount_ += chunk.elementCount();
    scanner_.rewind(chunk.end());
    return true;
}

void GeoJsonReader::leaveBehind(std::size_t from, const GeoJsonChunk* chunk) {
    if (!request_.forget) return;
    log_.leaveBehind(from, scanner_.offset(), chunk ? &chunk->extent() : nullptr);
    isForgetting_ = true;
    request_.forget(from, scanner_.offset());
}

/// A preview for each length of text that was passed, but none when the end is near.
void GeoJsonReader::showSoFar() {
    if (!request_.preview || previewsShown_ == request_.previewBytes.size()) return;
    const std::size_t due = request_.previewBytes[previewsShown_];
    if (scanner_.offset() < due || scanner_.offset() > text_.size() / 4 * 3) return;
    ++previewsShown_;
    Crs crs = Crs::wgs84();
    if (crs_ && crs_->kind == CrsMember::Kind::Name) {
        if (const auto named = crsNamed(crs_->name)) crs = *named;
    }
    FeatureTable shapes = builder_.shapesSoFar(request_.layerName, crs);
    if (!crs.isGeographic() || isLonLat(shapes.extent())) request_.preview(std::move(shapes));
}

GeoJsonReader::AfterElements GeoJsonReader::readInChunks(std::size_t firstElement) {
    const std::size_t begin = scanner_.offset();
    std::vector<std::size_t> starts = probableFeatureStarts(text_, firstElement, begin, request_.chunkBytes);
    if (starts.empty()) return AfterElements::More;
    starts.insert(starts.begin(), begin);
    const double rest = static_cast<double>(text_.size() - firstElement) / static_cast<double>(begin - firstElement);
    constexpr double kMargin = 1.1; // room that is not needed is never touched
    const auto expected = [&](std::size_t soFar) {
        return static_cast<std::size_t>(static_cast<double>(soFar) * rest * kMargin);
    };
    builder_.reserve(expected(builder_.featureCount()), expected(builder_.pointCount()));

    const std::size_t threads = threadsFor(request_);
    std::vector<std::unique_ptr<GeoJsonChunk>> chunks(threads * kPiecesAheadPerThread);
    std::atomic<bool> isOver{false};
    std::atomic<bool> encodingChecked{encodingChecked_};
    AfterElements after = AfterElements::More;
    std::size_t wrongGuesses = 0;

    OrderedWork task;
    task.count = starts.size();
    task.threads = threads;
    task.ahead = chunks.size();
    task.work = [&](std::size_t i) {
        auto& chunk = chunks[i % chunks.size()];
        if (!chunk) chunk = std::make_unique<GeoJsonChunk>(text_, request_.file);
        GeoJsonChunk::Task piece;
        piece.start = starts[i];
        piece.limit = i + 1 < starts.size() ? starts[i + 1] : text_.size();
        piece.wantsExtent = static_cast<bool>(request_.forget);
        piece.encodingChecked = encodingChecked;
        piece.progress = request_.progress;
        piece.isOver = &isOver;
        chunk->read(piece);
    };
    task.handOver = [&](std::size_t i) {
        GeoJsonChunk& chunk = *chunks[i % chunks.size()];
        const std::size_t from = scanner_.offset();
        report(request_.progress, static_cast<double>(from) / static_cast<double>(text_.size() + 1));
        stopped_ = isCancelled(request_.progress);
        const bool isTaken = !stopped_ && takeChunk(chunk);
        if (stopped_) {
            after = AfterElements::Broken;
        } else if (isTaken) {
            wrongGuesses = 0;
            after = chunk.isClosed() ? AfterElements::Closed : AfterElements::More;
        } else {
            if (chunk.start() != from) ++wrongGuesses;
            after = readElementsUntil(i + 1 < starts.size() ? starts[i + 1] : text_.size());
            encodingChecked = encodingChecked_;
        }
        if (after != AfterElements::Broken) leaveBehind(from, isTaken ? &chunk : nullptr);
        if (after == AfterElements::More) showSoFar();
        const bool goesOn = after == AfterElements::More && wrongGuesses < kMostWrongGuesses;
        if (!goesOn) isOver = true;
        return goesOn;
    };
    runInOrder(task);
    return after;
}

bool GeoJsonReader::readBareGeometry(std::size_t start) {
    const auto index = static_cast<std::int64_t>(builder_.featureCount());
    properties_.start();
    if (!geometry_.read(scanner_, index, true)) return false;
    reportTolerated(index);
    if (stopped_) return false;
    if (!geometry_.isFaulty()) builder_.endFeature();

    // The geometry reader passes over "crs"; look for it only where the word occurs.
    const std::size_t behind = scanner_.offset();
    if (scanner_.text(start, behind).find("\"crs\"") == std::string_view::npos) return true;
    scanner_.rewind(start);
    scanner_.enter('{');
    JsonString key;
    bool first = true;
    while (scanner_.nextMember(key, first)) {
        if (key.raw == "crs" ? !readCrs() : !scanner_.skipValue()) return false;
    }
    return !scanner_.failed();
}

} // namespace geju
