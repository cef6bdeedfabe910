// The texts in pictures: files made here by the letter of the standards, foreign ones, and damaged ones.
#include "core/files.hpp"
#include "io/picture_text.hpp"
#include "io_support.hpp"
#include "support/catch.hpp"

#include <cstdint>
#include <random>
#include <sstream>

using namespace geju;
using namespace std::string_literals;

namespace {

/// The check sum of ISO/IEC 15948, annex D, bit by bit.
std::uint32_t checkSum(const std::string& bytes) {
    std::uint32_t sum = 0xffffffffu;
    for (const char c : bytes) {
        sum ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit) sum = (sum & 1) ? 0xedb88320u ^ (sum >> 1) : sum >> 1;
    }
    return ~sum;
}

std::string bigEndian(std::uint32_t value) {
    std::string bytes;
    for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(value >> shift & 255);
    return bytes;
}

std::string chunk(const std::string& type, const std::string& data) {
    return bigEndian(static_cast<std::uint32_t>(data.size())) + type + data + bigEndian(checkSum(type + data));
}

const std::string kSignature = "\x89PNG\r\n\x1a\n";

std::string png(const std::string& chunks) {
    const std::string header = "\0\0\0\1\0\0\0\1\x08\2\0\0\0"s;
    return kSignature + chunk("IHDR", header) + chunks + chunk("IEND", "");
}

Result<PictureText> ofPng(const std::string& bytes) {
    std::istringstream stream(bytes);
    return readPngText(stream, "a.png");
}

Result<PictureText> ofPdf(const std::string& bytes) {
    std::istringstream stream(bytes);
    return readPdfText(stream, "a.pdf");
}

std::string entry(std::size_t place) {
    std::string digits = std::to_string(place);
    return std::string(10 - digits.size(), '0') + digits + " 00000 n \n";
}

/// Two objects, a table and a trailer.
std::string pdf(const std::string& information, const std::string& trailer = "/Info 2 0 R /Root 1 0 R") {
    std::string bytes = "%PDF-1.4\n";
    const std::size_t first = bytes.size();
    bytes += "1 0 obj\n<< /Type /Catalog >>\nendobj\n";
    const std::size_t second = bytes.size();
    bytes += "2 0 obj\n" + information + "\nendobj\n";
    const std::size_t table = bytes.size();
    bytes += "xref\n0 3\n0000000000 65535 f \n" + entry(first) + entry(second);
    return bytes + "trailer\n<< /Size 3 " + trailer + " >>\nstartxref\n" + std::to_string(table) + "\n%%EOF\n";
}

/// Every cut, and many changed bytes: a result or an issue, nothing else.
template <typename Read>
void survives(const std::string& whole, const Read& read) {
    for (std::size_t length = 0; length < whole.size(); ++length) {
        const auto result = read(whole.substr(0, length));
        if (!result) CHECK_FALSE(result.issues.empty());
    }
    std::mt19937 random(7);
    for (int round = 0; round < 3000; ++round) {
        std::string bytes = whole;
        for (int change = 0; change < 3; ++change) bytes[random() % bytes.size()] = static_cast<char>(random());
        const auto result = read(bytes);
        if (!result) CHECK_FALSE(result.issues.empty());
    }
}

} // namespace

TEST_CASE("texts of a PNG, in either alphabet, before and behind the picture", "[picture]") {
    const std::string before = chunk("tEXt", "Title\0caf\xe9"s);
    const std::string picture = chunk("IDAT", std::string(9000, 'x'));
    const std::string behind = chunk("iTXt", "geju:scene\0\0\0zh\0\xe5\x9c\xba\0\xe6\xa0\xbc\xe5\xb1\x80"s);
    const auto read = ofPng(png(before + picture + behind));
    REQUIRE(read);
    CHECK(read.issues.empty());
    CHECK(*read == PictureText{{"Title", "caf\xc3\xa9"}, {"geju:scene", "格局"}});
}

TEST_CASE("a PNG's packed texts are left out and said, oversized ones skipped", "[picture]") {
    const auto read = ofPng(png(chunk("zTXt", "A\0\0zz"s) + chunk("iTXt", "B\0\1\0\0\0zz"s) +
                                chunk("tEXt", "C\0"s + std::string(1u << 20, 'c')) + chunk("tEXt", "D\0d"s)));
    REQUIRE(read);
    CHECK(*read == PictureText{{"D", "d"}});
    CHECK(test::countOf(read.issues, "packed-text") == 1);
}

