"""Layers and scenes of the systems A8–A12 and B2–B13."""
from indicators import text
from sources import CITY_15TH, CITY_SCHEME, CITY_SURVEY, LOOKS, ROADS, zone

SOURCES = {
    "a8_green": ("绿地系统", "Green system"), "a9_renewal": ("更新地区", "Renewal"), "a10_movement": ("交通提升", "Movement"),
    "a11_ecology": ("三类生态空间", "Ecological spaces"), "a12_living": ("15分钟生活圈", "15-minute circle"),
    "b2_links": ("对外联系", "Links outward"), "b3_wusong": ("吴淞江科创带", "Wusong River belt"), "b4_centre": ("城市中心", "City centre"),
    "b5_expressways": ("两环四连八射", "Expressways"), "b6_corridors": ("七横四纵", "Ecological corridors"), "b7_parks": ("三级公园", "Parks"),
    "b8_areas": ("重点片区", "Key areas"), "b9_lakes": ("两湖科创区", "Two lakes"), "b10_carriers": ("一廊一园一港", "Lake carriers"),
    "b11_zones": ("三区三线", "Three zones"), "b12_coordination": ("协调区", "Coordination area"), "b13_chain": ("昆山之链", "Kunshan Chain"),
}

# id, names, land-use codes, colour: what the blue-green share counts (indicators.GREEN_BLUE) of the classes that are drawn
BLUE_GREEN = [
    ("farm", ("耕地", "Cultivated land"), ["0101"], "#e3e39a"), ("wood", ("林地", "Woodland"), ["0301"], "#3f9a5f"),
    ("green", ("绿地与开敞空间", "Green and open space"), ["1401", "1402", "1403"], "#7ccf7a"), ("water", ("陆地水域", "Inland water"), ["1701", "1704"], "#4f9fd0"),
]

PARKS = ("光电产业园|中心公园", "夏驾河|湿地公园", "夏驾河|科创公园", "瓦浦河|老镇公园", "青阳港|滨水公园", "吴淞江|郊野公园", "蓬朗|郊野公园")


def of_codes(codes):
    return ["in", ["get", "code"], ["literal", codes]]


