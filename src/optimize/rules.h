#pragma once

#include "optimize/optimize.h"

/// One function a rule, each in a file of its own; optimize.cpp lists them in order.
namespace liaison {

/// Replaces a MatchPattern (its node and input given) by look-ups, scans, expansions and filters, cheapest first by the
/// statistics, or as written if `by_cost` is false. Filters come as soon as their variables are there.
[[nodiscard]] LogicalOperatorPtr order_pattern(logical::MatchPattern pattern, LogicalOperatorPtr input,
                                               const GraphView& view, bool by_cost);

/// Leaves out tests for labels that every node at that end of a relationship type has, as the exact counts say; what
/// then nobody reads of the far end need not be visited. Only where the graph cannot change while the plan runs.
void implied_labels(LogicalOperatorPtr& root, const GraphView& view);

/// OPTIONAL MATCH of one hop from a bound node, nothing asked of the far end: an Expand that keeps rows without any.
void optional_expand(LogicalOperatorPtr& root);

/// Trails of which only the ends are asked for, and of these only which there are (DISTINCT, min, max), are searched
/// breadth first, each end once: ExpandVariable::each_end_once.
void reachable_ends(LogicalOperatorPtr& root);

/// What a search asks of one node or relationship of its paths is asked when the search comes to it, so that it does
/// not go on from there.
void search_predicates(LogicalOperatorPtr& root);

/// Sort + (Skip +) Limit becomes Top, which keeps skip + limit rows instead of all.
void top(LogicalOperatorPtr& root);

}  // namespace liaison
