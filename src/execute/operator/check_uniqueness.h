#pragma once

#include "execute/operator.h"

namespace liaison {

/// Stands above a clause that writes, where the graph has constraints on equal values: when the clause has done all it
/// does, what it changed must satisfy them. Clauses inside FOREACH and CALL { … } are part of that clause. Rows pass as
/// they are.
class CheckUniqueness : public Operator {
 public:
  CheckUniqueness(OperatorPtr input, Execution& execution);
  void open() override { inputs.front()->open(); }
  bool next(Chunk& chunk) override;
  [[nodiscard]] std::string describe() const override { return "CheckUniqueness"; }

 private:
  Execution& execution_;
};

}  // namespace liaison
