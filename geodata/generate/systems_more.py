"""Systems A8–A12 and B2–B13: hand-drawn control points (WGS 84 lon, lat). Members that the documents do not name are
`derived`, and each says how."""
from places import pts
from sources import CITY_15TH, CITY_SCHEME, LOOKS, zone

GREEN = zone("第二章(二)、第六章(二)1“四轴、三廊、多园、串联”")
DERIVED_AXES = "规划未列成员:取两轴及主干道两侧绿带"
DERIVED_CORRIDORS = "规划未列成员:取三条滨水景观带所沿河道"

GREEN_AXES = [  # id, name, name_en, road
    ("a8-axis-changjiang", "长江路绿轴", "Changjiang Road Green Axis", "changjiang", (31.3300, 31.4130), 1),
    ("a8-axis-qianjin", "前进路绿轴", "Qianjin Road Green Axis", "qianjin", (120.9672, 121.0930), 0),
    ("a8-axis-dongcheng", "东城大道绿轴", "Dongcheng Avenue Green Axis", "dongcheng", (31.3430, 31.4170), 1),
    ("a8-axis-kunjia", "昆嘉路绿轴", "Kunjia Road Green Axis", "kunjia", (120.9840, 121.0960), 0),
]
GREEN_CORRIDORS = [
    ("a8-corridor-qingyang", "青阳港生态廊道", "Qingyang Harbour Ecological Corridor", "qingyang", (31.3100, 31.3960)),
    ("a8-corridor-xiajia", "夏驾河生态廊道", "Xiajia River Ecological Corridor", "xiajia", (31.3380, 31.4020)),
    ("a8-corridor-wapu", "瓦浦河生态廊道", "Wapu River Ecological Corridor", "wapu", (31.3500, 31.4080)),
]
RENEWAL = [  # id, name, name_en, kind, role, figures, source chapter, ring or landuse name
    ("a9-core", "朝阳路—长江路—东新街核心商业区", "Chaoyang–Changjiang–Dongxin Core Commercial Area", "renewal-area",
     "西接老城、东连青阳港城市客厅的城市更新样板区", {"plan_area_km2": 0.8, "floor_space_m2": 2000000, "floor_space_note": "超200万平方米"}, LOOKS,
     pts(120.9684, 31.3757, 120.9792, 31.3762, 120.9796, 31.3826, 120.9688, 31.3826)),
    ("a9-penglang", "蓬朗老镇核心区", "Penglang Old Town Core", "renewal-area", "动迁与老镇风貌重塑,产城融合的特色老街样板区",
     {"clearance_m2": 190000}, LOOKS, pts(121.0740, 31.3758, 121.0832, 31.3760, 121.0834, 31.3822, 121.0742, 31.3822)),
    ("a9-qingyang-west", "青阳港西岸更新区", "Qingyang Harbour West Bank Renewal", "renewal-area", "青阳港城市客厅更新地块,西岸核心功能区",
     {"clearance_m2": 74000}, LOOKS, pts(120.9745, 31.3670, 120.9800, 31.3675, 120.9797, 31.3752, 120.9743, 31.3750)),
    ("a9-coffee-quarter", "昆曲咖啡印象街区", "Kunqu and Coffee Quarter", "renewal-area", "咖啡文化与昆曲文化融合的滨水街区", {}, "第六章(一)1", "昆曲咖啡印象街区"),
    ("a9-south-plaza", "高铁南站商务广场", "South Station Business Plaza", "renewal-area", "站前商务广场", {}, LOOKS, "高铁南站商务广场"),
    ("a9-starbucks", "星巴克咖啡创新产业园", "Starbucks Coffee Innovation Park", "renewal-area", "绿色咖啡烘焙与物流园区",
     {"plan_site_m2": 80000, "solar_roof_m2": 20000, "solar_roof_note": "超过2万平方米"}, "第三章专栏1", "星巴克咖啡创新产业园"),
]
MOVEMENT_ROADS = ["dongcheng", "chaoyang", "pengxi", "jingwang", "xiaxi"]
MOVEMENT_RAILS = ["metro9", "suxichang", "tram"]
ELDER_CENTRES = [(120.9775, 31.3715, "青阳港"), (120.9600, 31.3400, "铁南"), (121.0010, 31.3925, "中央商贸"), (121.0100, 31.3725, "白河潭"),
                 (121.0345, 31.3955, "东部新城"), (121.0560, 31.3905, "夏驾河东"), (121.0650, 31.3960, "蓬溪"), (121.0790, 31.3790, "蓬朗"),
                 (120.9790, 31.4060, "娄江北"), (121.0550, 31.3670, "章基")]

