#include "plan/plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "query/walk.h"
#include "unit/plan/plan_text.h"

// Which operators a statement becomes before anything puts them in order. What plans answer is tested in tests/queries.
namespace liaison {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

std::string plan_of(const std::string& statement) { return text_of(planned(statement)); }

/// The plans of the subqueries in an operator's expressions, in order.
std::vector<std::string> subplans_of(const std::vector<NamedExpression>& items, const VariableTable& variables) {
  std::vector<std::string> texts;
  const auto visit = [&](const Expression& expression, const auto& self) -> void {
    if (const auto* subquery = std::get_if<SubqueryExpression>(&expression.node)) {
      EXPECT_EQ(subquery->query, nullptr) << "a plan replaces the bound query";
      texts.push_back(PlanText(variables).of(*subquery->plan->root));
    }
    for_each_child(expression, [&](const Expression& child) { self(child, self); });
  };
  for (const NamedExpression& item : items) visit(item.expression, visit);
  return texts;
}

/// The subplans of a statement `… RETURN <expressions>` without DISTINCT or ORDER BY.
std::vector<std::string> subplans_of_return(const std::string& statement) {
  const LogicalPlan plan = planned(statement);
  const LogicalOperator* op = plan.root.get();
  while (!std::holds_alternative<logical::Project>(op->node)) op = op->inputs.front().get();
  return subplans_of(std::get<logical::Project>(op->node).items, *plan.variables);
}

TEST(PlanMatch, APatternStaysWhole) {
  EXPECT_EQ(plan_of("MATCH (a:A)-[r:T|U]->(b {x: 1}) WHERE a.y > 2 RETURN a"),
            "Match(a:A-[r:T|U]->b WHERE b.x = 1, a.y > 2) > Select(a)");
  EXPECT_EQ(plan_of("MATCH (a)<-[:T]-(b)-[:U]-(c) RETURN a"), "Match(a<-[_:T]-b, b-[_:U]-c) > Select(a)");
  EXPECT_EQ(plan_of("MATCH ('Nvidia')-[:t]->(s) RETURN s"), "Match(_'Nvidia'-[_:t]->s) > Select(s)");
  EXPECT_EQ(plan_of("MATCH (a), (b:B:C) RETURN a, b"), "Match(a, b:B:C) > Select(a, b)");
}

TEST(PlanMatch, LengthsAndPathsAreKept) {
  EXPECT_EQ(plan_of("MATCH p = (a)-[:T*1..3]->(b) RETURN p"), "Match(a-[_:T*1..3]->b, p = path) > Select(p)");
  EXPECT_EQ(plan_of("MATCH (a)-[r*]->(b) RETURN r"), "Match(a-[r*1..]->b) > Select(r)");
}

TEST(PlanMatch, ASecondMatchStandsOnTheFirst) {
  EXPECT_EQ(plan_of("MATCH (a) MATCH (a)-[:T]->(b) RETURN b"), "Match(a) > Match(^a-[_:T]->b) > Select(b)");
  EXPECT_EQ(plan_of("MATCH ()-[r]->() MATCH (a)-[r]->(b) RETURN a"), "Match(_-[r]->_) > Match(a-[^r]->b) > Select(a)");
}

TEST(PlanOptionalMatch, RunsAsideWithWhatItReads) {
  EXPECT_EQ(plan_of("MATCH (a) OPTIONAL MATCH (a)-[r:T]->(b) RETURN b"),
            "Match(a) > Apply?(b, r) [Argument(a) > Match(^a-[r:T]->b)] > Select(b)");
  EXPECT_EQ(plan_of("MATCH (a), (c), (d) OPTIONAL MATCH (a)-[r:T]->(b) WHERE b.x > c.x RETURN b, d"),
            "Match(a, c, d) > Apply?(b, r) [Argument(a, c) > Match(^a-[r:T]->b WHERE b.x > c.x)] > Select(b, d)");
}

TEST(PlanOptionalMatch, FirstInAStatementStartsFromOneEmptyRow) {
  EXPECT_EQ(plan_of("OPTIONAL MATCH (a:A) RETURN a"), "Argument() > Apply?(a) [Argument() > Match(a:A)] > Select(a)");
}

TEST(PlanOptionalMatch, NullsStandForPathsToo) {
  EXPECT_EQ(plan_of("MATCH (a) OPTIONAL MATCH p = (a)-[r]->(b) RETURN p"),
            "Match(a) > Apply?(b, r, p) [Argument(a) > Match(^a-[r]->b, p = path)] > Select(p)");
}

TEST(PlanOptionalMatch, ReadsVariablesOfTheListsRelationships) {
  EXPECT_EQ(plan_of("MATCH (a), (c) OPTIONAL MATCH (a)-[r:T* {x: c.x}]->(b) RETURN b"),
            "Match(a, c) > Apply?(b, r) [Argument(a, c) > Match(^a-[r:T*1..]->b)] > Select(b)");
}

TEST(PlanUnwind, AddsItsVariable) {
  EXPECT_EQ(plan_of("UNWIND [1, 2] AS x RETURN x"), "Unwind(x in [1, 2]) > Select(x)");
  EXPECT_EQ(plan_of("MATCH (a) UNWIND a.l AS x RETURN x"), "Match(a) > Unwind(x in a.l) > Select(x)");
}

TEST(PlanProjection, ComputesWhatIsNotThereYet) {
  EXPECT_EQ(plan_of("MATCH (a) RETURN a, a.x + 1 AS y"), "Match(a) > Project(y = a.x + 1) > Select(a, y)");
  EXPECT_EQ(plan_of("MATCH (a) WITH a AS b RETURN b"), "Match(a) > Select(a)");
  EXPECT_EQ(plan_of("RETURN 1 AS x"), "Project(x = 1) > Select(x)");
}

TEST(PlanProjection, StepsStandInTheOrderOfTheLanguage) {
  EXPECT_EQ(plan_of("MATCH (a) RETURN DISTINCT a.x AS x ORDER BY x DESC SKIP 1 LIMIT 2"),
            "Match(a) > Project(x = a.x) > Select(x) > Distinct(x) > Sort(x DESC) > Skip(1) > Limit(2) > Select(x)");
  EXPECT_EQ(plan_of("MATCH (a) WITH a.x AS x ORDER BY x LIMIT 2 WHERE x > 1 RETURN x"),
            "Match(a) > Project(x = a.x) > Sort(x) > Limit(2) > Select(x) > Filter(x > 1) > Select(x)");
}

TEST(PlanProjection, OrderByStillSeesWhatIsNotReturned) {
  EXPECT_EQ(plan_of("MATCH (a) RETURN a.y AS y ORDER BY a.x"), "Match(a) > Project(y = a.y) > Sort(a.x) > Select(y)");
}

TEST(PlanProjection, AggregatesComeBeforeWhatIsComputedOfThem) {
  EXPECT_EQ(plan_of("MATCH (a) RETURN a.x AS x, sum(a.y) + 1 AS s"),
            "Match(a) > Aggregation(x = a.x; 1) > Project(s = sum(a.y) + 1) > Select(x, s)");
  EXPECT_EQ(plan_of("MATCH (a) WITH count(*) AS n, max(a.x) AS m WHERE n > 1 RETURN 1 AS one"),
            "Match(a) > Aggregation(; 2) > Select(_, _) > Filter(count(*) > 1) > Project(one = 1) > Select(one)");
}

TEST(PlanCall, RowsAreFilteredBehindIt) {
  EXPECT_EQ(plan_of("CALL graph.components(['t']) YIELD node, component WHERE component > 1 RETURN node"),
            "Call(graph.components; ['t']; node, component) > Filter(component > 1) > Select(node)");
}

TEST(PlanUnion, PartsStandBesideOneAnother) {
  EXPECT_EQ(plan_of("RETURN 1 AS x UNION ALL RETURN 2 AS x UNION ALL RETURN 3 AS x"),
            "Union(x) [Project(x = 1) > Select(x) | Project(x = 2) > Select(x) | Project(x = 3) > Select(x)]");
}

TEST(PlanUnion, WithoutAllIsDistinct) {
  EXPECT_EQ(plan_of("MATCH (a) RETURN a.x AS x UNION UNWIND [1] AS x RETURN x"),
            "Union(x) [Match(a) > Project(x = a.x) > Select(x) | Unwind(x in [1]) > Select(x)] > Distinct(x)");
}

TEST(PlanUnion, TheOutputsAreTheUnions) {
  const LogicalPlan plan = planned("RETURN 1 AS x, 2 AS y UNION ALL RETURN 3 AS x, 4 AS y");
  const auto& joined = std::get<logical::Union>(plan.root->node);
  EXPECT_EQ(plan.outputs, joined.outputs);
  EXPECT_EQ(plan.columns, (std::vector<std::string>{"x", "y"}));
  ASSERT_EQ(joined.columns.size(), 2u);
  EXPECT_EQ(joined.columns[0].size(), 2u);
}

TEST(PlanCreate, WithoutReturnRunsForItsEffects) {
  EXPECT_EQ(plan_of("CREATE (a:A:B {x: 1})"), "Create(a:A:B {x: 1}) > Nothing");
  EXPECT_TRUE(planned("CREATE (a)").writes);
  EXPECT_FALSE(planned("MATCH (a) RETURN a").writes);
}

TEST(PlanCreate, MakesNodesThenRelationshipsThenPaths) {
  EXPECT_EQ(plan_of("CREATE p = (a)-[r:T {w: 1}]->(b)"), "Create(a, b, a-[r:T {w: 1}]->b, p = path) > Nothing");
  EXPECT_EQ(plan_of("CREATE (a)<-[:T]-(b)"), "Create(a, b, b-[_:T]->a) > Nothing");
}

TEST(PlanCreate, BoundNodesAreNotMadeAgain) {
  EXPECT_EQ(plan_of("MATCH (a) CREATE (a)-[:T]->(b)"), "Match(a) > Eager > Create(b, a-[_:T]->b) > Nothing");
}

TEST(PlanCreate, EntitiesAreLookedUpBefore) {
  EXPECT_EQ(plan_of("CREATE ('Nvidia')-[:t]->(b)"),
            "EntityLookup(_'Nvidia') > Eager > Create(b, _-[_:t]->b) > Nothing");
}

TEST(PlanCreate, JoinsTheCreateBeforeIt) {
  EXPECT_EQ(plan_of("CREATE (a) CREATE (b) CREATE (a)-[:T]->(b)"), "Create(a, b, a-[_:T]->b) > Nothing");
  EXPECT_EQ(plan_of("CREATE (a {x: 1}) CREATE (b {x: a.x})"), "Create(a {x: 1}, b {x: a.x}) > Nothing");
  EXPECT_EQ(plan_of("CREATE (a)-[r:T {w: 1}]->(b) CREATE (a)-[s:T {w: r.w}]->(b)"),
            "Create(a, b, a-[r:T {w: 1}]->b, a-[s:T {w: r.w}]->b) > Nothing");
}

TEST(PlanCreate, ThousandsInARowAreOneStep) {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += "CREATE (n" + std::to_string(i) + ") ";
  const LogicalPlan plan = planned(text);
  ASSERT_EQ(plan.root->inputs.size(), 1u);
  EXPECT_EQ(std::get<logical::Create>(plan.root->inputs.front()->node).create.nodes.size(), 5000u);
}

TEST(PlanCreate, DoesNotJoinWhereItReadsWhatComesLater) {
  EXPECT_EQ(plan_of("CREATE (a)-[r:T {w: 1}]->(b) CREATE (c {x: r.w})"),
            "Create(a, b, a-[r:T {w: 1}]->b) > Eager > Create(c {x: r.w}) > Nothing");
  EXPECT_EQ(plan_of("CREATE p = (a)-[r:T]->(b) CREATE (c {x: length(p)})"),
            "Create(a, b, a-[r:T]->b, p = path) > Eager > Create(c {x: length(p)}) > Nothing");
  EXPECT_EQ(plan_of("CREATE p = (a)-[r:T]->(b) CREATE (a)-[s:T {x: length(p)}]->(b)"),
            "Create(a, b, a-[r:T]->b, p = path) > Eager > Create(a-[s:T {x: length(p)}]->b) > Nothing");
}

TEST(PlanCreate, DoesNotJoinAcrossOtherClausesAndLookUps) {
  EXPECT_EQ(plan_of("CREATE (a) WITH a CREATE (b)"), "Create(a) > Eager > Select(a) > Eager > Create(b) > Nothing");
  EXPECT_EQ(plan_of("CREATE (a) CREATE ('Nvidia')-[:t]->(a)"),
            "Create(a) > Eager > EntityLookup(_'Nvidia') > Eager > Create(_-[_:t]->a) > Nothing");
}

TEST(PlanCreate, SubqueriesAreAnsweredBeforeAnythingIsMade) {
  EXPECT_THAT(plan_of("CREATE (a), (b {x: COUNT { MATCH (n) }})"),
              StartsWith("Project(_ = COUNT { … }) > Eager > Create(a, b {x: p"));
  EXPECT_THAT(plan_of("CREATE (a) CREATE (b {x: COUNT { MATCH (n) }})"),
              StartsWith("Create(a) > Eager > Project(_ = COUNT { … }) > Eager > Create(b {x: p"));
}

TEST(PlanUpdate, AListOfItemsIsOneStep) {
  EXPECT_EQ(plan_of("MATCH (a) SET a.x = 1, a += {y: 2}, a:B REMOVE a.z, a:C"),
            "Match(a) > Eager > Update(a['x'] = 1, a += {y: 2}, a:B) > Eager > Update(a['z'] = null, -a:C) > Nothing");
}

TEST(PlanDelete, SaysWhetherItDetaches) {
  EXPECT_EQ(plan_of("MATCH (a)-[r]->() DELETE r, a"), "Match(a-[r]->_) > Eager > Delete(r, a) > Nothing");
  EXPECT_EQ(plan_of("MATCH (a) DETACH DELETE a"), "Match(a) > Eager > DetachDelete(a) > Nothing");
}

TEST(PlanMerge, LooksThenMakes) {
  EXPECT_EQ(plan_of("MERGE (a:A {x: 1}) ON CREATE SET a.n = 2 ON MATCH SET a.o = 3"),
            "Argument() > Merge(a:A {x: 1} create: a['n'] = 2 match: a['o'] = 3) "
            "[Argument() > Match(a:A WHERE a.x = 1)] > Nothing");
  EXPECT_EQ(plan_of("MATCH (a) MERGE (a)-[r:T]->(b) RETURN r"),
            "Match(a) > Eager > Merge(b, a-[r:T]->b) [Argument(a) > Match(^a-[r:T]->b)] > Eager > Select(r)");
}

TEST(PlanMerge, TheSearchGetsTheRowsValues) {
  EXPECT_EQ(plan_of("UNWIND [1, 2] AS x MERGE (a {x: x})"),
            "Unwind(x in [1, 2]) > Eager > Merge(a {x: x}) [Argument(x) > Match(a WHERE a.x = x)] > Nothing");
}

TEST(PlanBarrier, StandsBeforeAndBehindEachWrite) {
  EXPECT_EQ(plan_of("MATCH (a) CREATE (b) WITH b MATCH (c) RETURN c"),
            "Match(a) > Eager > Create(b) > Eager > Select(b) > Match(c) > Select(c)");
  EXPECT_EQ(plan_of("MATCH (a) SET a.x = 1 RETURN a"), "Match(a) > Eager > Update(a['x'] = 1) > Eager > Select(a)");
  EXPECT_EQ(plan_of("MATCH (a) DETACH DELETE a RETURN count(*) AS n"),
            "Match(a) > Eager > DetachDelete(a) > Eager > Aggregation(; 1) > Select(_)");
  EXPECT_EQ(
      plan_of("MATCH (a) MERGE (b:B) WITH a UNWIND [1] AS x RETURN x"),
      "Match(a) > Eager > Merge(b:B) [Argument() > Match(b:B)] > Eager > Select(a) > Unwind(x in [1]) > Select(x)");
}

TEST(PlanBarrier, IsOneBetweenTwoWrites) {
  EXPECT_EQ(plan_of("MATCH (a) SET a.x = 1 SET a.y = 2"),
            "Match(a) > Eager > Update(a['x'] = 1) > Eager > Update(a['y'] = 2) > Nothing");
  EXPECT_EQ(plan_of("MATCH (a) DELETE a CREATE (b)"), "Match(a) > Eager > Delete(a) > Eager > Create(b) > Nothing");
  EXPECT_EQ(plan_of("CREATE (a) MERGE (b:B)"), "Create(a) > Eager > Merge(b:B) [Argument() > Match(b:B)] > Nothing");
}

TEST(PlanBarrier, IsNotThereWithoutWritesNorBeforeALeaf) {
  EXPECT_THAT(plan_of("MATCH (a) WITH a OPTIONAL MATCH (a)-->(b) RETURN b"), Not(HasSubstr("Eager")));
  EXPECT_EQ(plan_of("CREATE (a)"), "Create(a) > Nothing");
}

TEST(PlanBarrier, NoWriteIsSeenByASubqueryOfTheNextClause) {
  EXPECT_EQ(plan_of("CREATE (a) RETURN COUNT { MATCH (n) } AS n"),
            "Create(a) > Eager > Project(n = COUNT { … }) > Select(n)");
}

TEST(PlanSubquery, StartsFromWhatItImports) {
  EXPECT_EQ(subplans_of_return("MATCH (a) RETURN COUNT { MATCH (a)-[:T]->(b) } AS n"),
            (std::vector<std::string>{"Argument(a) > Match(^a-[_:T]->b)"}));
  EXPECT_EQ(subplans_of_return("MATCH (a), (c) RETURN EXISTS { (a)-[:T]->(b) WHERE b.x = c.x } AS e"),
            (std::vector<std::string>{"Argument(a, c) > Match(^a-[_:T]->b WHERE b.x = c.x)"}));
}

TEST(PlanSubquery, WithoutImportsStartsFromNothing) {
  EXPECT_EQ(subplans_of_return("MATCH (a) RETURN COUNT { MATCH (n:A) } AS n"),
            (std::vector<std::string>{"Match(n:A)"}));
}

TEST(PlanSubquery, AComprehensionCollectsOneColumn) {
  EXPECT_EQ(subplans_of_return("MATCH (a) RETURN [(a)-[:T]->(b) WHERE b.x > 1 | b.y] AS l").front(),
            "Argument(a) > Match(^a-[_:T]->b WHERE b.x > 1) > Project(_ = b.y) > Select(_)");
}

TEST(PlanSubquery, IsPlannedInsideOtherExpressionsAndSubqueries) {
  EXPECT_EQ(
      subplans_of_return("MATCH (a) RETURN [x IN [1] WHERE EXISTS { (a)-[:T]->() } | COUNT { (a)-[:U]->() }] AS l"),
      (std::vector<std::string>{"Argument(a) > Match(^a-[_:T]->_)", "Argument(a) > Match(^a-[_:U]->_)"}));
  const LogicalPlan plan = planned("MATCH (a) WHERE EXISTS { MATCH (a)-->(b) WHERE EXISTS { (b)-->() } } RETURN a");
  const auto& match = std::get<logical::MatchPattern>(plan.root->inputs.front()->inputs.front()->node);
  ASSERT_EQ(match.predicates.size(), 1u);
  const auto& outer = std::get<SubqueryExpression>(match.predicates.front().node);
  EXPECT_EQ(PlanText(*plan.variables).of(*outer.plan->root), "Argument(a) > Match(^a-[_]->b WHERE EXISTS { … })");
  const auto& inner_match = std::get<logical::MatchPattern>(outer.plan->root->node);
  const auto& inner = std::get<SubqueryExpression>(inner_match.predicates.front().node);
  EXPECT_EQ(PlanText(*plan.variables).of(*inner.plan->root), "Argument(b) > Match(^b-[_]->_)");
}

TEST(PlanSubquery, MayBeAUnion) {
  EXPECT_EQ(
      subplans_of_return("MATCH (a) RETURN COUNT { MATCH (a)-[:T]->(b) RETURN b UNION MATCH (b:B) RETURN b } AS n"),
      (std::vector<std::string>{"Union(b) [Argument(a) > Match(^a-[_:T]->b) > Select(b) | "
                                "Argument(a) > Match(b:B) > Select(b)] > Distinct(b)"}));
}

TEST(PlanLength, AStatementOfTooManyStepsIsRefused) {
  std::string text = "WITH 1 AS x";
  for (std::size_t i = 0; i < max_plan_depth; ++i) text += " WITH x + 1 AS x";
  try {
    (void)planned(text + " RETURN x");
    FAIL() << "it was planned";
  } catch (const Error& error) {
    EXPECT_EQ(error.code, ErrorCode::NotSupported);
    EXPECT_EQ(error.detail, "StatementTooLong");
  }
}

TEST(PlanLength, RelationshipsOfAPatternCountToo) {
  std::string pattern = "(a)";
  for (std::size_t i = 0; i < max_plan_depth / 2; ++i) pattern += "-->()";
  EXPECT_THROW((void)planned("MATCH " + pattern + " RETURN a"), Error);
}

}  // namespace
}  // namespace liaison
