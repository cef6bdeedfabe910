// The project: what is shown, how, and which figures the plan sets. A MapLibre style document with Geju's needs under
// `metadata` (docs/project.md, docs/project.schema.json). Pure data; loading reads no data files. A project cannot name
// a file outside its folder unless the caller allows it, and never the network.
#pragma once

#include "core/box.hpp"
#include "core/result.hpp"
#include "core/translate.hpp"
#include "plan/sheet_template.hpp"
#include "plan/style.hpp"

#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace geju {

/// Where a statement is found, in both languages; read as a text it is the one of the current language.
struct Citation : LocalText {
    operator std::string_view() const { return get(); }
    friend std::string operator+(std::string left, const Citation& right) { return std::move(left) + right.get(); }
};

struct SourceReference {
    std::string id;
    std::filesystem::path path; ///< absolute
    std::string layer;          ///< of a file with several, from "geju:layer"; empty: the first
    std::string attribution;
    LocalText name;
    bool raster = false; ///< a picture; else features
    std::string crs;     ///< of a picture that does not say it itself, from "geju:crs"; may be empty
    /// Of a picture without a place: longitude and latitude of its corners, from the upper left clockwise.
    std::optional<std::array<Point, 4>> corners;
};

struct LandUseClass {
    std::string code;
    LocalText name;
    Rgba color;
};

/// Codes are hierarchical: "14" contains "1401".
struct ClassTable {
    LocalText name;
    std::string source;
    std::vector<LandUseClass> items;

    const LandUseClass* find(std::string_view code) const;       ///< exact
    const LandUseClass* firstLevel(std::string_view code) const; ///< its two-digit parent, or itself
};

/// Which source is the land-use coverage, and what bounds it.
struct LandUseReference {
    std::string source;
    std::string classField;
    std::string boundarySource; ///< may be empty
    /// The present state beside the planned one: another source, another field of the same, or both.
    struct Present {
        std::string source;
        std::string classField;
    };
    std::optional<Present> present;
};

struct DistrictReference {
    std::string source;
    std::string nameField;
};

struct Scene {
    std::string id;
    LocalText title;
    LocalText text;
    Citation source;
    Box extentLonLat; ///< empty: everything
    std::vector<std::string> layers;
};

/// Persons who live inside the polygons of a source, or inside those of one name.
struct Population {
    std::string within; ///< source id
    std::string name;   ///< of a district of that source; empty: all of its polygons together
    int year = 0;
    double persons = 0;
    std::string source; ///< where the figure is from
};

struct YearValue {
    int year = 0;
    double value = 0;
};

/// Features that serve the ground within a distance of them, in a straight line: parks, stations, centres.
struct ServiceReach {
    std::string source;
    std::string classField;
    std::vector<std::string> codes; ///< prefixes; none: all
    std::optional<Expression> where;
    double distanceMeters = 0;
    double leastSquareMeters = 0; ///< smaller features do not serve
};

/// How the map computes an indicator; absent for figures that the plan only carries.
struct IndicatorComputation {
    enum class Kind { ClassShare, ClassArea, ClassAreaPerHead, Area, Length, ServiceShare, ServiceArea };
    Kind kind = Kind::ClassShare;
    std::string source;
    std::string classField;
    std::vector<std::string> codes; ///< prefixes
    std::string boundarySource;
    std::optional<Expression> where;
    double population = 0;          ///< persons; 0: unknown, the figure cannot be made
    std::vector<ServiceReach> near; ///< of services: what serves
};

struct Indicator {
    std::string id;
    LocalText name;
    LocalText unit; ///< computed figures know it in either language
    LocalText definition;
    Citation source;
    enum class Nature { Unstated, Binding, Expected };
    Nature nature = Nature::Unstated;
    std::optional<YearValue> base;
    std::optional<YearValue> target;
    std::optional<IndicatorComputation> computation;
};

/// What people read for a field of the data and for its values.
struct FieldNames {
    LocalText name;
    std::map<std::string, LocalText, std::less<>> values;
};

struct Project {
    std::filesystem::path path; ///< file it was read from; empty for one made in memory
    LocalText title;
    LocalText subtitle;
    LocalText credits;
    std::string crs; ///< plan CRS; empty: chosen from the data
    bool schematic = false;
    LocalText precisionNote;
    std::string homeScene;
    ClassTable classes;
    std::optional<LandUseReference> landUse;
    std::optional<DistrictReference> districts;
    std::vector<Population> populations;
    SheetTemplate sheet;               ///< unless another is asked for
    std::vector<SheetTemplate> sheets; ///< by id
    std::map<std::string, FieldNames, std::less<>> fields;
    std::vector<SourceReference> sources;
    std::vector<StyleLayer> layers; ///< bottom first
    std::vector<Scene> scenes;
    std::vector<Indicator> indicators;

    const SourceReference* source(std::string_view id) const;
    const StyleLayer* layer(std::string_view id) const;
    const Scene* scene(std::string_view id) const;
    /// In the current language; as they stand in the data where the project has no name for them.
    std::string fieldName(std::string_view field) const;
    std::string valueName(std::string_view field, std::string_view value) const;
};

struct LoadOptions {
    bool allowOutsideFolder = false;
};

/// The value is what is good in the document, and is there also beside errors such as a refused source or a layer that
/// names a source that is not there; it is missing when the text is no style document at all.
Result<Project> loadProject(const std::filesystem::path& path, const LoadOptions& options = {});
Result<Project> parseProject(std::string_view json, const std::filesystem::path& path, const LoadOptions& options = {});
/// True when the text is a style document (an object with "version": 8 and "layers").
bool looksLikeProject(std::string_view json);

} // namespace geju
