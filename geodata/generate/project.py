"""Writes kunshan.geju.json: sources, layers, scenes, classes, indicators (MapLibre style 8 with geju: metadata)."""
import json
import os
import sys

import classes
import fields
import indicators
import project_more
from indicators import text
from sources import CARRIERS, CITY_SCHEME, CITY_SURVEY, SPACE, chinese, cited, zone

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCES = {
    "city": ("市域", "City"), "towns": ("区镇", "Towns"), "town_points": ("镇驻地", "Town seats"),
    "rivers": ("河道", "Rivers"), "lakes": ("湖泊", "Lakes"), "roads": ("道路", "Roads"), "rails": ("轨道", "Rail"),
    "stations": ("车站", "Stations"), "zone": ("开发区范围", "Zone boundary"), "districts": ("功能片区", "Districts"),
    "landuse": ("土地利用", "Land use"), "a1_axes": ("两轴", "Two axes"), "a2_belts": ("三带", "Three belts"),
    "a3_cores": ("两核", "Two cores"), "a4_living_parks": ("城市生活园区", "Living parks"),
    "a5_industry_parks": ("特色产业园区", "Industry parks"), "a6_carriers": ("功能载体", "Carriers"),
    "a7_corridor": ("一带四园", "One belt, four parks"), "b1_groups": ("四大组团", "Four groups"), **project_more.SOURCES,
}
CARRIER_ICONS = {"a6-square": "monument", "a6-government": "government", "a6-huangpu": "park", "a6-medical": "hospital", "a6-expo": "convention",
                 "a6-times": "office", "a6-shimao": "shop", "a6-corridor": "research", "a6-stadium": "soccer"}
DISTRICT_COLORS = [
    ("d-" + i, zh, en, color) for i, zh, en, color in (
        ("qingyang", "青阳港城市客厅片区", "Qingyang Harbour City Lounge District", "#f4c7b8"), ("tienan", "铁南商务片区", "South Railway Business District", "#f6dcb0"),
        ("central", "中央商贸片区", "Central Commerce District", "#f8e6b4"), ("newtown", "东部新城片区", "Eastern New Town District", "#f3c4c9"),
        ("optoelectronics", "光电产业片区", "Optoelectronics District", "#cfd6ea"), ("manufacturing", "先进制造片区", "Advanced Manufacturing District", "#d9e2cf"),
        ("bonded", "综合保税片区", "Comprehensive Bonded District", "#d8cfe6"), ("corridor", "夏驾河科创片区", "Xiajia River Innovation District", "#c5e1d6"),
        ("penglang", "蓬朗片区", "Penglang District", "#e6dcc8"))]
G_BASE, G_NET, G_PLAN, G_LAND, G_CITY = (text("底图", "Base"), text("交通", "Transport"), text("空间格局", "Spatial structure"),
                                         text("土地利用", "Land use"), text("市域", "City"))
BOLD, REGULAR = ["Noto Sans CJK SC Bold"], ["Noto Sans CJK SC Regular"]
AROUND = {"text-variable-anchor": ["top", "bottom", "left", "right"], "text-radial-offset": 0.6}
WATER, WATER_DARK = "#b4d8ea", "#3f7fa6"


def layer(id, kind, source=None, name=None, group=None, paint=None, layout=None, flt=None, legend=None, **meta):
    out = {"id": id, "type": kind}
    if source:
        out["source"] = source
    m = {}
    if name:
        m["geju:name"] = text(*name)
    if group:
        m["geju:group"] = group
    if legend is not None:
        m["geju:legend"] = legend
    for k, v in meta.items():
        m["geju:" + k.replace("_", "-")] = v
    if m:
        out["metadata"] = m
    if flt:
        out["filter"] = flt
    for k in ("minzoom", "maxzoom"):
        if k in (layout or {}):
            out[k] = layout.pop(k)
    if layout:
        out["layout"] = layout
    if paint:
        out["paint"] = paint
    return out


def label(id, source, size, color, group, *, bold=False, halo=1.6, placement=None, flt=None, minzoom=None, halo_color="#ffffff",
          priority=None, breaks=(), places=None, short=None, icon=None, name=None, **layout):
    """`breaks`: Chinese names with "|" where their lines break; `places`: id -> (anchor, offset in ems) of
    single members; `short`: id -> English text where the full name has no room; `icon`: pictogram, its size and the padding that
    keeps other labels off its circle, whose `name` the layer then shares."""
    field = ["get", "name"]
    if breaks:
        field = ["match", ["get", "name"], *(x for b in breaks for x in (b.replace("|", ""), b.replace("|", "\n"))), field]
        layout.setdefault("text-max-width", 12)
    if places:
        anchor, offset = layout.get("text-anchor", "center"), layout.get("text-offset", [0, 0])
        layout["text-anchor"] = ["match", ["get", "id"], *(x for k, (a, _) in places.items() for x in (k, a)), anchor]
        layout["text-offset"] = ["match", ["get", "id"], *(x for k, (_, o) in places.items() for x in (k, ["literal", o])), ["literal", offset]]
    lay = {"text-field": field, "text-size": size, "text-font": BOLD if bold else REGULAR, **layout}
    if icon:
        lay.update(zip(("icon-image", "icon-size", "icon-padding"), icon))
        lay["text-optional"] = True
    if placement:
        lay["symbol-placement"] = placement
    if priority is not None:
        lay["symbol-sort-key"] = priority
    if minzoom is not None:
        lay["minzoom"] = minzoom
    return layer(id, "symbol", source, name, group, legend=False, flt=flt, layout=lay, labels_only=True,
                 text_field_en=["match", ["get", "id"], *(x for kv in short.items() for x in kv), ["get", "name_en"]] if short else ["get", "name_en"],
                 paint={"text-color": color, "text-halo-color": halo_color, "text-halo-width": halo,
                        **({"icon-color": "#ffffff"} if icon else {})})


