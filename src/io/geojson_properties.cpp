#include "io/geojson_properties.hpp"

#include "io/geojson_geometry.hpp"
#include "io/utf8.hpp"

#include <fmt/format.h>

#include <charconv>

namespace geju {

void GeoJsonProperties::start() {
    clear();
    if (!texts_.empty()) texts_.clear();
    duplicates_.clear();
}

void GeoJsonProperties::clear() {
    ++round_;
    cells_.clear();
}

std::size_t GeoJsonProperties::keyNamed(std::string_view name) {
    if (const auto known = keyIndex_.find(name); known != keyIndex_.end()) return known->second;
    const std::string_view stored = names_.emplace_back(name);
    keys_.push_back({stored});
    keyIndex_.emplace(stored, keys_.size() - 1);
    return keys_.size() - 1;
}

bool GeoJsonProperties::readObject(JsonScanner& scanner) {
    if (!scanner.enter('{')) return false;
    std::size_t expected = keys_.empty() ? kNone : 0;
    std::size_t previous = kNone;
    JsonString key;
    std::string scratch;
    bool first = true;
    while (scanner.nextMember(key, first)) {
        const std::string_view name = memberName(key, scratch);
        const bool asBefore = expected != kNone && keys_[expected].name == name;
        const std::size_t index = asBefore ? expected : keyNamed(name);
        if (previous != kNone) keys_[previous].next = index;
        previous = index;
        expected = keys_[index].next;

        Value value;
        const std::size_t at = scanner.offset();
        if (!readValue(scanner, value)) return false;
        if (keys_[index].lastRound == round_) {
            duplicates_.push_back({std::string(name), at});
            cells_[keys_[index].cell].value = value;
        } else {
            keys_[index].lastRound = round_;
            keys_[index].cell = cells_.size();
            cells_.push_back({index, value});
        }
    }
    return !scanner.failed();
}

bool GeoJsonProperties::readValue(JsonScanner& scanner, Value& value) {
    const char c = scanner.peek();
    switch (c) {
    case '"': {
        JsonString text;
        if (!scanner.readString(text)) return false;
        value = text.hasEscapes || text.hasBadUtf8 ? std::string_view(texts_.emplace_back(decodeJsonString(text)))
                                                   : text.raw;
        return true;
    }
    case 't':
        value = true;
        return scanner.readWord("true");
    case 'f':
        value = false;
        return scanner.readWord("false");
    case 'n':
        value = std::monostate{};
        return scanner.readWord("null");
    case '{':
    case '[': {
        const std::size_t start = scanner.offset();
        const std::size_t tolerated = scanner.tolerated().size();
        if (!scanner.skipValue()) return false;
        const std::string_view text = scanner.text(start, scanner.offset());
        value =
            scanner.tolerated().size() == tolerated ? text : std::string_view(texts_.emplace_back(repairUtf8(text)));
        return true;
    }
    default:
        break;
    }
    if (scanner.readNonFinite()) {
        value = std::monostate{};
        return true;
    }
    JsonNumber number;
    if (!scanner.readNumber(number)) return false;
    value = number.value;
    if (number.isInteger) {
        std::int64_t integer = 0;
        const auto [rest, error] = std::from_chars(number.raw.data(), number.raw.data() + number.raw.size(), integer);
        if (error == std::errc()) {
            value = integer;
        } else if (fmt::format("{:.0f}", number.value) != number.raw) {
            value = number.raw; // an identifier of more digits than any number type keeps
        }
    }
    return true;
}

bool GeoJsonProperties::has(std::string_view name) const {
    const auto known = keyIndex_.find(name);
    return known != keyIndex_.end() && keys_[known->second].lastRound == round_;
}

void GeoJsonProperties::writeTo(TableBuilder& builder) const {
    for (const Cell& cell : cells_) builder.set(keys_[cell.key].name, cell.value);
}

} // namespace geju
