"""Titles of the documents and the other places that a feature's `source` may name; Chinese punctuation."""
import re

WIDE = str.maketrans({",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "!": "！", "?": "？"})
CHINESE = re.compile("[\u4e00-\u9fff]")
MARK = re.compile(r"(?<!\d)[,:] ?|[,:] ?(?!\d)|[;!?] ?| ?[(]|[)] ?(?=[\u4e00-\u9fff《“])|[)]")


def chinese(value):
    """Chinese text with full-width punctuation, as it is printed; 1:500 and 120.980,31.308 keep theirs."""
    if not isinstance(value, str) or not CHINESE.search(value):
        return value
    return MARK.sub(lambda m: m.group().strip().translate(WIDE), value)

ZONE_PLAN = "《昆山经济技术开发区国民经济和社会发展第十四个五年规划纲要和二〇三五年远景目标》"
CITY_SCHEME = "《关于打造社会主义现代化建设县域示范 走好新时代“昆山之路”的总体方案》(昆山发布 2022-07-09)"
CITY_15TH = "《昆山市国民经济和社会发展第十五个五年规划纲要(征求意见稿)》"
CITY_SURVEY = "《中国式现代化县域示范的实践与启示——昆山市高质量发展调查》"

PLACES = "坐标:GeoNames 镇驻地点"
METRO_ORDER = "站序:苏州轨道交通11号线车站名录;位置为示意"
POLDERS = "位置:由青阳联圩、城南联圩、吴淞联圩的面积与形心推估"
OUTLINE = "概化市域轮廓(容差300米,由GCJ-02反算);面积参照《2018年统计年鉴》931.51平方千米"
GENERAL = "一般地理知识,规划文件未载;走向为示意"
DRAWN = "格局示意绘制"


def zone(chapter):
    return ZONE_PLAN + chapter


SPACE = "第六章(一)1“两轴三带”"
CARRIERS = "第六章(一)2“两核多园”"
LOOKS = "第六章(二)1"
ROADS = "第六章(二)2"


# The same in English, longest first; what is not here stays as it is.
ENGLISH_TITLES = {
    ZONE_PLAN: "Kunshan Economic and Technological Development Zone, 14th Five-Year Plan and Vision 2035, ",
    CITY_SCHEME: "Kunshan, General Scheme for a County-Level Demonstration of Modernisation (2022-07-09), ",
    CITY_15TH: "Kunshan, 15th Five-Year Plan (draft for comment), ",
    CITY_SURVEY: "Survey of High-Quality Development in Kunshan, ",
    "格局图上指标;成员见": "figure of this map; its members after ",
    "格局图上指标，规划无对应目标": "figure of this map; the plan sets no target for it",
    "；设施见": "; facilities after ", "地块为示意": "parcels are schematic", "片区为归并": "districts were grouped by us",
    "《总体方案》": "General Scheme, ", "所列区镇": " list the towns", "坐标：GeoNames 镇驻地点": "coordinates: seats of the towns in GeoNames",
    "界线以河道为据，为格局示意绘制": "borders follow rivers and are drawn schematically", "格局示意绘制": "drawn schematically",
    "站序：苏州轨道交通11号线车站名录": "order of stations: list of Suzhou Metro Line 11",
    "一般地理知识，规划文件未载": "general geography, not in the plans", "一般地理知识": "general geography",
    "“两环”未列走向，为示意": ' names "two rings" without a course, schematic', "范围约115平方千米，为": "about 115 km², ",
    "位置：由青阳联圩、城南联圩、吴淞联圩的面积与形心推估": "place: estimated from areas and centres of the Qingyang, Chengnan and Wusong polders",
    "（建成生态廊道181公里）": " (181 km of ecological corridor built)", "坐标由GCJ-02换算": "coordinates converted from GCJ-02",
    "（论证中）": " (under study)", "位置：长江中路地址点（约120.974°E）": "place: address points on Changjiang Road (about 120.974° E)",
    "位置：三处门牌地址（约31.385°N）": "place: three street addresses (about 31.385° N)",
    "位置：与横长泾路交点（约121.027,31.430）": "place: crossing with Hengchangjing Road (about 121.027, 31.430)",
    "位置：与东城大道交点（约121.027,31.430）": "place: crossing with Dongcheng Avenue (about 121.027, 31.430)",
    "位置：由11号线“顺帆北路”站序推估": "place: estimated from the order of stations on Line 11 (Shunfan North Road)",
    "位置：由11号线“章基路南”站序推估": "place: estimated from the order of stations on Line 11 (Zhangji Road South)",
    "位置：东湖约120.80–120.86°E、31.38–31.48°N（推估）": "place: the east basin at about 120.80–120.86° E, 31.38–31.48° N (estimated)",
    "位置：阳澄湖东南侧，约31.41°N（推估）": "place: south-east of Yangcheng Lake, about 31.41° N (estimated)",
    "位置：湖心约120.97°E、31.12°N，仅北部在昆山（推估）": "place: centre of the lake at about 120.97° E, 31.12° N, only the north lies in Kunshan (estimated)",
    "位置：昆山南站（120.946,31.355）": "place: Kunshan South Station (120.946, 31.355)", "坐标：昆山南站（120.946,31.355）": "coordinates: Kunshan South Station (120.946, 31.355)",
    "坐标：上海轨道交通11号线花桥至兆丰路三站（由GCJ-02换算）": "coordinates: the three stations of Shanghai Metro Line 11 from Huaqiao to Zhaofeng Road (converted from GCJ-02)",
    "概化市域轮廓（容差300米，由GCJ-02反算）": "generalised outline of the city (tolerance 300 m, converted from GCJ-02)",
    "面积参照《2018年统计年鉴》931.51平方千米": "area after the Statistical Yearbook 2018, 931.51 km²",
    "走向：经昆山南站（120.946,31.355），西北西—东南东": "course: through Kunshan South Station (120.946, 31.355), west-north-west to east-south-east",
    "走向：西北西—东南东": "course: west-north-west to east-south-east",
    "位置：吴淞江代表点（120.980,31.308）及联圩边界": "place: a point on the Wusong River (120.980, 31.308) and the border of the polders",
    "位置：约121.09°E（推估），蓬朗傍河": "place: about 121.09° E (estimated), Penglang lies on the river",
    "走向为示意": "course schematic", "位置为示意": "place schematic", "范围为示意": "extent schematic", "界线为": "borders ", "宽度为示意": "width schematic", "半径为示意": "radius schematic",
    "“三级公园体系”": ' "three levels of parks"', "“四轴、三廊、多园、串联”": ' "four axes, three corridors, many parks, linked"', "“两湖”": ' "two lakes"',
    "“两轴三带”": ' "two axes, three belts"', "“两核多园”": ' "two cores, many parks"',
}
NUMERALS = {c: n for n, c in enumerate("一二三四五六七八九", 1)}
PLACES_IN_A_TEXT = [
    (r"第([一二三四五六七八九])章", lambda m: f"chapter {NUMERALS[m[1]]} "), (r"第([一二三四五六七八九])部分", lambda m: f"part {NUMERALS[m[1]]} "),
    (r"第([一二三四五六七八九])点", lambda m: f"point {NUMERALS[m[1]]}"), (r"第(\d+[–-]\d+)条", r"articles \1"), (r"第(\d+)条", r"article \1"),
    (r"表(\d)第(\d+)项", r"table \1, row \2"), (r"专栏(\d)", r" box \1"), (r"([一二三四五六七八九])?[(（]([一二三四五六七八九])[)）]",
     lambda m: (f"{NUMERALS[m[1]]} " if m[1] else "") + f"({NUMERALS[m[2]]}) "), (r"[;；] ?", "; "), ("、", ", "), (" +", " "), (r" ([,;]|$)", r"\1"), (",$", ""),
]


def cited(zh):
    """A source in both languages: documents by their titles, chapters by their numbers."""
    en = zh = chinese(zh)
    for title, english in ENGLISH_TITLES.items():
        en = en.replace(chinese(title), english)
    for pattern, replacement in PLACES_IN_A_TEXT:
        en = re.sub(pattern, replacement, en)
    en = en.strip()
    assert not CHINESE.search(en), en
    return {"zh": zh, "en": en[:1].upper() + en[1:]}
