"""From the line network to disjoint pieces: water, rail, roads, green, blocks, parcels (drawing frame).

A piece is (polygon, attributes). Pieces are cut in order of precedence (rail and roads cross water as bridges), so
they are disjoint up to rounding; `coverage.py` makes that exact on the grid.
"""
import math
import random

from shapely.geometry import LineString, Point, Polygon
from shapely.ops import unary_union

import program
from curves import blob, rounded
from frame import to_xy
from network import part
from places import RAILS, RIVERS, ROADS_CITY

FILLET_M = 15.0          # rounding of block corners at main junctions
LOCAL_FILLET_M = 9.0     # at local streets
LOCAL_STREET_M = 16.0
MIN_GREEN_M2 = 900.0

# Green beside each river, metres from its bank (west/east alike); wider along the three belts.
RIVERSIDE_M = {"qingyang": 95, "xiajia": 120, "wapu": 95, "liuhe": 75, "lou": 60, "wusong": 150, "sanchuanlu": 45}
CANALSIDE_M = 22


def polygons(geom):
    if geom.is_empty:
        return []
    if geom.geom_type == "Polygon":
        return [geom]
    return [p for g in getattr(geom, "geoms", []) for p in polygons(g)]


def ribbon(line, width):
    return LineString(line).buffer(width / 2, 1, cap_style=2, join_style=2)


def opened(poly, radius, resolution=2):
    """The polygon without what is narrower than twice the radius; its corners become rounded."""
    return poly.buffer(-radius, join_style=2).buffer(radius, resolution)


def split(poly, target, rng, street):
    """Cut across the longer side of the oriented box until the pieces are near the target area."""
    if poly.area < target * 1.55:
        return [poly]
    box = poly.minimum_rotated_rectangle
    c = list(box.exterior.coords)
    e0, e1 = math.dist(c[0], c[1]), math.dist(c[1], c[2])
    if e0 < e1:
        c = c[1:] + c[1:2]
        e0, e1 = e1, e0
    t = 0.5 if e0 * e1 < 4.2 * target else rng.choice((0.34, 0.5, 0.62))
    t += rng.uniform(-0.06, 0.06)
    a = (c[0][0] + (c[1][0] - c[0][0]) * t, c[0][1] + (c[1][1] - c[0][1]) * t)
    b = (c[3][0] + (c[2][0] - c[3][0]) * t, c[3][1] + (c[2][1] - c[3][1]) * t)
    ext = 0.05
    a2 = (a[0] + (a[0] - b[0]) * ext, a[1] + (a[1] - b[1]) * ext)
    b2 = (b[0] + (b[0] - a[0]) * ext, b[1] + (b[1] - a[1]) * ext)
    # A slight bow keeps long local streets from being ruled lines.
    bow = rng.uniform(-0.018, 0.018) * math.dist(a2, b2)
    m = ((a2[0] + b2[0]) / 2 + bow * (c[1][0] - c[0][0]) / e0, (a2[1] + b2[1]) / 2 + bow * (c[1][1] - c[0][1]) / e0)
    curve = [((1 - u) ** 2 * a2[0] + 2 * u * (1 - u) * m[0] + u * u * b2[0],
              (1 - u) ** 2 * a2[1] + 2 * u * (1 - u) * m[1] + u * u * b2[1]) for u in (0, 0.5, 1)]
    cut = LineString(curve).buffer(max(street, 0.02) / 2, cap_style=2, join_style=2)
    out = []
    for p in polygons(poly.difference(cut)):
        out += split(p, target, rng, street)
    return out