def layers(layer, members, kind_is, zoomed, fading, plan, city):
    meters = ["get", "width_m"]
    soft = {"line-cap": "round", "line-join": "round"}
    dashed = lambda c, w=1.8: {"line-color": c, "line-width": w, "line-dasharray": [4, 2]}
    return [
        *members(layer, "a11", "fill", "a11_ecology", text("三类生态空间", "Three ecological spaces"), [
            ("a11-riverside", "滨水生态绿地空间", "Riverside green space", {"fill-color": "#5fbf6a"}),
            ("a11-country", "郊野公园与林地空间", "Country park and woodland space", {"fill-color": "#2f8f5b"})], "id", {"fill-opacity": 0.75},
            hatch={"angle": 45, "spacing": 7, "width": 0.8, "color": "#ffffff", "cross": False}),
        layer("a11-water", "fill", "a11_ecology", ("河湖水域空间", "River and lake space"), text("三类生态空间", "Three ecological spaces"),
              {"fill-color": "#4f9fd0", "fill-opacity": 0.85}, flt=["==", ["get", "id"], "a11-water"]),
        *members(layer, "b11", "fill", "b11_zones", text("三区三线", "Three zones, three lines"), [
            ("b11-ecological", "生态空间", "Ecological space", {"fill-color": "#7cc48a"}),
            ("b11-agricultural", "农业空间", "Agricultural space", {"fill-color": "#f6eeb4"}),
            ("b11-urban", "城镇空间", "Urban space", {"fill-color": "#f2a48c"})], "id", {"fill-opacity": 0.75}),
        *(layer("a13-" + id, "fill", "landuse", names, plan, {"fill-color": color, "fill-outline-color": "rgba(255,255,255,0.5)"}, flt=of_codes(codes))
          for id, names, codes, color in BLUE_GREEN),
        *members(layer, "line", "line", "b11_zones", text("三区三线", "Three zones, three lines"), [
            ("b11-ecological", "生态保护红线", "Ecological red line", {"line-color": "#c81e1e", "line-width": 2.2}),
            ("b11-urban", "城镇开发边界", "Town development boundary", {"line-color": "#6f3a9a", "line-width": 2.2}),
            ("b11-agricultural", "永久基本农田", "Permanent basic farmland", {"line-color": "#a8821a", "line-width": 1.2})], "id", {}, {"line-join": "round"}),
        layer("b12-area", "fill", "b12_coordination", ("协调区", "Coordination area"), city, {"fill-color": "#6fbf8b", "fill-opacity": 0.45},
              hatch={"angle": 45, "spacing": 12, "width": 1.2, "color": "#3f8f63", "cross": False}),
        layer("b12-line", "line", "b12_coordination", ("协调区", "Coordination area"), city, dashed("#2f7a50", 2.4), legend=False),
        layer("b9-fill", "fill", "b9_lakes", ("两湖科创区", "Two-lake innovation areas"), city, {"fill-color": "#8f7fc9"},
              fill_gradient={"direction": "outward", "colors": fading("#8f7fc9", (0, 0.62), (1, 0.26))}),
        layer("b9-line", "line", "b9_lakes", ("两湖科创区", "Two-lake innovation areas"), city, dashed("#574a9c", 2.2), legend=False),
        layer("b3-belt", "line", "b3_wusong", ("吴淞江科创带", "Wusong River innovation belt"), city,
              {"line-color": "#3f8fc0", "line-width": 20, "line-opacity": 0.38, "line-blur": 6}, soft, kind_is("belt"), line_width_meters=meters),
        layer("b3-town", "fill", "b3_wusong", ("昆山未来城", "Kunshan Future City"), city, {"fill-color": "#e0662f", "fill-opacity": 0.45}, flt=kind_is("new-town")),
        *members(layer, "b6", "line", "b6_corridors", text("七横四纵生态廊道", "Ecological corridors"), [
            ("eco-across", "七横", "Seven across", {"line-color": "#3f9f5a"}), ("eco-down", "四纵", "Four down", {"line-color": "#2a7f8f"})], "kind",
            {"line-width": 8, "line-opacity": 0.6}, soft, line_width_meters=meters,
            hatch={"angle": 45, "spacing": 7, "width": 0.9, "color": "#ffffff", "cross": False}),
        layer("b13-chain", "line", "b13_chain", ("昆山之链", "Kunshan Chain"), city, {"line-color": "#2fa37a", "line-width": 6, "line-opacity": 0.75}, soft,
              line_width_meters=meters),
        layer("b5-casing", "line", "b5_expressways", ("快速路网", "Expressways"), city, {"line-color": "#ffffff", "line-width": zoomed(9, 5, 13, 10)},
              {"line-join": "round"}, legend=False),
        *members(layer, "b5", "line", "b5_expressways", text("快速路网", "Expressways"), [
            ("ring", "两环", "Two rings", {"line-color": "#c8382a"}), ("link-road", "四连", "Four links", {"line-color": "#e08a1e"}),
            ("radial", "八射", "Eight radials", {"line-color": "#7a4fa0"})], "kind", {"line-width": zoomed(9, 3.2, 13, 7)}, {"line-join": "round"}),
        layer("b2-circle", "fill", "b2_links", ("嘉昆太协同创新圈", "Jiading–Kunshan–Taicang circle"), city, {"fill-color": "#9a6fc0"},
              flt=kind_is("link-circle"), fill_gradient={"direction": "outward", "colors": fading("#9a6fc0", (0, 0.45), (0.75, 0.18), (1, 0.08))}),
        layer("b2-belt", "line", "b2_links", ("虹桥北向拓展带", "Hongqiao northern belt"), city,
              {"line-color": "#e0922f", "line-gradient": fading("#e0922f", (0, 0), (0.16, 1), (0.84, 1), (1, 0)), "line-width": 18, "line-opacity": 0.5, "line-blur": 4}, soft, kind_is("link-belt"), line_width_meters=1800),
        layer("b2-arrows", "line", "b2_links", ("对外联系方向", "Links outward"), city, {"line-color": "#c8382a", "line-gradient": fading("#c8382a", (0, 0.15), (0.7, 1)), "line-width": 12, "line-opacity": 0.85},
              {"line-join": "round"}, kind_is("link"), line_width_meters=900, arrow={"end": "arrow", "start": "none", "length": 2.2, "width": 2.2, "taper": 0.35}),
        layer("b4-rings", "circle", "b4_centre", ("城市中心三处", "Three places of the centre"), city,
              {"circle-color": "#e23b2e", "circle-opacity": 0.18, "circle-stroke-color": "#d0281c", "circle-stroke-width": 4, "circle-radius": 20},
              circle_radius_meters=["get", "radius_m"]),
        layer("b8-rings", "circle", "b8_areas", ("重点片区", "Key areas"), city,
              {"circle-color": "#e0662f", "circle-opacity": 0.25, "circle-stroke-color": "#b8431a", "circle-stroke-width": 3.5, "circle-radius": 18},
              circle_radius_meters=["get", "radius_m"]),
        layer("b10-points", "circle", "b10_carriers", ("一廊一园一港", "One corridor, one park, one harbour"), city,
              {"circle-color": "#1d7f9f", "circle-radius": 12, "circle-stroke-color": "#ffffff", "circle-stroke-width": 3}),
        layer("b7-reach", "circle", "b7_parks", ("公园服务半径", "Service radius of parks"), city,
              {"circle-color": "#3fae5a", "circle-opacity": 0.10, "circle-stroke-color": "#2f8f4a", "circle-stroke-width": 0.8, "circle-stroke-opacity": 0.6,
               "circle-radius": 14}, circle_radius_meters=["get", "radius_m"]),
        *members(layer, "b7", "circle", "b7_parks", text("三级公园", "Three levels of parks"), [
            ("city", "市级公园", "City parks", {"circle-color": "#0f6b33", "circle-radius": 9.5}),
            ("district", "片区级公园", "District parks", {"circle-color": "#3fae5a", "circle-radius": 7.5}),
            ("neighbourhood", "社区级公园", "Neighbourhood parks", {"circle-color": "#9fd98a", "circle-radius": 3.6})], "level", {"circle-stroke-color": "#ffffff", "circle-stroke-width": 1.4}),
        layer("a8-parks", "fill", "a8_green", ("多园:公园", "Parks"), plan, {"fill-color": "#3fae5a", "fill-opacity": 0.85}, flt=kind_is("green-park")),
        layer("a8-corridors", "line", "a8_green", ("三廊:生态廊道", "Three green corridors"), plan,
              {"line-color": "#2f9f6a", "line-width": 14, "line-opacity": 0.55}, soft, kind_is("green-corridor"), line_width_meters=meters,
              hatch={"angle": 45, "spacing": 8, "width": 0.9, "color": "#ffffff", "cross": False}),
        layer("a8-axes", "line", "a8_green", ("四轴:绿轴", "Four green axes"), plan, {"line-color": "#7ac143", "line-width": 8, "line-opacity": 0.8},
              {"line-join": "round"}, kind_is("green-axis"), line_width_meters=meters),
        layer("a9-fill", "fill", "a9_renewal", ("更新地区", "Places of renewal"), plan, {"fill-color": "#d96a2b", "fill-opacity": 0.45},
              hatch={"angle": 135, "spacing": 8, "width": 1, "color": "#a84412", "cross": False}),
        layer("a9-line", "line", "a9_renewal", ("更新地区", "Places of renewal"), plan, {"line-color": "#a84412", "line-width": 2.2}, legend=False),
        layer("a10-roads-casing", "line", "a10_movement", ("道路提升", "Roads"), plan, {"line-color": "#ffffff", "line-width": 9}, {"line-join": "round"}, kind_is("road"), legend=False),
        *members(layer, "a10", "line", "a10_movement", text("交通提升", "Movement"), [
            ("intercity-planned", "苏锡常城际铁路", "Intercity railway", {"line-color": "#333333", "line-width": 3.6, "line-dasharray": [4, 1.5]}),
            ("tram-planned", "东部新城智轨（论证）", "Trackless tram (under study)", {"line-color": "#3f7fb0", "line-width": 3.6, "line-dasharray": [2, 1]}),
            ("metro-planned", "规划轨道交通9号线", "Planned Metro Line 9", {"line-color": "#8c5fb0", "line-width": 3.6, "line-dasharray": [4, 1.5]}),
            ("metro", "轨道交通S1线（11号线）", "Metro S1 (Line 11)", {"line-color": "#c03a6b", "line-width": 4.2}),
            ("expressway", "快速化道路", "To become an expressway", {"line-color": "#d0281c", "line-width": 6.5}),
            ("secondary", "改造道路", "Roads to be rebuilt", {"line-color": "#e08a1e", "line-width": 4.5})],
            "rank", {}, {"line-join": "round"}),
        layer("a12-reach", "circle", "a12_living", ("15分钟步行范围", "15 minutes on foot"), plan,
              {"circle-color": "#f2a13c", "circle-opacity": 0.18, "circle-stroke-color": "#c26a12", "circle-stroke-width": 1.4, "circle-radius": 20},
              circle_radius_meters=["get", "radius_m"]),
        layer("a12-centres", "circle", "a12_living", ("综合养老服务中心", "Elder-care centres"), plan,
              {"circle-color": "#c26a12", "circle-radius": 9, "circle-stroke-color": "#ffffff", "circle-stroke-width": 1.6}),
    ]


