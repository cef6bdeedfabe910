// The reading of GeoJSON by several threads gives what one thread gives: the same bits, the same issues, in the same
// order, at the same places. Pieces are made as small as a feature, so that every file is cut in many places.
#include "core/files.hpp"
#include "io/geojson_reader.hpp"
#include "io/ordered_work.hpp"
#include "io_support.hpp"
#include "same_table.hpp"
#include "support/catch.hpp"

#include <atomic>
#include <cstring>
#include <mutex>
#include <random>
#include <thread>

using namespace geju;

namespace {

GeoJsonOutcome readAs(std::string_view text, std::size_t chunkBytes, std::size_t threads, const std::string& name,
                      std::function<void(std::size_t, std::size_t)> forget = {}) {
    GeoJsonRequest request;
    request.file = name;
    request.layerName = "layer";
    request.isSequence = name.find("geojsonl") != std::string::npos || name.find("geojsons") != std::string::npos;
    request.chunkBytes = chunkBytes;
    request.threads = threads;
    request.forget = std::move(forget);
    return GeoJsonReader(text, request).read();
}

void checkSame(const GeoJsonOutcome& a, const GeoJsonOutcome& b) {
    test::checkSame(a.issues, b.issues);
    CHECK(a.isSequence == b.isSequence);
    CHECK(a.otherFormat == b.otherFormat);
    CHECK(a.legacyEncoding == b.legacyEncoding);
    REQUIRE(a.table.has_value() == b.table.has_value());
    if (a.table) test::checkSame(*a.table, *b.table);
}

/// Reads the text by one thread and in pieces of several sizes, also with the bytes spoilt that are said to be over.
void checkAllWays(const std::string& text, const std::string& name) {
    const GeoJsonOutcome expected = readAs(text, 0, 1, name);
    for (const std::size_t bytes : {std::size_t{1}, std::size_t{60}, std::size_t{300}, std::size_t{5000}}) {
        INFO(name << " in pieces of " << bytes);
        checkSame(expected, readAs(text, bytes, 3, name));
        std::string spoilt = text;
        const GeoJsonOutcome outcome = readAs(spoilt, bytes, 2, name, [&](std::size_t from, std::size_t to) {
            std::memset(spoilt.data() + from, 0, to - from);
        });
        if (!outcome.needsWholeText) checkSame(expected, outcome);
    }
}

std::string propertyText(std::mt19937& random, const std::string& name) {
    const auto pick = [&](unsigned n) { return static_cast<unsigned>(random() % n); };
    const std::string number = std::to_string(pick(50));
    std::string value;
    switch (pick(name == "mixed" ? 12 : 3)) {
    case 0:
        value = name == "text" ? "\"t" + number + "\"" : number;
        break;
    case 1:
        value = name == "text" ? "\"地块\\n" + number + "\"" : number + ".5";
        break;
    case 2:
        value = "null";
        break;
    case 3:
        value = "true";
        break;
    case 4:
        value = "1000000000000000";
        break;
    case 5:
        value = "9007199254740993";
        break;
    case 6:
        value = "123456789012345678901234567890";
        break;
    case 7:
        value = "{\"type\":\"Feature\",\"a\":[1,{\"type\":\"Feature\"}]}";
        break;
    case 8:
        value = "-0.0";
        break;
    case 9:
        value = "1e999";
        break;
    case 10:
        value = "\"},{\\\"type\\\":\\\"Feature\\\"\"";
        break;
    default:
        value = "1E15";
    }
    return "\"" + name + "\":" + value;
}

/// A collection with all that a reader meets: many kinds of values and geometry, faults, foreign members, repeats.
std::string generated(unsigned seed, bool hasFaults) {
    std::mt19937 random(seed);
    const auto pick = [&](unsigned n) { return static_cast<unsigned>(random() % n); };
    const std::string space = pick(2) ? " " : "";
    const std::string line = pick(3) ? "\n" : "";
    std::string text = "{\"type\":" + space + "\"FeatureCollection\"," + line + "\"features\":" + space + "[" + line;
    const unsigned count = 20 + pick(400);
    // Faults of one kind rise over the hundred that are told one by one.
    const unsigned faultEvery = hasFaults ? 2 + pick(12) : 0;
    for (unsigned i = 0; i < count; ++i) {
        if (i > 0) text += "," + line;
        if (faultEvery && pick(faultEvery * 20) == 0) {
            text += "17" + line + ",";
        }
        if (faultEvery && pick(faultEvery * 20) == 0) text += "{\"type\":\"feature\"},";
        text += "{\"type\":" + space + "\"Feature\",";
        if (pick(4) == 0) text += "\"id\":" + std::to_string(pick(9)) + ",";
        if (pick(9) == 0) text += "\"extra\":[{\"type\":\"Feature\"},{\"type\":\"Feature\"}],";
        text += "\"properties\":{";
        bool first = true;
        for (const char* name : {"number", "text", "mixed", "late"}) {
            if (pick(5) == 0 || (name == std::string("late") && i < count / 2)) continue;
            text += (first ? "" : ",") + propertyText(random, name);
            first = false;
        }
        text += "},\"geometry\":";
        const auto number = [&] { return std::to_string(pick(180)) + "." + std::to_string(pick(1000000)); };
        const bool isFaulty = faultEvery && pick(faultEvery) == 0;
        switch (pick(6)) {
        case 0:
            text += "null";
            break;
        case 1:
            text += "{\"type\":\"Point\",\"coordinates\":[" + number() + (isFaulty ? "" : ",1.5") + "]}";
            break;
        case 2:
            text += "{\"coordinates\":[[" + number() + ",2,7],[3,4,7]],\"type\":\"LineString\"}";
            break;
        case 3:
            text += "{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"Point\",\"coordinates\":[1,2]},"
                    "{\"type\":\"Point\",\"coordinates\":[" +
                    number() + ",2]}]}";
            break;
        default:
            text += "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[" + number() + ",0],[1," + number() + "]" +
                    (isFaulty ? "" : ",[0,0]") + "]]}";
        }
        if (isFaulty && pick(3) == 0) text += ",\"bbox\":[" + (pick(2) ? std::string("NaN") : "1") + "]";
        text += "}";
    }
    text += "]";
    if (pick(2)) text += ",\"name\":\"late name\"";
    if (pick(3) == 0) text += ",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:999999\"}}";
    text += "}" + line;
    if (hasFaults && pick(4) == 0) text.resize(text.size() * 2 / 3);
    if (hasFaults && pick(4) == 0) text[text.size() / 2 + pick(40)] = static_cast<char>(pick(2) ? 0xe4 : '"');
    return text;
}

} // namespace

