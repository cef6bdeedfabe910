#include "app/map_preview.hpp"
#include "app/open_document.hpp"
#include "support/catch.hpp"

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>

using namespace geju;

namespace {

class Folder {
  public:
    Folder() {
        path_ = std::filesystem::temp_directory_path() / ("geju-open-" + std::to_string(getpid()));
        std::filesystem::create_directories(path_);
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    std::filesystem::path write(const std::string& name, const std::string& text) const {
        std::ofstream(path_ / name) << text;
        return path_ / name;
    }
    std::filesystem::path path(const std::string& name) const { return path_ / name; }

  private:
    std::filesystem::path path_;
};

std::string square(double west, double south, double size) {
    const auto corner = [](double x, double y) { return "[" + std::to_string(x) + "," + std::to_string(y) + "]"; };
    return R"({"type":"Feature","properties":{"name":"s"},"geometry":{"type":"Polygon","coordinates":[[)" +
           corner(west, south) + "," + corner(west + size, south) + "," + corner(west + size, south + size) + "," +
           corner(west, south + size) + "," + corner(west, south) + "]]}}";
}

std::string project(const std::string& crs, const std::string& data) {
    return R"({"version":8,"metadata":{"geju:crs":")" + crs +
           R"(","geju:title":{"zh":"甲","en":"A"}},"sources":{"a":{"type":"geojson","data":")" + data +
           R"("}},"layers":[{"id":"fill","type":"fill","source":"a"}]})";
}

Result<Document> open(std::vector<std::filesystem::path> paths) {
    return openDocument(paths);
}

bool names(const std::vector<Issue>& issues, const std::string& code) {
    for (const auto& issue : issues) {
        if (issue.code == code) return true;
    }
    return false;
}

} // namespace

TEST_CASE("a project is recognised by what it holds", "[app][open]") {
    const Folder folder;
    CHECK(isProjectFile(folder.write("plan.json", "\xef\xbb\xbf \n" + project("EPSG:4549", "a.geojson"))));
    CHECK_FALSE(isProjectFile(folder.write("plan.geju.json", square(120, 31, 1))));
    CHECK_FALSE(isProjectFile(folder.write("text.txt", "version 8")));
    CHECK_FALSE(isProjectFile(folder.path("missing")));
    CHECK_FALSE(isProjectFile(folder.path(".")));
}

TEST_CASE("a project is opened in its own system", "[app][open]") {
    const Folder folder;
    folder.write("a.geojson", square(120.5, 31, 0.01));
    const auto document = open({folder.write("p.geju.json", project("EPSG:4549", "a.geojson"))});
    REQUIRE(document);
    CHECK(document->crs.identifier() == "EPSG:4549");
    const LoadedSource* source = document->source("a");
    REQUIRE(source);
    CHECK(source->source->extent().minX == 120.5);
    // Easting from the false one of the central meridian, 120° E: half a degree of longitude at 31° N.
    const double easting = 500000 + 0.5 * 111320 * std::cos(31 * 3.14159265358979 / 180);
    CHECK(source->world->extent().minX == Approx(easting).epsilon(1e-3));
}

TEST_CASE("a project with a missing source opens with what there is", "[app][open]") {
    const Folder folder;
    const auto document = open({folder.write("p.geju.json", project("EPSG:4549", "missing.geojson"))});
    REQUIRE(document);
    CHECK(document->sources.empty());
    CHECK(hasErrors(document.issues));
    CHECK(hasErrors(document->issues));
}

TEST_CASE("data files are opened side by side", "[app][open]") {
    const Folder folder;
    std::filesystem::create_directories(folder.path("other"));
    const auto first = folder.write("a.geojson", square(2, 48, 0.5));
    const auto second = folder.write("other/a.geojson", square(3, 48, 0.5));
    const auto document = open({first, second});
    REQUIRE(document);
    REQUIRE(document->sources.size() == 2); // of one name, told apart
    CHECK(document->project.layers.size() >= 2);
    // 2 to 3.5° E and 48° N: UTM zone 31, in metres.
    CHECK(document->crs.isProjected());
    CHECK(document->extent().width() == Approx(1.5 * 111320 * std::cos(48.25 * 3.14159265358979 / 180)).epsilon(2e-2));
    for (const auto& [id, source] : document->sources) CHECK(source.world->crs() == document->crs);
}

