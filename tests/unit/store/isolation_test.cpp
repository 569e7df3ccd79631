#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <random>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "liaison/value.h"
#include "store/entity_names.h"
#include "store/graph.h"

namespace liaison {
namespace {

constexpr NodeId nodes = 700;

/// Every committed state has the same text on every node, one node more so called, and as many relationships as it
/// says; gives what a snapshot shows otherwise.
std::string torn(const GraphView& view, PropertyKey version, TypeId type) {
  std::vector<NodeId> ids;
  view.scan(0, {}, nodes, ids);
  Vector column;
  view.properties(std::span<const NodeId>(ids), version, column);
  const std::string first(column.get(0).as_string());
  for (std::uint32_t row = 0; row < column.size; ++row) {
    if (column.get(row).as_string() != first) return "nodes of several states";
  }
  std::uint64_t visited = 0, listed = 0;
  view.for_each_relationship(type, [&](RelationshipId, EndPoints) { ++visited; });
  Scratch scratch;
  for (NodeId node : ids) listed += view.neighbours(node, type, Direction::Incoming, scratch).nodes.size();
  if (visited != view.relationship_count() || listed != visited) return "relationships of several states";
  if (view.entity_names().find(first).size() != 1) return "names of several states";
  return "";
}

TEST(Isolation, ReadersSeeWholeStatesWhileOneWrites) {
  Graph graph;
  PropertyKey version = 0, name = 0;
  TypeId type = 0;
  std::mt19937 random(5);
  const auto write = [&](Transaction& writer, int number) {
    const Value text = Value::string("version " + std::to_string(number));
    for (NodeId node = 0; node < nodes; ++node) writer.set_property(node, version, text);
    for (int i = 0; i < 30; ++i) writer.create_relationship(random() % nodes, type, random() % nodes);
    writer.set_property(writer.create_node({}), name, text);
  };
  {
    const std::unique_ptr<Transaction> writer = graph.begin();
    version = writer->property_key("version");
    name = writer->property_key("name");
    type = writer->type("R");
    for (NodeId node = 0; node < nodes; ++node) writer->create_node({});
    write(*writer, 0);
    writer->commit();
  }
  std::atomic<bool> is_over = false;
  std::atomic<int> reads = 0;
  const auto read = [&](std::string& problem) {
    Snapshot held = graph.snapshot();
    while (problem.empty() && (!is_over || reads < 20)) {
      problem = torn(*held, version, type);
      if (++reads % 3 != 0) held = graph.snapshot();
    }
  };
  std::string one_problem, other_problem;
  std::thread one(read, std::ref(one_problem)), other(read, std::ref(other_problem));
  for (int number = 1; number <= 40; ++number) {
    const std::unique_ptr<Transaction> writer = graph.begin();
    write(*writer, number);
    if (number % 5 != 0) writer->commit();
  }
  is_over = true;
  one.join();
  other.join();
  EXPECT_EQ(one_problem, "");
  EXPECT_EQ(other_problem, "");
  EXPECT_EQ(torn(*graph.snapshot(), version, type), "");
}

}  // namespace
}  // namespace liaison
