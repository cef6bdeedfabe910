"""What the land is for: themes of the blocks, named places, and the classes of the parcels.

The themes follow the functions that the zone plan gives each part; classes are those of the
2023 guide to land and sea use classification. Everything random is seeded by the block's number.
"""

from frame import to_lonlat
from places import pts

# Themes by district: (lon, lat, theme); a block takes the nearest one of its own district.
THEMES = {
    "qingyang": [(120.9690, 31.3925, "mixed"), (120.9780, 31.3935, "mixed"), (120.9690, 31.3865, "civic"),
                 (120.9775, 31.3872, "core"), (120.9690, 31.3800, "core"), (120.9770, 31.3790, "core"),
                 (120.9775, 31.3832, "core"), (120.9690, 31.3720, "res"), (120.9770, 31.3720, "mixed"),
                 (120.9690, 31.3650, "res"), (120.9770, 31.3640, "renewal"), (120.9850, 31.3925, "mixed"),
                 (120.9850, 31.3800, "core"), (120.9855, 31.3870, "core"), (120.9855, 31.3720, "res"),
                 (120.9860, 31.3620, "renewal")],
    "tienan": [(120.9510, 31.3555, "station"), (120.9500, 31.3480, "core"), (120.9590, 31.3500, "core"),
               (120.9650, 31.3560, "mixed"), (120.9750, 31.3540, "mixed"), (120.9690, 31.3460, "mixed"),
               (120.9750, 31.3440, "res"), (120.9520, 31.3400, "res"), (120.9600, 31.3380, "res"),
               (120.9680, 31.3360, "res"), (120.9750, 31.3360, "res"), (120.9520, 31.3310, "hitech"),
               (120.9640, 31.3305, "res"), (120.9750, 31.3300, "park"), (120.9570, 31.3620, "mixed"),
               (120.9690, 31.3590, "res")],
    "central": [(120.9920, 31.3925, "res"), (121.0000, 31.3930, "res"), (121.0110, 31.3930, "res"),
                (120.9920, 31.3868, "core"), (121.0000, 31.3865, "mixed"), (121.0110, 31.3868, "mixed"),
                (120.9920, 31.3820, "core"), (121.0000, 31.3815, "core"), (121.0080, 31.3820, "mixed"),
                (121.0150, 31.3820, "mixed"), (120.9920, 31.3740, "res"), (121.0010, 31.3720, "res"),
                (121.0100, 31.3730, "res"), (121.0160, 31.3730, "res"), (120.9940, 31.3690, "res")],
    "newtown": [(121.0230, 31.3950, "res"), (121.0340, 31.3960, "res"), (121.0420, 31.3970, "res"),
                (121.0230, 31.3880, "core"), (121.0345, 31.3890, "mixed"), (121.0345, 31.3865, "core"),
                (121.0430, 31.3880, "hitech"), (121.0230, 31.3820, "core"), (121.0345, 31.3810, "core"),
                (121.0430, 31.3800, "hitech"), (121.0230, 31.3740, "res"), (121.0345, 31.3750, "res"),
                (121.0425, 31.3740, "hitech"), (121.0505, 31.3960, "res"), (121.0530, 31.3900, "res"),
                (121.0540, 31.3860, "sport"), (121.0540, 31.3800, "mixed"), (121.0505, 31.3745, "hitech"),
                (121.0560, 31.3740, "res"), (121.0560, 31.4020, "res")],
    "optoelectronics": [(120.9780, 31.4120, "res"), (120.9780, 31.4050, "mixed"), (120.9780, 31.4000, "res"),
                        (120.9900, 31.4010, "res"), (120.9900, 31.4100, "ind"), (121.0020, 31.4120, "ind"),
                        (121.0020, 31.4050, "ind"), (121.0130, 31.4130, "ind"), (121.0130, 31.4060, "ind"),
                        (121.0230, 31.4060, "ind"), (121.0230, 31.4130, "ind"), (121.0340, 31.4060, "hitech"),
                        (121.0340, 31.4130, "ind"), (121.0430, 31.4060, "hitech"), (121.0430, 31.4130, "ind")],
    "manufacturing": [(121.0530, 31.4080, "ind"), (121.0530, 31.4150, "ind"), (121.0640, 31.4110, "ind"),
                      (121.0640, 31.4160, "farm"), (121.0730, 31.4120, "farm"), (121.0730, 31.4170, "farm"),
                      (121.0820, 31.4140, "farm"), (121.0830, 31.4170, "wood")],
    "bonded": [(120.9900, 31.3640, "ind"), (121.0000, 31.3640, "ind"), (121.0100, 31.3650, "ind"),
               (121.0220, 31.3660, "ind"), (120.9900, 31.3570, "log"), (121.0000, 31.3560, "log"),
               (121.0100, 31.3560, "log"), (121.0200, 31.3560, "log"), (121.0220, 31.3500, "log"),
               (120.9850, 31.3500, "res"), (120.9930, 31.3500, "ind"), (121.0030, 31.3460, "ind"),
               (120.9850, 31.3400, "res"), (120.9930, 31.3400, "ind"), (121.0060, 31.3400, "ind"),
               (120.9850, 31.3300, "mixed"), (120.9930, 31.3300, "ind"), (121.0030, 31.3300, "ind"),
               (120.9850, 31.3200, "village"), (120.9930, 31.3200, "farm"), (121.0030, 31.3210, "farm"),
               (120.9850, 31.3130, "wood"), (120.9950, 31.3130, "farm"), (121.0040, 31.3130, "farm")],
    "corridor": [(121.0310, 31.3690, "hitech"), (121.0350, 31.3680, "hitech"), (121.0410, 31.3680, "hitech"),
                 (121.0490, 31.3680, "hitech"), (121.0550, 31.3670, "res"), (121.0310, 31.3590, "ind"),
                 (121.0350, 31.3560, "ind"), (121.0410, 31.3580, "hitech"), (121.0480, 31.3580, "hitech"),
                 (121.0550, 31.3580, "robot"), (121.0310, 31.3500, "ind"), (121.0350, 31.3480, "ind"),
                 (121.0420, 31.3480, "hitech"), (121.0480, 31.3480, "hitech"), (121.0550, 31.3490, "robot"),
                 (121.0420, 31.3420, "ind"), (121.0480, 31.3400, "ind"), (121.0550, 31.3410, "ind")],
    "penglang": [(121.0640, 31.4020, "res"), (121.0720, 31.4020, "village"), (121.0800, 31.4030, "farm"),
                 (121.0640, 31.3950, "res"), (121.0720, 31.3950, "res"), (121.0800, 31.3950, "farm"),
                 (121.0640, 31.3880, "res"), (121.0730, 31.3880, "mixed"), (121.0790, 31.3880, "res"),
                 (121.0840, 31.3850, "village"), (121.0930, 31.3850, "farm"), (121.0640, 31.3790, "mixed"),
                 (121.0730, 31.3790, "oldtown"), (121.0785, 31.3795, "oldtown"), (121.0840, 31.3790, "mixed"),
                 (121.0930, 31.3790, "village"), (121.0640, 31.3740, "res"), (121.0720, 31.3740, "mixed"),
                 (121.0790, 31.3740, "oldtown"), (121.0850, 31.3740, "res"), (121.0940, 31.3740, "food"),
                 (121.0640, 31.3670, "ind"), (121.0720, 31.3660, "ind"), (121.0800, 31.3660, "food"),
                 (121.0870, 31.3660, "food"), (121.0950, 31.3660, "food"), (121.0640, 31.3570, "ind"),
                 (121.0720, 31.3560, "ind"), (121.0800, 31.3580, "food"), (121.0870, 31.3570, "food"),
                 (121.0960, 31.3620, "food"), (121.0640, 31.3480, "farm"), (121.0710, 31.3480, "wood"),
                 (121.0780, 31.3510, "farm"), (121.0850, 31.3530, "farm"), (121.0630, 31.3410, "wood")],
}
BLOCK_HA = {"core": 4.0, "civic": 4.0, "mixed": 6.6, "res": 8.4, "ind": 17.0, "hitech": 7.0, "log": 15.0, "farm": 26.0,
            "wood": 24.0, "park": 60.0, "village": 9.0, "oldtown": 2.6, "station": 5.0, "renewal": 4.0, "robot": 8.0,
            "food": 11.0, "sport": 9.0}
