#include "analysis/shifted_layers.hpp"

#include "core/translate.hpp"
#include "crs/gcj02.hpp"
#include "crs/geodesic.hpp"
#include "crs/transform.hpp"
#include "geometry/spatial_index.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace geju {

namespace {

/// Corners looked at, evenly over the layer.
constexpr std::size_t kMostSamples = 600;
/// Common ways back from GCJ-02 are off by up to a metre; 2e-5° is about 2 m.
constexpr double kToleranceDegrees = 2e-5;
constexpr double kToleranceMeters = 2;
/// Fewer common corners may be chance.
constexpr std::size_t kFewestCommon = 6;
constexpr std::size_t kLeastShare = 4; ///< of the samples in reach of the other layer, one in as many
/// The shift is below 0.01°.
constexpr double kGreatestShiftDegrees = 0.01;

/// A corner as it is and after the shift, in degrees and in the frame of its layer.
struct Sample {
    Point lonLat;
    Point shiftedLonLat;
    Point own;
    Point ownShifted;
};

/// A layer with corners of it to look for elsewhere. It stays in its own frame: a large one would take long to move.
struct Candidate {
    const NamedTable* named = nullptr;
    Transform toLonLat;
    Box lonLat;
    std::vector<Sample> samples;

    const FeatureTable& table() const { return *named->table; }
    /// What lies within the tolerance of a place, all in the layer's frame.
    Box near(Point own) const {
        const Crs& crs = table().crs();
        const double tolerance = crs.isGeographic() ? kToleranceDegrees : kToleranceMeters / crs.metersPerUnit();
        return Box{own.x, own.y, own.x, own.y}.grown(tolerance);
    }
};

std::optional<Candidate> candidateOf(const NamedTable& named) {
    const FeatureTable& table = *named.table;
    if (table.coordinates().empty() || !(table.crs().isGeographic() || table.crs().isProjected())) return std::nullopt;
    // Geographic coordinates are taken as they are: GCJ-02 is written in the numbers of any datum.
    auto toLonLat = Transform::between(table.crs(), table.crs().isGeographic() ? table.crs() : Crs::wgs84());
    if (!toLonLat) return std::nullopt;
    Candidate candidate{&named, std::move(*toLonLat), {}, {}};
    candidate.lonLat = candidate.toLonLat.forward(table.extent());
    if (candidate.lonLat.empty() || !isInGcj02Area(candidate.lonLat.center())) return std::nullopt;
    const std::size_t step = std::max<std::size_t>(1, table.coordinates().size() / kMostSamples);
    std::size_t next = 0;
    std::size_t at = 0;
    for (std::uint32_t row = 0; row < table.size(); ++row) {
        const auto points = table.pointsOf(row);
        for (; next < at + points.size(); next += step) {
            const Point own = points[next - at];
            const auto lonLat = candidate.toLonLat.forward(own);
            if (!lonLat) continue;
            const Point shifted = gcj02FromWgs84(*lonLat);
            const auto ownShifted = candidate.toLonLat.inverse(shifted);
            if (ownShifted) candidate.samples.push_back({*lonLat, shifted, own, *ownShifted});
        }
        at += points.size();
    }
    return candidate;
}

bool hasCornerAt(const Candidate& layer, Point own) {
    const FeatureTable& table = layer.table();
    const Box near = layer.near(own);
    bool found = false;
    table.index().query(near, [&](std::uint32_t row) {
        if (found) return;
        const auto points = table.pointsOf(row);
        found = std::any_of(points.begin(), points.end(), [&](Point point) { return near.contains(point); });
    });
    return found;
}

struct Match {
    std::size_t inReach = 0;
    std::size_t asTheyAre = 0;
    std::size_t shifted = 0;
    std::optional<Sample> example;

    bool isShift() const {
        return shifted >= kFewestCommon && shifted * kLeastShare >= inReach && asTheyAre * kLeastShare < shifted;
    }
};

/// Whether `other` is `layer` shifted.
Match compare(const Candidate& layer, const Candidate& other) {
    Match match;
    const Box reach = other.lonLat.grown(kGreatestShiftDegrees);
    const bool sameFrame = layer.table().crs() == other.table().crs();
    for (const Sample& sample : layer.samples) {
        if (!reach.contains(sample.lonLat)) continue;
        const auto as = sameFrame ? std::optional(sample.own) : other.toLonLat.inverse(sample.lonLat);
        const auto shifted =
            sameFrame ? std::optional(sample.ownShifted) : other.toLonLat.inverse(sample.shiftedLonLat);
        if (!as || !shifted) continue;
        ++match.inReach;
        if (hasCornerAt(other, *as)) ++match.asTheyAre;
        if (!hasCornerAt(other, *shifted)) continue;
        ++match.shifted;
        if (!match.example) match.example = sample;
    }
    return match;
}

/// The feature of the shifted layer that has the example's corner.
std::optional<std::uint32_t> featureAt(const Candidate& layer, Point lonLat) {
    const FeatureTable& table = layer.table();
    const auto own = layer.toLonLat.inverse(lonLat);
    if (!own) return std::nullopt;
    const Box near = layer.near(*own);
    std::optional<std::uint32_t> first;
    table.index().query(near, [&](std::uint32_t row) {
        const auto points = table.pointsOf(row);
        const bool has = std::any_of(points.begin(), points.end(), [&](Point point) { return near.contains(point); });
        if (has && (!first || row < *first)) first = row;
    });
    return first;
}

Issue issueOf(const Candidate& right, const Candidate& shifted, const Match& match) {
    const Point from = match.example->lonLat;
    const Point to = match.example->shiftedLonLat;
    Issue issue;
    issue.code = "gcj02-beside-wgs84";
    issue.file = shifted.named->file;
    issue.layer = shifted.named->name;
    if (const auto row = featureAt(shifted, to)) issue.feature = *row;
    issue.position = fmt::format("{:.6f}, {:.6f}", to.x, to.y);
    issue.message = fmt::format(
        fmt::runtime(
            tr("looks like GCJ-02: {} of {} corners of {} lie on its corners after the shift of GCJ-02, {:.0f} m "
               "away, and {} without it")),
        match.shifted, match.inReach, right.named->name, geodesicLength(Ellipsoid{}, std::array{from, to}),
        match.asTheyAre);
    issue.remedy = tr("convert it to WGS 84 before it is used with other data; it is read as it is");
    return issue;
}

} // namespace

std::vector<Issue> findGcj02(std::span<const NamedTable> tables) {
    std::vector<Candidate> candidates;
    if (tables.size() < 2) return {};
    for (const NamedTable& named : tables) {
        if (auto candidate = candidateOf(named)) candidates.push_back(std::move(*candidate));
    }
    std::vector<Issue> issues;
    for (const Candidate& shifted : candidates) {
        for (const Candidate& right : candidates) {
            if (&right == &shifted || right.named->table == shifted.named->table) continue;
            const Match match = compare(right, shifted);
            if (!match.isShift()) continue;
            issues.push_back(issueOf(right, shifted, match));
            break;
        }
    }
    return issues;
}

} // namespace geju
