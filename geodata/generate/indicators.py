"""The indicators of the zone plan: tables 1 and 2, and the figures of the text that a map can carry."""
from sources import CITY_SURVEY, chinese, cited, zone

GREEN_BLUE = ["14", "17", "01", "02", "03", "04", "05"]
BLUE_GREEN_ZH = ("计入地类：耕地（01）、园地（02）、林地（03）、草地（04）、湿地（05）、绿地与开敞空间用地（14）、陆地水域（17），占全区面积的比例。"
                 "规划未列地类，此处为本图口径；示意图形的计算值不代表现状。")
BLUE_GREEN_EN = ("Classes counted: cultivated land (01), orchards (02), woodland (03), grassland (04), wetland (05), green and open space (14), "
                 "inland water (17), as a share of the zone. The plan lists no classes, this is our reading; the figure of a schematic drawing is not a survey.")


# Chinese counts in ten thousands and hundred millions; 1 万m² is 1 ha.
UNITS_EN = {"亿元": "×10⁸ yuan", "亿美元": "×10⁸ US dollars", "万元/人": "×10⁴ yuan per person", "万人": "×10⁴ people", "万m²": "ha", "个": "villages",
            "人": "doctors", "件": "patents", "吨标准煤": "t of standard coal", "家": "firms", "张": "beds", "次": "visits"}
OTHER_UNITS_EN = {"t1-rd-institutes": "institutions"}


def unit(id, zh):
    """A unit that is written the same in both languages stays plain."""
    en = OTHER_UNITS_EN.get(id, UNITS_EN.get(zh))
    return {"zh": chinese(zh), "en": en} if en else chinese(zh)


def text(zh, en):
    return {"zh": chinese(zh), "en": en}


def share(codes):
    return {"kind": "class-share", "source": "landuse", "class": "code", "codes": codes, "boundary": "zone"}


