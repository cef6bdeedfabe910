// The command line: parses it, sets the language, runs the command named.
#pragma once

namespace geju {

/// Gives the process's exit status: 0 done, 1 it could not be done, 2 wrong use.
int runCommandLine(int argc, char** argv);

} // namespace geju
