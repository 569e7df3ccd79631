#include <algorithm>
#include <set>

#include "bind/binder.h"
#include "bind/syntax.h"
#include "bind/type_rules.h"
#include "query/walk.h"

namespace liaison {

/// A column on its way through WITH or RETURN.
struct Binder::ProjectedItem {
  std::string name;
  ast::Span span;
  const ast::Expression* expression = nullptr;  // null: a variable that * stands for
  VariableId variable = 0;                      // of *, later of the column
  bool aggregates = false;
  bool needs_alias = false;

  [[nodiscard]] bool is_variable() const { return expression == nullptr || as_variable(*expression) != nullptr; }
  /// The variable's name before the projection. REQUIRES: is_variable().
  [[nodiscard]] const std::string& name_before() const {
    return expression == nullptr ? name : as_variable(*expression)->name;
  }
};

namespace {

bool is_among(VariableId variable, const std::vector<NamedExpression>& items) {
  return std::any_of(items.begin(), items.end(),
                     [&](const NamedExpression& item) { return item.variable == variable; });
}

NamedExpression kept(VariableId variable, TypeSet type) { return {variable, variable_reference(variable, type)}; }

bool holds_subquery(const Expression& expression) {
  bool found = std::holds_alternative<SubqueryExpression>(expression.node);
  for_each_child(expression, [&](const Expression& child) { found = found || holds_subquery(child); });
  return found;
}

bool is_negative(const Expression& expression) {
  if (const auto* constant = std::get_if<Constant>(&expression.node)) {
    return constant->value.kind() == Kind::Integer && constant->value.as_integer() < 0;
  }
  const auto* negated = std::get_if<Negate>(&expression.node);
  const auto* operand = negated != nullptr ? std::get_if<Constant>(&negated->operand->node) : nullptr;
  return operand != nullptr && operand->value.kind() == Kind::Integer && operand->value.as_integer() > 0;
}

/// True if the names in the expression mean after the projection what they meant before it.
bool means_the_same(const ast::Expression& expression, const Scope& before, const Scope& after) {
  const std::vector<std::string_view> names = variable_names(expression);
  return std::all_of(names.begin(), names.end(), [&](std::string_view name) {
    const std::optional<VariableId> variable = after.find(name);
    return !variable || variable == before.find(name);
  });
}

Scope joined(Scope scope, const Scope& over) {
  for (const auto& [name, variable] : over.names()) scope.set(name, variable);
  return scope;
}

}  // namespace

void Binder::bind_projection(const ast::Projection& projection, bool is_return, ast::Span span,
                             BoundSingleQuery& query) {
  BoundProjection result;
  result.is_return = is_return;
  result.distinct = projection.distinct;
  std::vector<ProjectedItem> items = list_items(projection, is_return, span);
  result.aggregated =
      std::any_of(items.begin(), items.end(), [](const ProjectedItem& item) { return item.aggregates; });
  Aggregates aggregates{result.aggregates, {}, &scope_, true};
  if (result.aggregated) {
    bind_grouped_items(items, result, aggregates);
  } else {
    bind_plain_items(items, result);
  }

  // openCypher 9, WITH: the scope starts anew. Only a subquery goes on seeing the row around it.
  Scope after;
  for (const ProjectedItem& item : items) after.set(item.name, item.variable);
  if (!frames_.empty()) {
    for (const auto& [name, variable] : frames_.back().seen.names()) {
      if (scope_.find(name) == variable && !after.find(name)) after.set(name, variable);
    }
  }
  const BehindColumns behind = look_behind(projection, items, after, result);
  bind_order(projection, behind, aggregates, result);
  result.skip = bind_row_count(projection.skip, "SKIP");
  result.limit = bind_row_count(projection.limit, "LIMIT");
  for (const ProjectedItem& item : items) {
    if (item.needs_alias) {
      fail("NoExpressionAlias",
           std::string("an expression in ") + (is_return ? "the RETURN of CALL { … }" : "WITH") +
               " needs a name: " + std::string(written(item.span)) + " AS name",
           item.span);
    }
  }
  std::vector<VariableId> outputs;
  outputs.reserve(items.size());
  for (const ProjectedItem& item : items) outputs.push_back(item.variable);
  const bool widened = bind_filter(projection, behind, result);
  if (is_return) {
    for (const ProjectedItem& item : items) result.columns.push_back(item.name);
    query.outputs = outputs;
  }
  query.clauses.push_back({std::move(result)});
  if (widened) {
    BoundProjection narrow;
    for (VariableId variable : outputs) narrow.items.push_back(kept(variable, type_of(variable)));
    query.clauses.push_back({std::move(narrow)});
  }
  scope_ = std::move(after);
}

std::vector<Binder::ProjectedItem> Binder::list_items(const ast::Projection& projection, bool is_return,
                                                      ast::Span span) const {
  std::vector<ProjectedItem> items;
  if (projection.star) {
    for (const auto& [name, variable] : scope_.names()) {
      if (!frames_.empty() && frames_.back().seen.find(name) == variable) continue;
      items.push_back({.name = name, .span = span, .variable = variable});
    }
    if (items.empty() && is_return) {
      fail("NoVariablesInScope", "RETURN * has nothing to return: no variable is in scope", span);
    }
  }
  for (const ast::ProjectionItem& item : projection.items) {
    const ast::Variable* variable = as_variable(item.expression);
    const bool named = item.alias || variable != nullptr;
    items.push_back({.name = item.alias                          ? item.alias->text
                             : variable != nullptr && !is_return ? variable->name
                                                                 : item.text,
                     .span = item.expression.span,
                     .expression = &item.expression,
                     .aggregates = contains_aggregate(item.expression),
                     .needs_alias = (!is_return || is_in_call()) && !named});
  }
  std::set<std::string_view> names;
  for (const ProjectedItem& item : items) {
    if (!names.insert(item.name).second) {
      fail("ColumnNameConflict", "two columns are called '" + item.name + "'", item.span);
    }
  }
  return items;
}

Expression Binder::bind_item(const ProjectedItem& item) {
  return item.expression != nullptr ? bind_expression(*item.expression) : refer(item.variable, item.span);
}

void Binder::bind_plain_items(std::vector<ProjectedItem>& items, BoundProjection& result) {
  for (ProjectedItem& item : items) {
    Expression expression = bind_item(item);
    // A variable under another name stays the variable it is; a second column of it is one of its own.
    const auto* reference = std::get_if<VariableRef>(&expression.node);
    if (reference != nullptr && !is_among(reference->variable, result.items)) {
      item.variable = reference->variable;
    } else {
      item.variable = declare(item.name, expression.type);
    }
    result.items.push_back({item.variable, std::move(expression)});
  }
}

void Binder::bind_grouped_items(std::vector<ProjectedItem>& items, BoundProjection& result, Aggregates& aggregates) {
  // openCypher 9, aggregation: columns without aggregates are what rows are grouped by.
  Scope keys;                      // the variables among them
  std::vector<Projected> grouped;  // and properties: what may stand beside aggregates
  for (ProjectedItem& item : items) {
    if (item.aggregates) continue;
    Expression expression = bind_item(item);
    const auto* reference = std::get_if<VariableRef>(&expression.node);
    if (reference != nullptr && !is_among(reference->variable, result.keys)) {
      item.variable = reference->variable;
    } else {
      item.variable = declare(item.name, expression.type);
    }
    if (item.is_variable()) {
      keys.set(item.name_before(), item.variable);
    } else if (is_simple_key(*item.expression)) {
      grouped.push_back({item.expression, item.variable});
    }
    result.keys.push_back({item.variable, std::move(expression)});
  }
  for (ProjectedItem& item : items) {
    if (!item.aggregates) {
      result.items.push_back(kept(item.variable, type_of(item.variable)));
      continue;
    }
    const Restore restore(context_);
    context_.scope = &keys;
    context_.projected = &grouped;
    context_.aggregates = &aggregates;
    context_.before_aggregation = &scope_;
    Expression expression = bind_item(item);
    const auto* reference = std::get_if<VariableRef>(&expression.node);
    if (reference != nullptr && !is_among(reference->variable, result.items) &&
        !is_among(reference->variable, result.keys)) {
      item.variable = reference->variable;
    } else {
      item.variable = declare(item.name, expression.type);
    }
    result.items.push_back({item.variable, std::move(expression)});
  }
}

Binder::BehindColumns Binder::look_behind(const ast::Projection& projection, const std::vector<ProjectedItem>& items,
                                          const Scope& after, const BoundProjection& result) const {
  BehindColumns behind;
  if (projection.order.empty() && !projection.where) return behind;
  behind.columns_only = result.aggregated || result.distinct;
  behind.sees = behind.columns_only ? after : joined(scope_, after);
  for (const ProjectedItem& item : items) {
    if (item.is_variable()) {
      if (const std::optional<VariableId> before = scope_.find(item.name_before())) {
        behind.arguments_see.set(item.name_before(), *before);
        behind.arguments_see.set(item.name, *before);
      }
    }
    if (item.expression == nullptr || !means_the_same(*item.expression, scope_, after)) continue;
    if (item.is_variable() && !behind.columns_only) continue;
    const Projected projected{item.expression, item.variable};
    behind.projected.push_back(projected);
    if (!item.aggregates) behind.keys.push_back(projected);
    if (item.aggregates || is_simple_key(*item.expression)) {
      behind.beside_aggregates.push_back(projected);
    } else {
      for (std::string_view name : variable_names(*item.expression)) behind.hidden.set(name, item.variable);
    }
  }
  return behind;
}

void Binder::bind_order(const ast::Projection& projection, const BehindColumns& behind, const Aggregates& aggregates,
                        BoundProjection& result) {
  std::vector<Projected> known;  // aggregates that can be named
  for (const Projected& call : aggregates.known) {
    if (!result.distinct || is_among(call.variable, result.items)) known.push_back(call);
  }
  Aggregates order_aggregates{result.aggregates, std::move(known), &behind.arguments_see, !result.distinct};
  for (const ast::SortItem& item : projection.order) {
    const bool has_aggregate = contains_aggregate(item.expression);
    const Restore restore(context_);
    context_.scope = &behind.sees;
    context_.projected = has_aggregate ? &behind.beside_aggregates : &behind.projected;
    context_.aggregates = result.aggregated ? &order_aggregates : nullptr;
    context_.before_aggregation = has_aggregate ? &behind.hidden : nullptr;
    result.order.push_back({bind_expression(item.expression), item.descending});
  }
}

ExpressionPtr Binder::bind_row_count(const ast::ExpressionPtr& expression, std::string_view clause) {
  if (!expression) return nullptr;
  for (std::string_view name : variable_names(*expression)) {
    if (!scope_.find(name)) continue;
    fail("NonConstantExpression",
         std::string(clause) + " must be the same for all rows, it cannot use '" + std::string(name) + "'",
         expression->span);
  }
  const Scope nothing;
  const Restore restore(context_);
  context_.scope = &nothing;
  Expression bound = bind_expression(*expression);
  if (holds_subquery(bound)) {
    fail("NonConstantExpression", std::string(clause) + " must be known before rows are, it cannot ask the graph",
         expression->span);
  }
  require(bound, Kind::Integer, expression->span, clause);
  if (is_negative(bound)) {
    fail("NegativeIntegerArgument", std::string(clause) + " must not be negative", expression->span);
  }
  return std::make_unique<Expression>(std::move(bound));
}

bool Binder::bind_filter(const ast::Projection& projection, const BehindColumns& behind, BoundProjection& result) {
  if (!projection.where) return false;
  {
    const Restore restore(context_);
    context_.scope = &behind.sees;
    context_.projected = behind.columns_only ? &behind.keys : nullptr;
    bind_predicate(projection.where, result.predicates);
  }
  if (behind.columns_only) return false;
  bool widened = false;
  for (const Expression& predicate : result.predicates) {
    for (VariableId variable : free_variables(predicate)) {
      if (is_among(variable, result.items)) continue;
      result.items.push_back(kept(variable, type_of(variable)));
      widened = true;
    }
  }
  return widened;
}

void Binder::pass_on_imported(BoundSingleQuery& query) const {
  const Frame& frame = frames_.back();
  const std::set<VariableId> imported(frame.imported.begin(), frame.imported.end());
  for (BoundClause& clause : query.clauses) {
    auto* projection = std::get_if<BoundProjection>(&clause.node);
    if (projection == nullptr) continue;
    // Behind RETURN only ORDER BY reads on, which sees no row before aggregation and DISTINCT.
    const bool hides_row = projection->aggregated || projection->distinct;
    if (projection->is_return && (projection->order.empty() || !hides_row)) continue;
    projection->regains_imported = projection->aggregated && projection->keys.empty();
    for (VariableId variable : imported) {
      if (is_among(variable, projection->items)) continue;
      projection->items.push_back(kept(variable, type_of(variable)));
      if (projection->aggregated && !projection->regains_imported && !is_among(variable, projection->keys)) {
        projection->keys.push_back(kept(variable, type_of(variable)));
      }
    }
  }
}

}  // namespace liaison
