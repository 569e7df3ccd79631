#include "optimize/optimize.h"

#include <utility>

#include "optimize/rules.h"
#include "query/walk.h"

namespace liaison {
namespace {

/// Every expression of an operator, so that plans inside subquery expressions are found.
template <class Visit>
void for_each_expression(LogicalOperator& op, Visit&& visit) {
  const auto one = [&](ExpressionPtr& expression) {
    if (expression) visit(*expression);
  };
  const auto all = [&](std::vector<Expression>& expressions) {
    for (Expression& expression : expressions) visit(expression);
  };
  const auto named = [&](std::vector<NamedExpression>& items) {
    for (NamedExpression& item : items) visit(item.expression);
  };
  const auto keys = [&](std::vector<SortKey>& sort_keys) {
    for (SortKey& key : sort_keys) visit(key.expression);
  };
  const auto create = [&](BoundCreate& made) { liaison::for_each_expression(made, visit); };
  const auto update = [&](std::vector<UpdateItem>& items) {
    for (UpdateItem& item : items) {
      if (auto* property = std::get_if<SetPropertyTo>(&item)) {
        visit(property->entity);
        one(property->key);
        visit(property->value);
      } else if (auto* everything = std::get_if<SetAllTo>(&item)) {
        visit(everything->value);
      } else {
        one(std::get<SetLabelsOf>(item).computed);
      }
    }
  };
  struct Visitor {
    decltype(one)& expression;
    decltype(all)& expressions;
    decltype(named)& items;
    decltype(keys)& sort_keys;
    decltype(create)& creation;
    decltype(update)& updates;
    std::remove_reference_t<Visit>& visit;

    void operator()(logical::Argument&) {}
    void operator()(logical::NodeScan&) {}
    void operator()(logical::IndexSeek& node) { expressions(node.values); }
    void operator()(logical::NameSeek& node) { visit(node.value); }
    void operator()(logical::EntityLookup&) {}
    void operator()(logical::MatchPattern& node) {
      for (PatternRelationship& relationship : node.graph.relationships) {
        expressions(relationship.each_predicates);
        if (relationship.part) expressions(relationship.part->predicates);
      }
      for (PatternSearch& search : node.graph.searches) expressions(search.predicates);
      expressions(node.predicates);
    }
    void operator()(logical::Expand&) {}
    void operator()(logical::ProjectEndPoints&) {}
    void operator()(logical::ExpandVariable& node) { expressions(node.each_predicates); }
    void operator()(logical::ExpandPart& node) { expressions(node.stretch.part.predicates); }
    void operator()(logical::SearchPaths& node) {
      for (logical::PathStretch& stretch : node.stretches) {
        expressions(stretch.part.predicates);
        expressions(stretch.end_predicates);
      }
      expressions(node.predicates);
    }
    void operator()(logical::Filter& node) { expressions(node.predicates); }
    void operator()(logical::Project& node) { items(node.items); }
    void operator()(logical::Select&) {}
    void operator()(logical::Aggregation& node) {
      items(node.keys);
      for (AggregateCall& call : node.aggregates) expressions(call.arguments);
    }
    void operator()(logical::Distinct&) {}
    void operator()(logical::Sort& node) { sort_keys(node.keys); }
    void operator()(logical::Skip& node) { visit(node.count); }
    void operator()(logical::Limit& node) { visit(node.count); }
    void operator()(logical::Top& node) {
      sort_keys(node.keys);
      expression(node.skip);
      expression(node.limit);
    }
    void operator()(logical::Unwind& node) { visit(node.list); }
    void operator()(logical::LoadCsv& node) { visit(node.file); }
    void operator()(logical::Apply&) {}
    void operator()(logical::Foreach& node) { visit(node.list); }
    void operator()(logical::Union&) {}
    void operator()(logical::CallProcedure& node) { expressions(node.call.arguments); }
    void operator()(logical::Eager&) {}
    void operator()(logical::Create& node) { creation(node.create); }
    void operator()(logical::Update& node) { updates(node.items); }
    void operator()(logical::Delete& node) { expressions(node.deletion.expressions); }
    void operator()(logical::Merge& node) {
      creation(node.create);
      updates(node.on_create);
      updates(node.on_match);
      expressions(node.must_not_be_null);
    }
    void operator()(logical::ChangeSchema&) {}
    void operator()(logical::Nothing&) {}
  };
  std::visit(Visitor{one, all, named, keys, create, update, visit}, op.node);
}

class Optimizer {
 public:
  Optimizer(const GraphView& view, RuleSet rules) : view_(view), rules_(rules) {}

  void order_patterns(LogicalOperatorPtr& op) {
    for (LogicalOperatorPtr& input : op->inputs) order_patterns(input);
    for_each_expression(*op, [&](Expression& expression) { optimize_subqueries(expression); });
    auto* pattern = std::get_if<logical::MatchPattern>(&op->node);
    if (pattern == nullptr) return;
    LogicalOperatorPtr input = op->inputs.empty() ? nullptr : std::move(op->inputs.front());
    op = order_pattern(std::move(*pattern), std::move(input), view_, rules_.on(Rule::OrderPattern));
  }

 private:
  void optimize_subqueries(Expression& expression) {
    if (auto* subquery = std::get_if<SubqueryExpression>(&expression.node)) optimize(*subquery->plan, view_, rules_);
    for_each_child(expression, [&](Expression& child) { optimize_subqueries(child); });
  }

  const GraphView& view_;
  RuleSet rules_;
};

}  // namespace

std::string_view to_string(Rule rule) {
  switch (rule) {
    case Rule::OrderPattern:
      return "order_pattern";
    case Rule::ImpliedLabels:
      return "implied_labels";
    case Rule::OptionalExpand:
      return "optional_expand";
    case Rule::ReachableEnds:
      return "reachable_ends";
    case Rule::SearchPredicates:
      return "search_predicates";
    case Rule::Top:
      return "top";
  }
  return "";
}

void optimize(LogicalPlan& plan, const GraphView& view, RuleSet rules) {
  // What a statement writes may have labels that nothing had before; that counts for its subqueries too.
  if (plan.writes) rules = rules.without(Rule::ImpliedLabels);
  // First, since the other rules look at the operators that patterns become.
  Optimizer(view, rules).order_patterns(plan.root);
  // Before optional_expand: a hop whose far end need not be tested is one that it takes.
  if (rules.on(Rule::ImpliedLabels)) implied_labels(plan.root, view);
  // Needs the Expand that the pattern inside an Apply has become.
  if (rules.on(Rule::OptionalExpand)) optional_expand(plan.root);
  if (rules.on(Rule::ReachableEnds)) reachable_ends(plan.root);
  if (rules.on(Rule::SearchPredicates)) search_predicates(plan.root);
  // Independent of the rest; last, so that no rule before it needs to know Top.
  if (rules.on(Rule::Top)) top(plan.root);
}

}  // namespace liaison
