#pragma once

#include <span>
#include <string>
#include <string_view>

namespace liaison {

struct Subcommand {
  std::string_view name;
  std::string_view usage;
  std::string_view help;
  bool is_here;  // false: named by the manual, refused by this version
};

[[nodiscard]] std::span<const Subcommand> subcommands();

/// What `liaison --help` prints.
[[nodiscard]] std::string_view usage_text();
/// What `liaison --version` prints.
[[nodiscard]] std::string version_text();

}  // namespace liaison
