// The commands of the program, one source file each (command_NAME.cpp). A command adds itself to the parser; when it is
// the one named, `run` becomes what does it. A run gives the exit status; results go to standard output, everything
// else to standard error.
#pragma once

#include <functional>

namespace CLI {
class App;
}

namespace geju {

/// Exit statuses of the contract.
inline constexpr int kDone = 0;
inline constexpr int kFailed = 1; ///< the command could not do it, or `check` found something
inline constexpr int kWrongUse = 2;

using CommandRun = std::function<int()>;

void addViewCommand(CLI::App& app, CommandRun& run);
void addInfoCommand(CLI::App& app, CommandRun& run);
void addStatsCommand(CLI::App& app, CommandRun& run);
void addIndicatorsCommand(CLI::App& app, CommandRun& run);
void addCheckCommand(CLI::App& app, CommandRun& run);
void addReportCommand(CLI::App& app, CommandRun& run);
void addSnapshotCommand(CLI::App& app, CommandRun& run);
void addExportCommand(CLI::App& app, CommandRun& run);

} // namespace geju
