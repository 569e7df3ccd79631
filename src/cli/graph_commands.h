#pragma once

#include "cli/exit_code.h"
#include "cli/options.h"

namespace liaison {

/// `liaison check GRAPH...`: a line for each graph on standard output, and one for each odd thing in it.
[[nodiscard]] ExitCode check_graphs(const CommandLine& line);

/// `liaison convert GRAPH OUT`. Throws Error.
[[nodiscard]] ExitCode convert_graph(const CommandLine& line);

/// `liaison test FILE...`.
[[nodiscard]] ExitCode test_questions(const CommandLine& line);

}  // namespace liaison
