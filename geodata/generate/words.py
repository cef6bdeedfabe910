"""What features say of themselves, in English: roles, derivations, members, notes."""
ENGLISH = {
    # roles
    "“4+2+N”重点片区": "Key area of the \"4+2+N\" system", "“一带四园”，水绿生态与科创载体相衔接": "\"One belt, four parks\": waterfront ecology joined to innovation",
    "一带四园之一": "One of the belt's four parks", "一带：滨水景观带，串联四园": "The belt: a waterfront landscape that links the four parks",
    "七横之一": "One of the seven across", "四纵之一": "One of the four down", "三廊之一": "One of the three corridors", "四轴之一": "One of the four axes",
    "两环之一": "One of the two rings", "四连之一": "One of the four links", "八射之一": "One of the eight radials", "多园之一": "One of the many parks",
    "城市中心三处之一": "One of the three places of the city centre", "上海轨道交通11号线车站": "Station of Shanghai Metro Line 11", "轨道交通11号线车站": "Station of Metro Line 11",
    "东西向；依托轨道交通S1线，串联中心城区与东部副中心的公共服务轴": "East–west; an axis of public services along Metro S1 from the old centre to the eastern sub-centre",
    "南北向；城市更新示范、“退二进三”试验，展示产业转型与国际形象": "North–south; shows urban renewal, industry giving way to services, and an international face",
    "串联绿地与公共空间的链": "A chain of green and public spaces", "主要河道": "Main river", "片区支河": "Side canal", "湖泊": "Lake", "市域": "City",
    "以昆山开发区为龙头": "Led by the development zone", "以昆山旅游度假区为主体": "Around the tourist resort", "以昆山高新区为支撑": "Carried by the high-tech zone",
    "以花桥国际商务城为引领": "Led by Huaqiao International Business City",
    "传媒港、文化绿洲、城市生活社区、滨水公园带、未来生活体验区、青年创业园": "Media harbour, cultural oasis, living quarter, waterfront parks, future living, young founders",
    "保税加工、研发、物流、检测维修与销售服务": "Bonded processing, research, logistics, testing and repair, sales", "先进制造与城郊田园": "Advanced manufacturing and fields at the edge of the city",
    "光电显示产业集群": "Cluster of display industries", "全面融入苏州吴淞江科创带总体布局": "Part of Suzhou's Wusong River innovation belt", "农业生产与乡村": "Farming and villages",
    "前进路城市公共服务轴的功能载体": "Carrier of the Qianjin Road service axis", "加快建设的特色产业载体": "Industry park being built",
    "加快建设的特色产业载体：咖啡等高端休闲食品": "Industry park being built: coffee and other fine foods", "加快建设的特色产业载体：科创承载与成果转化": "Industry park being built: innovation and its use",
    "动迁与老镇风貌重塑，产城融合的特色老街样板区": "Clearance and the old town's face renewed; a model old street with work and living", "区级板块": "District-level area", "镇级板块": "Town", "镇驻地": "Seat of a town",
    "占市域14.46%的生态保护红线与省生态空间管控区域": "Ecological red line and provincial control areas, 14.46 % of the city",
    "向东接轨上海；以花桥国际商务城为引领": "East to Shanghai, led by Huaqiao International Business City", "向北联动太仓；以昆山开发区为龙头": "North to Taicang, led by the development zone",
    "向南协同长三角生态绿色一体化发展示范区；以旅游度假区为主体": "South to the Yangtze Delta demonstration area, around the tourist resort", "向西融入苏州主城；以昆山高新区为支撑": "West to Suzhou, carried by the high-tech zone",
    "咖啡文化与昆曲文化融合的滨水街区": "A waterfront quarter of coffee and Kunqu opera", "商贸服务与居住生活": "Commerce, services and living", "嘉定、昆山、太仓协同创新": "Jiading, Kunshan and Taicang innovate together",
    "国家级经济技术开发区；两轴三带、两核多园": "National development zone: two axes, three belts, two cores, many parks", "城市生活园区：商务、服务、生活": "Living park: business, services, living",
    "城市生活园区：商贸与服务": "Living park: commerce and services", "城镇集中建设": "Compact urban development", "工业遗址改造、街区更新与复合公共空间，时尚宜居的滨水客厅": "Old works rebuilt, quarters renewed, public space; a waterfront lounge to live in",
    "市级公园": "City park", "片区级公园": "District park", "社区级公园": "Neighbourhood park", "快速化": "To become an expressway", "道路改造": "Road to be rebuilt",
    "既有产业载体：人才创业与孵化": "Established: founders and incubation", "既有产业载体：光电显示全产业链": "Established: the whole chain of display industries",
    "既有产业载体：加工制造、研发设计、物流分拨、检测维修、销售服务五大中心": "Established: five centres of processing, design, distribution, testing and repair, sales",
    "日间照料与老年活动，步行15分钟可达": "Day care and activities for the elderly, within 15 minutes on foot", "昆曲咖啡印象街区，咖啡文化与昆曲文化融合的滨水景观": "Kunqu and coffee quarter: a waterfront of coffee and Kunqu opera",
    "滨水商务、文化与城市更新；含朝阳路—长江路—东新街核心商业区": "Waterfront business, culture and renewal, with the Chaoyang–Changjiang–Dongxin commercial core", "环湖科创": "Innovation around the lake",
    "禁止影响主导生态功能的开发建设；线性工程与市政设施另计": "No development that harms the main ecological function; linear works and utilities are counted apart", "科创孵化、创业与机器人产业": "Incubation, founders and robotics",
    "站前商务广场": "Business plaza at the station", "绿色咖啡烘焙与物流园区": "Green coffee roasting and logistics", "老镇更新、昆曲咖啡文化与高端食品产业": "Old town renewed, Kunqu and coffee, fine foods", "自虹桥向北经昆山、太仓": "North from Hongqiao through Kunshan and Taicang",
    "行政、商贸、会展、研发与文化娱乐中心": "Centre of administration, commerce, fairs, research, culture and leisure", "行政、商贸、会展、研发办公与文化娱乐中心，具新江南特色的新城": "Centre of administration, commerce, fairs, research, culture and leisure; a new town in a new Jiangnan manner",
    "西接老城、东连青阳港城市客厅的城市更新样板区": "Model of renewal between the old town and the Qingyang Harbour lounge", "规划建设的新城": "New town to be built", "规划轨道": "Planned rail", "轨道": "Metro", "骨干轨道": "Metro, backbone",
    "锦溪、周庄、淀山湖三镇": "The towns of Jinxi, Zhouzhuang and Dianshanhu", "阳澄湖两岸科创中心的科创载体：一园": "Innovation carrier of the Yangcheng Lake science centre: the park",
    "阳澄湖两岸科创中心的科创载体：一廊": "Innovation carrier of the Yangcheng Lake science centre: the corridor", "阳澄湖两岸科创中心的科创载体：一港": "Innovation carrier of the Yangcheng Lake science centre: the harbour",
    "青阳港城市客厅更新地块，西岸核心功能区": "Renewal at the Qingyang Harbour lounge, core of the west bank", "高铁南站商务与生活服务": "Business and services at the south station", "高铁站": "High-speed station",
    # derivations
    "文件只称“一廊一园一港”，未列名称与位置；示意于阳澄湖两岸": "The document says \"one corridor, one park, one harbour\" without names and places; drawn by Yangcheng Lake",
    "文件只称“两环四连八射”，未列走向；按区镇与既有道路方向绘制": "The document says \"two rings, four links, eight radials\" without courses; drawn after towns and existing roads",
    "规划未列成员：取两轴及主干道两侧绿带": "The plan lists no members: green strips along the two axes and main roads", "与相邻河道、道路平行内插": "Interpolated in parallel with neighbouring rivers and roads",
    "按功能载体归并，以河道、铁路和主要道路为界": "Grouped by functions, bounded by rivers, railway and main roads", "文件未载位置，示意于高新区西部水乡": "The document gives no place; drawn in the water country west of the high-tech zone",
    "文件未载位置，示意于高新区西部": "The document gives no place; drawn west of the high-tech zone", "文件未载位置，示意于吴淞江北岸": "The document gives no place; drawn on the north bank of the Wusong River",
    "文件未载界线；生态空间由湖泊、河道外扩至14.46%，城镇空间由镇区与开发区示意，其余为农业空间": "The document gives no borders; ecological space was grown from lakes and rivers to 14.46 %, urban space from towns and the zone, the rest is agricultural",
    "规划未列成员：取土地利用示意中的公园": "The plan lists no members: parks of the land-use drawing", "规划未列成员：取三条滨水景观带所沿河道": "The plan lists no members: the rivers of the three waterfront belts",
    "规划要求不少于1个、未列位置；按居住片区布点，半径取步行15分钟约1000米": "The plan asks for at least one and gives no places; placed by residential areas, radius 1000 m for 15 minutes on foot",
    "文件未列公园名录；取开发区土地利用示意中的公园，分级与半径为本图设定": "The document lists no parks: those of the zone's land-use drawing, levels and radii are ours",
    "规划只称“三类生态空间”，未列名；按土地利用示意归为水域、滨水绿地、郊野林地三类": "The plan says \"three ecological spaces\" without names; grouped from the land-use drawing as water, riverside green and woodland",
    "文件未载走向；沿青阳港、太仓塘、夏驾河与城南水系绘制": "The document gives no course; drawn along Qingyang Harbour, Taicang Canal, Xiajia River and the waters of the south",
    "文件只称“七横四纵”，未列成员；取主要河道、铁路与田园水网方向": "The document says \"seven across, four down\" without members; main rivers, the railway and the water network were taken",
    # notes, members, lines
    "超过2万平方米": "over 20 000 m²", "不少于100万平方米": "at least 1 000 000 m²", "超200万平方米": "over 2 000 000 m²",
    "花桥镇、陆家镇": "Huaqiao, Lujia", "昆山高新区（玉山镇）、巴城镇": "Kunshan High-tech Zone (Yushan), Bacheng", "昆山开发区、张浦镇、周市镇、千灯镇": "Kunshan Development Zone, Zhangpu, Zhoushi, Qiandeng",
    "锦溪镇、淀山湖镇、周庄镇": "Jinxi, Dianshanhu, Zhouzhuang", "生态保护红线": "Ecological red line", "城镇开发边界": "Town development boundary", "永久基本农田": "Permanent basic farmland",
}
FIELDS = ("role", "derivation", "members", "control_line", "floor_space_note", "solar_roof_note")


def english(properties):
    """The English of a feature's texts, each in a field beside its own; a land-use class is its own role."""
    out = {}
    for field in FIELDS:
        value = properties.get(field)
        if value is None:
            continue
        if value == properties.get("class"):
            out[field + "_en"] = properties["class_en"]
        elif not value.isascii():
            out[field + "_en"] = ENGLISH[value]
    return out
