#include "execute/operator/call_procedure.h"

#include <utility>

#include "algorithm/procedure.h"

namespace liaison {

CallProcedure::CallProcedure(const BoundCall& call, std::uint16_t parent, OperatorPtr input, Execution& execution)
    : FanOut(std::move(input), parent, execution), call_(call), procedure_(*call.procedure) {
  for (const Expression& argument : call.arguments) {
    arguments_.emplace_back(argument, this->input().layout, parent, execution);
  }
  for (VariableId output : call.outputs) add_column(output);
}

void CallProcedure::begin_chunk(const Chunk& chunk) {
  argument_columns_.clear();
  for (Evaluator& argument : arguments_) argument_columns_.push_back(&argument.evaluate(chunk));
}

void CallProcedure::begin_row(const Chunk&, std::uint16_t row) {
  std::vector<Value> arguments;
  for (const Vector* column : argument_columns_) arguments.push_back(column->get(row));
  rows_.clear();
  position_ = 0;
  procedure_.run(*execution_.view, arguments, [&](std::span<const Value> values) {
    if (rows_.size() % 1024 == 0) execution_.begin_work(*this);
    std::vector<Value> wanted;
    for (std::uint32_t column : call_.output_columns) wanted.push_back(values[column]);
    rows_.push_back(std::move(wanted));
    return true;
  });
  if (call_.is_void) rows_.assign(1, {});
}

bool CallProcedure::append(Group& child, std::uint32_t limit) {
  for (; position_ < rows_.size(); ++position_) {
    if (child.size == limit) return false;
    for (std::size_t i = 0; i < child.columns.size(); ++i) child.columns[i]->append(rows_[position_][i]);
    add_row(child);
  }
  return true;
}

std::string CallProcedure::describe() const { return "CallProcedure " + procedure_.name; }

}  // namespace liaison
