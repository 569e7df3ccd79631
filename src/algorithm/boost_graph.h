#pragma once

#include <boost/graph/adjacency_iterator.hpp>
#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>
#include <boost/iterator/counting_iterator.hpp>
#include <boost/iterator/iterator_facade.hpp>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "store/graph_view.h"

/// A GraphView as Boost.Graph sees it, without a copy: models VertexListGraph, BidirectionalGraph and AdjacencyGraph.
/// For .cpp files of this folder only; algorithm headers of Boost come after this one.
namespace liaison {

/// Some relationship types of a view, walked along or against their direction or both. A vertex is a node id below
/// node_limit(); ids without a node are vertices without edges. Costs nothing to make.
class BoostGraph {
 public:
  BoostGraph(const GraphView& view, const std::vector<TypeId>& types, Direction direction);

  struct Edge {
    NodeId source = 0;
    NodeId target = 0;
    RelationshipId relationship;
    friend bool operator==(const Edge&, const Edge&) = default;
  };

  /// The edges out of (or into) one vertex: its lists, one after another. Keeps a list alive that the view had to
  /// merge.
  class EdgeIterator
      : public boost::iterator_facade<EdgeIterator, Edge, boost::forward_traversal_tag, Edge, std::ptrdiff_t> {
   public:
    EdgeIterator() = default;
    EdgeIterator(const BoostGraph& graph, NodeId vertex, bool against, bool at_end);

   private:
    friend class boost::iterator_core_access;
    [[nodiscard]] Edge dereference() const;
    [[nodiscard]] bool equal(const EdgeIterator& other) const {
      return list_ == other.list_ && position_ == other.position_;
    }
    void increment();
    void open_list();
    void settle();

    const BoostGraph* graph_ = nullptr;
    NodeId vertex_ = 0;
    bool against_ = false;  // edges into the vertex
    std::size_t list_ = 0;
    std::size_t position_ = 0;
    Neighbours neighbours_;
    std::shared_ptr<Scratch> merged_;
  };

  [[nodiscard]] const GraphView& view() const { return view_; }
  [[nodiscard]] std::size_t degree(NodeId vertex, bool against) const;

 private:
  struct List {
    TypeId type;
    Direction direction;
    bool skips_loops;  // walked both ways: loops come in the other list
  };
  [[nodiscard]] Direction direction_of(const List& list, bool against) const;

  const GraphView& view_;
  std::vector<List> lists_;
};

}  // namespace liaison

namespace boost {

template <>
struct graph_traits<liaison::BoostGraph> {
  using vertex_descriptor = liaison::NodeId;
  using edge_descriptor = liaison::BoostGraph::Edge;
  using directed_category = bidirectional_tag;
  using edge_parallel_category = allow_parallel_edge_tag;
  // NOLINTNEXTLINE(readability-identifier-naming): Boost.Graph's name
  struct traversal_category : vertex_list_graph_tag, bidirectional_graph_tag, adjacency_graph_tag {};
  using vertex_iterator = counting_iterator<liaison::NodeId>;
  using out_edge_iterator = liaison::BoostGraph::EdgeIterator;
  using in_edge_iterator = liaison::BoostGraph::EdgeIterator;
  using adjacency_iterator =
      adjacency_iterator_generator<liaison::BoostGraph, vertex_descriptor, out_edge_iterator>::type;
  using edge_iterator = void;
  using vertices_size_type = std::size_t;
  using edges_size_type = std::size_t;
  using degree_size_type = std::size_t;
  static vertex_descriptor null_vertex() { return ~vertex_descriptor{0}; }
};

template <>
struct property_map<liaison::BoostGraph, vertex_index_t> {
  using type = typed_identity_property_map<liaison::NodeId>;
  using const_type = type;
};

}  // namespace boost

namespace liaison {

using BoostTraits = boost::graph_traits<BoostGraph>;

inline std::pair<BoostTraits::vertex_iterator, BoostTraits::vertex_iterator> vertices(const BoostGraph& graph) {
  return {BoostTraits::vertex_iterator(0), BoostTraits::vertex_iterator(graph.view().node_limit())};
}
inline std::size_t num_vertices(const BoostGraph& graph) { return graph.view().node_limit(); }
inline std::pair<BoostGraph::EdgeIterator, BoostGraph::EdgeIterator> out_edges(NodeId vertex, const BoostGraph& graph) {
  return {{graph, vertex, false, false}, {graph, vertex, false, true}};
}
inline std::pair<BoostGraph::EdgeIterator, BoostGraph::EdgeIterator> in_edges(NodeId vertex, const BoostGraph& graph) {
  return {{graph, vertex, true, false}, {graph, vertex, true, true}};
}
inline std::size_t out_degree(NodeId vertex, const BoostGraph& graph) { return graph.degree(vertex, false); }
inline std::size_t in_degree(NodeId vertex, const BoostGraph& graph) { return graph.degree(vertex, true); }
inline std::size_t degree(NodeId vertex, const BoostGraph& graph) {
  return graph.degree(vertex, false) + graph.degree(vertex, true);
}
inline NodeId source(const BoostGraph::Edge& edge, const BoostGraph&) { return edge.source; }
inline NodeId target(const BoostGraph::Edge& edge, const BoostGraph&) { return edge.target; }
inline std::pair<BoostTraits::adjacency_iterator, BoostTraits::adjacency_iterator> adjacent_vertices(
    NodeId vertex, const BoostGraph& graph) {
  const auto [begin, end] = out_edges(vertex, graph);
  return {BoostTraits::adjacency_iterator(begin, &graph), BoostTraits::adjacency_iterator(end, &graph)};
}
inline boost::typed_identity_property_map<NodeId> get(boost::vertex_index_t, const BoostGraph&) { return {}; }
inline NodeId get(boost::vertex_index_t, const BoostGraph&, NodeId vertex) { return vertex; }

}  // namespace liaison
