"""Makes every GeoJSON layer of the Kunshan plan. Deterministic: run it twice, get the same bytes.

    python3 build.py [OUTPUT_FOLDER]
"""
import json
import os
import sys

from shapely.geometry import LineString, MultiPolygon, Point, Polygon
from shapely.ops import linemerge

import build_more
import classes
import coverage
import fabric
import places
import program
import systems
import words
from curves import blob, rounded, smooth
from frame import geodesic_area_m2, geodesic_length_m, geometry_text, grid_to_xy, to_grid, to_xy, xy_line
from network import DISTRICTS, Network, district_polygons, part, rail_line, river_line, road_line
from sources import chinese, cited, CARRIERS, CITY_SCHEME, DRAWN, METRO_ORDER, OUTLINE, PLACES, SPACE, zone

HERE = os.path.dirname(os.path.abspath(__file__))
ENGLISH_DISTRICT = {d[0]: d[2] for d in DISTRICTS}


class Writer:
    def __init__(self, folder):
        self.folder = folder

    def write(self, stem, features):
        seen = set()
        rows = []
        for geom, properties in features:
            properties = {k: chinese(v) for k, v in properties.items()}
            properties.update(source_en=cited(properties["source"])["en"], **words.english(properties))
            assert properties["id"] not in seen, properties["id"]
            seen.add(properties["id"])
            body = json.dumps(properties, ensure_ascii=False, separators=(",", ":"))
            rows.append(f'{{"type":"Feature","id":{json.dumps(properties["id"])},"properties":{body},'
                        f'"geometry":{geometry_text(geom)}}}')
        path = os.path.join(self.folder, stem + ".geojson")
        with open(path, "w", encoding="utf-8", newline="\n") as f:
            f.write('{"type":"FeatureCollection","name":"' + stem + '","features":[\n' + ",\n".join(rows) + "\n]}\n")
        print(f"{stem}.geojson: {len(rows)} features, {os.path.getsize(path) / 1024:.0f} KiB")


def props(id, system, name, name_en, kind, role, source, **more):
    return dict(id=id, system=system, name=name, name_en=name_en, kind=kind, role=role, source=source,
                precision="schematic", **more)


def multi(polys):
    return polys[0] if len(polys) == 1 else MultiPolygon(polys)


def grid_line(points, clip=None):
    """A line in the grid frame, clipped to a polygon of the drawing frame."""
    line = LineString(points)
    if clip is not None:
        line = line.intersection(clip)
        if line.geom_type == "MultiLineString":
            line = linemerge(line)
    return to_grid(line)


def arrangement(net, districts, fab):
    """One noding of everything that must share vertices: land use, districts, zone, towns, city."""
    town_lines = []
    for key, spec in places.TOWN_LINES:
        if key is None:
            line = LineString(smooth(xy_line(spec), 260.0))
        elif spec is None:
            line = LineString(river_line(key))
        else:
            line = LineString(part(river_line(key), to_xy(spec[0], 0)[0], to_xy(spec[1], 0)[0], 0))
        line = line.difference(net.zone.buffer(2.0))
        town_lines += [g for g in getattr(line, "geoms", [line]) if g.length > 5]
    from network import extended
    town_lines = [LineString(extended(list(g.coords), 45)).difference(net.zone.buffer(-1.0)) for g in town_lines]
    town_lines = [g for line in town_lines for g in getattr(line, "geoms", [line]) if not g.is_empty]
    geoms = [p for p, _ in fab.pieces] + [net.zone, net.outline] + town_lines
    geoms += [g for line in net.district_lines for g in
              getattr(line.intersection(net.zone), "geoms", [line.intersection(net.zone)])]
    faces = [f for f in coverage.faces_of(geoms) if net.outline.buffer(1).contains(grid_to_xy(f.representative_point()))]
    inside, outside = [], []
    for f in faces:
        (inside if net.zone.contains(grid_to_xy(f.representative_point())) else outside).append(f)
    # A crumb of rounding that touches no town belongs to the zone.
    land = {e for f in outside if grid_to_xy(f).area >= 2000 for e in coverage.edges_of(f)}
    crumbs = [f for f in outside if grid_to_xy(f).area < 2000 and not any(e in land for e in coverage.edges_of(f))]
    for f in crumbs:
        print(f"crumb of {grid_to_xy(f).area:.2f} m2 joins the zone")
    return inside + crumbs, [f for f in outside if all(f is not c for c in crumbs)]


