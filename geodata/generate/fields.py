"""Names of the data's fields and of the values that are words of the data, in both languages (geju:fields)."""
from indicators import text

NAMES = {
    "id": ("编号", "Identifier"), "system": ("所属体系", "System"), "kind": ("类型", "Kind"), "role": ("作用", "Role"), "state": ("时期", "State"),
    "code": ("地类代码", "Class code"), "class": ("地类", "Class"), "district": ("片区", "District"), "block": ("街坊", "Block"),
    "derived": ("推得", "Derived"), "derivation": ("推得依据", "Derivation"), "rank": ("等级", "Rank"), "level": ("级别", "Level"),
    "order": ("次序", "Order"), "side": ("方位", "Side"), "members": ("成员", "Members"), "control_line": ("控制线", "Control line"),
    "beyond_city": ("跨出市域", "Beyond the city"), "area_ha": ("面积（公顷）", "Area (ha)"), "area_km2": ("面积（平方千米）", "Area (km²)"),
    "width_m": ("宽度（米）", "Width (m)"), "radius_m": ("半径（米）", "Radius (m)"), "length_m": ("长度（米）", "Length (m)"),
    "floor_space_m2": ("建筑面积（平方米）", "Floor space (m²)"), "floor_space_note": ("建筑面积说明", "Floor space, note"),
    "clearance_m2": ("清退面积（平方米）", "To be cleared (m²)"), "official_area_km2": ("公布面积（平方千米）", "Official area (km²)"),
    "plan_area_km2": ("规划面积（平方千米）", "Area in the plan (km²)"), "plan_site_m2": ("规划用地（平方米）", "Site in the plan (m²)"),
    "solar_roof_m2": ("光伏屋顶（平方米）", "Solar roof (m²)"), "solar_roof_note": ("光伏屋顶说明", "Solar roof, note"),
}
KINDS = {
    "axis": ("轴线", "Axis"), "belt": ("带", "Belt"), "core": ("核心", "Core"), "living-park": ("城市生活园区", "Living park"),
    "industry-park": ("特色产业园区", "Industry park"), "innovation-park": ("科创园", "Innovation park"), "innovation-carrier": ("科创载体", "Innovation carrier"),
    "green-axis": ("绿轴", "Green axis"), "green-corridor": ("生态廊道", "Green corridor"), "green-park": ("公园", "Park"), "green-chain": ("绿链", "Green chain"),
    "renewal-area": ("更新地区", "Place of renewal"), "ecological-space": ("生态空间", "Ecological space"), "elder-care": ("养老服务设施", "Elder care"),
    "group": ("组团", "Group of towns"), "town": ("区镇", "Town"), "town-seat": ("镇驻地", "Town seat"), "city": ("市域", "City"),
    "development-zone": ("开发区", "Development zone"), "district": ("功能片区", "Functional district"), "landuse": ("用地", "Land use"),
    "link": ("联系方向", "Link"), "link-belt": ("拓展带", "Belt of links"), "link-circle": ("协同圈", "Circle"), "new-town": ("新城", "New town"),
    "ring": ("环线", "Ring"), "link-road": ("连接线", "Link road"), "radial": ("射线", "Radial"), "road": ("道路", "Road"),
    "eco-across": ("横向生态廊道", "Corridor across"), "eco-down": ("纵向生态廊道", "Corridor down"), "key-area": ("重点片区", "Key area"),
    "lake-area": ("环湖科创区", "Lake area"), "coordination-area": ("协调区", "Coordination area"), "space-ecological": ("生态空间", "Ecological space"),
    "space-agricultural": ("农业空间", "Agricultural space"), "space-urban": ("城镇空间", "Urban space"), "river": ("河道", "River"), "canal": ("支河", "Side canal"),
    "lake": ("湖泊", "Lake"), "metro-station": ("轨道车站", "Metro station"), "rail-station": ("铁路客站", "Railway station"), "square": ("广场", "Square"),
    "government": ("机关", "Government"), "park": ("公园", "Park"), "hospital": ("医院", "Hospital"), "exhibition": ("会展", "Exhibition"),
    "office": ("商务办公", "Offices"), "commerce": ("商业", "Commerce"), "innovation": ("科创", "Innovation"), "stadium": ("体育场", "Stadium"),
    "park-city": ("市级公园", "City park"), "park-district": ("片区级公园", "District park"), "park-neighbourhood": ("社区级公园", "Neighbourhood park"),
}
LINES = {
    "rail": ("铁路", "Railway"), "metro": ("轨道交通", "Metro"), "metro-planned": ("规划轨道交通", "Planned metro"),
    "intercity-planned": ("规划城际铁路", "Planned intercity railway"), "tram-planned": ("规划智轨", "Planned tram"),
}
RANKS = {
    "expressway": ("快速路", "Expressway"), "primary": ("主干路", "Primary road"), "secondary": ("次干路", "Secondary road"), "collector": ("支路", "Collector road"),
    "ring": ("环线", "Ring"), "link": ("连接线", "Link road"), "radial": ("射线", "Radial"), **LINES,
}
VALUES = {
    "kind": {**KINDS, **LINES}, "rank": RANKS, "role": RANKS, "system": {"base": ("底图", "Base map")},
    "state": {"planned": ("规划", "Planned"), "2020": ("2020年既有", "Established by 2020"), "2025": ("2025年前建设", "To be built by 2025")},
    "level": {"city": ("市级", "City"), "district": ("片区级", "District"), "neighbourhood": ("社区级", "Neighbourhood")},
    "side": {"east": ("东", "East"), "west": ("西", "West"), "north": ("北", "North"), "south": ("南", "South")},
    **{field: {"true": ("是", "Yes"), "false": ("否", "No")} for field in ("derived", "beyond_city")},
}


def build(districts):
    """`districts`: id without its prefix, names in both languages."""
    values = {**VALUES, "district": districts}
    return {field: {"name": text(*name), **({"values": {k: text(*v) for k, v in values[field].items()}} if field in values else {})}
            for field, name in NAMES.items()}