def divide(poly, fraction, along, rng):
    """Cut a strip of the given area fraction off a block, on the side nearest the point `along`; no street between."""
    c = list(poly.minimum_rotated_rectangle.exterior.coords)
    sides = [(c[i], c[(i + 1) % 4], c[(i + 2) % 4]) for i in range(4)]
    p, q, r = min(sides, key=lambda s: math.dist(((s[0][0] + s[1][0]) / 2, (s[0][1] + s[1][1]) / 2), along))
    lo, hi = 0.0, 1.0
    for _ in range(18):
        t = (lo + hi) / 2
        d = ((r[0] - q[0]) * t, (r[1] - q[1]) * t)
        k = ((q[0] - p[0]) * 0.1, (q[1] - p[1]) * 0.1)
        w = ((r[0] - q[0]) * 0.1, (r[1] - q[1]) * 0.1)
        strip = Polygon([(p[0] - k[0] - w[0], p[1] - k[1] - w[1]), (q[0] + k[0] - w[0], q[1] + k[1] - w[1]),
                         (q[0] + k[0] + d[0], q[1] + k[1] + d[1]), (p[0] - k[0] + d[0], p[1] - k[1] + d[1])])
        got = poly.intersection(strip)
        if got.area < poly.area * fraction:
            lo = t
        else:
            hi = t
    rest = poly.difference(strip)
    a, b = polygons(got), polygons(rest)
    if len(a) != 1 or len(b) != 1:
        return None
    return a[0], b[0]


