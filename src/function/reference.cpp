#include "function/reference.h"

#include <algorithm>
#include <vector>

#include "function/aggregate.h"
#include "function/function.h"
#include "value/text.h"

namespace liaison {
namespace {

constexpr std::string_view predicates = "Predicate";

std::vector<FunctionEntry> forms_of_the_language() {
  return {
      {.name = "all",
       .category = predicates,
       .signature = "all(variable IN list: List WHERE predicate: Boolean) -> Boolean",
       .help = "Whether the predicate holds for each item; true of the empty list.",
       .example = "RETURN all(x IN [1, 2, 3] WHERE x > 0)  // true"},
      {.name = "any",
       .category = predicates,
       .signature = "any(variable IN list: List WHERE predicate: Boolean) -> Boolean",
       .help = "Whether the predicate holds for an item.",
       .example = "RETURN any(x IN [1, 2, 3] WHERE x > 2)  // true"},
      {.name = "none",
       .category = predicates,
       .signature = "none(variable IN list: List WHERE predicate: Boolean) -> Boolean",
       .help = "Whether the predicate holds for no item.",
       .example = "RETURN none(x IN [1, 2, 3] WHERE x > 3)  // true"},
      {.name = "single",
       .category = predicates,
       .signature = "single(variable IN list: List WHERE predicate: Boolean) -> Boolean",
       .help = "Whether the predicate holds for exactly one item.",
       .example = "RETURN single(x IN [1, 2, 3] WHERE x > 1)  // false"},
      {.name = "reduce",
       .category = "List",
       .signature = "reduce(accumulator = initial: any, variable IN list: List | expression: any) -> any",
       .help = "The accumulator after the expression has given it its next value for each item in turn.",
       .example = "RETURN reduce(sum = 0, x IN [1, 2, 3] | sum + x)  // 6"},
  };
}

std::string signature(const Aggregate& aggregate) {
  return std::string(aggregate.name) + "(value: " + to_string(aggregate.argument_type) +
         (aggregate.argument_count > 1 ? ", percentile: Float" : "") + ") -> " + to_string(aggregate.result_type);
}

std::vector<FunctionEntry> make_reference() {
  std::vector<FunctionEntry> entries = forms_of_the_language();
  for (const Function& function : all_functions()) {
    entries.push_back({function.name, function.family, signature(function), function.help, function.example});
  }
  for (const Aggregate& aggregate : all_aggregates()) {
    entries.push_back({aggregate.name, "Aggregating", signature(aggregate), aggregate.help, aggregate.example, true});
  }
  std::ranges::sort(entries, {}, [](const FunctionEntry& entry) { return lower_case(entry.name); });
  return entries;
}

}  // namespace

std::span<const FunctionEntry> function_reference() {
  static const std::vector<FunctionEntry> entries = make_reference();
  return entries;
}

const FunctionEntry* find_in_function_reference(std::string_view name) {
  const auto entries = function_reference();
  const std::string wanted = lower_case(name);
  const auto lower_name = [](const FunctionEntry& entry) { return lower_case(entry.name); };
  const auto found = std::ranges::lower_bound(entries, wanted, {}, lower_name);
  return found == entries.end() || lower_name(*found) != wanted ? nullptr : &*found;
}

}  // namespace liaison