def class_color():
    expr = ["match", ["get", "code"]]
    for code, _, _, color in classes.SECOND:
        expr += [code, color]
    return expr + ["#eeeeee"]


def outline_color():
    """Parcels have a thin grey outline; pieces of one road or river join without a seam."""
    seamless = [c for c, _, _, _ in classes.SECOND if c in ("1201", "1207", "1701", "1704")]
    expr = ["match", ["get", "code"]]
    for code in seamless:
        expr += [code, classes.COLORS[code]]
    return expr + ["rgba(105,105,105,0.6)"]


def members(make, prefix, kind, source, group, items, prop, paint, layout=None, **meta):
    """One layer a class, so that the legend has its name in both languages: items are (value, zh, en, paint of its own), the
    first one on top and first in the legend."""
    return [make(value if value.startswith(prefix) else f"{prefix}-{value}", kind, source, (zh, en), group, {**paint, **own}, dict(layout) if layout else None, ["==", ["get", prop], value], **meta)
            for value, zh, en, own in reversed(items)]


def kind_is(*kinds):
    return ["in", ["get", "kind"], ["literal", list(kinds)]] if len(kinds) > 1 else ["==", ["get", "kind"], kinds[0]]


def rank_is(rank):
    return ["==", ["get", "rank"], rank]


def zoomed(*stops):
    return ["interpolate", ["exponential", 1.4], ["zoom"], *stops]


def fading(color, *places):
    """A line's colours along it: `places` are (progress, opacity)."""
    stops = [x for at, opacity in places for x in (at, color + (f"{round(255 * opacity):02x}" if opacity < 1 else ""))]
    return ["interpolate", ["linear"], ["line-progress"], *stops]


def lettered(size):
    """Sizes of the zone's names: full on an A3 sheet of the whole zone, smaller and larger with the ground."""
    return ["interpolate", ["linear"], ["zoom"], 10.9, round(size * 0.72, 1), 11.9, size, 13.1, round(size * 1.35, 1)]


