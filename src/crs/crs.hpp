// Coordinate reference systems. The only room that includes PROJ. Coordinates are always x, y = easting, northing or
// longitude, latitude in degrees, whatever order the authority defines (axes are normalised). Objects are cheap to
// copy and immutable; they may be used from any thread.
#pragma once

#include "core/box.hpp"
#include "core/result.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace geju {

struct Ellipsoid {
    double semiMajorMeters = 6378137.0;
    double flattening = 1 / 298.257222101; ///< GRS 80, as CGCS2000 uses it (Moritz 2000)
};

class Crs {
  public:
    /// From "EPSG:4549", WKT, PROJJSON, "+proj=…", a URN or a name. Of a compound or three-dimensional system, the
    /// horizontal part. An unknown text is an error that repeats it, and so is a vertical or geocentric system.
    static Result<Crs> from(std::string_view definition);
    /// Longitude and latitude on WGS 84 (OGC:CRS84): the CRS of RFC 7946.
    static const Crs& wgs84();

    const std::string& name() const;       ///< "CGCS2000 / 3-degree Gauss-Kruger CM 120E"
    const std::string& identifier() const; ///< "EPSG:4549", or "" when it has none
    const std::string& definition() const; ///< what `from` understands again
    bool isGeographic() const;
    bool isProjected() const;     ///< neither of the two: a local (engineering) system without an ellipsoid
    double metersPerUnit() const; ///< of the axes; 1 for geographic systems
    const Ellipsoid& ellipsoid() const;
    /// Degrees; empty where it is not known. East of the antimeridian up to 540°.
    const Box& areaOfUse() const;
    Crs geographic() const;                         ///< the lon/lat system on the same datum
    friend bool operator==(const Crs&, const Crs&); ///< equivalent (PROJ's criterion, axis order ignored)

    /// The horizontal system with axes x east, y north, as PROJJSON: what coordinates of this program are in.
    const std::string& normalizedDefinition() const;

  private:
    struct Data;
    explicit Crs(std::shared_ptr<const Data> data);
    std::shared_ptr<const Data> data_;
};

/// A projected system in metres suited to show lon/lat data of this extent: the UTM zone of its centre when the extent
/// is at most 12° wide and within 84° of the equator, otherwise Plate carrée on WGS 84.
Crs suggestDisplayCrs(const Box& lonLat);

} // namespace geju
