// Writes a synthetic land survey for the benchmarks: parcels that share winding edges (a coverage without gaps or
// overlaps), some with holes that other parcels fill, some of several parts; districts, corridors and parks over them.
// Deterministic: the same arguments give the same bytes.
//
//   make_parcels COUNT FOLDER      about COUNT parcels; writes parcels, districts, corridors and parks .geojson there
//
// Coordinates are WGS 84 lon/lat on a grid of 1e-7 degrees, about 900 bytes a parcel.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <numbers>
#include <string>
#include <vector>

namespace {

constexpr double kWest = 116.20;
constexpr double kSouth = 39.75;
constexpr double kDegreesWide = 0.36;
constexpr double kDegreesHigh = 0.28;
constexpr double kGrid = 1e7; // steps a degree

struct GridPoint {
    std::int64_t x = 0;
    std::int64_t y = 0;
    friend bool operator==(const GridPoint&, const GridPoint&) = default;
};
using Ring = std::vector<GridPoint>;

/// Uniform in [0, 1) from up to four integers (splitmix64 finaliser; Steele, Lea and Flood 2014).
double uniform(std::uint64_t a, std::uint64_t b, std::uint64_t c, std::uint64_t salt) {
    std::uint64_t state = 0x243f6a8885a308d3ull;
    for (const std::uint64_t word : {a, b, c, salt}) {
        state += word + 0x9e3779b97f4a7c15ull;
        state = (state ^ (state >> 30)) * 0xbf58476d1ce4e5b9ull;
        state = (state ^ (state >> 27)) * 0x94d049bb133111ebull;
        state ^= state >> 31;
    }
    return static_cast<double>(state >> 11) * 0x1.0p-53;
}

/// From the unit square to the ground: a gentle swirl that leaves the border where it is.
GridPoint toGround(double u, double v) {
    const double pi = std::numbers::pi;
    const double bulge = std::sin(pi * u) * std::sin(pi * v);
    const double x = u + 0.02 * bulge * std::sin(3 * pi * v + 4 * u);
    const double y = v + 0.02 * bulge * std::cos(4 * pi * u - 3 * v);
    return {std::llround((kWest + x * kDegreesWide) * kGrid), std::llround((kSouth + y * kDegreesHigh) * kGrid)};
}

/// A lattice of cells whose corners are jittered and whose edges wind; an edge is the same from both sides.
class Lattice {
  public:
    Lattice(int columns, int rows, std::uint64_t salt, int pointsOnEdge)
      : columns_(columns)
      , rows_(rows)
      , salt_(salt)
      , pointsOnEdge_(pointsOnEdge) {}

    /// Counter-clockwise ring round the cells [column, column + wide) × [row, row + high), not closed.
    Ring outline(int column, int row, int wide, int high) const {
        Ring ring;
        for (int i = 0; i < wide; ++i) addEdge(ring, column + i, row, true, false);
        for (int j = 0; j < high; ++j) addEdge(ring, column + wide, row + j, false, false);
        for (int i = wide; i > 0; --i) addEdge(ring, column + i - 1, row + high, true, true);
        for (int j = high; j > 0; --j) addEdge(ring, column, row + j - 1, false, true);
        ring.erase(std::unique(ring.begin(), ring.end()), ring.end());
        return ring;
    }
    /// A small closed shape in the middle of a cell.
    Ring island(int column, int row, double radius, int corners) const {
        Ring ring;
        const auto c = static_cast<std::uint64_t>(column);
        const auto r = static_cast<std::uint64_t>(row);
        for (int k = 0; k < corners; ++k) {
            const double angle = 2 * std::numbers::pi * k / corners;
            const double reach = radius * (0.7 + 0.3 * uniform(c, r, static_cast<std::uint64_t>(k), salt_ + 7));
            ring.push_back(toGround((column + 0.5 + reach * std::cos(angle)) / columns_,
                                    (row + 0.5 + reach * std::sin(angle)) / rows_));
        }
        return ring;
    }

  private:
    void corner(int column, int row, double& u, double& v) const {
        const auto c = static_cast<std::uint64_t>(column);
        const auto r = static_cast<std::uint64_t>(row);
        u = column;
        v = row;
        if (column > 0 && column < columns_) u += 0.24 * (uniform(c, r, 1, salt_) - 0.5);
        if (row > 0 && row < rows_) v += 0.24 * (uniform(c, r, 2, salt_) - 0.5);
    }

