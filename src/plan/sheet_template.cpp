#include "plan/sheet_template.hpp"

#include "core/embedded.hpp"
#include "plan/project.hpp"

#include <algorithm>
#include <span>

namespace geju {

std::span<const EmbeddedFile> embeddedSheets();

const std::vector<SheetTemplate>& shippedSheets() {
    static const std::vector<SheetTemplate> sheets = [] {
        auto project = parseProject(embeddedSheets().front().bytes, {});
        return project ? std::move(project->sheets) : std::vector<SheetTemplate>();
    }();
    return sheets;
}

std::vector<SheetTemplate> sheetTemplates(const Project& project) {
    std::vector<SheetTemplate> templates = project.sheets;
    for (const SheetTemplate& shipped : shippedSheets()) {
        const bool replaced = std::any_of(project.sheets.begin(), project.sheets.end(),
                                          [&](const SheetTemplate& own) { return own.id == shipped.id; });
        if (!replaced) templates.push_back(shipped);
    }
    return templates;
}

std::optional<SheetTemplate> sheetTemplate(const Project& project, std::string_view id) {
    if (id.empty()) return project.sheet;
    for (SheetTemplate& found : sheetTemplates(project)) {
        if (found.id != id) continue;
        if (found.legendTitle.empty()) found.legendTitle = project.sheet.legendTitle;
        if (found.logo.empty()) found.logo = project.sheet.logo;
        return std::move(found);
    }
    return std::nullopt;
}

} // namespace geju