LINKS = [  # B2
    ("b2-east", "向东接轨上海", "East: Shanghai", "link", "以花桥国际商务城为引领", CITY_SCHEME + "第1条",
     pts(121.0750, 31.3150, 121.1150, 31.3010, 121.1720, 31.2840)),
    ("b2-west", "向西融入苏州主城", "West: Suzhou", "link", "以昆山高新区为支撑", CITY_SCHEME + "第2条",
     pts(120.9000, 31.3600, 120.8550, 31.3540, 120.7980, 31.3470)),
    ("b2-north", "向北联动太仓", "North: Taicang", "link", "以昆山开发区为龙头", CITY_SCHEME + "第3条",
     pts(121.0350, 31.3980, 121.0560, 31.4280, 121.0830, 31.4600)),
    ("b2-south", "向南协同一体化示范区", "South: Yangtze Delta Demonstration Area", "link", "以昆山旅游度假区为主体", CITY_SCHEME + "第4条",
     pts(120.9450, 31.1850, 120.9400, 31.1450, 120.9300, 31.1080)),
    ("b2-hongqiao", "虹桥国际开放枢纽北向拓展带", "Hongqiao Hub Northern Expansion Belt", "link-belt", "自虹桥向北经昆山、太仓",
     CITY_15TH + "第一部分、第七部分第二点;走向为示意", pts(121.1700, 31.2550, 121.1050, 31.3050, 121.0500, 31.3750, 121.0560, 31.4200, 121.0900, 31.4750)),
    ("b2-jiakuntai", "嘉昆太协同创新圈", "Jiading–Kunshan–Taicang Innovation Circle", "link-circle", "嘉定、昆山、太仓协同创新",
     CITY_15TH + "第七部分第二点;范围为示意", (121.0950, 31.3800, 5200)),
]
CENTRE = [  # B4: lon, lat, radius
    ("b4-lounge", "青阳港滨水城市客厅", "Qingyang Harbour Waterfront City Lounge", 120.9815, 31.3790, 1500, "城市中心三处之一", False),
    ("b4-gateway", "昆山南站城市门户", "Kunshan South Station City Gateway", 120.94647, 31.35515, 1300, "城市中心三处之一", False),
    ("b4-courtyard", "西部生态城市庭院", "Western Ecological City Courtyard", 120.8950, 31.3920, 1700, "城市中心三处之一", True),
]
OUTER_RING = pts(120.8640, 31.4000, 120.8780, 31.4560, 120.9250, 31.4740, 120.9800, 31.4720, 121.0050, 31.4520, 121.0500, 31.4240,
                 121.0740, 31.3900, 121.0790, 31.3450, 121.0640, 31.3050, 121.0300, 31.2740, 120.9750, 31.2600, 120.9150, 31.2750,
                 120.8750, 31.3150)
INNER_RING = pts(121.0288, 31.3650, 121.0296, 31.3850, 121.0285, 31.4050, 121.0270, 31.4302, 121.0000, 31.4296, 120.9712, 31.4280,
                 120.9400, 31.4270, 120.9230, 31.4215, 120.9175, 31.4080, 120.9160, 31.3800, 120.9170, 31.3500, 120.9190, 31.3250, 120.9280, 31.3175,
                 120.9684, 31.3186, 121.0108, 31.3172, 121.0235, 31.3165, 121.0262, 31.3450)
LINK_ROADS = [pts(120.9708, 31.4280, 120.9700, 31.4500, 120.9698, 31.4735), pts(121.0294, 31.3712, 121.0520, 31.3718, 121.0782, 31.3712),
              pts(120.9684, 31.3186, 120.9690, 31.2900, 120.9688, 31.2608), pts(120.9164, 31.3700, 120.8900, 31.3725, 120.8665, 31.3760)]
RADIALS = [("北", "North", pts(120.9640, 31.4732, 120.9600, 31.4880, 120.9585, 31.5000)),
           ("东北", "North-east", pts(121.0640, 31.4080, 121.0780, 31.4150, 121.0860, 31.4200)),
           ("东", "East", pts(121.0780, 31.3560, 121.0950, 31.3540, 121.1120, 31.3490)),
           ("东南", "South-east", pts(121.0680, 31.3120, 121.1000, 31.3020, 121.1450, 31.2890)),
           ("南", "South", pts(121.0180, 31.2690, 121.0230, 31.2200, 121.0260, 31.1480)),
           ("西南", "South-west", pts(120.9350, 31.2690, 120.9000, 31.2050, 120.8600, 31.1350)),
           ("西", "West", pts(120.8720, 31.3230, 120.8620, 31.3230, 120.8560, 31.3240)),
           ("西北", "North-west", pts(120.8740, 31.4460, 120.8500, 31.4760, 120.8300, 31.5200))]
