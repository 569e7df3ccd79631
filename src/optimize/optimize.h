#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "query/logical_plan.h"
#include "store/graph_view.h"

namespace liaison {

/// A set of rules by name, for switching them off: answers must not change (tests prove it), only the time they take.
enum class Rule : std::uint8_t {
  OrderPattern,      // off: patterns are walked as written, left to right
  ImpliedLabels,     // off: labels are tested though every node at that end of the type has them
  OptionalExpand,    // off: every OPTIONAL MATCH runs as an Apply
  ReachableEnds,     // off: all trails are walked, also where only their distinct ends are asked for
  SearchPredicates,  // off: what is asked of a path's nodes and relationships is tested when the whole path is found
  Top,               // off: ORDER BY … LIMIT sorts all rows
};
inline constexpr std::size_t rule_count = 6;
[[nodiscard]] std::string_view to_string(Rule rule);

struct RuleSet {
  std::uint32_t off = 0;  // bit per Rule
  [[nodiscard]] bool on(Rule rule) const { return (off & (1u << static_cast<unsigned>(rule))) == 0; }
  [[nodiscard]] RuleSet without(Rule rule) const { return {off | (1u << static_cast<unsigned>(rule))}; }
};

/// Applies the rules in order, subplans included. Afterwards no MatchPattern is left in the plan. Reads statistics and
/// names of `view`, no data.
void optimize(LogicalPlan& plan, const GraphView& view, RuleSet rules = {});

}  // namespace liaison
