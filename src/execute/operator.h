#pragma once

#include <memory>
#include <string>
#include <vector>

#include "execute/chunk.h"
#include "execute/execution.h"

namespace liaison {

/// A physical operator: pulled for chunks. Open may be called again after the rows ran out (or were given up), which
/// starts anew; an Argument below then has a new row.
class Operator {
 public:
  virtual ~Operator() = default;
  virtual void open() = 0;
  /// Fills `chunk` (its former content is dropped) and returns true, or returns false: no more rows. A chunk may stand
  /// for no row at all.
  virtual bool next(Chunk& chunk) = 0;
  /// One line for EXPLAIN: name, arguments.
  [[nodiscard]] virtual std::string describe() const = 0;

  std::vector<std::unique_ptr<Operator>> inputs;
  /// Of the subqueries in its expressions, for EXPLAIN. Shared, since an expression of one value for all rows is let go
  /// once it is known.
  std::vector<std::shared_ptr<const Operator>> subplans;
  Layout layout;  // of the chunks it gives
  double estimated_rows = -1;
};
using OperatorPtr = std::unique_ptr<Operator>;

}  // namespace liaison