ECO_ACROSS = [  # B6: name, name_en, rivers or points
    ("七浦塘生态廊道", "Qipu Canal Corridor", "qipu"), ("杨林塘生态廊道", "Yanglin Canal Corridor", "yanglin"),
    ("娄江—太仓塘生态廊道", "Loujiang–Taicang Canal Corridor", ("lou", "liuhe")),
    ("京沪铁路生态廊道", "Beijing–Shanghai Railway Corridor", "rail"), ("吴淞江生态廊道", "Wusong River Corridor", "wusong"),
    ("张浦—千灯生态廊道", "Zhangpu–Qiandeng Corridor", pts(120.8850, 31.2560, 120.9300, 31.2520, 120.9750, 31.2480, 121.0200, 31.2450, 121.0520, 31.2480)),
    ("锦溪—淀山湖生态廊道", "Jinxi–Dianshan Lake Corridor", pts(120.8250, 31.1750, 120.8750, 31.1800, 120.9250, 31.1720, 120.9750, 31.1680, 121.0300, 31.1650, 121.0660, 31.1720)),
]
ECO_DOWN = [
    ("阳澄湖—界浦港生态廊道", "Yangcheng Lake–Jiepu Corridor", pts(120.8450, 31.5150, 120.8650, 31.4600, 120.8560, 31.4050, 120.8480, 31.3650, 120.8600, 31.3181, 120.8800, 31.2650)),
    ("大直港生态廊道", "Dazhi Harbour Corridor", pts(120.9200, 31.4980, 120.9280, 31.4400, 120.9335, 31.3900, 120.9320, 31.3500, 120.9312, 31.3125, 120.9250, 31.2600, 120.9150, 31.2000, 120.9050, 31.1500)),
    ("青阳港—千灯浦生态廊道", "Qingyang–Qiandeng Corridor", pts(120.9850, 31.4700, 120.9838, 31.3963, 120.9803, 31.3785, 120.9815, 31.3470, 120.9802, 31.3084, 120.9960, 31.2900, 120.9955, 31.2650, 120.9990, 31.2000, 120.9930, 31.1500)),
    ("瓦浦河生态廊道", "Wapu River Corridor", "wapu"),
]
KEY_AREAS = [  # B8
    ("b8-cbd", "青阳港中央商务区", "Qingyang Harbour CBD", 120.9812, 31.3812, 1500, False),
    ("b8-yushan", "玉山历史文化片区", "Yushan Historic and Cultural Area", 120.9520, 31.3830, 1200, False),
    ("b8-dayuwan", "大渔湾科创先导区", "Dayuwan Innovation Pioneer Area", 120.9050, 31.4000, 1400, True),
    ("b8-zhengyi", "正仪戏曲文化片区", "Zhengyi Opera and Culture Area", 120.8640, 31.3780, 1200, False),
]
TWO_LAKES = [  # B9
    ("b9-yangcheng", "阳澄湖临沪科创区", "Yangcheng Lake Innovation Area", "环湖科创", pts(120.8380, 31.3950, 120.8850, 31.3920, 120.9000, 31.4200, 120.8950, 31.4550, 120.8600, 31.4780, 120.8350, 31.4700)),
    ("b9-dianshan", "环淀山湖科创湖区", "Dianshan Lake Innovation Area", "环湖科创", pts(120.9000, 31.1500, 120.9300, 31.1850, 120.9850, 31.1920, 121.0450, 31.1900, 121.0560, 31.1620, 121.0200, 31.1500, 120.9700, 31.1400)),
]
LAKE_CARRIERS = [("b10-corridor", "阳澄湖科创“一廊”", "Yangcheng Lake: the corridor", 120.8820, 31.4340, "一廊"), ("b10-park", "阳澄湖科创“一园”", "Yangcheng Lake: the park", 120.8780, 31.4560, "一园"),
                 ("b10-harbour", "阳澄湖科创“一港”", "Yangcheng Lake: the harbour", 120.8860, 31.4060, "一港")]
CHAIN = pts(120.9830, 31.3965, 120.9805, 31.3780, 120.9826, 31.3580, 120.9815, 31.3470, 120.9700, 31.3428, 120.9462, 31.3468, 120.9330, 31.3560, 120.9310, 31.3750,
            120.9335, 31.3895, 120.9600, 31.3935, 120.9830, 31.3965, 121.0100, 31.3988, 121.0462, 31.4032, 121.0474, 31.3850, 121.0452, 31.3750, 121.0436, 31.3655, 121.0450, 31.3520, 121.0300, 31.3500, 121.0100, 31.3570, 120.9826, 31.3600)
