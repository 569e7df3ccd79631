#pragma once

#include "execute/operator.h"
#include "execute/operator/row_table.h"

namespace liaison {

/// Each combination of some variables once, flat, in order of first appearance. The variables lie on one path of the
/// input, whose other branches only say whether a row is there.
/// Memory: the distinct rows.
class Distinct : public Operator {
 public:
  Distinct(std::span<const VariableId> variables, OperatorPtr input, Execution& execution);
  void open() override;
  bool next(Chunk& chunk) override;
  [[nodiscard]] std::string describe() const override;

 private:
  Execution& execution_;
  std::vector<VariableId> variables_;
  std::vector<Slot> sources_;
  std::uint16_t group_;
  RowTable seen_;
  RowIndex index_;
};

}  // namespace liaison
