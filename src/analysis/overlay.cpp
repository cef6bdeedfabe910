#include "analysis/overlay.hpp"

#include "core/parallel.hpp"
#include "core/translate.hpp"
#include "geometry/predicates.hpp"
#include "geometry/spatial_index.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>

namespace geju {

namespace {

/// As far as the box where one is given.
Result<Shape> unionOfRows(const ArealLayer& layer, std::span<const std::uint32_t> rows,
                          const std::optional<Box>& box = std::nullopt) {
    std::vector<Shape> shapes;
    std::vector<const Shape*> pointers;
    for (const std::uint32_t row : rows) shapes.push_back(box ? layer.shapeAbout(row, *box) : layer.shape(row));
    for (const Shape& shape : shapes) pointers.push_back(&shape);
    return Shape::unionOf(pointers);
}

Result<District> makeDistrict(const ArealLayer& layer, std::string name, std::vector<std::uint32_t> rows) {
    Result<District> result;
    District district;
    district.name = std::move(name);
    district.layer = &layer;
    if (rows.size() == 1) {
        district.shape = layer.shape(rows[0]);
        district.squareMeters = layer.area(rows[0]);
    } else {
        auto shape = unionOfRows(layer, rows);
        if (!shape) {
            result.issues.push_back(overlayIssue(shape.issues, layer.table(), rows.empty() ? 0 : rows[0]));
            return result;
        }
        district.shape = std::move(*shape);
        district.squareMeters = layer.measurer().squareMeters(district.shape);
    }
    for (const std::uint32_t row : rows) district.box.extend(layer.table().envelope(row));
    district.rows = std::move(rows);
    result.value = std::move(district);
    return result;
}

/// Rows joined into sets as pairs of them turn out to overlap.
class Sets {
  public:
    std::size_t indexOf(std::uint32_t row) {
        const auto [found, added] = index_.emplace(row, parent_.size());
        if (added) {
            parent_.push_back(parent_.size());
            rows_.push_back(row);
        }
        return found->second;
    }
    void join(std::uint32_t a, std::uint32_t b) {
        const std::size_t first = root(indexOf(a));
        const std::size_t second = root(indexOf(b));
        parent_[std::max(first, second)] = std::min(first, second);
    }
    bool contains(std::uint32_t row) const { return index_.count(row) > 0; }
    /// The sets, rows ascending in each, ordered by their first rows.
    std::vector<std::vector<std::uint32_t>> all() {
        std::map<std::size_t, std::vector<std::uint32_t>> byRoot;
        for (std::size_t i = 0; i < rows_.size(); ++i) byRoot[root(i)].push_back(rows_[i]);
        std::vector<std::vector<std::uint32_t>> sets;
        for (auto& [key, rows] : byRoot) {
            std::sort(rows.begin(), rows.end());
            sets.push_back(std::move(rows));
        }
        std::sort(sets.begin(), sets.end());
        return sets;
    }

  private:
    std::size_t root(std::size_t i) {
        while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
        return i;
    }
    std::unordered_map<std::uint32_t, std::size_t> index_;
    std::vector<std::size_t> parent_;
    std::vector<std::uint32_t> rows_;
};

} // namespace

Result<std::vector<District>> districtsOf(const ArealLayer& layer, std::span<const std::string> names) {
    Result<std::vector<District>> result;
    std::vector<std::string> order;
    std::map<std::string, std::vector<std::uint32_t>> byName;
    for (const std::uint32_t row : layer.rows()) {
        auto& rows = byName[names[row]];
        if (rows.empty()) order.push_back(names[row]);
        rows.push_back(row);
    }
    std::vector<District> districts;
    for (const std::string& name : order) {
        auto district = makeDistrict(layer, name, byName[name]);
        append(result.issues, district.issues);
        if (!district) return result;
        districts.push_back(std::move(*district));
    }
    result.value = std::move(districts);
    return result;
}

Result<District> wholeOf(const ArealLayer& layer) {
    return makeDistrict(layer, {}, layer.rows());
}

Parts allParts(const ArealLayer& layer) {
    Parts parts;
    parts.rows = layer.rows();
    for (const std::uint32_t row : parts.rows) parts.squareMeters.push_back(layer.area(row));
    parts.whole.assign(parts.rows.size(), 1);
    return parts;
}

namespace {

const double* valueOf(const UnitedAreas& areas, const std::vector<std::uint32_t>& rows) {
    const auto found = areas.find(rows);
    return found == areas.end() ? nullptr : &found->second;
}

/// Area of the union of some rows, clipped where they are not whole.
Result<double> unitedArea(const ArealLayer& layer, std::span<const std::uint32_t> rows,
                          std::span<const std::uint8_t> whole, const District* district) {
    Result<double> result;
    std::vector<Shape> shapes;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const bool isCut = district && !whole[i];
        shapes.push_back(isCut ? layer.shapeAbout(rows[i], district->box) : layer.shape(rows[i]));
        if (!isCut) continue;
        auto inside = shapes.back().intersection(district->shape.clone());
        if (!inside) {
            result.issues.push_back(overlayIssue(inside.issues, layer.table(), rows[i]));
            return result;
        }
        shapes.back() = std::move(*inside);
    }
    std::vector<const Shape*> pointers;
    for (const Shape& shape : shapes) pointers.push_back(&shape);
    const auto united = Shape::unionOf(pointers);
    if (united) {
        result.value = layer.measurer().squareMeters(*united);
    } else {
        result.issues.push_back(overlayIssue(united.issues, layer.table(), rows[0]));
    }
    return result;
}

} // namespace

