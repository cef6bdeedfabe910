#include "app/command_output.hpp"
#include "app/commands.hpp"
#include "app/picture_origin.hpp"
#include "app/shipped_plan.hpp"
#include "app/window.hpp"
#include "core/translate.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <filesystem>
#include <memory>

namespace geju {

namespace {

struct Options {
    std::vector<std::string> inputs;
    std::string scene;
    bool asCommand = true; ///< false: files named without a command
};

/// "geju frobnicate": a word that is no file was meant as a command.
bool looksLikeCommand(const std::string& word) {
    return word.find_first_of("./\\") == std::string::npos;
}

/// A picture whose plan is not there is told before a window opens.
bool leadsToPlan(const std::filesystem::path& input) {
    const auto place = placeOfPicture(input);
    printIssues(place.issues);
    if (!place) return !hasErrors(place.issues);
    const auto origin = findOrigin(*place, input);
    printIssues(origin.issues);
    return origin.value.has_value();
}

int runView(const Options& options) {
    WindowOptions window;
    for (const auto& input : options.inputs) {
        if (!std::filesystem::exists(input)) {
            if (!options.asCommand && looksLikeCommand(input)) {
                fmt::print(stderr, fmt::runtime(tr("error: {} is neither a command nor a file; see geju --help\n")),
                           input);
                return kWrongUse;
            }
            fmt::print(stderr, fmt::runtime(tr("error: {}: there is no such file\n")), input);
            return kFailed;
        }
        window.paths.emplace_back(input);
    }
    if (window.paths.size() == 1 && !leadsToPlan(window.paths.front())) return kFailed;
    if (window.paths.empty()) {
        if (auto plan = shippedPlan()) window.paths.push_back(std::move(*plan));
    }
    window.scene = options.scene;
    window.language = language();
    return runWindow(window);
}

void addFiles(CLI::App& command, Options& options) {
    command.add_option("FILE", options.inputs,
                       tr("A project, data files, or a picture (PNG, PDF) made of a plan (default: the shipped plan)"));
}

} // namespace

void addViewCommand(CLI::App& app, CommandRun& run) {
    auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand("view", tr("Open the window"));
    addFiles(*command, *options);
    command->add_option("--scene", options->scene, tr("Scene of the project to begin with"));
    command->callback([options, &run] { run = [options] { return runView(*options); }; });

    // `geju` and `geju FILE…` without a command mean the same.
    auto bare = std::make_shared<Options>();
    bare->asCommand = false;
    addFiles(app, *bare);
    app.callback([&app, bare, &run] {
        if (!app.get_subcommands().empty()) {
            if (bare->inputs.empty()) return;
            throw CLI::ExtrasError("geju", bare->inputs);
        }
        run = [bare] { return runView(*bare); };
    });
}

} // namespace geju