STREET_M = {"farm": 6.0, "wood": 0.0, "park": 0.0, "core": 14.0, "civic": 14.0, "oldtown": 10.0, "village": 8.0,
            "ind": 18.0, "log": 18.0, "food": 16.0}

# Shares of whole blocks by theme (class, weight).
MIX = {
    "core": [("0902", 30), ("0901", 25), ("0701", 22), ("1403", 4), ("0803", 5), ("1401", 14)],
    "civic": [("0801", 30), ("0902", 20), ("0701", 20), ("0803", 10), ("1401", 20)],
    "mixed": [("0701", 62), ("0901", 11), ("0902", 8), ("0804", 5), ("0801", 3), ("1208", 2), ("0806", 2), ("1401", 7)],
    "res": [("0701", 84), ("0804", 5), ("0901", 3), ("0807", 1), ("1401", 7)],
    "ind": [("1001", 84), ("1101", 4), ("1402", 6), ("1302", 1), ("1303", 2), ("1208", 1), ("16", 2)],
    "robot": [("1001", 60), ("0802", 30), ("1401", 6), ("0902", 4)],
    "food": [("1001", 74), ("1101", 8), ("0802", 5), ("1402", 6), ("0901", 3), ("16", 4)],
    "hitech": [("0802", 48), ("1001", 24), ("0902", 8), ("0701", 8), ("1401", 12)],
    "log": [("1101", 66), ("1001", 34)],
    "farm": [("0101", 80), ("0301", 11), ("1704", 9)],
    "wood": [("0301", 100)],
    "park": [("1401", 100)],
    "village": [("0703", 62), ("0101", 26), ("0301", 12)],
    "oldtown": [("0701", 44), ("0901", 28), ("0803", 10), ("1403", 4), ("1401", 14)],
    "station": [("1208", 24), ("0902", 36), ("0901", 18), ("1403", 8), ("1401", 14)],
    "renewal": [("0701", 46), ("0902", 16), ("0803", 12), ("0901", 12), ("1401", 14)],
    "sport": [("0805", 55), ("1401", 30), ("0901", 15)],
}

