#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "store/graph_view.h"

namespace liaison {

struct WalkedPath {
  std::vector<NodeId> nodes;
  std::vector<RelationshipId> relationships;  // one fewer
};

/// A path of fewest relationships between two nodes, directions ignored unless `direction` says otherwise; nullopt if
/// there is none. From a node to itself: the path without relationships. Linear time at worst (Boost.Graph,
/// breadth_first_search, left as soon as `to` is reached).
[[nodiscard]] std::optional<WalkedPath> shortest_path(const GraphView& view, NodeId from, NodeId to,
                                                      const std::vector<TypeId>& types, Direction direction);

}  // namespace liaison
