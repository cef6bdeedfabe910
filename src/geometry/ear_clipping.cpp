#include "geometry/ear_clipping.hpp"

#include "geometry/measure.hpp"
#include "geometry/predicates.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace geju {

namespace {

constexpr std::uint32_t kNone = 0xffffffffu;
/// Below this many corners a plain walk round the ring is quicker than the z-order index.
constexpr std::size_t kIndexFrom = 80;

struct Corner {
    Point at;
    std::uint32_t vertex = 0;
    std::uint32_t previous = kNone;
    std::uint32_t next = kNone;
    std::uint32_t previousInOrder = kNone;
    std::uint32_t nextInOrder = kNone;
    std::uint32_t order = 0; ///< along the z-order curve
};

class EarClipper {
  public:
    explicit EarClipper(std::span<const std::vector<Point>> rings)
      : rings_(rings) {
        std::size_t total = 0;
        for (const auto& ring : rings) total += ring.size();
        corners_.reserve(total + 2 * rings.size());
        triangles_.reserve(3 * (total + 2 * rings.size()));
    }

    std::vector<std::uint32_t> run() {
        std::uint32_t start = link(rings_[0], 0, true);
        start = bridgeHoles(start);
        if (corners_.size() > kIndexFrom) {
            for (const Point& corner : rings_[0]) extent_.extend(corner);
            const double size = std::max(extent_.width(), extent_.height());
            scale_ = size > 0 ? 32767 / size : 0;
        }
        clip(start);
        return std::move(triangles_);
    }

  private:
    Corner& at(std::uint32_t corner) { return corners_[corner]; }
    const Corner& at(std::uint32_t corner) const { return corners_[corner]; }
    std::uint32_t next(std::uint32_t corner) const { return corners_[corner].next; }
    std::uint32_t previous(std::uint32_t corner) const { return corners_[corner].previous; }
    Point place(std::uint32_t corner) const { return corners_[corner].at; }
    /// Turn at a corner of the ring: +1 convex (the rings run counter-clockwise).
    int turn(std::uint32_t a, std::uint32_t b, std::uint32_t c) const {
        return orientation(place(a), place(b), place(c));
    }

    std::uint32_t insertAfter(std::uint32_t last, Point point, std::uint32_t vertex) {
        const auto made = static_cast<std::uint32_t>(corners_.size());
        Corner corner;
        corner.at = point;
        corner.vertex = vertex;
        corner.previous = last == kNone ? made : last;
        corner.next = last == kNone ? made : corners_[last].next;
        corners_.push_back(corner);
        corners_[corner.next].previous = made;
        corners_[corner.previous].next = made;
        return made;
    }

    void unlink(std::uint32_t corner) {
        const Corner& gone = corners_[corner];
        corners_[gone.previous].next = gone.next;
        corners_[gone.next].previous = gone.previous;
        if (gone.previousInOrder != kNone) corners_[gone.previousInOrder].nextInOrder = gone.nextInOrder;
        if (gone.nextInOrder != kNone) corners_[gone.nextInOrder].previousInOrder = gone.previousInOrder;
    }

    std::uint32_t link(const std::vector<Point>& ring, std::uint32_t firstVertex, bool counterClockwise) {
        std::uint32_t last = kNone;
        const std::size_t count = ring.size();
        const bool reversed = (ringArea(ring) > 0) != counterClockwise;
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t source = reversed ? count - 1 - i : i;
            last = insertAfter(last, ring[source], firstVertex + static_cast<std::uint32_t>(source));
        }
        return last;
    }

    // Holes ---------------------------------------------------------------------------------------------------------

