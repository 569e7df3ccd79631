#pragma once

#include <filesystem>
#include <span>

#include "cli/exit_code.h"
#include "cli/options.h"
#include "cli/shell.h"

namespace liaison {

/// Thrown by a script that stopped at a failure, which has been shown and counted: whoever ran it stops too.
struct ScriptStopped {};

/// Runs the scripts in turn, each statement as soon as its end has been read, its result written before the next is
/// looked at. Stops at the first failure unless the shell keeps going. Gives the shell's exit code.
/// Throws Error UsageError before anything runs if a file cannot be read, and ClosedPipe when nobody reads the results
/// any more.
[[nodiscard]] ExitCode run_scripts(Shell& shell, std::span<const Script> scripts);

/// For `:run` and start files. Throws Error UsageError for a file that cannot be read, and ScriptStopped.
void run_script_file(Shell& shell, const std::filesystem::path& file);

/// Runs a part, and shows and counts the error that stops it. False: nothing more is to be run.
[[nodiscard]] bool run_or_show(Shell& shell, const ScriptPart& part, const Origin& origin);

}  // namespace liaison
