#pragma once

#include "query/bound_query.h"
#include "query/logical_plan.h"

namespace liaison {

/// Turns a bound query into a logical plan, clause by clause in order; patterns stay MatchPattern operators, which
/// optimize/ puts in order. Plans the insides of subquery expressions too (SubqueryExpression::plan).
/// Every clause that writes gets an Eager before and behind it, unless nothing could tell the difference.
/// Throws Error NotSupported StatementTooLong for a statement of more than max_plan_depth steps in a row.
[[nodiscard]] LogicalPlan plan(BoundQuery query);

inline constexpr std::size_t max_plan_depth = 2000;

}  // namespace liaison
