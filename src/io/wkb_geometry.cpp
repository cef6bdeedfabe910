#include "io/wkb_geometry.hpp"

#include <bit>
#include <cmath>
#include <cstring>
#include <utility>

namespace geju {

namespace {

enum : std::uint32_t { kPoint = 1, kLine, kPolygon, kMultiPoint, kMultiLine, kMultiPolygon, kCollection };

constexpr int kMaxDepth = 30;
constexpr std::size_t kHeaderBytes = 5;

std::uint32_t wordAt(const std::uint8_t* bytes) {
    std::uint32_t word;
    std::memcpy(&word, bytes, sizeof word);
    return word;
}

} // namespace

WkbGeometryWriter::Outcome WkbGeometryWriter::write(std::span<const std::uint8_t> bytes, bool swapAxes) {
    at_ = bytes.data();
    end_ = at_ + bytes.size();
    swapAxes_ = swapAxes;
    isFaulty_ = false;
    writer_.start();
    Header header;
    if (readHeader(header) && writeGeometry(header, 0)) {
        if (header.hasZ) ++featuresWithHeights_;
        return Outcome::Written;
    }
    builder_->dropGeometry();
    return isFaulty_ ? Outcome::Fault : Outcome::Unusual;
}

bool WkbGeometryWriter::check(bool isGood) {
    if (!isGood) isFaulty_ = true;
    return isGood;
}

bool WkbGeometryWriter::readHeader(Header& header) {
    if constexpr (std::endian::native != std::endian::little) return false;
    if (end_ - at_ < static_cast<std::ptrdiff_t>(kHeaderBytes) || *at_ != 1) return false;
    std::uint32_t code = wordAt(at_ + 1);
    at_ += kHeaderBytes;
    constexpr std::uint32_t kOldZ = 0x80000000u; // before ISO numbered the types with Z by 1000 more
    const bool isOldZ = (code & kOldZ) != 0;
    code &= ~kOldZ;
    const std::uint32_t dimensions = code / 1000; // 0 xy, 1 xyz, 2 xym, 3 xyzm
    header.type = code % 1000;
    if (dimensions > 3 || (isOldZ && dimensions > 0) || header.type < kPoint || header.type > kCollection) return false;
    header.hasZ = isOldZ || dimensions == 1 || dimensions == 3;
    header.stride = sizeof(double) * (2 + (header.hasZ ? 1u : 0u) + (dimensions >= 2 ? 1u : 0u));
    return true;
}

bool WkbGeometryWriter::readCount(std::uint32_t& count, std::size_t leastBytesEach) {
    if (end_ - at_ < 4) return false;
    count = wordAt(at_);
    at_ += 4;
    return count <= static_cast<std::size_t>(end_ - at_) / leastBytesEach;
}

bool WkbGeometryWriter::readPoints(std::uint32_t count, const Header& header) {
    if (static_cast<std::size_t>(end_ - at_) / header.stride < count) return false;
    points_.resize(count);
    if (header.stride == sizeof(Point)) {
        if (count > 0) std::memcpy(points_.data(), at_, count * sizeof(Point));
        at_ += count * sizeof(Point);
    } else {
        for (Point& point : points_) {
            std::memcpy(&point, at_, sizeof(Point));
            at_ += header.stride;
        }
    }
    if (swapAxes_) {
        for (Point& point : points_) std::swap(point.x, point.y);
    }
    return true;
}

/// A whole geometry behind its header. False when it is faulty or unusual.
bool WkbGeometryWriter::writeGeometry(const Header& header, int depth) {
    std::uint32_t count = 0;
    switch (header.type) {
    case kPoint:
        if (!readPoints(1, header)) return false;
        if (std::isnan(points_[0].x) && std::isnan(points_[0].y)) return true; // the empty point
        writer_.beginPart(PartKind::Points);
        return check(writer_.addRing(PartKind::Points, points_));
    case kLine:
        if (!readCount(count, header.stride) || !readPoints(count, header)) return false;
        if (count == 0) return true;
        writer_.beginPart(PartKind::Line);
        return check(writer_.addRing(PartKind::Line, points_));
    case kPolygon:
        return writePolygon(header);
    default:
        return writeMany(header, depth);
    }
}

bool WkbGeometryWriter::writePolygon(const Header& header) {
    std::uint32_t rings = 0;
    if (!readCount(rings, 4)) return false;
    bool isOpen = false;
    for (std::uint32_t i = 0; i < rings; ++i) {
        std::uint32_t count = 0;
        if (!readCount(count, header.stride) || !readPoints(count, header)) return false;
        if (count == 0) continue;
        if (!isOpen) writer_.beginPolygon();
        isOpen = true;
        if (!check(writer_.addRing(PartKind::Polygon, points_))) return false;
    }
    return true;
}

bool WkbGeometryWriter::writeMany(const Header& header, int depth) {
    std::uint32_t count = 0;
    if (depth >= kMaxDepth || !readCount(count, kHeaderBytes)) return false;
    std::vector<Point> multiPoint;
    for (std::uint32_t i = 0; i < count; ++i) {
        Header member;
        if (!readHeader(member) || member.stride != header.stride || member.hasZ != header.hasZ) return false;
        if (header.type != kCollection && member.type + 3 != header.type) return false;
        if (header.type == kMultiPoint) {
            if (!readPoints(1, member)) return false;
            if (!std::isnan(points_[0].x) || !std::isnan(points_[0].y)) multiPoint.push_back(points_[0]);
        } else if (!writeGeometry(member, depth + 1)) {
            return false;
        }
    }
    if (multiPoint.empty()) return true;
    writer_.beginPart(PartKind::Points);
    return check(writer_.addRing(PartKind::Points, multiPoint));
}

} // namespace geju
