#include <gtest/gtest.h>

#include <algorithm>

#include "execute/evaluator.h"
#include "function/function.h"
#include "liaison/error.h"
#include "store/graph.h"
#include "unit/execute/expression_builder.h"
#include "value/equality.h"
#include "value/text.h"

namespace liaison {
namespace {

using namespace build;

/// (0:Company {name: 'Nvidia', founded: 1993}) -[invests-in {since: 2023}]-> (1:Company:Startup {name: 'Mistral AI'})
/// -[hosts-model-on]-> (2 {founded: 'unknown'}), in a transaction.
class EntityExpressionTest : public testing::Test {
 protected:
  EntityExpressionTest() : transaction_(graph_.begin()) {
    const LabelId company = transaction_->label("Company"), startup = transaction_->label("Startup");
    const PropertyKey name = transaction_->property_key("name"), founded = transaction_->property_key("founded");
    const LabelId one[] = {company}, two[] = {company, startup};
    nvidia_ = transaction_->create_node(one);
    mistral_ = transaction_->create_node(two);
    azure_ = transaction_->create_node({});
    transaction_->set_property(nvidia_, name, Value::string("Nvidia"));
    transaction_->set_property(nvidia_, founded, Value::integer(1993));
    transaction_->set_property(mistral_, name, Value::string("Mistral AI"));
    transaction_->set_property(azure_, founded, Value::string("unknown"));
    invests_ = transaction_->create_relationship(nvidia_, transaction_->type("invests-in"), mistral_);
    hosts_ = transaction_->create_relationship(mistral_, transaction_->type("hosts-model-on"), azure_);
    transaction_->set_property(invests_, transaction_->property_key("since"), Value::integer(2023));
    execution_.view = &transaction_->view();
    execution_.transaction = transaction_.get();

    // Variable 0: the three nodes and a null; 1: relationships; 2: a node, a relationship, a map, an Integer.
    layout_.add_group(-1);
    for (const VariableId variable : {0u, 1u, 2u}) layout_.add(variable, 0);
    Group group;
    group.size = 4;
    group.columns = {
        column({Value::node(nvidia_), Value::node(mistral_), Value::node(azure_), Value()}),
        column({Value::relationship(invests_), Value::relationship(hosts_), Value(), Value::relationship(invests_)}),
        column({Value::node(mistral_), Value::relationship(invests_), Value::map(Map({{"name", Value::string("M")}})),
                Value::integer(1)})};
    chunk_.groups = {group};
  }

  static std::shared_ptr<Vector> column(const std::vector<Value>& values) {
    auto vector = std::make_shared<Vector>();
    for (const Value& value : values) vector->append(value);
    return vector;
  }

  void select(std::vector<std::uint16_t> rows) {
    chunk_.groups[0].all_selected = false;
    chunk_.groups[0].selection = std::move(rows);
  }

  std::vector<Value> rows_of(const Expression& expression) {
    Evaluator evaluator(expression, layout_, 0, execution_);
    const Vector& vector = evaluator.evaluate(chunk_);
    std::vector<Value> values;
    Group& group = chunk_.groups[0];
    for (std::uint32_t row = 0; row < group.size; ++row) {
      const bool live = group.all_selected || std::ranges::find(group.selection, row) != group.selection.end();
      if (live) values.push_back(vector.get(row));
    }
    return values;
  }

  void expect_rows(const Expression& expression, const std::vector<Value>& expected) {
    const std::vector<Value> rows = rows_of(expression);
    ASSERT_EQ(rows.size(), expected.size());
    for (std::size_t row = 0; row < rows.size(); ++row)
      EXPECT_TRUE(identical(rows[row], expected[row])) << "row " << row;
  }

  void expect_error(const Expression& expression, ErrorCode code, std::string_view detail) {
    try {
      (void)rows_of(expression);
      ADD_FAILURE() << "no " << detail;
    } catch (const Error& error) {
      EXPECT_EQ(error.code, code);
      EXPECT_EQ(error.detail, detail);
      EXPECT_EQ(error.phase, Phase::Runtime);
    }
  }

  static Expression labelled(Expression base, LabelPredicate labels) {
    return made(LabelCheck{boxed(std::move(base)), std::move(labels), {}});
  }
  static LabelPredicate label(std::string name) {
    return {.form = LabelPredicate::Form::Name, .name = std::move(name), .operands = {}};
  }
  static LabelPredicate labels(LabelPredicate::Form form, std::vector<LabelPredicate> operands) {
    return {.form = form, .name = {}, .operands = std::move(operands)};
  }

