// How long GeoJSON takes to become a FeatureTable, beside two limits and a peer measured in the same run: reading the
// bytes, a bare scan that looks at every byte and converts every number but keeps nothing, and GDAL's GetNextFeature.
//
//   load_bench FILE.geojson [RUNS]
#include "core/files.hpp"
#include "io/vector_reader.hpp"
#include "stopwatch.hpp"

#include <cpl_conv.h>
#include <gdal.h>
#include <ogr_api.h>

#include <charconv>
#include <cstdlib>

using namespace geju;

namespace {

/// The least that any reader has to do: find the numbers outside of strings and convert them.
double bareScan(std::string_view text) {
    double sum = 0;
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at < end) {
        const char c = *at;
        if (c == '"') {
            for (++at; at < end && *at != '"'; ++at) at += *at == '\\';
            ++at;
        } else if (c == '-' || (c >= '0' && c <= '9')) {
            double value = 0;
            const auto parsed = std::from_chars(at, end, value);
            sum += value;
            at = parsed.ptr == at ? at + 1 : parsed.ptr;
        } else {
            ++at;
        }
    }
    return sum;
}

std::size_t readByGdal(const char* path) {
    GDALDatasetH dataset = GDALOpenEx(path, GDAL_OF_VECTOR, nullptr, nullptr, nullptr);
    if (!dataset) return 0;
    std::size_t count = 0;
    for (int i = 0; i < GDALDatasetGetLayerCount(dataset); ++i) {
        OGRLayerH layer = GDALDatasetGetLayer(dataset, i);
        while (OGRFeatureH feature = OGR_L_GetNextFeature(layer)) {
            ++count;
            OGR_F_Destroy(feature);
        }
    }
    GDALClose(dataset);
    return count;
}

} // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fprintf(stderr, "usage: load_bench FILE.geojson [RUNS]\n");
        return 2;
    }
    const int runs = argc > 2 ? std::max(1, std::atoi(argv[2])) : 3;
    std::string text;
    const double bytes = bench::medianSeconds(runs, [&] { text = std::move(*readFile(argv[1]).value); });
    double sum = 0;
    const double scan = bench::medianSeconds(runs, [&] { sum += bareScan(text); });
    std::size_t features = 0;
    std::size_t points = 0;
    const double ours = bench::medianSeconds(runs, [&] {
        const auto set = readVector(argv[1]);
        features = points = 0;
        for (const auto& layer : set->layers) {
            features += layer.size();
            points += layer.coordinates().size();
        }
    });
    GDALAllRegister();
    CPLSetConfigOption("OGR_GEOJSON_MAX_OBJ_SIZE", "0");
    std::size_t peerFeatures = 0;
    const double peer = bench::medianSeconds(1, [&] { peerFeatures = readByGdal(argv[1]); });

    std::printf("%zu features, %zu points, %.1f MB (checksum %.6g)\n", features, points, double(text.size()) / 1e6,
                sum);
    bench::row("read the bytes", bytes);
    bench::row("bare scan, bytes in memory", scan);
    bench::row("GDAL GetNextFeature", peer);
    bench::row("Geju readVector", ours, "GDAL", peer);
    bench::row("Geju readVector", ours, "(bytes + bare scan)", bytes + scan);
    if (features != peerFeatures) std::printf("GDAL read %zu features\n", peerFeatures);
    return 0;
}
