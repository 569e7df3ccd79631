#pragma once

#include <span>
#include <string>
#include <string_view>

namespace liaison {

/// Whatever is written like a function, in one list: the rows of both tables, and the forms that the language reads
/// itself because they declare a variable. `:help NAME`, SHOW FUNCTIONS and the test that runs the examples read it.
struct FunctionEntry {
  std::string_view name;
  std::string_view category;
  std::string signature;
  std::string_view help;
  std::string_view example;  // as Function::example
  bool is_aggregate = false;
};

/// By name, letter case aside.
[[nodiscard]] std::span<const FunctionEntry> function_reference();
/// nullptr: nothing of that name, letter case aside.
[[nodiscard]] const FunctionEntry* find_in_function_reference(std::string_view name);

}  // namespace liaison