class Fabric:
    def __init__(self, net, districts):
        self.net, self.districts = net, districts
        self.pieces = []  # (polygon, attrs); disjoint
        self.taken = Polygon()
        zone = net.zone
        self.rail(zone)
        self.main_roads(zone)
        self.water(zone)
        self.green(zone)
        self.blocks(zone)

    def add(self, geom, **attrs):
        for p in polygons(geom):
            if p.area > 1.0:
                self.pieces.append((p, attrs))

    def lay(self, geom, **attrs):
        """Lay what is still free of the geometry."""
        free = geom.intersection(self.net.zone).difference(self.taken)
        self.add(free, **attrs)
        self.taken = unary_union([self.taken, free])
        return free

    def rail(self, zone):
        for key, width, line in self.net.rails:
            self.lay(ribbon(line, width), code="1201", part=RAILS[key][0], part_en=RAILS[key][1])

    def main_roads(self, zone):
        order = [("road", k, w, l) for k, w, l in self.net.roads] + [("collector", k, w, l) for k, w, l in self.net.collectors]
        self.road_union = []
        for kind, key, width, line in order:
            shape = ribbon(line, width)
            self.road_union.append(shape)
            name, name_en = ROADS_CITY[key][:2] if kind == "road" else ("", "")
            self.lay(shape, code="1207", part=name, part_en=name_en)

    def water(self, zone):
        self.river_shapes = {}
        for key, width, line in self.net.rivers:
            self.river_shapes[key] = ribbon(line, width)
            self.lay(self.river_shapes[key], code="1701", part=RIVERS[key][0], part_en=RIVERS[key][1])
        self.canal_shapes = {}
        for key, width, line in self.net.canals:
            self.canal_shapes[key] = ribbon(line, width)
            self.lay(self.canal_shapes[key], code="1701", part="", part_en="")
        for lon, lat, rx, ry, turn, seed, name, name_en, code in program.PONDS:
            self.lay(blob(*to_xy(lon, lat), rx, ry, turn, 0.14, seed), code=code, part=name, part_en=name_en)

    def green(self, zone):
        for name, name_en, ring in program.PARKS:
            self.lay(rounded(Polygon([to_xy(*p) for p in ring]), 60), code="1401", part=name, part_en=name_en, fixed=True)
        for key, width, line in self.net.rivers:
            shape = ribbon(line, width + 2 * RIVERSIDE_M[key])
            self.lay(opened(shape, 4), code="1401", part=RIVERS[key][0] + "滨水绿地",
                     part_en=RIVERS[key][1] + " riverside park")
        rail_belt = unary_union([ribbon(line, 40 + 2 * 42) for _, _, line in self.net.rails])
        self.lay(rail_belt, code="1402", part="铁路防护绿带", part_en="Railway shelter belt")
        for key, width, line in self.net.roads:
            if key == "dongcheng":
                self.lay(ribbon(line, width + 2 * 32), code="1402", part="东城大道防护绿带",
                         part_en="Dongcheng Avenue shelter belt")
        for key in ("kunjia", "jingwang", "pengxi", "qianjin"):
            line = self.net.roads_xy[key]
            line = part(line, to_xy(120.9890, 0)[0], 1e9, 0) if key == "qianjin" else line
            self.lay(ribbon(line, ROADS_CITY[key][3] + 2 * 18), code="1402", part=ROADS_CITY[key][0] + "路侧绿带",
                     part_en=ROADS_CITY[key][1] + " verge")
        for key, width, line in self.net.canals:
            self.lay(ribbon(line, width + 2 * CANALSIDE_M), code="canalside", part="", part_en="")

    def blocks(self, zone):
        free = zone.difference(self.taken)
        supers = []
        cut = free.difference(unary_union([LineString(l).buffer(0.5) for l in self.net.district_lines]))
        for p in polygons(cut):
            core = opened(p, FILLET_M)
            kept = [q for q in polygons(core) if q.area > 5200]
            for q in kept:
                supers.append(q)
            for rest in polygons(p.difference(unary_union(kept)) if kept else p):
                attrs = dict(code="1401" if rest.area > MIN_GREEN_M2 else "fillet", part="街旁绿地" if rest.area > MIN_GREEN_M2 else "",
                             part_en="Roadside green" if rest.area > MIN_GREEN_M2 else "")
                self.add(rest, **attrs)
        supers.sort(key=lambda g: (round(-g.representative_point().y / 50), g.representative_point().x))
        self.supers = supers
        self.named_places = {}
        for w in program.PLACES:
            at = Point(to_xy(w[0], w[1]))
            nearest = min(range(len(supers)), key=lambda i: supers[i].distance(at))
            self.named_places.setdefault(nearest, []).append(w)
        for i, sup in enumerate(supers):
            self.fill(i, sup)

    def fill(self, index, sup):
        rng = random.Random(9173 + index * 131)
        at = sup.representative_point()
        district = next((k for k, g in self.districts.items() if g.contains(at)), None)
        district = district or min(self.districts, key=lambda k: self.districts[k].distance(at))
        theme = program.theme_at(district, at.x, at.y)
        wanted = self.named_places.get(index, [])
        target, street = program.BLOCK_HA[theme] * 1e4, program.STREET_M.get(theme, LOCAL_STREET_M)
        raw, named_raw = split(sup, max([target] + [w[3] * 1e4 for w in wanted]), rng, street), []
        for w in wanted:
            best = min((b for b in raw if all(b is not n for n, _ in named_raw)), default=None,
                       key=lambda b: b.distance(Point(to_xy(w[0], w[1]))))
            if best is None:
                raise RuntimeError(f"no block is left for {w[4]}")
            named_raw.append((best, w))
        rest = [p for b in raw if all(b is not n for n, _ in named_raw) for p in split(b, target, rng, street)]
        blocks, named = [], {}
        for b, w in [(b, None) for b in rest] + named_raw:
            o = opened(b, LOCAL_FILLET_M, 1) if street > 2 and len(rest) + len(named_raw) > 1 else b
            for p in sorted(polygons(o), key=lambda g: -g.area):
                if p.area > 1500:
                    blocks.append(p)
                    if w:
                        named[id(p)] = (w[2], w[4], w[5])
                        w = None
        streets = sup.difference(unary_union(blocks))
        for s in polygons(streets):
            self.add(s, code="1207" if s.area > 700 else "fillet", part="", part_en="", local=True)
        blocks.sort(key=lambda g: (round(-g.centroid.y / 20), g.centroid.x))
        program.fill_blocks(self, theme, district, sup, blocks, named, rng, index)
