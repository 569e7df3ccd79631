#pragma once

#include <vector>

#include "liaison/value.h"
#include "query/result.h"

namespace liaison {

/// The nodes and relationships of a result, each once, in order of appearance; ends of relationships are among the
/// nodes. Deleted ones are not.
struct Subgraph {
  std::vector<NodeId> nodes;
  std::vector<RelationshipId> relationships;
};

/// Everything that the rows hold, also in paths, lists and maps.
[[nodiscard]] Subgraph subgraph_of(const StatementResult& result);

/// The whole graph.
[[nodiscard]] Subgraph subgraph_of(const GraphView& view);

}  // namespace liaison
