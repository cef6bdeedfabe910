// The options of `geju snapshot` that make an atlas, and what they do: see atlas.hpp. Says on standard error how far it
// is; Ctrl+C ends it after the sheet that is being written.
#pragma once

#include "app/sheet_writer.hpp"

#include <memory>
#include <string>

namespace CLI {
class App;
class Option;
} // namespace CLI

namespace geju {

struct AtlasOptions {
    std::string layer; ///< empty: no atlas
    std::string nameField;
    std::string where;
    std::string scales; ///< "10000,25000"
};

/// Gives the option that asks for an atlas.
CLI::Option* addAtlasOptions(CLI::App& command, AtlasOptions& options);

/// "10000" as 10000; nothing for what is no scale.
std::optional<double> parseScale(std::string_view text);

/// True when every sheet was written. `sheet` has the page and the scene.
bool writeAtlasSheets(const std::shared_ptr<const Document>& document, const AtlasOptions& options,
                      const std::filesystem::path& folder, const std::string& extension, const SheetRequest& sheet);

} // namespace geju
