#include "plan/plan.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "common/assert.h"
#include "liaison/error.h"
#include "query/walk.h"

namespace liaison {
namespace {

/// `steps`: operators on the longest path so far, to which those of the query are added.
LogicalPlan plan_query(BoundQuery query, const std::vector<VariableId>& imported, std::size_t& steps);

void plan_subqueries(Expression& expression) {
  if (auto* subquery = std::get_if<SubqueryExpression>(&expression.node)) {
    LIAISON_ASSERT(subquery->query != nullptr);
    std::size_t steps = 0;
    subquery->plan = std::make_shared<LogicalPlan>(plan_query(std::move(*subquery->query), subquery->imported, steps));
    subquery->query.reset();
  }
  for_each_child(expression, plan_subqueries);
}

void plan_subqueries(ExpressionPtr& expression) {
  if (expression) plan_subqueries(*expression);
}

void plan_subqueries(std::vector<Expression>& expressions) {
  for (Expression& expression : expressions) plan_subqueries(expression);
}

void plan_subqueries(std::vector<UpdateItem>& items) {
  for (UpdateItem& item : items) {
    if (auto* property = std::get_if<SetPropertyTo>(&item)) {
      plan_subqueries(property->entity);
      plan_subqueries(property->key);
      plan_subqueries(property->value);
    } else if (auto* all = std::get_if<SetAllTo>(&item)) {
      plan_subqueries(all->value);
    } else {
      plan_subqueries(std::get<SetLabelsOf>(item).computed);
    }
  }
}

void plan_subqueries(QueryGraph& graph) {
  for (PatternRelationship& relationship : graph.relationships) {
    plan_subqueries(relationship.each_predicates);
    if (relationship.part) plan_subqueries(relationship.part->predicates);
  }
  for (PatternSearch& search : graph.searches) plan_subqueries(search.predicates);
}

void plan_subqueries(BoundCreate& create) {
  for_each_expression(create, [](Expression& expression) { plan_subqueries(expression); });
}

bool has_subquery(const Expression& expression) {
  bool found = std::holds_alternative<SubqueryExpression>(expression.node);
  for_each_child(expression, [&](const Expression& child) { found = found || has_subquery(child); });
  return found;
}

bool has_subquery(const BoundCreate& create) {
  bool found = false;
  for_each_expression(create, [&](const Expression& expression) { found = found || has_subquery(expression); });
  return found;
}

/// True if what is computed for `create` reads relationships or paths of `before` that would come after them, were the
/// two one.
bool reads_what_comes_later(const BoundCreate& create, const BoundCreate& before) {
  std::set<VariableId> later;
  const auto reads_later = [&](const auto& entity) {
    bool found = false;
    if (later.empty()) return found;
    for_each_expression(entity, [&](const Expression& expression) {
      const std::vector<VariableId> read = free_variables(expression);
      found = found || std::ranges::any_of(read, [&](VariableId variable) { return later.contains(variable); });
    });
    return found;
  };
  for (const PatternPathVariable& path : before.paths) later.insert(path.variable);
  if (std::ranges::any_of(create.relationships, reads_later)) return true;
  for (const RelationshipToCreate& relationship : before.relationships) later.insert(relationship.variable);
  return std::ranges::any_of(create.nodes, reads_later);
}

/// How many operators, one upon another, a pattern or an operator stands for.
std::size_t steps_of(const QueryGraph& graph) { return 1 + 2 * graph.relationships.size() + graph.nodes.size(); }

template <class Node>
std::size_t steps_of(const Node& node) {
  if constexpr (std::is_same_v<Node, logical::MatchPattern>) {
    return steps_of(node.graph);
  } else {
    return 1;
  }
}

/// What a pattern reads of the row it starts from: bound nodes and relationships, and free variables of its predicates
/// that the pattern does not bind itself.
std::vector<VariableId> read_by_pattern(const QueryGraph& graph, const std::vector<Expression>& predicates) {
  std::set<VariableId> read, made;
  const auto add_read = [&read](const std::vector<Expression>& expressions) {
    for (const Expression& expression : expressions) {
      for (VariableId variable : free_variables(expression)) read.insert(variable);
    }
  };
  for (const PatternNode& node : graph.nodes) (node.bound ? read : made).insert(node.variable);
  for (const PatternRelationship& relationship : graph.relationships) {
    (relationship.bound ? read : made).insert(relationship.variable);
    if (relationship.length && !relationship.part) made.insert(relationship.each);
    add_read(relationship.each_predicates);
    if (!relationship.part) continue;
    made.insert(relationship.part->nodes.begin(), relationship.part->nodes.end());
    for (const PartHop& hop : relationship.part->hops) made.insert(hop.relationship);
    for (const PatternPart::Group& group : relationship.part->groups) made.insert(group.list);
    add_read(relationship.part->predicates);
  }
  for (const PatternPathVariable& path : graph.paths) made.insert(path.variable);
  for (const PatternSearch& search : graph.searches) add_read(search.predicates);
  add_read(predicates);
  std::vector<VariableId> result;
  std::set_difference(read.begin(), read.end(), made.begin(), made.end(), std::back_inserter(result));
  return result;
}

/// The variables a pattern adds to a row.
std::vector<VariableId> added_by_pattern(const QueryGraph& graph) {
  std::set<VariableId> added;
  for (const PatternNode& node : graph.nodes) {
    if (!node.bound) added.insert(node.variable);
  }
  for (const PatternRelationship& relationship : graph.relationships) {
    if (!relationship.bound) added.insert(relationship.variable);
    if (!relationship.part) continue;
    for (const PatternPart::Group& group : relationship.part->groups) added.insert(group.list);
  }
  for (const PatternPathVariable& path : graph.paths) added.insert(path.variable);
  return {added.begin(), added.end()};
}

/// Plans the clauses of one query part in order, building the operators up from the leaf.
class ClausePlanner {
 public:
  /// `imported`: of a nested plan, what its leaf hands in. `steps`: operators that stand above and below it.
  ClausePlanner(const std::vector<VariableId>& imported, VariableTable& variables, std::size_t steps)
      : root_(argument(imported)), imported_(imported), variables_(variables), steps_(steps) {}

