#include "execute/operator/sort.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

#include "liaison/error.h"
#include "value/order.h"

namespace liaison {
namespace {

constexpr std::uint64_t no_limit = std::numeric_limits<std::uint64_t>::max();
constexpr std::uint32_t least_rows_between_passes = 1024;

}  // namespace

Sort::Sort(std::span<const SortKey> keys, Bounds bounds, OperatorPtr input, Execution& execution)
    : execution_(execution),
      keys_(keys),
      bounds_(bounds),
      column_count_(input->layout.column_count(0)),
      rows_(column_count_ + keys.size()) {
  layout = input->layout;
  for (const SortKey& key : keys) evaluators_.emplace_back(key.expression, layout, std::uint16_t{0}, execution);
  inputs.push_back(std::move(input));
}

void Sort::open() {
  inputs.front()->open();
  rows_.clear();
  order_.clear();
  position_ = 0;
  collected_ = false;
}

void Sort::collect() {
  collected_ = true;
  skip_left_ = bounds_.skip != nullptr ? row_bound(*bounds_.skip, "SKIP", execution_) : 0;
  limit_left_ = bounds_.limit != nullptr ? row_bound(*bounds_.limit, "LIMIT", execution_) : no_limit;
  std::uint64_t wanted = no_limit;
  if (limit_left_ != no_limit && !__builtin_add_overflow(skip_left_, limit_left_, &wanted)) {
    wanted = std::max<std::uint64_t>(wanted, 1);
  }
  const std::uint64_t most =
      wanted > no_limit / 4 ? no_limit : std::max<std::uint64_t>(2 * wanted, least_rows_between_passes);
  Chunk chunk;
  while (inputs.front()->next(chunk)) {
    execution_.begin_work(*this);
    std::vector<std::shared_ptr<Vector>> keys;
    for (Evaluator& evaluator : evaluators_) keys.push_back(std::make_shared<Vector>(evaluator.evaluate(chunk)));
    Group& group = chunk.groups.front();
    group.columns.resize(column_count_);
    group.columns.insert(group.columns.end(), keys.begin(), keys.end());
    rows_.append_group(group);
    if (rows_.size() > most) keep_first(wanted);
  }
  put_in_order();
}

void Sort::put_in_order() {
  execution_.begin_work(*this);
  // Keys as Values once: a comparison must not box its operands over and over.
  std::vector<std::vector<Value>> keys(keys_.size());
  for (std::size_t k = 0; k < keys_.size(); ++k) {
    keys[k].reserve(rows_.size());
    for (std::uint32_t row = 0; row < rows_.size(); ++row) {
      steps_.step();
      keys[k].push_back(rows_.value(row, column_count_ + k));
    }
  }
  order_.resize(rows_.size());
  std::iota(order_.begin(), order_.end(), 0u);
  std::ranges::stable_sort(order_, [&](std::uint32_t left, std::uint32_t right) {
    steps_.step();
    for (std::size_t k = 0; k < keys_.size(); ++k) {
      const std::weak_ordering ordering = order(keys[k][left], keys[k][right]);
      if (ordering != 0) return keys_[k].descending ? ordering > 0 : ordering < 0;
    }
    return false;
  });
}

void Sort::keep_first(std::uint64_t rows) {
  put_in_order();
  order_.resize(std::min<std::uint64_t>(rows, order_.size()));
  const Group kept = rows_.group_of(order_, column_count_ + keys_.size());
  RowTable fresh(column_count_ + keys_.size());
  std::vector<const Vector*> columns;
  for (const std::shared_ptr<Vector>& column : kept.columns) columns.push_back(column.get());
  rows_ = std::move(fresh);
  rows_.append_columns(columns, kept.size, kept.times);
}

bool Sort::next(Chunk& chunk) {
  if (!collected_) collect();
  std::vector<std::uint32_t> rows;
  std::vector<std::uint64_t> times;
  while (rows.size() < execution_.chunk_rows && position_ < order_.size() && limit_left_ > 0) {
    const std::uint32_t row = order_[position_++];
    const std::uint64_t skipped = std::min(skip_left_, rows_.times(row));
    skip_left_ -= skipped;
    const std::uint64_t given = std::min(rows_.times(row) - skipped, limit_left_);
    if (given == 0) continue;
    if (limit_left_ != no_limit) limit_left_ -= given;
    rows.push_back(row);
    times.push_back(given);
  }
  if (rows.empty()) return false;
  Group group = rows_.group_of(rows, column_count_);
  group.times = std::move(times);
  chunk.groups.clear();
  chunk.groups.push_back(std::move(group));
  return true;
}

std::string Sort::describe() const {
  std::string text = bounds_.limit != nullptr ? "Top" : "Sort";
  const VariableTable& names = *execution_.variables;
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    text += (i == 0 ? " " : ", ") + to_text(keys_[i].expression, names) + (keys_[i].descending ? " DESC" : "");
  }
  if (bounds_.skip != nullptr) text += " SKIP " + to_text(*bounds_.skip, names);
  if (bounds_.limit != nullptr) text += " LIMIT " + to_text(*bounds_.limit, names);
  return text;
}

std::uint64_t row_bound(const Expression& expression, std::string_view clause, Execution& execution) {
  const Value count = evaluate_constant(expression, execution);
  if (count.kind() != Kind::Integer) {
    throw runtime_error(ErrorCode::SyntaxError, "InvalidArgumentType",
                        std::string(clause) + " takes a whole number, not a " + std::string(to_string(count.kind())),
                        expression.place);
  }
  if (count.as_integer() < 0) {
    throw runtime_error(ErrorCode::SyntaxError, "NegativeIntegerArgument",
                        std::string(clause) + " takes no negative number", expression.place);
  }
  return static_cast<std::uint64_t>(count.as_integer());
}

}  // namespace liaison
