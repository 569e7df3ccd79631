#pragma once

#include "execute/operator.h"

namespace liaison {

/// Stands above a clause that writes, where the graph has constraints: when the clause has done all it does, what it
/// changed must satisfy them (openCypher 9: constraints are checked at the end of the clause). Rows pass as they are.
class CheckConstraints : public Operator {
 public:
  CheckConstraints(OperatorPtr input, Execution& execution);
  void open() override { inputs.front()->open(); }
  bool next(Chunk& chunk) override;
  [[nodiscard]] std::string describe() const override { return "CheckConstraints"; }

 private:
  Execution& execution_;
};

}  // namespace liaison
