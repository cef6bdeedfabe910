// How long files take to become FeatureTables, beside limits and peers measured in the same run.
//
//   load_bench FILE.geojson [RUNS]     reading the bytes, a bare scan that looks at every byte and converts every
//   number
//                                      but keeps nothing, GDAL's GetNextFeature, and mapshaper where it is installed
//   load_bench FILE.gpkg|.fgb [RUNS]   GDAL's GetNextFeature, and its Arrow stream drained and thrown away
//   load_bench --peak FILE             loads once and prints the most memory the process ever held
#include "core/files.hpp"
#include "io/vector_reader.hpp"
#include "stopwatch.hpp"

#include <cpl_conv.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_recordbatch.h>
#include <sys/resource.h>

#include <charconv>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string>

using namespace geju;

namespace {

/// The least that any reader of GeoJSON has to do: find the numbers outside of strings and convert them.
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

/// Features of all layers, counted by `count` a layer.
std::size_t readByGdal(const char* path, const std::function<std::size_t(OGRLayerH)>& count) {
    GDALDatasetH dataset = GDALOpenEx(path, GDAL_OF_VECTOR, nullptr, nullptr, nullptr);
    if (!dataset) return 0;
    std::size_t features = 0;
    for (int i = 0; i < GDALDatasetGetLayerCount(dataset); ++i) features += count(GDALDatasetGetLayer(dataset, i));
    GDALClose(dataset);
    return features;
}

std::size_t nextFeatures(OGRLayerH layer) {
    std::size_t count = 0;
    while (OGRFeatureH feature = OGR_L_GetNextFeature(layer)) {
        ++count;
        OGR_F_Destroy(feature);
    }
    return count;
}

std::size_t drainArrow(OGRLayerH layer) {
    ArrowArrayStream stream;
    if (!OGR_L_GetArrowStream(layer, &stream, nullptr)) return 0;
    std::size_t count = 0;
    while (true) {
        ArrowArray batch;
        if (stream.get_next(&stream, &batch) != 0 || !batch.release) break;
        count += static_cast<std::size_t>(batch.length);
        batch.release(&batch);
    }
    stream.release(&stream);
    return count;
}

struct Loaded {
    std::size_t features = 0;
    std::size_t points = 0;
};

Loaded load(const char* path) {
    Loaded loaded;
    const auto set = readVector(path);
    if (!set) return loaded;
    for (const auto& layer : set->layers) {
        loaded.features += layer.size();
        loaded.points += layer.coordinates().size();
    }
    return loaded;
}

/// Reading the file and saying what is in it; mapshaper-xl is the same program with room for large files.
void compareWithMapshaper(const char* path, double ours) {
    if (std::system("command -v mapshaper-xl >/dev/null 2>&1") != 0) {
        std::printf("mapshaper is not installed\n");
        return;
    }
    std::string quoted;
    for (const char* at = path; *at; ++at) quoted += *at == '\'' ? std::string("'\\''") : std::string(1, *at);
    const std::string command = "mapshaper-xl 12gb '" + quoted + "' -info >/dev/null 2>&1";
    bool isDone = true;
    const double peer = bench::medianSeconds(1, [&] { isDone = std::system(command.c_str()) == 0; });
    bench::row(isDone ? "mapshaper -info, whole process" : "mapshaper gave up after", peer);
    if (isDone) bench::row("Geju readVector", ours, "mapshaper", peer);
}

int printPeak(const char* path) {
    const auto start = std::chrono::steady_clock::now();
    const Loaded loaded = load(path);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const double peak = static_cast<double>(usage.ru_maxrss) * 1024;
    const double coordinates = static_cast<double>(loaded.points) * 16;
    std::printf("%zu features, %zu points: %.3f s, at most %.0f MiB, %.2f x the bytes of the coordinates\n",
                loaded.features, loaded.points, seconds, peak / 1048576, peak / coordinates);
    return 0;
}

} // namespace

int main(int argc, char** argv) {
    if (argc == 3 && std::strcmp(argv[1], "--peak") == 0) return printPeak(argv[2]);
    if (argc < 2) {
        std::fprintf(stderr, "usage: load_bench FILE [RUNS] | load_bench --peak FILE\n");
        return 2;
    }
    const char* path = argv[1];
    const int runs = argc > 2 ? std::max(1, std::atoi(argv[2])) : 3;
    const std::string extension = std::filesystem::path(path).extension().string();
    const bool isJson = extension.find("json") != std::string::npos;
    Loaded loaded;
    const double ours = bench::medianSeconds(runs, [&] { loaded = load(path); });
    std::printf("%zu features, %zu points, %.1f MB\n", loaded.features, loaded.points,
                static_cast<double>(std::filesystem::file_size(path)) / 1e6);
    bench::row("Geju readVector", ours);

    GDALAllRegister();
    CPLSetConfigOption("OGR_GEOJSON_MAX_OBJ_SIZE", "0");
    std::size_t peerFeatures = 0;
    if (isJson) {
        double sum = 0;
        double scan = 0;
        double bytes = 0;
        {
            std::string text;
            bytes = bench::medianSeconds(runs, [&] { text = std::move(*readFile(path).value); });
            scan = bench::medianSeconds(runs, [&] { sum += bareScan(text); });
        }
        bench::row("read the bytes", bytes);
        bench::row("bare scan, bytes in memory", scan);
        bench::row("Geju readVector", ours, "(bytes + bare scan)", bytes + scan);
        std::printf("checksum of the scan %.6g\n", sum);
    } else {
        const double arrow = bench::medianSeconds(runs, [&] { peerFeatures = readByGdal(path, drainArrow); });
        bench::row("GDAL Arrow stream, drained", arrow);
        bench::row("Geju readVector", ours, "Arrow", arrow);
    }
    const double peer = bench::medianSeconds(1, [&] { peerFeatures = readByGdal(path, nextFeatures); });
    bench::row("GDAL GetNextFeature", peer);
    bench::row("Geju readVector", ours, "GDAL", peer);
    if (loaded.features != peerFeatures) std::printf("GDAL read %zu features\n", peerFeatures);
    if (isJson) compareWithMapshaper(path, ours);
    return 0;
}
