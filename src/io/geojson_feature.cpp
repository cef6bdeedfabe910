#include "io/geojson_feature.hpp"

#include "core/translate.hpp"
#include "io/message.hpp"

namespace geju {

std::string describeJsonValue(char first) {
    switch (first) {
    case '{':
        return tr("a JSON object");
    case '[':
        return tr("a JSON array");
    case '"':
        return tr("a JSON string");
    case 't':
    case 'f':
        return tr("true or false");
    case 'n':
        return tr("null");
    default:
        return tr("a number");
    }
}

GeoJsonFeatureReader::GeoJsonFeatureReader(std::string_view text, const std::string& file, std::string_view logText)
  : text_(text)
  , scanner_(text, {.badUtf8 = true, .nonFinite = true})
  , log_(file, logText)
  , geometry_(builder_, log_) {}

void GeoJsonFeatureReader::reportTolerated(std::optional<std::int64_t> feature) {
    if (scanner_.tolerated().empty()) return;
    for (const JsonFault& fault : scanner_.tolerated()) {
        const bool isEncoding = std::string_view(fault.code) == "bad-utf8";
        if (isEncoding && !encodingChecked_) {
            encodingChecked_ = true;
            if (isForeignText()) {
                stopped_ = true;
                return;
            }
        }
        if (Issue* issue = log_.add(Severity::Error, fault.code, feature, fault.offset)) {
            issue->message = fault.message;
            issue->remedy = isEncoding ? tr("the bytes are shown as U+FFFD")
                                       : tr("read as null; JSON writes null where there is no number");
        }
    }
    scanner_.clearTolerated();
}

bool GeoJsonFeatureReader::readFeature(bool isRoot) {
    const auto index = static_cast<std::int64_t>(builder_.featureCount());
    properties_.start();
    builder_.dropGeometry();
    const char c = scanner_.peek();
    const std::size_t start = scanner_.offset();
    if (c != '{') {
        if (!scanner_.skipValue()) return false;
        if (Issue* issue = log_.add(Severity::Error, "not-a-feature", std::nullopt, start)) {
            issue->message = filled(tr("a feature must be an object; this is {}"), describeJsonValue(c));
            issue->remedy = tr("left out");
        }
        return true;
    }
    std::string type;
    bool hasType = false;
    bool hasGeometry = false;
    bool hasProperties = false;
    Value id;
    JsonString key;
    JsonString text;
    std::string scratch;
    bool first = true;
    scanner_.enter('{');
    while (scanner_.nextMember(key, first)) {
        const std::string_view name = memberName(key, scratch);
        const char value = scanner_.peek();
        const std::size_t at = scanner_.offset();
        if (name == "type") {
            if (hasType) geometry_.reportDuplicate(name, index, at);
            hasType = true;
            type.clear();
            if (value != '"') {
                if (!scanner_.skipValue()) return false;
            } else {
                if (!scanner_.readString(text)) return false;
                if (text.raw == "Feature") {
                    type = text.raw;
                } else {
                    type = decodeJsonString(text);
                }
            }
        } else if (name == "geometry") {
            if (hasGeometry) geometry_.reportDuplicate(name, index, at);
            hasGeometry = true;
            if (!geometry_.read(scanner_, index)) return false;
        } else if (name == "properties") {
            if (hasProperties) {
                geometry_.reportDuplicate(name, index, at);
                properties_.clear();
            }
            hasProperties = true;
            if (value == '{') {
                if (!properties_.readObject(scanner_)) return false;
            } else {
                if (!scanner_.skipValue()) return false;
                if (value != 'n') {
                    if (Issue* issue = log_.add(Severity::Error, "bad-properties", index, at)) {
                        issue->message = filled(tr("\"properties\" must be an object or null; this is {}"),
                                                describeJsonValue(value));
                        issue->remedy = tr("the feature is read without attributes");
                    }
                }
            }
        } else if (name == "id") {
            if (value == '{' || value == '[' || value == 't' || value == 'f' || value == 'n') {
                if (!scanner_.skipValue()) return false;
                if (Issue* issue = log_.add(Severity::Warning, "bad-feature-id", index, at)) {
                    issue->message = tr("the \"id\" of a feature must be a string or a number");
                    issue->remedy = tr("it is ignored");
                }
            } else if (!properties_.readValue(scanner_, id)) {
                return false;
            }
        } else if (name == "bbox") {
            if (!geometry_.readBbox(scanner_, index)) return false;
        } else if (name == "crs" && isRoot) {
            if (!readRootCrs()) return false;
        } else if (!scanner_.skipValue()) {
            return false;
        }
    }
    if (scanner_.failed()) return false;
    reportTolerated(index);
    if (stopped_) return false;

    if (type != "Feature") {
        builder_.dropGeometry();
        if (Issue* issue = log_.add(Severity::Error, "not-a-feature", std::nullopt, start)) {
            issue->message = hasType ? filled(tr("the type of a feature must be \"Feature\", not \"{}\""), type)
                                     : tr("an object without \"type\" stands among the features");
            issue->remedy = tr("left out");
        }
        return true;
    }
    if (!hasGeometry) {
        if (Issue* issue = log_.add(Severity::Warning, "missing-geometry", index, start)) {
            issue->message = tr("the feature has no \"geometry\" (null where there is none)");
            issue->remedy = tr("read without geometry");
        }
    }
    for (const auto& duplicate : properties_.duplicates()) {
        geometry_.reportDuplicate(duplicate.name, index, duplicate.offset);
    }
    properties_.writeTo(builder_);
    if (!isNull(id) && !properties_.has("id")) builder_.set("id", id);
    builder_.endFeature();
    return true;
}

} // namespace geju
