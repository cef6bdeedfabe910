// The "crs" member of GeoJSON as it was before RFC 7946 (GeoJSON 2008, section 3), which many programs still write.
// Coordinates under it are x, y = easting, northing or longitude, latitude all the same. Pure functions.
#pragma once

#include "crs/crs.hpp"
#include "io/json_scanner.hpp"

#include <optional>
#include <string>

namespace geju {

struct CrsMember {
    enum class Kind { Null, Name, Link, Faulty };
    Kind kind = Kind::Faulty;
    std::string name; ///< for Name: "EPSG:4549", "urn:ogc:def:crs:OGC:1.3:CRS84", …; for Link its address
};

/// Reads the value of a "crs" member. False after a JSON fault.
bool readCrsMember(JsonScanner& scanner, CrsMember& member);

/// What a name in any of its spellings (EPSG:n, urn:ogc:def:crs:…, http://www.opengis.net/def/crs/…, WKT) means.
Result<Crs> crsNamed(std::string name);

} // namespace geju
