#include "execute/operator/foreach.h"

#include <utility>

#include "execute/operator/fan_out.h"
#include "execute/operator/unit_apply.h"
#include "execute/operator/update.h"
#include "liaison/error.h"

namespace liaison {

Foreach::Foreach(const logical::Foreach& plan, std::span<const VariableId> imported, std::vector<Argument*> arguments,
                 OperatorPtr nested, OperatorPtr input, Execution& execution)
    : execution_(execution),
      plan_(plan),
      list_(plan.list, input->layout, std::uint16_t{0}, execution),
      arguments_(std::move(arguments)) {
  layout = input->layout;
  for (VariableId variable : imported) sources_.push_back(layout.slot(variable));
  inputs.push_back(std::move(input));
  inputs.push_back(std::move(nested));
}

void Foreach::run_row(const Chunk& one_row) {
  const Value list = list_.evaluate(one_row).get(0);
  if (list.is_null()) return;
  if (list.kind() != Kind::List) {
    throw runtime_error(ErrorCode::TypeError, "InvalidArgumentType",
                        "FOREACH goes through a list, not through a " + std::string(to_string(list.kind())),
                        plan_.list.place);
  }
  std::vector<Value> values;
  for (const Slot& source : sources_) values.push_back(one_row.groups.front().columns[source.column]->get(0));
  values.emplace_back();
  for (const Value& item : list.as_list()) {
    execution_.begin_work(*this);
    values.back() = item;
    run_to_end(*inputs[1], arguments_, values);
  }
}

bool Foreach::next(Chunk& chunk) {
  if (!inputs.front()->next(chunk)) return false;
  const Group& group = chunk.groups.front();
  for (std::uint32_t i = 0; i < group.live(); ++i) run_row(single_row(chunk, live_row(group, i)));
  return true;
}

std::string Foreach::describe() const {
  const VariableTable& names = *execution_.variables;
  return "Foreach " + shown_name(names[plan_.variable]) + " IN " + to_text(plan_.list, names);
}

}  // namespace liaison
