// A plan in a folder of its own: two parcels of one class and one of another, and a district whose border cuts two of
// them. All are boxes in degrees.
//
//   west  121.00        121.02        121.04   121.05   121.06
//         ┌───────────── 1401 "long" ───────┐┌─ 0701 ─┐        31.02
//         └─────────────────────────────────┘└────────┘        31.01
//         ┌ 1401 "inside" ┐                                    31.01
//         └───────────────┘121.01                              31.00
//         ├── district ──┤121.02
#pragma once

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace geju::test {

struct CutPlan {
    std::filesystem::path folder =
        std::filesystem::temp_directory_path() / ("geju-cut-plan-" + std::to_string(getpid()));

    CutPlan() {
        std::filesystem::remove_all(folder);
        std::filesystem::create_directories(folder);
        std::ofstream(folder / "land.geojson") << collection(box("long", "1401", 121.00, 31.01, 121.04, 31.02) + "," +
                                                             box("inside", "1401", 121.00, 31.00, 121.01, 31.01) + "," +
                                                             box("other", "0701", 121.04, 31.01, 121.05, 31.02));
        std::ofstream(folder / "districts.geojson") << collection(box("west", "", 120.99, 30.99, 121.02, 31.03));
        std::ofstream(file()) << R"({"version": 8, "metadata": {"geju:crs": "EPSG:4549",
  "geju:landuse": {"source": "land", "class": "code"},
  "geju:indicators": [{"id": "green", "name": {"zh": "绿地率", "en": "Green land"}, "unit": "%",
    "compute": {"kind": "class-share", "source": "land", "class": "code", "codes": ["14"], "boundary": "districts"}},
   {"id": "near", "name": {"zh": "近绿", "en": "Near green"}, "unit": "ha",
    "compute": {"kind": "service-area", "source": "land", "class": "code", "codes": ["0701"],
                "near": {"source": "land", "distance": 300, "class": "code", "codes": ["1401"]}}}],
  "geju:districts": {"source": "districts", "name": "name"}},
 "sources": {"land": {"type": "geojson", "data": "land.geojson"},
             "districts": {"type": "geojson", "data": "districts.geojson"}},
 "layers": [{"id": "land", "type": "fill", "source": "land", "paint": {"fill-color": "#ffffff"}}]})";
    }
    ~CutPlan() { std::filesystem::remove_all(folder); }
    CutPlan(const CutPlan&) = delete;
    CutPlan& operator=(const CutPlan&) = delete;

    std::filesystem::path file() const { return folder / "plan.geju.json"; }

  private:
    static std::string collection(const std::string& features) {
        return R"({"type": "FeatureCollection", "features": [)" + features + "]}";
    }
    static std::string box(const std::string& name, const std::string& code, double west, double south, double east,
                           double north) {
        const auto corner = [](double x, double y) { return "[" + std::to_string(x) + "," + std::to_string(y) + "]"; };
        const std::string english = code.empty() ? R"(", "name_en": "The West)" : "";
        return R"({"type": "Feature", "properties": {"name": ")" + name + english + R"(", "code": ")" + code +
               R"("}, "geometry": {"type": "Polygon", "coordinates": [[)" + corner(west, south) + "," +
               corner(east, south) + "," + corner(east, north) + "," + corner(west, north) + "," + corner(west, south) +
               "]]}}";
    }
};

} // namespace geju::test