    std::uint32_t bridgeHoles(std::uint32_t outer) {
        if (rings_.size() == 1) return outer;
        std::vector<std::uint32_t> leftmost;
        auto firstVertex = static_cast<std::uint32_t>(rings_[0].size());
        for (std::size_t hole = 1; hole < rings_.size(); ++hole) {
            const std::uint32_t start = link(rings_[hole], firstVertex, false);
            firstVertex += static_cast<std::uint32_t>(rings_[hole].size());
            leftmost.push_back(leftmostOf(start));
        }
        std::sort(leftmost.begin(), leftmost.end(), [&](std::uint32_t a, std::uint32_t b) {
            return place(a).x < place(b).x || (place(a).x == place(b).x && place(a).y < place(b).y);
        });
        makeBands(outer);
        for (const std::uint32_t hole : leftmost) {
            const std::uint32_t bridge = bridgeFor(hole);
            if (bridge == kNone) continue;
            const std::uint32_t after = next(bridge);
            join(bridge, hole);
            for (std::uint32_t corner = bridge; corner != after; corner = next(corner)) addToBands(corner);
        }
        return outer;
    }

    /// Bands of y over the outer ring and the holes that have joined it, each with the corners whose edge to the next
    /// reaches into it: a hole need only look at its own band. An edge that a bridge has cut away may still be listed;
    /// what counts is the corner's edge now.
    void makeBands(std::uint32_t outer) {
        Box extent;
        for (const Point& corner : rings_[0]) extent.extend(corner);
        constexpr std::size_t kOneBandUpTo = 500;
        const std::size_t count =
            corners_.size() > kOneBandUpTo ? static_cast<std::size_t>(std::sqrt(corners_.size())) : 1;
        bands_.resize(count);
        bandOrigin_ = extent.minY;
        bandScale_ = extent.height() > 0 ? static_cast<double>(count) / extent.height() : 0;
        std::uint32_t corner = outer;
        do {
            addToBands(corner);
            corner = next(corner);
        } while (corner != outer);
    }

    std::size_t bandOf(double y) const {
        const double band = (y - bandOrigin_) * bandScale_;
        return band > 0 ? std::min(static_cast<std::size_t>(band), bands_.size() - 1) : 0;
    }

    void addToBands(std::uint32_t corner) {
        const double from = place(corner).y;
        const double to = place(next(corner)).y;
        const std::size_t last = bandOf(std::max(from, to));
        for (std::size_t band = bandOf(std::min(from, to)); band <= last; ++band) bands_[band].push_back(corner);
    }

    std::uint32_t leftmostOf(std::uint32_t start) const {
        std::uint32_t best = start;
        for (std::uint32_t corner = next(start); corner != start; corner = next(corner)) {
            if (place(corner).x < place(best).x ||
                (place(corner).x == place(best).x && place(corner).y < place(best).y)) {
                best = corner;
            }
        }
        return best;
    }

    /// A corner of the outer ring that sees the hole's leftmost corner: on the edge straight to its left, or the
    /// reflex corner nearest in angle within the triangle that this edge makes with the hole's corner. Where the hole
    /// touches the outer ring there, the corner at the same place, or the start of the edge that it lies on.
    std::uint32_t bridgeFor(std::uint32_t hole) const {
        const Point eye = place(hole);
        double bestX = -std::numeric_limits<double>::infinity();
        std::uint32_t best = kNone;
        for (const std::uint32_t corner : bands_[bandOf(eye.y)]) {
            const Point from = place(corner);
            const Point to = place(next(corner));
            if (from == eye && isInCone(corner, next(hole)) && isInCone(corner, previous(hole))) return corner;
            // The inside lies to the right of an edge that runs downward.
            if (from.y >= eye.y && to.y <= eye.y && from.y != to.y && from != eye && to != eye) {
                const int side = orientation(to, from, eye);
                if (side == 0) return corner;
                const double x = to.y == eye.y     ? to.x
                                 : from.y == eye.y ? from.x
                                                   : from.x + (eye.y - from.y) / (to.y - from.y) * (to.x - from.x);
                if (side < 0 && std::min(x, eye.x) > bestX) {
                    bestX = std::min(x, eye.x);
                    best = from.x < to.x ? corner : next(corner);
                }
            }
        }
        if (best == kNone) return kNone;

        const Point anchor = place(best);
        const Point hit{bestX, eye.y};
        double bestTangent = std::numeric_limits<double>::infinity();
        const auto consider = [&](std::uint32_t corner) {
            const Point p = place(corner);
            if (!(p.x < eye.x && p.x >= anchor.x && isInTriangle(anchor, eye, hit, p))) return;
            const double tangent = std::abs(eye.y - p.y) / (eye.x - p.x);
            const bool better =
                tangent < bestTangent ||
                (tangent == bestTangent && (p.x > place(best).x || (p.x == place(best).x && opensInto(best, corner))));
            if (better && isInCone(corner, hole)) {
                best = corner;
                bestTangent = tangent;
            }
        };
        consider(best);
        const std::size_t lastBand = bandOf(std::max(eye.y, anchor.y));
        for (std::size_t band = bandOf(std::min(eye.y, anchor.y)); band <= lastBand; ++band) {
            for (const std::uint32_t corner : bands_[band]) consider(corner);
        }
        return best;
    }

