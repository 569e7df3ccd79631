#pragma once

#include "cli/exit_code.h"
#include "cli/options.h"
#include "cli/shell.h"

namespace liaison {

/// Asks for statements and commands until Ctrl-D or `:quit`. Failed statements are shown where they are typed, so that
/// leaving is always well.
[[nodiscard]] ExitCode run_prompt(Shell& shell, const CommandLine& line);

}  // namespace liaison
