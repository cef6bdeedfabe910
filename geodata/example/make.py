"""Writes the example: the monumental core of Washington, D.C., in six layers and one project. Plain Python, no packages.

    python3 make.py

Parcels are given by corners in degrees; a corner that lies on a neighbour's edge is added to that edge, so that
neighbours share all corners and the coverage closes on the ellipsoid too.
"""
import json
import os

HERE = os.path.dirname(os.path.abspath(__file__))
PLAN = "参议院公园委员会《哥伦比亚特区公园体系的改善》（1902）；位置为示意"
CITY = "公开坐标（四舍五入到约100米）；范围为示意"

W, E, S, N = -77.0510, -77.0058, 38.8800, 38.8998           # the drawn core
CONSTITUTION, INDEPENDENCE = 38.8921, 38.8877               # avenues, as parallels
ST17, ST15, ST3 = -77.0397, -77.0335, -77.0150              # streets, as meridians
CAPITOL, MONUMENT, LINCOLN = (-77.0091, 38.8899), (-77.0353, 38.8895), (-77.0502, 38.8893)
WHITE_HOUSE, JEFFERSON = (-77.0365, 38.8977), (-77.0365, 38.8814)


def box(w, s, e, n):
    return [(w, s), (e, s), (e, n), (w, n)]


POOL = box(-77.0478, 38.8889, -77.0408, 38.8897)
BASIN = [(-77.0436, 38.8862), (-77.0412, 38.8820), (-77.0378, 38.8826), (-77.0345, 38.8848), (-77.0352, 38.8872), (-77.0400, 38.8876)]
PARCELS = [  # id, name, English name, class, rings
    ("west-park", "西波托马克公园", "West Potomac Park", "1401", [box(W, INDEPENDENCE, ST17, CONSTITUTION), POOL]),
    ("pool", "倒影池", "Reflecting Pool", "1704", [POOL]),
    ("monument", "华盛顿纪念碑草坪", "Washington Monument Grounds", "1401", [box(ST17, INDEPENDENCE, ST15, CONSTITUTION)]),
    ("museums-north", "北侧博物馆群", "Museums, north side", "0803", [box(ST15, 38.8907, ST3, CONSTITUTION)]),
    ("mall", "国家广场绿地", "National Mall Lawn", "1401", [box(ST15, 38.8890, ST3, 38.8907)]),
    ("museums-south", "南侧博物馆群", "Museums, south side", "0803", [box(ST15, INDEPENDENCE, ST3, 38.8890)]),
    ("capitol", "国会山", "Capitol Grounds", "0801", [box(ST3, INDEPENDENCE, E, CONSTITUTION)]),
    ("ellipse", "总统公园南园", "The Ellipse", "1401", [box(ST17, CONSTITUTION, ST15, 38.8962)]),
    ("white-house", "白宫", "White House", "0801", [box(ST17, 38.8962, ST15, N)]),
    ("foggy-bottom", "雾谷机关区", "Foggy Bottom Offices", "0801", [box(W, CONSTITUTION, ST17, N)]),
    ("triangle", "联邦三角", "Federal Triangle", "0801", [[(ST15, CONSTITUTION), (ST3, CONSTITUTION), (ST15, 38.8962)]]),
    ("downtown", "市中心商务区", "Downtown", "0902", [[(ST15, 38.8962), (ST3, CONSTITUTION), (ST3, N), (ST15, N)]]),
    ("judiciary", "司法广场", "Judiciary Square", "0801", [box(ST3, CONSTITUTION, E, N)]),
    ("tidal-park", "潮汐湖公园", "Tidal Basin Park", "1401", [box(W, S, ST15, INDEPENDENCE), BASIN]),
    ("tidal-basin", "潮汐湖", "Tidal Basin", "1704", [BASIN]),
    ("southwest", "西南联邦区", "Southwest Federal Centre", "0801", [box(ST15, S, E, INDEPENDENCE)]),
]
DISTRICTS = {  # id: name, English name, parcels in it (drawn as their outline)
    "west": ("西部纪念区", "Western Memorials", box(W, S, ST15, CONSTITUTION)),
    "mall": ("国家广场区", "National Mall", box(ST15, INDEPENDENCE, E, CONSTITUTION)),
    "president": ("总统与机关区", "President's Park and Offices", box(W, CONSTITUTION, ST15, N)),
    "downtown": ("市中心区", "Downtown", box(ST15, CONSTITUTION, E, N)),
    "southwest": ("西南区", "Southwest", box(ST15, S, E, INDEPENDENCE)),
}
CLASSES = {"0801": ("机关团体用地", "Government and organisations", "#e7a3d3"), "0803": ("文化用地", "Culture", "#f2a65a"),
           "0902": ("商务金融用地", "Business and finance", "#e8695b"), "1401": ("公园绿地", "Park green space", "#7ed957"),
           "1704": ("水面", "Water surface", "#338ec0")}
