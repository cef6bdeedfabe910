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
    en = zh
    for title, english in ENGLISH_TITLES.items():
        en = en.replace(title, english)
    for pattern, replacement in PLACES_IN_A_TEXT:
        en = re.sub(pattern, replacement, en)
    en = en.strip()
    assert not CHINESE.search(en), en
    return {"zh": chinese(zh), "en": en[:1].upper() + en[1:]}
