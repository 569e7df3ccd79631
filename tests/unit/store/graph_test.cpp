#include "store/graph.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "graph_model.h"
#include "liaison/error.h"
#include "store/builder.h"

namespace liaison {
namespace {

std::vector<NodeId> called(const GraphView& view, std::string_view name) { return view.entity_names().find(name); }

TEST(Graph, EmptyOnesShareOneSnapshot) {
  const Graph one, other;
  EXPECT_EQ(one.snapshot(), other.snapshot());
  EXPECT_EQ(one.snapshot()->node_limit(), 0u);
  EXPECT_EQ(one.snapshot()->relationship_count(), 0u);
  EXPECT_EQ(one.snapshot()->catalog().labels.size(), 0u);
}

TEST(Graph, HasOneWriterAtATime) {
  Graph graph;
  std::unique_ptr<Transaction> first = graph.begin();
  try {
    (void)graph.begin();
    FAIL() << "two writers";
  } catch (const Error& error) {
    EXPECT_EQ(error.code, ErrorCode::ReadOnly);
    EXPECT_EQ(error.detail, "WriterActive");
  }
  first.reset();
  EXPECT_NO_THROW(graph.begin()->commit());
  EXPECT_NO_THROW((void)graph.begin());
}

TEST(Graph, DroppedTransactionLeavesNothing) {
  Graph graph;
  {
    const std::unique_ptr<Transaction> dropped = graph.begin();
    const LabelId label = dropped->label("Ghost");
    const NodeId node = dropped->create_node(std::vector{label});
    dropped->set_property(node, dropped->property_key("name"), Value::string("Nobody"));
    dropped->create_relationship(node, dropped->type("HAUNTS"), node);
    EXPECT_EQ(called(dropped->view(), "nobody").size(), 1u);
  }
  const Snapshot after = graph.snapshot();
  EXPECT_EQ(after->node_limit(), 0u);
  EXPECT_EQ(after->relationship_count(), 0u);
  EXPECT_FALSE(after->catalog().labels.find("Ghost"));
  EXPECT_FALSE(after->catalog().types.find("HAUNTS"));
  EXPECT_FALSE(after->catalog().property_keys.find("name"));
  EXPECT_TRUE(called(*after, "nobody").empty());
}

TEST(Graph, WriterSeesItsWritesAndSnapshotsDoNot) {
  Graph graph;
  const std::unique_ptr<Transaction> writer = graph.begin();
  const Snapshot before = graph.snapshot();
  const NodeId node = writer->create_node({});
  EXPECT_TRUE(writer->view().has_node(node));
  EXPECT_FALSE(graph.snapshot()->has_node(node));
  writer->commit();
  EXPECT_TRUE(graph.snapshot()->has_node(node));
  EXPECT_FALSE(before->has_node(node));
}

TEST(Graph, OutlivedBySnapshotsAndTransactions) {
  Snapshot snapshot;
  std::unique_ptr<Transaction> transaction;
  {
    Graph graph;
    transaction = graph.begin();
    snapshot = graph.snapshot();
  }
  transaction->create_node({});
  transaction->commit();
  EXPECT_EQ(transaction->view().node_count(), 1u);
  EXPECT_EQ(snapshot->node_count(), 0u);
}

TEST(Graph, ContentIsReplacedAndOldSnapshotsStay) {
  Graph graph;
  {
    const std::unique_ptr<Transaction> writer = graph.begin();
    writer->create_node({});
    writer->commit();
  }
  const Snapshot old = graph.snapshot();
  GraphBuilder builder;
  graph.replace(builder.finish());
  EXPECT_EQ(graph.snapshot()->node_count(), 0u);
  EXPECT_EQ(old->node_count(), 1u);
}

TEST(Graph, NumbersOfDeletedEntitiesAreNotUsedAgain) {
  Graph graph;
  RelationshipId relationship;
  NodeId node = 0;
  {
    const std::unique_ptr<Transaction> writer = graph.begin();
    node = writer->create_node({});
    relationship = writer->create_relationship(node, writer->type("R"), node);
    writer->commit();
  }
  {
    const std::unique_ptr<Transaction> writer = graph.begin();
    EXPECT_TRUE(writer->delete_relationship(relationship));
    EXPECT_TRUE(writer->delete_node(node));
    writer->commit();
  }
  const std::unique_ptr<Transaction> writer = graph.begin();
  EXPECT_FALSE(writer->delete_relationship(relationship));
  EXPECT_FALSE(writer->delete_node(node));
  const NodeId next = writer->create_node({});
  EXPECT_GT(next, node);
  EXPECT_GT(writer->create_relationship(next, relationship.type, next).serial, relationship.serial);
  EXPECT_FALSE(writer->view().has_relationship(relationship));
}

TEST(Graph, SelfLoopIsInBothListsAndOnceAmongItsNodesRelationships) {
  Graph graph;
  const std::unique_ptr<Transaction> writer = graph.begin();
  const NodeId node = writer->create_node({});
  const RelationshipId loop = writer->create_relationship(node, writer->type("R"), node);
  EXPECT_EQ(writer->view().degree(node, loop.type, Direction::Outgoing), 1u);
  EXPECT_EQ(writer->view().degree(node, loop.type, Direction::Incoming), 1u);
  EXPECT_EQ(writer->relationships_of(node), std::vector{loop});
}

TEST(Graph, LabelThatWasWrittenStaysWhenWhatImpliedItGoes) {
  Vocabulary vocabulary;
  vocabulary.nodes.push_back(
      {.label = "Manufacturer", .nouns = {}, .implies = {"Company"}, .color = "", .shape = "", .dates = {}});
  GraphBuilder builder;
  builder.set_vocabulary(std::move(vocabulary));
  Graph graph;
  graph.replace(builder.finish());
  const std::unique_ptr<Transaction> writer = graph.begin();
  const LabelId manufacturer = writer->label("Manufacturer");
  const LabelId company = writer->label("Company");
  const NodeId node = writer->create_node(std::vector{manufacturer});
  EXPECT_TRUE(writer->view().has_label(node, company));
  EXPECT_FALSE(writer->remove_label(node, company)) << "implied labels cannot be taken off";
  EXPECT_FALSE(writer->add_label(node, company)) << "it was there to see";
  EXPECT_TRUE(writer->remove_label(node, manufacturer));
  EXPECT_TRUE(writer->view().has_label(node, company));
  EXPECT_TRUE(writer->remove_label(node, company));
  EXPECT_FALSE(writer->view().has_label(node, company));
}

TEST(Graph, NamesAreFoundFoldedAndFollowTheProperties) {
  Graph graph;
  const std::unique_ptr<Transaction> writer = graph.begin();
  const PropertyKey name = writer->property_key("name"), aliases = writer->property_key("aliases");
  const NodeId nestle = writer->create_node({}), other = writer->create_node({});
  writer->set_property(nestle, name, Value::string("Nestl\xC3\xA9"));
  writer->set_property(nestle, aliases, Value::list({Value::string("NESN"), Value::string("nestle")}));
  writer->set_property(other, name, Value::string("NESTLE"));
  EXPECT_EQ(called(writer->view(), "nestle"), (std::vector{nestle, other}));
  EXPECT_EQ(called(writer->view(), "nesn"), std::vector{nestle});
  EXPECT_EQ(writer->view().entity_names().nearest("Nestl\xC3\xA8"
                                                  "e"),
            "Nestl\xC3\xA9");
  EXPECT_FALSE(writer->view().entity_names().nearest("Something else"));
  EXPECT_EQ(writer->view().entity_names().starting_with("NES", 2), (std::vector<std::string>{"NESN", "NESTLE"}));

  writer->set_property(nestle, name, Value());
  EXPECT_EQ(called(writer->view(), "nestle"), (std::vector{nestle, other})) << "an alias still says so";
  writer->set_property(nestle, aliases, Value::list({Value::string("N")}));
  EXPECT_EQ(called(writer->view(), "nestle"), std::vector{other});
  writer->delete_node(other);
  EXPECT_TRUE(called(writer->view(), "nestle").empty());
}

TEST(Graph, SparseValueBeforeADenseColumnIsRead) {
  constexpr NodeId extent = 4096;
  Graph graph;
  const std::unique_ptr<Transaction> writer = graph.begin();
  const PropertyKey age = writer->property_key("age");
  for (NodeId node = 0; node < 3 * extent; ++node) {
    writer->create_node({});
    if (node == 7 || node >= 2 * extent) writer->set_property(node, age, Value::integer(node));
  }
  const std::vector<NodeId> nodes{3, 7, extent, 2 * extent, 2 * extent + 1};
  Vector column;
  writer->view().properties(std::span<const NodeId>(nodes), age, column);
  std::vector<std::string> texts;
  for (std::uint32_t row = 0; row < column.size; ++row) texts.push_back(literal_text(column.get(row)));
  EXPECT_EQ(texts, (std::vector<std::string>{"null", "7", "null", "8192", "8193"}));
}

/// Strings beyond the size at which a dictionary is no longer copied for one more.
class LargeDictionaryTest : public ::testing::Test {
 protected:
  static constexpr std::uint32_t count = 6000;