Result<UnionArea> unionArea(const ArealLayer& layer, const Parts& parts, const OverlapGraph& graph,
                            const District* district, UnitedAreas* known) {
    Result<UnionArea> result;
    UnionArea area;
    Sets sets;
    if (!graph.empty()) {
        for (const std::uint32_t row : parts.rows) {
            for (const std::uint32_t other : graph.neighbours(row)) {
                if (other < row || !std::binary_search(parts.rows.begin(), parts.rows.end(), other)) continue;
                sets.join(row, other);
                if (!area.example) area.example = std::pair{row, other};
            }
        }
    }
    CompensatedSum sum;
    std::map<std::uint32_t, std::size_t> partOf; // only of overlapping features
    for (std::size_t i = 0; i < parts.rows.size(); ++i) {
        if (sets.contains(parts.rows[i])) {
            partOf[parts.rows[i]] = i;
        } else {
            sum.add(parts.squareMeters[i]);
        }
    }
    const auto all = sets.all();
    std::vector<Result<double>> united(all.size());
    parallelFor(all.size(), 1, [&](std::size_t begin, std::size_t end) {
        std::vector<std::uint8_t> whole;
        for (std::size_t i = begin; i < end; ++i) {
            if (const double* made = known ? valueOf(*known, all[i]) : nullptr) {
                united[i].value = *made;
                continue;
            }
            whole.clear();
            for (const std::uint32_t row : all[i]) whole.push_back(parts.whole[partOf.at(row)]);
            united[i] = unitedArea(layer, all[i], whole, district);
        }
    });
    CompensatedSum overlap;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (!united[i]) {
            result.issues = std::move(united[i].issues);
            return result;
        }
        double partsArea = 0;
        for (const std::uint32_t row : all[i]) partsArea += parts.squareMeters[partOf[row]];
        sum.add(*united[i]);
        const double twice = partsArea - *united[i];
        if (twice > kAreaRoundingSquareMeters * static_cast<double>(all[i].size())) overlap.add(twice);
        if (known) known->emplace(all[i], *united[i]);
    }
    area.squareMeters = sum.value();
    area.overlapSquareMeters = overlap.value();
    if (!(area.overlapSquareMeters > 0)) area.example.reset();
    result.value = area;
    return result;
}

Result<double> gapArea(const ArealLayer& layer, const Parts& parts, const District& district, Progress* progress) {
    // In cells of some dozens of features: a union grows worse than linearly.
    constexpr double kFeaturesOfCell = 48;
    const double cells = std::max(1.0, static_cast<double>(parts.rows.size()) / kFeaturesOfCell);
    const auto side = static_cast<std::size_t>(std::ceil(std::sqrt(cells)));
    const double width = district.box.width() / static_cast<double>(side);
    const double height = district.box.height() / static_cast<double>(side);
    std::vector<std::uint8_t> counts(layer.table().size(), 0);
    for (const std::uint32_t row : parts.rows) counts[row] = 1;

    std::vector<double> areas(side * side, 0.0);
    std::vector<std::uint8_t> failed(side * side, 0);
    Result<double> result;
    const bool finished = forEachParallel(side * side, 1, progress, 0, 1, [&](std::size_t cell) {
        const auto column = static_cast<double>(cell % side);
        const auto line = static_cast<double>(cell / side);
        const Box& whole = district.box;
        const bool lastColumn = cell % side + 1 == side;
        const bool lastLine = cell / side + 1 == side;
        const Box box{whole.minX + column * width, whole.minY + line * height,
                      lastColumn ? whole.maxX : whole.minX + (column + 1) * width,
                      lastLine ? whole.maxY : whole.minY + (line + 1) * height};
        auto ground = district.shape.clone().intersection(Shape::fromBox(box));
        if (!ground) {
            failed[cell] = 1;
            return;
        }
        if (ground->empty()) return;
        std::vector<std::uint32_t> rows = layer.table().index().query(box);
        std::erase_if(rows, [&](std::uint32_t row) { return !counts[row]; });
        std::sort(rows.begin(), rows.end());
        const auto covered = unionOfRows(layer, rows, box);
        const auto gap = covered ? ground->difference(*covered) : Result<Shape>{};
        if (!gap) {
            failed[cell] = 1;
        } else if (gap->planarArea() > kNegligibleShare * ground->planarArea()) {
            areas[cell] = layer.measurer().squareMeters(*gap);
        }
    });
    if (!finished) {
        result.issues.push_back(cancelledIssue());
        return result;
    }
    CompensatedSum sum;
    for (std::size_t cell = 0; cell < areas.size(); ++cell) {
        if (failed[cell]) {
            return failure<double>("overlay-failed",
                                   fmt::format(fmt::runtime(tr("the gaps of \"{}\" cannot be found")), district.name));
        }
        sum.add(areas[cell]);
    }
    result.value = sum.value();
    return result;
}

} // namespace geju
