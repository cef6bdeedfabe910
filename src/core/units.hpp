// Units of area and length as land surveys use them, and how figures are written for people.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace geju {

/// 1 亩 (mu) = 1/15 hectare = 2000/3 m² (State Council order on legal units of measurement, 1984).
inline constexpr double kSquareMetersPerMu = 2000.0 / 3.0;
inline constexpr double kSquareMetersPerHectare = 1e4;
inline constexpr double kSquareMetersPerSquareKilometer = 1e6;

/// How an area is measured: as a geodesic polygon on the ellipsoid (the default everywhere), by the formula of Chinese
/// land surveys, or in the plane of the plan's CRS. Lengths are geodesic but for the last.
enum class Measure { Ellipsoidal, Survey, Planar };
std::string_view name(Measure measure); ///< "ellipsoidal", "survey", "planar": the words of the command line
std::optional<Measure> measureNamed(std::string_view name);

enum class AreaUnit { SquareMeter, Hectare, SquareKilometer, Mu };
double fromSquareMeters(double squareMeters, AreaUnit unit);
std::string_view symbol(AreaUnit unit); ///< "m²", "ha", "km²", "亩"

/// Fixed decimals with thin grouping of thousands: 1234567.891, 2 → "1 234 567.89".
std::string formatNumber(double value, int decimals);
std::string formatArea(double squareMeters, AreaUnit unit);     ///< two decimals for m², four for km², two otherwise
std::string formatLength(double meters);                        ///< "412.6 m" or "12.35 km"
std::string formatLonLat(double lonDegrees, double latDegrees); ///< "120.954310° E  31.377620° N"
std::string formatScale(double denominator);                    ///< "1 : 25 000"

} // namespace geju
