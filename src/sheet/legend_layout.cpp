#include "sheet/legend_layout.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <map>
#include <tuple>

namespace geju {

namespace {

/// Sizes in layout units (a millimetre on A3).
constexpr double kLabelSize = 3.0;
constexpr double kHeadingSize = 3.0;
constexpr double kLineHeightEms = 1.3;
constexpr double kRowGap = 1.6;
constexpr double kHeadingGap = 2.2; ///< above a heading, but not at the top of a column
constexpr double kSwatchWidth = 9.0;
constexpr double kSwatchHeight = 4.0;
constexpr double kSwatchGap = 2.4;
constexpr double kColumnGap = 5.0;
constexpr double kLongestLabel = 44.0; ///< longer ones are broken

/// Lettering of this scale and above reads as well as the rest of the sheet.
constexpr double kReadableScale = 0.84;

double longestLabel(const LegendSpace& space, double unit) {
    return std::min(kLongestLabel * unit, space.maxWidth - (kSwatchWidth + kSwatchGap) * unit);
}

struct Measured {
    TextBlock label;
    double height = 0;
};

struct Attempt {
    int columns;
    double scale;
};

/// The rows as blocks of one scale, and the width of a column that holds them.
struct MeasuredColumn {
    std::vector<Measured> rows;
    double labelWidth = 0;
    double width = 0;
};

MeasuredColumn measure(const std::vector<LegendRow>& rows, double unit, double wrapLabelsAt, const Letterer& letterer) {
    MeasuredColumn column;
    for (const auto& row : rows) {
        Lettering lettering;
        lettering.sizeMillimeters = (row.heading ? kHeadingSize : kLabelSize) * unit;
        lettering.color = row.heading ? Rgba{90, 96, 104, 255} : Rgba{34, 38, 44, 255};
        if (row.heading) lettering.font = "Noto Sans CJK SC Bold";
        const double wrapAt = row.heading ? wrapLabelsAt + (kSwatchWidth + kSwatchGap) * unit : wrapLabelsAt;
        Measured measured;
        measured.label = letterer.block(row.label, lettering, 0, 0, wrapAt, Side::Left, kLineHeightEms);
        measured.height = std::max(measured.label.height(), row.heading ? 0.0 : kSwatchHeight * unit);
        const double aside = row.heading ? (kSwatchWidth + kSwatchGap) * unit : 0;
        column.labelWidth = std::max(column.labelWidth, measured.label.widthMillimeters - aside);
        column.rows.push_back(std::move(measured));
    }
    column.width = (kSwatchWidth + kSwatchGap) * unit + column.labelWidth;
    return column;
}

/// Places rows into columns of at most `maxHeight`; false when they do not all fit.
bool place(const std::vector<LegendRow>& rows, MeasuredColumn& measured, const LegendSpace& space, double unit,
           int columns, double maxHeight, LegendLayout& layout) {
    layout.placements.clear();
    layout.columns = columns;
    layout.height = 0;
    const double step = measured.width + kColumnGap * unit;
    int column = 0;
    int used = 0;
    double y = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const bool heading = rows[i].heading;
        const auto gapBefore = [&] { return y == 0 ? 0.0 : (heading ? kHeadingGap : kRowGap) * unit; };
        // A heading must not stand at the foot of a column without an entry below it.
        double needed = measured.rows[i].height;
        if (heading && i + 1 < rows.size()) needed += kRowGap * unit + measured.rows[i + 1].height;
        if (y > 0 && y + gapBefore() + needed > maxHeight + 1e-6) {
            ++column;
            y = 0;
        }
        if (column >= columns || needed > maxHeight + 1e-6) return false;
        y += gapBefore();
        LegendPlacement placement;
        placement.label = std::move(measured.rows[i].label);
        placement.heading = heading;
        placement.entry = rows[i].entry;
        const double left = space.x + column * step;
        const double height = measured.rows[i].height;
        placement.label.anchorX = heading ? left : left + (kSwatchWidth + kSwatchGap) * unit;
        placement.label.top = space.y + y + (height - placement.label.height()) / 2;
        placement.swatch = {left, space.y + y + (height - kSwatchHeight * unit) / 2, kSwatchWidth * unit,
                            kSwatchHeight * unit};
        layout.placements.push_back(std::move(placement));
        y += height;
        used = std::max(used, column + 1);
        layout.height = std::max(layout.height, y);
    }
    layout.columns = std::max(used, 1);
    layout.width = layout.columns * measured.width + (layout.columns - 1) * kColumnGap * unit;
    return true;
}

/// The least height at which `columns` columns hold all rows.
double balancedHeight(const MeasuredColumn& measured, const std::vector<LegendRow>& rows, double unit, int columns) {
    double total = 0;
    double tallest = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        total += measured.rows[i].height + (rows[i].heading ? kHeadingGap : kRowGap) * unit;
        tallest = std::max(tallest, measured.rows[i].height);
    }
    return std::max(total / columns, 2 * tallest + kRowGap * unit);
}