    /// Of corners at one place: whether the sector of `inner` lies within that of `outer`.
    bool opensInto(std::uint32_t outer, std::uint32_t inner) const {
        return turn(previous(outer), outer, previous(inner)) > 0 && turn(next(inner), outer, next(outer)) > 0;
    }

    static bool isInTriangle(Point a, Point b, Point c, Point p) {
        const int ab = orientation(a, b, p);
        const int bc = orientation(b, c, p);
        const int ca = orientation(c, a, p);
        return (ab >= 0 && bc >= 0 && ca >= 0) || (ab <= 0 && bc <= 0 && ca <= 0);
    }

    /// Whether the way from `corner` to `target` leaves into the ring's inside.
    bool isInCone(std::uint32_t corner, std::uint32_t target) const {
        const bool isConvex = turn(previous(corner), corner, next(corner)) > 0;
        const int fromNext = turn(corner, next(corner), target);
        const int fromPrevious = turn(previous(corner), corner, target);
        return isConvex ? fromNext >= 0 && fromPrevious >= 0 : fromNext > 0 || fromPrevious > 0;
    }

    /// Joins two rings into one by a way from a to b and back. Gives the copy of b.
    std::uint32_t connect(std::uint32_t a, std::uint32_t b) {
        const auto a2 = static_cast<std::uint32_t>(corners_.size());
        const std::uint32_t b2 = a2 + 1;
        Corner copyOfA;
        copyOfA.at = place(a);
        copyOfA.vertex = at(a).vertex;
        Corner copyOfB;
        copyOfB.at = place(b);
        copyOfB.vertex = at(b).vertex;
        const std::uint32_t afterA = next(a);
        const std::uint32_t beforeB = previous(b);
        corners_.push_back(copyOfA);
        corners_.push_back(copyOfB);
        at(a).next = b;
        at(b).previous = a;
        at(a2).next = afterA;
        at(afterA).previous = a2;
        at(b2).next = a2;
        at(a2).previous = b2;
        at(beforeB).next = b2;
        at(b2).previous = beforeB;
        return b2;
    }

    void join(std::uint32_t bridge, std::uint32_t hole) {
        const Point eye = place(hole);
        const bool isSamePlace = place(bridge) == eye;
        const bool isOnEdge = !isSamePlace && meet(eye, eye, place(bridge), place(next(bridge))) != Meeting::Apart;
        const std::uint32_t copyOfHole = connect(bridge, hole);
        if (isSamePlace) unlink(hole);
        if (isSamePlace || isOnEdge) unlink(next(copyOfHole));
    }