def labels(label, lettered, kind_is, plan, city):
    line = dict(placement="line", bold=True, halo=2)
    below = {"text-anchor": "top", "text-offset": [0, 0.9], "text-max-width": 7}
    return [
        label("label-a8-parks", "a8_green", lettered(13), "#1c5a2b", plan, bold=True, halo=2, flt=kind_is("green-park"), priority=5, breaks=("光电产业园|中心公园",),
              places={"a8-park-optoelectronics-032": ("right", [-1.2, 0]), "a8-park-bonded-214": ("left", [2.0, 0]), "a8-park-newtown-072": ("right", [-1.4, -0.4]),
                      "a8-park-corridor-065": ("left", [1.4, 0.4]), "a8-park-optoelectronics-175": ("bottom", [0, -1.0]), "a8-park-penglang-169": ("right", [-1.4, 0.6]),
                      "a8-park-penglang-033": ("right", [-2.0, -1.0]), "a8-park-qingyang-098": ("left", [1.3, 0.3]), "a8-park-qingyang-049": ("top", [0.6, 0.9])},
              **{"text-max-width": 8, "text-padding": 0, "text-allow-overlap": True}),
        label("label-a8", "a8_green", lettered(14), "#1c6b33", plan, flt=["!=", ["get", "kind"], "green-park"], priority=4,
              short={"a8-axis-changjiang": "Changjiang Green Axis", "a8-axis-qianjin": "Qianjin Green Axis", "a8-axis-dongcheng": "Dongcheng Green Axis",
                     "a8-axis-kunjia": "Kunjia Green Axis", "a8-corridor-qingyang": "Qingyang Corridor", "a8-corridor-xiajia": "Xiajia Corridor",
                     "a8-corridor-wapu": "Wapu Corridor"}, **line, **{"symbol-spacing": 700}),
        label("label-a9", "a9_renewal", lettered(14), "#7a2c08", plan, bold=True, halo=2.2, priority=3, breaks=("朝阳路—长江路—|东新街核心商业区",),
              short={"a9-core": "Chaoyang–Changjiang–\nDongxin Core\nCommercial Area", "a9-qingyang-west": "Qingyang Harbour\nWest Bank Renewal",
                     "a9-coffee-quarter": "Kunqu and\nCoffee Quarter", "a9-south-plaza": "South Station\nBusiness Plaza", "a9-penglang": "Penglang\nOld Town Core",
                     "a9-starbucks": "Starbucks Coffee\nInnovation Park"},
              places={"a9-core": ("right", [-3.2, -0.4]), "a9-qingyang-west": ("left", [1.3, 0.6]), "a9-coffee-quarter": ("right", [-1.6, 0.9]),
                      "a9-south-plaza": ("top", [0.6, 0.7]), "a9-penglang": ("bottom", [0, -1.3]), "a9-starbucks": ("top", [0, 0.7])},
              **{"text-max-width": 13, "text-padding": 0, "text-allow-overlap": True}),
        label("label-a10", "a10_movement", lettered(13.5), "#5a2a10", plan, priority=3, short={"a10-tram": "Trackless Tram", "a10-suxichang": "Intercity Railway", "a10-metro11": "Metro S1",
              "a10-metro9": "Metro Line 9"}, **line, **{"symbol-spacing": 480}),
        label("label-a11", "a11_ecology", lettered(13), "#17522f", plan, bold=True, halo=2, priority=5,
              places={"a11-water": ("right", [-2.5, -1.2]), "a11-country": ("center", [-1.5, 2.6]), "a11-riverside": ("center", [0, 0.8])},
              **{"text-max-width": 10, "text-padding": 0, "text-allow-overlap": True}),
        label("label-a12", "a12_living", lettered(12), "#6a3a08", plan, bold=True, halo=2, priority=5,
              name=("综合养老服务中心", "Elder-care centres"), icon=("elder-care", 0.56, 4),
              breaks=tuple(n + "|综合养老服务中心" for n in ("青阳港", "铁南", "中央商贸", "白河潭", "东部新城", "夏驾河东", "蓬溪", "蓬朗", "娄江北", "章基")),
              places={"a12-07": ("bottom", [0, -0.9]), "a12-06": ("top", [0, 0.9])}, **{**below, "text-padding": 0, "text-max-width": 9}),
        label("label-b2", "b2_links", 16, "#8f140b", city, bold=True, halo=2.2, flt=kind_is("link"), priority=2, breaks=("向南协同|一体化示范区",),
              places={"b2-east": ("bottom-left", [0.6, -0.8]), "b2-west": ("bottom", [0, -0.9]), "b2-north": ("right", [-1.4, 0]), "b2-south": ("right", [-1.4, 0])},
              **{"text-max-width": 12, "text-padding": 0}),
        label("label-b2-belt", "b2_links", 14, "#8a5200", city, flt=kind_is("link-belt"), priority=3, **line, **{"symbol-spacing": 900}),
        label("label-b2-circle", "b2_links", 15, "#5a2f80", city, bold=True, halo=2, flt=kind_is("link-circle"), priority=3, breaks=("嘉昆太|协同创新圈",), **{"text-max-width": 7}),
        label("label-b3", "b3_wusong", 17, "#1d5a80", city, flt=kind_is("belt"), priority=2, **line, **{"symbol-spacing": 2000, "text-letter-spacing": 0.2}),
        label("label-b3-town", "b3_wusong", 16, "#8f3a0b", city, bold=True, halo=2.2, flt=kind_is("new-town"), priority=1, short={"b3-future": "Kunshan\nFuture City"}),
        label("label-b4", "b4_centre", lettered(15), "#8f140b", city, bold=True, halo=2.2, priority=1, breaks=("青阳港滨水|城市客厅", "昆山南站|城市门户", "西部生态|城市庭院"),
              short={"b4-lounge": "Qingyang\nHarbour\nCity Lounge", "b4-gateway": "South Station\nCity Gateway", "b4-courtyard": "Western\nEcological\nCourtyard"}, **{"text-max-width": 9, "text-padding": 0}),
        label("label-b5", "b5_expressways", 13, "#5a1a10", city, flt=["!=", ["get", "kind"], "radial"], priority=3, **line, **{"symbol-spacing": 900}),
        label("label-b5-radials", "b5_expressways", 12.5, "#4a2a70", city, bold=True, halo=2, flt=kind_is("radial"), priority=2,
              places={f"b5-radial-{n}": p for n, p in zip(range(1, 9), (("left", [0.7, -0.8]), ("left", [1.0, -0.6]), ("left", [1.4, -0.6]), ("left", [1.6, -0.7]),
                                                                        ("left", [0.7, 0]), ("right", [-0.8, -0.4]), ("right", [-1.4, 0.6]), ("right", [-0.8, -0.6])))},
              **{"text-padding": 0}),
        label("label-b6", "b6_corridors", 13, "#1c5a2b", city, priority=3, short={"b6-across-4": "Railway Corridor"}, **line, **{"symbol-spacing": 900}),
        *(label("label-b7-" + level, "b7_parks", 12.5, "#0f4b23", city, bold=True, halo=2, flt=["==", ["get", "level"], level], priority=4, breaks=PARKS,
                name=name, icon=("park", size, 4), **below)
          for level, name, size in (("district", ("片区级公园", "District parks"), 0.44), ("city", ("市级公园", "City parks"), 0.58))),
        label("label-b8", "b8_areas", lettered(15), "#7a2c08", city, bold=True, halo=2.2, priority=1, breaks=("青阳港中央|商务区", "玉山历史|文化片区", "大渔湾科创|先导区", "正仪戏曲|文化片区"),
              short={"b8-cbd": "Qingyang\nHarbour\nCBD"}, **{"text-max-width": 8, "text-padding": 0}),
        label("label-b9", "b9_lakes", 16, "#33286f", city, bold=True, halo=2.2, priority=1, breaks=("阳澄湖|临沪科创区", "环淀山湖|科创湖区"), **{"text-max-width": 9}),
        label("label-b10", "b10_carriers", 14, "#0f4a63", city, bold=True, halo=2, priority=2, name=("一廊一园一港", "One corridor, one park, one harbour"),
              icon=(["match", ["get", "id"], "b10-corridor", "research", "b10-park", "park", "b10-harbour", "harbor", "star"], 0.7, 5), breaks=tuple(f"阳澄湖科创|“一{x}”" for x in "廊园港"),
              short={f"b10-{x}": f"Yangcheng Lake\n{x.title()}" for x in ("corridor", "park", "harbour")}, **{**below, "text-offset": [0, 1.1]}),
        label("label-b11", "b11_zones", 15, "#4a3a10", city, bold=True, halo=2.2, priority=2, breaks=("生态空间|（生态保护红线与生态管控区）", "城镇空间|（城镇开发边界）", "农业空间|（永久基本农田）"), **{"text-max-width": 10}),
        label("label-b12", "b12_coordination", 17, "#17522f", city, bold=True, halo=2.2, priority=1, breaks=("一体化示范区|协调区",), short={"b12-area": "Coordination Area of\nthe Demonstration Zone"}, **{"text-max-width": 14}),
        label("label-b13", "b13_chain", 16, "#0f5a40", city, priority=2, **line, **{"symbol-spacing": 420, "text-letter-spacing": 0.15}),
    ]


