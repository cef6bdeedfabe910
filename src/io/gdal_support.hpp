// What the GDAL sources of this room share: set-up once, GDAL's messages caught a thread at a time, and the formats
// that may be opened. Private to the room.
#pragma once

#include "core/result.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

class GDALDataset;

namespace geju {

/// Registers GDAL's drivers; any number of times, any thread.
void prepareGdal();

/// Names of the drivers that read a local file and nothing else, ended by null, as GDALOpenEx wants them. GeoJSON is
/// not among them: it is read by this room itself.
const char* const* localDrivers();

struct CloseGdal {
    void operator()(GDALDataset* dataset) const;
};
using GdalDataset = std::unique_ptr<GDALDataset, CloseGdal>;

/// The path as GDAL cannot take it for a connection text or a virtual file system.
std::string plainPath(const std::filesystem::path& path);

/// While it lives, GDAL's messages of this thread are collected and its network and download options are off.
class GdalScope {
  public:
    GdalScope();
    ~GdalScope();
    GdalScope(const GdalScope&) = delete;
    GdalScope& operator=(const GdalScope&) = delete;

    /// Messages since the last call as issues (code "gdal"); a message said many times is one issue.
    std::vector<Issue> take(const std::string& file);

    struct Messages;

  private:
    std::unique_ptr<Messages> messages_;
};

} // namespace geju