  LargeDictionaryTest() {
    GraphBuilder builder;
    const PropertyKey key = builder.property_key("text");
    for (std::uint32_t i = 0; i < count; ++i) {
      const NodeId node = builder.add_node({});
      builder.set_property(node, key, text(i));
      model_.nodes[node].properties["text"] = text(i);
    }
    graph_.replace(builder.finish());
  }

  static Value text(std::uint32_t number) { return Value::string("text " + std::to_string(number)); }

  void set(Transaction& writer, NodeId node, std::uint32_t number) {
    writer.set_property(node, writer.property_key("text"), text(number));
    model_.nodes[node].properties["text"] = text(number);
  }

  Graph graph_;
  GraphModel model_;
};

TEST_F(LargeDictionaryTest, BuilderLeavesCodesInOrder) {
  const std::vector<NodeId> nodes{5, 4, 5999};
  Vector column;
  const PropertyKey key = *graph_.snapshot()->catalog().property_keys.find("text");
  graph_.snapshot()->properties(std::span<const NodeId>(nodes), key, column);
  ASSERT_EQ(column.kind, VectorKind::String);
  EXPECT_EQ(column.dictionary->sorted_below(), column.dictionary->size());
  EXPECT_GT(column.codes[0], column.codes[1]);
}

TEST_F(LargeDictionaryTest, FewNewStringsStandBesideKnownOnes) {
  const Snapshot before = graph_.snapshot();
  const GraphModel model_before = model_;
  {
    const std::unique_ptr<Transaction> writer = graph_.begin();
    set(*writer, 10, count + 1);  // new
    set(*writer, 11, 20);         // known
    set(*writer, 12, count + 1);  // the new one again
    writer->commit();
  }
  EXPECT_EQ(difference(*graph_.snapshot(), model_), "");
  EXPECT_EQ(difference(*before, model_before), "");
  {
    const std::unique_ptr<Transaction> writer = graph_.begin();
    set(*writer, 10, 10);
    set(*writer, 11, count + 1);
    writer->commit();
  }
  EXPECT_EQ(difference(*graph_.snapshot(), model_), "");
}

TEST_F(LargeDictionaryTest, ManyNewStringsOfOneWriterAreLearned) {
  const Snapshot before = graph_.snapshot();
  const GraphModel model_before = model_;
  {
    const std::unique_ptr<Transaction> writer = graph_.begin();
    for (std::uint32_t i = 0; i < 3000; ++i) set(*writer, i, count + 2999 - i);
    EXPECT_EQ(difference(writer->view(), model_), "");
    writer->commit();
  }
  {
    const std::unique_ptr<Transaction> dropped = graph_.begin();
    const GraphModel kept = model_;
    for (std::uint32_t i = 0; i < 3000; ++i) set(*dropped, i, 2 * count + i);
    model_ = kept;
  }
  EXPECT_EQ(difference(*graph_.snapshot(), model_), "");
  EXPECT_EQ(difference(*before, model_before), "");
}

}  // namespace
}  // namespace liaison
