#include "execute/operator/distinct.h"

#include <algorithm>
#include <utility>

#include "common/assert.h"

namespace liaison {

Distinct::Distinct(std::span<const VariableId> variables, OperatorPtr input, Execution& execution)
    : execution_(execution),
      variables_(variables.begin(), variables.end()),
      seen_(variables.size()),
      index_(seen_, variables.size()) {
  const std::int32_t deepest = input->layout.deepest(variables);
  LIAISON_ASSERT(deepest >= -1);
  group_ = static_cast<std::uint16_t>(std::max(deepest, 0));
  layout.add_group(-1);
  for (VariableId variable : variables) {
    sources_.push_back(input->layout.slot(variable));
    layout.add(variable, 0);
  }
  inputs.push_back(std::move(input));
}

void Distinct::open() {
  inputs.front()->open();
  seen_.clear();
  index_.clear();
}

bool Distinct::next(Chunk& chunk) {
  Chunk input;
  while (inputs.front()->next(input)) {
    execution_.begin_work(*this);
    const std::vector<std::uint64_t> weights = row_weights(input, group_);
    std::vector<const Vector*> keys;
    std::vector<std::vector<std::uint16_t>> rows;
    for (const Slot& source : sources_) {
      keys.push_back(input.groups[source.group].columns[source.column].get());
      rows.push_back(ancestor_rows(input, group_, source.group));
    }
    std::vector<std::uint32_t> fresh;
    std::vector<std::uint16_t> key_rows(keys.size());
    for (std::uint32_t row = 0; row < weights.size(); ++row) {
      if (weights[row] == 0) continue;
      for (std::size_t i = 0; i < keys.size(); ++i) key_rows[i] = rows[i][row];
      const auto [index, is_new] = index_.find_or_add(keys, key_rows);
      if (is_new) {
        seen_.add_times(index, 1);
        fresh.push_back(index);
      }
    }
    if (fresh.empty()) continue;
    chunk.groups.assign(1, seen_.group_of(fresh, variables_.size()));
    return true;
  }
  return false;
}

std::string Distinct::describe() const {
  std::string text = "Distinct";
  for (VariableId variable : variables_) text += " " + shown_name((*execution_.variables)[variable]);
  return text;
}

}  // namespace liaison
