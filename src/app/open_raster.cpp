#include "app/open_raster.hpp"

#include "io/raster_reader.hpp"

namespace geju {

namespace {

RasterFile fileOf(const SourceReference& source) {
    return {source.path, source.crs, source.corners};
}

FeatureTable outlineOf(const Raster& raster, const std::string& name, const Crs& world) {
    const Box& box = raster.extent();
    TableBuilder builder;
    builder.beginPart(PartKind::Polygon);
    builder.beginRing();
    for (const Point p : {Point{box.minX, box.maxY},
                          {box.maxX, box.maxY},
                          {box.maxX, box.minY},
                          {box.minX, box.minY},
                          {box.minX, box.maxY}}) {
        builder.addPoint(p);
    }
    builder.endFeature();
    return builder.build(name, world);
}

} // namespace

Result<DataSet> readOutline(const SourceReference& source) {
    auto described = describeRaster(fileOf(source));
    Result<DataSet> result;
    result.issues = std::move(described.issues);
    if (!described) return result;
    result.value.emplace();
    result->path = source.path.string();
    result->driver = described->driver;
    result->layers.push_back(std::move(described->outline));
    return result;
}

std::vector<Issue> placePixels(LoadedSource& loaded, const SourceReference& source, const Crs& world,
                               Progress* progress) {
    RasterOptions options;
    options.progress = progress;
    auto read = readRaster(fileOf(source), world, options);
    if (!read) return std::move(read.issues);
    loaded.world = std::make_shared<const FeatureTable>(outlineOf(*read, loaded.source->name(), world));
    loaded.raster = std::make_shared<const Raster>(std::move(*read));
    return std::move(read.issues);
}

} // namespace geju
