#pragma once

#include <vector>

#include "execute/operator/argument.h"

namespace liaison {

/// Runs a nested plan to its end for each row, for its effects; the rows go on as they are. inputs[1] is the nested
/// plan; its Arguments are fed here. Input: flat, multiplicities unfolded.
class UnitApply : public Operator {
 public:
  /// `imported`: the row's variables that the Arguments take, in their order.
  UnitApply(std::span<const VariableId> imported, std::vector<Argument*> arguments, OperatorPtr nested,
            OperatorPtr input, Execution& execution);
  void open() override { inputs.front()->open(); }
  bool next(Chunk& chunk) override;
  [[nodiscard]] std::string describe() const override { return "UnitApply"; }

 private:
  Execution& execution_;
  std::vector<Slot> sources_;
  std::vector<Argument*> arguments_;
};

/// Opens a plan that runs for its effects with these values and runs it to its end.
void run_to_end(Operator& nested, std::span<Argument* const> arguments, std::span<const Value> values);

}  // namespace liaison
