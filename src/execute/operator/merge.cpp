#include "execute/operator/merge.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "execute/operator/fan_out.h"
#include "liaison/error.h"

namespace liaison {

Merge::Merge(const logical::Merge& plan, std::span<const VariableId> imported, std::vector<Argument*> arguments,
             OperatorPtr search, OperatorPtr input, Execution& execution)
    : execution_(execution),
      plan_(plan),
      arguments_(std::move(arguments)),
      input_columns_(input->layout.column_count(0)),
      results_(input_columns_ + plan.added.size()) {
  for (VariableId variable : imported) sources_.push_back(input->layout.slot(variable));
  for (const Expression& expression : plan.must_not_be_null) {
    must_not_be_null_.emplace_back(expression, input->layout, std::uint16_t{0}, execution);
  }
  made_layout_ = input->layout;
  maker_.emplace(plan.create, made_layout_, execution);
  for (VariableId variable : plan.added) made_slots_.push_back(made_layout_.slot(variable));
  layout = input->layout;
  for (VariableId variable : plan.added) layout.add(variable, 0);
  on_create_.emplace(plan.on_create, layout, execution);
  on_match_.emplace(plan.on_match, layout, execution);
  inputs.push_back(std::move(input));
  inputs.push_back(std::move(search));
}

void Merge::open() {
  inputs.front()->open();
  results_.clear();
  given_ = 0;
}

void Merge::check_not_null(const Chunk& one_row) {
  for (std::size_t i = 0; i < must_not_be_null_.size(); ++i) {
    if (!must_not_be_null_[i].evaluate(one_row).get(0).is_null()) continue;
    throw runtime_error(ErrorCode::SemanticError, "MergeReadOwnWrites",
                        "MERGE cannot look for a property that is null: nothing is equal to null",
                        plan_.must_not_be_null[i].place);
  }
}

void Merge::keep(const Chunk& one_row) { results_.append_group(one_row.groups.front()); }

void Merge::merge_row(const Chunk& one_row) {
  check_not_null(one_row);
  std::vector<Value> values;
  for (const Slot& source : sources_) values.push_back(one_row.groups.front().columns[source.column]->get(0));
  for (Argument* argument : arguments_) argument->set(values);
  Operator& search = *inputs[1];
  // All matches first, then ON MATCH: the search must not see its own updates.
  RowTable matches(plan_.added.size());
  search.open();
  Chunk found;
  while (search.next(found)) matches.append_group(found.groups.front());
  execution_.begin_work(*this);
  if (matches.size() == 0) {
    Chunk made = one_row;
    maker_->make(made);
    Chunk result = one_row;
    for (const Slot& slot : made_slots_) {
      result.groups.front().columns.push_back(made.groups.front().columns[slot.column]);
    }
    on_create_->update(result);
    keep(result);
    return;
  }
  StepCount steps;
  for (std::uint32_t match = 0; match < matches.size(); ++match) {
    const Group columns = matches.group_of(std::span(&match, 1), plan_.added.size());
    Chunk result = one_row;
    Group& group = result.groups.front();
    group.columns.insert(group.columns.end(), columns.columns.begin(), columns.columns.end());
    const std::uint64_t times = columns.times.empty() ? 1 : columns.times.front();
    for (std::uint64_t i = 0; i < times; ++i) {
      on_match_->update(result);
      keep(result);
      steps.step();
    }
  }
}

bool Merge::next(Chunk& chunk) {
  while (given_ == results_.size()) {
    results_.clear();
    given_ = 0;
    Chunk input;
    if (!inputs.front()->next(input)) return false;
    execution_.begin_work(*this);
    const Group& group = input.groups.front();
    for (std::uint32_t i = 0; i < group.live(); ++i) merge_row(single_row(input, live_row(group, i)));
  }
  const std::uint32_t count = std::min(execution_.chunk_rows, results_.size() - given_);
  std::vector<std::uint32_t> rows(count);
  std::iota(rows.begin(), rows.end(), given_);
  given_ += count;
  chunk.groups.assign(1, results_.group_of(rows, input_columns_ + plan_.added.size()));
  return true;
}

}  // namespace liaison
