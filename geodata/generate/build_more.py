"""Layers of the systems A8–A12 and B2–B13, from what the main build has made."""
from shapely.geometry import LineString, Point, Polygon
from shapely.ops import unary_union

import coverage
import places
import systems_more as more
from curves import blob, rounded, smooth
from frame import geodesic_area_m2, geodesic_length_m, to_grid, to_xy, xy_line
from network import part, rail_line, river_line, road_line
from sources import CITY_15TH, CITY_SCHEME, CITY_SURVEY, ROADS, zone

RED_LINE_SHARE = 0.1446  # survey, part 1 (3): share of the land under red lines and provincial ecological control


def line_between(points, lo, hi, axis):
    convert = (lambda v: to_xy(v, 0)[0]) if axis == 0 else (lambda v: to_xy(0, v)[1])
    return to_grid(LineString(part(points, convert(lo), convert(hi), axis)))


def drawn(points, step=200.0):
    return to_grid(LineString(smooth(xy_line(points), step)))


def zone_systems(out, props, multi, net, rows, by_name):
    green = []
    for sid, name, name_en, road, (lo, hi), axis in more.GREEN_AXES:
        line = line_between(road_line(road), lo, hi, axis)
        green.append((line, props(sid, "A8", name, name_en, "green-axis", "四轴之一", more.GREEN, width_m=160, derived=True,
                                  derivation=more.DERIVED_AXES, length_m=round(geodesic_length_m(line)))))
    for sid, name, name_en, river, (lo, hi) in more.GREEN_CORRIDORS:
        line = line_between(river_line(river), lo, hi, 1)
        green.append((line, props(sid, "A8", name, name_en, "green-corridor", "三廊之一", more.GREEN, width_m=420, derived=True,
                                  derivation=more.DERIVED_CORRIDORS, length_m=round(geodesic_length_m(line)))))
    for name in sorted(n for n in by_name if n.endswith("公园") and n != "社区公园"):
        polys = by_name[name]
        row = next(r for _, r in rows if r["name"] == name)
        green.append((multi(polys), props("a8-park-" + row["id"][3:], "A8", name, row["name_en"], "green-park", "多园之一", more.GREEN,
                                          derived=True, derivation="规划未列成员:取土地利用示意中的公园",
                                          area_ha=round(geodesic_area_m2(multi(polys)) / 1e4, 1))))
    out.write("a8_green", green)

    renewal = []
    for sid, name, name_en, kind, role, figures, chapter, where in more.RENEWAL:
        shape = multi(by_name[where]) if isinstance(where, str) else to_grid(rounded(Polygon(xy_line(where)), 60))
        renewal.append((shape, props(sid, "A9", name, name_en, kind, role, zone(chapter) + ";范围为示意", state="2025", **figures,
                                     area_ha=round(geodesic_area_m2(shape) / 1e4, 1))))
    out.write("a9_renewal", renewal)

    move = []
    for key in more.MOVEMENT_ROADS:
        name, name_en, rank, width, source, _ = places.ROADS_CITY[key]
        line = LineString(road_line(key)).intersection(net.zone)
        line = line if line.geom_type == "LineString" else max(line.geoms, key=lambda g: g.length)
        move.append((to_grid(line), props("a10-" + key, "A10", name, name_en, "road", "道路改造" if rank != "expressway" else "快速化", zone(ROADS), rank=rank)))
    for key in more.MOVEMENT_RAILS:
        name, name_en, kind, _, source, _ = places.RAILS[key]
        line = LineString(rail_line(key)).intersection(net.zone)
        line = line if line.geom_type == "LineString" else max(line.geoms, key=lambda g: g.length)
        move.append((to_grid(line), props("a10-" + key, "A10", name, name_en, kind, "规划轨道", source, rank=kind)))
    metro = LineString(smooth(xy_line([(lon, lat) for _, _, lon, lat in places.METRO11]), 160.0)).intersection(net.zone)
    metro = metro if metro.geom_type == "LineString" else max(metro.geoms, key=lambda g: g.length)
    move.append((to_grid(metro), props("a10-metro11", "A10", "苏州轨道交通S1线(11号线)", "Suzhou Metro S1 (Line 11)", "metro", "骨干轨道", zone(ROADS), rank="metro")))
    out.write("a10_movement", move)

    ecology = []
    kinds = [("a11-water", "河湖水域空间", "River and lake space", lambda r: r["code"] in ("1701", "1704")),
             ("a11-riverside", "滨水生态绿地空间", "Riverside ecological green space", lambda r: r["name"].endswith("滨水绿地") or r["name"].endswith("湿地公园")),
             ("a11-country", "郊野公园与林地空间", "Country park and woodland space", lambda r: r["code"] == "0301" or r["name"].endswith("郊野公园"))]
    for sid, name, name_en, wanted in kinds:
        shape = multi(coverage.dissolve([p for p, r in rows if wanted(r)]))
        ecology.append((shape, props(sid, "A11", name, name_en, "ecological-space", "禁止影响主导生态功能的开发建设;线性工程与市政设施另计",
                                     zone("第六章(三)2"), derived=True, derivation="规划只称“三类生态空间”,未列名;按土地利用示意归为水域、滨水绿地、郊野林地三类",
                                     area_ha=round(geodesic_area_m2(shape) / 1e4, 1))))
    out.write("a11_ecology", ecology)

    elder = []
    for n, (lon, lat, name) in enumerate(more.ELDER_CENTRES):
        elder.append((to_grid(Point(to_xy(lon, lat))), props(f"a12-{n + 1:02d}", "A12", name + "综合养老服务中心", f"Elder-care centre {n + 1}", "elder-care",
                                                             "日间照料与老年活动,步行15分钟可达", zone("第七章(一)3"), radius_m=1000, derived=True,
                                                             derivation="规划要求不少于1个、未列位置;按居住片区布点,半径取步行15分钟约1000米")))
    out.write("a12_living", elder)


