// An atlas: a map sheet for each feature of a layer, named and titled by an attribute, the feature in the middle and
// marked. What is drawn is planned first, so that a wrong name of a layer or field is told before anything is written.
// One sheet that fails does not keep the others from being written. Blocking; one thread.
#pragma once

#include "app/sheet_writer.hpp"
#include "core/progress.hpp"
#include "core/result.hpp"
#include "plan/document.hpp"
#include "plan/expression.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace geju {

struct AtlasRequest {
    std::string layer;               ///< id of a style layer, whose filter counts, or of a source
    std::string nameField;           ///< empty: the plan's field for districts, else "name"
    std::optional<Expression> where; ///< only features that pass
    std::vector<double> scales;      ///< one sheet for each, 1 : N; empty: one at the largest at which the feature fits
};

struct AtlasPage {
    HighlightedFeature feature;
    std::string name; ///< of the feature; "" when it has none
    Box extentWorld;  ///< of the feature with a margin, never nothing
    double scaleDenominator = 0;
    std::string file; ///< name without folder and extension: number, name, scale
};

/// In the layer's order. Features without a place are left out and said. Fails without any page.
Result<std::vector<AtlasPage>> planAtlas(const Document& document, const AtlasRequest& request);

/// A name as part of a file's name on any system: what is not allowed becomes "_", at most 80 bytes, whole characters.
std::string fileNamePart(std::string_view name);

struct AtlasRun {
    std::filesystem::path folder;
    std::string extension; ///< "png"
    SheetRequest sheet;    ///< page, scene, program, date
    /// Before each page; after it, what was written and met.
    std::function<void(std::size_t number, std::size_t of, const AtlasPage&)> begun;
    std::function<void(const std::filesystem::path&, const std::vector<Issue>&)> ended;
    Progress* progress = nullptr; ///< cancelled: no further page is begun
};

/// The number of pages that were written.
std::size_t writeAtlas(SheetWriter& writer, const std::vector<AtlasPage>& pages, const AtlasRun& run);

} // namespace geju