def land_use(inside, net, districts, fab):
    piece_of = coverage.assign(inside, fab.pieces)
    order = list(districts)
    at = [Point(grid_to_xy(f.representative_point()).coords[0]) for f in inside]
    home = [min(range(len(order)), key=lambda k: (not districts[order[k]].contains(p), districts[order[k]].distance(p))) for p in at]
    keys, owner, nets = {}, [], {}

    def street_net(p):
        """Streets without a name are one net: neighbours that touch become one feature."""
        a = fab.pieces[p][1]
        return nets.setdefault("streets", p) if a["code"] == "1207" and not a["part"] else p
    for p, h in zip(piece_of, home):
        owner.append(None if p is None else keys.setdefault((street_net(p), h), len(keys)))
    back = {v: k for k, v in keys.items()}
    area = [grid_to_xy(f).area for f in inside]
    code = lambda o: fab.pieces[back[o][0]][1]["code"]
    small = lambda i: area[i] < 260 or code(owner[i]) == "fillet"

    def rank(i, o):
        c = code(o)
        return (back[o][1] == home[i]) * 4 + (2 if c == "1207" else 0 if c.startswith("17") else 1)
    owner = coverage.absorb(inside, owner, small, rank)
    features = []
    for o, polys in coverage.merge_by_owner(inside, owner).items():
        p, h = back[o]
        for poly in polys:
            features.append((poly, fab.pieces[p][1], order[h]))
    # North to south, west to east, so that ids do not depend on the order of the work.
    features.sort(key=lambda f: (order.index(f[2]), -f[0].representative_point().y, f[0].representative_point().x))
    rows, count = [], {}
    for poly, a, district in features:
        c = a["code"]
        if c == "canalside":
            c = "1402" if district in ("optoelectronics", "manufacturing", "bonded", "corridor") else "1401"
        zh, en = classes.NAMES[c]
        count[district] = count.get(district, 0) + 1
        block = f"{district[:2].upper()}-{a['block'][0]:03d}-{a['block'][1] + 1:02d}" if "block" in a else ""
        place = next((w for w in program.PLACES if w[4] == a["part"]), None)
        source = systems.PLACE_SOURCES[place[6]] if place else \
            zone("第六章(一)") + ";地块为示意"
        row = props(f"lu-{district}-{count[district]:03d}", "base", a["part"] or zh, a["part_en"] or en, "landuse", zh, source,
                    code=c, **{"class": zh}, class_en=en, district=district, state="planned")
        if block:
            row["block"] = block
        rows.append((poly, row))
    return rows, inside, owner, back, order


def main(folder):
    out = Writer(folder)
    net = Network()
    districts = district_polygons(net)
    fab = fabric.Fabric(net, districts)
    inside, outside = arrangement(net, districts, fab)
    rows, faces, owner, back, order = land_use(inside, net, districts, fab)
    out.write("landuse", rows)
    by_name = {}
    for poly, row in rows:
        by_name.setdefault(row["name"], []).append(poly)

    zone_polys = coverage.dissolve(faces)
    zone_row = props("zone", "A", "昆山经济技术开发区", "Kunshan Economic and Technological Development Zone", "development-zone",
                     "国家级经济技术开发区;两轴三带、两核多园", zone("第六章(一)") + ";范围约115平方千米,为" + DRAWN,
                     area_km2=round(geodesic_area_m2(multi(zone_polys)) / 1e6, 2))
    out.write("zone", [(multi(zone_polys), zone_row)])

    district_rows = []
    for i, (did, name, name_en, _, _, role, chapter) in enumerate(DISTRICTS):
        polys = coverage.dissolve([f for f, o in zip(faces, owner) if back[o][1] == i])
        district_rows.append((multi(polys), props("d-" + did, "A", name, name_en, "district", role, zone(chapter), derived=True,
                                                  derivation="按功能载体归并,以河道、铁路和主要道路为界")))
    out.write("districts", district_rows)

    town_polys = write_towns(out, outside, faces)
    write_base(out, net)
    write_systems(out, net, by_name)
    build_more.zone_systems(out, props, multi, net, rows, by_name)
    build_more.city_systems(out, props, multi, net, rows, by_name, town_polys)


