// Small data whose figures are known from elsewhere.
#pragma once

namespace geju::test {

/// The diamond of GeographicLib's test suite (planimeter.test, "Planimeter0", third polygon): corners at one degree
/// from (0,0); area 24619419146.0 m² and perimeter 627598.2731 m on WGS 84.
inline constexpr const char* kDiamond = R"json({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"class":"07","name":"钻石","rank":1},
 "geometry":{"type":"Polygon","coordinates":[[[0,-1],[1,0],[0,1],[-1,0],[0,-1]]]}},
{"type":"Feature","properties":{"class":null,"name":"elsewhere","rank":2},
 "geometry":{"type":"Point","coordinates":[3,3]}}]})json";
inline constexpr double kDiamondSquareMeters = 24619419146.0;

/// The same, cut into its western and eastern half along the meridian.
inline constexpr const char* kHalves = R"json({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"class":"a","count":3},
 "geometry":{"type":"Polygon","coordinates":[[[0,-1],[0,1],[-1,0],[0,-1]]]}},
{"type":"Feature","properties":{"class":"b","count":4},
 "geometry":{"type":"Polygon","coordinates":[[[0,-1],[1,0],[0,1],[0,-1]]]}}]})json";

/// What `xxhsum -H1` says of it.
inline constexpr const char* kHashOfHalves = "e35a4d3bdc0984e7";

/// One district over the eastern half.
inline constexpr const char* kDistrict = R"json({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"title":"东区"},
 "geometry":{"type":"Polygon","coordinates":[[[0,-2],[2,-2],[2,2],[0,2],[0,-2]]]}}]})json";

/// Crosses itself in the middle.
inline constexpr const char* kBowTie = R"json({"type":"Feature","properties":{},
 "geometry":{"type":"Polygon","coordinates":[[[0,0],[1,1],[1,0],[0,1],[0,0]]]}})json";

} // namespace geju::test