    /// Points of an edge from its first corner up to, not including, its last.
    void addEdge(Ring& ring, int column, int row, bool eastward, bool backward) const {
        double u0 = 0, v0 = 0, u1 = 0, v1 = 0;
        corner(column, row, u0, v0);
        corner(column + (eastward ? 1 : 0), row + (eastward ? 0 : 1), u1, v1);
        const auto c = static_cast<std::uint64_t>(column);
        const auto r = static_cast<std::uint64_t>(row);
        const std::uint64_t direction = eastward ? 11 : 12;
        const bool border = eastward ? row == 0 || row == rows_ : column == 0 || column == columns_;
        const int points = 1 + static_cast<int>(2 * pointsOnEdge_ * uniform(c, r, direction, salt_ + 1));
        const double swing = border ? 0 : 0.16 * (uniform(c, r, direction, salt_ + 2) - 0.5);
        const double waves = 1 + std::floor(3 * uniform(c, r, direction, salt_ + 3));

        const std::size_t first = ring.size();
        for (int k = 0; k <= points + 1; ++k) {
            const double t = static_cast<double>(k) / (points + 1);
            const double side = swing * std::sin(std::numbers::pi * t) * std::cos(waves * std::numbers::pi * t);
            ring.push_back(toGround((u0 + (u1 - u0) * t - (v1 - v0) * side) / columns_,
                                    (v0 + (v1 - v0) * t + (u1 - u0) * side) / rows_));
        }
        if (backward) std::reverse(ring.begin() + static_cast<std::ptrdiff_t>(first), ring.end());
        ring.pop_back();
    }

    int columns_;
    int rows_;
    std::uint64_t salt_;
    int pointsOnEdge_;
};

class Writer {
  public:
    Writer(const std::filesystem::path& path, const char* name)
      : file_(std::fopen(path.c_str(), "wb")) {
        if (!file_) {
            std::perror(path.c_str());
            std::exit(1);
        }
        buffer_ = "{\"type\":\"FeatureCollection\",\"name\":\"" + std::string(name) + "\",\"features\":[\n";
    }
    ~Writer() {
        buffer_ += "\n]}\n";
        flush();
        std::fclose(file_);
    }
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    void polygons(const std::string& properties, const std::vector<std::vector<Ring>>& parts) {
        begin(properties, parts.size() == 1 ? "Polygon" : "MultiPolygon");
        if (parts.size() > 1) buffer_ += '[';
        for (std::size_t p = 0; p < parts.size(); ++p) {
            buffer_ += p ? ",[" : "[";
            for (std::size_t r = 0; r < parts[p].size(); ++r) {
                if (r) buffer_ += ',';
                path(parts[p][r], true);
            }
            buffer_ += ']';
        }
        if (parts.size() > 1) buffer_ += ']';
        end();
    }
    void line(const std::string& properties, const Ring& points) {
        begin(properties, "LineString");
        path(points, false);
        end();
    }

  private:
    void begin(const std::string& properties, const char* type) {
        if (!first_) buffer_ += ",\n";
        first_ = false;
        buffer_ += "{\"type\":\"Feature\",\"properties\":{" + properties + "},\"geometry\":{\"type\":\"" + type +
                   "\",\"coordinates\":";
    }
    void end() {
        buffer_ += "}}";
        if (buffer_.size() > (1u << 20)) flush();
    }
    void path(const Ring& points, bool closed) {
        buffer_ += '[';
        for (std::size_t i = 0; i < points.size() + (closed ? 1 : 0); ++i) {
            if (i) buffer_ += ',';
            const GridPoint& p = points[i % points.size()];
            buffer_ += '[';
            number(p.x);
            buffer_ += ',';
            number(p.y);
            buffer_ += ']';
        }
        buffer_ += ']';
    }
    void number(std::int64_t steps) {
        char text[32];
        const int length = std::snprintf(text, sizeof text, "%lld.%07lld", static_cast<long long>(steps / 10000000),
                                         static_cast<long long>(steps % 10000000));
        buffer_.append(text, static_cast<std::size_t>(length));
    }
    void flush() {
        if (std::fwrite(buffer_.data(), 1, buffer_.size(), file_) != buffer_.size()) {
            std::perror("write");
            std::exit(1);
        }
        buffer_.clear();
    }