TEST_CASE("what cannot be opened is an error that names it", "[app][open]") {
    const Folder folder;
    const auto missing = open({folder.path("missing.geojson")});
    CHECK_FALSE(missing);
    REQUIRE(hasErrors(missing.issues));
    CHECK(missing.issues[0].file == folder.path("missing.geojson").string());
    CHECK_FALSE(open({}));

    // One of two: the other is there, the fault is told.
    const auto half = open({folder.write("a.geojson", square(2, 48, 1)), folder.path("missing.geojson")});
    REQUIRE(half);
    CHECK(half->sources.size() == 1);
    CHECK(hasErrors(half.issues));

    const auto plan = folder.write("p.geju.json", project("EPSG:4549", "a.geojson"));
    const auto mixed = open({plan, folder.path("a.geojson")});
    CHECK_FALSE(mixed);
    CHECK(names(mixed.issues, "project-among-data"));
}

TEST_CASE("opening can be cancelled", "[app][open]") {
    const Folder folder;
    Progress progress;
    progress.cancel();
    const std::vector<std::filesystem::path> paths{folder.write("a.geojson", square(2, 48, 1))};
    OpenOptions options;
    options.progress = &progress;
    const auto document = openDocument(paths, options);
    CHECK_FALSE(document);
    CHECK(names(document.issues, "cancelled"));
}

TEST_CASE("while a large file is read, shapes of its first part can be looked at", "[app]") {
    // 70 MB of squares: more than the 48 MB after which the first preview is due, and not near their end.
    const auto path = std::filesystem::temp_directory_path() / "geju-test-preview.geojson";
    std::size_t written = 0;
    {
        std::ofstream stream(path, std::ios::binary);
        stream.precision(9);
        stream << R"({"type":"FeatureCollection","features":[)";
        const std::string padding(400, 'x');
        for (; stream.tellp() < std::streamoff{70} << 20; ++written) {
            const double x = 120 + 0.001 * static_cast<double>(written % 400);
            const double y = 31 + 0.001 * static_cast<double>(written / 400);
            stream << (written > 0 ? "," : "") << R"({"type":"Feature","properties":{"note":")" << padding
                   << R"("},"geometry":{"type":"Polygon","coordinates":[[[)" << x << ',' << y << "],[" << x + 0.0009
                   << ',' << y << "],[" << x << ',' << y + 0.0009 << "],[" << x << ',' << y << "]]]}}";
        }
        stream << "]}";
    }
    std::vector<Document> previews;
    OpenOptions options;
    Progress progress;
    options.progress = &progress;
    double fractionSeen = 0;
    options.preview = [&](Document document) {
        previews.push_back(std::move(document));
        fractionSeen = progress.fraction();
    };
    const auto opened = openDocument({&path, 1}, options);
    std::filesystem::remove(path);
    REQUIRE(opened);
    // Reading is a part of opening: three quarters of the text at most are behind the preview.
    CHECK(fractionSeen > 0.4);
    CHECK(fractionSeen < 0.75 * 0.85);
    CHECK(progress.fraction() == Approx(1));
    const FeatureTable& whole = *opened->sources.begin()->second.source;
    CHECK(whole.size() == written);
    REQUIRE(previews.size() == 1);
    REQUIRE(previews[0].sources.size() == 1);
    const FeatureTable& part = *previews[0].sources.begin()->second.source;
    CHECK(part.size() > written / 2);
    CHECK(part.size() < written);
    CHECK(part.columns().empty());
    CHECK(std::equal(part.coordinates().begin(), part.coordinates().end(), whole.coordinates().begin()));
    CHECK(previews[0].project.layers.size() >= 1);
    CHECK(previews[0].sources.begin()->second.world->crs() == previews[0].crs);

    MapPreview preview;
    CHECK_FALSE(preview.frame(800, 600, 1));
    preview.offer(std::move(previews[0]));
    CHECK(preview.poll());
    CHECK_FALSE(preview.poll());
    const Frame* frame = preview.frame(800, 600, 1);
    REQUIRE(frame);
    REQUIRE_FALSE(frame->picture->layers.empty());
    CHECK(frame->picture->layers.front().rows->size() == part.size());
    CHECK_FALSE(frame->continues); // nothing was there before
    CHECK(preview.shows(opened->crs));
    CHECK_FALSE(preview.shows(Crs::wgs84()));

    // More of it takes the place of the first part bit by bit, but not in another frame.
    Document more = *opened;
    preview.offer(more);
    CHECK(preview.poll());
    CHECK(preview.frame(800, 600, 1)->continues);
    more.crs = Crs::wgs84();
    preview.offer(std::move(more));
    CHECK(preview.poll());
    CHECK_FALSE(preview.frame(800, 600, 1)->continues);
    preview.clear();
    CHECK_FALSE(preview.frame(800, 600, 1));
    CHECK_FALSE(preview.shows(opened->crs));
}
