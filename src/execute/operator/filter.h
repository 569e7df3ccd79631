#pragma once

#include <vector>

#include "execute/evaluator.h"
#include "execute/operator.h"

namespace liaison {

/// Keeps the rows for which every predicate is true, by narrowing the selections of the groups they are about; nothing
/// is copied.
class Filter : public Operator {
 public:
  /// REQUIRES: each predicate's variables lie on one path of the input's layout.
  Filter(std::span<const Expression* const> predicates, OperatorPtr input, Execution& execution);
  void open() override { inputs.front()->open(); }
  bool next(Chunk& chunk) override;
  [[nodiscard]] std::string describe() const override;

 private:
  struct Test {
    Evaluator evaluator;
    std::uint16_t group;
  };
  Execution& execution_;
  std::vector<const Expression*> predicates_;
  std::vector<Test> tests_;
};

}  // namespace liaison