def layers():
    order = [c for c, _, _, _ in classes.SECOND]
    out = [layer("paper", "background", name=("图纸", "Paper"), group=G_BASE, legend=False, paint={"background-color": "#f3f1ec"})]
    out += [
        layer("city-fill", "fill", "city", ("市域", "City area"), G_BASE, {"fill-color": "#fdfcf8"}, legend=False),
        layer("town-tint", "fill", "towns", ("区镇底色", "Town tint"), G_CITY,
              {"fill-color": ["match", ["get", "id"], "town-zone", "#f6e3c8", "town-yushan", "#e9ecd8", "town-bacheng", "#e3efe4",
                              "town-zhoushi", "#efe6ea", "town-lujia", "#e6eaf2", "town-huaqiao", "#f1e8dc", "town-zhangpu", "#e8eedd",
                              "town-qiandeng", "#efe9dd", "town-jinxi", "#e2efe9", "town-dianshanhu", "#e6eef2", "#eee9e2"],
               "fill-opacity": 0.85}, legend=False),
        *members(layer, "b1", "fill", "b1_groups", text("四大组团", "Four groups"), [
            (g, zh, en, {"fill-color": c}) for g, zh, en, c in (
                ("east", "东：国际数字商务贸易组团", "East: digital business and trade", "#e59a5c"), ("west", "西：两岸科技创新教育组团", "West: science and education", "#6fa8c9"),
                ("north", "北：长三角先进智能制造组团", "North: advanced manufacturing", "#b58abf"), ("south", "南：江南水乡生态人文组团", "South: water towns and culture", "#7fb77e"))],
            "side", {"fill-opacity": 0.5}, soft_edge={"width-meters": 900}),
        layer("lakes", "fill", "lakes", ("湖泊", "Lakes"), G_BASE, {"fill-color": WATER, "fill-outline-color": "#7fb3cf"}),
        *members(layer, "district", "fill", "districts", text("功能片区", "Functional districts"), [
            (d, zh, en, {"fill-color": c}) for d, zh, en, c in DISTRICT_COLORS], "id", {"fill-opacity": 0.9}),
        layer("landuse-pale", "fill", "landuse", ("土地利用(淡)", "Land use, pale"), G_LAND,
              {"fill-color": class_color(), "fill-opacity": 0.17}, legend=False),
        layer("water-in-zone", "fill", "landuse", ("水域", "Water"), G_BASE, {"fill-color": WATER, "fill-opacity": 0.95},
              flt=["in", ["get", "code"], ["literal", ["1701", "1704"]]], legend=False),
        layer("green-in-zone", "fill", "landuse", ("滨水绿地与公园", "Riverside green and parks"), G_BASE,
              {"fill-color": "#bfe0a8", "fill-opacity": 0.75}, flt=["==", ["get", "code"], "1401"], legend=False),
        layer("rivers", "line", "rivers", ("主要河道", "Main rivers"), G_BASE, {"line-color": WATER, "line-width": 2},
              {"line-cap": "round", "line-join": "round"}, kind_is("river"), line_width_meters=["max", ["get", "width_m"], 60]),
        layer("canals", "line", "rivers", ("支河", "Side canals"), G_BASE, {"line-color": WATER, "line-width": 1},
              {"line-cap": "round", "line-join": "round", "minzoom": 11.5}, kind_is("canal"), legend=False,
              line_width_meters=["get", "width_m"]),
        layer("landuse", "fill", "landuse", ("土地利用规划", "Land use"), G_LAND,
              {"fill-color": class_color(), "fill-outline-color": outline_color()},
              legend={"property": "code", "order": order}),
        layer("collectors", "line", "roads", ("支路", "Collector roads"), G_NET, {"line-color": "#ffffff", "line-width": zoomed(11, 0.6, 15, 5)},
              {"line-join": "round", "line-cap": "butt", "minzoom": 11.5}, rank_is("collector"), legend=False),
    ]
    for rank, names, casing, fill, widths in (
            ("secondary", ("次干路", "Secondary roads"), "#c9bfae", "#ffffff", (9, 0.8, 12, 2.4, 16, 16)),
            ("primary", ("主干路", "Primary roads"), "#b9a273", "#fff3cf", (9, 1.2, 12, 3.4, 16, 22)),
            ("expressway", ("快速路", "Expressways"), "#b5734a", "#ffd9a0", (9, 1.6, 12, 4.4, 16, 28))):
        wider = tuple(w + (1.0 if i % 2 else 0) for i, w in enumerate(widths))
        out.append(layer(f"road-{rank}-casing", "line", "roads", names, G_NET, {"line-color": casing, "line-width": zoomed(*wider)},
                         {"line-join": "round", "line-cap": "butt"}, rank_is(rank), legend=False))
        out.append(layer(f"road-{rank}", "line", "roads", names, G_NET, {"line-color": fill, "line-width": zoomed(*widths)},
                         {"line-join": "round", "line-cap": "butt"}, rank_is(rank)))
    out += [
        layer("rail-base", "line", "rails", ("铁路", "Railways"), G_NET, {"line-color": "#3a3a3a", "line-width": zoomed(9, 1.6, 12, 3, 16, 8)},
              {"line-cap": "butt"}, rank_is("rail")),
        layer("rail-dash", "line", "rails", ("铁路", "Railways"), G_NET,
              {"line-color": "#ffffff", "line-width": zoomed(9, 0.9, 12, 1.8, 16, 5.6), "line-dasharray": [6, 6]}, {"line-cap": "butt"},
              rank_is("rail"), legend=False),
        layer("rail-planned", "line", "rails", ("规划城际铁路", "Planned intercity railway"), G_NET,
              {"line-color": "#4a4a4a", "line-width": zoomed(9, 1.4, 13, 2.4), "line-dasharray": [5, 3]}, None, rank_is("intercity-planned")),
        layer("metro-planned", "line", "rails", ("规划轨道交通与智轨", "Planned metro and tram"), G_NET,
              {"line-color": "#8c5fb0", "line-width": zoomed(9, 1.2, 13, 2.4), "line-dasharray": [3, 2]}, None,
              ["in", ["get", "rank"], ["literal", ["metro-planned", "tram-planned"]]]),
        layer("metro-casing", "line", "rails", ("轨道交通", "Metro"), G_NET, {"line-color": "#ffffff", "line-width": zoomed(9, 2.6, 13, 5)},
              {"line-join": "round"}, rank_is("metro"), legend=False),
        layer("metro", "line", "rails", ("轨道交通", "Metro"), G_NET, {"line-color": "#c03a6b", "line-width": zoomed(9, 1.4, 13, 3)},
              {"line-join": "round"}, rank_is("metro")),
        layer("b1-line", "line", "b1_groups", ("组团界线", "Group borders"), text("四大组团", "Four groups"),
              {"line-color": "#ffffff", "line-width": 2.4, "line-opacity": 0.9}, {"line-join": "round"}, legend=False),
        layer("town-borders", "line", "towns", ("区镇界线", "Town borders"), G_CITY,
              {"line-color": "#9a948a", "line-width": zoomed(9, 0.9, 13, 1.6), "line-dasharray": [6, 2.5, 1, 2.5]}),
        layer("city-border-casing", "line", "city", ("市界", "City border"), G_CITY, {"line-color": "#d8cbe0", "line-width": zoomed(9, 4, 13, 9), "line-opacity": 0.7},
              {"line-join": "round"}, legend=False),
        layer("city-border", "line", "city", ("市界", "City border"), G_CITY,
              {"line-color": "#6b5a75", "line-width": zoomed(9, 1.4, 13, 2.4), "line-dasharray": [8, 3, 1.5, 3]}, {"line-join": "round"}),
        *project_more.layers(layer, members, kind_is, zoomed, fading, G_PLAN, G_CITY),
        layer("a5-fill", "fill", "a5_industry_parks", ("特色产业园区", "Industry parks"), G_PLAN,
              {"fill-color": "#8f86c9", "fill-opacity": 0.36}),
        layer("a5-line", "line", "a5_industry_parks", ("特色产业园区", "Industry parks"), G_PLAN,
              {"line-color": "#574a9c", "line-width": 1.8, "line-dasharray": [4, 2]}, legend=False),
        layer("a4-fill", "fill", "a4_living_parks", ("城市生活园区", "Living parks"), G_PLAN,
              {"fill-color": "#f2a13c", "fill-opacity": 0.38}),
        layer("a4-line", "line", "a4_living_parks", ("城市生活园区", "Living parks"), G_PLAN,
              {"line-color": "#c26a12", "line-width": 1.8, "line-dasharray": [4, 2]}, legend=False),
        *members(layer, "state", "fill", "a5_industry_parks", text("产业园区", "Industry parks"), [
            ("2025", "2025年前建设的产业园区", "To be built by 2025", {"fill-color": "#3fa39a", "fill-outline-color": "#1d6f6a"}),
            ("2020", "2020年既有产业园区", "Established by 2020", {"fill-color": "#8f86c9", "fill-outline-color": "#574a9c"})],
            "state", {"fill-opacity": 0.6}),
        layer("a7-fill", "fill", "a7_corridor", ("科创四园", "Four innovation parks"), G_PLAN,
              {"fill-color": "#3fa7a0", "fill-opacity": 0.36}, flt=kind_is("innovation-park")),
        layer("a7-line", "line", "a7_corridor", ("科创四园", "Four innovation parks"), G_PLAN,
              {"line-color": "#1d6f6a", "line-width": 1.6, "line-dasharray": [4, 2]}, flt=kind_is("innovation-park"), legend=False),
        layer("a7-belt", "line", "a7_corridor", ("夏驾河滨水景观带", "Xiajia River waterfront belt"), G_PLAN,
              {"line-color": "#4fae62", "line-width": 18, "line-opacity": 0.45, "line-blur": 4}, {"line-cap": "round", "line-join": "round"},
              kind_is("belt"), line_width_meters=["get", "width_m"]),
        layer("a2-belts", "line", "a2_belts", ("三带:滨水景观带", "Three waterfront belts"), G_PLAN,
              {"line-color": "#4fae62", "line-gradient": fading("#4fae62", (0, 0), (0.16, 1), (0.84, 1), (1, 0)), "line-width": 20, "line-opacity": 0.55,
               "line-blur": 5}, {"line-cap": "butt", "line-join": "round"},
              line_width_meters=["get", "width_m"]),
        layer("a2-spine", "line", "a2_belts", ("三带中线", "Belt centre lines"), G_PLAN,
              {"line-color": "#ffffff", "line-width": 1.6, "line-opacity": 0.9, "line-dasharray": [5, 3]}, legend=False),
        layer("a1-axes", "line", "a1_axes", ("两轴:城市空间展示轴", "Two display axes"), G_PLAN,
              {"line-color": "#d9482b", "line-width": 16, "line-gradient": fading("#d9482b", (0, 0.25), (0.55, 1)), "line-opacity": 0.6}, {"line-cap": "butt", "line-join": "round"},
              line_width_meters=340, arrow={"end": "arrow", "start": "none", "length": 2.4, "width": 2.2, "taper": 0.55}),
        layer("a6-axis", "line", "a1_axes", ("前进路城市空间展示轴", "Qianjin Road display axis"), G_PLAN,
              {"line-color": "#d9482b", "line-width": 16, "line-gradient": fading("#d9482b", (0, 0.25), (0.55, 1)), "line-opacity": 0.6}, {"line-cap": "butt", "line-join": "round"}, ["==", ["get", "id"], "a1-qianjin"],
              line_width_meters=340, arrow={"end": "arrow", "start": "none", "length": 2.4, "width": 2.2, "taper": 0.55}),
        layer("a3-cores", "circle", "a3_cores", ("两核:核心区", "Two core areas"), G_PLAN,
              {"circle-color": "#e23b2e", "circle-opacity": 0.16, "circle-stroke-color": "#d0281c", "circle-stroke-width": 5,
               "circle-stroke-opacity": 0.85, "circle-radius": 30}, circle_radius_meters=["get", "radius_m"]),
        layer("a3-inner", "circle", "a3_cores", ("两核:内环", "Core areas, inner ring"), G_PLAN,
              {"circle-color": "#e23b2e", "circle-opacity": 0.10, "circle-stroke-color": "#ffffff", "circle-stroke-width": 2.5,
               "circle-radius": 20}, legend=False, circle_radius_meters=["*", ["get", "radius_m"], 0.66]),
        layer("zone-casing", "line", "zone", ("开发区范围", "Zone boundary"), G_PLAN, {"line-color": "#f7c9a8", "line-width": zoomed(9, 3, 12, 8, 15, 14), "line-opacity": 0.75},
              {"line-join": "round"}, legend=False),
        layer("zone-boundary", "line", "zone", ("开发区范围", "Zone boundary"), G_PLAN,
              {"line-color": "#a3341c", "line-width": zoomed(9, 1.2, 12, 2.6, 15, 4), "line-dasharray": [8, 3, 1.5, 3]}, {"line-join": "round"}),
        layer("districts-line", "line", "districts", ("片区界线", "District borders"), text("功能片区", "Functional districts"),
              {"line-color": "#8a6d3b", "line-width": 1.2, "line-dasharray": [4, 3]}),
        layer("stations", "circle", "stations", ("轨道车站", "Metro stations"), G_NET,
              {"circle-color": "#ffffff", "circle-radius": zoomed(9, 1.6, 12, 3.2, 15, 6), "circle-stroke-color": "#c03a6b", "circle-stroke-width": 1.6},
              flt=kind_is("metro-station")),
        layer("rail-stations", "circle", "stations", ("铁路客站", "Railway station"), G_NET,
              {"circle-color": "#3a3a3a", "circle-radius": zoomed(9, 4, 12, 7, 15, 10), "circle-stroke-color": "#ffffff", "circle-stroke-width": 2},
              flt=kind_is("rail-station")),
        layer("a6-carriers", "circle", "a6_carriers", ("前进路功能载体", "Carriers on the Qianjin axis"), G_PLAN,
              {"circle-color": "#d9482b", "circle-radius": 9.5, "circle-stroke-color": "#ffffff", "circle-stroke-width": 2}),
        layer("town-seats", "circle", "town_points", ("镇驻地", "Town seats"), G_CITY,
              {"circle-color": "#ffffff", "circle-radius": 3.4, "circle-stroke-color": "#444444", "circle-stroke-width": 1.6}),
    ]
    names = [
        label("label-cores", "a3_cores", lettered(17), "#8f140b", G_PLAN, bold=True, halo=2.4, priority=1, breaks=("青阳港两岸|核心区", "东部新城|核心区"),
              short={"a3-qingyang": "Qingyang\nHarbour\nCore Area", "a3-newtown": "Eastern\nNew Town\nCore Area"},
              **{"text-max-width": 9, "text-padding": 0}),
        label("label-axes", "a1_axes", lettered(15.5), "#8f2410", G_PLAN, bold=True, halo=2.2, placement="line", priority=2, **{"symbol-spacing": 620, "text-letter-spacing": 0.05}),
        label("label-belts", "a2_belts", lettered(15), "#1c6b33", G_PLAN, bold=True, halo=2.2, placement="line", priority=3, short={"a2-wapu": "Wapu Old Town Belt"},
              **{"symbol-spacing": 520, "text-letter-spacing": 0.04}),
        label("label-a4", "a4_living_parks", lettered(15.5), "#7a3d00", G_PLAN, bold=True, halo=2, priority=4, breaks=("铁南商务|综合区", "中央商贸|服务区"), places={"a4-tienan": ("center", [0.6, 0]), "a4-central": ("center", [0, 0.9])},
              **{"text-max-width": 8, "text-padding": 0}),
        label("label-a5", "a5_industry_parks", lettered(14), "#33286f", G_PLAN, bold=True, halo=2, priority=5,
              short={"a5-returnees": "Overseas\nReturnees Park", "a5-corridor": "Xiajia River\nScience\nCorridor", "a5-robot": "HIT Robotics\nBase", "a5-manufacturing": "Advanced\nManufacturing\nPark"},
              breaks=("留学人员|创业园", "先进制造|产业园", "哈工大机器人|产业基地", "高端食品|产业园", "夏驾河|科学走廊"),
              places={"a5-returnees": ("top", [-2.1, 0.9]), "a5-corridor": ("right", [-2.6, 1.9]), "a5-manufacturing": ("center", [1.2, 0.1]), "a5-bonded": ("center", [-4.6, 0])},
              **{"text-max-width": 9, "text-padding": 0, "text-allow-overlap": True}),
        label("label-a5-2020", "a5_industry_parks", lettered(14), "#33286f", G_PLAN, bold=True, halo=2, flt=["==", ["get", "state"], "2020"], priority=5,
              breaks=("留学人员|创业园",), short={"a5-returnees": "Overseas\nReturnees Park"}, places={"a5-returnees": ("top", [-2.1, 0.9]), "a5-bonded": ("center", [-4.6, 0])}, **{"text-max-width": 9, "text-padding": 0, "text-allow-overlap": True}),
        label("label-a7", "a7_corridor", 16, "#0e4d49", G_PLAN, bold=True, halo=2, flt=kind_is("innovation-park"), priority=4,
              short={"a7-headquarters": "Innovation\nHeadquarters\nPark", "a7-creative": "Innovation\nCreative\nPark", "a7-incubator": "Innovation\nIncubator\nPark",
                     "a7-accelerator": "Innovation\nAccelerator\nPark"},
              places={"a7-headquarters": ("center", [-0.8, 0]), "a7-creative": ("center", [1.6, 0]), "a7-incubator": ("center", [-0.8, 0]),
                      "a7-accelerator": ("center", [1.4, 0])}, **{"text-padding": 0}),
        label("label-a7-belt", "a7_corridor", 13, "#1c6b33", G_PLAN, bold=True, halo=2, flt=kind_is("belt"), placement="line", priority=5,
              short={"a7-belt": "Waterfront Belt"}),
        label("label-a6", "a6_carriers", 14, "#7a1c0c", G_PLAN, bold=True, halo=2, priority=3, breaks=("亚洲杯|专业足球场",),
              name=("前进路功能载体", "Carriers on the Qianjin axis"),
              icon=(["match", ["get", "id"], *(x for kv in CARRIER_ICONS.items() for x in kv), "star"], 0.6, 4),
              places={k: ("top", [0, 0.9]) for k in ("a6-square", "a6-expo", "a6-shimao", "a6-corridor")}, **{"text-anchor": "bottom", "text-offset": [0, -1.0], "text-max-width": 7, "text-padding": 0}),
        *project_more.labels(label, lettered, kind_is, G_PLAN, G_CITY),
        label("label-groups", "b1_groups", 16, "#3a3a3a", G_CITY, bold=True, halo=2.4, priority=1,
              breaks=("国际数字商务|贸易组团", "两岸科技创新|教育组团", "长三角先进|智能制造组团", "江南水乡|生态人文组团"),
              places={"b1-west": ("center", [-2.0, 2.9]), "b1-east": ("center", [2.6, -0.4]), "b1-north": ("top", [1.0, 1.8]), "b1-south": ("center", [1.2, -1.2])},
              **{"text-max-width": 11, "text-padding": 0}),
        label("label-districts", "districts", lettered(15), "#5a3c12", G_PLAN, bold=True, halo=2.2, priority=4, breaks=("青阳港|城市客厅片区",), places={"d-qingyang": ("top", [0, 0.3]),
              "d-central": ("top", [0, 0.9]), "d-newtown": ("bottom", [0, -0.7])}, **{"text-max-width": 8}),
        label("label-towns-quiet", "towns", 12, "#6a645c", G_CITY, halo=1.6, priority=8, breaks=("昆山高新区|（玉山镇）",), **{"text-max-width": 7}),
        label("label-towns", "town_points", 15, "#4a443c", G_CITY, bold=True, halo=2, priority=6, breaks=("昆山高新区|（玉山镇）",), **AROUND, **{"text-max-width": 8}),
        label("label-zone", "towns", 13.5, "#4a443c", G_CITY, bold=True, halo=1.8, flt=["==", ["get", "id"], "town-zone"], priority=7, **{"text-offset": [0, 1.3]}),
        label("label-seats", "town_points", 12, "#4a443c", G_CITY, halo=1.6, priority=7, breaks=("昆山高新区|（玉山镇）",), short={"seat-yushan": "Yushan"}, **AROUND),
        label("label-south-station", "stations", 12, "#222222", G_NET, bold=True, halo=1.8, flt=kind_is("rail-station"), priority=7,
              name=("铁路客站", "Railway station"), icon=("rail", zoomed(9, 0.24, 12, 0.44, 15, 0.62), 3),
              **{"text-anchor": "right", "text-offset": [-0.95, 0], "text-max-width": 8}),
        label("label-lakes", "lakes", 13, "#2c6c94", G_BASE, halo=1.4, priority=8, halo_color="#e8f4fa"),
        label("label-rivers", "rivers", 12, "#2c6c94", G_BASE, halo=1.4, flt=["all", kind_is("river"), [">=", ["get", "width_m"], 60]], placement="line", priority=9,
              halo_color="#f2f9fc", **{"symbol-spacing": 460, "text-letter-spacing": 0.15}),
        label("label-other-rivers", "rivers", 12, "#2c6c94", G_BASE, halo=1.4,
              flt=["in", ["get", "id"], ["literal", ["river-wusong", "river-lou", "river-liuhe"]]], placement="line", priority=9,
              halo_color="#f2f9fc", **{"symbol-spacing": 460, "text-letter-spacing": 0.15}),
        label("label-side-rivers", "rivers", 11.5, "#2c6c94", G_BASE, halo=1.4, flt=["all", kind_is("river"), ["<", ["get", "width_m"], 60]], placement="line",
              priority=9, minzoom=11.6, halo_color="#f2f9fc", **{"symbol-spacing": 460, "text-letter-spacing": 0.15}),
        label("label-stations", "stations", 10.5, "#8a2450", G_NET, halo=1.6, flt=kind_is("metro-station"), priority=13, minzoom=11.4, **AROUND),
        label("label-roads", "roads", 11, "#5c5346", G_NET, halo=1.6, flt=["!=", ["get", "rank"], "collector"], placement="line", priority=11,
              minzoom=11, **{"symbol-spacing": 420}),
        label("label-rails", "rails", 11, "#333333", G_NET, halo=1.6, placement="line", priority=12, **{"symbol-spacing": 640}),
        label("label-places", "landuse", 11.5, "#222222", G_LAND, halo=1.8, flt=["all", ["has", "block"], ["!=", ["get", "name"], ["get", "class"]],
              ["!=", ["get", "name"], "社区公园"]], priority=10, minzoom=11.5,
              breaks=("亚洲杯|专业足球场", "昆山开发区|社区医院"), **{"text-max-width": 7, "text-padding": 0}),
    ]
    # Upper layers get their place first, so what matters most comes last.
    return out + names[::-1]