# Named places: lon, lat, class, hectares, name, name_en, source key (see systems.py).
PLACES = [
    (120.9690, 31.3840, "1403", 4.5, "市民文化广场", "Civic Culture Square", "qianjin"),
    (120.9765, 31.3862, "0801", 5.0, "市政府", "Municipal Government", "qianjin"),
    (121.0030, 31.3860, "0806", 11.0, "东部医疗中心", "Eastern Medical Centre", "qianjin"),
    (121.0165, 31.3832, "0803", 14.0, "国际会展中心", "International Convention and Exhibition Centre", "qianjin"),
    (121.0245, 31.3862, "0902", 4.0, "时代大厦", "Times Tower", "qianjin"),
    (121.0345, 31.3838, "0901", 6.0, "世茂广场", "Shimao Plaza", "qianjin"),
    (121.0545, 31.3862, "0805", 20.0, "亚洲杯专业足球场", "Asian Cup Football Stadium", "qianjin"),
    (120.9490, 31.3572, "1208", 6.0, "昆山南站", "Kunshan South Railway Station", "station"),
    (120.9520, 31.3530, "0901", 5.0, "高铁南站商务广场", "South Station Business Plaza", "looks"),
    (121.0785, 31.3770, "0803", 3.0, "昆曲咖啡印象街区", "Kunqu and Coffee Quarter", "space"),
    (121.0890, 31.3640, "1001", 8.0, "星巴克咖啡创新产业园", "Starbucks Coffee Innovation Park", "starbucks"),
    (121.0225, 31.3800, "0801", 5.0, "东部新城行政中心", "Eastern New Town Administrative Centre", "cores"),
    (121.0255, 31.3905, "0803", 4.5, "城东市民活动中心", "East City Civic Centre", "goals"),
    (121.0640, 31.3900, "0804", 9.0, "蓬朗高级中学", "Penglang Senior High School", "schools"),
    (120.9860, 31.3760, "0804", 5.0, "青阳港学校", "Qingyang Harbour School", "schools"),
    (121.0330, 31.3915, "0804", 6.0, "兵希中学", "Bingxi Middle School", "schools"),
    (120.9965, 31.3780, "0804", 4.0, "昆山开发区实验小学", "Development Zone Experimental Primary School", "schools"),
    (121.0090, 31.3790, "0804", 7.0, "昆山国际学校", "Kunshan International School", "schools"),
    (121.0535, 31.3955, "0804", 8.0, "华二国际学校", "Hua'er International School", "schools"),
    (121.0350, 31.3745, "0806", 3.0, "昆山开发区社区医院", "Development Zone Community Hospital", "health"),
    (120.9930, 31.3815, "0803", 3.0, "慧聚广场", "Huiju Square", "taiwan"),
]

