#pragma once

#include <vector>

#include "execute/evaluator.h"
#include "execute/operator/argument.h"

namespace liaison {

/// FOREACH: runs a nested plan to its end for each item of each row's list, row by row, so that a row's list sees what
/// the rows before it wrote; the rows go on as they are. Null: nothing; what is no list is a TypeError. inputs[1] is
/// the nested plan; its Arguments are fed here. Input: flat, multiplicities unfolded.
class Foreach : public Operator {
 public:
  /// `imported`: the row's variables that the Arguments take, in their order; the item follows them.
  Foreach(const logical::Foreach& plan, std::span<const VariableId> imported, std::vector<Argument*> arguments,
          OperatorPtr nested, OperatorPtr input, Execution& execution);
  void open() override { inputs.front()->open(); }
  bool next(Chunk& chunk) override;
  [[nodiscard]] std::string describe() const override;

 private:
  void run_row(const Chunk& one_row);

  Execution& execution_;
  const logical::Foreach& plan_;
  Evaluator list_;
  std::vector<Slot> sources_;
  std::vector<Argument*> arguments_;
};

}  // namespace liaison