CORNERS = {p for parcel in PARCELS for ring in parcel[4] for p in ring}


def shared(ring):
    """The ring with every corner of others that lies on its edges along a parallel or a meridian, closed."""
    out = []
    for a, b in zip(ring, ring[1:] + ring[:1]):
        between = [p for p in CORNERS if (a[0] == b[0] == p[0] and min(a[1], b[1]) < p[1] < max(a[1], b[1]))
                   or (a[1] == b[1] == p[1] and min(a[0], b[0]) < p[0] < max(a[0], b[0]))]
        out += [a] + sorted(between, reverse=b < a)
    return out + out[:1]


def polygon(*rings):
    # Shells run counter-clockwise, holes clockwise (RFC 7946).
    closed = [shared(r) for r in rings]
    turn = [sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(r, r[1:])) > 0 for r in closed]
    return {"type": "Polygon", "coordinates": [r if ccw == (i == 0) else r[::-1] for i, (r, ccw) in enumerate(zip(closed, turn))]}


def line(*points):
    return {"type": "LineString", "coordinates": points}


def feature(geometry, id, system, name, name_en, kind, role, source=PLAN, **more):
    return {"type": "Feature", "properties": dict(id=id, system=system, name=name, name_en=name_en, kind=kind, role=role, source=source,
                                                  precision="schematic", **more), "geometry": geometry}


def write(stem, features):
    with open(os.path.join(HERE, stem + ".geojson"), "w", encoding="utf-8", newline="\n") as f:
        rows = ",\n".join(json.dumps(x, ensure_ascii=False) for x in features)
        f.write('{"type":"FeatureCollection","features":[\n' + rows + "\n]}\n")


def data():
    write("boundary", [feature(polygon(box(W, S, E, N)), "core", "base", "纪念性核心区", "Monumental Core", "boundary", "示例范围", CITY)])
    write("landuse", [feature(polygon(*rings), "lu-" + id, "base", zh, en, "landuse", CLASSES[code][0], CITY, code=code)
                      for id, zh, en, code, rings in PARCELS])
    write("districts", [feature(polygon(ring), "d-" + id, "base", zh, en, "district", "片区", CITY) for id, (zh, en, ring) in DISTRICTS.items()])
    write("axes", [
        feature(line(CAPITOL, MONUMENT, LINCOLN), "axis-mall", "axes", "国家广场轴", "National Mall Axis", "axis", "东西向：国会大厦、华盛顿纪念碑、林肯纪念堂"),
        feature(line(WHITE_HOUSE, JEFFERSON), "axis-president", "axes", "总统轴", "President's Axis", "axis", "南北向：白宫、杰斐逊纪念堂")])
    write("belt", [feature(line((-77.0500, 38.8915), (-77.0505, 38.8870), (-77.0470, 38.8840), (-77.0420, 38.8808), (-77.0360, 38.8806)), "belt-potomac",
                           "belt", "波托马克滨水带", "Potomac Waterfront Belt", "belt", "滨水公园连成一带", width_m=260)])
    write("cores", [feature({"type": "Point", "coordinates": p}, "core-" + id, "cores", zh, en, "core", role, CITY, radius_m=r)
                    for id, zh, en, p, r, role in (
                        ("capitol", "国会大厦", "Capitol", CAPITOL, 300, "东端"), ("white-house", "白宫", "White House", WHITE_HOUSE, 230, "北端"),
                        ("monument", "华盛顿纪念碑", "Washington Monument", MONUMENT, 230, "两轴交会处"),
                        ("lincoln", "林肯纪念堂", "Lincoln Memorial", LINCOLN, 200, "西端"),
                        ("jefferson", "杰斐逊纪念堂", "Jefferson Memorial", JEFFERSON, 200, "南端"))])