def city_systems(out, props, multi, net, rows, by_name, town_polys):
    links = []
    for sid, name, name_en, kind, role, source, where in more.LINKS:
        if kind == "link-circle":
            geom = to_grid(Point(to_xy(*where[:2])).buffer(where[2], 16))
        else:
            geom = drawn(where)
        links.append((geom, props(sid, "B2", name, name_en, kind, role, source)))
    out.write("b2_links", links)

    belt = to_grid(LineString(river_line("wusong")).intersection(net.outline))
    belt = belt if belt.geom_type == "LineString" else max(belt.geoms, key=lambda g: g.length)
    future = to_grid(blob(*to_xy(120.9030, 31.3260), 1900, 1300, 0.1, 0.06, 1.2))
    out.write("b3_wusong", [
        (belt, props("b3-belt", "B3", "吴淞江科创带", "Wusong River Innovation Belt", "belt", "全面融入苏州吴淞江科创带总体布局", CITY_SCHEME + "第5条", width_m=2200,
                     length_m=round(geodesic_length_m(belt)))),
        (future, props("b3-future", "B3", "昆山未来城", "Kunshan Future City", "new-town", "规划建设的新城", CITY_SCHEME + "第5条", derived=True,
                       derivation="文件未载位置,示意于吴淞江北岸"))])

    out.write("b4_centre", [(to_grid(Point(to_xy(lon, lat))), props(sid, "B4", name, name_en, "core", role, CITY_SCHEME + "第12条", radius_m=r,
                             **({"derived": True, "derivation": "文件未载位置,示意于高新区西部水乡"} if d else {})))
                            for sid, name, name_en, lon, lat, r, role, d in more.CENTRE])

    ways, how = [], "文件只称“两环四连八射”,未列走向;按区镇与既有道路方向绘制"
    src = CITY_SCHEME + "第14条"
    for sid, name, name_en, pts_ in (("b5-ring-1", "内环", "Inner ring", more.INNER_RING), ("b5-ring-2", "外环", "Outer ring", more.OUTER_RING)):
        ring = smooth(xy_line(pts_), 250.0, closed=True)
        ways.append((to_grid(LineString(ring + ring[:1])), props(sid, "B5", name, name_en, "ring", "两环之一", src, derived=True, derivation=how, rank="ring")))
    for n, p in enumerate(more.LINK_ROADS):
        ways.append((drawn(p), props(f"b5-link-{n + 1}", "B5", f"{'北东南西'[n]}连", ["North", "East", "South", "West"][n] + " link", "link-road", "四连之一", src,
                                     derived=True, derivation=how, rank="link")))
    for n, (zh, en, p) in enumerate(more.RADIALS):
        ways.append((drawn(p), props(f"b5-radial-{n + 1}", "B5", zh + "射", en + " radial", "radial", "八射之一", src, derived=True, derivation=how, rank="radial")))
    out.write("b5_expressways", ways)

    corridors, how = [], "文件只称“七横四纵”,未列成员;取主要河道、铁路与田园水网方向"
    for group, prefix, role in ((more.ECO_ACROSS, "b6-across", "七横之一"), (more.ECO_DOWN, "b6-down", "四纵之一")):
        for n, (name, name_en, where) in enumerate(group):
            if where == "rail":
                line = LineString(rail_line("jinghu"))
            elif isinstance(where, str):
                line = LineString(river_line(where))
            elif isinstance(where, tuple):
                line = LineString([p for k in where for p in river_line(k)])
            else:
                line = LineString(smooth(xy_line(where), 250.0))
            line = line.intersection(net.outline)
            line = to_grid(line if line.geom_type == "LineString" else max(line.geoms, key=lambda g: g.length))
            corridors.append((line, props(f"{prefix}-{n + 1}", "B6", name, name_en, "eco-across" if "across" in prefix else "eco-down", role, CITY_SCHEME + "第14条;" + CITY_SURVEY + "一(三)(建成生态廊道181公里)",
                                          width_m=500, derived=True, derivation=how, length_m=round(geodesic_length_m(line)))))
    out.write("b6_corridors", corridors)

    parks = []
    for name in sorted(by_name):
        if not name.endswith("公园"):
            continue
        level, radius = ("city", 2000) if name.endswith(("湿地公园", "郊野公园")) else ("neighbourhood", 500) if name == "社区公园" else ("district", 1000)
        for n, p in enumerate(sorted(by_name[name], key=lambda g: (g.bounds[0], g.bounds[1])) if level == "neighbourhood" else [max(by_name[name], key=lambda g: g.area)]):
            at = p.representative_point()
            row = next(r for q, r in rows if q is p)
            parks.append((Point(round(at.x), round(at.y)), props("b7-" + row["id"][3:], "B7", name, row["name_en"], "park-" + level,
                          {"city": "市级公园", "district": "片区级公园", "neighbourhood": "社区级公园"}[level], CITY_SCHEME + "第21条“三级公园体系”", level=level, radius_m=radius,
                          area_ha=round(geodesic_area_m2(p) / 1e4, 2), derived=True, derivation="文件未列公园名录;取开发区土地利用示意中的公园,分级与半径为本图设定")))
    out.write("b7_parks", parks)

    out.write("b8_areas", [(to_grid(Point(to_xy(lon, lat))), props(sid, "B8", name, name_en, "key-area", "“4+2+N”重点片区", CITY_15TH + "第七部分第三点", radius_m=r,
                            **({"derived": True, "derivation": "文件未载位置,示意于高新区西部"} if d else {}))) for sid, name, name_en, lon, lat, r, d in more.KEY_AREAS])
    lakes = []
    for sid, name, name_en, role, ring in more.TWO_LAKES:
        shape = to_grid(Polygon(smooth(xy_line(ring), 250.0, closed=True)).intersection(net.outline))
        lakes.append((shape, props(sid, "B9", name, name_en, "lake-area", role, CITY_15TH + "第七部分第一点“两湖”;范围为示意", area_ha=round(geodesic_area_m2(shape) / 1e4, 1))))
    out.write("b9_lakes", lakes)
    out.write("b10_carriers", [(to_grid(Point(to_xy(lon, lat))), props(sid, "B10", name, name_en, "innovation-carrier", "阳澄湖两岸科创中心的科创载体:" + which, CITY_SURVEY + "一(一)",
                                derived=True, derivation="文件只称“一廊一园一港”,未列名称与位置;示意于阳澄湖两岸")) for sid, name, name_en, lon, lat, which in more.LAKE_CARRIERS])

    three_zones(out, props, multi, net)
    south = coverage.dissolve([p for t in ("jinxi", "zhouzhuang", "dianshanhu") for p in town_polys[t]])
    out.write("b12_coordination", [(multi(south), props("b12-area", "B12", "一体化示范区协调区", "Demonstration Area Coordination Area", "coordination-area",
                                    "锦溪、周庄、淀山湖三镇", CITY_15TH + "第一部分", area_km2=round(geodesic_area_m2(multi(south)) / 1e6, 2)))])
    chain = drawn(more.CHAIN, 150.0)
    out.write("b13_chain", [(chain, props("b13-chain", "B13", "昆山之链", "Kunshan Chain", "green-chain", "串联绿地与公共空间的链", CITY_15TH + "第七部分第三点", derived=True,
                             derivation="文件未载走向;沿青阳港、太仓塘、夏驾河与城南水系绘制", width_m=300, length_m=round(geodesic_length_m(chain))))])


