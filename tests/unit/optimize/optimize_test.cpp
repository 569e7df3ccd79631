#include "optimize/optimize.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "query/walk.h"
#include "store/builder.h"
#include "unit/plan/plan_text.h"

// What each rule changes, what it leaves alone, and that it can be switched off. That answers stay the same whatever is
// switched off is tested in tests/queries and tests/differential.
namespace liaison {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

/// 100 :Many, 10 :Some and one :One in a graph of 111 nodes. Each Many has a T to one Some, each Some an U to the One;
/// three of the Many have a V to each Some. x differs on every node, y is the same everywhere.
const Graph& graph() {
  static const std::unique_ptr<Graph> made = [] {
    GraphBuilder builder;
    const auto nodes = [&](const char* name, int count) {
      const LabelId label = builder.label(name);
      std::vector<NodeId> made;
      for (int i = 0; i < count; ++i) {
        made.push_back(builder.add_node(std::span(&label, 1)));
        builder.set_property(made.back(), builder.property_key("x"), Value::integer(builder.node_count()));
        builder.set_property(made.back(), builder.property_key("y"), Value::integer(1));
      }
      return made;
    };
    const std::vector<NodeId> many = nodes("Many", 100), some = nodes("Some", 10), one = nodes("One", 1);
    for (std::size_t i = 0; i < many.size(); ++i) builder.add_relationship(many[i], builder.type("T"), some[i % 10]);
    for (const NodeId each : some) builder.add_relationship(each, builder.type("U"), one.front());
    for (const NodeId each : some) {
      for (std::size_t i = 0; i < 3; ++i) builder.add_relationship(many[i], builder.type("V"), each);
    }
    auto result = std::make_unique<Graph>();
    result->replace(builder.finish());
    return result;
  }();
  return *made;
}

/// The other rules are shown with the labels that this one would take out.
const RuleSet usual = RuleSet{}.without(Rule::ImpliedLabels);

LogicalPlan optimized(const std::string& statement, RuleSet rules = usual) {
  LogicalPlan plan = planned(statement, graph());
  optimize(plan, *graph().snapshot(), rules);
  return plan;
}

std::string plan_of(const std::string& statement, RuleSet rules = usual) {
  return text_of(optimized(statement, rules));
}

const RuleSet as_written = usual.without(Rule::OrderPattern);
const RuleSet without_optional_expand = usual.without(Rule::OptionalExpand);
const RuleSet without_top = usual.without(Rule::Top);

TEST(OrderPattern, StartsWhereFewestNodesAre) {
  const std::string from_one =
      "NodeScan(o:One) > Expand(o<-[_:U]-s) > Filter(s:Some) > Expand(s<-[_:T]-m) > Filter(m:Many) > Select(m)";
  EXPECT_EQ(plan_of("MATCH (m:Many)-[:T]->(s:Some)-[:U]->(o:One) RETURN m"), from_one);
  EXPECT_EQ(plan_of("MATCH (o:One)<-[:U]-(s:Some)<-[:T]-(m:Many) RETURN m"), from_one);
  EXPECT_EQ(plan_of("MATCH (a), (b:Some), (c:One) RETURN a"),
            "NodeScan(c:One) > NodeScan(b:Some) > NodeScan(a) > Select(a)");
}

TEST(OrderPattern, SwitchedOffWalksAsWritten) {
  EXPECT_EQ(plan_of("MATCH (m:Many)-[:T]->(s:Some)-[:U]->(o:One) RETURN m", as_written),
            "NodeScan(m:Many) > Expand(m-[_:T]->s) > Filter(s:Some) > Expand(s-[_:U]->o) > Filter(o:One) > Select(m)");
  EXPECT_EQ(plan_of("MATCH (a), (b:Some), (c:One) RETURN a", as_written),
            "NodeScan(a) > NodeScan(b:Some) > NodeScan(c:One) > Select(a)");
}

TEST(OrderPattern, CountsAPropertysDistinctValues) {
  EXPECT_EQ(plan_of("MATCH (m:Many {x: 5})-[:T]->(s:Some) RETURN s"),
            "NodeScan(m:Many) > Filter(m.x = 5) > Expand(m-[_:T]->s) > Filter(s:Some) > Select(s)");
  EXPECT_EQ(plan_of("MATCH (m:Many {y: 1})-[:T]->(s:Some {y: 1}) RETURN s"),
            "NodeScan(s:Some) > Filter(s.y = 1) > Expand(s<-[_:T]-m) > Filter(m:Many) > Filter(m.y = 1) > Select(s)");
}

TEST(OrderPattern, ANameTheGraphDoesNotKnowMatchesNothing) {
  EXPECT_EQ(plan_of("MATCH (m:One)-[:T]->(s:Unknown) RETURN m"),
            "NodeScan(s:Unknown) > Expand(s<-[_:T]-m) > Filter(m:One) > Select(m)");
}

TEST(OrderPattern, EntitiesComeFirstOff) {
  EXPECT_EQ(plan_of("MATCH ('a')-[:T]->(s)-[:U]->('b') RETURN s"),
            "EntityLookup(_'a') > EntityLookup(_'b') > Expand(_<-[_:U]-s) > Expand(_-[_:T]->^s) > Select(s)");
  EXPECT_EQ(plan_of("MATCH (m)-[:T]->(s)-[:U]->('b') RETURN s", as_written),
            "EntityLookup(_'b') > Expand(_<-[_:U]-s) > Expand(s<-[_:T]-m) > Select(s)");
}

TEST(OrderPattern, GoesOnFromBoundNodes) {
  EXPECT_EQ(plan_of("MATCH (m:Many) MATCH (m)-[:T]->(s:Some)-[:U]->(o:One) RETURN o"),
            "NodeScan(m:Many) > Expand(m-[_:T]->s) > Filter(s:Some) > Expand(s-[_:U]->o) > Filter(o:One) > Select(o)");
  EXPECT_EQ(plan_of("MATCH (s:Some) MATCH (s:One)-[:U]->(o) RETURN o"),
            "NodeScan(s:Some) > Filter(s:One) > Expand(s-[_:U]->o) > Select(o)");
}

TEST(OrderPattern, TheCheaperRelationshipComesFirst) {
  // A Some has ten T and one U.
  EXPECT_EQ(plan_of("MATCH (s:Some) MATCH (s)<-[:T]-(m), (s)-[:U]->(o) RETURN m"),
            "NodeScan(s:Some) > Expand(s-[_:U]->o) > Expand(s<-[_:T]-m) > Select(m)");
  EXPECT_EQ(plan_of("MATCH (s:Some) MATCH (s)<-[:T]-(m), (s)-[:U]->(o) RETURN m", as_written),
            "NodeScan(s:Some) > Expand(s<-[_:T]-m) > Expand(s-[_:U]->o) > Select(m)");
}

TEST(OrderPattern, ACycleIsClosedByAnExpandToABoundNode) {
  EXPECT_EQ(plan_of("MATCH (m:Many)-[:T]->(s:Some), (m)-[:V]->(s) RETURN s"),
            "NodeScan(s:Some) > Expand(s<-[_:V]-m) > Filter(m:Many) > Expand(m-[_:T]->^s) > Select(s)");
  EXPECT_EQ(plan_of("MATCH (n)-[:T]-(n) RETURN n"), "NodeScan(n) > Expand(n-[_:T]-^n) > Select(n)");
}

TEST(OrderPattern, RelationshipsOfOneMatchDifferIfTheirTypesMayMeet) {
  EXPECT_THAT(plan_of("MATCH (m:Many)-[:T]->(s:Some)<-[:T]-(n:Many) RETURN s"), HasSubstr("unlike _"));
  EXPECT_THAT(plan_of("MATCH (m)-->(s)<-[:T]-(n) RETURN s"), HasSubstr("unlike _"));
  EXPECT_THAT(plan_of("MATCH (m)-[:T|V]->(s)<-[:V|U]-(n) RETURN s"), HasSubstr("unlike _"));
  EXPECT_THAT(plan_of("MATCH (m)-[:T*]->(s)<-[r:T]-(n) RETURN s"), HasSubstr("unlike "));
  EXPECT_THAT(plan_of("MATCH (m)-[:T]->(s)<-[:V]-(n) RETURN s"), Not(HasSubstr("unlike")));
  EXPECT_THAT(plan_of("MATCH (m)-[:T]->(s) MATCH (s)<-[:T]-(n) RETURN s"), Not(HasSubstr("unlike")));
}

TEST(OrderPattern, ListsWalkedFromTheFarEndAreTurnedRound) {
  EXPECT_EQ(plan_of("MATCH (m:Many)-[r:T*1..2]->(o:One) RETURN r"),
            "NodeScan(o:One) > ExpandVariable(o<-[r:T*1..2]-m reversed) > Filter(m:Many) > Select(r)");
  EXPECT_EQ(plan_of("MATCH (m:Many)-[r:T*1..2]->(o:One) RETURN r", as_written),
            "NodeScan(m:Many) > ExpandVariable(m-[r:T*1..2]->o) > Filter(o:One) > Select(r)");
}

TEST(OrderPattern, AListWaitsForWhatItsRelationshipsAreComparedWith) {
  EXPECT_THAT(plan_of("MATCH (m)-[r:T* {x: o.x}]->(s)-[:U]->(o:One) RETURN r"),
              HasSubstr("NodeScan(o:One) > Expand(o<-[_:U]-s) > ExpandVariable(s<-[r:T*1..]-m reversed each "));
  EXPECT_THAT(plan_of("MATCH (m)-[r:T* {x: o.x}]->(s)-[:U]->(o:One) RETURN r", as_written),
              HasSubstr("> Filter(o:One) > ExpandVariable(m-[r:T*1..]->^s each "));
}

TEST(OrderPattern, FiltersComeAsSoonAsTheirVariablesAreThere) {
  EXPECT_EQ(plan_of("MATCH (m:Many)-[r:T]->(s:Some) WHERE m.x > 3 AND r.w > 1 AND s.x > m.x RETURN s", as_written),
            "NodeScan(m:Many) > Filter(m.x > 3) > Expand(m-[r:T]->s) > Filter(s:Some) > Filter(r.w > 1, s.x > m.x) > "
            "Select(s)");
  EXPECT_EQ(plan_of("MATCH (a) WITH a.x AS x MATCH (b:Some)-[:U]->(c) WHERE x > 1 RETURN c", as_written),
            "NodeScan(a) > Project(x = a.x) > Select(x) > Filter(x > 1) > NodeScan(b:Some) > Expand(b-[_:U]->c) > "
            "Select(c)");
}

TEST(OrderPattern, APathStandsOnceItsPartsDo) {
  EXPECT_THAT(plan_of("MATCH p = (m:Many)-[r:T]->(s), (o:One) WHERE length(p) = 1 RETURN p", as_written),
              HasSubstr("Expand(m-[r:T]->s) > Project(p = path(m, r, s)) > Filter(length(p) = 1) > NodeScan(o:One)"));
}

TEST(OrderPattern, MergesSearchIsPutInOrderToo) {
  EXPECT_THAT(plan_of("MERGE (m:Many)-[:T]->(s:One {x: 1})"),
              HasSubstr("[Argument() > NodeScan(s:One) > Filter(s.x = 1) > Expand(s<-[_:T]-m) > Filter(m:Many)]"));
}

/// Calls visit(plan) for the plans of all subqueries in an operator tree's projections and filters.
template <class Visit>
void for_each_subplan(const LogicalOperator& op, const Visit& visit) {
  const auto look = [&](const Expression& expression, const auto& self) -> void {
    if (const auto* subquery = std::get_if<SubqueryExpression>(&expression.node)) visit(*subquery->plan);
    for_each_child(expression, [&](const Expression& child) { self(child, self); });
  };
  if (const auto* project = std::get_if<logical::Project>(&op.node)) {
    for (const NamedExpression& item : project->items) look(item.expression, look);
  }
  if (const auto* filter = std::get_if<logical::Filter>(&op.node)) {
    for (const Expression& predicate : filter->predicates) look(predicate, look);
  }
  for (const LogicalOperatorPtr& input : op.inputs) for_each_subplan(*input, visit);
}

std::vector<std::string> subplans_of(const std::string& statement, RuleSet rules = {}) {
  const LogicalPlan plan = optimized(statement, rules);
  std::vector<std::string> texts;
  for_each_subplan(*plan.root,
                   [&](const LogicalPlan& subplan) { texts.push_back(PlanText(*plan.variables).of(*subplan.root)); });
  return texts;
}

TEST(Subqueries, AreOptimizedByEachRule) {
  const std::string statement =
      "MATCH (o:One) RETURN COUNT { MATCH (m:Many)-[:T]->(s:One) OPTIONAL MATCH (s)-[:U]->(t) "
      "RETURN t ORDER BY t.x LIMIT 1 } AS n";
  EXPECT_EQ(subplans_of(statement).front(),
            "NodeScan(s:One) > Expand(s<-[_:T]-m) > Expand?(s-[_:U]->t) > Top(t.x; 1) > Select(t)");
  EXPECT_THAT(subplans_of(statement, as_written).front(), HasSubstr("NodeScan(m:Many) > Expand(m-[_:T]->s)"));
  EXPECT_THAT(subplans_of(statement, without_optional_expand).front(), HasSubstr("Apply?"));
  EXPECT_THAT(subplans_of(statement, without_top).front(), HasSubstr("Sort(t.x) > Limit(1)"));
}

TEST(Subqueries, InPredicatesOfPatternsAreOptimizedToo) {
  EXPECT_EQ(subplans_of("MATCH (m:Many) WHERE EXISTS { (m)-[:T]->(s) } RETURN m").front(),
            "Argument(m) > Expand(m-[_:T]->s)");
}

TEST(ImpliedLabels, AreNotTestedBehindARelationship) {
  EXPECT_EQ(plan_of("MATCH (m:Many)-[:T]->(s:Some)-[:U]->(o:One) RETURN m", {}),
            "NodeScan(o:One) > Expand(o<-[_:U]-s) > Expand(s<-[_:T]-m) > Select(m)");
  EXPECT_EQ(plan_of("MATCH (o:One)<-[:U|V]-(s) RETURN o", {}), "NodeScan(o:One) > Expand(o<-[_:U|V]-s) > Select(o)");
  EXPECT_EQ(plan_of("MATCH (o:One)<-[:U*1..2]-(s:Some) RETURN o", {}),
            "NodeScan(o:One) > ExpandVariable(o<-[_:U*1..2]-s) > Select(o)");
  EXPECT_EQ(plan_of("MATCH (a:Some) MATCH (a)-[:U]->(o:One) WHERE o.x = 1 RETURN a", {}),
            "NodeScan(a:Some) > Expand(a-[_:U]->o) > Filter(o.x = 1) > Select(a)");
}

TEST(ImpliedLabels, AreTestedWhereSomeEndHasThemNot) {
  for (const std::string pattern :
       {"(m:Many)-[:T]->(s:One)", "(m:Many)-[:T]->(s:Some:One)", "(m:Many)-[:T]->(s:Unknown)", "(m:Many)-[:T]-(s:Some)",
        "(m:Many)-->(s:Some)", "(m:Many)-[:T|U]->(s:Some)", "(m:Many)-[:T*0..1]->(s:Some)",
        "(m:Many)-[:T]->(s:!Some)"}) {
    EXPECT_THAT(plan_of("MATCH (m:Many) MATCH " + pattern + " RETURN m", RuleSet{}.without(Rule::OrderPattern)),
                HasSubstr("Filter(s"))
        << pattern;
  }
  // Of several labels only those that all have.
  EXPECT_EQ(plan_of("MATCH (m:Many) MATCH (m)-[:T]->(s:Some:One) RETURN m", {}),
            "NodeScan(m:Many) > Expand(m-[_:T]->s) > Filter(s:One) > Select(m)");
}

TEST(ImpliedLabels, AreTestedInStatementsThatWrite) {
  EXPECT_THAT(plan_of("MATCH (m:Many) MATCH (m)-[:T]->(s:Some) SET s.x = 1", {}), HasSubstr("Filter(s:Some)"));
  EXPECT_THAT(plan_of("CREATE (:Many)-[:T]->(:One) WITH 1 AS x MATCH (m:Many) MATCH (m)-[:T]->(s:Some) RETURN s", {}),
              HasSubstr("Filter(s:Some)"));
}

TEST(ImpliedLabels, LetAnOptionalHopBeAnExpand) {
  EXPECT_EQ(plan_of("MATCH (m:Many) OPTIONAL MATCH (m)-[:T]->(s:Some) RETURN s", {}),
            "NodeScan(m:Many) > Expand?(m-[_:T]->s) > Select(s)");
}

TEST(OptionalExpand, OneHopFromABoundNodeKeepsItsRow) {
  EXPECT_EQ(plan_of("MATCH (m:Many) OPTIONAL MATCH (m)-[r:T]->(s) RETURN s"),
            "NodeScan(m:Many) > Expand?(m-[r:T]->s) > Select(s)");
  EXPECT_EQ(plan_of("MATCH (m:Many) OPTIONAL MATCH (s)<-[:T|U]-(m) RETURN s"),
            "NodeScan(m:Many) > Expand?(m-[_:T|U]->s) > Select(s)");
  EXPECT_EQ(plan_of("MATCH (m:Many) OPTIONAL MATCH (m)-[:T]->(s) OPTIONAL MATCH (s)-[:U]->(o) RETURN o"),
            "NodeScan(m:Many) > Expand?(m-[_:T]->s) > Expand?(s-[_:U]->o) > Select(o)");
}

TEST(OptionalExpand, SwitchedOffRunsAside) {
  EXPECT_EQ(plan_of("MATCH (m:Many) OPTIONAL MATCH (m)-[r:T]->(s) RETURN s", without_optional_expand),
            "NodeScan(m:Many) > Apply?(s, r) [Argument(m) > Expand(m-[r:T]->s)] > Select(s)");
}

TEST(OptionalExpand, LeavesAloneWhatAsksMore) {
  for (const std::string rest : {"(m)-[:T]->(s:Some)", "(m)-[:T]->(s {x: 1})", "(m)-[:T]->(s) WHERE s.x > 1",
                                 "(m)-[r:T]->(s) WHERE r.x > 1", "(m:One)-[:T]->(s)", "(m {x: 1})-[:T]->(s)",
                                 "(m)-[:T {x: 1}]->(s)", "(m)-[:T]->(s) WHERE m.x > 1", "(m)-[:T]->('b')"}) {
    EXPECT_THAT(plan_of("MATCH (m:Many) OPTIONAL MATCH " + rest + " RETURN m"), HasSubstr("Apply?")) << rest;
  }
}

TEST(OptionalExpand, LeavesAloneWhatIsNotOneHopToANewNode) {
  for (const std::string rest :
       {"(m)-[:T]->()-[:U]->(s)", "(m)-[:T*]->(s)", "(m)-[:T*0..1]->(s)", "(m)-[:T]->(m)", "(m)-[:T]->(n)",
        "(m)-[q]->(s)", "(s)-[:T]->(t)", "(s:One)", "(m)-[:T]->(s), (t)", "p = (m)-[:T]->(s)"}) {
    EXPECT_THAT(plan_of("MATCH (m:Many)-[q]->(n) OPTIONAL MATCH " + rest + " RETURN m"), HasSubstr("Apply?")) << rest;
  }
}

TEST(OptionalExpand, PlainMatchStaysPlain) {
  EXPECT_THAT(plan_of("MATCH (m:Many) MATCH (m)-[:T]->(s) RETURN s"), Not(HasSubstr("?")));
}

TEST(ReachableEnds, AreFoundOnceWhereDuplicatesDoNotCount) {
  for (const std::string rest :
       {"RETURN DISTINCT b", "RETURN DISTINCT b.x AS x", "RETURN count(DISTINCT b.x) AS n", "RETURN min(b.x), max(b.x)",
        "RETURN a.x, collect(DISTINCT b.x)", "WITH DISTINCT a, b RETURN count(*)", "WHERE b.x > 1 RETURN DISTINCT b",
        "MATCH (b)-[:U]->(c) RETURN DISTINCT c", "RETURN DISTINCT b.x AS x ORDER BY x LIMIT 3",
        "WITH b.x + 1 AS y RETURN DISTINCT y"}) {
    EXPECT_THAT(plan_of("MATCH (a:One)-[:T*1..4]->(b) " + rest), HasSubstr("ExpandVariableOnce")) << rest;
  }
  for (const std::string pattern : {"(a:One)<-[:T*]-(b)", "(a:One)-[:T*0..]->(b)", "(a:One)-[r:T|U*..3]->(b)"}) {
    EXPECT_THAT(plan_of("MATCH " + pattern + " RETURN DISTINCT b"), HasSubstr("ExpandVariableOnce")) << pattern;
  }
}

TEST(ReachableEnds, AreNotWhereRowsCountOrTheWayIsRead) {
  for (const std::string rest :
       {"RETURN b", "RETURN count(*)", "RETURN count(b)", "RETURN count(DISTINCT b), sum(b.x)", "RETURN DISTINCT b, r",
        "RETURN DISTINCT size(r) AS n", "WITH b LIMIT 5 RETURN DISTINCT b", "WITH b, count(*) AS n RETURN DISTINCT b",
        "WITH b, rand() AS n RETURN DISTINCT n", "WHERE r[0].x > 1 RETURN DISTINCT b",
        "OPTIONAL MATCH (b)-[:U]->(c), (c)-[:T]->(d) RETURN DISTINCT c"}) {
    EXPECT_THAT(plan_of("MATCH (a:One)-[r:T*1..4]->(b) " + rest), Not(HasSubstr("Once"))) << rest;
  }
  for (const std::string pattern :
       {"(a:One)-[:T*]-(b)", "(a:One)-[:T*2..]->(b)", "(a:One)-[:T* {x: 1}]->(b)", "p = (a:One)-[:T*]->(b)",
        "(a:One)-[:T*]->(b)-[:T]->(c)", "(a:One)-[:T]->(c)-[:T*]->(b)"}) {
    EXPECT_THAT(plan_of("MATCH " + pattern + (pattern[0] == 'p' ? " RETURN DISTINCT b, p" : " RETURN DISTINCT b")),
                Not(HasSubstr("Once")))
        << pattern;
  }
}

TEST(ReachableEnds, SwitchedOffWalksAllTrails) {
  EXPECT_THAT(plan_of("MATCH (a:One)-[:T*]->(b) RETURN DISTINCT b", usual.without(Rule::ReachableEnds)),
              Not(HasSubstr("Once")));
}

TEST(Top, TakesSortAndLimit) {
  EXPECT_EQ(plan_of("MATCH (m) RETURN m ORDER BY m.x DESC, m.y LIMIT 3"),
            "NodeScan(m) > Top(m.x DESC, m.y; 3) > Select(m)");
  EXPECT_EQ(plan_of("MATCH (m) RETURN m ORDER BY m.x SKIP 2 LIMIT 3"), "NodeScan(m) > Top(m.x; skip 2; 3) > Select(m)");
  EXPECT_EQ(plan_of("MATCH (m) RETURN m ORDER BY m.x LIMIT 1 + 2"), "NodeScan(m) > Top(m.x; 1 + 2) > Select(m)");
}

TEST(Top, SwitchedOffSortsAllRows) {
  EXPECT_EQ(plan_of("MATCH (m) RETURN m ORDER BY m.x SKIP 2 LIMIT 3", without_top),
            "NodeScan(m) > Sort(m.x) > Skip(2) > Limit(3) > Select(m)");
}

TEST(Top, IsFoundAnywhereInThePlan) {
  EXPECT_EQ(plan_of("MATCH (m) WITH m ORDER BY m.x LIMIT 5 WHERE m.y = 1 RETURN m ORDER BY m.y LIMIT 2"),
            "NodeScan(m) > Top(m.x; 5) > Select(m) > Filter(m.y = 1) > Top(m.y; 2) > Select(m)");
  EXPECT_EQ(plan_of("MATCH (m) RETURN m ORDER BY m.x LIMIT 3 UNION ALL MATCH (m) RETURN m ORDER BY m.y LIMIT 1"),
            "Union(m) [NodeScan(m) > Top(m.x; 3) > Select(m) | NodeScan(m) > Top(m.y; 1) > Select(m)]");
}

TEST(Top, LeavesAloneWhatIsNotSortAndLimitTogether) {
  EXPECT_EQ(plan_of("MATCH (m) RETURN m ORDER BY m.x SKIP 2"), "NodeScan(m) > Sort(m.x) > Skip(2) > Select(m)");
  EXPECT_EQ(plan_of("MATCH (m) RETURN m ORDER BY m.x"), "NodeScan(m) > Sort(m.x) > Select(m)");
  EXPECT_EQ(plan_of("MATCH (m) RETURN m SKIP 1 LIMIT 3"), "NodeScan(m) > Skip(1) > Limit(3) > Select(m)");
  EXPECT_EQ(plan_of("MATCH (m) WITH m ORDER BY m.x SKIP 1 RETURN m.y AS y LIMIT 2"),
            "NodeScan(m) > Sort(m.x) > Skip(1) > Select(m) > Project(y = m.y) > Limit(2) > Select(y)");
}

TEST(RuleSet, SwitchesEachRuleByItself) {
  EXPECT_TRUE(RuleSet{}.on(Rule::Top));
  const RuleSet rules = RuleSet{}.without(Rule::Top).without(Rule::OrderPattern);
  EXPECT_FALSE(rules.on(Rule::Top));
  EXPECT_FALSE(rules.on(Rule::OrderPattern));
  EXPECT_TRUE(rules.on(Rule::OptionalExpand));
  EXPECT_EQ(to_string(Rule::OrderPattern), "order_pattern");
  EXPECT_EQ(to_string(Rule::ImpliedLabels), "implied_labels");
  EXPECT_EQ(to_string(Rule::OptionalExpand), "optional_expand");
  EXPECT_EQ(to_string(Rule::ReachableEnds), "reachable_ends");
  EXPECT_EQ(to_string(Rule::Top), "top");
}

TEST(Optimize, LeavesNoPatternWhateverIsSwitchedOff) {
  for (std::uint32_t off = 0; off < 1u << rule_count; ++off) {
    for (const char* statement :
         {"MATCH (m:Many)-[:T*]->(s), (n) OPTIONAL MATCH (s)-[:U]->(o) RETURN o ORDER BY o.x LIMIT 1",
          "MERGE (m:Many)-[:T]->(s) RETURN s", "MATCH (m) RETURN m UNION MATCH (m)-[:T]->() RETURN m"}) {
      EXPECT_THAT(plan_of(statement, RuleSet{off}), Not(HasSubstr("Match("))) << off;
    }
  }
}

TEST(Optimize, AnEmptyGraphHasPlansToo) {
  const Graph empty;
  LogicalPlan plan = planned("MATCH (a:A {x: 1})-[:T]->(b) RETURN b ORDER BY b.x LIMIT 1", empty);
  optimize(plan, *empty.snapshot());
  EXPECT_EQ(text_of(plan), "NodeScan(a:A) > Filter(a.x = 1) > Expand(a-[_:T]->b) > Top(b.x; 1) > Select(b)");
}

}  // namespace
}  // namespace liaison
