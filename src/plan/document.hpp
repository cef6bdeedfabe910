// A project with its data: what the window shows and the commands count. Tables are shared and immutable.
#pragma once

#include "crs/crs.hpp"
#include "geometry/feature_table.hpp"
#include "geometry/raster.hpp"
#include "plan/project.hpp"

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

/// The style given to data that comes without a project: simplestyle-spec properties where features carry them,
/// otherwise one quiet colour a layer; labels from `name`. `tables` are pairs of source id and table.
Project projectForData(const std::vector<std::pair<std::string, std::shared_ptr<const FeatureTable>>>& tables);

} // namespace geju
