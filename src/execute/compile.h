#pragma once

#include <functional>
#include <span>
#include <string>

#include "execute/execution.h"
#include "execute/operator.h"
#include "query/logical_plan.h"

namespace liaison {

/// Chooses a physical operator for each logical one, lays out the groups, inserts Product where branches must be joined
/// and nowhere else. The plan must outlive the operators.
[[nodiscard]] OperatorPtr compile(const LogicalPlan& plan, Execution& execution);

/// Runs to the end, handing each row (one Value an output of the plan) to `sink`; false from it stops.
void run(Operator& root, const LogicalPlan& plan, Execution& execution,
         const std::function<bool(std::span<const Value>)>& sink);

/// Makes the operators note how many rows they give and how long they take, for explain().
[[nodiscard]] OperatorPtr measured(OperatorPtr root);

/// What EXPLAIN prints: the operators as a tree, one a line, with estimated rows and the groups they work on; what
/// PROFILE prints, if they were measured: also the rows each gave, calls for chunks of them, and the time it took
/// itself.
[[nodiscard]] std::string explain(const Operator& root, const VariableTable& variables);

}  // namespace liaison
