#include "store/builder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "graph_model.h"
#include "store/graph.h"

namespace liaison {
namespace {

/// A random graph of a few extents, made by `add_…` of a GraphBuilder or `create_…` of a Transaction alike.
template <class Maker>
GraphModel make(Maker&& maker, std::uint32_t seed) {
  constexpr std::uint32_t nodes = 9000, relationships = 20000;
  std::mt19937 random(seed);
  const auto below = [&](std::uint32_t limit) { return static_cast<std::uint32_t>(random() % limit); };
  GraphModel model;
  const auto set = [&](auto entity, GraphModel::Properties& properties, const std::string& key, const Value& value) {
    maker.set(entity, key, value);
    GraphModel::set(properties, key, value);
  };
  for (NodeId i = 0; i < nodes; ++i) {
    std::set<std::string> labels;
    for (std::uint32_t left = i < 4096 ? 1 : below(3); left > 0; --left) {
      labels.insert("L" + std::to_string(i < 4096 ? 0 : below(4)));
    }
    const NodeId node = maker.node(labels);
    model.nodes[node].written = labels;
    GraphModel::Properties& properties = model.nodes[node].properties;
    set(node, properties, "name", Value::string("Name " + std::to_string(below(6000))));
    if (below(20) == 0) set(node, properties, "rare", Value::date({below(9000), static_cast<DatePrecision>(below(3))}));
    if (below(2) == 0) set(node, properties, "mixed", below(9) == 0 ? Value::string("x") : Value::floating(below(4)));
  }
  for (std::uint32_t i = 0; i < relationships; ++i) {
    const std::string type = below(50) == 0 ? "RARE" : "USUAL";
    const NodeId start = below(9) == 0 ? 17 : below(nodes);
    const NodeId end = below(30) == 0 ? start : below(200);
    const RelationshipId id = maker.relationship(start, type, end);
    GraphModel::Relationship& made = model.relationships[{type, id.serial}];
    made = {start, end, {}};
    if (below(3) == 0) set(id, made.properties, "since", Value::date({below(9000)}));
  }
  return model;
}

struct ByBuilder {
  GraphBuilder& builder;
  NodeId node(const std::set<std::string>& labels) {
    std::vector<LabelId> ids;
    for (const std::string& label : labels) ids.push_back(builder.label(label));
    return builder.add_node(ids);
  }
  RelationshipId relationship(NodeId start, const std::string& type, NodeId end) {
    return builder.add_relationship(start, builder.type(type), end);
  }
  template <class Entity>
  void set(Entity entity, const std::string& key, const Value& value) {
    builder.set_property(entity, builder.property_key(key), value);
  }
};

struct ByTransaction {
  Transaction& transaction;
  NodeId node(const std::set<std::string>& labels) {
    std::vector<LabelId> ids;
    for (const std::string& label : labels) ids.push_back(transaction.label(label));
    return transaction.create_node(ids);
  }
  RelationshipId relationship(NodeId start, const std::string& type, NodeId end) {
    return transaction.create_relationship(start, transaction.type(type), end);
  }
  template <class Entity>
  void set(Entity entity, const std::string& key, const Value& value) {
    transaction.set_property(entity, transaction.property_key(key), value);
  }
};

TEST(GraphBuilder, MakesWhatATransactionMakes) {
  GraphBuilder builder;
  const GraphModel model = make(ByBuilder{builder}, 7);
  EXPECT_EQ(builder.node_count(), model.nodes.size());
  const Snapshot built = builder.finish();
  EXPECT_EQ(difference(*built, model), "");

  Graph graph;
  const std::unique_ptr<Transaction> writer = graph.begin();
  const GraphModel same_model = make(ByTransaction{*writer}, 7);
  EXPECT_EQ(difference(writer->view(), same_model), "");
  EXPECT_EQ(difference(writer->view(), model), "");
}

TEST(GraphBuilder, ResultIsChangedByTransactionsAndStays) {
  GraphBuilder builder;
  GraphModel model = make(ByBuilder{builder}, 8);
  const Snapshot built = builder.finish();
  const GraphModel model_built = model;
  Graph graph;
  graph.replace(built);
  {
    const std::unique_ptr<Transaction> writer = graph.begin();
    const TypeId usual = writer->type("USUAL");
    for (NodeId node = 0; node < 1500; ++node) {
      const RelationshipId id = writer->create_relationship(node, usual, 3);
      model.relationships[{"USUAL", id.serial}] = {node, 3, {}};
      writer->set_property(node, writer->property_key("name"), Value());
      model.nodes[node].properties.erase("name");
    }
    for (std::uint64_t serial = 0; serial < 1000; ++serial) {
      EXPECT_TRUE(writer->delete_relationship({usual, serial}));
      model.relationships.erase({"USUAL", serial});
    }
    writer->commit();
  }
  EXPECT_EQ(difference(*graph.snapshot(), model), "");
  EXPECT_EQ(difference(*built, model_built), "");
}

TEST(GraphBuilder, NamesAreFoundAndChanged) {
  for (const std::size_t threads : {1, 2}) {
    GraphBuilder builder;
    const PropertyKey name = builder.property_key("name");
    const PropertyKey aliases = builder.property_key("aliases");
    const NodeId first = builder.add_node({}), second = builder.add_node({}), third = builder.add_node({});
    builder.set_property(first, name, Value::string("Crédit Mutuel"));
    builder.set_property(second, name, Value::string("Beta"));
    builder.set_property(second, aliases, Value::list({Value::string("credit  mutuel"), Value::integer(1)}));
    builder.set_property(third, name, Value::integer(3));
    Graph graph;
    graph.replace(builder.finish(threads));
    const auto find = [&](std::string_view wanted) { return graph.snapshot()->entity_names().find(wanted); };
    EXPECT_EQ(find("CREDIT MUTUEL"), (std::vector{first, second}));
    EXPECT_EQ(find("beta"), std::vector{second});
    EXPECT_EQ(find("3"), std::vector<NodeId>());
    EXPECT_EQ(graph.snapshot()->entity_names().nearest("Betta"), "Beta");
    EXPECT_EQ(graph.snapshot()->entity_names().starting_with("CRE", 9),
              (std::vector<std::string>{"Crédit Mutuel", "credit  mutuel"}));
    const std::unique_ptr<Transaction> writer = graph.begin();
    writer->set_property(second, writer->property_key("aliases"), Value());
    writer->set_property(third, writer->property_key("name"), Value::string("Beta"));
    writer->commit();
    EXPECT_EQ(find("credit mutuel"), std::vector{first});
    EXPECT_EQ(find("beta"), (std::vector{second, third}));
  }
}

TEST(GraphBuilder, IsEmptyAfterFinish) {
  GraphBuilder builder;
  builder.add_node({});
  EXPECT_EQ(builder.finish()->node_count(), 1u);
  EXPECT_EQ(builder.node_count(), 0u);
  builder.add_node({});
  EXPECT_EQ(builder.finish()->node_count(), 1u);
}

}  // namespace
}  // namespace liaison
