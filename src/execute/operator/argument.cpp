#include "execute/operator/argument.h"

#include "common/assert.h"

namespace liaison {

Argument::Argument(std::span<const VariableId> variables, Execution& execution)
    : names_(*execution.variables), variables_(variables.begin(), variables.end()) {
  layout.add_group(-1);
  for (VariableId variable : variables) layout.add(variable, 0);
  row_.size = 1;
}

void Argument::set(std::span<const Value> values) {
  LIAISON_ASSERT(values.size() == variables_.size());
  row_.columns.clear();
  for (const Value& value : values) row_.columns.push_back(std::make_shared<Vector>(Vector::constant(value, 1)));
}

bool Argument::next(Chunk& chunk) {
  if (given_) return false;
  given_ = true;
  LIAISON_ASSERT(row_.columns.size() == variables_.size());
  chunk.groups.assign(1, row_);
  return true;
}

std::string Argument::describe() const {
  std::string text = "Argument";
  for (VariableId variable : variables_) text += " " + shown_name(names_[variable]);
  return text;
}

}  // namespace liaison
