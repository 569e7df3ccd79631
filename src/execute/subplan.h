#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "execute/execution.h"
#include "query/logical_plan.h"

namespace liaison {

/// The plan of a subquery expression, run anew for each row that asks for it.
///
///     subplan->bind_row(imported);
///     while (subplan->next_row(outputs, times)) …
class SubPlan {
 public:
  virtual ~SubPlan() = default;
  /// Starts anew for a row: `values` are the imported variables', in the order given to compile_subplan. Rows of the
  /// row before that were not asked for are given up.
  virtual void bind_row(std::span<const Value> values) = 0;
  /// Gives the next row: a Value for each of the plan's outputs, and how often the row counts (never 0). False: no
  /// more.
  virtual bool next_row(std::vector<Value>& outputs, std::uint64_t& times) = 0;
};

/// The plan's leaves are Arguments over `imported`; the plan must outlive the result.
[[nodiscard]] std::unique_ptr<SubPlan> compile_subplan(const LogicalPlan& plan, std::span<const VariableId> imported,
                                                       Execution& execution);

}  // namespace liaison
