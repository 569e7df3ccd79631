#pragma once

#include "cli/exit_code.h"
#include "cli/options.h"

namespace liaison {

/// `liaison import STORE --nodes… --relationships…`: a line with the graph's size on standard output, progress on
/// standard error where it is a terminal. Throws Error; then there is no store.
[[nodiscard]] ExitCode import_graph(const CommandLine& line);

/// `liaison export GRAPH FOLDER`: on standard output the command that imports what was written. Throws Error; then
/// there is no folder.
[[nodiscard]] ExitCode export_graph(const CommandLine& line);

}  // namespace liaison
