#include <gtest/gtest.h>

#include <memory>

#include "store/builder.h"
#include "store/graph.h"
#include "unit/function/calls.h"
#include "unit/value/samples.h"

namespace liaison {
namespace {

using namespace samples;

/// Nvidia, a company that is public too, invests in Cohere; there is a source for that.
class Entity : public testing::Test {
 protected:
  Entity() {
    GraphBuilder builder;
    const LabelId company = builder.label("Company"), listed = builder.label("Listed");
    nvidia_ = builder.add_node(std::array{company, listed});
    cohere_ = builder.add_node(std::array{company});
    builder.set_property(nvidia_, builder.property_key("name"), string("Nvidia"));
    builder.set_property(nvidia_, builder.property_key("founded"), integer(1993));
    investment_ = builder.add_relationship(nvidia_, builder.type("invests-in"), cohere_);
    builder.set_property(investment_, builder.property_key("since"), integer(2023));
    const std::uint32_t source = builder.sources().add({"press-1", {{"title", string("A round")}}});
    builder.sources().cite(investment_, {{source, "p. 2", ""}});
    graph_.replace(builder.finish());
    snapshot_ = graph_.snapshot();
  }

  std::string called(std::string_view name, const Value& argument) const {
    return liaison::called(name, {argument}, {.graph = snapshot_.get(), .now = {}});
  }

  Graph graph_;
  Snapshot snapshot_;
  NodeId nvidia_ = 0, cohere_ = 0;
  RelationshipId investment_;
};

TEST_F(Entity, WhatNodesAre) {
  EXPECT_EQ(called("labels", Value::node(nvidia_)), "['Company', 'Listed']");
  EXPECT_EQ(called("keys", Value::node(nvidia_)), "['founded', 'name']");
  EXPECT_EQ(called("properties", Value::node(nvidia_)), "{founded: 1993, name: 'Nvidia'}");
  EXPECT_EQ(called("properties", Value::node(cohere_)), "{}");
  EXPECT_EQ(called("sources", Value::node(nvidia_)), "[]");
  EXPECT_NE(called("elementId", Value::node(nvidia_)), called("elementId", Value::node(cohere_)));
}

TEST_F(Entity, WhatRelationshipsAre) {
  const Value investment = Value::relationship(investment_);
  EXPECT_EQ(called("type", investment), "'invests-in'");
  EXPECT_EQ(called("keys", investment), "['since']");
  EXPECT_EQ(called("properties", investment), "{since: 2023}");
  EXPECT_EQ(called("startNode", investment), literal_text(Value::node(nvidia_)));
  EXPECT_EQ(called("endNode", investment), literal_text(Value::node(cohere_)));
  EXPECT_EQ(called("sources", investment),
            "[{at: 'p. 2', published: null, publisher: null, said_by: null, source: 'press-1', title: 'A round'}]");
}

TEST_F(Entity, Paths) {
  const Value path = Value::path({cohere_, nvidia_}, {investment_});
  EXPECT_EQ(called("length", path), "1");
  EXPECT_EQ(called("nodes", path), literal_text(list({Value::node(cohere_), Value::node(nvidia_)})));
  EXPECT_EQ(called("relationships", path), literal_text(list({Value::relationship(investment_)})));
  EXPECT_EQ(called("length", Value::node(nvidia_)), "TypeError InvalidArgumentValue");
}

TEST_F(Entity, MapsHaveKeysToo) {
  EXPECT_EQ(called("keys", map({{"b", null()}, {"a", integer(1)}})), "['a', 'b']");
  EXPECT_EQ(called("properties", map({{"a", integer(1)}})), "{a: 1}");
}

TEST_F(Entity, DeletedOnesStillHaveTheirIdentity) {
  const std::unique_ptr<Transaction> transaction = graph_.begin();
  transaction->delete_relationship(investment_);
  transaction->delete_node(cohere_);
  const FunctionContext context{.graph = &transaction->view(), .now = {}};
  const Value node = Value::node(cohere_), relationship = Value::relationship(investment_);
  EXPECT_EQ(liaison::called("type", {relationship}, context), "'invests-in'");
  EXPECT_EQ(liaison::called("elementId", {node}, context), called("elementId", node));
  for (const std::string_view name : {"labels", "properties", "keys", "sources"}) {
    EXPECT_EQ(liaison::called(name, {node}, context), "EntityNotFound DeletedEntityAccess") << name;
  }
  for (const std::string_view name : {"properties", "keys", "startNode", "endNode", "sources"}) {
    EXPECT_EQ(liaison::called(name, {relationship}, context), "EntityNotFound DeletedEntityAccess") << name;
  }
}

}  // namespace
}  // namespace liaison
