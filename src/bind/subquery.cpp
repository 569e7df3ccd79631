#include <algorithm>
#include <utility>

#include "bind/binder.h"

namespace liaison {

Binder::Inside::Inside(Binder& binder)
    : binder_(binder),
      scope_(std::move(binder.scope_)),
      context_(binder.context_),
      was_pure_(std::exchange(binder.is_pure_, true)) {
  // visible() reads what the context points to, which may be the scope just moved away.
  Context& context = binder.context_;
  if (context.scope == &binder.scope_) context.scope = &scope_;
  if (context.before_aggregation == &binder.scope_) context.before_aggregation = &scope_;
  Scope inner = binder.visible();
  binder.scope_ = std::move(inner);
  context.scope = &binder.scope_;
  context.projected = nullptr;
  context.aggregates = nullptr;
  context.inside_aggregate = false;
  context.first_local = binder.locals_.size();
  context.hidden_kinds = TypeSet::none();
  binder.frames_.push_back({static_cast<VariableId>(binder.variables_->size()), {}, binder.scope_});
}

Binder::Inside::~Inside() {
  binder_.frames_.pop_back();
  binder_.scope_ = std::move(scope_);
  binder_.context_ = context_;
  binder_.is_pure_ = binder_.is_pure_ && was_pure_;
}

std::vector<VariableId> Binder::Inside::imported() const {
  std::vector<VariableId> variables = binder_.frames_.back().imported;
  std::sort(variables.begin(), variables.end());
  variables.erase(std::unique(variables.begin(), variables.end()), variables.end());
  return variables;
}

Expression Binder::make_subquery(ast::SubqueryKind kind, BoundQuery query, const Inside& inside, TypeSet type,
                                 ast::Span span) const {
  query.variables = variables_;
  SubqueryExpression subquery{kind, std::make_shared<BoundQuery>(std::move(query)), inside.imported(), nullptr,
                              is_pure_};
  return Expression{.place = place(span), .type = type, .node = std::move(subquery)};
}

Expression Binder::bind_node(const ast::Expression& expression, const ast::PatternPredicate& node, Position position) {
  if (node.path.search != ast::PathSearch::None) return bind_shortest_path(expression, node.path);
  if (position != Position::Predicate) {
    fail("UnexpectedSyntax", "a pattern can stand only where a condition is asked for", expression.span,
         "count its matches with COUNT { … }, or ask EXISTS { … }");
  }
  Inside inside(*this);
  ++uniqueness_scopes_;
  BoundMatch match;
  match.graph = bind_pattern({&node.path}, PatternUse::Predicate, match.predicates);
  BoundSingleQuery part;
  part.clauses.push_back({std::move(match)});
  BoundQuery query;
  query.parts.push_back(std::move(part));
  return make_subquery(ast::SubqueryKind::Exists, std::move(query), inside, Kind::Boolean, expression.span);
}

Expression Binder::bind_node(const ast::Expression& expression, const ast::PatternComprehension& node, Position) {
  Inside inside(*this);
  ++uniqueness_scopes_;
  BoundMatch match;
  match.graph = bind_pattern({&node.path}, PatternUse::Match, match.predicates);
  bind_predicate(node.where, match.predicates);
  Expression item = bind_expression(*node.projection);
  const TypeSet items = item.type;
  const VariableId column = make_up("item", items);

  BoundProjection projection;
  projection.is_return = true;
  projection.columns.emplace_back("item");
  projection.items.push_back({column, std::move(item)});
  BoundSingleQuery part;
  part.clauses.push_back({std::move(match)});
  part.clauses.push_back({std::move(projection)});
  part.outputs = {column};
  BoundQuery query;
  query.parts.push_back(std::move(part));
  query.outputs = {column};
  query.columns = {"item"};
  return make_subquery(ast::SubqueryKind::Collect, std::move(query), inside, TypeSet::list_of(items), expression.span);
}

Expression Binder::bind_node(const ast::Expression& expression, const ast::Subquery& node, Position) {
  Inside inside(*this);
  BoundQuery query = bind_query(*node.query, true);
  if (query.writes) {
    fail("InvalidClauseComposition", "a subquery in an expression cannot write", expression.span);
  }
  switch (node.kind) {
    case ast::SubqueryKind::Exists:
      return make_subquery(node.kind, std::move(query), inside, Kind::Boolean, expression.span);
    case ast::SubqueryKind::Count:
      return make_subquery(node.kind, std::move(query), inside, Kind::Integer, expression.span);
    case ast::SubqueryKind::Collect:
      break;
  }
  if (query.columns.size() != 1) {
    fail("InvalidNumberOfArguments",
         "COLLECT { … } gathers one column, its query returns " + std::to_string(query.columns.size()),
         expression.span);
  }
  const TypeSet items = type_of(query.outputs.front());
  return make_subquery(node.kind, std::move(query), inside, TypeSet::list_of(items), expression.span);
}

}  // namespace liaison