def write_towns(out, outside, zone_faces):
    seeds = [(t[0], Point(to_xy(t[3], t[4]))) for t in places.TOWNS]
    seeds += [(t, Point(to_xy(lon, lat))) for lon, lat, t in places.TOWN_EXTRA_SEEDS]
    ids = [t[0] for t in places.TOWNS]
    owner = []
    for f in outside:
        xy = grid_to_xy(f)
        hit = [t for t, p in seeds if xy.contains(p)]
        if len(set(hit)) > 1:
            raise RuntimeError(f"one piece of land holds {hit}")
        owner.append(ids.index(hit[0]) if hit else None)
    owner = coverage.absorb(outside, owner, lambda i: False, lambda i, o: 0)
    polys = {t: coverage.dissolve([f for f, o in zip(outside, owner) if o == k]) for k, t in enumerate(ids)}
    polys["zone"] = coverage.dissolve(zone_faces)
    rows = []
    for t, name, name_en, _, _ in places.TOWNS:
        rows.append((multi(polys[t]), props("town-" + t, "B", name, name_en, "town", "镇级板块",
                                            "《总体方案》第1–4条所列区镇;" + PLACES + ";界线以河道为据,为" + DRAWN)))
    rows.append((multi(polys["zone"]), props("town-zone", "B", "昆山开发区", "Kunshan Development Zone", "town", "区级板块",
                                             CITY_SCHEME + "第3条;界线为" + DRAWN)))
    out.write("towns", rows)
    points = [(to_grid(Point(to_xy(lon, lat))), props("seat-" + t, "B", name, name_en, "town-seat", "镇驻地", PLACES))
              for t, name, name_en, lon, lat in places.TOWNS]
    out.write("town_points", points)
    city = coverage.dissolve(outside + zone_faces)
    out.write("city", [(multi(city), props("city", "B", "昆山市", "Kunshan City", "city", "市域", OUTLINE,
                                           area_km2=round(geodesic_area_m2(multi(city)) / 1e6, 2), official_area_km2=931.51))])
    groups = []
    for gid, name, name_en, side, members, role, article in systems.GROUPS:
        joined = coverage.dissolve([p for m in members for p in polys[m]])
        names = [next((t[1] for t in places.TOWNS if t[0] == m), "昆山开发区") for m in members]
        groups.append((multi(joined), props(gid, "B1", name, name_en, "group", role, CITY_SCHEME + f"第{article}条",
                                            side=side, members="、".join(names))))
    out.write("b1_groups", groups)
    return polys


def write_base(out, net):
    city = net.outline
    rows = []
    for key, (name, name_en, width, source, _, _) in places.RIVERS.items():
        rows.append((grid_line(river_line(key), city.buffer(900)),
                     props("river-" + key, "base", name, name_en, "river", "主要河道", source, width_m=width)))
    for key, width, line in net.canals:
        rows.append((grid_line(line, net.zone), props("canal-" + key, "base", "支河", "Side canal", "canal", "片区支河", DRAWN,
                                                      width_m=width, derived=True, derivation="与相邻河道、道路平行内插")))
    out.write("rivers", rows)
    rows = []
    for key, (name, name_en, lon, lat, rx, ry, turn, wobble, seed, beyond, source) in places.LAKES.items():
        shape = blob(*to_xy(lon, lat), rx, ry, turn, wobble, seed, 11)
        rows.append((to_grid(shape), props("lake-" + key, "base", name, name_en, "lake", "湖泊", source, beyond_city=beyond)))
    out.write("lakes", rows)
    rows = []
    for key, (name, name_en, rank, width, source, _) in places.ROADS_CITY.items():
        rows.append((grid_line(road_line(key), city), props("road-" + key, "base", name, name_en, "road", rank, source,
                                                            rank=rank, width_m=width)))
    for key, width, line in net.collectors:
        rows.append((grid_line(line, net.zone), props("collector-" + key, "base", "支路", "Collector road", "road", "collector", DRAWN,
                                                      rank="collector", width_m=width, derived=True,
                                                      derivation="与相邻河道、道路平行内插")))
    out.write("roads", rows)
    rows = []
    for key, (name, name_en, kind, width, source, _) in places.RAILS.items():
        rows.append((grid_line(rail_line(key), city), props("rail-" + key, "base", name, name_en, kind, "轨道", source, rank=kind)))
    west = xy_line([(120.8220, 31.3735)])
    m11 = west + xy_line([(lon, lat) for _, _, lon, lat in places.METRO11])
    rows.append((grid_line(smooth(m11, 160.0), city), props("rail-metro11", "base", "苏州轨道交通11号线(S1线)", "Suzhou Metro Line 11 (S1)",
                                                            "metro", "轨道", METRO_ORDER + ";" + zone(SPACE), rank="metro")))
    sh = xy_line([(lon, lat) for _, _, lon, lat in places.METRO_SH11])
    rows.append((grid_line(smooth(sh, 160.0), city), props("rail-shanghai11", "base", "上海轨道交通11号线", "Shanghai Metro Line 11",
                                                           "metro", "轨道", "坐标:上海轨道交通11号线花桥至兆丰路三站(由GCJ-02换算)", rank="metro")))
    out.write("rails", rows)
    rows = []
    for n, (name, name_en, lon, lat) in enumerate(places.METRO11):
        rows.append((to_grid(Point(to_xy(lon, lat))), props(f"station-m11-{n + 1:02d}", "base", name, name_en, "metro-station",
                                                            "轨道交通11号线车站", METRO_ORDER, order=n + 1)))
    for n, (name, name_en, lon, lat) in enumerate(places.METRO_SH11[1:]):
        rows.append((to_grid(Point(to_xy(lon, lat))), props(f"station-sh11-{n + 2:02d}", "base", name, name_en, "metro-station",
                                                            "上海轨道交通11号线车站", "坐标由GCJ-02换算", order=n + 2)))
    rows.append((to_grid(Point(to_xy(120.94647, 31.35515))), props("station-south", "base", "昆山南站", "Kunshan South Station",
                                                                  "rail-station", "高铁站", "坐标:昆山南站(120.946,31.355)")))
    out.write("stations", rows)


