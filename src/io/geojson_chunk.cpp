#include "io/geojson_chunk.hpp"

namespace geju {

namespace {

constexpr std::size_t kElementsBetweenChecks = 256;

/// What features begin with: the bracket, the first member's name and, where that is the type, its value.
std::string_view beginningOf(std::string_view text, std::size_t feature) {
    JsonScanner scanner(text);
    scanner.rewind(feature);
    JsonString key;
    bool first = true;
    if (!scanner.enter('{') || !scanner.nextMember(key, first)) return {};
    if (key.raw == "type") {
        JsonString type;
        if (!scanner.readString(type)) return {};
    }
    return scanner.text(feature, scanner.offset());
}

bool followsComma(std::string_view text, std::size_t at) {
    const std::size_t before = text.find_last_not_of(" \t\r\n", at - 1);
    return before != std::string_view::npos && text[before] == ',';
}

} // namespace

void GeoJsonChunk::read(const Task& task) {
    start_ = task.start;
    elements_ = 0;
    isClosed_ = false;
    stopped_ = false;
    encodingChecked_ = task.encodingChecked;
    builder_.clear();
    geometry_.forgetNotices();
    log_ = IssueLog(log_.file());
    scanner_.clearFault();
    scanner_.clearTolerated();
    scanner_.rewind(task.start);
    isGood_ = readElements(task) && scanner_.tolerated().empty();
    if (isGood_ && task.wantsExtent) extent_ = extentOf(scanner_.text(start_, end()));
}

bool GeoJsonChunk::readElements(const Task& task) {
    bool first = false;
    do {
        if (elements_++ % kElementsBetweenChecks == 0 && (isCancelled(task.progress) || *task.isOver)) return false;
        if (!readFeature(false)) return false;
        if (!scanner_.nextElement(first)) {
            isClosed_ = true;
            return !scanner_.failed();
        }
        scanner_.skipSpace();
    } while (scanner_.offset() < task.limit);
    return true;
}

std::vector<std::size_t> probableFeatureStarts(std::string_view text, std::size_t sample, std::size_t from,
                                               std::size_t bytes) {
    std::vector<std::size_t> starts;
    const std::string_view beginning = beginningOf(text, sample);
    if (beginning.empty()) return starts;
    for (std::size_t at = from + bytes; at < text.size(); at += bytes) {
        at = text.find(beginning, at);
        while (at != std::string_view::npos && !followsComma(text, at)) at = text.find(beginning, at + 1);
        if (at == std::string_view::npos) break;
        starts.push_back(at);
    }
    return starts;
}

} // namespace geju
