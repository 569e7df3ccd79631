#include <algorithm>
#include <utility>

#include "bind/binder.h"
#include "bind/syntax.h"

namespace liaison {
namespace {

/// Where the subquery returns the column, if it is written out.
ast::Span place_of_column(const ast::Query& query, std::string_view column, ast::Span otherwise) {
  const std::vector<ast::Clause>& clauses = query.parts.front().clauses;
  const auto* returned = clauses.empty() ? nullptr : std::get_if<ast::Return>(&clauses.back().node);
  if (returned == nullptr) return otherwise;
  for (const ast::ProjectionItem& item : returned->projection.items) {
    if ((item.alias ? item.alias->text : item.text) == column) {
      return item.alias ? item.alias->span : item.expression.span;
    }
  }
  return clauses.back().span;
}

bool takes_rows_as_they_are(const ast::Projection& projection) {
  return !projection.distinct && projection.order.empty() && !projection.skip && !projection.limit && !projection.where;
}

}  // namespace

BoundCallSubquery Binder::bind_call_subquery(const ast::CallSubquery& call, ast::Span span) {
  if (call.in_transactions) {
    not_supported("CALL { } IN TRANSACTIONS", span,
                  "CALL { … } IN TRANSACTIONS is not supported: a statement is one transaction");
  }
  BoundCallSubquery result;
  result.optional = call.optional;
  const bool was_pure = std::exchange(is_pure_, true);
  {
    Inside inside(*this);
    const Scope around = scope_;
    Frame& frame = frames_.back();
    const VariableId first = frame.first;
    frame.around = &around;
    frame.imports_by_with = call.imports == ast::CallSubquery::Imports::FirstWith;
    scope_ = imports_of(call, around);
    frame.seen = scope_;
    BoundQuery query = bind_query(*call.query, true);
    give_own_variables(query, first);
    for (const std::string& column : query.columns) {
      if (!around.find(column)) continue;
      fail("VariableAlreadyBound", "'" + column + "' has a value already, CALL { … } cannot return another",
           place_of_column(*call.query, column, span), "return it under a name of its own: AS name");
    }
    result.imported = inside.imported();
    result.query = std::make_shared<BoundQuery>(std::move(query));
  }
  writes_ = writes_ || result.query->writes;
  result.each_row = result.query->writes || !is_pure_;
  is_pure_ = is_pure_ && was_pure;
  for (std::size_t column = 0; column < result.query->columns.size(); ++column) {
    const VariableId variable = result.query->outputs[column];
    if (result.optional) (*variables_)[variable].type = type_of(variable).with(Kind::Null);
    scope_.set(result.query->columns[column], variable);
  }
  return result;
}

Scope Binder::imports_of(const ast::CallSubquery& call, const Scope& around) {
  switch (call.imports) {
    case ast::CallSubquery::Imports::FirstWith:
      return {};
    case ast::CallSubquery::Imports::All:
      return around;
    case ast::CallSubquery::Imports::Named:
      break;
  }
  Scope imports;
  for (const ast::Name& name : call.variables) {
    const std::optional<VariableId> variable = around.find(name.text);
    if (!variable) undefined(name.text, name.span);
    if (imports.find(name.text)) {
      fail("VariableAlreadyBound", "'" + name.text + "' is imported twice", name.span);
    }
    imports.set(name.text, *variable);
  }
  return imports;
}

bool Binder::import_by_with(const ast::Clause& clause) {
  const auto* with = std::get_if<ast::With>(&clause.node);
  if (with == nullptr) return false;
  const ast::Projection& projection = with->projection;
  const Scope& around = *frames_.back().around;
  const auto reads_around = [&](const ast::ProjectionItem& item) {
    const std::vector<std::string_view> names = variable_names(item.expression);
    return std::any_of(names.begin(), names.end(),
                       [&](std::string_view name) { return around.find(name).has_value(); });
  };
  const std::vector<ast::ProjectionItem>& items = projection.items;
  if (!projection.star && std::none_of(items.begin(), items.end(), reads_around)) return false;
  const auto refuse = [&](ast::Span span) {
    fail("InvalidClauseComposition",
         "the first WITH of CALL { … } imports variables: it takes them as they are, and nothing else", span,
         "CALL (a) { … } imports a, and begins with any clause");
  };
  if (!takes_rows_as_they_are(projection)) refuse(clause.span);
  if (projection.star && items.empty()) {
    scope_ = around;
    for (const auto& [name, variable] : around.names()) import(variable);
    return true;
  }
  for (const ast::ProjectionItem& item : items) {
    const ast::Variable* variable = as_variable(item.expression);
    if (projection.star || variable == nullptr || (item.alias && item.alias->text != variable->name)) {
      refuse(item.expression.span);
    }
    const std::optional<VariableId> imported = around.find(variable->name);
    if (!imported) undefined(variable->name, item.expression.span);
    import(*imported);
    scope_.set(variable->name, *imported);
  }
  return true;
}

void Binder::give_own_variables(BoundQuery& query, VariableId first) {
  if (query.parts.size() > 1) return;  // those of a UNION are its own
  const auto is_own = [&](VariableId variable) { return variable >= first; };
  if (std::all_of(query.outputs.begin(), query.outputs.end(), is_own)) return;
  BoundProjection renaming;
  for (std::size_t column = 0; column < query.outputs.size(); ++column) {
    VariableId& output = query.outputs[column];
    const VariableId own = is_own(output) ? output : declare(query.columns[column], type_of(output));
    renaming.items.push_back({own, variable_reference(output, type_of(output))});
    output = own;
  }
  query.parts.front().outputs = query.outputs;
  query.parts.front().clauses.push_back({std::move(renaming)});
}

}  // namespace liaison
