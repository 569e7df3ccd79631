#pragma once

#include <memory>
#include <span>
#include <vector>

#include "execute/chunk.h"
#include "execute/execution.h"
#include "query/expression.h"

namespace liaison {

/// A compiled expression: evaluates for every live row of one group of a chunk, whatever groups above it are read.
/// Kernels are chosen per chunk by the kinds of its operands: typed ones over integers, floats, booleans, strings
/// (dictionary codes) and dates, else the generic one over Values.
/// Not thread-safe: each worker compiles its own.
class Evaluator {
 public:
  /// REQUIRES: all free variables of the expression lie on one path of `layout`, `group` being at or below the deepest.
  Evaluator(const Expression& expression, const Layout& layout, std::uint16_t group, Execution& execution);
  ~Evaluator();
  Evaluator(Evaluator&&) noexcept;
  Evaluator& operator=(Evaluator&&) noexcept;

  /// The value for each row of the group: size entries; those of rows that stand for no row of the chunk are
  /// unspecified, and nothing that could fail is computed for them (rows_that_count). A plain variable is the chunk's
  /// own column. Valid until the next call, and as long as the chunk's columns are.
  [[nodiscard]] const Vector& evaluate(const Chunk& chunk);

  /// Keeps the rows for which the expression is true, by setting the group's selection; compacts nothing.
  void filter(Chunk& chunk);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// The value of an expression that reads no variable (SKIP, LIMIT, parameters).
[[nodiscard]] Value evaluate_constant(const Expression& expression, Execution& execution);

}  // namespace liaison
