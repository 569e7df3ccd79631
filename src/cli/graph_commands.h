#pragma once

#include <filesystem>

#include "cli/exit_code.h"
#include "cli/options.h"
#include "store/graph.h"

namespace liaison {

/// `liaison check GRAPH...`: a line for each graph on standard output, and one for each odd thing in it.
[[nodiscard]] ExitCode check_graphs(const CommandLine& line);

/// `liaison convert GRAPH OUT`. Throws Error.
[[nodiscard]] ExitCode convert_graph(const CommandLine& line);

/// `liaison backup STORE FILE`: the store may be open elsewhere, for writing too. Throws Error.
[[nodiscard]] ExitCode back_up_store(const CommandLine& line);

/// Writes the graph as a store of its own. Throws Error.
void back_up(const Graph& graph, const std::filesystem::path& target);

/// `liaison test FILE...`.
[[nodiscard]] ExitCode test_questions(const CommandLine& line);

}  // namespace liaison