def build():
    out = [
        dict(id="blue-green-share", name=text("蓝绿空间占比", "Blue-green space share"), unit="%", nature="binding",
             base={"year": 2020, "value": 40}, target={"year": 2025, "value": 45}, source=zone("表2第24项"),
             definition=text(BLUE_GREEN_ZH, BLUE_GREEN_EN),
             compute=share(GREEN_BLUE)),
        dict(id="green-coverage", name=text("绿化覆盖率", "Green coverage rate"), unit="%", nature="expected",
             base={"year": 2020, "value": 37}, target={"year": 2025, "value": 40}, source=zone("表1第23项、第二章(四)2"),
             definition=text("植被垂直投影面积占用地面积的比例，重叠处只计一次；目标为提升3个百分点（2020年37%，即40%）。须有植被覆盖资料才能计算，故只载数值。",
                             "Vertical projection of vegetation over land, overlaps counted once; the target is +3 points on 37 % in 2020, that is 40 %. "
                             "It takes a layer of vegetation cover to compute, so the figure is carried.")),
        dict(id="green-land-rate", name=text("绿地率", "Green land rate"), unit="%", nature="expected",
             source="格局图上指标，规划无对应目标",
             definition=text("绿地与开敞空间用地（14）和林地（03）的面积占全区面积的比例；地块内附属绿地未绘出，故不计入，也不等于绿化覆盖率。示意图形的计算值不代表现状。",
                             "Green and open space (14) and woodland (03) as a share of the zone. Planting inside other parcels is not drawn and not counted, "
                             "and the rate is not green coverage. The figure of a schematic drawing is not a survey."),
             compute=share(["14", "03"])),
        dict(id="park-green-per-head", name=text("人均公园绿地面积", "Park green space per head"), unit="m²", nature="expected",
             base={"year": 2020, "value": 11.8}, source=zone("表1第22项"),
             definition=text("公园绿地面积与常住人口之比;“十三五”目标10.5平方米。规划未载全区人口,故只载数值,不作计算。",
                             "Park green space over permanent population; target of the previous period 10.5 m². The plan gives no population of the zone, "
                             "so the figure is carried and not computed.")),
        dict(id="park-service", name=text("公园绿地服务覆盖率", "Residential land served by parks"), unit="%", nature="expected",
             source="格局图上指标，规划无对应目标",
             definition=text("居住用地（07）中，距1公顷以上公园绿地（1401）500米以内，或距0.4公顷以上公园绿地300米以内的用地所占比例；自公园边界起算的直线距离，非步行路径。"
                             "公园规模与距离为本图口径；示意图形的计算值不代表现状。",
                             "Share of residential land (07) within 500 m of parks (1401) of 1 ha and more, or within 300 m of parks of 0.4 ha and more; straight lines "
                             "from the border of the park, not ways on foot. Sizes and distances are our reading; the figure of a schematic drawing is not a survey."),
             compute={"kind": "service-share", "source": "landuse", "class": "code", "codes": ["07"], "boundary": "zone",
                      "near": [{"source": "landuse", "class": "code", "codes": ["1401"], "min-area": 10000, "distance": 500},
                               {"source": "landuse", "class": "code", "codes": ["1401"], "min-area": 4000, "distance": 300}]}),
        dict(id="living-circle", name=text("15分钟生活圈居住用地覆盖率（直线）", "Residential land in the 15-minute circle (straight line)"), unit="%",
             nature="expected", source="格局图上指标，规划无对应目标；设施见" + zone("第七章（一）3"),
             definition=text("居住用地（07）中，距综合养老服务中心1000米（约步行15分钟）以内的用地所占比例；直线距离，非步行路径。设施位置为本图布点，计算值不代表现状。",
                             "Share of residential land (07) within 1000 m (about 15 minutes on foot) of the elder-care centres; straight lines, not ways on foot. "
                             "The centres were placed by us; the figure is not a survey."),
             compute={"kind": "service-share", "source": "landuse", "class": "code", "codes": ["07"], "boundary": "zone",
                      "near": {"source": "a12_living", "distance": 1000, "where": ["==", ["get", "kind"], "elder-care"]}}),
        dict(id="low-efficiency-land", name=text("低效用地再利用", "Low-efficiency land reused"), unit="亩", nature="expected",
             target={"year": 2025, "value": 5000}, source=zone("第六章(一)2"),
             definition=text("“十四五”期间通过腾、改、转等措施完成再利用的低效用地。", "Low-efficiency land put to new use between 2021 and 2025.")),
        dict(id="new-green-space", name=text("“十三五”新增绿化", "Green space added 2016–2020"), unit="万m²", nature="expected",
             base={"year": 2020, "value": 390}, source=zone("第一章(一)5"),
             definition=text("新增绿化390万平方米。", "Green space added over the five years: 3.9 million m².")),
        dict(id="idle-land-greened", name=text("闲置地块覆绿", "Idle land greened"), unit="万m²", nature="expected",
             base={"year": 2020, "value": 338}, source=zone("第一章(一)5"),
             definition=text("闲置地块覆绿338万平方米。", "Idle plots planted over the five years: 3.38 million m².")),
        dict(id="innovation-floor-space", name=text("创新创业载体面积", "Innovation floor space"), unit="万m²", nature="expected",
             base={"year": 2020, "value": 90}, target={"year": 2025, "value": 350}, source=zone("第一章(一)3、第二章(四)2"),
             definition=text("2020年突破90万平方米,2025年突破350万平方米。", "Over 0.9 million m² in 2020, over 3.5 million m² in 2025.")),
        dict(id="culture-sports-per-head", name=text("人均公共文化体育设施面积", "Culture and sports floor space per head"), unit="m²",
             nature="expected", target={"year": 2025, "value": 5.65}, source=zone("第二章(四)2"),
             definition=text("人均公共文化体育设施面积达到5.65平方米。", "Public culture and sports facilities per head.")),
        dict(id="industrial-land-share", name=text("工业与仓储用地占比", "Share of industrial and logistics land"), unit="%", nature="expected",
             source="格局图上指标，规划无对应目标",
             definition=text("工矿用地（10）和仓储用地（11）占全区面积的比例，仅供读图。", "Industrial and mining land (10) and warehousing land (11) as a share of the zone; for reading the map only."),
             compute=share(["10", "11"])),
        dict(id="axes-length", name=text("城市空间展示轴长度", "Length of the display axes"), unit="km", nature="expected",
             source="格局图上指标;成员见" + zone("第六章(一)1"),
             definition=text("两轴示意线的测地线长度之和。", "Geodesic length of the two schematic axes."),
             compute={"kind": "length", "source": "a1_axes", "where": ["==", ["get", "kind"], "axis"]}),
    ]
    out += table1() + table2() + city()
    return [{**row, "source": cited(row["source"]), "unit": unit(row["id"], row["unit"])} for row in out]


