// Style document → Project, part by part. Private to the room.
#pragma once

#include "plan/expression_parser.hpp"
#include "plan/project.hpp"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <initializer_list>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace geju {

class ProjectParser {
  public:
    ProjectParser(const std::filesystem::path& path, const LoadOptions& options)
      : options_(options) {
        project_.path = path;
    }

    Result<Project> parse(const nlohmann::json& document);

  private:
    using Json = nlohmann::json;

    void parseSources(const Json& sources);
    void parseSource(const std::string& id, const Json& source);
    void parseSourceNames(const Json& sources);
    /// Nothing, with an error that says why, when the project may not name that file. `where` begins the message.
    std::optional<std::filesystem::path> resolve(const std::string& where, const std::string& named);

    /// "coordinates" of a picture, with a warning where they are none.
    std::optional<std::array<Point, 4>> corners(const Json& source, const std::string& where);

    void parseLayers(const Json& layers);
    void parseLayer(const Json& layer, std::size_t index);
    void parseProperties(StyleLayer& layer, const Json& values, bool layout);
    void parseLayerMetadata(StyleLayer& layer, const Json& metadata);
    void parseLegend(StyleLayer& layer, const Json& legend);
    void parsePattern(StyleLayer& layer, const Json& metadata);
    void parseHatch(StyleLayer& layer, const Json& hatch);
    void parseSoftEdge(StyleLayer& layer, const Json& edge);
    void parseFillGradient(StyleLayer& layer, const Json& gradient);
    void parseArrow(StyleLayer& layer, const Json& arrow);
    void parseArrowsAlong(StyleLayer& layer, const Json& arrows);
    void parseLeader(StyleLayer& layer, const Json& leader);
    std::optional<Expression> expression(const Json& value, const std::string& layer, const std::string& what,
                                         const ExpressionTraits& traits = {}, bool filter = false);

    void parseMetadata(const Json& metadata);
    void parseClasses(const Json& classes);
    void parseReferences(const Json& metadata);
    std::optional<LandUseReference::Present> parsePresent(const Json& present, const LandUseReference& planned);
    void parseFields(const Json& fields);
    void parsePopulation(const Json& list);
    void parseScenes(const Json& scenes);
    void parseScene(const Json& scene, std::size_t index);
    void parseSheets(const Json& sheets);
    void parseSheet(SheetTemplate& sheet, const Json& object, const std::string& where);
    void parseInset(SheetTemplate& sheet, const Json& object, const std::string& where);
    void parseSheetFigures(SheetTemplate& sheet, const Json& object, const std::string& where);
    void parseIndicators(const Json& indicators);
    void parseIndicator(const Json& indicator, std::size_t index);
    std::optional<IndicatorComputation> parseComputation(const Json& compute, const std::string& where);
    bool parseNear(const Json& compute, std::vector<ServiceReach>& near, const std::string& where);
    void completePopulations();

    void report(Severity severity, std::string code, std::string message, std::string layer = {},
                std::string remedy = {});
    void warn(std::string code, std::string message, std::string layer = {}, std::string remedy = {}) {
        report(Severity::Warning, std::move(code), std::move(message), std::move(layer), std::move(remedy));
    }
    void fail(std::string code, std::string message, std::string layer = {}) {
        report(Severity::Error, std::move(code), std::move(message), std::move(layer));
    }
    /// Keys other than `known` are warnings; of metadata, only those that start with "geju:".
    void warnOfUnknown(const Json& object, std::initializer_list<std::string_view> known, const std::string& where,
                       const std::string& layer = {}, bool onlyOurs = false);
    bool knowsSource(const std::string& id, const std::string& where);

    std::string text(const Json& object, const char* key, const std::string& where);
    /// In languages, or plain.
    LocalText texts(const Json& object, const char* key, const std::string& where);
    Citation citation(const Json& object, const char* key, const std::string& where);
    std::optional<double> number(const Json& object, const char* key, const std::string& where);
    bool flag(const Json& object, const char* key, bool otherwise, const std::string& where);
    /// The position of the word in `words`; nothing, with a warning, for another.
    std::optional<std::size_t> oneOf(const Json& object, const char* key, std::initializer_list<std::string_view> words,
                                     const std::string& where);

    LoadOptions options_;
    Project project_;
    std::vector<Issue> issues_;
    std::set<std::string, std::less<>> droppedSources_; ///< reported once, with the source
    std::set<std::string, std::less<>> droppedLayers_;
};

} // namespace geju