TEST_CASE("in pieces: every fixture", "[geojson][chunks]") {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(test::fixture("geojson"))) {
        checkAllWays(*readFile(entry.path()), entry.path().filename().string());
        ++count;
    }
    CHECK(count > 30);
}

TEST_CASE("in pieces: sets of nasty files", "[geojson][chunks][shared]") {
    for (const char* set : {"nasty/geojsonhint", "nasty/jsontestsuite"}) {
        const auto folder = test::sharedData(set);
        if (!folder) continue;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(*folder)) {
            if (!entry.is_regular_file() || entry.file_size() > 2'000'000) continue;
            const auto text = readFile(entry.path());
            if (text) checkAllWays(*text, entry.path().filename().string());
        }
    }
}

TEST_CASE("in pieces: generated collections", "[geojson][chunks]") {
    for (unsigned seed = 0; seed < 60; ++seed) checkAllWays(generated(seed, false), "good" + std::to_string(seed));
    for (unsigned seed = 0; seed < 120; ++seed) checkAllWays(generated(seed, true), "bad" + std::to_string(seed));
}

TEST_CASE("in pieces: the pieces are used", "[geojson][chunks]") {
    // What is forgotten was handed over, so most of a regular text is forgotten exactly when its pieces counted.
    const std::string text = generated(7, false);
    std::size_t forgotten = 0;
    const auto outcome =
        readAs(text, 500, 2, "text", [&](std::size_t from, std::size_t to) { forgotten += to - from; });
    CHECK(outcome.table);
    CHECK(forgotten > text.size() / 2);
}

TEST_CASE("in pieces: bytes in another encoding behind forgotten text ask for the whole text", "[geojson][chunks]") {
    std::string text = generated(7, false);
    const std::size_t at = text.rfind("\"t");
    text.insert(at + 2, "\xB2\xE2\xCA\xD4");
    const auto outcome = readAs(text, 500, 2, "text", [](std::size_t, std::size_t) {});
    CHECK(outcome.needsWholeText);
    CHECK_FALSE(outcome.table);
}

TEST_CASE("in pieces: reading can be cancelled and tells how far it is", "[geojson][chunks]") {
    const std::string text = generated(7, false);
    Progress progress;
    GeoJsonRequest request{"text", "layer"};
    request.chunkBytes = 500;
    request.threads = 2;
    request.progress = &progress;
    double fraction = 0;
    request.forget = [&](std::size_t, std::size_t) {
        fraction = progress.fraction();
        if (fraction > 0.3) progress.cancel();
    };
    const auto outcome = GeoJsonReader(text, request).read();
    CHECK(fraction > 0.3);
    CHECK(fraction < 0.6);
    CHECK_FALSE(outcome.table);
    REQUIRE(outcome.issues.size() == 1);
    CHECK(outcome.issues[0].code == "cancelled");
}

TEST_CASE("pieces of work are handed over in order, one at a time", "[ordered]") {
    for (const std::size_t threads : {1, 2, 5}) {
        std::vector<std::size_t> order;
        std::atomic<int> inside{0};
        std::atomic<std::size_t> begun{0};
        OrderedWork task;
        task.count = 500;
        task.threads = threads;
        task.ahead = 7;
        bool neverTwo = true;
        bool neverFar = true;
        task.work = [&](std::size_t i) {
            ++begun;
            if (i % 50 == 0) std::this_thread::sleep_for(std::chrono::microseconds(300));
        };
        task.handOver = [&](std::size_t i) {
            neverTwo = neverTwo && ++inside == 1;
            neverFar = neverFar && begun <= i + 7;
            order.push_back(i);
            --inside;
            return i < 400;
        };
        runInOrder(task);
        CHECK(neverTwo);
        CHECK(neverFar);
        REQUIRE(order.size() == 401);
        CHECK(std::is_sorted(order.begin(), order.end()));
        CHECK(order.back() == 400);

        task.handOver = [](std::size_t i) -> bool {
            if (i == 20) throw std::runtime_error("twenty");
            return true;
        };
        CHECK_THROWS_WITH(runInOrder(task), "twenty");
    }
}
