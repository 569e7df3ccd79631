#include "execute/operator/aggregation.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace liaison {

Aggregation::Aggregation(const logical::Aggregation& plan, std::uint16_t group, OperatorPtr input, Execution& execution)
    : execution_(execution), plan_(plan), group_(group), groups_(plan.keys.size()), index_(groups_, plan.keys.size()) {
  layout.add_group(-1);
  for (const NamedExpression& key : plan.keys) {
    keys_.emplace_back(key.expression, input->layout, group, execution);
    layout.add(key.variable, 0);
  }
  for (const AggregateCall& call : plan.aggregates) {
    Call compiled{&call, {}};
    for (const Expression& argument : call.arguments) {
      compiled.arguments.emplace_back(argument, input->layout, group, execution);
    }
    calls_.push_back(std::move(compiled));
    layout.add(call.variable, 0);
  }
  inputs.push_back(std::move(input));
}

void Aggregation::open() {
  inputs.front()->open();
  groups_.clear();
  index_.clear();
  states_.clear();
  given_ = 0;
  collected_ = false;
}

void Aggregation::add_group() {
  for (const Call& call : calls_) {
    State state{call.plan->aggregate->make(), nullptr, nullptr};
    if (call.plan->distinct) {
      state.seen = std::make_unique<RowTable>(call.arguments.size());
      state.index = std::make_unique<RowIndex>(*state.seen, call.arguments.size());
    }
    states_.push_back(std::move(state));
  }
}

void Aggregation::add_chunk(const Chunk& chunk) {
  const std::vector<std::uint64_t> weights = row_weights(chunk, group_);
  std::vector<const Vector*> key_columns;
  for (Evaluator& key : keys_) key_columns.push_back(&key.evaluate(chunk));

  std::vector<std::uint32_t> group_of(weights.size(), 0);
  if (keys_.empty() && groups_.size() == 0) {
    groups_.append({}, {}, 1);
    add_group();
  }
  if (!keys_.empty()) {
    std::vector<std::uint16_t> rows(keys_.size());
    for (std::uint32_t row = 0; row < weights.size(); ++row) {
      if (weights[row] == 0) continue;
      std::ranges::fill(rows, static_cast<std::uint16_t>(row));
      const auto [group, is_new] = index_.find_or_add(key_columns, rows);
      if (is_new) {
        groups_.add_times(group, 1);
        add_group();
      }
      group_of[row] = group;
    }
  }
  for (std::size_t c = 0; c < calls_.size(); ++c) {
    Call& call = calls_[c];
    std::vector<const Vector*> arguments;
    for (Evaluator& argument : call.arguments) arguments.push_back(&argument.evaluate(chunk));
    std::vector<Value> values(arguments.size());
    std::vector<std::uint16_t> rows(arguments.size());
    for (std::uint32_t row = 0; row < weights.size(); ++row) {
      if (weights[row] == 0) continue;
      if (!arguments.empty() && arguments.front()->is_null(row)) continue;
      State& state = states_[group_of[row] * calls_.size() + c];
      std::uint64_t times = weights[row];
      if (state.index) {
        std::ranges::fill(rows, static_cast<std::uint16_t>(row));
        const auto [seen, is_new] = state.index->find_or_add(arguments, rows);
        if (!is_new) continue;
        state.seen->add_times(seen, 1);
        times = 1;
      }
      for (std::size_t i = 0; i < arguments.size(); ++i) values[i] = arguments[i]->get(row);
      state.state->add(values, times);
    }
  }
}

void Aggregation::collect() {
  collected_ = true;
  Chunk chunk;
  while (inputs.front()->next(chunk)) {
    execution_.begin_work(*this);
    add_chunk(chunk);
  }
  if (keys_.empty() && groups_.size() == 0) {
    groups_.append({}, {}, 1);
    add_group();
  }
}

bool Aggregation::next(Chunk& chunk) {
  if (!collected_) collect();
  const std::uint32_t count = std::min(execution_.chunk_rows, groups_.size() - given_);
  if (count == 0) return false;
  execution_.begin_work(*this);
  std::vector<std::uint32_t> rows(count);
  std::iota(rows.begin(), rows.end(), given_);
  Group group = groups_.group_of(rows, keys_.size());
  for (std::size_t c = 0; c < calls_.size(); ++c) {
    auto column = std::make_shared<Vector>();
    for (std::uint32_t row : rows) column->append(states_[row * calls_.size() + c].state->finish());
    group.columns.push_back(std::move(column));
  }
  given_ += count;
  chunk.groups.clear();
  chunk.groups.push_back(std::move(group));
  return true;
}

std::string Aggregation::describe() const {
  const VariableTable& names = *execution_.variables;
  std::string text = "Aggregate";
  for (std::size_t i = 0; i < plan_.keys.size(); ++i) {
    text += (i == 0 ? " by " : ", ") + to_text(plan_.keys[i].expression, names);
  }
  for (std::size_t i = 0; i < plan_.aggregates.size(); ++i) {
    const AggregateCall& call = plan_.aggregates[i];
    text += (i == 0 ? ": " : ", ") + std::string(call.aggregate->name) + "(" + (call.distinct ? "DISTINCT " : "");
    for (std::size_t k = 0; k < call.arguments.size(); ++k) {
      text += (k == 0 ? "" : ", ") + to_text(call.arguments[k], names);
    }
    text += call.arguments.empty() ? "*)" : ")";
  }
  return text;
}

}  // namespace liaison
