"""The line network of the development zone: boundary, water, rail, roads, canals, districts.

Everything here is in the drawing frame. Collectors and canals are blends of the rivers and main
roads beside them, so that the fabric follows the water and the railway and not a square grid.
"""
import math

from shapely.geometry import LineString, Point, Polygon
from shapely.ops import polygonize, unary_union

from curves import blend_ew, blend_ns, smooth, wavy
from frame import METERS_PER_LON, to_xy, xy_line
from places import OUTLINE_LONLAT, RAILS, RIVERS, ROADS_CITY, pts

ZONE_NORTH = pts(120.9717, 31.4142, 120.9850, 31.4150, 121.0100, 31.4166, 121.0350, 31.4182, 121.0560, 31.4190,
                 121.0720, 31.4191, 121.0900, 31.4188)
ZONE_SOUTHEAST = pts(121.1040, 31.3630, 121.0990, 31.3612, 121.0920, 31.3552, 121.0850, 31.3512, 121.0775, 31.3484,
                     121.0680, 31.3440, 121.0596, 31.3386, 121.0510, 31.3346)
ZONE_SOUTH = pts(121.0104, 31.3487, 121.0098, 31.3380, 121.0080, 31.3250, 121.0088, 31.3090)
ZONE_TIENAN = pts(120.9786, 31.3276, 120.9690, 31.3280, 120.9488, 31.3284)
ZONE_OLD_TOWN = pts(120.9640, 31.3610, 120.9652, 31.3700, 120.9646, 31.3800, 120.9654, 31.3880, 120.9660, 31.3945)


def chaikin_ring(ring, cut=0.2):
    out = []
    for a, b in zip(ring, ring[1:] + ring[:1]):
        out += [(a[0] + (b[0] - a[0]) * cut, a[1] + (b[1] - a[1]) * cut),
                (a[0] + (b[0] - a[0]) * (1 - cut), a[1] + (b[1] - a[1]) * (1 - cut))]
    return out


def city_outline():
    return Polygon(chaikin_ring(xy_line(OUTLINE_LONLAT)))


def river_line(rid):
    _, _, _, _, points, wander = RIVERS[rid]
    return wavy(xy_line(points), wander, 1900.0, phase=sum(map(ord, rid)) % 7)


def road_line(rid):
    return smooth(xy_line(ROADS_CITY[rid][5]))


def rail_line(rid):
    return smooth(xy_line(RAILS[rid][5]), 200.0)


def part(line, lo, hi, axis):
    """The vertices of a line between two values of x (axis 0) or y (axis 1), end points interpolated."""
    out = []
    for a, b in zip(line, line[1:]):
        for v in sorted((lo, hi), reverse=a[axis] > b[axis]):
            if (a[axis] - v) * (b[axis] - v) < 0:
                t = (v - a[axis]) / (b[axis] - a[axis])
                out.append((a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t))
        if lo <= b[axis] <= hi:
            out.append(b)
    if lo <= line[0][axis] <= hi:
        out.insert(0, line[0])
    return out


def zone_polygon(outline):
    x = lambda lon: to_xy(lon, 0)[0]
    y = lambda lat: to_xy(0, lat)[1]
    jinghu = rail_line("jinghu")
    wusong, sanchuan, lou, qingyang = (river_line(k) for k in ("wusong", "sanchuanlu", "lou", "qingyang"))
    liuhe_lou = part(lou, x(120.9660), x(120.9723), 0)
    changjiang = part(road_line("changjiang"), y(31.3965), y(31.4142), 1)[::-1]
    ring = smooth(xy_line(ZONE_NORTH))
    ring += xy_line(pts(121.1200, 31.4190, 121.1200, 31.3610))
    ring += smooth(xy_line(ZONE_SOUTHEAST))
    ring += part(jinghu, x(121.0110), x(121.0500), 0)[::-1]
    ring += smooth(xy_line(ZONE_SOUTH))
    ring += part(wusong, x(120.9803), x(121.0085), 0)[::-1]
    ring += part(qingyang, y(31.3090), y(31.3274), 1)[::-1]
    ring += smooth(xy_line(ZONE_TIENAN))
    ring += part(sanchuan, y(31.3288), y(31.3640), 1)[::-1]
    ring += part(jinghu, x(120.9485), x(120.9635), 0)
    ring += smooth(xy_line(ZONE_OLD_TOWN))
    ring += liuhe_lou + changjiang
    zone = Polygon(ring).buffer(0).intersection(outline)
    return zone if zone.geom_type == "Polygon" else max(zone.geoms, key=lambda g: g.area)