TEST_CASE("a damaged PNG is an error, whatever lengths it claims", "[picture]") {
    const std::string good = png(chunk("tEXt", "geju:scene\0a1"s) + chunk("IDAT", "picture"));
    REQUIRE(ofPng(good));
    survives(good, ofPng);
    std::string changed = good;
    changed[good.find("a1")] = 'b'; // the check sum is now another's
    CHECK(test::countOf(ofPng(changed).issues, "damaged-picture") == 1);
    CHECK_FALSE(ofPng(kSignature + "\xff\xff\xff\xfftEXt"));
    CHECK_FALSE(ofPng(kSignature + "\x7f\xff\xff\xffIDAT"));
    CHECK_FALSE(ofPng(kSignature + "\x00\x00\xff\xfftEXtshort"s));
}

TEST_CASE("the document information of a PDF, strings of every form", "[picture]") {
    const auto read =
        ofPdf(pdf("<< /Title (a \\(nested (pair)\\) \\101\\n\\\nb) /Creator <4765 6A 75> /Pages [1 2 [3]]\n"
                  "/Keywords <FEFF683C5C40D83CDF0A> % a remark >>\n"
                  "/Trapped /False /Number -1.5 /Inner << /Title (no) >> >>"));
    REQUIRE(read);
    CHECK(read.issues.empty());
    CHECK(*read ==
          PictureText{{"Title", "a (nested (pair)) A\nb"}, {"Creator", "Geju"}, {"Keywords", "格局\xf0\x9f\x8c\x8a"}});
}

TEST_CASE("a PDF that was changed says what its last revision says", "[picture]") {
    std::string bytes = pdf("<< /Title (old) >>");
    const std::size_t previous = bytes.find("xref\n0 3");
    const std::size_t object = bytes.size();
    bytes += "2 0 obj\n<< /Title (new) >>\nendobj\n";
    const std::size_t table = bytes.size();
    bytes += "xref\n2 1\n" + entry(object) + "trailer\n<< /Size 3 /Info 2 0 R /Prev " + std::to_string(previous) +
             " >>\nstartxref\n" + std::to_string(table) + "\n%%EOF\n";
    const auto read = ofPdf(bytes);
    REQUIRE(read);
    CHECK(read->at("Title") == "new");
}

TEST_CASE("a PDF without what is looked for has no texts; what is packed or locked is said", "[picture]") {
    auto read = ofPdf(pdf("<< >>", "/Root 1 0 R"));
    REQUIRE(read);
    CHECK(read->empty());
    CHECK(read.issues.empty());
    read = ofPdf(pdf("<< /Title (a) >>", "/Info 2 0 R /Encrypt 1 0 R"));
    REQUIRE(read);
    CHECK(read->empty());
    CHECK(test::countOf(read.issues, "packed-text") == 1);
    read = ofPdf("%PDF-1.5\n5 0 obj\n<< /Type /XRef >>\nstream\n\nendstream\nendobj\nstartxref\n9\n%%EOF\n");
    REQUIRE(read);
    CHECK(test::countOf(read.issues, "packed-text") == 1);
}

TEST_CASE("a damaged PDF is survived, however deep or circular", "[picture]") {
    survives(pdf("<< /Title (a \\(b\\)) /Keywords <FEFF683C> /Array [1 0 R << /A (b) >>] >>"), ofPdf);
    CHECK_FALSE(ofPdf(pdf("<< /A " + std::string(100000, '[') + " >>")));
    std::string deep;
    for (int i = 0; i < 20000; ++i) deep += "<< /A ";
    CHECK_FALSE(ofPdf(pdf(deep)));
    std::string circular = pdf("<< /Title (a) >>");
    circular = pdf("<< /Title (a) >>", "/Info 2 0 R /Prev " + std::to_string(circular.find("xref\n0")));
    REQUIRE(ofPdf(circular));
    CHECK_FALSE(ofPdf("%PDF-1.4\nxref\n0 99999999999999\n" + std::string(40, '0') + "\nstartxref\n9\n%%EOF"));
}

TEST_CASE("pictures are known by their first bytes", "[picture]") {
    const test::TemporaryFolder folder;
    REQUIRE(writeFile(folder / "a.jpg", png("")).empty());
    REQUIRE(writeFile(folder / "b", pdf("<< >>")).empty());
    REQUIRE(writeFile(folder / "c.png", "no picture").empty());
    CHECK(pictureFormat(folder / "a.jpg") == PictureFormat::Png);
    CHECK(pictureFormat(folder / "b") == PictureFormat::Pdf);
    CHECK(pictureFormat(folder / "c.png") == PictureFormat::None);
    CHECK(pictureFormat(folder / "nowhere") == PictureFormat::None);
    CHECK_FALSE(readPictureText(folder / "c.png"));
    CHECK(readPictureText(folder / "b"));
}