def city():
    """Figures of the whole city, from the survey of 2022."""
    def row(id, zh, en, unit, value, where, note_zh, note_en, compute=None):
        r = dict(id="c-" + id, name=text(zh, en), unit=unit, nature="expected", base={"year": 2022, "value": value},
                 source=CITY_SURVEY + where, definition=text(note_zh, note_en))
        if compute:
            r["compute"] = compute
        return r
    return [
        row("green-coverage", "城市绿化覆盖率", "Urban green coverage rate", "%", 45, "一(三)", "全市城市绿化覆盖率。", "Green coverage of the city's built-up land."),
        row("wetland", "自然湿地保护率", "Natural wetland protection rate", "%", 64, "一(三)", "自然湿地保护率。", "Share of natural wetland under protection."),
        row("red-line", "生态保护红线与管控区占比", "Ecological red line and control areas", "%", 14.46, "一(三)",
            "国家级生态保护红线区域和省生态空间管控区域占国土面积的比例;示意图形按此比例绘制。", "Share of the land; the schematic shape was drawn to this share.",
            {"kind": "class-share", "source": "b11_zones", "class": "id", "codes": ["b11-ecological"], "boundary": "city"}),
        row("corridors", "建成生态廊道", "Ecological corridors built", "km", 181, "一(三)", "已建成的生态廊道长度;图上“七横四纵”示意线更长,只作对照。",
            "Length built; the schematic corridors on the map are longer and only for comparison.",
            {"kind": "length", "source": "b6_corridors", "where": ["has", "width_m"]}),
        row("population", "常住人口", "Permanent population", "万人", 268.7, "一(五)", "2022年常住人口。", "Permanent population in 2022."),
        row("registered", "户籍人口", "Registered population", "万人", 120.4, "一(五)", "2022年户籍人口。", "Registered population in 2022."),
        row("urbanisation", "常住人口城镇化率", "Urbanisation of permanent residents", "%", 79.39, "一(二)", "常住人口城镇化率。", "Share of permanent residents in towns."),
        row("villages", "可翻建村庄规划编制", "Villages with rebuilding plans", "个", 438, "一(二)", "实现规划编制全覆盖的可翻建村庄。", "Villages whose rebuilding plans are complete."),
        row("lifeline", "生命线安全工程试点", "Pilot of the lifeline works", "km²", 16, "一(六)", "城市生命线安全工程试点区域面积。", "Area of the pilot."),
    ]