  void operator()(BoundMatch& match) {
    barrier_after_write();
    plan_subqueries(match.graph);
    plan_subqueries(match.predicates);
    if (!match.optional) {
      add(logical::MatchPattern{std::move(match.graph), std::move(match.predicates)});
      return;
    }
    std::vector<VariableId> nullable = added_by_pattern(match.graph);
    LogicalOperatorPtr inner = make_operator(logical::Argument{read_by_pattern(match.graph, match.predicates)});
    inner = make_operator(logical::MatchPattern{std::move(match.graph), std::move(match.predicates)}, std::move(inner));
    add(logical::Apply{logical::ApplyKind::Optional, std::move(nullable)}, std::move(inner));
  }

  void operator()(BoundUnwind& unwind) {
    barrier_after_write();
    plan_subqueries(unwind.list);
    add(logical::Unwind{std::move(unwind.list), unwind.variable});
  }

  void operator()(BoundLoadCsv& load) {
    barrier_after_write();
    plan_subqueries(load.file);
    add(logical::LoadCsv{std::move(load.file), load.variable, load.with_headers, load.field_terminator});
  }

  void operator()(BoundProjection& projection) {
    barrier_after_write();
    std::vector<VariableId> kept;
    for (const NamedExpression& item : projection.items) kept.push_back(item.variable);
    if (projection.aggregated) {
      for (NamedExpression& key : projection.keys) plan_subqueries(key.expression);
      for (AggregateCall& call : projection.aggregates) plan_subqueries(call.arguments);
      aggregate(projection);
    }
    project(std::move(projection.items));
    // WITH * as the first clause computes nothing: what follows still has the one empty row below it.
    if (!root_) root_ = make_operator(logical::Argument{});
    if (projection.distinct) {
      add(logical::Select{kept});
      add(logical::Distinct{kept});
    }
    if (!projection.order.empty()) {
      for (SortKey& key : projection.order) plan_subqueries(key.expression);
      add(logical::Sort{std::move(projection.order)});
    }
    if (projection.skip) add(logical::Skip{std::move(*projection.skip)});
    if (projection.limit) add(logical::Limit{std::move(*projection.limit)});
    add(logical::Select{std::move(kept)});
    filter(std::move(projection.predicates));
  }

  void operator()(BoundCreate& create) {
    plan_subqueries(create);
    if (join_last_create(create)) return;
    look_up(create.entities);
    ask_before(create);
    barrier_before_write();
    add(logical::Create{std::move(create)});
    wrote_ = true;
  }

  void operator()(BoundMerge& merge) {
    plan_subqueries(merge.graph);
    plan_subqueries(merge.predicates);
    plan_subqueries(merge.create);
    plan_subqueries(merge.on_create);
    plan_subqueries(merge.on_match);
    plan_subqueries(merge.must_not_be_null);
    look_up(merge.entities);
    barrier_before_write();
    std::vector<VariableId> added = added_by_pattern(merge.graph);
    count_steps(steps_of(merge.graph));
    LogicalOperatorPtr search = make_operator(logical::Argument{read_by_pattern(merge.graph, merge.predicates)});
    search =
        make_operator(logical::MatchPattern{std::move(merge.graph), std::move(merge.predicates)}, std::move(search));
    add(logical::Merge{std::move(merge.create), std::move(merge.on_create), std::move(merge.on_match),
                       std::move(merge.must_not_be_null), std::move(added), merge.place},
        std::move(search));
    wrote_ = true;
  }

