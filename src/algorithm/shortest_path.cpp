#include "algorithm/shortest_path.h"

#include <algorithm>
#include <utility>

#include "algorithm/boost_graph.h"
// Boost's algorithms come after the graph they run on.
#include <boost/graph/breadth_first_search.hpp>

namespace liaison {
namespace {

struct Reached {};  // thrown to leave the search: Boost.Graph has no other way out

/// Remembers the edge by which each vertex was found; leaves when the wanted one is.
class FindTarget : public boost::default_bfs_visitor {
 public:
  FindTarget(std::vector<BoostGraph::Edge>& found_by, NodeId wanted) : found_by_(found_by), wanted_(wanted) {}
  void tree_edge(const BoostGraph::Edge& edge, const BoostGraph&) {
    found_by_[edge.target] = edge;
    if (edge.target == wanted_) throw Reached{};
  }

 private:
  std::vector<BoostGraph::Edge>& found_by_;
  NodeId wanted_;
};

}  // namespace

std::optional<WalkedPath> shortest_path(const GraphView& view, NodeId from, NodeId to, const std::vector<TypeId>& types,
                                        Direction direction) {
  WalkedPath path;
  if (from == to) {
    path.nodes.push_back(from);
    return path;
  }
  const BoostGraph graph(view, types, direction);
  std::vector<BoostGraph::Edge> found_by(view.node_limit());
  bool reached = false;
  try {
    boost::breadth_first_search(graph, from, boost::visitor(FindTarget(found_by, to)));
  } catch (const Reached&) {
    reached = true;
  }
  if (!reached) return std::nullopt;
  for (NodeId node = to; node != from; node = found_by[node].source) {
    path.nodes.push_back(node);
    path.relationships.push_back(found_by[node].relationship);
  }
  path.nodes.push_back(from);
  std::ranges::reverse(path.nodes);
  std::ranges::reverse(path.relationships);
  return path;
}

}  // namespace liaison
