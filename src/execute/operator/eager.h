#pragma once

#include "execute/operator.h"

namespace liaison {

/// Takes all rows of its input before it gives the first: the barrier around clauses that write. Memory: all chunks.
class Eager : public Operator {
 public:
  explicit Eager(OperatorPtr input, Execution& execution);
  void open() override;
  bool next(Chunk& chunk) override;
  [[nodiscard]] std::string describe() const override { return "Eager"; }

 private:
  Execution& execution_;
  std::vector<Chunk> chunks_;
  std::size_t position_ = 0;
  bool collected_ = false;
};

/// Runs its input to the end for its effects; no rows, no columns.
class Nothing : public Operator {
 public:
  explicit Nothing(OperatorPtr input);
  void open() override { inputs.front()->open(); }
  bool next(Chunk& chunk) override;
  [[nodiscard]] std::string describe() const override { return "Nothing"; }
};

}  // namespace liaison
