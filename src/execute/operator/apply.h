#pragma once

#include <optional>
#include <vector>

#include "execute/operator/argument.h"
#include "execute/operator/fan_out.h"
#include "execute/operator/row_reader.h"

namespace liaison {

/// Runs a nested plan for each row of a group; its rows become child rows. Optional: a row without any gets one with
/// nulls. inputs[1] is the nested plan, flat; its Arguments are fed here.
class Apply : public FanOut {
 public:
  /// `imported`: the row's variables that the Arguments take, in their order; `made`: the nested plan's columns.
  Apply(logical::ApplyKind kind, std::span<const VariableId> imported, std::span<const VariableId> made,
        std::vector<Argument*> arguments, OperatorPtr nested, std::uint16_t parent, OperatorPtr input,
        Execution& execution);
  [[nodiscard]] std::string describe() const override;

 private:
  void begin_chunk(const Chunk& chunk) override;
  void begin_row(const Chunk& chunk, std::uint16_t row) override;
  bool append(Group& child, std::uint32_t limit) override;

  logical::ApplyKind kind_;
  std::vector<Slot> sources_;
  std::vector<Argument*> arguments_;
  std::optional<RowReader> reader_;
  Chunk nested_;
  std::uint32_t position_ = 0;
  // Rows of the group that stand for no row of the chunk are left alone: the plan could fail for them.
  bool is_factorised_ = false;
  std::vector<bool> counts_;  // by row, if factorised
  bool is_row_ = true;        // the present one counts
  bool has_nested_ = false;
  bool found_ = false;
};

}  // namespace liaison