PARKS = [  # name, name_en, outline (lon, lat); river and road cut them further
    ("黄浦公园", "Huangpu Park", pts(120.9868, 31.3848, 120.9925, 31.3846, 120.9928, 31.3892, 120.9870, 31.3896)),
    ("夏驾河湿地公园", "Xiajia River Wetland Park",
     pts(121.0438, 31.3850, 121.0500, 31.3848, 121.0506, 31.3895, 121.0496, 31.3945, 121.0462, 31.3955, 121.0442, 31.3910)),
    ("青阳港滨水公园", "Qingyang Harbour Waterfront Park",
     pts(120.9790, 31.3700, 120.9826, 31.3702, 120.9830, 31.3752, 120.9822, 31.3800, 120.9786, 31.3802, 120.9782, 31.3750)),
    ("夏驾河科创公园", "Xiajia River Science Park",
     pts(121.0418, 31.3590, 121.0482, 31.3588, 121.0480, 31.3636, 121.0420, 31.3640)),
    ("蓬朗郊野公园", "Penglang Country Park",
     pts(121.0742, 31.3960, 121.0830, 31.3962, 121.0850, 31.4050, 121.0800, 31.4075, 121.0752, 31.4060)),
    ("娄江公园", "Loujiang Park", pts(120.9740, 31.3978, 120.9850, 31.3985, 120.9846, 31.4012, 120.9740, 31.4006)),
    ("吴淞江郊野公园", "Wusong River Country Park",
     pts(120.9800, 31.3095, 120.9880, 31.3100, 120.9878, 31.3160, 120.9800, 31.3165)),
    ("瓦浦河老镇公园", "Wapu River Old Town Park",
     pts(121.0745, 31.3795, 121.0772, 31.3800, 121.0768, 31.3700, 121.0735, 31.3700)),
    ("光电产业园中心公园", "Optoelectronics Park Central Green",
     pts(121.0172, 31.4072, 121.0226, 31.4075, 121.0224, 31.4125, 121.0170, 31.4122)),
]
PONDS = [  # lon, lat, rx, ry, turn, seed, name, name_en, class
    (121.0484, 31.3885, 120, 190, 0.1, 1.0, "夏驾河湿地公园水面", "Xiajia River Wetland Park lake", "1704"),
    (120.9896, 31.3872, 120, 80, 0.3, 2.0, "黄浦公园水面", "Huangpu Park lake", "1704"),
    (121.0798, 31.4010, 190, 260, 0.3, 0.4, "蓬朗郊野公园水面", "Penglang Country Park lake", "1704"),
    (121.0450, 31.3612, 70, 100, -0.2, 3.0, "夏驾河科创公园水面", "Xiajia River Science Park lake", "1704"),
    (121.0198, 31.4098, 90, 120, 0.2, 1.8, "光电产业园中心公园水面", "Optoelectronics Park lake", "1704"),
    (120.9843, 31.3128, 130, 150, 0.1, 2.7, "吴淞江郊野公园水面", "Wusong River Country Park lake", "1704"),
    (120.9750, 31.3308, 150, 110, 0.4, 0.9, "铁南公园水面", "South Railway park lake", "1704"),
]


def theme_at(district, x, y):
    lon, lat = to_lonlat(x, y)
    return min(THEMES[district], key=lambda t: ((t[0] - lon) * 0.857) ** 2 + (t[1] - lat) ** 2)[2]


def pick(mix, rng):
    total = sum(w for _, w in mix)
    at = rng.uniform(0, total)
    for code, w in mix:
        at -= w
        if at <= 0:
            return code
    return mix[0][0]


def fill_blocks(fabric, theme, district, sup, blocks, named, rng, index):
    """Give every block of a superblock its class; some are divided into two parcels."""
    from fabric import divide
    central = sorted(blocks, key=lambda b: b.distance(sup.centroid))
    fixed = dict(named)
    if theme in ("res", "mixed") and len(blocks) >= 4:
        free = [b for b in central if id(b) not in fixed]
        if free:
            fixed[id(free[0])] = ("1401", "社区公园", "Neighbourhood park")
        if len(blocks) >= 6 and len(free) > 1 and index % 2:
            fixed[id(free[1])] = ("0804", "", "")
    for n, b in enumerate(blocks):
        if id(b) in fixed:
            code, name, name_en = fixed[id(b)]
            fabric.add(b, code=code, part=name, part_en=name_en, block=(index, n), parcel=True)
            continue
        code = pick(MIX[theme], rng)
        if code == "1401" and b.area > 5e4:
            two = divide(b, 0.45, (sup.centroid.x, sup.centroid.y), rng)
            other = MIX[theme][0][0]
        elif code == "0701" and theme in ("mixed", "res", "renewal") and rng.random() < (0.40 if theme != "res" else 0.20):
            edge = (b.centroid.x * 2 - sup.centroid.x, b.centroid.y * 2 - sup.centroid.y)
            two = divide(b, rng.uniform(0.14, 0.24), edge, rng)
            code, other = "0901", "0701"
        elif code == "1001" and rng.random() < 0.22 and b.area > 6e4:
            two = divide(b, rng.uniform(0.10, 0.16), (sup.centroid.x, sup.centroid.y), rng)
            code, other = "1402", "1001"
        elif b.area > 1.9 * BLOCK_HA[theme] * 1e4:
            two = divide(b, 0.5, (sup.centroid.x, sup.centroid.y), rng)
            other = code
        else:
            two = None
        if two:
            fabric.add(two[0], code=code, part="", part_en="", block=(index, n), parcel=True)
            fabric.add(two[1], code=other, part="", part_en="", block=(index, n), parcel=True)
        else:
            if code in ("0901", "1402") and theme in ("mixed", "res", "renewal", "ind") and b.area > 5e4:
                code = MIX[theme][0][0]
            fabric.add(b, code=code, part="", part_en="", block=(index, n), parcel=True)
