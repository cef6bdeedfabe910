#include "io/geojson_coordinates.hpp"

#include "core/translate.hpp"
#include "io/json_number.hpp"
#include "io/message.hpp"

#include <cmath>

namespace geju {

namespace {

/// What a plain position may take: '[', two numbers with a comma and spaces between, ']', and the comma and bracket
/// before it.
constexpr std::ptrdiff_t kPlainPositionReach = 2 * kPlainNumberReach + 8;

/// "[x,y]" at `cursor`, nothing else: no third number, no space but one after the comma.
bool parsePlainPosition(const char*& cursor, Point& point) {
    const char* p = cursor + 1;
    if (*cursor != '[' || !parsePlainNumber(p, point.x) || *p != ',') return false;
    ++p;
    if (*p == ' ') ++p;
    if (!parsePlainNumber(p, point.y) || *p != ']') return false;
    cursor = p + 1;
    return true;
}

const char* nameOf(char firstByte) {
    switch (firstByte) {
    case '"':
        return tr("a string");
    case '{':
        return tr("an object");
    case '[':
        return tr("an array");
    case 't':
    case 'f':
        return tr("true or false");
    case 'n':
        return tr("null");
    case 'N':
    case 'I':
        return tr("not a number");
    default:
        return tr("a number");
    }
}

} // namespace

void GeoJsonCoordinates::clear() {
    points_.clear();
    listEnds_.clear();
    depth_ = 0;
    faultCode_.clear();
    hasThirdNumber_ = false;
    hasMoreNumbers_ = false;
}

void GeoJsonCoordinates::setFault(const char* code, std::string message, std::size_t offset) {
    if (!faultCode_.empty()) return;
    faultCode_ = code;
    faultMessage_ = std::move(message);
    faultOffset_ = offset;
}

void GeoJsonCoordinates::addPoint(Point point, std::uint32_t depth, std::size_t offset) {
    if (points_.empty()) {
        depth_ = depth;
    } else if (depth != depth_) {
        setFault("wrong-nesting", tr("positions stand at different depths of nesting"), offset);
    }
    points_.push_back(point);
}

void GeoJsonCoordinates::readPlainPositions(JsonScanner& scanner, std::uint32_t depth) {
    if (!points_.empty() && depth_ != depth) return;
    const char* p = scanner.cursor();
    Point point;
    while (scanner.end() - p >= kPlainPositionReach && parsePlainPosition(p, point)) {
        depth_ = depth;
        points_.push_back(point);
        scanner.setCursor(p);
        if (*p != ',' || depth == 0) return;
        ++p;
        if (*p == ' ') ++p;
    }
}

bool GeoJsonCoordinates::readPosition(JsonScanner& scanner, std::uint32_t depth) {
    const std::size_t start = scanner.offset();
    scanner.enter('[');
    double numbers[2] = {0, 0};
    std::size_t count = 0;
    bool isGood = true;
    bool first = true;
    JsonNumber number;
    while (scanner.nextElement(first)) {
        const char c = scanner.peek();
        const std::size_t at = scanner.offset();
        if (scanner.readNonFinite()) {
            scanner.forgetLastTolerated();
            setFault("coordinate-not-finite", tr("a coordinate is not a finite number"), at);
            isGood = false;
        } else if (c == '-' || (c >= '0' && c <= '9')) {
            if (!scanner.readNumber(number)) return false;
            if (!std::isfinite(number.value)) {
                setFault("coordinate-not-finite", tr("a coordinate is too large for a number"), at);
                isGood = false;
            }
            if (count < 2) numbers[count] = number.value;
            ++count;
        } else {
            if (!scanner.skipValue()) return false;
            setFault("coordinate-not-a-number", filled(tr("a coordinate must be a number, here stands {}"), nameOf(c)),
                     at);
            isGood = false;
        }
    }
    if (scanner.failed()) return false;
    if (count > 2) hasThirdNumber_ = true;
    if (count > 3) hasMoreNumbers_ = true;
    if (isGood && count < 2) {
        setFault("position-too-short", tr("a position needs two numbers, here is one"), start);
        isGood = false;
    }
    if (isGood) addPoint({numbers[0], numbers[1]}, depth, start);
    return true;
}

bool GeoJsonCoordinates::read(JsonScanner& scanner) {
    std::uint32_t open = 0; // lists around the cursor
    while (true) {
        const char c = scanner.peek();
        const std::size_t at = scanner.offset();
        if (c != '[') {
            if (!scanner.readNonFinite() && !scanner.skipValue()) return false;
            setFault("coordinates-not-an-array",
                     filled(tr("coordinates must be arrays of numbers, here stands {}"), nameOf(c)), at);
        } else {
            readPlainPositions(scanner, open);
            if (scanner.offset() == at) {
                scanner.setCursor(scanner.cursor() + 1);
                const char inner = scanner.peek();
                if (inner == ']') {
                    scanner.take(']');
                    listEnds_.push_back({points_.size(), open});
                } else if (inner == '[') {
                    ++open;
                    continue;
                } else {
                    scanner.rewind(at);
                    if (!readPosition(scanner, open)) return false;
                }
            }
        }
        while (true) {
            if (open == 0) return true;
            if (scanner.take(']')) {
                listEnds_.push_back({points_.size(), --open});
            } else if (scanner.take(',')) {
                break;
            } else {
                return scanner.fail(scanner.atEnd() ? tr("the text ends in the middle of the coordinates")
                                                    : tr("a comma or ] expected in the coordinates"));
            }
        }
    }
}

} // namespace geju
