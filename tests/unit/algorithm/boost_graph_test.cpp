#include "algorithm/boost_graph.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/graph/graph_concepts.hpp>
#include <memory>
#include <queue>
#include <random>
#include <vector>

#include "algorithm/components.h"
#include "algorithm/shortest_path.h"
#include "store/graph.h"

// Compile-time: the view is what Boost.Graph's algorithms ask for. One a line: two on a line clash.
BOOST_CONCEPT_ASSERT((boost::VertexListGraphConcept<liaison::BoostGraph>));
BOOST_CONCEPT_ASSERT((boost::BidirectionalGraphConcept<liaison::BoostGraph>));
BOOST_CONCEPT_ASSERT((boost::AdjacencyGraphConcept<liaison::BoostGraph>));

namespace liaison {
namespace {

/// A random graph with parallel relationships, self-loops, two types, and some nodes and relationships deleted again.
struct RandomGraph {
  explicit RandomGraph(std::uint64_t seed) {
    std::mt19937_64 random(seed);
    const std::size_t size = 2 + random() % 30;
    std::unique_ptr<Transaction> transaction = graph.begin();
    const std::vector<TypeId> types{transaction->type("R"), transaction->type("S")};
    std::vector<NodeId> nodes;
    for (std::size_t i = 0; i < size; ++i) nodes.push_back(transaction->create_node({}));
    std::vector<RelationshipId> relationships;
    for (std::size_t i = 0; i < random() % (2 * size); ++i) {
      relationships.push_back(
          transaction->create_relationship(nodes[random() % size], types[random() % 2], nodes[random() % size]));
    }
    for (RelationshipId relationship : relationships) {
      if (random() % 8 == 0) transaction->delete_relationship(relationship);
    }
    for (NodeId node : nodes) {
      if (random() % 10 == 0 && transaction->relationships_of(node).empty()) transaction->delete_node(node);
    }
    transaction->commit();
    snapshot = graph.snapshot();
  }

  /// Nodes one relationship away, whichever way it points (or outgoing only), over all types.
  [[nodiscard]] std::vector<NodeId> beside(NodeId node, Direction direction) const {
    std::vector<NodeId> found;
    for (TypeId type = 0; type < snapshot->catalog().types.size(); ++type) {
      snapshot->for_each_relationship(type, [&](RelationshipId, EndPoints ends) {
        if (ends.start == node) found.push_back(ends.end);
        if (ends.end == node && direction == Direction::Both) found.push_back(ends.start);
      });
    }
    return found;
  }

  /// Relationships on a shortest way from `from` to every node; -1: none.
  [[nodiscard]] std::vector<int> distances(NodeId from, Direction direction) const {
    std::vector<int> distance(snapshot->node_limit(), -1);
    std::queue<NodeId> next;
    distance[from] = 0;
    for (next.push(from); !next.empty(); next.pop()) {
      for (NodeId other : beside(next.front(), direction)) {
        if (distance[other] >= 0) continue;
        distance[other] = distance[next.front()] + 1;
        next.push(other);
      }
    }
    return distance;
  }

  Graph graph;
  Snapshot snapshot;
  const std::vector<TypeId> all_types{0, 1};
};

TEST(BoostGraph, ComponentsAreThoseReachedByWalking) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const RandomGraph random(seed);
    const std::vector<NodeId> component = components(*random.snapshot, random.all_types);
    for (NodeId node = 0; node < random.snapshot->node_limit(); ++node) {
      if (!random.snapshot->has_node(node)) continue;
      const std::vector<int> distance = random.distances(node, Direction::Both);
      for (NodeId other = 0; other < random.snapshot->node_limit(); ++other) {
        if (!random.snapshot->has_node(other)) continue;
        ASSERT_EQ(component[node] == component[other], distance[other] >= 0) << "seed " << seed;
      }
      ASSERT_LE(component[node], node) << "a component is named by its first node; seed " << seed;
    }
  }
}

TEST(BoostGraph, ShortestPathsAreAsShortAsWalkingFinds) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const RandomGraph random(seed);
    for (Direction direction : {Direction::Both, Direction::Outgoing}) {
      const std::vector<int> distance = random.distances(0, direction);
      for (NodeId to = 0; to < random.snapshot->node_limit(); ++to) {
        if (!random.snapshot->has_node(0) || !random.snapshot->has_node(to)) continue;
        const auto path = shortest_path(*random.snapshot, 0, to, random.all_types, direction);
        ASSERT_EQ(path.has_value(), distance[to] >= 0) << "seed " << seed;
        if (!path) continue;
        ASSERT_EQ(static_cast<int>(path->relationships.size()), distance[to]) << "seed " << seed;
        for (std::size_t i = 0; i < path->relationships.size(); ++i) {
          const EndPoints ends = random.snapshot->end_points(path->relationships[i]);
          const bool forwards = ends.start == path->nodes[i] && ends.end == path->nodes[i + 1];
          const bool backwards = ends.end == path->nodes[i] && ends.start == path->nodes[i + 1];
          ASSERT_TRUE(forwards || (backwards && direction == Direction::Both)) << "seed " << seed;
        }
      }
    }
  }
}

TEST(BoostGraph, ASelfLoopComesOnceWhenWalkedBothWays) {
  Graph graph;
  std::unique_ptr<Transaction> transaction = graph.begin();
  const NodeId node = transaction->create_node({});
  const TypeId type = transaction->type("R");
  transaction->create_relationship(node, type, node);
  const BoostGraph both(transaction->view(), {type}, Direction::Both);
  const auto [begin, end] = out_edges(node, both);
  EXPECT_EQ(std::distance(begin, end), 1);
  EXPECT_EQ(out_degree(node, both), 1u);
  const BoostGraph outgoing(transaction->view(), {type}, Direction::Outgoing);
  EXPECT_EQ(degree(node, outgoing), 2u);
}

}  // namespace
}  // namespace liaison