    /// Takes out what has no area at a corner where an ear was clipped: a way there and back along one line, as is left
    /// between a bridge's two sides or where rings touch, and corners at the same place. Corners on a straight way on
    /// stay. Gives a corner that is still in the ring.
    std::uint32_t dropSpikes(std::uint32_t corner) {
        while (previous(corner) != next(corner)) {
            const Point p = place(corner);
            const Point from = place(previous(corner));
            const Point to = place(next(corner));
            const bool turnsBack =
                (from.x - p.x) * (to.x - p.x) + (from.y - p.y) * (to.y - p.y) > 0 && orientation(from, p, to) == 0;
            if (!turnsBack && from != p && to != p) break;
            const std::uint32_t kept = to == p ? next(corner) : previous(corner);
            unlink(corner);
            corner = kept;
        }
        return corner;
    }

    // Ears ----------------------------------------------------------------------------------------------------------

    /// Ends early when no corner is an ear, which the caller sees by the area; not met so far.
    void clip(std::uint32_t start) {
        if (scale_ > 0) buildOrder(start);
        std::uint32_t ear = start;
        std::uint32_t stop = start;
        while (previous(ear) != next(ear)) {
            const std::uint32_t before = previous(ear);
            const std::uint32_t after = next(ear);
            if (isEar(ear)) {
                triangles_.insert(triangles_.end(), {at(before).vertex, at(ear).vertex, at(after).vertex});
                unlink(ear);
                ear = next(dropSpikes(next(dropSpikes(before)))); // skipping one makes fewer thin triangles
                stop = ear;
            } else {
                ear = after;
                if (ear == stop) return;
            }
        }
    }

    bool isEar(std::uint32_t ear) const {
        const std::uint32_t before = previous(ear);
        const std::uint32_t after = next(ear);
        if (turn(before, ear, after) <= 0) return false;
        const Point a = place(before);
        const Point b = place(ear);
        const Point c = place(after);
        Box box;
        box.extend(a);
        box.extend(b);
        box.extend(c);
        // Any corner in the closed triangle, reflex or not: where a hole hangs on a copy of the ear's own corner, the
        // one corner of it that reaches into the triangle may be convex. Copies of a and c have edges into the ear only
        // when these end inside, at corners found anyway; copies of the tip need a closer look.
        const auto blocks = [&](std::uint32_t corner) {
            const Point p = place(corner);
            if (!box.contains(p) || p == a || p == c) return false;
            if (p == b) return corner != ear && !isInsideAtTip(ear);
            return orientation(a, b, p) >= 0 && orientation(b, c, p) >= 0 && orientation(c, a, p) >= 0;
        };
        if (scale_ == 0) {
            for (std::uint32_t corner = next(after); corner != before; corner = next(corner)) {
                if (blocks(corner)) return false;
            }
            return true;
        }
        const std::uint32_t least = orderOf({box.minX, box.minY});
        const std::uint32_t most = orderOf({box.maxX, box.maxY});
        std::uint32_t down = corners_[ear].previousInOrder;
        std::uint32_t up = corners_[ear].nextInOrder;
        while (down != kNone && corners_[down].order >= least && up != kNone && corners_[up].order <= most) {
            if (blocks(down) || blocks(up)) return false;
            down = corners_[down].previousInOrder;
            up = corners_[up].nextInOrder;
        }
        for (; down != kNone && corners_[down].order >= least; down = corners_[down].previousInOrder) {
            if (blocks(down)) return false;
        }
        for (; up != kNone && corners_[up].order <= most; up = corners_[up].nextInOrder) {
            if (blocks(up)) return false;
        }
        return true;
    }