def text(zh, en):
    return {"zh": zh, "en": en}


def share(*codes):
    return {"kind": "class-share", "source": "landuse", "class": "code", "codes": list(codes), "boundary": "boundary"}


def layer(id, kind, source, name, group, paint, layout=None, **meta):
    out = {"id": id, "type": kind, "source": source, "paint": paint,
           "metadata": {"geju:name": text(*name), "geju:group": group, **{"geju:" + k.replace("_", "-"): v for k, v in meta.items()}}}
    return {**out, "layout": layout} if layout else out


def label(id, source, size, color, group, **layout):
    return layer(id, "symbol", source, ("注记", "Labels"), group, {"text-color": color, "text-halo-color": "#ffffff", "text-halo-width": 2},
                 {"text-field": ["get", "name"], "text-size": size, "text-font": ["Noto Sans CJK SC Bold"], "text-max-width": 7, **layout},
                 labels_only=True, text_field_en=["get", "name_en"])


def project():
    colors = ["match", ["get", "code"]] + [x for code, (_, _, color) in CLASSES.items() for x in (code, color)] + ["#eeeeee"]
    plan, land = text("空间格局", "Spatial structure"), text("土地利用", "Land use")
    layers = [
        {"id": "paper", "type": "background", "paint": {"background-color": "#f6f4ee"}},
        layer("landuse", "fill", "landuse", ("土地利用", "Land use"), land, {"fill-color": colors, "fill-outline-color": "#8a8a8a"}, legend={"property": "code"}),
        layer("landuse-pale", "fill", "landuse", ("土地利用（淡）", "Land use, pale"), land, {"fill-color": colors, "fill-opacity": 0.22}, legend=False),
        layer("districts", "line", "districts", ("片区界线", "District borders"), plan, {"line-color": "#8a6d3b", "line-width": 1.4, "line-dasharray": [4, 3]}),
        layer("belt", "line", "belt", ("滨水带", "Waterfront belt"), plan, {"line-color": "#4fae62", "line-width": 18, "line-opacity": 0.5, "line-blur": 4},
              {"line-cap": "round", "line-join": "round"}, line_width_meters=["get", "width_m"]),
        layer("axes", "line", "axes", ("两轴", "Two axes"), plan, {"line-color": "#d9482b", "line-width": 14, "line-opacity": 0.6}, line_width_meters=150,
              arrow={"end": "arrow", "length": 2.2, "width": 2.2, "taper": 0.6}),
        layer("cores", "circle", "cores", ("节点", "Nodes"), plan, {"circle-color": "#e23b2e", "circle-opacity": 0.2, "circle-stroke-color": "#b01c12",
              "circle-stroke-width": 3, "circle-radius": 14}, circle_radius_meters=["get", "radius_m"]),
        layer("boundary", "line", "boundary", ("范围", "Boundary"), plan, {"line-color": "#6b1f12", "line-width": 2.2, "line-dasharray": [8, 3, 1.5, 3]}),
        label("label-landuse", "landuse", 12, "#222222", land),
        label("label-districts", "districts", 15, "#5a3c12", plan),
        label("label-belt", "belt", 14, "#1c6b33", plan, **{"symbol-placement": "line", "symbol-spacing": 900}),
        label("label-axes", "axes", 15, "#8f2410", plan, **{"symbol-placement": "line", "symbol-spacing": 900}),
        label("label-cores", "cores", 14, "#8f140b", plan, **{"text-anchor": "bottom", "text-offset": [0, -1.2]}),
    ]
    structure = ["paper", "landuse-pale", "belt", "axes", "cores", "boundary", "label-belt", "label-axes", "label-cores"]
    extent = [W - 0.001, S - 0.001, E + 0.001, N + 0.001]
    scenes = [
        {"id": "structure", "title": text("两轴一带", "Two axes, one belt"), "source": PLAN, "extent": extent, "layers": structure,
         "text": text("两条轴线在纪念碑处相交，滨水公园连成一带。", "Two axes cross at the monument; riverside parks form a belt.")},
        {"id": "landuse", "title": text("土地利用", "Land use"), "source": CITY, "extent": extent, "layers": ["paper", "landuse", "boundary", "label-landuse"],
         "text": text("以大道和街道为界的用地示意。", "Land use between the avenues and streets, schematic.")},
        {"id": "districts", "title": text("片区", "Districts"), "source": CITY, "extent": extent,
         "layers": ["paper", "landuse-pale", "districts", "boundary", "label-districts"],
         "text": text("五个片区。", "Five districts.")},
    ]
    indicators = [
        {"id": "green-land-rate", "name": text("绿地率", "Green land rate"), "unit": "%", "source": "图上指标", "compute": share("14"),
         "definition": text("绿地（14）占范围面积的比例。", "Green space (14) as a share of the core.")},
        {"id": "blue-green-share", "name": text("蓝绿空间占比", "Blue-green space share"), "unit": "%", "source": "图上指标", "compute": share("14", "17"),
         "definition": text("绿地（14）与水面（17）占范围面积的比例。", "Green space (14) and water (17) as a share of the core.")},
        {"id": "axes-length", "name": text("轴线长度", "Length of the axes"), "unit": "km", "source": "图上指标",
         "definition": text("两轴测地线长度之和。", "Geodesic length of both axes."), "compute": {"kind": "length", "source": "axes"}},
    ]
    names = {"boundary": ("范围", "Boundary"), "landuse": ("土地利用", "Land use"), "districts": ("片区", "Districts"), "axes": ("两轴", "Two axes"),
             "belt": ("滨水带", "Waterfront belt"), "cores": ("节点", "Nodes")}
    for one in layers:
        if one["id"] not in structure:
            one.setdefault("layout", {})["visibility"] = "none"
    return {"version": 8, "name": "Washington, D.C.", "metadata": {
        "geju:crs": "EPSG:26918", "geju:title": text("华盛顿纪念性核心区", "Monumental core of Washington, D.C."), "geju:subtitle": text("示例项目", "Example project"),
        "geju:credits": text("依据公有领域资料绘制，详见 SOURCES.md", "Drawn from public-domain facts, see SOURCES.md"), "geju:precision": "schematic",
        "geju:precision-note": text("示意图：位置约略，不作依据", "Schematic: places are rough and no evidence"), "geju:home": "structure",
        "geju:sources": {k: {"name": text(*v)} for k, v in names.items()},
        "geju:classes": {"name": text("用地分类", "Land-use classes"), "source": "2023年国土空间用地用海分类的代码",
                         "items": [{"code": c, "name": text(zh, en), "color": color} for c, (zh, en, color) in CLASSES.items()]},
        "geju:landuse": {"source": "landuse", "class": "code", "boundary": "boundary"}, "geju:districts": {"source": "districts", "name": "name"},
        "geju:checks": [{"kind": "properties", "required": ["id", "name", "name_en", "source", "precision"], "unique": ["id"]},
                        {"kind": "coverage", "source": "districts"}],
        "geju:scenes": scenes, "geju:indicators": indicators},
        "sources": {k: {"type": "geojson", "data": k + ".geojson"} for k in names}, "layers": layers}


if __name__ == "__main__":
    data()
    with open(os.path.join(HERE, "example.geju.json"), "w", encoding="utf-8", newline="\n") as f:
        json.dump(project(), f, ensure_ascii=False, indent=1)
        f.write("\n")
