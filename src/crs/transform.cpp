#include "crs/transform.hpp"

#include "core/parallel.hpp"
#include "core/translate.hpp"
#include "crs/cell_polynomials.hpp"
#include "crs/proj_support.hpp"

#include <fmt/format.h>
#include <proj.h>

#include <atomic>
#include <cmath>
#include <limits>
#include <map>
#include <mutex>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace geju {

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// An operation with the context that it lives in: used by one thread at a time, by any thread.
struct Operation {
    ProjContext context;
    ProjObject object;
};

/// Cells of some 14 km, of a power of two, so that their edges are exact; differences of 10 nm.
CellGrid cellsBetween(const Crs& from, const Crs& to) {
    constexpr double kCellMeters = 16384;
    constexpr double kCellDegrees = 0.125;
    constexpr double kToleranceMeters = 1e-8;
    constexpr double kToleranceDegrees = 1e-13; // 11 nm along a meridian; eight units in the last place of 120°
    CellGrid grid;
    grid.size =
        from.isGeographic() ? kCellDegrees : std::exp2(std::floor(std::log2(kCellMeters / from.metersPerUnit())));
    grid.tolerance = to.isGeographic() ? kToleranceDegrees : kToleranceMeters / to.metersPerUnit();
    return grid;
}

} // namespace

struct Transform::Data {
    std::string from;
    std::string to;
    bool isIdentity = false;
    /// Of long arrays, by direction; nothing where PROJ chooses among several operations from place to place.
    std::optional<CellGrid> forwardCells;
    std::optional<CellGrid> inverseCells;
    mutable std::mutex mutex;
    mutable std::vector<Operation> idle;
    Operation original; ///< only copied from, by one thread at a time

    void make() {
        original.context = makeProjContext();
        pj_ctx* context = original.context.get();
        // Both definitions have x east, y north already; the call only keeps PROJ from turning them back.
        const ProjObject source{proj_create(context, from.c_str())};
        const ProjObject target{proj_create(context, to.c_str())};
        if (!source || !target) return;
        original.object.reset(proj_create_crs_to_crs_from_pj(context, source.get(), target.get(), nullptr, nullptr));
        if (!original.object) return;
        if (ProjObject turned{proj_normalize_for_visualization(context, original.object.get())}) {
            original.object = std::move(turned);
        }
    }
    /// For one more thread, without asking PROJ's database again.
    Operation copy() const {
        Operation operation;
        operation.context = makeProjContext();
        operation.object.reset(proj_clone(operation.context.get(), original.object.get()));
        return operation;
    }

    /// An operation for the calling thread, given back when it goes out of scope.
    class Lease {
      public:
        explicit Lease(const Data& data)
          : data_(data) {
            const std::lock_guard lock(data_.mutex);
            if (data_.idle.empty()) {
                operation_ = data_.copy();
            } else {
                operation_ = std::move(data_.idle.back());
                data_.idle.pop_back();
            }
        }
        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;
        ~Lease() {
            const std::lock_guard lock(data_.mutex);
            data_.idle.push_back(std::move(operation_));
        }
        PJ* get() { return operation_.object.get(); }
        pj_ctx* context() { return operation_.context.get(); }

      private:
        const Data& data_;
        Operation operation_;
    };

    /// By PROJ itself.
    void project(std::span<Point> points, PJ_DIRECTION direction) const {
        Lease lease(*this);
        proj_trans_generic(lease.get(), direction, &points[0].x, sizeof(Point), points.size(), &points[0].y,
                           sizeof(Point), points.size(), nullptr, 0, 0, nullptr, 0, 0);
    }