def scenes(scene, quiet, beside_belts, city_quiet, city_frame, zone_extent, city_extent):
    wide = [120.745, 31.075, 121.215, 31.560]
    core = [120.840, 31.300, 121.120, 31.490]
    derived_zh, derived_en = "成员由河道与道路推得。", "Members are derived from rivers and roads."
    return [
        scene("a8", "四轴三廊绿地系统", "Green system: four axes, three corridors", "“四轴、三廊、多园、串联”的绿地系统,郊野公园与生态防护林构成生态廊道;" + derived_zh,
              "Four green axes, three corridors and many linked parks. " + derived_en, zone("第六章(二)1"), zone_extent,
              beside_belts + ["a8-parks", "a8-corridors", "a8-axes", "label-a8", "label-a8-parks"]),
        scene("a9", "更新地区", "Places of renewal", "核心商业区、蓬朗老镇、青阳港西岸等更新与建设地区;五年内完成5000亩低效用地再利用。",
              "The core commercial area, Penglang old town, the west bank and others; 5 000 mu of low-efficiency land to be reused in five years.",
              zone(LOOKS), zone_extent, quiet + ["a9-fill", "a9-line", "label-a9", "label-roads"]),
        scene("a10", "交通提升", "Movement", "轨道交通S1线、9号线、苏锡常城际与智轨论证,东城大道快速化,朝阳路、蓬溪路、景王路、夏西街改造。",
              "Metro S1 and 9, the intercity railway, a tram under study, and the roads to be upgraded.", zone(ROADS), zone_extent,
              quiet + ["metro-casing", "metro", "a10-roads-casing", *("a10-" + r for r in ("secondary", "expressway", "metro", "metro-planned", "tram-planned", "intercity-planned")), "label-a10", "stations"]),
        scene("a11", "三类生态空间", "Three ecological spaces", "划入三类生态空间的区域禁止影响主导生态功能的开发建设。类别由土地利用示意推得。",
              "Development that harms the main ecological function is prohibited inside. The kinds are derived from the land-use drawing.",
              zone("第六章(三)2"), zone_extent, quiet + ["a11-water", "a11-riverside", "a11-country", "label-a11"]),
        scene("a12", "15分钟生活圈", "15-minute living circle", "按15分钟生活圈布局综合养老服务中心;点位为示意。",
              "Elder-care centres within fifteen minutes on foot; the places are schematic.", zone("第七章(一)3"), zone_extent,
              quiet + ["a12-reach", "a12-centres", "label-a12"]),
        scene("a13", "蓝绿空间", "Blue-green space", "蓝绿空间占比由2020年的40%提高到2025年的45%(约束性)。规划未列地类,计入的地类为本图口径。",
              "The blue-green share is to rise from 40 % in 2020 to 45 % in 2025 (binding). The plan lists no classes; those that are counted are our reading.",
              zone("表2第24项"), zone_extent,
              [x for x in quiet if x not in ("water-in-zone", "green-in-zone")] + [*("a13-" + id for id, _, _, _ in BLUE_GREEN), "a8-parks", "label-a8-parks"]),
        scene("b2", "对外联系", "Links outward", "向东接轨上海、向西融入苏州主城、向北联动太仓、向南协同一体化示范区。", "East to Shanghai, west to Suzhou, north to Taicang, south to the demonstration area.",
              CITY_SCHEME + "第1–4条", wide, city_frame + ["b2-circle", "b2-belt", "b2-arrows", "label-b2", "label-b2-belt", "label-b2-circle"]),
        scene("b3", "吴淞江科创带与昆山未来城", "Wusong River belt and Future City", "融入吴淞江科创带总体布局,规划建设昆山未来城。", "Part of the Wusong River innovation belt; a new town is planned.",
              CITY_SCHEME + "第5条", [120.830, 31.240, 121.165, 31.400], city_quiet + ["b3-belt", "b3-town", "label-b3", "label-b3-town"]),
        scene("b4", "城市中心三处", "Three places of the city centre", "青阳港滨水城市客厅、昆山南站城市门户、西部生态城市庭院。", "A waterfront lounge, a station gateway and an ecological courtyard.",
              CITY_SCHEME + "第12条", core, city_quiet + ["b4-rings", "label-b4", "label-rivers", "label-side-rivers"]),
        scene("b5", "两环四连八射", "Two rings, four links, eight radials", "快速路网骨架;" + derived_zh, "The frame of expressways. " + derived_en,
              CITY_SCHEME + "第14条", city_extent, city_frame + ["b5-casing", "b5-ring", "b5-link-road", "b5-radial", "label-b5", "label-b5-radials"]),
        scene("b6", "七横四纵生态廊道", "Ecological corridors: seven across, four down", "依托水系与生态斑块的生态廊道,已建成181公里;" + derived_zh, "Ecological corridors along water; 181 km are built. " + derived_en,
              CITY_SCHEME + "第14条;" + CITY_SURVEY + "一(三)", city_extent, city_frame + ["b6-eco-across", "b6-eco-down", "label-b6"]),
        scene("b7", "三级公园体系", "Three levels of parks", "市级、片区级、社区级公园与服务半径(开发区部分),推窗见绿、开门进园。", "City, district and neighbourhood parks with their service radius, in the development zone.",
              CITY_SCHEME + "第21条", zone_extent, quiet + ["b7-reach", "b7-neighbourhood", "b7-district", "b7-city", "label-b7-district", "label-b7-city"]),
        scene("b8", "重点片区", "Key areas", "“4+2+N”重点片区体系中已列名的四片。", "The four named areas of the 4+2+N system.", CITY_15TH + "第一部分、第七部分第三点", core,
              city_quiet + ["b8-rings", "label-b8", "label-rivers", "label-side-rivers"]),
        scene("b9", "两湖科创布局", "Innovation areas by two lakes", "阳澄湖临沪科创区、环淀山湖科创湖区。", "Innovation areas by Yangcheng Lake and around Dianshan Lake.", CITY_15TH + "第七部分第一点", city_extent,
              city_frame + ["b9-fill", "b9-line", "label-b9"]),
        scene("b10", "一廊一园一港", "One corridor, one park, one harbour", "阳澄湖两岸科创中心的科创载体;位置为示意。", "Innovation carriers of the Yangcheng Lake science centre; places schematic.",
              CITY_SURVEY + "一(一)", [120.793, 31.385, 120.943, 31.503], city_quiet + ["b10-points", "label-b10", "label-rivers", "label-side-rivers"]),
        scene("b11", "三区三线", "Three zones, three lines", "统筹划定生态、农业、城镇空间;生态保护红线与省生态空间管控区域占市域14.46%。", "Ecological, agricultural and urban space; ecological control covers 14.46 % of the land.",
              CITY_SURVEY + "一(二)、一(三)", city_extent, ["paper", "city-fill", "b11-ecological", "b11-agricultural", "b11-urban", "lakes", "rivers", *("line-b11-" + x for x in ("ecological", "urban", "agricultural")), "city-border-casing", "city-border", "label-b11", "label-lakes"]),
        scene("b12", "一体化示范区协调区", "Coordination area", "锦溪、周庄、淀山湖三镇列入长三角生态绿色一体化发展示范区协调区。", "Three towns in the coordination area of the demonstration area.",
              CITY_15TH + "第一部分", [120.785, 31.095, 121.100, 31.275], city_quiet + ["b12-area", "b12-line", "label-b12"]),
        scene("b13", "昆山之链", "Kunshan Chain", "串联绿色与公共空间的“昆山之链”;走向为示意。", "A chain of green and public space; its course is schematic.", CITY_15TH + "第七部分第三点", core,
              city_quiet + ["b13-chain", "label-b13", "label-other-rivers", "label-side-rivers"]),
    ]
