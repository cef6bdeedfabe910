// Coordinates from one CRS to another, normalised axes (x east, y north; degrees where geographic).
// A Transform may be shared by threads; each call works on the caller's coordinates.
#pragma once

#include "core/box.hpp"
#include "core/result.hpp"
#include "crs/crs.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <span>

namespace geju {

class Transform {
  public:
    /// Fails when PROJ knows no operation between the two.
    static Result<Transform> between(const Crs& from, const Crs& to);

    bool isIdentity() const;

    /// In place, in parallel for long arrays, in which crowded cells are transformed by polynomials that differ from
    /// PROJ by less than 10 nm (cell_polynomials.hpp). Points that cannot be transformed become NaN; gives how many.
    std::size_t forward(std::span<Point> points) const;
    std::size_t inverse(std::span<Point> points) const;
    std::optional<Point> forward(Point point) const;
    std::optional<Point> inverse(Point point) const;
    /// Box of the transformed edges, densified; corners alone would lose the bulge of curved edges.
    Box forward(const Box& box) const;
    Box inverse(const Box& box) const;

  private:
    struct Data;
    explicit Transform(std::shared_ptr<const Data> data);
    std::shared_ptr<const Data> data_;
};

} // namespace geju