PAPER = ["paper", "city-fill"]
WATERS = ["lakes", "rivers"]
MAIN_ROADS = [f"road-{r}{s}" for r in ("secondary", "primary", "expressway") for s in ("-casing", "")]
RAILWAYS = ["rail-base", "rail-dash"]
METRO = ["metro-casing", "metro", "stations"]
ZONE = ["zone-casing", "zone-boundary"]
QUIET = PAPER + WATERS + ["water-in-zone", "green-in-zone", "canals", "landuse-pale", "town-borders"] + MAIN_ROADS + RAILWAYS + ZONE + \
    ["label-rivers", "label-side-rivers", "label-lakes", "rail-stations", "label-south-station"]
CITY_FRAME = PAPER + WATERS + ["town-borders", "city-border-casing", "city-border", "label-towns-quiet", "label-lakes", "zone-boundary"] + RAILWAYS
CITY_QUIET = [x for x in CITY_FRAME if x != "label-towns-quiet"] + ["town-seats", "label-seats"] + MAIN_ROADS
BESIDE_BELTS = ["label-other-rivers" if x == "label-rivers" else x for x in QUIET]  # belts are named after the rivers below them
ZONE_EXTENT = [120.926, 31.300, 121.112, 31.428]


def scenes():
    def scene(id, zh, en, body_zh, body_en, source, extent, visible):
        return {"id": id, "title": text(zh, en), "text": text(body_zh, body_en), "source": cited(source), "extent": extent,
                "layers": sorted(set(visible), key=ORDER.index)}
    a1 = ["a1-axes", "label-axes"]
    a2 = ["a2-belts", "a2-spine", "label-belts"]
    a3 = ["a3-cores", "a3-inner", "label-cores"]
    a4 = ["a4-fill", "a4-line", "label-a4"]
    a5 = ["a5-fill", "a5-line", "label-a5"]
    return [
        scene("zone", "两轴三带、两核多园", "Two axes, three belts, two cores, many parks",
              "开发区以长江路、前进路为展示轴,以青阳港、夏驾河、瓦浦河为滨水景观带,由青阳港两岸与东部新城两个核心区带动城市生活园区和特色产业园区。",
              "Changjiang and Qianjin Roads are the display axes, three rivers carry waterfront belts, and two core areas lead the living and industry parks.",
              zone("第六章(一)"), ZONE_EXTENT, BESIDE_BELTS + a1 + a2 + a3 + a4 + a5),
        scene("landuse", "土地利用规划示意", "Land use, schematic",
              "以河网、铁路和主要道路为骨架的土地利用示意:西部沿青阳港为商务更新,中部沿前进路为公共服务,南北两翼为产业。",
              "Land use on the frame of rivers, railway and main roads: business renewal along Qingyang Harbour, public services along Qianjin Road, industry to the north and south.",
              zone("第六章(一)(二)") + ";地块为示意", ZONE_EXTENT,
              PAPER + WATERS + ["landuse", "label-places", "label-rivers", "label-side-rivers", "town-borders"] + RAILWAYS + ZONE),
        scene("districts", "功能片区", "Functional districts", "按规划列举的功能载体归并的九个片区,界线沿河道、铁路与主要道路。",
              "Nine districts grouped from the functions the plan names, bounded by rivers, railway and main roads.",
              zone("第六章(一)") + ";片区为归并", ZONE_EXTENT,
              PAPER + WATERS + [*("district-" + d[0] for d in DISTRICT_COLORS), "districts-line", "water-in-zone", "label-districts", "label-rivers", "label-side-rivers", "rail-stations", "label-south-station"] + MAIN_ROADS + RAILWAYS + METRO + ZONE),
        scene("city", "昆山市域", "Kunshan City", "昆山市域的区镇、河湖与交通骨架,开发区位于中东部。",
              "Towns, waters and the transport frame of the city; the development zone lies in the centre-east.",
              CITY_SCHEME, [120.785, 31.095, 121.175, 31.555],
              PAPER + ["town-tint"] + WATERS + ["town-borders", "city-border-casing", "city-border", "town-seats", "label-towns", "label-zone", "label-lakes",
                                                "label-rivers", "label-side-rivers", "rail-planned", "metro-planned", "rail-stations", "label-south-station"]
              + MAIN_ROADS + RAILWAYS + METRO + ZONE),
        scene("a1", "两轴:城市空间展示轴", "Two display axes",
              "长江路展示轴着重城市更新与“退二进三”;前进路展示轴依托轨道交通S1线,串联中心城区与东部副中心。",
              "The Changjiang Road axis is for renewal; the Qianjin Road axis follows metro S1 and joins the old centre to the eastern sub-centre.",
              zone(SPACE), ZONE_EXTENT, QUIET + a1 + METRO + ["label-roads", "label-stations"]),
        scene("a2", "三带:滨水景观带", "Three waterfront belts", "青阳港城市客厅、夏驾河科创走廊、瓦浦河老镇印象三条滨水景观带,水绿相生、绿带绕城。",
              "Qingyang Harbour as the city's lounge, the Xiajia River innovation corridor, and the Wapu River old-town belt.",
              zone(SPACE), ZONE_EXTENT, BESIDE_BELTS + a2),
        scene("a3", "两核:核心区", "Two core areas", "青阳港两岸核心区是城市精致化发展样板;东部新城核心区汇集行政、商贸、会展、研发与文化娱乐。",
              "The core on both banks of Qingyang Harbour, and the core of the eastern new town.",
              zone(CARRIERS), ZONE_EXTENT, QUIET + a3 + ["label-roads"]),
        scene("a4", "多园:城市生活园区", "Living parks", "铁南商务综合区、中央商贸服务区,提升商务、服务与生活的服务能级。",
              "The business area south of the railway and the central commerce and services area.",
              zone(CARRIERS), ZONE_EXTENT, QUIET + a4 + ["label-roads"]),
        scene("a5", "多园:特色产业园区", "Industry parks", "做强综合保税区、光电产业园、留学人员创业园,加快建设先进制造、机器人、高端食品产业园和夏驾河科学走廊。",
              "Three established parks to be strengthened and four being built.",
              zone(CARRIERS), ZONE_EXTENT, QUIET + a5 + ["label-roads"]),
        scene("y2020", "2020年：既有产业园区", "2020: established industry parks", "综合保税区、光电产业园、留学人员创业园三处既有产业载体。与“2025年”对照阅读。",
              "Three established parks: the bonded zone, optoelectronics and the returnees' park. To be read beside 2025.",
              zone(CARRIERS), ZONE_EXTENT, QUIET + ["state-2020", "label-a5-2020"]),
        scene("y2025", "2025年：产业园区与更新地区", "2025: industry parks and renewal", "在三处既有载体之外，建设四处产业园区，并更新六处地区。范围为示意。",
              "Four parks beside the three established ones, and six places of renewal; their extent is schematic.",
              zone(CARRIERS) + "、第六章(二)1", ZONE_EXTENT, QUIET + ["state-2020", "state-2025", "a9-fill", "a9-line", "label-a5"]),
        scene("a6", "前进路功能载体", "Carriers on the Qianjin axis", "自西向东九处功能载体,构成沿前进路的城市公共服务轴。",
              "Nine public places from west to east make Qianjin Road the city's service axis.",
              zone(SPACE), [120.958, 31.366, 121.070, 31.402], QUIET + METRO + ["a6-axis", "a6-carriers", "label-a6", "collectors"]),
        scene("a7", "夏驾河一带四园", "Xiajia River: one belt, four parks",
              "沿夏驾河滨水景观带和轨道交通S1线布局创意、孵化、总部、加速四园,科创承载区不少于100万平方米。",
              "Creative, incubator, headquarters and accelerator parks along the river and metro S1; at least one million square metres of floor space.",
              zone("第四章(二)专栏3"), [121.010, 31.350, 121.082, 31.402],
              QUIET + METRO + ["a7-fill", "a7-line", "a7-belt", "label-a7", "label-a7-belt", "label-roads", "collectors", "label-stations"]),
        scene("b1", "四大组团", "Four groups", "东部国际数字商务贸易、西部两岸科技创新教育、北部长三角先进智能制造、南部江南水乡生态人文四个组团。",
              "Four groups of towns: east to Shanghai, west to Suzhou, north to Taicang, south to the Yangtze Delta green demonstration area.",
              CITY_SCHEME + "第1–4条", [120.785, 31.095, 121.175, 31.555],
              PAPER + [f"b1-{g}" for g in ("east", "west", "north", "south")] + ["b1-line"] + WATERS + ["town-borders", "city-border-casing", "city-border", "town-seats", "label-groups", "label-seats", "label-zone", "label-lakes"]),
        *project_more.scenes(scene, QUIET, BESIDE_BELTS, CITY_QUIET, CITY_FRAME, ZONE_EXTENT, [120.785, 31.095, 121.175, 31.555]),
    ]


