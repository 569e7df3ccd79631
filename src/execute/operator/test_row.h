#pragma once

#include <span>
#include <vector>

#include "execute/evaluator.h"

namespace liaison {

/// One row of variables that are set one by one: what searches test their predicates on, long before there is a chunk.
class TestRow {
 public:
  explicit TestRow(Execution& execution) : execution_(execution) {
    layout_.add_group(-1);
    row_.groups.emplace_back().size = 1;
  }

  void add(VariableId variable);
  [[nodiscard]] bool has(VariableId variable) const { return layout_.has(variable); }
  void set(VariableId variable, const Value& value);

  /// REQUIRES: all that the expression reads has been added.
  [[nodiscard]] Evaluator compile(const Expression& expression) const {
    return Evaluator(expression, layout_, 0, execution_);
  }
  /// REQUIRES: all that it reads has been set.
  [[nodiscard]] Value evaluate(Evaluator& expression) const { return expression.evaluate(row_).get(0); }
  /// True if each of them is true, not false or null.
  [[nodiscard]] bool all_true(std::span<Evaluator> predicates) const;

 private:
  Execution& execution_;
  Layout layout_;
  Chunk row_;
};

}  // namespace liaison
