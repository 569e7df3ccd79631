#include "bind/bind.h"

#include <gtest/gtest.h>

#include "query/walk.h"

// The shape of what bind() makes. Its errors are tested as text: tests/queries/errors.
namespace liaison {
namespace {

template <class Node>
ast::Expression made(Node node) {
  return {.span = {}, .parenthesized = false, .node = std::move(node)};
}

ast::ExpressionPtr boxed(ast::Expression expression) {
  return std::make_unique<ast::Expression>(std::move(expression));
}

ast::Name name(std::string text) { return {std::move(text), {}}; }
ast::Expression number(std::int64_t value) { return made(ast::Literal{Value::integer(value)}); }
ast::Expression variable(std::string text) { return made(ast::Variable{std::move(text)}); }
ast::Expression property(std::string base, std::string key) {
  return made(ast::PropertyAccess{boxed(variable(std::move(base))), name(std::move(key))});
}

ast::Expression count_star() {
  ast::FunctionCall call{};
  call.name = name("count");
  call.star = true;
  return made(std::move(call));
}

ast::Expression sum(ast::Expression left, ast::Expression right) {
  ast::ArithmeticChain chain;
  chain.operands.push_back(std::move(left));
  chain.operands.push_back(std::move(right));
  chain.operators.push_back(ast::ArithmeticOperator::Add);
  return made(std::move(chain));
}

ast::Expression both(ast::Expression left, ast::Expression right) {
  ast::LogicalChain chain{ast::LogicalOperator::And, {}};
  chain.operands.push_back(std::move(left));
  chain.operands.push_back(std::move(right));
  return made(std::move(chain));
}

ast::ExpressionPtr one_property(std::string key, std::int64_t value) {
  ast::MapLiteral map;
  map.keys.push_back(name(std::move(key)));
  map.values.push_back(number(value));
  return boxed(made(std::move(map)));
}

ast::NodePattern node(std::string text) {
  ast::NodePattern node;
  if (!text.empty()) node.variable = name(std::move(text));
  return node;
}

ast::PatternPath path(ast::NodePattern from, ast::RelationshipPattern relationship, ast::NodePattern to) {
  ast::PatternPath path;
  path.nodes.push_back(std::move(from));
  path.nodes.push_back(std::move(to));
  path.relationships.push_back(std::move(relationship));
  return path;
}

ast::ProjectionItem item(ast::Expression expression, std::string alias) {
  return {.expression = std::move(expression), .alias = name(alias), .text = alias};
}

template <class Node>
ast::Clause clause(Node node) {
  return {.span = {}, .node = std::move(node)};
}

ast::Clause match(ast::PatternPath path, ast::ExpressionPtr where = nullptr) {
  ast::Match match;
  match.pattern.paths.push_back(std::move(path));
  match.where = std::move(where);
  return clause(std::move(match));
}

ast::PatternPath single(ast::NodePattern node) {
  ast::PatternPath path;
  path.nodes.push_back(std::move(node));
  return path;
}

template <class... Items>
ast::Projection projection(Items... items) {
  ast::Projection projection;
  (projection.items.push_back(std::move(items)), ...);
  return projection;
}

template <class... Clauses>
BoundQuery bound(Clauses... clauses) {
  ast::Statement statement;
  statement.query.parts.emplace_back();
  (statement.query.parts.back().clauses.push_back(std::move(clauses)), ...);
  return bind(statement, {}, {}, {});
}

template <class Node>
const Node& clause_of(const BoundQuery& query, std::size_t index) {
  return std::get<Node>(query.parts.front().clauses.at(index).node);
}

TEST(Bind, MakesPredicatesOfPropertyMaps) {
  // MATCH (n:A {x: 1})-[r:T*..2 {y: 2}]->(n) WHERE n.a AND n.b RETURN n
  ast::NodePattern first = node("n");
  first.labels = ast::LabelExpression{.span = {}, .node = ast::LabelName{name("A")}};
  first.properties = one_property("x", 1);
  ast::RelationshipPattern walk;
  walk.arrow = ast::Arrow::Right;
  walk.variable = name("r");
  walk.types = ast::LabelExpression{.span = {}, .node = ast::LabelName{name("T")}};
  walk.quantity = ast::Quantity{.minimum = {}, .maximum = 2, .braces = false, .span = {}};
  walk.properties = one_property("y", 2);
  const BoundQuery query = bound(
      match(path(std::move(first), std::move(walk), node("n")), boxed(both(property("n", "a"), property("n", "b")))),
      clause(ast::Return{projection(item(variable("n"), "n"))}));

  const auto& found = clause_of<BoundMatch>(query, 0);
  ASSERT_EQ(found.graph.nodes.size(), 1u);
  EXPECT_EQ(found.graph.nodes[0].labels, std::vector<std::string>{"A"});
  ASSERT_EQ(found.graph.relationships.size(), 1u);
  const PatternRelationship& relationship = found.graph.relationships[0];
  EXPECT_EQ(relationship.from, relationship.to);
  EXPECT_EQ(relationship.types, std::vector<std::string>{"T"});
  ASSERT_TRUE(relationship.length.has_value());
  EXPECT_EQ(relationship.length->minimum, 1u);
  EXPECT_EQ(relationship.length->maximum, 2u);
  ASSERT_EQ(relationship.each_predicates.size(), 1u);
  EXPECT_EQ(free_variables(relationship.each_predicates[0]), std::vector<VariableId>{relationship.each});
  ASSERT_EQ(found.predicates.size(), 3u);
  EXPECT_EQ(to_text(found.predicates[0], *query.variables), "n.x = 1");
  EXPECT_TRUE((*query.variables)[relationship.variable].type.is(Kind::List));
  EXPECT_EQ(query.columns, std::vector<std::string>{"n"});
  EXPECT_EQ(query.outputs, std::vector<VariableId>{found.graph.nodes[0].variable});
}

TEST(Bind, KeepsAVariableUnderItsNewName) {
  // MATCH (a) WITH a AS b, a AS c MATCH (b) RETURN c
  const BoundQuery query =
      bound(match(single(node("a"))), clause(ast::With{projection(item(variable("a"), "b"), item(variable("a"), "c"))}),
            match(single(node("b"))), clause(ast::Return{projection(item(variable("c"), "c"))}));
  const VariableId a = clause_of<BoundMatch>(query, 0).graph.nodes[0].variable;
  const auto& with = clause_of<BoundProjection>(query, 1);
  EXPECT_EQ(with.items[0].variable, a);
  EXPECT_NE(with.items[1].variable, a);
  const PatternNode& again = clause_of<BoundMatch>(query, 2).graph.nodes[0];
  EXPECT_EQ(again.variable, a);
  EXPECT_TRUE(again.bound);
  EXPECT_EQ(query.outputs, std::vector<VariableId>{with.items[1].variable});
}

TEST(Bind, GroupsByWhatHasNoAggregate) {
  // MATCH (a) RETURN a.x AS key, a.x + count(*) AS total ORDER BY count(*)
  ast::Projection columns =
      projection(item(property("a", "x"), "key"), item(sum(property("a", "x"), count_star()), "total"));
  columns.order.push_back({count_star(), false});
  const BoundQuery query = bound(match(single(node("a"))), clause(ast::Return{std::move(columns)}));
  const auto& returned = clause_of<BoundProjection>(query, 1);
  EXPECT_TRUE(returned.aggregated);
  ASSERT_EQ(returned.keys.size(), 1u);
  ASSERT_EQ(returned.aggregates.size(), 1u);
  const VariableId key = returned.keys[0].variable, count = returned.aggregates[0].variable;
  ASSERT_EQ(returned.items.size(), 2u);
  EXPECT_EQ(returned.items[0].variable, key);
  EXPECT_EQ(free_variables(returned.items[1].expression), (std::vector<VariableId>{key, count}));
  ASSERT_EQ(returned.order.size(), 1u);
  EXPECT_EQ(free_variables(returned.order[0].expression), std::vector<VariableId>{count});
}

TEST(Bind, CarriesAlongWhatWhereReadsBehindWith) {
  // MATCH (a) WITH a.x AS x WHERE a.y RETURN x
  ast::Projection columns = projection(item(property("a", "x"), "x"));
  columns.where = boxed(property("a", "y"));
  const BoundQuery query = bound(match(single(node("a"))), clause(ast::With{std::move(columns)}),
                                 clause(ast::Return{projection(item(variable("x"), "x"))}));
  const auto& wide = clause_of<BoundProjection>(query, 1);
  const auto& narrow = clause_of<BoundProjection>(query, 2);
  EXPECT_EQ(wide.items.size(), 2u);
  EXPECT_EQ(wide.predicates.size(), 1u);
  ASSERT_EQ(narrow.items.size(), 1u);
  EXPECT_EQ(narrow.items[0].variable, wide.items[0].variable);
}

TEST(Bind, ImportsIntoSubqueriesWhatTheyRead) {
  // MATCH (a), (b) WHERE (a)-->() RETURN b
  ast::RelationshipPattern arrow;
  arrow.arrow = ast::Arrow::Right;
  ast::Match two;
  two.pattern.paths.push_back(single(node("a")));
  two.pattern.paths.push_back(single(node("b")));
  two.where = boxed(made(ast::PatternPredicate{path(node("a"), std::move(arrow), node(""))}));
  const BoundQuery query = bound(clause(std::move(two)), clause(ast::Return{projection(item(variable("b"), "b"))}));
  const auto& found = clause_of<BoundMatch>(query, 0);
  ASSERT_EQ(found.predicates.size(), 1u);
  const auto& subquery = std::get<SubqueryExpression>(found.predicates[0].node);
  EXPECT_EQ(subquery.imported, std::vector<VariableId>{found.graph.nodes[0].variable});
  EXPECT_EQ(subquery.query->variables, query.variables);
  const auto& inner = std::get<BoundMatch>(subquery.query->parts.front().clauses.front().node);
  EXPECT_TRUE(inner.graph.nodes[0].bound);
  EXPECT_FALSE(inner.graph.nodes[1].bound);
}

TEST(Bind, KeepsUniquenessToOneMatch) {
  ast::RelationshipPattern arrow, other;
  const BoundQuery query =
      bound(match(path(node("a"), std::move(arrow), node("b"))), match(path(node("b"), std::move(other), node("c"))),
            clause(ast::Return{projection(item(variable("a"), "a"))}));
  EXPECT_NE(clause_of<BoundMatch>(query, 0).graph.relationships[0].uniqueness_scope,
            clause_of<BoundMatch>(query, 1).graph.relationships[0].uniqueness_scope);
}

TEST(Bind, MergeLooksForWhatItWouldMake) {
  // MATCH (a) MERGE (a)<-[r:T {y: 2}]-(b {x: 1}) RETURN b
  ast::RelationshipPattern arrow;
  arrow.arrow = ast::Arrow::Left;
  arrow.variable = name("r");
  arrow.types = ast::LabelExpression{.span = {}, .node = ast::LabelName{name("T")}};
  arrow.properties = one_property("y", 2);
  ast::NodePattern other = node("b");
  other.properties = one_property("x", 1);
  ast::Merge merge;
  merge.path = path(node("a"), std::move(arrow), std::move(other));
  const BoundQuery query = bound(match(single(node("a"))), clause(std::move(merge)),
                                 clause(ast::Return{projection(item(variable("b"), "b"))}));
  EXPECT_TRUE(query.writes);
  const auto& bound_merge = clause_of<BoundMerge>(query, 1);
  ASSERT_EQ(bound_merge.graph.nodes.size(), 2u);
  EXPECT_TRUE(bound_merge.graph.nodes[0].bound);
  EXPECT_FALSE(bound_merge.graph.nodes[1].bound);
  EXPECT_EQ(bound_merge.graph.relationships[0].direction, Direction::Incoming);
  EXPECT_EQ(bound_merge.predicates.size(), 2u);
  EXPECT_EQ(bound_merge.must_not_be_null.size(), 2u);
  ASSERT_EQ(bound_merge.create.nodes.size(), 1u);
  EXPECT_EQ(bound_merge.create.nodes[0].variable, bound_merge.graph.nodes[1].variable);
  ASSERT_EQ(bound_merge.create.relationships.size(), 1u);
  EXPECT_EQ(bound_merge.create.relationships[0].start, bound_merge.graph.nodes[1].variable);
  EXPECT_EQ(bound_merge.create.relationships[0].end, bound_merge.graph.nodes[0].variable);
}

}  // namespace
}  // namespace liaison
