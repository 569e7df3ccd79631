#pragma once

#include "cli/exit_code.h"
#include "cli/options.h"

namespace liaison {

/// `liaison import STORE --mapping FILE`: a line with the graph's size on standard output, and what was left out on
/// standard error. Throws Error; then there is no store.
[[nodiscard]] ExitCode import_by_mapping(const CommandLine& line);

}  // namespace liaison
