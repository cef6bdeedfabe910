#include "io/geojson_reader.hpp"

#include "core/translate.hpp"
#include "io/assumed_crs.hpp"
#include "io/encoding.hpp"
#include "io/message.hpp"

#include <algorithm>

namespace geju {

namespace {

constexpr char kRecordSeparator = '\x1e'; // RFC 8142

} // namespace

GeoJsonReader::GeoJsonReader(std::string_view text, GeoJsonRequest request)
  : GeoJsonFeatureReader(text, request.file, text)
  , request_(std::move(request))
  , isSequence_(request_.isSequence) {}

GeoJsonOutcome GeoJsonReader::read() {
    readRecords();
    GeoJsonOutcome outcome;
    outcome.isSequence = isSequence_;
    outcome.otherFormat = otherFormat_;
    outcome.legacyEncoding = legacyEncoding_;
    outcome.needsWholeText = needsWholeText_;
    if (isCancelled(request_.progress)) {
        if (Issue* issue = log_.add(Severity::Error, "cancelled")) issue->message = tr("reading was cancelled");
    } else if (otherFormat_.empty() && legacyEncoding_.empty() && !needsWholeText_) {
        finish(outcome);
    }
    outcome.issues = log_.take();
    return outcome;
}

void GeoJsonReader::readRecords() {
    if (text_.starts_with("\xEF\xBB\xBF")) scanner_.rewind(3);
    while (!stopped_) {
        while (scanner_.peek() == kRecordSeparator) {
            isSequence_ = true;
            isSeparated_ = true;
            scanner_.rewind(scanner_.offset() + 1);
        }
        if (scanner_.atEnd()) break;
        if (recordCount_ > 0 && scanner_.peek() != '{') {
            scanner_.fail(tr("more text after the end of the value"));
            reportFault();
            if (isSequence_ && goOnBehindFault(scanner_.offset())) continue;
            break;
        }
        const std::size_t start = scanner_.offset();
        if (recordCount_++ > 0) isSequence_ = true;
        const Root root = readRoot();
        if (!stopped_) reportTolerated(std::nullopt);
        if (root == Root::Fault) {
            builder_.dropGeometry();
            if (!stopped_) reportFault();
            if (stopped_ || !isSequence_ || !goOnBehindFault(start)) break;
        } else if (root == Root::Other) {
            break;
        }
    }
    if (recordCount_ == 0) {
        scanner_.fail(tr("the text is empty"));
        reportFault();
    }
}

bool GeoJsonReader::goOnBehindFault(std::size_t recordStart) {
    scanner_.clearFault();
    if (isForgetting_) {
        needsWholeText_ = true;
        return false;
    }
    for (std::size_t at = recordStart; at < text_.size(); ++at) {
        at = text_.find(isSeparated_ ? kRecordSeparator : '\n', at);
        if (at == std::string_view::npos) return false;
        if (at > recordStart && (isSeparated_ || text_.substr(at + 1, 1) == "{")) { // a record begins its line
            scanner_.rewind(at);
            return true;
        }
    }
    return false;
}

void GeoJsonReader::reportFault() {
    const auto& fault = scanner_.fault();
    if (!fault) return;
    if (Issue* issue = log_.add(Severity::Error, fault->code, std::nullopt, fault->offset)) {
        issue->message = filled(tr("not JSON: {}"), fault->message);
        if (builder_.featureCount() > 0) issue->remedy = tr("what stands before is read");
    }
}

bool GeoJsonReader::isForeignText() {
    if (isForgetting_) {
        needsWholeText_ = true;
        return true;
    }
    const EncodingGuess guess = guessEncoding(text_);
    if (guess.isMultibyte) legacyEncoding_ = guess.name;
    return guess.isMultibyte;
}

bool GeoJsonReader::shouldStop() {
    report(request_.progress, static_cast<double>(scanner_.offset()) / static_cast<double>(text_.size() + 1));
    if (isCancelled(request_.progress)) stopped_ = true;
    if (builder_.full() && !stopped_) {
        stopped_ = true;
        if (Issue* issue = log_.add(Severity::Error, "too-large", std::nullopt, scanner_.offset())) {
            issue->message = tr("the layer has more coordinates than a table can hold");
            issue->remedy = tr("what stands before is read");
        }
    }
    return stopped_;
}

void GeoJsonReader::notGeoJson(std::size_t offset, std::string what) {
    if (Issue* issue = log_.add(Severity::Error, "not-geojson", std::nullopt, offset)) {
        issue->message = filled(tr("not GeoJSON: this is {}"), what);
    }
}

GeoJsonReader::Root GeoJsonReader::readRoot() {
    const char c = scanner_.peek();
    const std::size_t start = scanner_.offset();
    if (c != '{') {
        if (!scanner_.skipValue()) return Root::Fault;
        notGeoJson(start, describeJsonValue(c));
        return Root::NotGeoJson;
    }
    const bool isFirst = recordCount_ == 1;
    std::string type;
    bool hasType = false;
    std::optional<std::size_t> featuresOffset;
    bool featuresRead = false;
    std::vector<std::string> members;
    JsonString key;
    JsonString text;
    std::string scratch;
    bool first = true;
    scanner_.enter('{');
    while (scanner_.nextMember(key, first)) {
        const std::string_view name = memberName(key, scratch);
        const std::size_t at = (scanner_.skipSpace(), scanner_.offset());
        if (name == "type" && scanner_.peek() == '"') {
            if (!scanner_.readString(text)) return Root::Fault;
            std::string value = decodeJsonString(text);
            if (hasType) {
                if (Issue* issue = log_.add(Severity::Error, "duplicate-member", std::nullopt, at)) {
                    issue->message = filled(tr("\"type\" is given twice: {} and {}"), type, value);
                    issue->remedy = tr("the first counts");
                }
                continue;
            }
            type = std::move(value);
            hasType = true;
            if (type == "Feature" || isGeometryType(type)) {
                scanner_.rewind(start);
                if (type == "Feature") {
                    if (recordCount_ % 256 == 0 && shouldStop()) return Root::Fault;
                    return readFeature(true) ? Root::Read : Root::Fault;
                }
                return readBareGeometry(start) ? Root::Read : Root::Fault;
            }
        } else if (name == "features") {
            if (featuresOffset) geometry_.reportDuplicate(name, -1, at);
            featuresOffset = at;
            featuresRead = type == "FeatureCollection" && scanner_.peek() == '[';
            if (featuresRead ? !readFeatures(isFirst) : !scanner_.skipValue()) return Root::Fault;
        } else if (name == "crs") {
            if (!readCrs()) return Root::Fault;
        } else if (name == "bbox" && (type == "FeatureCollection" || !hasType)) {
            if (!geometry_.readBbox(scanner_, -1)) return Root::Fault;
        } else if (name == "name" && scanner_.peek() == '"') {
            if (!scanner_.readString(text)) return Root::Fault;
            name_ = decodeJsonString(text);
        } else {
            members.emplace_back(name);
            if (!scanner_.skipValue()) return Root::Fault;
        }
    }
    if (scanner_.failed()) return Root::Fault;
    const std::size_t end = scanner_.offset();
    if (featuresOffset) members.emplace_back("features");

    if (type == "FeatureCollection") {
        if (featuresOffset && !featuresRead) {
            scanner_.rewind(*featuresOffset);
            if (scanner_.peek() == '[') {
                if (!readFeatures(isFirst)) return Root::Fault;
                featuresRead = true;
            }
            scanner_.rewind(end);
        }
        if (featuresRead) return Root::Read;
        notGeoJson(featuresOffset.value_or(start), featuresOffset
                                                       ? tr("a FeatureCollection whose \"features\" is not an array")
                                                       : tr("a FeatureCollection without \"features\""));
        return Root::NotGeoJson;
    }
    if (hasType && type == "Topology") {
        otherFormat_ = "TopoJSON";
        return Root::Other;
    }
    if (!hasType) return classifyUntyped(start, members);
    const std::string_view meant = correctedTypeName(type);
    notGeoJson(start, meant.empty()
                          ? filled(tr("an object of type \"{}\""), type)
                          : filled(tr("an object of type \"{}\", which must be written \"{}\""), type, meant));
    return Root::NotGeoJson;
}

GeoJsonReader::Root GeoJsonReader::classifyUntyped(std::size_t start, const std::vector<std::string>& members) {
    const auto has = [&](std::string_view name) {
        return std::find(members.begin(), members.end(), name) != members.end();
    };
    if (has("features") && (has("geometryType") || has("spatialReference") || has("fields"))) {
        otherFormat_ = "ESRIJSON";
        return Root::Other;
    }
    notGeoJson(start, has("version") && has("sources") && has("layers")
                          ? tr("a map style or project (open it as a project)")
                          : tr("an object without \"type\""));
    return Root::NotGeoJson;
}

bool GeoJsonReader::readCrs() {
    const std::size_t offset = (scanner_.skipSpace(), scanner_.offset());
    CrsMember member;
    if (!readCrsMember(scanner_, member)) return false;
    if (crs_ && (crs_->kind != member.kind || crs_->name != member.name)) {
        if (Issue* issue = log_.add(Severity::Warning, "several-crs", std::nullopt, offset)) {
            issue->message = tr("\"crs\" is given twice, and differently");
            issue->remedy = tr("the last one counts for all features");
        }
    }
    crs_ = member;
    crsPosition_ = log_.positionText(offset);
    return true;
}

std::optional<Crs> GeoJsonReader::statedCrs() {
    if (!crs_) return Crs::wgs84();
    if (crs_->kind == CrsMember::Kind::Name) {
        if (Result<Crs> named = crsNamed(crs_->name)) return *named;
        if (Issue* issue = log_.add(Severity::Error, "unknown-crs")) {
            issue->position = crsPosition_;
            issue->message = filled(tr("the \"crs\" names no known reference system: \"{}\""), crs_->name);
        }
    } else if (Issue* issue = log_.add(Severity::Warning, "unknown-crs")) {
        issue->position = crsPosition_;
        if (crs_->kind == CrsMember::Kind::Link) {
            issue->message = filled(tr("the \"crs\" is a link, which is not followed: {}"), crs_->name);
        } else if (crs_->kind == CrsMember::Kind::Null) {
            issue->message = tr("the \"crs\" is null: the reference system is not known");
        } else {
            issue->message = tr("the \"crs\" is not as GeoJSON 2008 wants it");
        }
    }
    return std::nullopt;
}

void GeoJsonReader::finish(GeoJsonOutcome& outcome) {
    geometry_.reportNotices();
    if (builder_.featureCount() == 0 && log_.hasErrors()) return;
    const std::optional<Crs> stated = statedCrs();
    outcome.table = builder_.build(name_.empty() ? request_.layerName : name_, stated.value_or(Crs::wgs84()));
    const Box& extent = outcome.table->extent();
    if (!stated) {
        outcome.table = std::move(*outcome.table).withCrs(assumedCrs(extent, false, log_));
    } else if (stated->isGeographic() && !isLonLat(extent)) {
        std::vector<Point> coordinates = outcome.table->coordinates();
        const Crs checked = checkedLonLat(*stated, coordinates, extent, log_);
        outcome.table = outcome.table->withCoordinates(checked, std::move(coordinates));
    }
    report(request_.progress, 1);
}

} // namespace geju
