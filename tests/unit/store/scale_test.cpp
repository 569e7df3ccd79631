#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "liaison/value.h"
#include "store/graph.h"
#include "store/statistics.h"

namespace liaison {
namespace {

/// What grows with the number of label combinations or property keys must be paid by what makes them, not by each
/// small transaction after: were these tests quadratic, they would run for minutes.
constexpr std::uint32_t combinations = 20000;
constexpr std::uint32_t label_count = 15;

std::vector<LabelId> labels_of(std::uint32_t combination, const std::vector<LabelId>& labels) {
  std::vector<LabelId> chosen;
  for (std::uint32_t i = 0; i < label_count; ++i) {
    if ((combination >> i & 1) != 0) chosen.push_back(labels[i]);
  }
  return chosen;
}

TEST(Scale, ManyLabelCombinations) {
  Graph graph;
  std::vector<LabelId> labels;
  TypeId type = 0;
  {
    const std::unique_ptr<Transaction> writer = graph.begin();
    for (std::uint32_t i = 0; i < label_count; ++i) labels.push_back(writer->label("L" + std::to_string(i)));
    type = writer->type("NEXT");
    for (std::uint32_t i = 0; i < combinations; ++i) writer->create_node(labels_of(i, labels));
    for (NodeId i = 1; i < combinations; ++i) writer->create_relationship(i - 1, type, i);
    writer->commit();
  }
  for (std::uint32_t i = 0; i < 2000; ++i) {
    const std::unique_ptr<Transaction> writer = graph.begin();
    const NodeId node = writer->create_node(labels_of(combinations + i, labels));
    writer->create_relationship(node, type, i);
    writer->commit();
  }
  const Snapshot snapshot = graph.snapshot();
  constexpr std::uint32_t all = combinations + 2000;
  EXPECT_EQ(snapshot->catalog().shapes.size(), all);
  std::uint64_t even = 0;
  for (NodeId node = 0; node < all; ++node) even += snapshot->has_label(node, labels[0]) ? 0 : 1;
  EXPECT_EQ(even, all / 2);
  EXPECT_EQ(snapshot->statistics().nodes_with(labels[0]), all / 2);
  EXPECT_EQ(snapshot->statistics().nodes_of_shape(snapshot->shape_of(all - 1)), 1u);
  EXPECT_EQ(snapshot->statistics().relationships_at(type, Direction::Incoming, labels[0]), combinations / 2 + 1000);
}

TEST(Scale, ManyPropertyKeys) {
  constexpr std::uint32_t keys = 2000, nodes = 6000;
  Graph graph;
  for (std::uint32_t i = 0; i < keys; ++i) {
    const std::unique_ptr<Transaction> writer = graph.begin();
    const PropertyKey key = writer->property_key("key " + std::to_string(i));
    for (std::uint32_t n = 0; n < nodes / keys; ++n) {
      writer->set_property(writer->create_node({}), key, Value::string("value " + std::to_string(i)));
    }
    writer->commit();
  }
  const Snapshot snapshot = graph.snapshot();
  EXPECT_EQ(snapshot->catalog().property_keys.size(), keys);
  for (NodeId node = 0; node < nodes; node += 7) {
    std::uint32_t visited = 0;
    snapshot->for_each_property(node, [&](PropertyKey key, const Value& value) {
      ++visited;
      EXPECT_EQ(value.as_string(), "value " + snapshot->catalog().property_keys.name(key).substr(4));
    });
    EXPECT_EQ(visited, 1u);
  }
}

TEST(Scale, HubInOneTransaction) {
  constexpr NodeId leaves = 50000;
  Graph graph;
  const std::unique_ptr<Transaction> writer = graph.begin();
  const TypeId type = writer->type("R");
  const NodeId hub = writer->create_node({});
  for (NodeId i = 0; i < leaves; ++i) writer->create_relationship(hub, type, writer->create_node({}));
  EXPECT_EQ(writer->view().degree(hub, type, Direction::Outgoing), leaves);
  EXPECT_EQ(writer->view().statistics().max_degree(type, Direction::Outgoing), leaves);
  for (RelationshipId relationship : writer->relationships_of(hub)) writer->delete_relationship(relationship);
  EXPECT_TRUE(writer->delete_node(hub));
  EXPECT_EQ(writer->view().relationship_count(), 0u);
}

}  // namespace
}  // namespace liaison