  void operator()(BoundUpdate& update) {
    plan_subqueries(update.items);
    barrier_before_write();
    add(logical::Update{std::move(update.items)});
    wrote_ = true;
  }

  void operator()(BoundDelete& deletion) {
    plan_subqueries(deletion.expressions);
    barrier_before_write();
    add(logical::Delete{std::move(deletion)});
    wrote_ = true;
  }

  void operator()(BoundCall& call) {
    barrier_after_write();
    plan_subqueries(call.arguments);
    std::vector<Expression> predicates = std::move(call.predicates);
    call.predicates.clear();
    add(logical::CallProcedure{std::move(call)});
    filter(std::move(predicates));
  }

  void operator()(BoundCallSubquery& call) {
    const bool writes = call.query->writes;
    if (writes) {
      barrier_before_write();
    } else {
      barrier_after_write();
    }
    LogicalPlan nested = plan_query(std::move(*call.query), call.imported, steps_);
    const logical::ApplyKind kind = nested.outputs.empty() ? logical::ApplyKind::Unit
                                    : call.optional        ? logical::ApplyKind::Optional
                                                           : logical::ApplyKind::Inner;
    add(logical::Apply{kind, std::move(nested.outputs), call.each_row, writes}, std::move(nested.root));
    wrote_ = writes;
  }

  void operator()(BoundForeach& clause) {
    plan_subqueries(clause.list);
    barrier_before_write();
    std::vector<VariableId> handed_in = std::move(clause.imported);
    handed_in.push_back(clause.variable);
    LogicalPlan nested = plan_query(std::move(*clause.query), handed_in, steps_);
    add(logical::Foreach{std::move(clause.list), clause.variable}, std::move(nested.root));
    wrote_ = true;
  }

  void operator()(BoundChangeSchema& change) { add(logical::ChangeSchema{std::move(change)}); }

  /// The finished tree; without outputs it runs for its effects only.
  LogicalOperatorPtr finish(const std::vector<VariableId>& outputs) {
    if (outputs.empty()) return make_operator(logical::Nothing{}, std::move(root_));
    add(logical::Select{outputs});
    return std::move(root_);
  }

  LogicalOperatorPtr take() { return std::move(root_); }

  [[nodiscard]] std::size_t steps() const { return steps_; }

 private:
  static LogicalOperatorPtr argument(const std::vector<VariableId>& imported) {
    return imported.empty() ? nullptr : make_operator(logical::Argument{imported});
  }

  /// Operators are compiled, run and destroyed one inside another, so their number on a path is bounded.
  void count_steps(std::size_t more) {
    steps_ += more;
    if (steps_ <= max_plan_depth) return;
    throw compile_error(ErrorCode::NotSupported, "StatementTooLong",
                        "the statement has more than " + std::to_string(max_plan_depth) +
                            " steps one after another (clauses and relationships of patterns)",
                        {}, "cut it into several statements");
  }

  template <class Node>
  void add(Node node, LogicalOperatorPtr second_input = nullptr) {
    count_steps(steps_of(node));
    LogicalOperatorPtr made = make_operator(std::move(node), std::move(root_));
    if (second_input) {
      // A clause with a nested plan needs a first input: the leaf's one empty row.
      if (made->inputs.empty()) made->inputs.push_back(make_operator(logical::Argument{}));
      made->inputs.push_back(std::move(second_input));
    }
    root_ = std::move(made);
  }

  /// CREATE (a) CREATE (b) is CREATE (a), (b): exported graphs have thousands of them in a row. Not where the second
  /// runs a subquery, which would see the first's nodes without their relationships, nor where its properties read what
  /// one CREATE makes after them: nodes come first, then relationships, then paths.
  bool join_last_create(BoundCreate& create) {
    auto* last = root_ ? std::get_if<logical::Create>(&root_->node) : nullptr;
    if (last == nullptr || !create.entities.empty() || has_subquery(create)) return false;
    if (reads_what_comes_later(create, last->create)) return false;
    const auto append = [](auto& to, auto& from) { std::ranges::move(from, std::back_inserter(to)); };
    append(last->create.nodes, create.nodes);
    append(last->create.relationships, create.relationships);
    append(last->create.paths, create.paths);
    return true;
  }

  void aggregate(BoundProjection& projection) {
    std::vector<VariableId> made;
    for (const AggregateCall& call : projection.aggregates) made.push_back(call.variable);
    add(logical::Aggregation{std::move(projection.keys), std::move(projection.aggregates)});
    if (!projection.regains_imported || imported_.empty()) return;
    LogicalOperatorPtr aggregated = std::exchange(root_, argument(imported_));
    add(logical::Apply{logical::ApplyKind::Inner, std::move(made)}, std::move(aggregated));
  }

