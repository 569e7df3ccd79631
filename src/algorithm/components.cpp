#include "algorithm/components.h"

#include <algorithm>

#include "algorithm/boost_graph.h"
// Boost's algorithms come after the graph they run on.
#include <boost/graph/connected_components.hpp>

namespace liaison {

std::vector<NodeId> components(const GraphView& view, const std::vector<TypeId>& types) {
  const BoostGraph graph(view, types, Direction::Both);
  std::vector<NodeId> component(view.node_limit());
  if (component.empty()) return component;
  const NodeId count = boost::connected_components(graph, component.data());
  // Numbers by order of discovery mean nothing to a reader: name each component by its first node.
  std::vector<NodeId> first(count, BoostTraits::null_vertex());
  for (NodeId node = 0; node < component.size(); ++node) {
    first[component[node]] = std::min(first[component[node]], node);
  }
  for (NodeId& number : component) number = first[number];
  return component;
}

}  // namespace liaison
