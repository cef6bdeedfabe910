#include "io/crs_member.hpp"

#include "io/geojson_geometry.hpp"

#include <algorithm>
#include <cctype>
#include <vector>

namespace geju {

namespace {

std::vector<std::string> split(const std::string& text, char separator) {
    std::vector<std::string> parts{""};
    for (const char c : text) {
        if (c == separator) {
            parts.emplace_back();
        } else {
            parts.back().push_back(c);
        }
    }
    return parts;
}

} // namespace

bool readCrsMember(JsonScanner& scanner, CrsMember& member) {
    member = {};
    if (scanner.peek() == 'n') {
        member.kind = CrsMember::Kind::Null;
        return scanner.readWord("null");
    }
    if (scanner.peek() == '"') { // not in any standard, but written by some programs
        JsonString text;
        if (!scanner.readString(text)) return false;
        member = {CrsMember::Kind::Name, decodeJsonString(text)};
        return true;
    }
    if (scanner.peek() != '{') return scanner.skipValue();

    std::string type;
    std::string name;
    std::string href;
    std::string code;
    JsonString key;
    JsonString text;
    std::string scratch;
    const auto readText = [&](std::string& into) {
        if (scanner.peek() == '"') {
            if (!scanner.readString(text)) return false;
            into = decodeJsonString(text);
            return true;
        }
        const std::size_t start = scanner.offset();
        if (!scanner.skipValue()) return false;
        into = std::string(scanner.text(start, scanner.offset()));
        return true;
    };
    scanner.enter('{');
    bool first = true;
    while (scanner.nextMember(key, first)) {
        const std::string outer(memberName(key, scratch));
        if (outer == "type") {
            if (!readText(type)) return false;
        } else if (outer == "properties" && scanner.peek() == '{') {
            scanner.enter('{');
            bool innerFirst = true;
            while (scanner.nextMember(key, innerFirst)) {
                const std::string inner(memberName(key, scratch));
                std::string ignored;
                if (!readText(inner == "name" ? name : inner == "href" ? href : inner == "code" ? code : ignored)) {
                    return false;
                }
            }
            if (scanner.failed()) return false;
        } else if (!scanner.skipValue()) {
            return false;
        }
    }
    if (scanner.failed()) return false;
    if (type == "name" && !name.empty()) {
        member = {CrsMember::Kind::Name, name};
    } else if (type == "EPSG" && !code.empty()) { // GeoJSON drafts before 2008
        member = {CrsMember::Kind::Name, "EPSG:" + code};
    } else if (type == "link") {
        member = {CrsMember::Kind::Link, href};
    }
    return true;
}

Result<Crs> crsNamed(std::string name) {
    std::string lower = name;
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    std::vector<std::string> parts;
    if (lower.starts_with("urn:ogc:def:crs:") || lower.starts_with("urn:x-ogc:def:crs:")) {
        parts = split(name, ':'); // urn : ogc : def : crs : authority : version : code
        if (parts.size() == 6) parts.insert(parts.begin() + 5, ""); // the version left out with its colon
        if (parts.size() == 7) name = parts[4] + ":" + parts[6];
    } else if (const auto at = lower.find("/def/crs/"); lower.starts_with("http") && at != std::string::npos) {
        parts = split(name.substr(at + 9), '/'); // authority / version / code
        if (parts.size() == 3) name = parts[0] + ":" + parts[2];
    } else if (lower.starts_with("epsg:")) {
        parts = split(name, ':'); // also EPSG::n
        name = "EPSG:" + parts.back();
    } else if (lower == "crs84" || lower == "ogc:crs84") {
        name = "OGC:CRS84";
    }
    if (name == "OGC:CRS84" || name == "EPSG:4326") return Result<Crs>{Crs::wgs84(), {}};
    return Crs::from(name);
}

} // namespace geju