  void project(std::vector<NamedExpression> items) {
    std::vector<NamedExpression> computed;
    for (NamedExpression& item : items) {
      const auto* reference = std::get_if<VariableRef>(&item.expression.node);
      if (reference != nullptr && reference->variable == item.variable) continue;
      plan_subqueries(item.expression);
      computed.push_back(std::move(item));
    }
    if (!computed.empty()) add(logical::Project{std::move(computed)});
  }

  void filter(std::vector<Expression> predicates) {
    if (predicates.empty()) return;
    plan_subqueries(predicates);
    add(logical::Filter{std::move(predicates)});
  }

  void look_up(std::vector<EntityToFind>& entities) {
    if (!entities.empty()) barrier_after_write();
    for (EntityToFind& entity : entities) add(logical::EntityLookup{std::move(entity)});
    entities.clear();
  }

  /// Subqueries among what is computed are answered before anything is made: CREATE does not see what it makes itself.
  void ask_before(BoundCreate& create) {
    std::set<VariableId> made;
    for (const NodeToCreate& node : create.nodes) made.insert(node.variable);
    for (const RelationshipToCreate& relationship : create.relationships) made.insert(relationship.variable);
    for (const PatternPathVariable& path : create.paths) made.insert(path.variable);
    std::vector<NamedExpression> asked;
    const auto ask = [&](Expression& value) {
      const std::vector<VariableId> read = free_variables(value);
      const auto is_made = [&](VariableId variable) { return made.contains(variable); };
      if (!has_subquery(value) || std::ranges::any_of(read, is_made)) return;
      const auto variable = static_cast<VariableId>(variables_.size());
      variables_.push_back({" p" + std::to_string(variable), value.type});
      Expression reference = variable_reference(variable, value.type);
      reference.place = value.place;
      asked.push_back({variable, std::exchange(value, std::move(reference))});
    };
    for_each_expression(create, [&](Expression& expression) {
      // What reads something made must stay, so the entries of a map are asked one by one.
      if (auto* map = std::get_if<MakeMap>(&expression.node)) {
        for (Expression& value : map->values) ask(value);
      } else {
        ask(expression);
      }
    });
    if (asked.empty()) return;
    barrier_after_write();
    add(logical::Project{std::move(asked)});
  }

  /// All rows stand before the first write: a clause never sees what it writes itself (openCypher 9, CREATE). The one
  /// row that a nested plan starts from stands anyway.
  void barrier_before_write() {
    const bool stand = !root_ || std::holds_alternative<logical::Eager>(root_->node) ||
                       std::holds_alternative<logical::Argument>(root_->node);
    if (!stand) add(logical::Eager{});
    wrote_ = false;
  }

  /// All writes are done before the next clause reads.
  void barrier_after_write() {
    if (std::exchange(wrote_, false)) add(logical::Eager{});
  }

  LogicalOperatorPtr root_;
  const std::vector<VariableId>& imported_;
  VariableTable& variables_;
  std::size_t steps_;
  bool wrote_ = false;  // the last clause writes and no barrier follows it yet
};

LogicalPlan plan_query(BoundQuery query, const std::vector<VariableId>& imported, std::size_t& steps) {
  LogicalPlan result;
  result.variables = query.variables;
  result.columns = query.columns;
  result.writes = query.writes;
  const std::size_t steps_before = steps;
  std::vector<LogicalOperatorPtr> parts;
  std::vector<std::vector<VariableId>> columns;
  for (BoundSingleQuery& part : query.parts) {
    ClausePlanner planner(imported, *result.variables, steps_before);
    for (BoundClause& clause : part.clauses) std::visit(planner, clause.node);
    LogicalOperatorPtr root = part.outputs.empty() && !query.writes ? planner.take() : planner.finish(part.outputs);
    LIAISON_ASSERT(root != nullptr);
    steps = std::max(steps, planner.steps());
    parts.push_back(std::move(root));
    columns.push_back(std::move(part.outputs));
  }
  if (parts.size() == 1) {
    result.root = std::move(parts.front());
    result.outputs = std::move(columns.front());
    return result;
  }
  result.outputs = query.outputs;
  auto joined = std::make_unique<LogicalOperator>();
  joined->node = logical::Union{query.outputs, std::move(columns)};
  joined->inputs = std::move(parts);
  result.root = std::move(joined);
  if (!query.union_all) result.root = make_operator(logical::Distinct{query.outputs}, std::move(result.root));
  return result;
}

}  // namespace

LogicalPlan plan(BoundQuery query) {
  std::size_t steps = 0;
  return plan_query(std::move(query), {}, steps);
}

}  // namespace liaison
