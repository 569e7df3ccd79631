#include "execute/operator/unit_apply.h"

#include <utility>

#include "execute/operator/fan_out.h"

namespace liaison {

UnitApply::UnitApply(std::span<const VariableId> imported, std::vector<Argument*> arguments, OperatorPtr nested,
                     OperatorPtr input, Execution& execution)
    : execution_(execution), arguments_(std::move(arguments)) {
  layout = input->layout;
  for (VariableId variable : imported) sources_.push_back(layout.slot(variable));
  inputs.push_back(std::move(input));
  inputs.push_back(std::move(nested));
}

bool UnitApply::next(Chunk& chunk) {
  if (!inputs.front()->next(chunk)) return false;
  const Group& group = chunk.groups.front();
  std::vector<Value> values(sources_.size());
  for (std::uint32_t i = 0; i < group.live(); ++i) {
    execution_.begin_work(*this);
    const std::uint16_t row = live_row(group, i);
    for (std::size_t source = 0; source < sources_.size(); ++source) {
      values[source] = group.columns[sources_[source].column]->get(row);
    }
    run_to_end(*inputs[1], arguments_, values);
  }
  return true;
}

void run_to_end(Operator& nested, std::span<Argument* const> arguments, std::span<const Value> values) {
  for (Argument* argument : arguments) argument->set(values);
  nested.open();
  Chunk dropped;
  while (nested.next(dropped)) {
  }
}

}  // namespace liaison