def extended(line, meters):
    """The line lengthened straight on at both ends, so that it reaches what it should meet."""
    def beyond(a, b):
        d = math.dist(a, b) or 1.0
        return (a[0] + (a[0] - b[0]) / d * meters, a[1] + (a[1] - b[1]) / d * meters)
    return [beyond(line[0], line[1])] + line + [beyond(line[-1], line[-2])]


def cut_end(line, keep_to_m):
    """The first keep_to_m metres of a line."""
    whole = LineString(line)
    out, run = [line[0]], 0.0
    for a, b in zip(line, line[1:]):
        d = math.dist(a, b)
        if run + d >= keep_to_m:
            return out + [whole.interpolate(keep_to_m).coords[0]]
        run += d
        out.append(b)
    return out


def trimmed(line, others, water, reach=170.0):
    """Without an overhang past the last crossing road, and without an end that stops in the middle of a river."""
    for _ in range(2):
        whole = LineString(line)
        stops = []
        for o in others:
            x = whole.intersection(o)
            stops += [whole.project(p) for p in getattr(x, "geoms", [x]) if p.geom_type == "Point"]
        last = max((s for s in stops if s > whole.length - reach), default=None)
        if last is not None:
            line = cut_end(line, last)
        elif water.contains(Point(line[-1])):
            bank = whole.intersection(water.boundary)
            at = max((whole.project(p) for p in getattr(bank, "geoms", [bank]) if p.geom_type == "Point"), default=None)
            line = cut_end(line, at) if at else line
        line = line[::-1]
    return line


