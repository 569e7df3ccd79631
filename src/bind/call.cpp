#include <algorithm>

#include "bind/binder.h"
#include "bind/type_rules.h"

namespace liaison {

const Procedure& Binder::find_procedure(const ast::Name& name) const {
  if (const Procedure* procedure = procedures_.find(name.text)) return *procedure;
  std::vector<std::string_view> names;
  for (const Procedure* procedure : procedures_.all()) names.push_back(procedure->name);
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

BoundCall Binder::bind_call(const ast::CallProcedure& call, ast::Span span, bool standalone) {
  const Procedure& procedure = find_procedure(call.name);
  BoundCall result;
  result.procedure = procedure.name;
  result.is_void = procedure.outputs.empty();
  result.arguments = bind_arguments(call, procedure, span, standalone);
  if (call.yield_star && !standalone) {
    fail("UnexpectedSyntax", "YIELD * can stand only where CALL is the whole query", span,
         "name the columns: YIELD a, b");
  }
  if (call.yield && !call.yield_star) {
    for (const ast::YieldItem& item : *call.yield) {
      const auto found = std::find_if(procedure.outputs.begin(), procedure.outputs.end(),
                                      [&](const ProcedureColumn& output) { return output.name == item.column.text; });
      if (found == procedure.outputs.end()) {
        std::vector<std::string_view> names;
        for (const ProcedureColumn& output : procedure.outputs) names.push_back(output.name);
        fail("UndefinedVariable", "'" + procedure.name + "' has no column '" + item.column.text + "'", item.column.span,
             did_you_mean(item.column.text, std::move(names)));
      }
      const auto column = static_cast<std::uint32_t>(found - procedure.outputs.begin());
      yield_column(procedure, column, item.alias ? *item.alias : item.column, result);
    }
  } else if (standalone) {
    for (std::uint32_t column = 0; column < procedure.outputs.size(); ++column) {
      yield_column(procedure, column, {procedure.outputs[column].name, call.name.span}, result);
    }
  } else if (!procedure.outputs.empty()) {
    std::string columns;
    for (const ProcedureColumn& output : procedure.outputs) columns += (columns.empty() ? "" : ", ") + output.name;
    fail("UnexpectedSyntax", "inside a query, CALL must name what it yields", span, "YIELD " + columns);
  }
  bind_predicate(call.where, result.predicates);
  return result;
}

}  // namespace liaison
