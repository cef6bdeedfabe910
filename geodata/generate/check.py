"""Proves what the data claims, from the written files alone; prints the numbers and exits 1 on a failure.

Coverage: vertices lie on the 1e-7 degree grid, each ring edge occurs once in each direction or on
the boundary, no vertex of one polygon lies on another's edge, and the areas add up (planar, in whole grid units, exactly).
"""
import json
import os
import sys
from collections import Counter, defaultdict

import pyproj
from shapely.geometry import Point, shape
from shapely.ops import unary_union

HERE = os.path.dirname(os.path.abspath(__file__))
FOLDER = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(HERE)
GRID = 10_000_000
GEOD = pyproj.Geod(ellps="GRS80")
failures = []


def check(ok, what):
    print(("ok    " if ok else "FAIL  ") + what)
    if not ok:
        failures.append(what)


def load(stem):
    with open(os.path.join(FOLDER, stem + ".geojson"), encoding="utf-8") as f:
        return json.load(f)["features"]


def rings(feature):
    g = feature["geometry"]
    polys = g["coordinates"] if g["type"] == "MultiPolygon" else [g["coordinates"]]
    for poly in polys:
        for n, ring in enumerate(poly):
            units = []
            for lon, lat in ring:
                p = (round(lon * GRID), round(lat * GRID))
                assert abs(p[0] / GRID - lon) < 1e-12 and abs(p[1] / GRID - lat) < 1e-12, "off the grid"
                units.append(p)
            yield n == 0, units


def shoelace2(ring):
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:]))


def edges(features):
    out = Counter()
    for f in features:
        for _, ring in rings(f):
            out.update(zip(ring, ring[1:]))
    return out


def coverage(name, parts, whole):
    e, border = edges(parts), edges(whole)
    twice = [k for k, n in e.items() if n > 1]
    check(not twice, f"{name}: no directed edge occurs twice ({sum(e.values())} edges)")
    open_edges = {k for k in e if (k[1], k[0]) not in e}
    check(open_edges == set(border), f"{name}: unmatched edges are exactly the boundary's ({len(border)})")
    a = sum(shoelace2(r) for f in parts for _, r in rings(f))
    b = sum(shoelace2(r) for f in whole for _, r in rings(f))
    check(a == b, f"{name}: areas add up exactly, {a} = {b} half grid units")
    check(all(shape(f["geometry"]).is_valid for f in parts), f"{name}: all {len(parts)} polygons valid")
    bad = sum((shoelace2(r) > 0) != outer for f in parts + whole for outer, r in rings(f))
    check(bad == 0, f"{name}: right-hand rule")
    union = unary_union([shape(f["geometry"]) for f in parts])
    other = union.symmetric_difference(unary_union([shape(f["geometry"]) for f in whole]))
    check(other.area == 0, f"{name}: symmetric difference with the boundary {other.area}")


def area_m2(feature):
    g = shape(feature["geometry"])
    return sum(abs(GEOD.geometry_area_perimeter(p)[0]) for p in getattr(g, "geoms", [g]))


def systems(landuse, zone, city, rivers):
    """What the members of the systems must satisfy against the base."""
    land = shape(zone[0]["geometry"])
    for stem in ("a3_cores", "a4_living_parks", "a5_industry_parks", "a6_carriers", "a12_living"):
        out = [f["properties"]["name"] for f in load(stem) if not land.contains(shape(f["geometry"]))]
        check(not out, f"{stem}: inside the zone {out}")
    parks = [shape(f["geometry"]) for s in ("a4_living_parks", "a5_industry_parks") for f in load(s)]
    clash = sum(a.intersection(b).area > 0 for i, a in enumerate(parks) for b in parks[i + 1:])
    check(clash == 0, f"the {len(parks)} parks of A4 and A5 do not overlap")
    eco = unary_union([shape(f["geometry"]) for f in load("a11_ecology")])
    built = ("07", "08", "09", "10", "11", "13", "16")
    conflict = sum(shape(f["geometry"]).intersection(eco).area for f in landuse if f["properties"]["code"][:2] in built)
    check(conflict == 0, f"A11: development land in ecological space, square degrees {conflict}")
    zones = load("b11_zones")
    e = edges(zones)
    joined = edges([{"geometry": g.__geo_interface__} for g in [unary_union([shape(f["geometry"]) for f in zones])]])
    check(max(e.values()) == 1 and sum((b, a) not in e for a, b in e) == len(joined), "B11: three zones without gap or overlap")
    whole = sum(area_m2(f) for f in zones) / area_m2(city[0])
    check(abs(whole - 1) < 1e-6, f"B11: they fill the city to {abs(whole - 1):.1e}")
    part = area_m2(zones[0]) / area_m2(city[0]) * 100
    check(abs(part - 14.46) < 0.3, f"B11: ecological space {part:.2f} % of the city, 14.46 in the survey")
    for f in zones:
        print(f"      {f['properties']['name']} {area_m2(f) / 1e6:.1f} km2")
    km = sum(f["properties"]["length_m"] for f in load("b6_corridors")) / 1000
    print(f"      B6 corridors as drawn {km:.0f} km; 181 km built are carried, not forced")
    kinds = Counter(f["properties"]["kind"] for f in load("b5_expressways"))
    check((kinds["ring"], kinds["link-road"], kinds["radial"]) == (2, 4, 8), "B5: two rings, four links, eight radials")
    kinds = Counter(f["properties"]["kind"] for f in load("b6_corridors"))
    check((kinds["eco-across"], kinds["eco-down"]) == (7, 4), "B6: seven across, four down")
    kinds = Counter(f["properties"]["kind"] for f in load("a8_green"))
    check((kinds["green-axis"], kinds["green-corridor"]) == (4, 3), "A8: four axes, three corridors")
    for file in sorted(os.listdir(FOLDER)):
        if file.endswith(".geojson"):
            silent = [f["properties"]["id"] for f in load(file[:-8]) if f["properties"].get("derived") and not f["properties"].get("derivation")]
            if silent:
                check(False, f"{file}: derived without how {silent}")


