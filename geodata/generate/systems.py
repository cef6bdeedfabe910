"""Systems of the plans drawn by hand: A1–A7 of the development zone, B1 of the city (WGS 84 lon, lat)."""
from places import pts
from sources import CARRIERS, LOOKS, SPACE, CITY_SCHEME, zone

CORRIDOR_BOX = "第四章(二)专栏3"

AXES = [  # id, name, name_en, kind, role, line, from lon/lat range
    ("a1-changjiang", "长江路城市空间展示轴", "Changjiang Road Display Axis", "changjiang",
     "南北向;城市更新示范、“退二进三”试验,展示产业转型与国际形象", (31.3300, 31.4130), 1),
    ("a1-qianjin", "前进路城市空间展示轴", "Qianjin Road Display Axis", "qianjin",
     "东西向;依托轨道交通S1线,串联中心城区与东部副中心的公共服务轴", (120.9672, 121.0930), 0),
]
BELTS = [  # id, name, name_en, river, width_m, role, lat range
    ("a2-qingyang", "青阳港城市客厅景观带", "Qingyang Harbour City Lounge Belt", "qingyang", 520,
     "工业遗址改造、街区更新与复合公共空间,时尚宜居的滨水客厅", (31.3130, 31.3960)),
    ("a2-xiajia", "夏驾河科创走廊景观带", "Xiajia River Innovation Belt", "xiajia", 560,
     "“一带四园”,水绿生态与科创载体相衔接", (31.3390, 31.4020)),
    ("a2-wapu", "瓦浦河老镇印象景观带", "Wapu River Old Town Belt", "wapu", 460,
     "昆曲咖啡印象街区,咖啡文化与昆曲文化融合的滨水景观", (31.3520, 31.4070)),
]
CORES = [  # id, name, name_en, lon, lat, radius_m, role
    ("a3-qingyang", "青阳港两岸核心区", "Qingyang Harbour Core Area", 120.9812, 31.3815, 980,
     "传媒港、文化绿洲、城市生活社区、滨水公园带、未来生活体验区、青年创业园"),
    ("a3-newtown", "东部新城核心区", "Eastern New Town Core Area", 121.0335, 31.3846, 1150,
     "行政、商贸、会展、研发办公与文化娱乐中心,具新江南特色的新城"),
]
LIVING_PARKS = [  # A4
    ("a4-tienan", "铁南商务综合区", "South Railway Business Area", "城市生活园区:商务、服务、生活",
     pts(120.9478, 31.3520, 120.9666, 31.3486, 120.9668, 31.3392, 120.9480, 31.3412)),
    ("a4-central", "中央商贸服务区", "Central Commerce Area", "城市生活园区:商贸与服务",
     pts(120.9922, 31.3884, 121.0045, 31.3897, 121.0150, 31.3884, 121.0152, 31.3776, 121.0045, 31.3762, 120.9920, 31.3774)),
]
INDUSTRY_PARKS = [  # A5
    ("a5-bonded", "综合保税区", "Comprehensive Bonded Zone", "既有产业载体:加工制造、研发设计、物流分拨、检测维修、销售服务五大中心",
     pts(120.9900, 31.3628, 121.0265, 31.3646, 121.0252, 31.3478, 121.0100, 31.3518, 120.9898, 31.3570)),
    ("a5-optoelectronics", "光电产业园", "Optoelectronics Park", "既有产业载体:光电显示全产业链",
     pts(120.9870, 31.4136, 121.0258, 31.4160, 121.0266, 31.4032, 120.9872, 31.4008)),
    ("a5-returnees", "留学人员创业园", "Overseas Returnees Park", "既有产业载体:人才创业与孵化",
     pts(121.0294, 31.3704, 121.0402, 31.3714, 121.0394, 31.3650, 121.0294, 31.3666)),
    ("a5-manufacturing", "先进制造产业园", "Advanced Manufacturing Park", "加快建设的特色产业载体",
     pts(121.0486, 31.4174, 121.0676, 31.4176, 121.0678, 31.4110, 121.0494, 31.4072)),
    ("a5-robot", "哈工大机器人产业基地", "HIT Robotics Base", "加快建设的特色产业载体",
     pts(121.0522, 31.3606, 121.0672, 31.3594, 121.0668, 31.3470, 121.0534, 31.3472)),
    ("a5-food", "高端食品产业园", "Premium Food Park", "加快建设的特色产业载体:咖啡等高端休闲食品",
     pts(121.0790, 31.3696, 121.0975, 31.3690, 121.0992, 31.3630, 121.0900, 31.3578, 121.0792, 31.3580)),
    ("a5-corridor", "夏驾河科学走廊", "Xiajia River Science Corridor", "加快建设的特色产业载体:科创承载与成果转化",
     pts(121.0392, 31.3636, 121.0500, 31.3632, 121.0500, 31.3420, 121.0400, 31.3430)),
]
CARRIER_ORDER = [  # A6, west to east; the place is the land-use parcel or park of that name
    ("a6-square", "市民文化广场", "Civic Culture Square", "square"),
    ("a6-government", "市政府", "Municipal Government", "government"),
    ("a6-huangpu", "黄浦公园", "Huangpu Park", "park"),
    ("a6-medical", "东部医疗中心", "Eastern Medical Centre", "hospital"),
    ("a6-expo", "国际会展中心", "International Convention and Exhibition Centre", "exhibition"),
    ("a6-times", "时代大厦", "Times Tower", "office"),
    ("a6-shimao", "世茂广场", "Shimao Plaza", "commerce"),
    ("a6-corridor", "夏驾河科创走廊", "Xiajia River Innovation Corridor", "innovation"),
    ("a6-stadium", "亚洲杯专业足球场", "Asian Cup Football Stadium", "stadium"),
]
FOUR_PARKS = [  # A7: id, name, name_en, centre, rx, ry
    ("a7-headquarters", "科创总部园", "Innovation Headquarters Park", 121.0425, 31.3895, 520, 480),
    ("a7-creative", "科创创意园", "Innovation Creative Park", 121.0490, 31.3785, 520, 480),
    ("a7-incubator", "科创孵化园", "Innovation Incubator Park", 121.0405, 31.3735, 480, 430),
    ("a7-accelerator", "科创加速园", "Innovation Accelerator Park", 121.0480, 31.3640, 540, 520),
]
GROUPS = [  # B1
    ("b1-east", "国际数字商务贸易组团", "International Digital Business and Trade Group", "east",
     ["huaqiao", "lujia"], "向东接轨上海;以花桥国际商务城为引领", "1"),
    ("b1-west", "两岸科技创新教育组团", "Cross-Strait Science, Innovation and Education Group", "west",
     ["yushan", "bacheng"], "向西融入苏州主城;以昆山高新区为支撑", "2"),
    ("b1-north", "长三角先进智能制造组团", "Yangtze Delta Advanced Intelligent Manufacturing Group", "north",
     ["zone", "zhangpu", "zhoushi", "qiandeng"], "向北联动太仓;以昆山开发区为龙头", "3"),
    ("b1-south", "江南水乡生态人文组团", "Jiangnan Water Town Ecology and Culture Group", "south",
     ["jinxi", "dianshanhu", "zhouzhuang"], "向南协同长三角生态绿色一体化发展示范区;以旅游度假区为主体", "4"),
]
PLACE_SOURCES = {
    "qianjin": zone(SPACE), "station": "位置:昆山南站(120.946,31.355);" + zone(LOOKS), "looks": zone(LOOKS),
    "space": zone(SPACE), "starbucks": zone("第三章专栏1"), "cores": zone(CARRIERS), "goals": zone("第二章(四)2"),
    "schools": zone("第七章(一)2"), "health": zone("第七章(一)2"), "taiwan": zone("第五章(二)2"),
}
GROUP_SOURCE = CITY_SCHEME