    std::FILE* file_;
    std::string buffer_;
    bool first_ = true;
};

const char* const kCodes[] = {"0701", "0703", "0801", "0803", "0804", "0806", "0901", "0902", "1001", "1101",
                              "1202", "1207", "1303", "1401", "1402", "1403", "0101", "0301", "1701", "1704"};

std::string parcelProperties(int id, std::uint64_t column, std::uint64_t row) {
    // Neighbours tend to agree: the class comes from a coarser cell most of the time.
    const bool own = uniform(column, row, 3, 99) < 0.35;
    const double draw = own ? uniform(column, row, 4, 99) : uniform(column / 6, row / 6, 5, 99);
    const char* code = kCodes[static_cast<std::size_t>(draw * std::size(kCodes))];
    char text[200];
    std::snprintf(
        text, sizeof text,
        "\"id\":%d,\"code\":\"%s\",\"name\":\"地块 %d\",\"owner\":\"O%05d\",\"far\":%.2f,\"storeys\":%d,\"built\":%s",
        id, code, id, static_cast<int>(uniform(column, row, 6, 99) * 40000), 3 * uniform(column, row, 7, 99),
        static_cast<int>(30 * uniform(column, row, 8, 99)), uniform(column, row, 9, 99) < 0.8 ? "true" : "null");
    return text;
}

void writeParcels(const std::filesystem::path& folder, int wanted) {
    const int rows = std::max(2, static_cast<int>(std::sqrt(wanted * kDegreesHigh / kDegreesWide / 1.03)));
    const int columns = std::max(2, static_cast<int>(wanted / 1.03 / rows));
    const Lattice lattice(columns, rows, 1, 6);
    Writer out(folder / "parcels.geojson", "parcels");
    int id = 0;
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < columns; ++column) {
            const auto c = static_cast<std::uint64_t>(column);
            const auto r = static_cast<std::uint64_t>(row);
            const double draw = uniform(c, r, 20, 1);
            std::vector<Ring> rings{lattice.outline(column, row, 1, 1)};
            if (draw < 0.03) {
                Ring island = lattice.island(column, row, 0.2, 9);
                Ring hole(island.rbegin(), island.rend());
                rings.push_back(hole);
                out.polygons(parcelProperties(++id, c, r), {rings});
                out.polygons(parcelProperties(++id, c + 7, r + 3), {{island}});
            } else if (draw < 0.05 && column + 2 < columns) { // two parts on either side of another parcel
                out.polygons(parcelProperties(++id, c, r), {rings, {lattice.outline(column + 2, row, 1, 1)}});
                out.polygons(parcelProperties(++id, c + 1, r), {{lattice.outline(column + 1, row, 1, 1)}});
                column += 2;
            } else {
                out.polygons(parcelProperties(++id, c, r), {rings});
            }
        }
    }
    std::printf("%d parcels\n", id);
}

void writeOthers(const std::filesystem::path& folder) {
    {
        const Lattice lattice(5, 4, 2, 60);
        Writer out(folder / "districts.geojson", "districts");
        for (int k = 0; k < 20; ++k) {
            out.polygons("\"name\":\"District " + std::to_string(k + 1) + "\"",
                         {{lattice.outline(k % 5, k / 5, 1, 1)}});
        }
    }
    {
        Writer out(folder / "corridors.geojson", "corridors");
        for (std::uint64_t k = 0; k < 200; ++k) {
            Ring path;
            const double heading = 2 * std::numbers::pi * uniform(k, 0, 0, 30);
            double u = 0.1 + 0.8 * uniform(k, 1, 0, 30);
            double v = 0.1 + 0.8 * uniform(k, 2, 0, 30);
            for (std::uint64_t i = 0; i < 24; ++i) {
                path.push_back(toGround(std::clamp(u, 0.0, 1.0), std::clamp(v, 0.0, 1.0)));
                const double turn = heading + 1.2 * (uniform(k, i, 3, 30) - 0.5);
                u += 0.012 * std::cos(turn);
                v += 0.012 * std::sin(turn);
            }
            path.erase(std::unique(path.begin(), path.end()), path.end());
            out.line("\"name\":\"Corridor " + std::to_string(k + 1) +
                         "\",\"width_m\":" + std::to_string(20 + static_cast<int>(80 * uniform(k, 4, 0, 30))),
                     path);
        }
    }
    const Lattice lattice(60, 50, 3, 4);
    Writer out(folder / "parks.geojson", "parks");
    for (std::uint64_t k = 0; k < 50; ++k) {
        out.polygons(
            "\"name\":\"Park " + std::to_string(k + 1) + "\"",
            {{lattice.island(static_cast<int>(60 * uniform(k, 5, 0, 40)), static_cast<int>(50 * uniform(k, 6, 0, 40)),
                             0.3 + 0.5 * uniform(k, 7, 0, 40), 40)}});
    }
}

} // namespace

int main(int argc, char** argv) {
    int count = 0;
    if (argc == 3) std::from_chars(argv[1], argv[1] + std::string(argv[1]).size(), count);
    if (count < 4) {
        std::fprintf(stderr, "usage: make_parcels COUNT FOLDER (COUNT at least 4)\n");
        return 2;
    }
    const std::filesystem::path folder = argv[2];
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    writeParcels(folder, count);
    writeOthers(folder);
    return 0;
}