def main():
    city, towns, zone = load("city"), load("towns"), load("zone")
    landuse, districts, groups = load("landuse"), load("districts"), load("b1_groups")
    coverage("land use in the zone", landuse, zone)
    coverage("districts in the zone", districts, zone)
    coverage("towns in the city", towns, city)
    coverage("groups in the city", groups, city)
    city_km2, zone_km2 = area_m2(city[0]) / 1e6, area_m2(zone[0]) / 1e6
    check(abs(city_km2 / 931.51 - 1) < 0.005, f"city {city_km2:.2f} km2, official 931.51 ({(city_km2 / 931.51 - 1) * 100:+.2f} %)")
    check(110 < zone_km2 < 120, f"zone {zone_km2:.2f} km2, about 115 in the facts")
    seats = {f["properties"]["id"][5:]: Point(f["geometry"]["coordinates"]) for f in load("town_points")}
    for f in towns:
        key = f["properties"]["id"][5:]
        if key in seats:
            check(shape(f["geometry"]).contains(seats[key]), f"{f['properties']['name']} contains its seat, {area_m2(f) / 1e6:.1f} km2")
    rivers = {f["properties"]["id"]: shape(f["geometry"]) for f in load("rivers")}
    roads = {f["properties"]["id"]: shape(f["geometry"]) for f in load("roads")}

    def mean_lon(line, lo, hi):
        xs = [p[0] for p in line.coords if lo <= p[1] <= hi]
        return sum(xs) / len(xs)
    order = [("长江路", roads["road-changjiang"]), ("青阳港", rivers["river-qingyang"]), ("夏驾河", rivers["river-xiajia"]),
             ("瓦浦河", rivers["river-wapu"])]
    lons = [mean_lon(g, 31.35, 31.395) for _, g in order]
    check(lons == sorted(lons), "west to east: " + ", ".join(f"{n} {x:.4f}" for (n, _), x in zip(order, lons)))
    carriers = sorted(load("a6_carriers"), key=lambda f: f["properties"]["order"])
    xs = [f["geometry"]["coordinates"][0] for f in carriers]
    check(xs == sorted(xs), "A6 carriers in order: " + " ".join(f["properties"]["name"] for f in carriers))
    stations = [f for f in load("stations") if f["properties"]["id"].startswith("station-m11")]
    check([f["properties"]["order"] for f in stations] == list(range(1, len(stations) + 1)), f"{len(stations)} stations in order")
    for f in load("a7_corridor"):
        if f["properties"]["kind"] == "innovation-park":
            d = shape(f["geometry"]).distance(rivers["river-xiajia"])
            check(d == 0, f"{f['properties']['name']} lies on 夏驾河")
    members = Counter(m for f in groups for m in f["properties"]["members"].split("、"))
    check(len(members) == 11 and set(members.values()) == {1}, "groups name each of the 11 towns once")
    need = {"id", "system", "name", "name_en", "kind", "role", "source", "precision"}
    total = 0
    for file in sorted(os.listdir(FOLDER)):
        if file.endswith(".geojson"):
            fs = load(file[:-8])
            total += os.path.getsize(os.path.join(FOLDER, file))
            lacking = [f["properties"].get("id") for f in fs if need - set(f["properties"]) or not all(f["properties"][k] for k in need)]
            check(not lacking, f"{file}: {len(fs)} features, each with its properties {lacking[:3]}")
    systems(landuse, zone, city, rivers)
    by_code = defaultdict(float)
    for f in landuse:
        by_code[f["properties"]["code"]] += area_m2(f)
    whole = sum(by_code.values())
    for code in sorted(by_code):
        print(f"      {code}  {by_code[code] / 1e4:9.2f} ha  {by_code[code] / whole * 100:5.2f} %")
    blue_green = sum(a for c, a in by_code.items() if c[:2] in ("14", "17", "01", "02", "03", "04", "05"))
    green = sum(a for c, a in by_code.items() if c[:2] in ("14", "03"))
    print(f"      blue-green {blue_green / whole * 100:.2f} %, green land {green / whole * 100:.2f} %")
    sizes = sorted(area_m2(f) for f in landuse)
    print(f"      parcels {len(sizes)}: smallest {sizes[0]:.0f} m2, median {sizes[len(sizes) // 2]:.0f} m2; GeoJSON {total / 1024:.0f} KiB")
    print(f"{len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
