// A project with its data: what the window shows and the commands count. Tables are shared and immutable.
#pragma once

#include "crs/crs.hpp"
#include "geometry/feature_table.hpp"
#include "geometry/raster.hpp"
#include "plan/project.hpp"

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace geju {

struct LoadedSource {
    std::shared_ptr<const FeatureTable> source; ///< in the file's own CRS: all figures come from this one
    std::shared_ptr<const FeatureTable> world;  ///< in the document's CRS: what is drawn and picked
    /// Of a raster source, world frame; the tables then hold its outline.
    std::shared_ptr<const Raster> raster = nullptr;
};

struct Document {
    Project project;
    std::string text;       ///< JSON of the project: as read from its file, or as it would stand there
    Crs crs = Crs::wgs84(); ///< world frame
    std::map<std::string, LoadedSource, std::less<>> sources;
    std::vector<Issue> issues; ///< everything met while opening

    const LoadedSource* source(std::string_view id) const {
        const auto found = sources.find(id);
        return found == sources.end() ? nullptr : &found->second;
    }
    /// Of everything loaded, in the world frame.
    Box extent() const {
        Box box;
        for (const auto& [id, loaded] : sources) {
            if (loaded.world && !loaded.world->extent().empty()) box.extend(loaded.world->extent());
        }
        return box;
    }
};

struct DataSource {
    std::string id;
    std::shared_ptr<const FeatureTable> table;
    std::filesystem::path path; ///< of its file
    std::string layer = {};     ///< of a file with several
    bool picture = false;       ///< a raster; its table is the outline
    /// A JSON array of style layers, bottom first, in place of those that it would be given; labels stay. Empty: none.
    std::string layers = {};
};
/// The project given to data that come without one, as JSON that names the files by their absolute paths (see
/// projectMovedTo): simplestyle-spec properties where features carry them, otherwise one quiet colour a layer; labels
/// from `name`.
std::string projectForData(const std::vector<DataSource>& sources);

} // namespace geju
