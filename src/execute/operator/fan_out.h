#pragma once

#include <cstdint>
#include <vector>

#include "execute/operator.h"

namespace liaison {

/// Base of the operators that give each row of one group some rows of their own (expansion, UNWIND, Apply, CALL): they
/// add a child group and fill it for many parents at once, up to the chunk's size, going on in the middle of a parent's
/// rows in the next chunk. Rows without any are gone.
/// Memory: one input chunk and one child group.
class FanOut : public Operator {
 public:
  void open() override;
  bool next(Chunk& chunk) final;

 protected:
  /// `parent` is the group of the input's layout whose rows fan out. Sets the layout: the input's and one more group.
  FanOut(OperatorPtr input, std::uint16_t parent, Execution& execution);

  /// Adds a column to the new group.
  Slot add_column(VariableId variable);

  virtual void begin_chunk(const Chunk&) {}
  virtual void begin_row(const Chunk& chunk, std::uint16_t row) = 0;
  /// Appends rows of the current parent to the child's columns until its rows are all there (true) or the child has
  /// `limit` rows (false). Keeps Group::size and parent_row right by calling add_row().
  virtual bool append(Group& child, std::uint32_t limit) = 0;

  /// Counts one more child row of the current parent.
  void add_row(Group& child, std::uint64_t times = 1);
  void add_rows(Group& child, std::uint32_t count);

  [[nodiscard]] Operator& input() { return *inputs.front(); }
  Execution& execution_;
  const std::uint16_t parent_;
  const std::uint16_t child_;

 private:
  bool next_row();

  Chunk input_chunk_;
  bool has_chunk_ = false;
  bool in_row_ = false;
  std::uint32_t position_ = 0;  // among the parent group's live rows
  std::uint16_t row_ = 0;
};

/// Gives the group's live rows one after another.
[[nodiscard]] inline std::uint16_t live_row(const Group& group, std::uint32_t position) {
  return group.all_selected ? static_cast<std::uint16_t>(position) : group.selection[position];
}

/// Multiplies a row's multiplicity; throws ArithmeticError on overflow.
[[nodiscard]] std::uint64_t multiply_times(std::uint64_t left, std::uint64_t right);

}  // namespace liaison
