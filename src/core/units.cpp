#include "core/units.hpp"

#include <fmt/format.h>

#include <cmath>

namespace geju {

std::string_view name(Measure measure) {
    switch (measure) {
    case Measure::Ellipsoidal:
        return "ellipsoidal";
    case Measure::Survey:
        return "survey";
    case Measure::Planar:
        return "planar";
    }
    return "ellipsoidal";
}

std::optional<Measure> measureNamed(std::string_view wanted) {
    for (const Measure measure : {Measure::Ellipsoidal, Measure::Survey, Measure::Planar}) {
        if (name(measure) == wanted) return measure;
    }
    return std::nullopt;
}

double fromSquareMeters(double squareMeters, AreaUnit unit) {
    switch (unit) {
    case AreaUnit::SquareMeter:
        return squareMeters;
    case AreaUnit::Hectare:
        return squareMeters / kSquareMetersPerHectare;
    case AreaUnit::SquareKilometer:
        return squareMeters / kSquareMetersPerSquareKilometer;
    case AreaUnit::Mu:
        return squareMeters / kSquareMetersPerMu;
    }
    return squareMeters;
}

std::string_view symbol(AreaUnit unit) {
    switch (unit) {
    case AreaUnit::SquareMeter:
        return "m²";
    case AreaUnit::Hectare:
        return "ha";
    case AreaUnit::SquareKilometer:
        return "km²";
    case AreaUnit::Mu:
        return "亩";
    }
    return "m²";
}

std::string formatNumber(double value, int decimals) {
    if (!std::isfinite(value)) return "–";
    const std::string plain = fmt::format("{:.{}f}", std::fabs(value), decimals);
    const auto point = plain.find('.');
    const std::string whole = plain.substr(0, point);
    std::string grouped;
    for (std::size_t i = 0; i < whole.size(); ++i) {
        if (i > 0 && (whole.size() - i) % 3 == 0 && whole.size() > 4) grouped += ' ';
        grouped += whole[i];
    }
    if (point != std::string::npos) grouped += plain.substr(point);
    const bool isZero = plain.find_first_not_of("0.") == std::string::npos;
    return value < 0 && !isZero ? "-" + grouped : grouped;
}

std::string formatArea(double squareMeters, AreaUnit unit) {
    const int decimals = unit == AreaUnit::SquareKilometer ? 4 : 2;
    return formatNumber(fromSquareMeters(squareMeters, unit), decimals) + " " + std::string(symbol(unit));
}

std::string formatLength(double meters) {
    if (std::fabs(meters) < 1000) return formatNumber(meters, 1) + " m";
    return formatNumber(meters / 1000, 3) + " km";
}

std::string formatLonLat(double lonDegrees, double latDegrees) {
    return fmt::format("{:.6f}° {}  {:.6f}° {}", std::fabs(lonDegrees), lonDegrees < 0 ? "W" : "E",
                       std::fabs(latDegrees), latDegrees < 0 ? "S" : "N");
}

std::string formatScale(double denominator) {
    return "1 : " + formatNumber(std::round(denominator), 0);
}

} // namespace geju