def three_zones(out, props, multi, net):
    """Ecological space by lakes and rivers widened until it has the share that the survey gives; towns by seats; the rest is farmland."""
    waters = [blob(*to_xy(l[2], l[3]), l[4], l[5], l[6], l[7], l[8], 11) for l in places.LAKES.values()]
    rivers = [LineString(river_line(k)) for k in ("wusong", "qiandeng", "qipu", "yanglin", "jiepu", "dazhi")]
    urban_core = [net.zone.buffer(-30)] + [blob(*to_xy(t[3], t[4]), 1900, 1500, 0.3, 0.1, n) for n, t in enumerate(places.TOWNS)]
    urban_core += [blob(*to_xy(120.9400, 31.3800), 2900, 4300, 0.1, 0.06, 2), blob(*to_xy(120.9750, 31.4450), 3300, 2400, 0.1, 0.08, 4),
                   blob(*to_xy(121.0700, 31.3200), 3600, 1900, -0.35, 0.06, 3), blob(*to_xy(121.0350, 31.3250), 1900, 1500, 0, 0.05, 1)]

    def ecological(d):
        return unary_union([w.buffer(d) for w in waters] + [r.buffer(40 + d * 0.35) for r in rivers]).intersection(net.outline).difference(net.zone)
    lo, hi = 0.0, 1500.0
    for _ in range(20):
        mid = (lo + hi) / 2
        lo, hi = (mid, hi) if ecological(mid).area < RED_LINE_SHARE * net.outline.area else (lo, mid)
    eco = ecological(lo).simplify(6)
    urban = unary_union(urban_core).buffer(180).buffer(-180).intersection(net.outline).difference(eco).simplify(6)
    pieces = [(p, "eco") for p in getattr(eco, "geoms", [eco])] + [(p, "urban") for p in getattr(urban, "geoms", [urban])]
    faces = [f for f in coverage.faces_of([p for p, _ in pieces] + [net.outline])]
    from frame import grid_to_xy
    faces = [f for f in faces if net.outline.buffer(1).contains(grid_to_xy(f.representative_point()))]
    owner = [{None: 2, "eco": 0, "urban": 1}[None if i is None else pieces[i][1]] for i in coverage.assign(faces, [(p, k) for p, k in pieces])]
    owner = coverage.absorb(faces, owner, lambda i: grid_to_xy(faces[i]).area < 60000, lambda i, o: 0)
    result = []
    for k, (sid, name, name_en, line, role) in enumerate((
            ("b11-ecological", "生态空间(生态保护红线与生态管控区)", "Ecological space", "生态保护红线", "占市域14.46%的生态保护红线与省生态空间管控区域"),
            ("b11-urban", "城镇空间(城镇开发边界)", "Urban space", "城镇开发边界", "城镇集中建设"),
            ("b11-agricultural", "农业空间(永久基本农田)", "Agricultural space", "永久基本农田", "农业生产与乡村"))):
        polys = coverage.dissolve([f for f, o in zip(faces, owner) if o == k])
        area = geodesic_area_m2(multi(polys))
        result.append((multi(polys), props(sid, "B11", name, name_en, "space-" + sid[4:], role, CITY_SURVEY + "一(二)、一(三)", control_line=line,
                                           area_km2=round(area / 1e6, 2), derived=True, derivation="文件未载界线;生态空间由湖泊、河道外扩至14.46%,城镇空间由镇区与开发区示意,其余为农业空间")))
    out.write("b11_zones", result)
