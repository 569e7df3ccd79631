#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace liaison {

struct Shell;

/// A command of the prompt, `:name arguments`; most work in scripts too.
struct Command {
  std::string_view name;
  std::string_view arguments;  // as `:help` shows them
  std::string_view help;
  bool opens_files = false;  // refused under --safe
  void (*run)(Shell& shell, std::string_view arguments) = nullptr;
};

/// In the order of `:help`.
[[nodiscard]] std::span<const Command> commands();

/// Runs `:name arguments`. Throws Error UsageError UnknownCommand with the nearest name, and what the command throws.
void run_command(Shell& shell, std::string_view text);

/// True, and the warning is said, if quitting or opening another graph would lose changes and nobody was warned yet.
[[nodiscard]] bool warns_of_unsaved_changes(Shell& shell);

}  // namespace liaison