class Network:
    """Lines of the zone by layer, each a list of (key, width_m, [(x, y) …])."""

    def __init__(self):
        self.outline = city_outline()
        self.zone = zone_polygon(self.outline)
        x = lambda lon: to_xy(lon, 0)[0]
        y = lambda lat: to_xy(0, lat)[1]
        r = {k: river_line(k) for k in RIVERS}
        d = {k: road_line(k) for k in ROADS_CITY}
        rail = {k: rail_line(k) for k in ("jinghu", "huning")}
        self.rivers_xy, self.roads_xy, self.rails_xy = r, d, rail
        self.rivers = [(k, RIVERS[k][2], r[k]) for k in
                       ("wusong", "lou", "liuhe", "qingyang", "xiajia", "wapu", "sanchuanlu")]
        self.rails = [(k, 40, rail[k]) for k in ("jinghu", "huning")]
        self.roads = [(k, ROADS_CITY[k][3], d[k]) for k in
                      ("dongcheng", "changjiang", "qianjin", "kunjia", "chaoyang", "jingwang", "pengxi", "shunfan",
                       "zhangji", "xiaxi", "dongxin")]
        north = smooth(xy_line(ZONE_NORTH))
        north.append((north[-1][0] + 3000, north[-1][1] + 300))
        south_east = smooth(xy_line(ZONE_SOUTHEAST))[::-1]
        e_edge = smooth(xy_line(pts(121.099, 31.43, 121.096, 31.40, 121.098, 31.38, 121.104, 31.345)))
        jh, kj, qj, lh = rail["jinghu"], d["kunjia"], d["qianjin"], r["liuhe"]
        qy, xj, wp, sf, dc, zj, px = (r["qingyang"], r["xiajia"], r["wapu"], d["shunfan"], d["dongcheng"],
                                      d["zhangji"], d["pengxi"])
        A = blend_ns(qy, sf, 0.52, y(31.3548), y(31.3972))
        B = blend_ns(sf, dc, 0.66, y(31.3469), y(31.4260))
        C = blend_ns(sf, dc, 0.33, y(31.3500), y(31.4260))
        xn = smooth(xy_line(pts(121.0462, 31.4032, 121.0470, 31.4100, 121.0460, 31.4180, 121.0468, 31.4262)))
        self.collectors = [
            ("A", 26, A), ("B", 28, B), ("C", 26, C),
            ("n1", 26, blend_ew(lh, north, 0.34, x(120.9718), x(121.0686))),
            ("n2", 24, blend_ew(lh, north, 0.68, x(120.9718), x(121.0690))),
            ("n3", 24, smooth(xy_line(pts(121.0400, 31.4020, 121.0392, 31.4150, 121.0390, 31.4270)))),
            ("n4", 24, smooth(xy_line(pts(121.0602, 31.4076, 121.0590, 31.4130, 121.0578, 31.4200)))),
            ("n5", 20, smooth(xy_line(pts(A[-1][0] / METERS_PER_LON + 121.0, 31.3965, 120.9886, 31.4080, 120.9872, 31.4190)))),
            ("m1", 24, blend_ew(qj, lh, 0.52, x(120.9885), x(121.0700))),
            ("m2", 24, blend_ew(kj, qj, 0.50, x(121.0286), x(121.0960))),
            ("s1", 24, blend_ew(jh, kj, 0.52, x(120.9810), x(121.0286))),
            ("e1", 22, blend_ns(wp, e_edge, 0.52, y(31.3420), y(31.3890))),
            ("e2", 24, blend_ew(south_east, d["jingwang"], 0.50, x(121.0440), x(121.0990))),
            ("e3", 22, blend_ns(xj, zj, 0.55, y(31.3340), y(31.3640))),
            ("e4", 22, blend_ns(dc, xj, 0.30, y(31.3420), y(31.3720))),
            ("w1", 26, smooth(xy_line(pts(120.9462, 31.3468, 120.9700, 31.3428, 120.9990, 31.3398, 121.0122, 31.3370)))),
            ("w2", 24, smooth(xy_line(pts(120.9480, 31.3310, 120.9684, 31.3300, 120.9980, 31.3272, 121.0106, 31.3262)))),
            ("w3", 22, smooth(xy_line(pts(120.9484, 31.3172, 120.9684, 31.3186, 120.9800, 31.3178, 121.0108, 31.3172)))),
            ("w4", 24, smooth(xy_line(pts(120.9560, 31.3640, 120.9575, 31.3500, 120.9572, 31.3300, 120.9580, 31.3090)))),
            ("w5", 24, smooth(xy_line(pts(120.9969, 31.3527, 120.9952, 31.3400, 120.9938, 31.3250, 120.9945, 31.3090)))),
            ("o2", 20, smooth(xy_line(pts(120.9632, 31.3903, 120.9725, 31.3910, 120.9826, 31.3906, 120.9900, 31.3905)))),
            ("f1", 12, smooth(xy_line(pts(121.0690, 31.4145, 121.0770, 31.4150, 121.0900, 31.4170)))),
        ]
        jw = d["jingwang"]
        self.canals = [(k, w, wavy(line, 16, 900, i)) for i, (k, w, line) in enumerate([
            ("k2", 36, blend_ns(sf, dc, 0.83, y(31.3453), y(31.4260))),
            ("k3", 44, xn),
            ("k4", 32, blend_ns(zj, px, 0.48, y(31.3350), y(31.4075))),
            ("k5", 24, blend_ns(wp, e_edge, 0.28, y(31.3390), y(31.3890))),
            ("k6", 34, blend_ew(lh, north, 0.51, x(120.9716), x(121.0755))),
            ("k7", 32, blend_ew(jh, kj, 0.27, x(120.9826), x(121.0450))),
            ("k9", 30, blend_ew(jw, kj, 0.50, x(121.0440), x(121.0990))),
            ("k10", 30, blend_ew(qj, lh, 0.78, x(120.9830), x(121.0755))),
            ("k11", 34, smooth(xy_line(pts(120.9462, 31.3395, 120.9700, 31.3362, 120.9790, 31.3352, 120.9960, 31.3338, 121.0115, 31.3320)))),
            ("k13", 32, smooth(xy_line(pts(120.9630, 31.3600, 120.9640, 31.3450, 120.9630, 31.3300, 120.9640, 31.3090)))),
            ("k14", 32, smooth(xy_line(pts(120.9872, 31.3551, 120.9880, 31.3400, 120.9864, 31.3250, 120.9870, 31.3090)))),
            ("k17", 22, smooth(xy_line(pts(121.0755, 31.4090, 121.0772, 31.4150, 121.0766, 31.4230)))),
        ])]
        self.canals = [(k, w, extended(line, 15)) for k, w, line in self.canals]
        main = [LineString(line) for _, _, line in self.roads]
        water = unary_union([LineString(line).buffer(w / 2 + 4) for _, w, line in self.rivers + self.canals])
        collectors = [(k, w, extended(line, 30)) for k, w, line in self.collectors]
        self.collectors = []
        for k, w, line in collectors:
            others = main + [LineString(l) for j, _, l in collectors if j != k] + [self.zone.exterior]
            self.collectors.append((k, w, trimmed(line, others, water)))
        branches = [LineString(line) for _, _, line in self.collectors]
        self.roads = [(k, w, trimmed(line, [m for m, r in zip(main, self.roads) if r[0] != k] + [self.zone.exterior] + branches, water)
                       if k in ("dongxin", "xiaxi", "zhangji", "shunfan") else line) for k, w, line in self.roads]
        self.district_lines = [LineString(extended(line, 60)) for line in (
            r["lou"], lh, A, part(jh, x(120.93), x(120.9905), 0), part(qy, y(31.3150), y(31.3580), 1),
            part(B, y(31.3690), y(31.4005), 1), part(kj, x(120.9870), x(121.0595), 0),
            part(dc, y(31.3380), y(31.3718), 1), part(zj, y(31.3360), y(31.4090), 1), xn)]


