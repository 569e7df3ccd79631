#pragma once

#include <optional>

#include "execute/evaluator.h"
#include "execute/operator.h"
#include "execute/operator/row_table.h"

namespace liaison {

/// All rows in order (value/order.h, Cypher's order of everything); equal keys keep the order they came in. Input:
/// flat. With a limit it is Top: only the first skip + limit rows are kept, in passes over twice that many. Memory: all
/// rows, or twice skip + limit.
class Sort : public Operator {
 public:
  struct Bounds {
    const Expression* skip = nullptr;  // null: none
    const Expression* limit = nullptr;
  };
  Sort(std::span<const SortKey> keys, Bounds bounds, OperatorPtr input, Execution& execution);
  void open() override;
  bool next(Chunk& chunk) override;
  [[nodiscard]] std::string describe() const override;

 private:
  void collect();
  void put_in_order();
  void keep_first(std::uint64_t rows);

  Execution& execution_;
  std::span<const SortKey> keys_;
  Bounds bounds_;
  std::vector<Evaluator> evaluators_;
  std::size_t column_count_;
  RowTable rows_;                     // the input's columns, then the keys
  std::vector<std::uint32_t> order_;  // row numbers, in order
  std::size_t position_ = 0;
  std::uint64_t skip_left_ = 0;
  std::uint64_t limit_left_ = 0;
  bool collected_ = false;
  StepCount steps_;
};

/// The value of a SKIP or LIMIT: a whole number from 0 up, else SyntaxError NegativeIntegerArgument or
/// InvalidArgumentType (at run time, as parameters may hold anything).
[[nodiscard]] std::uint64_t row_bound(const Expression& expression, std::string_view clause, Execution& execution);

}  // namespace liaison
