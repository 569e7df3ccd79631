#pragma once

#include <span>
#include <string_view>

namespace liaison {

/// Another name of a function or an aggregate: a row of its own in the table, which shares all else with the row `of`.
struct Alias {
  std::string_view name, of, help, example;
};

[[nodiscard]] std::span<const Alias> function_aliases();
[[nodiscard]] std::span<const Alias> aggregate_aliases();

}  // namespace liaison
