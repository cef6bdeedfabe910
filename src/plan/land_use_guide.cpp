#include "plan/land_use_guide.hpp"

#include <algorithm>
#include <cstdint>

namespace geju {

namespace {

struct Entry {
    std::string_view code;
    std::string_view zh;
    std::string_view en;
    std::uint32_t rgb;
};

// Codes and names: 国土空间调查、规划、用途管制用地用海分类指南 (2023), first and second level.
// Colours: its annex B. Where the annex gives a colour for a first-level class alone, its second level shows the same;
// where it gives colours for second-level classes alone, the first level shows that of its first class. English names
// are ours.
constexpr Entry kGuide[] = {
    {"01", "耕地", "Cultivated land", 0xf5f8dc},
    {"0101", "水田", "Paddy field", 0xf5f8dc},
    {"0102", "水浇地", "Irrigated land", 0xf5f8dc},
    {"0103", "旱地", "Dry land", 0xf5f8dc},
    {"02", "园地", "Orchard and plantation land", 0xbfe9aa},
    {"0201", "果园", "Orchard", 0xbfe9aa},
    {"0202", "茶园", "Tea garden", 0xbfe9aa},
    {"0203", "橡胶园地", "Rubber plantation", 0xbfe9aa},
    {"0204", "油料园地", "Oil crop plantation", 0xbfe9aa},
    {"0205", "其他园地", "Other plantation", 0xbfe9aa},
    {"03", "林地", "Forest land", 0x68b167},
    {"0301", "乔木林地", "Arbor forest", 0x68b167},
    {"0302", "竹林地", "Bamboo forest", 0x68b167},
    {"0303", "灌木林地", "Shrub forest", 0x68b167},
    {"0304", "其他林地", "Other forest land", 0x68b167},
    {"04", "草地", "Grassland", 0xcdf57a},
    {"0401", "天然牧草地", "Natural pasture", 0xcdf57a},
    {"0402", "人工牧草地", "Artificial pasture", 0xcdf57a},
    {"0403", "其他草地", "Other grassland", 0xcdf57a},
    {"05", "湿地", "Wetland", 0x65cdaa},
    {"0501", "森林沼泽", "Forest swamp", 0x65cdaa},
    {"0502", "灌丛沼泽", "Shrub swamp", 0x65cdaa},
    {"0503", "沼泽草地", "Marsh grassland", 0x65cdaa},
    {"0504", "其他沼泽地", "Other swamp", 0x65cdaa},
    {"0505", "沿海滩涂", "Coastal tidal flat", 0x65cdaa},
    {"0506", "内陆滩涂", "Inland tidal flat", 0x65cdaa},
    {"0507", "红树林地", "Mangrove", 0x65cdaa},
    {"06", "农业设施建设用地", "Agricultural facility land", 0xd8d79f},
    {"0601", "农村道路", "Rural road", 0xd8d79f},
    {"0602", "设施农用地", "Facility agricultural land", 0xd8d79f},
    {"07", "居住用地", "Residential land", 0xffff2d},
    {"0701", "城镇住宅用地", "Urban housing land", 0xffff2d},
    {"0702", "城镇社区服务设施用地", "Urban community service land", 0xffff2d},
    {"0703", "农村宅基地", "Rural homestead land", 0xffd380},
    {"0704", "农村社区服务设施用地", "Rural community service land", 0xffff2d},
    {"08", "公共管理与公共服务用地", "Public administration and service land", 0xff00ff},
    {"0801", "机关团体用地", "Government and organisation land", 0xff00ff},
    {"0802", "科研用地", "Research land", 0xe6005c},
    {"0803", "文化用地", "Cultural land", 0xff7f00},
    {"0804", "教育用地", "Education land", 0xff85c9},
    {"0805", "体育用地", "Sports land", 0x00a57c},
    {"0806", "医疗卫生用地", "Health care land", 0xff7f7e},
    {"0807", "社会福利用地", "Social welfare land", 0xff9f7f},
    {"09", "商业服务业用地", "Commercial and business land", 0xff0000},
    {"0901", "商业用地", "Retail land", 0xff0000},
    {"0902", "商务金融用地", "Business and finance land", 0xff0000},
    {"0903", "娱乐用地", "Entertainment land", 0xff0000},
    {"0904", "其他商业服务业用地", "Other commercial land", 0xff0000},
    {"10", "工矿用地", "Industrial and mining land", 0xbb9674},
    {"1001", "工业用地", "Industrial land", 0xbb9674},
    {"1002", "采矿用地", "Mining land", 0x9e6c54},
    {"1003", "盐田", "Salt pan", 0x0000ff},
    {"11", "仓储用地", "Warehouse land", 0x8761d3},
    {"1101", "物流仓储用地", "Logistics and warehouse land", 0x8761d3},
    {"1102", "储备库用地", "Strategic reserve land", 0x9999ff},
    {"12", "交通运输用地", "Transport land", 0xb7b7b7},
    {"1201", "铁路用地", "Railway land", 0xb7b7b7},
    {"1202", "公路用地", "Highway land", 0xadadad},
    {"1203", "机场用地", "Airport land", 0xb7b7b7},
    {"1204", "港口码头用地", "Port and wharf land", 0xb7b7b7},
    {"1205", "管道运输用地", "Pipeline land", 0x999999},
    {"1206", "城市轨道交通用地", "Urban rail land", 0xb7b7b7},
    {"1207", "城镇村道路用地", "Urban and village road land", 0xa3a3a3},
    {"1208", "交通场站用地", "Transport station land", 0xb7b7b7},
    {"1209", "其他交通设施用地", "Other transport facility land", 0xb7b7b7},
    {"13", "公用设施用地", "Public utility land", 0x006380},
    {"1301", "供水用地", "Water supply land", 0x006380},
    {"1302", "排水用地", "Drainage land", 0x006380},
    {"1303", "供电用地", "Power supply land", 0x006380},
    {"1304", "供燃气用地", "Gas supply land", 0x006380},
    {"1305", "供热用地", "Heat supply land", 0x006380},
    {"1306", "通信用地", "Communication land", 0x006380},
    {"1307", "邮政用地", "Postal land", 0x006380},
    {"1308", "广播电视设施用地", "Broadcasting land", 0x006380},
    {"1309", "环卫用地", "Sanitation land", 0x006380},
    {"1310", "消防用地", "Fire service land", 0x006380},
    {"1311", "水工设施用地", "Hydraulic works land", 0x006380},
    {"1312", "其他公用设施用地", "Other utility land", 0x006380},
    {"14", "绿地与开敞空间用地", "Green and open space", 0x00ff00},
    {"1401", "公园绿地", "Park", 0x00ff00},
    {"1402", "防护绿地", "Protective green", 0x148d4a},
    {"1403", "广场用地", "Square", 0xacffcf},
    {"15", "特殊用地", "Special land", 0x859156},
    {"1501", "军事设施用地", "Military land", 0x859156},
    {"1502", "使领馆用地", "Embassy and consulate land", 0x859156},
    {"1503", "宗教用地", "Religious land", 0x859156},
    {"1504", "文物古迹用地", "Heritage land", 0x859156},
    {"1505", "监教场所用地", "Detention land", 0x859156},
    {"1506", "殡葬用地", "Funeral land", 0x859156},
    {"1507", "其他特殊用地", "Other special land", 0x859156},
    {"16", "留白用地", "Reserved land", 0xffffff},
    {"17", "陆地水域", "Inland waters", 0x338ec0},
    {"1701", "河流水面", "River", 0x338ec0},
    {"1702", "湖泊水面", "Lake", 0x338ec0},
    {"1703", "水库水面", "Reservoir", 0x338ec0},
    {"1704", "坑塘水面", "Pond", 0x338ec0},
    {"1705", "沟渠", "Canal and ditch", 0x338ec0},
    {"1706", "冰川及常年积雪", "Glacier and permanent snow", 0x338ec0},
    {"18", "渔业用海", "Fishery sea area", 0x94d5eb},
    {"1801", "渔业基础设施用海", "Fishery infrastructure sea area", 0x94d5eb},
    {"1802", "增养殖用海", "Aquaculture sea area", 0x94d5eb},
    {"1803", "捕捞海域", "Fishing waters", 0x94d5eb},
    {"1804", "农林牧业用岛", "Agricultural island", 0x94d5eb},
    {"19", "工矿通信用海", "Industrial, mining and communication sea area", 0x56a6d3},
    {"1901", "工业用海", "Industrial sea area", 0x56a6d3},
    {"1902", "盐田用海", "Salt pan sea area", 0x56a6d3},
    {"1903", "固体矿产用海", "Solid mineral sea area", 0x56a6d3},
    {"1904", "油气用海", "Oil and gas sea area", 0x56a6d3},
    {"1905", "可再生能源用海", "Renewable energy sea area", 0x56a6d3},
    {"1906", "海底电缆管道用海", "Submarine cable and pipeline sea area", 0x56a6d3},
    {"20", "交通运输用海", "Transport sea area", 0x6c8bd1},
    {"2001", "港口用海", "Port sea area", 0x6c8bd1},
    {"2002", "航运用海", "Shipping sea area", 0x6c8bd1},
    {"2003", "路桥隧道用海", "Road, bridge and tunnel sea area", 0x6c8bd1},
    {"2004", "机场用海", "Airport sea area", 0x6c8bd1},
    {"2005", "其他交通运输用海", "Other transport sea area", 0x6c8bd1},
    {"21", "游憩用海", "Recreation sea area", 0x1aaae6},
    {"2101", "风景旅游用海", "Scenic tourism sea area", 0x1aaae6},
    {"2102", "文体休闲娱乐用海", "Sports and leisure sea area", 0x1aaae6},
    {"22", "特殊用海", "Special sea area", 0x83bcd6},
    {"2201", "军事用海", "Military sea area", 0x83bcd6},
    {"2202", "科研教育用海", "Research and education sea area", 0x83bcd6},
    {"2203", "海洋保护修复及海岸防护工程用海", "Marine protection and coastal works sea area", 0x83bcd6},
    {"2204", "排污倾倒用海", "Discharge and dumping sea area", 0x83bcd6},
    {"2205", "水下文物保护用海", "Underwater heritage sea area", 0x83bcd6},
    {"2206", "其他特殊用海", "Other special sea area", 0x83bcd6},
    {"23", "其他土地", "Other land", 0xeeeeee},
    {"2301", "空闲地", "Idle land", 0xeeeeee},
    {"2302", "后备耕地", "Reserve cultivated land", 0xeeeeee},
    {"2303", "田坎", "Field ridge", 0xeeeeee},
    {"2304", "盐碱地", "Saline land", 0xeeeeee},
    {"2305", "沙地", "Sandy land", 0xeeeeee},
    {"2306", "裸土地", "Bare land", 0xeeeeee},
    {"2307", "裸岩石砾地", "Bare rock and gravel land", 0xeeeeee},
    {"24", "其他海域", "Other sea areas", 0xd6eaf3},
};

const Entry* findEntry(std::string_view code) {
    const auto found =
        std::lower_bound(std::begin(kGuide), std::end(kGuide), code,
                         [](const Entry& entry, std::string_view wanted) { return entry.code < wanted; });
    return found != std::end(kGuide) && found->code == code ? found : nullptr;
}

bool isDigits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

const ClassTable& landUseGuide() {
    static const ClassTable table = [] {
        ClassTable made;
        made.name = {"国土空间用地用海分类", "Land and sea use classes"};
        made.source = "国土空间调查、规划、用途管制用地用海分类指南（2023）";
        for (const Entry& entry : kGuide) {
            const Rgba color{static_cast<std::uint8_t>(entry.rgb >> 16),
                             static_cast<std::uint8_t>(entry.rgb >> 8 & 0xff),
                             static_cast<std::uint8_t>(entry.rgb & 0xff), 255};
            made.items.push_back({std::string(entry.code), {std::string(entry.zh), std::string(entry.en)}, color});
        }
        return made;
    }();
    return table;
}

const LandUseClass* guideClass(std::string_view code) {
    // Third-level codes have six digits; a longer one, or one of another length, is no code of the guide.
    if ((code.size() != 2 && code.size() != 4 && code.size() != 6) || !isDigits(code)) return nullptr;
    const Entry* entry = findEntry(code.substr(0, 4));
    if (!entry) return nullptr;
    return &landUseGuide().items[static_cast<std::size_t>(entry - kGuide)];
}

} // namespace geju
