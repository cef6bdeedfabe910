#include "app/command_line.hpp"

#include "app/commands.hpp"
#include "core/translate.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <string>
#include <string_view>

namespace geju {

namespace {

/// The language is needed before the parser is built, for its help texts.
std::string languageAsked(int argc, char** argv) {
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument = argv[i];
        if (argument == "--") break;
        if (argument == "--lang" && i + 1 < argc) return argv[i + 1];
        if (argument.starts_with("--lang=")) return std::string(argument.substr(7));
    }
    return {};
}

/// The parser's own words in its help texts; commands added later inherit them.
void translateHelp(CLI::App& app) {
    const auto formatter = app.get_formatter();
    formatter->label("Usage", tr("Usage"));
    formatter->label("OPTIONS", tr("OPTIONS"));
    formatter->label("SUBCOMMAND", tr("SUBCOMMAND"));
    formatter->label("REQUIRED", tr("REQUIRED"));
    formatter->label("Needs", tr("Needs"));
    formatter->label("Excludes", tr("Excludes"));
    formatter->label("Positionals", tr("Positionals"));
    app.option_defaults()->group(tr("Options"));
    app.group(tr("Subcommands"));
}

} // namespace

int runCommandLine(int argc, char** argv) {
    setLanguage(languageAsked(argc, argv));

    CLI::App app(tr("Geju, a viewer for spatial-layout plans: a window for people, commands for scripts.\n"
                    "Without a command, opens the window."),
                 "geju");
    translateHelp(app);
    app.set_version_flag("--version", "geju " GEJU_VERSION, tr("Say the version and end"));
    app.set_help_flag("-h,--help", tr("Say how to use it and end"));
    std::string language;
    app.add_option("--lang", language, tr("Language of texts: zh or en (default: the environment's)"))
        ->check(CLI::IsMember({"zh", "en"}));
    app.fallthrough(); // --lang may stand before or after the command
    app.footer(tr("Results go to standard output, everything else to standard error.\n"
                  "Exit status: 0 done; 1 it could not be done, or check found something; 2 wrong use."));
    app.require_subcommand(0, 1);

    CommandRun run;
    addViewCommand(app, run); // also takes the files named without a command
    addInfoCommand(app, run);
    addStatsCommand(app, run);
    addIndicatorsCommand(app, run);
    addCheckCommand(app, run);
    addReportCommand(app, run);
    addSnapshotCommand(app, run);
    addExportCommand(app, run);
    for (CLI::App* command : app.get_subcommands({})) command->get_help_ptr()->group(tr("Options"));

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? kDone : kWrongUse;
    }
    try {
        return run();
    } catch (const std::exception& error) {
        // Only what the rooms do not report themselves gets here, such as memory that has run out.
        fmt::print(stderr, fmt::runtime(tr("error: the command failed: {}\n")), error.what());
        return kFailed;
    }
}

} // namespace geju
