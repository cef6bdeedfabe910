#include "app/atlas.hpp"

#include "core/translate.hpp"
#include "sheet/ground.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace geju {

namespace {

/// Room around a feature, of its longer side.
constexpr double kMarginShare = 0.04;
/// What has no extent, such as a point, is shown with this much of its surroundings.
constexpr double kLeastExtentMeters = 400;
constexpr std::size_t kLongestNameBytes = 80;
constexpr double kFilterZoom = 14; ///< of filters that ask for the zoom: a town on a screen

struct Subject {
    std::string source;
    const Expression* filter = nullptr;
};

std::optional<Subject> subjectOf(const Project& project, const std::string& id) {
    if (const StyleLayer* layer = project.layer(id); layer && !layer->source.empty()) {
        return Subject{layer->source, layer->filter ? &*layer->filter : nullptr};
    }
    if (project.source(id)) return Subject{id, nullptr};
    return std::nullopt;
}

Result<std::vector<AtlasPage>> unknownLayer(const Project& project, const std::string& id) {
    std::string known;
    for (const auto& source : project.sources) known += (known.empty() ? "" : ", ") + source.id;
    return failure<std::vector<AtlasPage>>(
        "no-such-layer", fmt::format(fmt::runtime(tr("there is no layer or source {}; there are: {}")), id, known),
        project.path.string());
}

std::string nameFieldOf(const Project& project, const AtlasRequest& request, const std::string& source) {
    if (!request.nameField.empty()) return request.nameField;
    const bool districts = project.districts && project.districts->source == source;
    return districts && !project.districts->nameField.empty() ? project.districts->nameField : "name";
}

/// Of the field; where the caller names none, an English sheet has the English name beside it, if there is one.
std::string nameOf(const FeatureTable& table, std::uint32_t row, const std::string& field, bool chosen) {
    const auto text = [&](const std::string& column) {
        return table.column(column) ? toText(table.value(row, column)) : std::string();
    };
    return chosen ? text(field) : LocalText{text(field), text(field + "_en")}.get();
}

Box extentOf(const FeatureTable& table, std::uint32_t row, const Ground& ground) {
    const Box& envelope = table.envelope(row);
    const double side = std::max(envelope.width(), envelope.height());
    // Over a span that is short for any projection but not nothing.
    const double metersPerUnit = ground.metersPerUnit(envelope.center(), std::max(side, 1e-3));
    const double least = metersPerUnit > 0 && std::isfinite(metersPerUnit) ? kLeastExtentMeters / metersPerUnit : 0;
    return envelope.grown(std::max(side * kMarginShare, (least - side) / 2));
}

std::string fileOf(std::size_t number, std::size_t digits, const AtlasPage& page, bool severalScales) {
    std::string file = fmt::format("{:0{}}", number, digits);
    const std::string part = fileNamePart(page.name);
    if (!part.empty()) file += " " + part;
    if (severalScales) file += fmt::format(" 1-{:.10g}", page.scaleDenominator);
    return file;
}

Issue withoutPlace(const std::string& layer, std::size_t row) {
    Issue issue;
    issue.code = "no-geometry";
    issue.message = tr("has no geometry and gets no sheet");
    issue.layer = layer;
    issue.feature = static_cast<std::int64_t>(row);
    return issue;
}

} // namespace

std::string fileNamePart(std::string_view name) {
    std::string part;
    for (const char c : name) {
        const bool allowed = static_cast<unsigned char>(c) >= 0x20 && c != 0x7f &&
                             std::string_view("/\\:*?\"<>|").find(c) == std::string_view::npos;
        part += allowed ? c : '_';
    }
    if (part.size() > kLongestNameBytes) {
        std::size_t end = kLongestNameBytes;
        while (end > 0 && (static_cast<unsigned char>(part[end]) & 0xc0) == 0x80) --end; // inside a character
        part.resize(end);
    }
    const auto first = part.find_first_not_of(" .");
    if (first == std::string::npos) return {};
    return part.substr(first, part.find_last_not_of(" .") - first + 1);
}

Result<std::vector<AtlasPage>> planAtlas(const Document& document, const AtlasRequest& request) {
    const Project& project = document.project;
    const auto subject = subjectOf(project, request.layer);
    const LoadedSource* loaded = subject ? document.source(subject->source) : nullptr;
    if (!loaded || !loaded->world) return unknownLayer(project, request.layer);
    const auto& table = loaded->world;
    const std::string field = nameFieldOf(project, request, subject->source);
    if (!request.nameField.empty() && !table->column(field)) {
        std::string fields;
        for (const auto& column : table->columns()) fields += (fields.empty() ? "" : ", ") + column.name();
        return failure<std::vector<AtlasPage>>(
            "no-such-field",
            fmt::format(fmt::runtime(tr("{} has no field {}; there are: {}")), request.layer, field, fields),
            project.path.string());
    }

    Result<std::vector<AtlasPage>> result;
    std::vector<std::uint32_t> rows;
    for (std::size_t row = 0; row < table->size(); ++row) {
        const EvaluationContext context{table.get(), row, kFilterZoom};
        if (subject->filter && !subject->filter->matches(context)) continue;
        if (request.where && !request.where->matches(context)) continue;
        if (table->envelope(row).empty()) {
            result.issues.push_back(withoutPlace(request.layer, row));
            continue;
        }
        rows.push_back(static_cast<std::uint32_t>(row));
    }
    if (rows.empty()) {
        append(result.issues,
               failure<int>("nothing-to-show",
                            fmt::format(fmt::runtime(tr("no feature of {} gets a sheet")), request.layer),
                            project.path.string())
                   .issues);
        return result;
    }
    const Ground ground(document.crs);
    const std::size_t digits = std::max<std::size_t>(2, std::to_string(rows.size()).size());
    const std::vector<double> scales = request.scales.empty() ? std::vector<double>{0} : request.scales;
    result.value.emplace();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        for (const double scale : scales) {
            AtlasPage page;
            page.feature = {table, rows[i]};
            page.name = nameOf(*table, rows[i], field, !request.nameField.empty());
            page.extentWorld = extentOf(*table, rows[i], ground);
            page.scaleDenominator = scale;
            page.file = fileOf(i + 1, digits, page, scales.size() > 1);
            result->push_back(std::move(page));
        }
    }
    return result;
}

std::size_t writeAtlas(SheetWriter& writer, const std::vector<AtlasPage>& pages, const AtlasRun& run) {
    std::size_t written = 0;
    SheetRequest sheet = run.sheet;
    for (std::size_t i = 0; i < pages.size() && !isCancelled(run.progress); ++i) {
        const AtlasPage& page = pages[i];
        if (run.begun) run.begun(i + 1, pages.size(), page);
        sheet.title = page.name;
        sheet.extentWorld = page.extentWorld;
        sheet.scaleDenominator = page.scaleDenominator;
        sheet.highlight = page.feature;
        const std::filesystem::path path = run.folder / (page.file + "." + run.extension);
        const auto issues = writer.write(path, *sheetFormat(path), sheet);
        if (!hasErrors(issues)) ++written;
        if (run.ended) run.ended(path, issues);
        report(run.progress, static_cast<double>(i + 1) / static_cast<double>(pages.size()));
    }
    return written;
}

} // namespace geju
