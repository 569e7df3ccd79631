#include "execute/operator/apply.h"

#include <utility>

namespace liaison {

Apply::Apply(logical::ApplyKind kind, std::span<const VariableId> imported, std::span<const VariableId> made,
             std::vector<Argument*> arguments, OperatorPtr nested, std::uint16_t parent, OperatorPtr input,
             Execution& execution)
    : FanOut(std::move(input), parent, execution), kind_(kind), arguments_(std::move(arguments)) {
  for (VariableId variable : imported) sources_.push_back(this->input().layout.slot(variable));
  for (VariableId variable : made) add_column(variable);
  inputs.push_back(std::move(nested));
}

std::string Apply::describe() const { return kind_ == logical::ApplyKind::Optional ? "OptionalApply" : "Apply"; }

void Apply::begin_chunk(const Chunk& chunk) {
  reader_.emplace(chunk, parent_, sources_);
  is_factorised_ = chunk.groups.size() > 1;
  if (!is_factorised_) return;
  counts_.assign(chunk.groups[parent_].size, false);
  for (const std::uint16_t row : rows_that_count(chunk, parent_)) counts_[row] = true;
}

void Apply::begin_row(const Chunk&, std::uint16_t row) {
  is_row_ = !is_factorised_ || counts_[row];
  if (!is_row_) return;
  std::vector<Value> values;
  values.reserve(sources_.size());
  for (std::size_t i = 0; i < sources_.size(); ++i) values.push_back(reader_->read(i, row));
  for (Argument* argument : arguments_) argument->set(values);
  inputs[1]->open();
  has_nested_ = false;
  found_ = false;
}

bool Apply::append(Group& child, std::uint32_t limit) {
  if (!is_row_) return true;
  while (true) {
    if (!has_nested_) {
      if (!inputs[1]->next(nested_)) break;
      has_nested_ = true;
      position_ = 0;
    }
    const Group& made = nested_.groups.front();
    for (; position_ < made.live(); ++position_) {
      if (child.size == limit) return false;
      const std::uint16_t row = live_row(made, position_);
      for (std::size_t i = 0; i < child.columns.size(); ++i) child.columns[i]->append_from(*made.columns[i], row);
      add_row(child, made.times.empty() ? 1 : made.times[row]);
      found_ = true;
    }
    has_nested_ = false;
  }
  if (kind_ == logical::ApplyKind::Optional && !found_) {
    if (child.size == limit) return false;
    for (const std::shared_ptr<Vector>& column : child.columns) column->append_null();
    add_row(child);
  }
  return true;
}

}  // namespace liaison
