#pragma once

#include <vector>

#include "store/graph_view.h"

namespace liaison {

/// Weakly connected components over some relationship types, directions ignored: for each id below node_limit() the
/// smallest node id of its component; ids without a node name themselves. Linear time (Boost.Graph,
/// connected_components).
[[nodiscard]] std::vector<NodeId> components(const GraphView& view, const std::vector<TypeId>& types);

}  // namespace liaison
