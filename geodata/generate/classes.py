"""Land-use classes: codes and names of the 2023 guide to land and sea use classification,
colours of the 2021 drawing rules for county and city territorial plans, Annex B."""

FIRST = [  # code, zh, en, colour
    ("01", "耕地", "Cultivated land", "#f5f8dc"), ("02", "园地", "Orchard land", "#bfe9aa"),
    ("03", "林地", "Woodland", "#68b167"), ("04", "草地", "Grassland", "#cdf57a"),
    ("05", "湿地", "Wetland", "#65cdaa"), ("06", "农业设施建设用地", "Agricultural facilities", "#d8d79f"),
    ("07", "居住用地", "Residential land", "#ffff2d"),
    ("08", "公共管理与公共服务用地", "Public administration and services", "#ff00ff"),
    ("09", "商业服务业用地", "Commercial and service land", "#ff0000"),
    ("10", "工矿用地", "Industrial and mining land", "#bb9674"), ("11", "仓储用地", "Warehousing land", "#8761d3"),
    ("12", "交通运输用地", "Transport land", "#b7b7b7"), ("13", "公用设施用地", "Public utilities", "#006380"),
    ("14", "绿地与开敞空间用地", "Green and open space", "#00ff00"), ("15", "特殊用地", "Special land", "#859156"),
    ("16", "留白用地", "Reserve land", "#ffffff"), ("17", "陆地水域", "Inland water", "#338ec0"),
    ("18", "渔业用海", "Sea for fisheries", "#94d5eb"), ("19", "工矿通信用海", "Sea for industry and communication", "#56a6d3"),
    ("20", "交通运输用海", "Sea for transport", "#6c8bd1"), ("21", "游憩用海", "Sea for recreation", "#1aaae6"),
    ("22", "特殊用海", "Sea for special use", "#83bcd6"), ("23", "其他土地", "Other land", "#eeeeee"),
    ("24", "其他海域", "Other sea", "#d6eaf3"),
]
SECOND = [  # used in the coverage; a second-level class without a colour of its own takes that of its first level
    ("0101", "水田", "Paddy field", "#f5f8dc"), ("0301", "乔木林地", "Arbor woodland", "#68b167"),
    ("0701", "城镇住宅用地", "Urban housing", "#ffff2d"), ("0703", "农村宅基地", "Rural homesteads", "#ffd380"),
    ("0801", "机关团体用地", "Government and organisations", "#ff00ff"), ("0802", "科研用地", "Scientific research", "#e6005c"),
    ("0803", "文化用地", "Culture", "#ff7f00"), ("0804", "教育用地", "Education", "#ff85c9"),
    ("0805", "体育用地", "Sports", "#00a57c"), ("0806", "医疗卫生用地", "Medical and health", "#ff7f7e"),
    ("0807", "社会福利用地", "Social welfare", "#ff9f7f"), ("0901", "商业用地", "Retail and commerce", "#ff0000"),
    ("0902", "商务金融用地", "Business and finance", "#ff0000"), ("1001", "工业用地", "Industry", "#bb9674"),
    ("1101", "物流仓储用地", "Logistics and warehousing", "#8761d3"), ("1201", "铁路用地", "Railway", "#b7b7b7"),
    ("1207", "城镇村道路用地", "Urban and village roads", "#a3a3a3"), ("1208", "交通场站用地", "Transport stations", "#b7b7b7"),
    ("1302", "排水用地", "Drainage", "#006380"), ("1303", "供电用地", "Power supply", "#006380"),
    ("1401", "公园绿地", "Park green space", "#00ff00"), ("1402", "防护绿地", "Protective green space", "#148d4a"),
    ("1403", "广场用地", "Squares", "#acffcf"), ("1701", "河流水面", "River surface", "#338ec0"),
    ("1704", "坑塘水面", "Pond surface", "#338ec0"),
]
NAMES = {c: (zh, en) for c, zh, en, _ in FIRST + SECOND}
COLORS = {c: color for c, _, _, color in FIRST + SECOND}