/// Below a map: as many columns as the width holds, all of one height. Of the sizes that read well the one that costs
/// the map least; smaller ones only where none of them fits.
LegendLayout layoutWide(const std::vector<LegendRow>& rows, const LegendSpace& space, const Letterer& letterer) {
    LegendLayout best;
    best.complete = false;
    for (const double scale : {1.0, 0.92, kReadableScale, 0.76, 0.68, 0.6, 0.5}) {
        if (scale < kReadableScale && best.complete) break;
        const double unit = space.unit * scale;
        const MeasuredColumn measured = measure(rows, unit, longestLabel(space, unit), letterer);
        const double gap = kColumnGap * unit;
        const int columns = std::max(1, static_cast<int>((space.maxWidth + gap) / (measured.width + gap)));
        if (measured.width > space.maxWidth + 1e-6) continue;
        for (double height = balancedHeight(measured, rows, unit, columns); height <= space.maxHeight; height += unit) {
            LegendLayout layout;
            layout.scale = scale;
            MeasuredColumn copy = measured;
            if (!place(rows, copy, space, unit, columns, height, layout)) continue;
            // Smaller lettering has to be worth it.
            if (!best.complete || layout.height < 0.85 * best.height) best = std::move(layout);
            break;
        }
    }
    return best;
}

} // namespace

namespace {

/// In how many scenes each layer is shown.
std::map<std::string, std::size_t, std::less<>> scenesOfLayers(const Project& project) {
    std::map<std::string, std::size_t, std::less<>> scenes;
    for (const Scene& scene : project.scenes) {
        for (const auto& layer : scene.layers) ++scenes[layer];
    }
    return scenes;
}

} // namespace

std::vector<LegendRow> legendRows(const Document& document, const std::vector<LegendEntry>& entries) {
    struct Group {
        std::string heading;
        bool classes = false;
        std::vector<std::size_t> members;
        std::size_t rankSum = 0;
        std::size_t scenes = 0; ///< that show its rarest member

        double meanRank() const { return static_cast<double>(rankSum) / static_cast<double>(members.size()); }
    };
    const auto scenes = scenesOfLayers(document.project);
    const auto scenesOf = [&](std::size_t entry) {
        const auto found = scenes.find(entries[entry].layer);
        return found == scenes.end() ? std::size_t{0} : found->second;
    };
    std::vector<Group> groups;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        Group group{entries[i].group, !entries[i].value.empty(), {}, 0, scenesOf(i)};
        if (const StyleLayer* layer = document.project.layer(entries[i].layer)) {
            const LocalText& heading = group.classes && !layer->name.empty() ? layer->name : layer->groupName;
            if (!heading.empty()) group.heading = heading.get();
        }
        auto found = std::find_if(groups.begin(), groups.end(),
                                  [&](const Group& known) { return known.heading == group.heading; });
        if (found == groups.end()) found = groups.insert(groups.end(), std::move(group));
        found->members.push_back(i);
        found->rankSum += i;
        found->scenes = std::min(found->scenes, scenesOf(i));
    }
    std::stable_sort(groups.begin(), groups.end(), [](const Group& a, const Group& b) {
        // What belongs to no group would seem to belong to the one above it.
        if (a.heading.empty() != b.heading.empty()) return a.heading.empty();
        if (a.classes != b.classes) return a.classes;
        if (a.classes) return false;
        return std::tuple(a.scenes, a.meanRank()) < std::tuple(b.scenes, b.meanRank());
    });
    for (Group& group : groups) {
        std::stable_sort(group.members.begin(), group.members.end(),
                         [&](std::size_t a, std::size_t b) { return scenesOf(a) < scenesOf(b); });
    }
    std::vector<LegendRow> rows;
    for (const auto& group : groups) {
        // Data without a project has groups of one layer, named like it.
        const bool repeats = group.members.size() == 1 && entries[group.members.front()].label == group.heading;
        if (!group.heading.empty() && !repeats) rows.push_back({group.heading, true, 0});
        for (const std::size_t entry : group.members) rows.push_back({entries[entry].label, false, entry});
    }
    return rows;
}

LegendLayout layoutLegend(const std::vector<LegendRow>& rows, const LegendSpace& space, const Letterer& letterer) {
    LegendLayout layout;
    if (rows.empty()) return layout;
    if (space.wide) return layoutWide(rows, space, letterer);
    constexpr std::array<Attempt, 14> attempts{{{1, 1},
                                                {1, 0.92},
                                                {1, 0.84},
                                                {2, 1},
                                                {2, 0.92},
                                                {2, 0.84},
                                                {3, 0.92},
                                                {2, 0.76},
                                                {3, 0.84},
                                                {3, 0.76},
                                                {3, 0.68},
                                                {4, 0.68},
                                                {4, 0.6},
                                                {4, 0.5}}};
    for (const Attempt attempt : attempts) {
        const double unit = space.unit * attempt.scale;
        MeasuredColumn measured = measure(rows, unit, longestLabel(space, unit), letterer);
        const int columns = std::min(attempt.columns, space.maxColumns);
        if (columns * measured.width + (columns - 1) * kColumnGap * unit > space.maxWidth + 1e-6) continue;
        layout.scale = attempt.scale;
        if (place(rows, measured, space, unit, columns, space.maxHeight, layout)) return layout;
    }
    layout.complete = false;
    return layout;
}

} // namespace geju
