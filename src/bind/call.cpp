#include <algorithm>

#include "algorithm/listing.h"
#include "bind/binder.h"
#include "bind/type_rules.h"

namespace liaison {

std::shared_ptr<const Procedure> Binder::find_procedure(const ast::Name& name) const {
  if (auto procedure = procedures_.find(name.text)) return procedure;
  std::vector<std::string_view> names;
  for (const auto& procedure : procedures_.all()) names.push_back(procedure->name);
  throw compile_error(ErrorCode::ProcedureError, "ProcedureNotFound", "there is no procedure '" + name.text + "'",
                      place(name.span), did_you_mean(name.text, std::move(names)));
}

std::vector<Expression> Binder::bind_arguments(const ast::CallProcedure& call, const Procedure& procedure,
                                               ast::Span span, bool standalone) {
  std::vector<Expression> arguments;
  if (!call.arguments) {
    // A call of its own without parentheses takes its arguments from the parameters of the same names.
    if (!standalone && !procedure.inputs.empty()) {
      fail("InvalidArgumentPassingMode",
           "'" + procedure.name + "' takes arguments; inside a query they must be written out, in ( )", call.name.span);
    }
    for (const ProcedureColumn& input : procedure.inputs) {
      check_parameter(input.name, call.name.span);
      arguments.push_back({.place = place(call.name.span), .type = TypeSet::any(), .node = ParameterRef{input.name}});
    }
    return arguments;
  }
  if (call.arguments->size() != procedure.inputs.size()) {
    fail("InvalidNumberOfArguments",
         "'" + procedure.name + "' takes " + std::to_string(procedure.inputs.size()) +
             (procedure.inputs.size() == 1 ? " argument, " : " arguments, ") + "not " +
             std::to_string(call.arguments->size()),
         span);
  }
  for (std::size_t i = 0; i < procedure.inputs.size(); ++i) {
    const ProcedureColumn& input = procedure.inputs[i];
    const ast::Span written_at = (*call.arguments)[i].span;
    arguments.push_back(bind_expression((*call.arguments)[i]));
    const TypeSet type = arguments.back().type;
    // An Integer may be given for a Float.
    require(arguments.back(), input.type.contains(Kind::Float) ? input.type.with(Kind::Integer) : input.type,
            written_at, "the argument '" + input.name + "'");
    if (!input.nullable && type.is(Kind::Null)) {
      fail("InvalidArgumentType", "the argument '" + input.name + "' must not be null", written_at);
    }
  }
  return arguments;
}

void Binder::yield_column(const Procedure& procedure, std::uint32_t column, const ast::Name& name, BoundCall& call) {
  if (scope_.find(name.text)) {
    fail("VariableAlreadyBound", "'" + name.text + "' has a value already, YIELD cannot give it another", name.span,
         "give the column a name of its own: " + procedure.outputs[column].name + " AS name");
  }
  const ProcedureColumn& output = procedure.outputs[column];
  const VariableId variable = declare(name.text, output.nullable ? output.type.with(Kind::Null) : output.type);
  scope_.set(name.text, variable);
  call.outputs.push_back(variable);
  call.output_columns.push_back(column);
}

void Binder::yield_columns(const Procedure& procedure, const std::vector<ast::YieldItem>& items, BoundCall& call) {
  for (const ast::YieldItem& item : items) {
    const auto found = std::ranges::find(procedure.outputs, item.column.text, &ProcedureColumn::name);
    if (found == procedure.outputs.end()) {
      std::vector<std::string_view> names;
      for (const ProcedureColumn& output : procedure.outputs) names.push_back(output.name);
      fail("UndefinedVariable", "'" + procedure.name + "' has no column '" + item.column.text + "'", item.column.span,
           did_you_mean(item.column.text, std::move(names)));
    }
    const auto column = static_cast<std::uint32_t>(found - procedure.outputs.begin());
    yield_column(procedure, column, item.alias ? *item.alias : item.column, call);
  }
}

void Binder::yield_all_columns(const Procedure& procedure, ast::Span span, BoundCall& call) {
  for (std::uint32_t column = 0; column < procedure.outputs.size(); ++column) {
    yield_column(procedure, column, {procedure.outputs[column].name, span}, call);
  }
}

BoundCall Binder::bind_call(const ast::CallProcedure& call, ast::Span span, bool standalone) {
  BoundCall result;
  result.procedure = find_procedure(call.name);
  const Procedure& procedure = *result.procedure;
  result.is_void = procedure.outputs.empty();
  result.arguments = bind_arguments(call, procedure, span, standalone);
  if (call.yield_star && !standalone) {
    fail("UnexpectedSyntax", "YIELD * can stand only where CALL is the whole query", span,
         "name the columns: YIELD a, b");
  }
  if (call.yield && !call.yield_star) {
    yield_columns(procedure, *call.yield, result);
  } else if (standalone) {
    yield_all_columns(procedure, call.name.span, result);
  } else if (!procedure.outputs.empty()) {
    std::string columns;
    for (const ProcedureColumn& output : procedure.outputs) columns += (columns.empty() ? "" : ", ") + output.name;
    fail("UnexpectedSyntax", "inside a query, CALL must name what it yields", span, "YIELD " + columns);
  }
  bind_predicate(call.where, result.predicates);
  return result;
}

void Binder::bind_show(const ast::Show& show, ast::Span span, bool is_last, BoundSingleQuery& query) {
  BoundCall call;
  switch (show.listing) {
    case ast::Listing::Functions:
      call.procedure = list_of_functions();
      break;
    case ast::Listing::Procedures:
      call.procedure = list_of_procedures(procedures_);
      break;
    case ast::Listing::Indexes:
      call.procedure = list_of_indexes();
      break;
    case ast::Listing::Constraints:
      call.procedure = list_of_constraints();
      break;
  }
  const bool yields_some = show.yield && !show.yield_star;
  if (yields_some) {
    yield_columns(*call.procedure, *show.yield, call);
  } else {
    yield_all_columns(*call.procedure, span, call);
  }
  if (is_last) query.outputs = call.outputs;
  query.clauses.push_back({std::move(call)});
  bind_projection(show.rest, false, span, query);
}

}  // namespace liaison