def write_systems(out, net, by_name):
    rows = []
    for sid, name, name_en, road, role, (lo, hi), axis in systems.AXES:
        convert = (lambda v: to_xy(v, 0)[0]) if axis == 0 else (lambda v: to_xy(0, v)[1])
        line = to_grid(LineString(part(road_line(road), convert(lo), convert(hi), axis)))
        rows.append((line, props(sid, "A1", name, name_en, "axis", role, zone(SPACE), length_m=round(geodesic_length_m(line)))))
    out.write("a1_axes", rows)
    rows = []
    for sid, name, name_en, river, width, role, (lo, hi) in systems.BELTS:
        line = to_grid(LineString(part(river_line(river), to_xy(0, lo)[1], to_xy(0, hi)[1], 1)))
        rows.append((line, props(sid, "A2", name, name_en, "belt", role, zone(SPACE) + ";宽度为示意", width_m=width,
                                 length_m=round(geodesic_length_m(line)))))
    out.write("a2_belts", rows)
    rows = []
    for sid, name, name_en, lon, lat, radius, role in systems.CORES:
        rows.append((to_grid(Point(to_xy(lon, lat))), props(sid, "A3", name, name_en, "core", role, zone(CARRIERS) + ";半径为示意",
                                                            radius_m=radius)))
    out.write("a3_cores", rows)
    for stem, system, kind, members in (("a4_living_parks", "A4", "living-park", systems.LIVING_PARKS),
                                        ("a5_industry_parks", "A5", "industry-park", systems.INDUSTRY_PARKS)):
        rows = []
        for sid, name, name_en, role, ring in members:
            shape = to_grid(rounded(Polygon(xy_line(ring)), 190, 6))
            # The plan sets apart the parks that stood in 2020 and those to be built by 2025; of A4 it says nothing.
            state = {} if system == "A4" else {"state": "2020" if role.startswith("既有") else "2025"}
            rows.append((shape, props(sid, system, name, name_en, kind, role, zone(CARRIERS) + ";范围为示意", **state,
                                      area_ha=round(geodesic_area_m2(shape) / 1e4, 1))))
        out.write(stem, rows)
    rows = []
    for n, (sid, name, name_en, kind) in enumerate(systems.CARRIER_ORDER):
        if name in by_name:
            at = max(by_name[name], key=lambda p: p.area).representative_point()
            at = Point(round(at.x), round(at.y))
        else:
            at = to_grid(Point(to_xy(121.0470, 31.3838)))
        rows.append((at, props(sid, "A6", name, name_en, kind, "前进路城市公共服务轴的功能载体", zone(SPACE) + ";位置为示意", order=n + 1)))
    out.write("a6_carriers", rows)
    line = to_grid(LineString(part(river_line("xiajia"), to_xy(0, 31.3580)[1], to_xy(0, 31.3935)[1], 1)))
    box = zone(systems.CORRIDOR_BOX)
    rows = [(line, props("a7-belt", "A7", "夏驾河滨水景观带", "Xiajia River Waterfront Belt", "belt", "一带:滨水景观带,串联四园", box,
                         width_m=420, length_m=round(geodesic_length_m(line)), floor_space_m2=1000000,
                         floor_space_note="不少于100万平方米"))]
    for sid, name, name_en, lon, lat, rx, ry in systems.FOUR_PARKS:
        shape = to_grid(blob(*to_xy(lon, lat), rx, ry, 0.1, 0.05, 1.0, 10))
        rows.append((shape, props(sid, "A7", name, name_en, "innovation-park", "一带四园之一", box + ";位置为示意",
                                  area_ha=round(geodesic_area_m2(shape) / 1e4, 1))))
    out.write("a7_corridor", rows)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(HERE))
