// docs/make-your-own-plan.md, followed to the letter with the example's data: what it says must work.
#include "program.hpp"
#include "support/catch.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

using namespace geju::test;
namespace fs = std::filesystem;

namespace {

/// The guide's pieces of JSON, in its order: the project, layers, a scene, an indicator. A piece may hold several
/// values.
std::vector<nlohmann::json> pieces() {
    std::istringstream guide(readAll(std::string(GEJU_SOURCE_DIR) + "/docs/make-your-own-plan.md"));
    std::vector<nlohmann::json> found;
    std::string piece;
    bool inside = false;
    for (std::string line; std::getline(guide, line);) {
        if (inside && line == "```") found.push_back(nlohmann::json::parse("[" + piece + "]"));
        if (inside) piece += line + "\n";
        if (line == "```json") piece.clear();
        inside = line == "```json" || (inside && line != "```");
    }
    return found;
}

} // namespace

TEST_CASE("the guide makes a plan", "[command][guide]") {
    const auto json = pieces();
    REQUIRE(json.size() == 7);
    nlohmann::json project = json[0][0];
    for (std::size_t i = 1; i < 5; ++i)
        project["layers"].insert(project["layers"].end(), json[i].begin(), json[i].end());
    const std::string scene = json[5][0]["id"];
    project["metadata"]["geju:scenes"] = json[5];
    project["metadata"]["geju:home"] = scene;
    project["metadata"]["geju:indicators"] = json[6];

    const Folder folder;
    for (const auto& [id, source] : project["sources"].items()) {
        const std::string file = source["data"];
        folder.write(file, readAll(std::string(GEJU_SOURCE_DIR) + "/geodata/example/" + file));
    }
    const std::string plan = folder.write("plan.geju.json", project.dump(1));

    const nlohmann::json info = run({"info", plan, "--json"}).json();
    INFO(info.dump(1));
    CHECK(info["problems"].empty());
    CHECK(info["scenes"][0]["layers"] == json[5][0]["layers"]);
    const nlohmann::json figures = run({"indicators", plan, "--format", "json"}).json();
    CHECK(figures["rows"][0]["computed"].is_number());
    CHECK(run({"stats", plan, "--within", "districts"}).status == 0);
    for (const char* sheet : {"plain", "wall-map"}) {
        const Ended drawn = run({"snapshot", plan, "--scene", scene, "--sheet", sheet, "-o", folder.path("sheet.pdf")});
        INFO(drawn.err);
        CHECK(drawn.status == 0);
    }
    CHECK(run({"snapshot", plan, "--atlas", "districts", "--name", "name", "--paper", "A4", "-o", folder.path("atlas")})
              .status == 0);
}