  Graph graph_;
  std::unique_ptr<Transaction> transaction_;
  NodeId nvidia_ = 0, mistral_ = 0, azure_ = 0;
  RelationshipId invests_, hosts_;
  Layout layout_;
  Chunk chunk_;
  Execution execution_;
};

const Value yes = Value::boolean(true), no = Value::boolean(false);

TEST_F(EntityExpressionTest, PropertiesAreReadByColumn) {
  expect_rows(property(variable(0), "name"), {Value::string("Nvidia"), Value::string("Mistral AI"), Value(), Value()});
  expect_rows(property(variable(0), "founded"), {Value::integer(1993), Value(), Value::string("unknown"), Value()});
  expect_rows(property(variable(0), "nobody-has-it"), {Value(), Value(), Value(), Value()});
  expect_rows(property(variable(1), "since"), {Value::integer(2023), Value(), Value(), Value::integer(2023)});
}

TEST_F(EntityExpressionTest, PropertiesOfSelectedRowsOnly) {
  select({1, 3});
  expect_rows(property(variable(0), "name"), {Value::string("Mistral AI"), Value()});
  select({3});
  expect_rows(property(variable(0), "name"), {Value()});
}

TEST_F(EntityExpressionTest, PropertiesOfWhateverARowHolds) {
  select({0, 1, 2});
  expect_rows(property(variable(2), "name"), {Value::string("Mistral AI"), Value(), Value::string("M")});
  select({3});
  expect_error(property(variable(2), "name"), ErrorCode::TypeError, "InvalidArgumentType");
}

TEST_F(EntityExpressionTest, PropertiesByComputedKey) {
  expect_rows(element(variable(0), plus(text("na"), text("me"))),
              {Value::string("Nvidia"), Value::string("Mistral AI"), Value(), Value()});
  expect_error(element(variable(0), integer(0)), ErrorCode::TypeError, "MapElementAccessByNonString");
}

TEST_F(EntityExpressionTest, AKeyMadeAfterCompilingIsFound) {
  Evaluator evaluator(property(variable(0), "ceo"), layout_, 0, execution_);
  EXPECT_TRUE(evaluator.evaluate(chunk_).is_null(0));
  transaction_->set_property(nvidia_, transaction_->property_key("ceo"), Value::string("Jensen Huang"));
  EXPECT_TRUE(identical(evaluator.evaluate(chunk_).get(0), Value::string("Jensen Huang")));
}

TEST_F(EntityExpressionTest, LabelTests) {
  expect_rows(labelled(variable(0), label("Company")), {yes, yes, no, Value()});
  expect_rows(labelled(variable(0), label("Unheard")), {no, no, no, Value()});
  expect_rows(labelled(variable(0), labels(LabelPredicate::Form::And, {label("Startup"), label("Company")})),
              {no, yes, no, Value()});
  expect_rows(labelled(variable(0), labels(LabelPredicate::Form::Or, {label("Startup"), label("Unheard")})),
              {no, yes, no, Value()});
  expect_rows(labelled(variable(0), labels(LabelPredicate::Form::Not, {label("Startup")})), {yes, no, yes, Value()});
  expect_rows(labelled(variable(0), labels(LabelPredicate::Form::Any, {})), {yes, yes, no, Value()});
  expect_rows(labelled(variable(1), label("invests-in")), {yes, no, Value(), yes});
  select({3});
  expect_error(labelled(variable(2), label("Company")), ErrorCode::TypeError, "InvalidArgumentType");
}

TEST_F(EntityExpressionTest, DeletedEntitiesKeepTheirTypeAndNothingElse) {
  transaction_->delete_relationship(invests_);
  transaction_->delete_node(nvidia_);
  expect_error(property(variable(0), "name"), ErrorCode::EntityNotFound, "DeletedEntityAccess");
  expect_error(property(variable(0), "nobody-has-it"), ErrorCode::EntityNotFound, "DeletedEntityAccess");
  expect_error(labelled(variable(0), label("Company")), ErrorCode::EntityNotFound, "DeletedEntityAccess");
  expect_error(property(variable(1), "since"), ErrorCode::EntityNotFound, "DeletedEntityAccess");
  expect_rows(labelled(variable(1), label("invests-in")), {yes, no, Value(), yes});
  select({1});
  expect_rows(property(variable(0), "name"), {Value::string("Mistral AI")});
}

TEST_F(EntityExpressionTest, FunctionsSeeTheGraph) {
  const Function* type = find_function("type");
  ASSERT_NE(type, nullptr);
  expect_rows(made(Call{type, expressions(variable(1))}),
              {Value::string("invests-in"), Value::string("hosts-model-on"), Value(), Value::string("invests-in")});
}

TEST_F(EntityExpressionTest, PathsFollowListsOfRelationships) {
  Layout layout;
  layout.add_group(-1);
  for (const VariableId variable : {0u, 1u, 2u, 3u}) layout.add(variable, 0);
  Group group;
  group.size = 3;
  const Value both_ways = Value::list({Value::relationship(invests_), Value::relationship(hosts_)});
  group.columns = {column({Value::node(nvidia_), Value::node(nvidia_), Value::node(azure_)}),
                   column({both_ways, Value::list({}), Value()}),
                   column({Value::node(azure_), Value::node(nvidia_), Value::node(nvidia_)}),
                   column({Value::relationship(hosts_), Value::relationship(invests_), Value::relationship(hosts_)})};
  Chunk chunk{.groups = {group}};
  const auto paths = [&](const Expression& expression) {
    Evaluator evaluator(expression, layout, 0, execution_);
    const Vector& vector = evaluator.evaluate(chunk);
    return std::vector<Value>{vector.get(0), vector.get(1), vector.get(2)};
  };
  const std::vector<Value> variable_length = paths(made(MakePath{{0, 2}, {1}}));
  EXPECT_TRUE(identical(variable_length[0], Value::path({nvidia_, mistral_, azure_}, {invests_, hosts_})));
  EXPECT_TRUE(identical(variable_length[1], Value::path({nvidia_}, {})));
  EXPECT_TRUE(variable_length[2].is_null());
  const std::vector<Value> single = paths(made(MakePath{{0, 2}, {3}}));
  EXPECT_TRUE(identical(single[0], Value::path({nvidia_, azure_}, {hosts_})));
  const std::vector<Value> alone = paths(made(MakePath{{2}, {}}));
  EXPECT_TRUE(identical(alone[2], Value::path({nvidia_}, {})));
}

TEST_F(EntityExpressionTest, ListsOfEntitiesAreReadByColumnToo) {
  const Value nodes = Value::list({Value::node(nvidia_), Value(), Value::node(mistral_)});
  expect_rows(comprehension(9, literal(nodes), nullptr, boxed(property(variable(9), "name"))),
              std::vector<Value>(4, Value::list({Value::string("Nvidia"), Value(), Value::string("Mistral AI")})));
}

TEST_F(EntityExpressionTest, SubqueriesRunForEachRow) {
  VariableTable variables(12);
  execution_.variables = &variables;
  const auto plan = std::make_shared<LogicalPlan>();
  plan->root = make_operator(
      logical::Expand{
          .from = 0, .relationship = 10, .to = 11, .direction = Direction::Outgoing, .types = {}, .unlike = {}},
      make_operator(logical::Argument{{0}}));
  plan->outputs = {11};
  const auto subquery = [&](ast::SubqueryKind kind) {
    return made(SubqueryExpression{.kind = kind, .query = nullptr, .imported = {0}, .plan = plan});
  };
  const Value none = Value::list({});
  expect_rows(subquery(ast::SubqueryKind::Exists), {yes, yes, no, no});
  expect_rows(subquery(ast::SubqueryKind::Count),
              {Value::integer(1), Value::integer(1), Value::integer(0), Value::integer(0)});
  expect_rows(subquery(ast::SubqueryKind::Collect),
              {Value::list({Value::node(mistral_)}), Value::list({Value::node(azure_)}), none, none});
  // Inside a comprehension the item is what it imports.
  const Value nodes = Value::list({Value::node(azure_), Value::node(nvidia_)});
  Expression exists =
      made(SubqueryExpression{.kind = ast::SubqueryKind::Exists, .query = nullptr, .imported = {0}, .plan = plan});
  select({0});
  expect_rows(comprehension(0, literal(nodes), boxed(std::move(exists)), nullptr),
              {Value::list({Value::node(nvidia_)})});
}

}  // namespace
}  // namespace liaison
