// The tables that a counting command works on: the sources of a project or the layers of a data file, in their own
// CRS, and the choice of one of them by the user's words.
#pragma once

#include "core/result.hpp"
#include "plan/document.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace geju {

struct InputTables {
    std::string path;
    std::optional<Document> project; ///< when the input is one
    struct Named {
        std::string name; ///< source id, or layer name
        std::shared_ptr<const FeatureTable> table;
    };
    std::vector<Named> tables;
};

/// A project or a data file. No value when nothing could be read.
Result<InputTables> openInput(const std::filesystem::path& path);

/// A table, or the part of it that a style layer shows.
struct ChosenTable {
    std::shared_ptr<const FeatureTable> table;
    std::string name;
    std::optional<Expression> where;
};

/// By name: a source or style layer of a project, a layer of a data file. Without a name the only table there is, or
/// the only one that holds polygons. Otherwise an error that lists the names to choose from.
Result<ChosenTable> chooseTable(const InputTables& input, std::string_view name);

} // namespace geju