ORDER = [l["id"] for l in layers()]


def build():
    home = {s["id"]: s for s in scenes()}["zone"]
    shown = set(home["layers"])
    all_layers = layers()
    for l in all_layers:
        if l["id"] not in shown:
            l.setdefault("layout", {})["visibility"] = "none"
    return {
        "version": 8, "name": "昆山空间格局",
        "center": [121.024, 31.364], "zoom": 11.6,
        "metadata": {
            "geju:crs": "EPSG:4549",
            "geju:title": text("昆山空间格局", "Spatial layout of Kunshan"),
            "geju:subtitle": text("开发区与市域规划示意", "Development zone and city, after their plans"),
            "geju:credits": text("依据规划文本绘制;位置资料:GeoNames 等,详见 SOURCES.md", "Drawn after the text of the plans; places: GeoNames and others, see SOURCES.md"),
            "geju:precision": "schematic",
            "geju:precision-note": text("示意图:次序与相对位置依据规划文本,边界与面积不作依据", "Schematic: order and relations follow the plans; boundaries and areas are no evidence"),
            "geju:home": "zone",
            "geju:sources": {k: {"name": text(*v)} for k, v in SOURCES.items()},
            "geju:fields": fields.build({id[2:]: (zh, en) for id, zh, en, _ in DISTRICT_COLORS}),
            "geju:classes": {"name": text("国土空间用地分类", "Land and sea use classes"),
                             "source": "《国土空间调查、规划、用途管制用地用海分类指南》（2023）；配色据2021年市县国土空间规划制图规范附录B",
                             "items": [{"code": c, "name": text(zh, en), "color": color} for c, zh, en, color in
                                       sorted(classes.FIRST + classes.SECOND)]},
            "geju:landuse": {"source": "landuse", "class": "code", "boundary": "zone"},
            "geju:districts": {"source": "districts", "name": "name"},
            "geju:population": [{"within": "city", "year": 2022, "persons": 2687000, "source": chinese(CITY_SURVEY + "一(五)")}],
            "geju:scenes": scenes(),
            "geju:indicators": indicators.build(),
            "geju:checks": [
                {"kind": "properties", "required": ["id", "name", "name_en", "kind", "source", "precision"],
                 "values": {"precision": ["schematic", "surveyed"]}, "unique": ["id"]},
                # A11: no development in the ecological spaces; lines and utilities are counted apart.
                {"kind": "conflict", "source": "landuse", "class": "code", "codes": ["07", "08", "09", "10", "11", "12", "13", "16"],
                 "within": "a11_ecology", "except": ["12", "13"]},
                # B11 and the partitions: one ground, one zone.
                *({"kind": "coverage", "source": source} for source in ("b11_zones", "towns", "b1_groups", "districts")),
            ],
            "geju:sheet": {"legend-title": text("图例", "Legend"), "north": True, "scale-bar": True},
        },
        "sources": {k: {"type": "geojson", "data": k + ".geojson"} for k in SOURCES},
        "layers": all_layers,
    }


if __name__ == "__main__":
    folder = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(HERE)
    with open(os.path.join(folder, "kunshan.geju.json"), "w", encoding="utf-8", newline="\n") as f:
        json.dump(build(), f, ensure_ascii=False, indent=1)
        f.write("\n")
    print("kunshan.geju.json:", len(layers()), "layers,", len(scenes()), "scenes,", len(indicators.build()), "indicators")