def table1():
    """Table 1: target of 2016–2020 and the value reached in 2020."""
    def row(n, id, zh, en, unit, goal, done, growth_goal="", growth=""):
        r = dict(id="t1-" + id, name=text(zh, en), unit=unit, nature="expected", source=zone(f"表1第{n}项"))
        bits_zh, bits_en = [f"“十三五”规划目标:{goal}" + (f"(年均{growth_goal})" if growth_goal else "")], [f"Target for 2020: {en_value(goal)}" + (f" (a year: {en_value(growth_goal)})" if growth_goal else "")]
        bits_zh.append(f"2020年完成:{done}" + (f"(实际年均{growth})" if growth else ""))
        bits_en.append(f"reached in 2020: {en_value(done)}" + (f" (a year: {en_value(growth)})" if growth else ""))
        r["definition"] = text(";".join(bits_zh) + "。", "; ".join(bits_en) + ".")
        if number(done) is not None:
            r["base"] = {"year": 2020, "value": number(done)}
        return r
    assigned = "完成上级下达任务"
    city = "完成市下达任务"
    return [
        row(1, "gdp", "地区生产总值", "Gross regional product", "亿元", "1550", "1595.14", "6%", "6.5%"),
        row(2, "revenue", "公共财政收入", "Public fiscal revenue", "亿元", "115", "118.5", "8%", "8.7%"),
        row(3, "fixed-investment", "固定资产投资", "Fixed-asset investment", "亿元", "190", "194.87"),
        row(4, "industrial-output", "工业总产值", "Gross industrial output", "亿元", "5500", "5063.09", "7.5%", "7.7%"),
        row(5, "emerging-share", "新兴产业占工业总产值比重", "Emerging industries in industrial output", "%", "45", "60", "增加1个百分点", "增加4个百分点"),
        row(6, "services-share", "服务业增加值占地区生产总值比重", "Services in gross regional product", "%", ">40", "42.8", "增加>1.2个百分点", "增加1.6个百分点"),
        row(7, "rd-share", "全社会研发投入占GDP比重", "R&D spending in GDP", "%", ">3.5", "3.7", ">4.6%", "5%"),
        row(8, "hightech-firms", "高新技术企业数", "High-tech enterprises", "家", "300", "340", "33家", "40家"),
        row(9, "rd-institutes", "研发机构数", "R&D institutions", "家", "400", "614", "20家", "58家"),
        row(10, "patents", "万人拥有发明专利数", "Invention patents per 10 000 people", "件", "40", "75", "1.2件", "8.2件"),
        row(11, "skilled", "高技能人才占技能人才比重", "Highly skilled among skilled workers", "%", "42", "40.2", "2%", "1.8%"),
        row(12, "graduates", "大学本科以上占就业人员比重", "Graduates among the employed", "%", "20", "20.4", "8.6%", "8.9%"),
        row(13, "science-contribution", "科技进步贡献率", "Contribution of science and technology", "%", "67", "67", "1.5%", "1.5%"),
        row(14, "talent-contribution", "人才贡献率", "Contribution of talent", "%", "50", "50"),
        row(15, "unemployment", "社会调查失业率", "Surveyed unemployment rate", "", assigned, assigned),
        row(16, "income", "居民可支配收入", "Disposable income of residents", "", "与经济增长同步", "与经济增长同步", "与经济增长同步", "高于经济增长速度"),
        row(17, "elder-beds", "千人老人拥有养老床位数", "Care beds per 1 000 elderly", "张", "45", "46", "2.4%", "2.5%"),
        row(18, "energy", "万元地区生产总值能耗", "Energy use per 10 000 yuan of product", "吨标准煤", city, city),
        row(19, "pollutants", "主要污染物排放总量削减率", "Cut in main pollutants", "%", city, city),
        row(20, "air", "空气质量优于二级天数比例", "Days with air better than grade II", "%", city, city),
        row(21, "water", "Ⅲ类以上地表水比例", "Surface water of grade III or better", "%", city, city),
        row(22, "park-green", "人均公园绿地面积", "Park green space per head", "m²", "10.5", "11.8", "7.8%", "10.4%"),
        row(23, "green-coverage", "绿化覆盖率", "Green coverage rate", "%", "33.4", "37", "4%", "4.2%"),
    ]


