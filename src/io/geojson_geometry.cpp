#include "io/geojson_geometry.hpp"

#include "core/translate.hpp"
#include "io/message.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <span>

namespace geju {

namespace {

/// Collections in collections; each takes one level of the call stack.
constexpr std::size_t kMaxNesting = 1000;

constexpr std::array<std::string_view, 9> kTypeNames{
    "Point",        "MultiPoint",         "LineString", "MultiLineString",  "Polygon",
    "MultiPolygon", "GeometryCollection", "Feature",    "FeatureCollection"};

/// Lists around each position of a geometry type.
std::uint32_t depthOf(std::string_view type) {
    if (type == "Point") return 0;
    if (type == "MultiPoint" || type == "LineString") return 1;
    if (type == "MultiPolygon") return 3;
    return 2;
}

} // namespace

bool isGeometryType(std::string_view type) {
    return std::find(kTypeNames.begin(), kTypeNames.begin() + 7, type) != kTypeNames.begin() + 7;
}

std::string_view correctedTypeName(std::string_view type) {
    const auto lower = [](char c) { return std::tolower(static_cast<unsigned char>(c)); };
    for (const std::string_view name : kTypeNames) {
        if (std::equal(name.begin(), name.end(), type.begin(), type.end(),
                       [&](char a, char b) { return lower(a) == lower(b); })) {
            return name;
        }
    }
    return {};
}

std::string_view memberName(const JsonString& key, std::string& scratch) {
    if (!key.hasEscapes && !key.hasBadUtf8) return key.raw;
    scratch = decodeJsonString(key);
    return scratch;
}

void GeoJsonGeometryReader::setFault(std::string code, std::string message, std::size_t offset, std::string remedy) {
    if (!faultCode_.empty()) return;
    faultCode_ = std::move(code);
    faultMessage_ = std::move(message);
    faultOffset_ = offset;
    faultRemedy_ = std::move(remedy);
}

bool GeoJsonGeometryReader::read(JsonScanner& scanner, std::int64_t feature, bool isBare) {
    feature_ = feature;
    faultCode_.clear();
    hasHeights_ = false;
    hasMoreNumbers_ = false;
    builder_->dropGeometry();
    writer_.start();
    const char c = scanner.peek();
    const std::size_t start = scanner.offset();
    if (c == 'n') return scanner.readWord("null");
    if (c != '{') {
        if (!scanner.skipValue()) return false;
        setFault("bad-geometry", tr("a geometry must be an object or null"), start);
    } else if (!readObject(scanner, 0)) {
        return false;
    }

    if (isFaulty()) {
        builder_->dropGeometry();
        if (Issue* issue = log_->add(Severity::Error, faultCode_, feature, faultOffset_)) {
            issue->message = faultMessage_;
            issue->remedy = isBare                 ? tr("the geometry is left out")
                            : faultRemedy_.empty() ? tr("the feature is read without its geometry")
                                                   : faultRemedy_;
        }
        return true;
    }
    if (hasHeights_) ++featuresWithHeights_;
    if (hasMoreNumbers_) ++featuresWithMoreNumbers_;
    if (writer_.hasClockwiseShell()) ++featuresWithClockwiseShells_;
    if (writer_.closedRings() > 0) {
        if (Issue* issue = log_->add(Severity::Warning, "unclosed-ring", feature, start)) {
            issue->message = filled(tr("{} rings of the polygon do not end where they begin"), writer_.closedRings());
            issue->remedy = tr("the first position was repeated at the end");
        }
    }
    return true;
}

bool GeoJsonGeometryReader::readObject(JsonScanner& scanner, std::size_t depth) {
    scanner.skipSpace();
    const std::size_t start = scanner.offset();
    if (!scanner.enter('{')) return false;
    std::string type;
    bool hasType = false;
    bool hasCoordinates = false;
    std::size_t coordinatesOffset = start;
    std::optional<std::size_t> geometriesOffset;
    bool geometriesRead = false;

    JsonString key;
    JsonString text;
    std::string scratch;
    bool first = true;
    while (scanner.nextMember(key, first)) {
        const std::string_view name = memberName(key, scratch);
        const char c = scanner.peek();
        const std::size_t at = scanner.offset();
        if (name == "type") {
            if (hasType) reportDuplicate(name, feature_, at);
            if (c == '"') {
                if (!scanner.readString(text)) return false;
                type = decodeJsonString(text);
            } else {
                if (!scanner.skipValue()) return false;
                setFault("unknown-geometry-type", tr("the type of a geometry must be a string"), at);
            }
            hasType = true;
        } else if (name == "coordinates") {
            if (hasCoordinates) reportDuplicate(name, feature_, at);
            hasCoordinates = true;
            coordinatesOffset = at;
            coordinates_.clear();
            if (!coordinates_.read(scanner)) return false;
        } else if (name == "geometries") {
            if (geometriesOffset) reportDuplicate(name, feature_, at);
            if (type == "GeometryCollection" && !geometriesOffset) {
                if (!readGeometries(scanner, depth)) return false;
                geometriesRead = true;
            } else if (!scanner.skipValue()) {
                return false;
            }
            geometriesOffset = at;
        } else if (name == "bbox") {
            if (!readBbox(scanner, feature_)) return false;
        } else if (!scanner.skipValue()) {
            return false;
        }
    }
    if (scanner.failed()) return false;

    if (!hasType) {
        setFault("missing-member", tr("the geometry has no \"type\""), start);
    } else if (type == "GeometryCollection") {
        if (!geometriesOffset) {
            setFault("missing-member", tr("the GeometryCollection has no \"geometries\""), start);
        } else if (!geometriesRead) {
            const std::size_t end = scanner.offset();
            scanner.rewind(*geometriesOffset);
            if (!readGeometries(scanner, depth)) return false;
            scanner.rewind(end);
        }
    } else if (!isGeometryType(type)) {
        const std::string_view meant = correctedTypeName(type);
        setFault("unknown-geometry-type", filled(tr("there is no geometry type \"{}\""), type), start,
                 meant.empty() || !isGeometryType(meant)
                     ? std::string()
                     : filled(tr("it must be written \"{}\"; the feature is read without its geometry"), meant));
    } else if (!hasCoordinates) {
        setFault("missing-member", filled(tr("the {} has no \"coordinates\""), type), start);
    } else {
        write(type, coordinatesOffset);
    }
    return true;
}

bool GeoJsonGeometryReader::readGeometries(JsonScanner& scanner, std::size_t depth) {
    const char c = scanner.peek();
    const std::size_t start = scanner.offset();
    if (c != '[') {
        setFault("bad-geometry", tr("\"geometries\" must be an array"), start);
        return scanner.skipValue();
    }
    if (depth >= kMaxNesting) {
        setFault("nested-too-deeply", filled(tr("collections are nested more than {} deep"), kMaxNesting), start);
        return scanner.skipValue();
    }
    scanner.enter('[');
    bool first = true;
    while (scanner.nextElement(first)) {
        if (scanner.peek() == '{') {
            if (!readObject(scanner, depth + 1)) return false;
        } else {
            setFault("bad-geometry", tr("a geometry of a collection must be an object"), scanner.offset());
            if (!scanner.skipValue()) return false;
        }
    }
    return !scanner.failed();
}

void GeoJsonGeometryReader::write(std::string_view type, std::size_t offset) {
    if (!coordinates_.faultCode().empty()) {
        setFault(coordinates_.faultCode(), coordinates_.faultMessage(), coordinates_.faultOffset());
        return;
    }
    const std::uint32_t depth = depthOf(type);
    std::uint32_t deepestList = 0;
    if (coordinates_.points().empty()) {
        for (const auto& end : coordinates_.listEnds()) deepestList = std::max(deepestList, end.depth + 1);
    } else {
        deepestList = coordinates_.depth();
        for (const auto& end : coordinates_.listEnds()) deepestList = std::max(deepestList, end.depth + 1);
    }
    const bool isEmpty = coordinates_.points().empty() && deepestList <= std::max(depth, 1u);
    if (!isEmpty && deepestList != depth) {
        setFault("wrong-nesting",
                 filled(tr("the positions of a {} stand in {} lists, here in {}"), type, depth, deepestList), offset);
        return;
    }
    hasHeights_ = hasHeights_ || coordinates_.hasThirdNumber();
    hasMoreNumbers_ = hasMoreNumbers_ || coordinates_.hasMoreNumbers();
    if (isEmpty && deepestList <= 1) return; // RFC 7946, 3.1: empty coordinates may be read as null
    writeChecked(type);
    if (!writer_.fault().code.empty()) setFault(writer_.fault().code, writer_.fault().message, offset);
}

void GeoJsonGeometryReader::writeChecked(std::string_view type) {
    const std::span<const Point> points(coordinates_.points());
    if (type == "Point" || type == "MultiPoint" || type == "LineString") {
        const PartKind kind = type == "LineString" ? PartKind::Line : PartKind::Points;
        writer_.beginPart(kind);
        writer_.addRing(kind, points);
        return;
    }
    const bool isLine = type == "MultiLineString";
    const std::uint32_t ringDepth = depthOf(type) - 1;
    bool polygonOpen = false;
    std::size_t from = 0;
    for (const auto& end : coordinates_.listEnds()) {
        if (end.depth != ringDepth) {
            polygonOpen = false; // the list of a polygon's rings ended
            continue;
        }
        const auto ring = points.subspan(from, end.pointCount - from);
        from = end.pointCount;
        if (isLine) {
            writer_.beginPart(PartKind::Line);
        } else if (!polygonOpen) {
            writer_.beginPolygon();
            polygonOpen = true;
        }
        if (!writer_.addRing(isLine ? PartKind::Line : PartKind::Polygon, ring)) return;
    }
}

bool GeoJsonGeometryReader::readBbox(JsonScanner& scanner, std::int64_t feature) {
    const char c = scanner.peek();
    const std::size_t start = scanner.offset();
    bool isGood = c == '[';
    if (!isGood) {
        if (!scanner.skipValue()) return false;
    } else {
        scanner.enter('[');
        std::size_t count = 0;
        bool first = true;
        while (scanner.nextElement(first)) {
            const char value = scanner.peek();
            isGood = isGood && (value == '-' || (value >= '0' && value <= '9'));
            ++count;
            if (!scanner.skipValue()) return false;
        }
        if (scanner.failed()) return false;
        isGood = isGood && (count == 4 || count == 6);
    }
    if (isGood) return true;
    if (Issue* issue = log_->add(Severity::Warning, "bad-bbox",
                                 feature < 0 ? std::nullopt : std::optional<std::int64_t>(feature), start)) {
        issue->message = tr("\"bbox\" must be an array of four or six numbers");
        issue->remedy = tr("it is ignored; extents are worked out from the coordinates");
    }
    return true;
}

void GeoJsonGeometryReader::reportDuplicate(std::string_view member, std::int64_t feature, std::size_t offset) {
    if (Issue* issue = log_->add(Severity::Warning, "duplicate-member",
                                 feature < 0 ? std::nullopt : std::optional<std::int64_t>(feature), offset)) {
        issue->message = filled(tr("\"{}\" is given twice"), member);
        issue->remedy = tr("the last value counts");
    }
}

void GeoJsonGeometryReader::reportNotices() {
    const auto report = [&](const char* code, std::size_t count, const char* message, const char* remedy) {
        if (count == 0) return;
        if (Issue* issue = log_->add(Severity::Notice, code)) {
            issue->message = filled(message, count);
            issue->remedy = remedy;
        }
    };
    report("heights-dropped", featuresWithHeights_, tr("{} features have heights"), tr("plans are flat: not kept"));
    report("more-than-three-numbers", featuresWithMoreNumbers_,
           tr("{} features have positions of more than three numbers"), tr("only the first two are read"));
    report("clockwise-shell", featuresWithClockwiseShells_,
           tr("{} features have rings that turn against the right-hand rule"), tr("read all the same"));
}

void GeoJsonGeometryReader::addNotices(const GeoJsonGeometryReader& other) {
    featuresWithHeights_ += other.featuresWithHeights_;
    featuresWithMoreNumbers_ += other.featuresWithMoreNumbers_;
    featuresWithClockwiseShells_ += other.featuresWithClockwiseShells_;
}

void GeoJsonGeometryReader::forgetNotices() {
    featuresWithHeights_ = 0;
    featuresWithMoreNumbers_ = 0;
    featuresWithClockwiseShells_ = 0;
}

} // namespace geju