    std::size_t apply(std::span<Point> points, PJ_DIRECTION direction) const {
        if (isIdentity) return 0;
        const auto& cells = direction == PJ_FWD ? forwardCells : inverseCells;
        constexpr std::size_t kLong = 200'000; // cells cost a few thousand points of PROJ
        const bool byCells = cells && points.size() >= kLong;
        if (byCells)
            mapByCells(
                points, [&](std::span<Point> part) { project(part, direction); }, *cells);
        constexpr std::size_t kGrain = 20000; // some 2 ms of work
        std::atomic<std::size_t> failed{0};
        parallelFor(points.size(), kGrain, [&](std::size_t begin, std::size_t end) {
            std::span<Point> chunk = points.subspan(begin, end - begin);
            if (!byCells) project(chunk, direction);
            std::size_t failedHere = 0;
            for (Point& point : chunk) {
                if (std::isfinite(point.x) && std::isfinite(point.y)) continue;
                point = {kNaN, kNaN};
                ++failedHere;
            }
            failed += failedHere;
        });
        return failed;
    }

    std::optional<Point> apply(Point point, PJ_DIRECTION direction) const {
        if (apply(std::span<Point>(&point, 1), direction) > 0) return std::nullopt;
        return point;
    }

    Box apply(const Box& box, PJ_DIRECTION direction) const {
        if (box.empty() || isIdentity) return box;
        Lease lease(*this);
        constexpr int kPointsAnEdge = 64; // a sagitta shrinks with the square: 1/4096 of the whole edge's is left
        Box result;
        if (PJ* operation = lease.get();
            proj_trans_bounds(lease.context(), operation, direction, box.minX, box.minY, box.maxX, box.maxY,
                              &result.minX, &result.minY, &result.maxX, &result.maxY, kPointsAnEdge) &&
            std::isfinite(result.minX + result.minY + result.maxX + result.maxY)) {
            if (result.minX > result.maxX) { // over the antimeridian
                result.minX = -180;
                result.maxX = 180;
            }
            return result;
        }
        return {};
    }
};

Transform::Transform(std::shared_ptr<const Data> data)
  : data_(std::move(data)) {}

Result<Transform> Transform::between(const Crs& from, const Crs& to) {
    // Finding an operation asks PROJ's database for tenths of a second, and a plan asks for the same one once a layer.
    static std::mutex mutex;
    static std::map<std::pair<std::string, std::string>, std::shared_ptr<const Data>> known;
    const std::lock_guard lock(mutex);
    std::pair<std::string, std::string> key(from.normalizedDefinition(), to.normalizedDefinition());
    if (const auto found = known.find(key); found != known.end()) {
        return Result<Transform>{Transform(found->second), {}};
    }
    auto data = std::make_shared<Data>();
    data->from = from.normalizedDefinition();
    data->to = to.normalizedDefinition();
    data->isIdentity = from == to;
    if (!data->isIdentity) {
        data->make();
        if (!data->original.object) {
            return failure<Transform>("no-transformation",
                                      fmt::format(fmt::runtime(tr("no way from {} to {} is known: {}")), from.name(),
                                                  to.name(), projMessage(data->original.context.get())));
        }
        // PROJ's word for an operation that is chosen anew at every point.
        const std::string_view definition = proj_pj_info(data->original.object.get()).definition;
        if (definition != "unavailable until proj_trans is called") {
            data->forwardCells = cellsBetween(from, to);
            data->inverseCells = cellsBetween(to, from);
        }
    }
    known.emplace(std::move(key), data);
    return Result<Transform>{Transform(std::move(data)), {}};
}

bool Transform::isIdentity() const {
    return data_->isIdentity;
}

std::size_t Transform::forward(std::span<Point> points) const {
    return data_->apply(points, PJ_FWD);
}
std::size_t Transform::inverse(std::span<Point> points) const {
    return data_->apply(points, PJ_INV);
}
std::optional<Point> Transform::forward(Point point) const {
    return data_->apply(point, PJ_FWD);
}
std::optional<Point> Transform::inverse(Point point) const {
    return data_->apply(point, PJ_INV);
}
Box Transform::forward(const Box& box) const {
    return data_->apply(box, PJ_FWD);
}
Box Transform::inverse(const Box& box) const {
    return data_->apply(box, PJ_INV);
}

} // namespace geju