    /// Where several corners of the ring share the ear's tip: whether the ear's sector there is inside. Every corner's
    /// sector, counter-clockwise from its next to its previous, counts once for the directions in it; inside are those
    /// with the highest count, if any two differ. (They need not be disjoint: of a hole that touches its shell, one
    /// sector lies within the shell's and the other is all but the hole.)
    bool isInsideAtTip(std::uint32_t ear) const {
        const Point tip = place(ear);
        std::vector<std::uint32_t> sharing{ear};
        const auto share = [&](std::uint32_t corner) {
            if (place(corner) == tip) sharing.push_back(corner);
        };
        if (scale_ == 0) {
            for (std::uint32_t corner = next(ear); corner != ear; corner = next(corner)) share(corner);
        } else {
            const std::uint32_t order = at(ear).order;
            std::uint32_t corner = at(ear).previousInOrder;
            for (; corner != kNone && at(corner).order == order; corner = at(corner).previousInOrder) share(corner);
            corner = at(ear).nextInOrder;
            for (; corner != kNone && at(corner).order == order; corner = at(corner).nextInOrder) share(corner);
        }
        const auto count = [&](Point direction) { // just counter-clockwise of it
            return std::count_if(sharing.begin(), sharing.end(), [&](std::uint32_t corner) {
                return isInSector(tip, place(next(corner)), place(previous(corner)), direction);
            });
        };
        const auto inEar = count(place(next(ear)));
        bool isHighest = false;
        for (const std::uint32_t corner : sharing) {
            for (const Point end : {place(next(corner)), place(previous(corner))}) {
                const bool isInEar =
                    orientation(place(previous(ear)), tip, end) > 0 && orientation(tip, place(next(ear)), end) > 0;
                if (isInEar) return false;
                isHighest = isHighest || count(end) < inEar;
            }
        }
        return isHighest;
    }

    /// Whether a direction lies in the sector from one direction, included, counter-clockwise to another, excluded. No
    /// direction lies between two that are one.
    static bool isInSector(Point tip, Point from, Point to, Point direction) {
        const auto isAhead = [&](Point p, Point q) {
            return (p.x - tip.x) * (q.x - tip.x) + (p.y - tip.y) * (q.y - tip.y) > 0;
        };
        const auto isInConvex = [&](Point low, Point high) {
            return orientation(tip, low, direction) >= 0 && orientation(tip, direction, high) > 0;
        };
        const int side = orientation(tip, from, to);
        if (side > 0) return isInConvex(from, to);
        if (side < 0) return !isInConvex(to, from);
        if (isAhead(from, to)) return false;
        const int half = orientation(tip, from, direction);
        return half > 0 || (half == 0 && isAhead(from, direction));
    }

    // The z-order index ---------------------------------------------------------------------------------------------

    std::uint32_t orderOf(Point p) const {
        const auto cell = [](double scaled) { return static_cast<std::uint32_t>(std::clamp(scaled, 0.0, 32767.0)); };
        return spread(cell((p.x - extent_.minX) * scale_)) | (spread(cell((p.y - extent_.minY) * scale_)) << 1);
    }

    /// The bits of a 16-bit number, with a free bit after each.
    static std::uint32_t spread(std::uint32_t bits) {
        bits = (bits | (bits << 8)) & 0x00ff00ffu;
        bits = (bits | (bits << 4)) & 0x0f0f0f0fu;
        bits = (bits | (bits << 2)) & 0x33333333u;
        return (bits | (bits << 1)) & 0x55555555u;
    }

    void buildOrder(std::uint32_t start) {
        std::vector<std::pair<std::uint32_t, std::uint32_t>> sorted;
        std::uint32_t corner = start;
        do {
            corners_[corner].order = orderOf(place(corner));
            sorted.emplace_back(corners_[corner].order, corner);
            corner = next(corner);
        } while (corner != start);
        std::sort(sorted.begin(), sorted.end());
        for (std::size_t i = 0; i < sorted.size(); ++i) {
            corners_[sorted[i].second].previousInOrder = i > 0 ? sorted[i - 1].second : kNone;
            corners_[sorted[i].second].nextInOrder = i + 1 < sorted.size() ? sorted[i + 1].second : kNone;
        }
    }

    std::span<const std::vector<Point>> rings_;
    std::vector<Corner> corners_;
    std::vector<std::uint32_t> triangles_;
    std::vector<std::vector<std::uint32_t>> bands_;
    double bandOrigin_ = 0;
    double bandScale_ = 0;
    Box extent_;
    double scale_ = 0;
};

} // namespace

std::vector<std::uint32_t> clipEars(std::span<const std::vector<Point>> rings) {
    return EarClipper(rings).run();
}

} // namespace geju
