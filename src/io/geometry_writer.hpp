// The last step of every reader: positions become parts and rings of a TableBuilder, checked and put right where that
// loses nothing. Kept apart from the formats so that all of them judge geometry by the same rules:
//   a ring that does not end where it began is closed (counted); a ring under four positions, a line under two and
//   a coordinate that is not finite are faults, and the caller drops the geometry.
// Works on the builder's open feature; not to be shared between threads.
#pragma once

#include "geometry/feature_table.hpp"

#include <span>
#include <string>

namespace geju {

class GeometryWriter {
  public:
    explicit GeometryWriter(TableBuilder& builder)
      : builder_(&builder) {}

    struct Fault {
        std::string code;
        std::string message;
    };

    /// Starts a feature: the counts of the last one are forgotten.
    void start();
    void beginPart(PartKind kind) { builder_->beginPart(kind); }
    /// One ring, path or point set of the open part. False after a fault.
    bool addRing(PartKind kind, std::span<const Point> points);
    /// Exterior rings clockwise or holes counter-clockwise (RFC 7946, 3.1.6 wants it otherwise); harmless.
    bool hasClockwiseShell() const { return clockwiseShell_; }
    std::size_t closedRings() const { return closedRings_; }
    const Fault& fault() const { return fault_; }

    void setFault(std::string code, std::string message) { fault_ = {std::move(code), std::move(message)}; }
    /// The ring that comes next is the first of its polygon.
    void beginPolygon() {
        builder_->beginPart(PartKind::Polygon);
        ringOfPolygon_ = 0;
    }

  private:
    TableBuilder* builder_;
    Fault fault_;
    bool clockwiseShell_ = false;
    std::size_t closedRings_ = 0;
    std::size_t ringOfPolygon_ = 0;
};

} // namespace geju
