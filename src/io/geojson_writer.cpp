#include "io/geojson_writer.hpp"

#include "core/translate.hpp"
#include "io/utf8.hpp"
#include "io/vector_reader.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <iterator>
#include <span>

namespace geju {

namespace {

constexpr int kDecimals = 7; // RFC 7946, section 11.2: about the precision of good survey on the ground

class Writer {
  public:
    explicit Writer(const FeatureTable& table)
      : table_(table) {}

    void feature(std::size_t row) {
        out_ += "{\"type\":\"Feature\",\"properties\":{";
        bool first = true;
        for (const Column& column : table_.columns()) {
            const Value value = column.at(row);
            if (!first) out_ += ',';
            first = false;
            string(column.name());
            out_ += ':';
            cell(value);
        }
        out_ += "},\"geometry\":";
        geometry(row);
        out_ += '}';
    }
    void string(std::string_view text) {
        out_ += '"';
        for (std::size_t i = 0; i < text.size();) {
            const auto c = static_cast<unsigned char>(text[i]);
            if (c == '"' || c == '\\') {
                out_ += '\\';
                out_ += text[i++];
            } else if (c < 0x20) {
                fmt::format_to(std::back_inserter(out_), "\\u{:04x}", c);
                ++i;
            } else {
                const std::size_t length = utf8Length(text.substr(i));
                if (length == 0) {
                    appendUtf8(out_, 0xFFFD);
                } else {
                    out_.append(text.substr(i, length));
                }
                i += std::max<std::size_t>(length, 1);
            }
        }
        out_ += '"';
    }
    std::string& text() { return out_; }

  private:
    void cell(const Value& value) {
        if (const auto* flag = std::get_if<bool>(&value)) {
            out_ += *flag ? "true" : "false";
        } else if (const auto* integer = std::get_if<std::int64_t>(&value)) {
            fmt::format_to(std::back_inserter(out_), "{}", *integer);
        } else if (const auto* real = std::get_if<double>(&value); real && std::isfinite(*real)) {
            number(*real);
        } else if (const auto* words = std::get_if<std::string_view>(&value)) {
            string(*words);
        } else {
            out_ += "null";
        }
    }
    void number(double value) {
        char digits[32];
        const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
        out_.append(digits, end);
        // A real stays a real when read back.
        if (std::string_view(digits, static_cast<std::size_t>(end - digits)).find_first_of(".e") ==
            std::string_view::npos) {
            out_ += ".0";
        }
    }
    void coordinate(double value) {
        char digits[64];
        auto end = std::to_chars(digits, digits + sizeof digits, value, std::chars_format::fixed, kDecimals).ptr;
        while (end[-1] == '0') --end;
        if (end[-1] == '.') --end;
        const std::string_view text(digits, static_cast<std::size_t>(end - digits));
        out_ += text == "-0" ? "0" : text;
    }
    void position(Point point) {
        out_ += '[';
        coordinate(point.x);
        out_ += ',';
        coordinate(point.y);
        out_ += ']';
    }
    template <typename Points>
    void positions(const Points& points) {
        out_ += '[';
        bool first = true;
        for (const Point& point : points) {
            if (!first) out_ += ',';
            first = false;
            position(point);
        }
        out_ += ']';
    }
    void ring(std::span<const Point> points, bool isShell) {
        double doubleArea = 0;
        for (std::size_t i = 1; i < points.size(); ++i) {
            const Point a{points[i - 1].x - points[0].x, points[i - 1].y - points[0].y};
            const Point b{points[i].x - points[0].x, points[i].y - points[0].y};
            doubleArea += a.x * b.y - b.x * a.y;
        }
        if (isShell ? doubleArea < 0 : doubleArea > 0) {
            const std::vector<Point> turned(points.rbegin(), points.rend());
            positions(turned);
        } else {
            positions(points);
        }
    }
    void polygon(std::uint32_t part) {
        out_ += '[';
        const IndexRange rings = table_.rings(part);
        for (const std::uint32_t each : rings) {
            if (each != rings.first) out_ += ',';
            ring(table_.points(each), each == rings.first);
        }
        out_ += ']';
    }
    void points(std::span<const Point> all, bool isMulti) {
        if (isMulti) {
            positions(all);
        } else {
            position(all.front());
        }
    }
    /// One part as a geometry of its own, of a collection.
    void member(std::uint32_t part) {
        const auto firstRing = table_.points(table_.rings(part).first);
        switch (table_.kind(part)) {
        case PartKind::Points:
            open(firstRing.size() > 1 ? "MultiPoint" : "Point");
            points(firstRing, firstRing.size() > 1);
            break;
        case PartKind::Line:
            open("LineString");
            positions(firstRing);
            break;
        case PartKind::Polygon:
            open("Polygon");
            polygon(part);
            break;
        }
        out_ += '}';
    }
    void open(std::string_view type) {
        fmt::format_to(std::back_inserter(out_), "{{\"type\":\"{}\",\"coordinates\":", type);
    }

    void geometry(std::size_t row) {
        const std::string_view type = table_.geometryType(row);
        const IndexRange parts = table_.parts(row);
        if (parts.empty()) {
            out_ += "null";
            return;
        }
        if (type == "GeometryCollection") {
            out_ += "{\"type\":\"GeometryCollection\",\"geometries\":[";
            for (const std::uint32_t part : parts) {
                if (part != parts.first) out_ += ',';
                member(part);
            }
            out_ += "]}";
            return;
        }
        if (table_.kind(parts.first) == PartKind::Points) {
            open(type);
            points(table_.pointsOf(row), type == "MultiPoint");
            out_ += '}';
            return;
        }
        if (parts.size() == 1) {
            member(parts.first);
            return;
        }
        open(type);
        out_ += '[';
        for (const std::uint32_t part : parts) {
            if (part != parts.first) out_ += ',';
            if (table_.kind(part) == PartKind::Polygon) {
                polygon(part);
            } else {
                positions(table_.points(table_.rings(part).first));
            }
        }
        out_ += "]}";
    }

    const FeatureTable& table_;
    std::string out_;
};

} // namespace

Result<std::string> toGeoJson(const FeatureTable& table, Progress* progress) {
    Result<std::string> result;
    const Result<FeatureTable> lonLat = reproject(table, Crs::wgs84());
    result.issues = lonLat.issues;
    if (!lonLat) return result;

    Writer writer(*lonLat);
    writer.text() += "{\"type\":\"FeatureCollection\",\"name\":";
    writer.string(table.name());
    writer.text() += ",\"features\":[";
    for (std::size_t row = 0; row < table.size(); ++row) {
        if (row % 1024 == 0) {
            report(progress, static_cast<double>(row) / static_cast<double>(table.size()));
            if (isCancelled(progress)) return failure<std::string>("cancelled", tr("writing was cancelled"));
        }
        writer.text() += row == 0 ? "\n" : ",\n";
        writer.feature(row);
    }
    writer.text() += "\n]}\n";
    result.value = std::move(writer.text());
    report(progress, 1);
    return result;
}

} // namespace geju