DISTRICTS = [  # id, name, name_en, seed lon, lat, role, chapter
    ("qingyang", "青阳港城市客厅片区", "Qingyang Harbour City Lounge District", 120.9760, 31.3800,
     "滨水商务、文化与城市更新;含朝阳路—长江路—东新街核心商业区", "第六章(一)2、(二)1"),
    ("tienan", "铁南商务片区", "South Railway Business District", 120.9650, 31.3400,
     "高铁南站商务与生活服务", "第六章(一)2、(二)1"),
    ("central", "中央商贸片区", "Central Commerce District", 121.0000, 31.3800, "商贸服务与居住生活", "第六章(一)2"),
    ("newtown", "东部新城片区", "Eastern New Town District", 121.0400, 31.3900,
     "行政、商贸、会展、研发与文化娱乐中心", "第六章(一)2、(二)1"),
    ("optoelectronics", "光电产业片区", "Optoelectronics District", 121.0100, 31.4150, "光电显示产业集群", "第三章(一)、第六章(一)2"),
    ("manufacturing", "先进制造片区", "Advanced Manufacturing District", 121.0560, 31.4150, "先进制造与城郊田园", "第六章(一)2、(二)1"),
    ("bonded", "综合保税片区", "Comprehensive Bonded District", 121.0000, 31.3450, "保税加工、研发、物流、检测维修与销售服务", "第五章专栏4、第六章(一)2"),
    ("corridor", "夏驾河科创片区", "Xiajia River Innovation District", 121.0450, 31.3550, "科创孵化、创业与机器人产业", "第四章专栏3、第六章(一)2"),
    ("penglang", "蓬朗片区", "Penglang District", 121.0800, 31.3700, "老镇更新、昆曲咖啡文化与高端食品产业", "第六章(一)1、(一)2、(二)1"),
]


def district_polygons(net):
    lines = unary_union([net.zone.exterior] + net.district_lines)
    faces = [f for f in polygonize(lines) if net.zone.contains(f.representative_point())]
    owner = {}
    for did, _, _, lon, lat, _, _ in DISTRICTS:
        seed = Point(to_xy(lon, lat))
        for i, f in enumerate(faces):
            if f.contains(seed):
                owner[i] = did
    todo = [i for i in range(len(faces)) if i not in owner]
    while todo:
        done = []
        for i in todo:
            best = max(((faces[i].boundary.intersection(faces[j].boundary).length, d) for j, d in owner.items()),
                       default=(0, None))
            if best[0] > 0:
                done.append((i, best[1]))
        if not done:
            raise RuntimeError("a district face touches no district")
        owner.update(done)
        todo = [i for i in todo if i not in owner]
    return {d[0]: unary_union([faces[i] for i, o in owner.items() if o == d[0]]) for d in DISTRICTS}
