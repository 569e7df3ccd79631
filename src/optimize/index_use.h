#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "query/bound_query.h"
#include "query/logical_plan.h"
#include "store/graph_view.h"

namespace liaison {

/// How a node that the predicates ask something of can be sought in an index; nullopt: in none. `is_there` tells of
/// expressions that rows have what they read before they have the node. Of several ways the one that leaves fewest
/// nodes, as far as can be told without a look at the values: equality with most keys, then a list of values, then a
/// prefix, then a range with both ends, then one with one.
/// All nodes that the predicates hold of are among those found, but others may be: the predicates are still to be
/// asked.
[[nodiscard]] std::optional<logical::IndexSeek> index_seek(const PatternNode& node,
                                                           const std::vector<Expression>& predicates,
                                                           const GraphView& view,
                                                           const std::function<bool(const Expression&)>& is_there);

/// How the node can be sought by its name, as index_seek(): `name = value` or `name IN list`.
[[nodiscard]] std::optional<logical::NameSeek> name_seek(const PatternNode& node,
                                                         const std::vector<Expression>& predicates,
                                                         const std::function<bool(const Expression&)>& is_there);

}  // namespace liaison
