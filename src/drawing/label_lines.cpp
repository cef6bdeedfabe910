#include "drawing/label_lines.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <unordered_map>

namespace geju {

namespace {

struct Piece {
    std::uint32_t position;
    std::uint64_t name;
    std::span<const Point> points;
    bool used = false;
};

struct Node {
    std::uint64_t name;
    Point place;
    bool operator==(const Node&) const = default;
};
struct NodeHash {
    std::size_t operator()(const Node& node) const {
        const std::hash<double> hash;
        return (hash(node.place.x) * 31 + hash(node.place.y)) * 0x9e3779b97f4a7c15u + node.name;
    }
};
using Ends = std::unordered_multimap<Node, std::size_t, NodeHash>;

Point unit(Point from, Point to) {
    const double length = std::hypot(to.x - from.x, to.y - from.y);
    return length > 0 ? Point{(to.x - from.x) / length, (to.y - from.y) / length} : Point{0, 0};
}

enum class Follow { Any, Forward, Backward }; ///< which way a piece may be taken

/// Appends to `path` the pieces that go on from its end.
void extend(std::vector<Point>& path, std::uint64_t name, std::vector<Piece>& pieces, const Ends& ends, Follow follow) {
    for (;;) {
        const Point heading = unit(path[path.size() - 2], path.back());
        Piece* best = nullptr;
        double bestTurn = -1; // as a cosine; a line that turns by more than a right angle does not go on
        bool bestReversed = false;
        const auto [first, last] = ends.equal_range({name, path.back()});
        for (auto end = first; end != last; ++end) {
            Piece& piece = pieces[end->second];
            if (piece.used) continue;
            for (const bool reversed : {false, true}) {
                if (follow == (reversed ? Follow::Forward : Follow::Backward)) continue;
                const auto& points = piece.points;
                const Point& joint = reversed ? points.back() : points.front();
                if (!(joint == path.back())) continue;
                const Point onward =
                    reversed ? unit(points.back(), points[points.size() - 2]) : unit(points[0], points[1]);
                const double cosine = heading.x * onward.x + heading.y * onward.y;
                if (cosine < 0 || cosine <= bestTurn) continue;
                best = &piece;
                bestTurn = cosine;
                bestReversed = reversed;
            }
        }
        if (!best) return;
        best->used = true;
        if (bestReversed)
            path.insert(path.end(), best->points.rbegin() + 1, best->points.rend());
        else
            path.insert(path.end(), best->points.begin() + 1, best->points.end());
    }
}

} // namespace

std::vector<LabelLine> joinLines(const FeatureTable& table, std::span<const std::uint32_t> rows,
                                 const std::function<std::uint64_t(std::uint32_t)>& nameOf, bool directed) {
    std::vector<Piece> pieces;
    for (std::uint32_t position = 0; position < rows.size(); ++position) {
        for (const std::uint32_t part : table.parts(rows[position])) {
            if (table.kind(part) == PartKind::Points) continue;
            for (const std::uint32_t ring : table.rings(part)) {
                const auto points = table.points(ring);
                const bool finite = std::all_of(points.begin(), points.end(),
                                                [](Point p) { return std::isfinite(p.x) && std::isfinite(p.y); });
                if (points.size() >= 2 && finite) pieces.push_back({position, nameOf(position), points});
            }
        }
    }
    Ends ends;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        ends.emplace(Node{pieces[i].name, pieces[i].points.front()}, i);
        ends.emplace(Node{pieces[i].name, pieces[i].points.back()}, i);
    }
    std::vector<LabelLine> lines;
    for (Piece& piece : pieces) {
        if (piece.used) continue;
        piece.used = true;
        LabelLine line;
        line.position = piece.position;
        line.points.assign(piece.points.begin(), piece.points.end());
        extend(line.points, piece.name, pieces, ends, directed ? Follow::Forward : Follow::Any);
        std::reverse(line.points.begin(), line.points.end());
        extend(line.points, piece.name, pieces, ends, directed ? Follow::Backward : Follow::Any);
        std::reverse(line.points.begin(), line.points.end());
        for (const Point& point : line.points) line.envelope.extend(point);
        lines.push_back(std::move(line));
    }
    return lines;
}

} // namespace geju