def table2():
    """Table 2: value of 2020, target of 2025, nature."""
    def row(n, id, zh, en, unit, base, goal, nature="expected"):
        r = dict(id="t2-" + id, name=text(zh, en), unit=unit, nature=nature, source=zone(f"表2第{n}项"))
        r["definition"] = text(f"2020年完成值:{base};2025年目标值:{goal}。", f"2020: {en_value(base)}; target for 2025: {en_value(goal)}.")
        if number(base) is not None:
            r["base"] = {"year": 2020, "value": number(base)}
        if number(goal) is not None:
            r["target"] = {"year": 2025, "value": number(goal)}
        if id == "blue-green":
            r["compute"] = share(GREEN_BLUE)
            r["definition"] = text(r["definition"]["zh"] + BLUE_GREEN_ZH, r["definition"]["en"] + " " + BLUE_GREEN_EN)
        return r
    b = "binding"
    assigned, pace, above = "完成上级下达任务", "与经济增长基本同步", "高于全市平均水平"
    return [
        row(1, "gdp", "地区生产总值", "Gross regional product", "亿元", "1595", "力争2250"),
        row(2, "productivity", "全员劳动生产率", "Labour productivity", "万元/人", "34.3", "40"),
        row(3, "revenue", "一般公共预算收入", "General public budget revenue", "亿元", "118.5", pace),
        row(4, "manufacturing-share", "制造业增加值占GDP比重", "Manufacturing in GDP", "%", "58", "50左右"),
        row(5, "hightech-output", "高新技术产业产值占规上工业总产值比重", "High-tech in industrial output", "%", "35", "40"),
        row(6, "producer-services", "生产性服务业增加值占服务业增加值比重", "Producer services in services", "%", "55", "60"),
        row(7, "rd-share", "全社会研发支出占地区生产总值比重", "R&D spending in gross regional product", "%", "3.7", "4.5"),
        row(8, "patents", "年新增高价值发明专利数", "High-value invention patents a year", "件", "120", "130"),
        row(9, "hightech-firms", "累计高新技术企业数", "High-tech enterprises", "家", "340", "超800"),
        row(10, "talent", "海内外高层次人才", "High-level talent", "万人", "1.3", "1.8"),
        row(11, "foreign-capital", "五年累计实际使用外资", "Foreign capital used over five years", "亿美元", "14.44", "30"),
        row(12, "culture-share", "文化产业增加值占地区生产总值比重", "Culture in gross regional product", "%", "5.5", "10左右"),
        row(13, "urbanisation", "常住人口城镇化率", "Urbanisation of permanent residents", "%", "100", "100"),
        row(14, "income-growth", "居民人均可支配收入增长率", "Growth of disposable income per head", "%", "8.5", pace),
        row(15, "unemployment", "城镇登记失业率", "Registered urban unemployment", "%", "1.75", "1.7"),
        row(16, "education", "教育现代化水平", "Modernisation of education", "%", "91", "92"),
        row(17, "nursing-beds", "护理型床位数占养老机构床位数比重", "Nursing beds among care beds", "%", "95", "97"),
        row(18, "doctors", "每千人执业（助理）医师数", "Doctors per 1 000 people", "人", "3", "3.5"),
        row(19, "culture-visits", "人均接受文化场馆服务次数", "Visits to cultural venues per head", "次", "5.5", above),
        row(20, "energy", "单位地区生产总值能耗降幅", "Cut in energy per unit of product", "%", assigned, assigned, b),
        row(21, "water-use", "单位地区生产总值用水量降幅", "Cut in water per unit of product", "%", "23", assigned, b),
        row(22, "air", "空气质量优良天数比率", "Days of good air", "%", assigned, assigned, b),
        row(23, "solid-waste", "固体废物综合利用率", "Solid waste reused", "%", "91", "96", b),
        row(24, "blue-green", "蓝绿空间占比", "Blue-green space share", "%", "40", "45", b),
        row(25, "civility", "社会文明程度测评指数", "Civility index", "", "92", "95"),
        row(26, "volunteers", "注册志愿者占常住人口比重", "Registered volunteers among residents", "%", "35", above),
        row(27, "accidents", "亿元地区生产总值生产安全事故死亡率", "Work-safety deaths per 100 million yuan of product", "%", "0.0031", "不超过0.0030"),
        row(28, "rule-of-law", "法治建设满意度", "Satisfaction with the rule of law", "", "89.85", "93"),
        row(29, "safety", "群众安全感满意度", "Satisfaction with public safety", "%", "97.79", "99.1"),
    ]


def number(value):
    digits = "".join(ch for ch in value if ch.isdigit() or ch == ".")
    words = ("力争", "左右", "超", "不超过", ">")
    bare = value
    for w in sorted(words, key=len, reverse=True):
        bare = bare.replace(w, "")
    return float(digits) if digits and bare == digits else None


EN_VALUES = {"完成上级下达任务": "as assigned by the higher level", "完成市下达任务": "as assigned by the city",
             "与经济增长同步": "in step with growth", "与经济增长基本同步": "broadly in step with growth", "高于经济增长速度": "above growth",
             "高于全市平均水平": "above the city's average", "力争2250": "2250 if possible", "50左右": "about 50", "10左右": "about 10",
             "超800": "over 800", "不超过0.0030": "at most 0.0030", "增加1个百分点": "+1 point", "增加4个百分点": "+4 points",
             "增加>1.2个百分点": "more than +1.2 points", "增加1.6个百分点": "+1.6 points"}


def en_value(value):
    return EN_VALUES.get(value, value.replace("家", " firms").replace("件", ""))
